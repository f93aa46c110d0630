//! What a word's meaning says of it, for words that the corpora saw too rarely: `words.bin`, made by
//! `src/attribution/train/words.py` from the embeddings of a sentence encoder.

/// Entries of three bytes of a word's hash, ascending, and a byte of two levels.
static WORDS: &[u8] = include_bytes!("words.bin");
const ENTRY: usize = 4;

/// How much the word with this hash (of its lower-case form, see `linear::hash`) is by its meaning a reporting word, and a
/// word for those who speak: 0 for most words and for unknown ones, up to 10.
pub fn meaning(word: u32) -> (u8, u8) {
    let key = word >> 8;
    let at = |i: usize| WORDS.get(i * ENTRY..(i + 1) * ENTRY).map_or((u32::MAX, 0), |e| (u32::from_le_bytes([e[0], e[1], e[2], 0]), e[3]));
    let (mut low, mut high) = (0, WORDS.len() / ENTRY);
    while low < high {
        let middle = (low + high) / 2;
        match at(middle).0.cmp(&key) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => {
                let levels = at(middle).1;
                return (levels & 15, levels >> 4);
            }
        }
    }
    (0, 0)
}
