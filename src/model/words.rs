//! What a word's meaning says of it, for words that the corpora saw too rarely: `words.bin`, made by
//! `src/attribution/train/words.py` from the embeddings of a sentence encoder.

/// Entries of three bytes of a word's hash, ascending, and a byte of two levels.
static WORDS: &[u8] = include_bytes!("words.bin");
const ENTRY: usize = 4;

/// How much the word with this hash (of its lower-case form, see `linear::hash`) is by its meaning a reporting word, and a
/// word for those who speak: 0 for most words and for unknown ones, up to 10.
pub fn meaning(word: u32) -> (u8, u8) {
    let levels = super::entry(WORDS, ENTRY, word).and_then(|place| WORDS.get(place * ENTRY + ENTRY - 1));
    levels.map_or((0, 0), |levels| (levels & 15, levels >> 4))
}
