//! What the models look at in one go: a paragraph; and one that ends with a colon together with the quotation behind it,
//! which it announces ("Roe continued:").

use super::facts::{Facts, punct, quoted};
use crate::text::Text;
use std::ops::Range;

/// Ranges of tokens, in text order; all tokens are in one.
pub(super) fn stretches(parsed: &Text, facts: &Facts) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(parsed.paragraphs.len());
    // Whether the last stretch may take one more paragraph: two at most, so that the work for a cue stays bounded.
    let mut single = false;
    for paragraph in &parsed.paragraphs {
        let tokens = paragraph.tokens.clone();
        let quotes = facts.tokens.get(tokens.start).is_some_and(|t| t.quote == quoted::OPEN);
        match out.last_mut() {
            Some(last) if single && quotes && last.end == tokens.start && last.end > last.start && facts.is(last.end - 1, punct::COLON) => {
                last.end = tokens.end;
                single = false;
            }
            _ => {
                out.push(tokens);
                single = true;
            }
        }
    }
    out
}
