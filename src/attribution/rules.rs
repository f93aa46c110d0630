//! Attribution by rules.

use super::{Attribution, Kind, Tier};
use crate::text::{Span, Text};

pub(super) fn find(text: &str, parsed: &Text) -> Vec<Attribution> {
    let mut out = Vec::new();
    for sentence in &parsed.sentences {
        let tokens = &parsed.tokens[sentence.tokens.clone()];
        let Some(cue) = tokens.iter().position(|t| t.span.of(text) == "said") else { continue };
        if cue == 0 || cue + 2 >= tokens.len() {
            continue;
        }
        out.push(Attribution {
            kind: Kind::Indirect,
            tier: Tier::ReportedSpeech,
            source: vec![Span { start: tokens[0].span.start, end: tokens[cue - 1].span.end }],
            cue: vec![tokens[cue].span],
            content: vec![Span { start: tokens[cue + 1].span.start, end: tokens[tokens.len() - 2].span.end }],
            confidence: 0.5,
        });
    }
    out
}
