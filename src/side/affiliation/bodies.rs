//! Where the article names bodies that it speaks of by their noun alone elsewhere.

use super::super::phrase::Words;
use crate::lexicon;
use std::collections::BTreeMap;

/// The tokens of names by the noun, in order.
pub(super) struct Bodies {
    /// By the noun that a body known by its name is: "FBI" by "bureau".
    known: BTreeMap<&'static str, Vec<usize>>,
    /// By the noun itself, written as a name: "Bureau".
    written: BTreeMap<String, Vec<usize>>,
}

impl Bodies {
    pub fn new(words: &Words) -> Bodies {
        let mut out = Bodies { known: BTreeMap::new(), written: BTreeMap::new() };
        for token in (0..words.parsed.tokens.len()).filter(|&i| words.capitalised(i)) {
            let low = words.lower(token);
            if let Some((_, noun)) = lexicon::body_name(&low) {
                out.known.entry(noun).or_default().push(token);
            }
            if token > 0 && lexicon::body_nouns().says(&low, "house") {
                out.written.entry(low).or_default().push(token);
            }
        }
        out
    }

    /// The name last before `at` of a body that is known to be what `noun` says.
    pub fn known_before(&self, noun: &str, at: usize) -> Option<usize> {
        last_before(self.known.get(noun)?, at)
    }

    /// Where the house `noun` is written as a name last before `at`.
    pub fn written_before(&self, noun: &str, at: usize) -> Option<usize> {
        last_before(self.written.get(noun)?, at)
    }
}

fn last_before(tokens: &[usize], at: usize) -> Option<usize> {
    tokens[..tokens.partition_point(|&token| token < at)].last().copied()
}
