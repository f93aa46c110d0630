//! "Roe said the following", "he has said that more than once": words that only point at what is said elsewhere are no content.

use super::Attribution;
use super::facts::Facts;
use crate::lexicon;
use crate::text::{Span, Text};
use std::collections::BTreeMap;

/// Words that point are so many at most.
const LONGEST: usize = 6;

/// Leaves such contents out. What they point at, a quotation in the next paragraph that has no source and no cue of its own, is the
/// content in their place.
pub(super) fn pointers(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let said = |a: &Attribution| {
        let verb = a.cue.iter().flat_map(|cue| parsed.tokens_in(*cue)).next_back();
        verb.and_then(|t| parsed.tokens.get(t)).is_some_and(|t| lexicon::said_forms().has(&t.span.of(text).to_lowercase()))
    };
    let reports: Vec<usize> = (0..found.len()).filter(|&at| said(&found[at])).collect();
    if !reports.iter().any(|&at| found[at].content.iter().any(|c| is_pointer(text, parsed, facts, *c))) {
        return;
    }
    let bare = |a: &Attribution| a.source.is_empty() && a.cue.is_empty();
    let place = |a: &Attribution| a.content.first().map(|c| parsed.paragraph_of(parsed.tokens_in(*c).start));
    let mut next: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, attribution) in found.iter().enumerate().filter(|(_, a)| bare(a)).rev() {
        next.extend(place(attribution).map(|paragraph| (paragraph, at)));
    }
    for at in reports {
        let Some(paragraph) = place(&found[at]) else { continue };
        let ahead = found[at].content.last().is_some_and(|c| points_ahead(text, parsed, parsed.tokens_in(*c)));
        found[at].content.retain(|c| !is_pointer(text, parsed, facts, *c));
        if !found[at].content.is_empty() || !ahead {
            continue;
        }
        if let Some(quoted) = next.get(&(paragraph + 1)).copied() {
            found[at].content = std::mem::take(&mut found[quoted].content);
        }
    }
    found.retain(|a| !a.content.is_empty());
}

/// The first two words point at what comes next.
fn points_ahead(text: &str, parsed: &Text, tokens: std::ops::Range<usize>) -> bool {
    let two = parsed.span_of(tokens.start..tokens.end.min(tokens.start + 2));
    two.is_some_and(|two| lexicon::pointers().get(&two.of(text).to_lowercase()) == Some("ahead"))
}

fn is_pointer(text: &str, parsed: &Text, facts: &Facts, piece: Span) -> bool {
    let tokens = parsed.tokens_in(piece);
    let table = lexicon::pointers();
    let words = |range: std::ops::Range<usize>| parsed.span_of(range).map_or_else(String::new, |span| span.of(text).to_lowercase());
    // What tells how often has neither noun nor verb.
    let often = |t: usize| {
        let tag = parsed.tokens[t].tag;
        !(tag.is_noun() || tag.is_verb() || tag.is_pronoun()) || lexicon::times().has(&words(t..t + 1))
    };
    let first = |length: usize| {
        let end = tokens.start + length;
        end <= tokens.end && table.get(&words(tokens.start..end)) == Some("first") && (end..tokens.end).all(often)
    };
    // "The following about the merger"
    let following = || points_ahead(text, parsed, tokens.clone());
    tokens.len() <= LONGEST
        && tokens.clone().all(|t| facts[t].quotation == 0)
        && (following() && !tokens.clone().any(|t| facts[t].is_verb()) || table.get(&words(tokens.clone())).is_some() || (1..=3).any(first))
}

#[cfg(test)]
mod tests {
    use crate::attribution::forms::tests::check;

    #[test]
    fn what_is_pointed_at_is_the_content() {
        check(
            "Ann Roe, the mayor, said the following.\n\n“The pier belongs to all of us, and it will stay.”",
            &["Ann Roe, the mayor | said | “The pier belongs to all of us, and it will stay.”"],
        );
    }

    #[test]
    fn what_was_said_before_is_no_content() {
        check("Mayor Ann Roe said the pier would stay. She has said that more than once.", &["Mayor Ann Roe | said | the pier would stay"]);
    }
}
