//! What a rule of form tells: an attribution by its tokens, and how it takes the place of what the models made of the same words.

use super::{Attribution, Kind, Tier};
use crate::text::{Span, Text};
use std::ops::Range;

/// The reported speech with these parts; the ranges of tokens are not empty.
pub(super) fn told(parsed: &Text, source: &Range<usize>, cue: &Range<usize>, content: &[Range<usize>], confidence: f32) -> Attribution {
    let span = |tokens: &Range<usize>| Span { start: parsed.tokens[tokens.start].span.start, end: parsed.tokens[tokens.end - 1].span.end };
    Attribution {
        kind: Kind::Indirect,
        tier: Tier::ReportedSpeech,
        source: vec![span(source)],
        cue: vec![span(cue)],
        content: content.iter().map(span).collect(),
        confidence,
    }
}

/// Puts `told`, whose cues are in text order, into the place of all that have a word of one of these cues for their own.
pub(super) fn in_place_of_their_cues(found: &mut Vec<Attribution>, told: Vec<Attribution>) {
    let cues: Vec<Span> = told.iter().flat_map(|a| a.cue.iter().copied()).collect();
    let taken = |span: &Span| cues.get(cues.partition_point(|cue| cue.end <= span.start)).is_some_and(|cue| cue.overlaps(*span));
    found.retain(|a| !a.cue.iter().any(taken));
    found.extend(told);
}
