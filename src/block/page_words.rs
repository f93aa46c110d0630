//! Words that tell what a block is about: the commonest words of a language, and words that speak of the page or to its
//! reader ('subscribe', 'you', 'reporter', 'photo').

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The groups of words that speak of the page, one a line of the lexicon.
pub(super) const GROUPS: usize = 8;
/// The bit of the commonest words of some language; those below it are the groups.
pub(super) const STOP: u16 = 1 << GROUPS;

/// A table that a word is looked up in by its hash, because that is done for each word of the page.
struct Table {
    /// Sorted.
    hashes: Vec<u64>,
    kinds: Vec<u16>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#'));
        let mut words: BTreeMap<u64, u16> = BTreeMap::new();
        // A word may stand in several groups.
        let mut add = |word: &str, kind: u16| *words.entry(hash(word)).or_default() |= kind;
        for line in lines(include_str!("../lexicon/languages.txt")) {
            line.split(' ').skip(1).for_each(|word| add(word, STOP));
        }
        let groups = lines(include_str!("../lexicon/page-words.txt")).filter_map(|line| line.split_once(':'));
        for (group, (_, list)) in groups.take(GROUPS).enumerate() {
            list.split_whitespace().for_each(|word| add(word, 1 << group));
        }
        Table { hashes: words.keys().copied().collect(), kinds: words.into_values().collect() }
    })
}

fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, byte| (h ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The kinds of a word, given in lower case, as bits.
pub(super) fn of(word: &str) -> u16 {
    let table = table();
    table.hashes.binary_search(&hash(word)).map_or(0, |at| table.kinds[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_for_its_groups() {
        let count = |kind: u16| "subscribe to our newsletter and follow the bridge".split(' ').filter(|word| of(word) & kind != 0).count();
        assert_eq!((count(1), count(2), count(STOP)), (3, 1, 3));
        assert_eq!([2, 3, 4].map(|group| count(1 << group)), [0, 0, 0]);
    }
}
