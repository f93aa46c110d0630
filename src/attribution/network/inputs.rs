//! What the network sees of a token: its word, its ending, and small facts, each one of a few values.

use crate::attribution::facts::{Fact, Facts, NOTHING};

/// How many values each of the small facts has, in their order in [`Input::small`].
pub(in crate::attribution) const VALUES: [usize; COLUMNS] = [64, 8, 16, 6, 48, 32, 64, 16, 16, 8, 16, 16];

pub(in crate::attribution) const COLUMNS: usize = 12;

/// A token as the network sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::attribution) struct Input {
    /// Hash of the lower-case word.
    pub word: u32,
    /// Hash of its last three letters.
    pub suffix: u32,
    /// One value of each kind, less than its place in [`VALUES`].
    pub small: [u8; COLUMNS],
}

/// The token `i` of an article.
pub(in crate::attribution) fn input(facts: &Facts, i: usize) -> Input {
    let f: &Fact = facts.tokens.get(i).unwrap_or(&NOTHING);
    let other = |j: Option<usize>| j.and_then(|j| facts.tokens.get(j)).filter(|o| o.sentence == f.sentence).unwrap_or(&NOTHING);
    let (before, after) = (other(i.checked_sub(1)), other(i.checked_add(1)));
    let sentence = facts.sentences.get(f.sentence as usize).copied().unwrap_or_default();
    let begins = u8::from(f.phrase != before.phrase) | u8::from(f.phrase != after.phrase) << 1;
    let small = [
        f.tag,
        f.shape,
        f.punct,
        // The last of its values is spare: the network was fitted with one more than there are.
        f.quote,
        if f.cue < 32 { f.cue } else { 32 + f.cue % 16 },
        f.voice,
        f.head,
        f.meaning.0,
        f.meaning.1,
        u8::from(f.phrase > 0) << 2 | if f.phrase > 0 { begins } else { 0 },
        u8::from(f.speaks) | u8::from(f.that) << 1 | u8::from(f.place == 0) << 2 | u8::from(f.speech) << 3,
        u8::from(sentence.headline)
            | u8::from(sentence.has_quote) << 1
            | u8::from(f.subject > 0) << 2
            | u8::from(f.quotation > 0 && facts.quotes.get(f.quotation as usize - 1).is_some_and(|q| q.title)) << 3,
    ];
    let mut out = Input { word: f.word, suffix: f.suffix3, small };
    for (value, values) in out.small.iter_mut().zip(VALUES) {
        *value = (*value).min(values as u8 - 1);
    }
    out
}
