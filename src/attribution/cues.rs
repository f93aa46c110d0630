//! Candidate cues: what the network believes of the tokens, whoever is quoted, and where it sees cues.

use std::ops::Range;

/// What the network believes about a token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Belief {
    pub source: f32,
    pub cue: f32,
    pub content: f32,
    /// The probability that a cue begins here.
    pub cue_begins: f32,
}

/// A candidate cue: a stretch of tokens, the likeliest of them, and its belief.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cue {
    pub tokens: Range<usize>,
    pub head: usize,
    pub belief: f32,
}

/// The stretches of `tokens` that are more likely than `threshold` to be cues, in text order.
pub(super) fn candidates(beliefs: &[Belief], tokens: Range<usize>, threshold: f32) -> Vec<Cue> {
    const INSIDE: f32 = 0.4;
    let mut out: Vec<Cue> = Vec::new();
    let mut open: Option<Cue> = None;
    for token in tokens {
        let b = beliefs[token];
        let begins = b.cue_begins > 0.5 * b.cue;
        if let Some(cue) = open.as_mut().filter(|_| b.cue >= INSIDE && !begins) {
            cue.tokens.end = token + 1;
            if b.cue > cue.belief {
                (cue.belief, cue.head) = (b.cue, token);
            }
            continue;
        }
        out.extend(open.take());
        if b.cue >= INSIDE.min(threshold) {
            open = Some(Cue { tokens: token..token + 1, head: token, belief: b.cue });
        }
    }
    out.extend(open);
    out.retain(|cue| cue.belief >= threshold);
    out
}

/// The distance of two tokens as a small number: exact to 3, then ever coarser.
pub(super) fn bucket(distance: usize) -> u32 {
    match distance {
        0..=3 => distance as u32,
        4..=5 => 4,
        6..=9 => 5,
        10..=19 => 6,
        20..=39 => 7,
        _ => 8,
    }
}
