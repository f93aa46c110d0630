//! Words that speak of the page or to its reader: 'subscribe', 'you', 'reporter', 'photo'.

use std::sync::OnceLock;

/// The groups of the lexicon, one a line.
pub(super) const GROUPS: usize = 8;

fn lexicon() -> &'static [(&'static str, u8)] {
    static WORDS: OnceLock<Vec<(&str, u8)>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let lines = include_str!("../lexicon/page-words.txt").lines().filter(|line| !line.starts_with('#'));
        let lists = lines.filter_map(|line| line.split_once(':')).take(GROUPS);
        let mut words: Vec<(&str, u8)> = Vec::new();
        for (group, (_, list)) in lists.enumerate() {
            words.extend(list.split_whitespace().map(|word| (word, 1 << group)));
        }
        words.sort_unstable();
        // A word may stand in several groups.
        words.dedup_by(|later, first| {
            let same = later.0 == first.0;
            first.1 |= if same { later.1 } else { 0 };
            same
        });
        words
    })
}

/// Counts a word, in lower case, for each group that it is of.
pub(super) fn count(word: &str, counts: &mut [u8; GROUPS]) {
    let words = lexicon();
    let Ok(at) = words.binary_search_by_key(&word, |&(entry, _)| entry) else { return };
    for (group, count) in counts.iter_mut().enumerate() {
        *count = count.saturating_add(words[at].1 >> group & 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_for_its_groups() {
        let mut counts = [0; GROUPS];
        for word in "subscribe to our newsletter and follow the bridge".split(' ') {
            count(word, &mut counts);
        }
        assert_eq!((counts[0], counts[1]), (3, 1));
        assert_eq!(counts[2..5], [0, 0, 0]);
    }
}
