//! What an outlet passes on: "..., Roe wrote in May, according to the Norwick Examiner" is Roe's.

use super::Attribution;
use super::facts::{Facts, punct};
use crate::lexicon;
use crate::text::{Span, Text};
use std::ops::Range;

/// So many words of a content may stand before the subject of its own report: "But the board said".
const OPENING: usize = 2;

/// A report that an outlet is named for, and that itself says who spoke, is attributed to whom it names.
pub(super) fn relayed(text: &str, parsed: &Text, facts: &Facts, found: &mut [Attribution]) {
    // The tokens of all cues.
    let mut known = vec![false; parsed.tokens.len()];
    for cue in found.iter().flat_map(|a| &a.cue) {
        known[parsed.tokens_in(*cue)].fill(true);
    }
    for attribution in found.iter_mut().filter(|a| is_outlet(text, a)) {
        let Some((subject, verb)) = inner(text, parsed, facts, attribution) else { continue };
        let cue = parsed.tokens[verb].span;
        if known[verb] {
            continue;
        }
        let Some(source) = parsed.span_of(subject.clone()) else { continue };
        let pieces = attribution.content.iter().copied();
        let Some(first) = attribution.content.first().map(|c| parsed.tokens_in(*c).start) else { continue };
        // "Roe told aides she would quit": whom he told stands before what he said.
        let addressed = lexicon::turning_verbs().says(&cue.of(text).to_lowercase(), "directs");
        let behind = subject.start > first + OPENING;
        if addressed && !behind {
            continue;
        }
        let content: Vec<Span> = if behind {
            // What stands behind the verb tells when and where it was said.
            pieces.filter(|c| c.start < source.start).map(|c| Span { end: c.end.min(source.start), ..c }).collect()
        } else {
            pieces.filter(|c| c.end > cue.end).map(|c| Span { start: c.start.max(cue.end), ..c }).collect()
        };
        // The comma of a quotation stays within its marks.
        let loose = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':');
        let content: Vec<Span> = content.into_iter().map(|c| c.trimmed(text, loose)).filter(|c| !c.is_empty()).collect();
        if content.iter().any(|c| c.of(text).split_whitespace().count() > 2) {
            (attribution.source, attribution.cue, attribution.content) = (vec![source], vec![cue], content);
        }
    }
}

/// "According to the Norwick Examiner", "per the Norwick Daily".
fn is_outlet(text: &str, attribution: &Attribution) -> bool {
    let [cue] = &attribution.cue[..] else { return false };
    let according = lexicon::relaying().has(&cue.of(text).to_lowercase());
    let press = |word: &str| {
        let word = word.trim_end_matches("'s").trim_end_matches("’s").to_lowercase();
        let agency = lexicon::side_bodies().get(&word) == Some("learned") && lexicon::organisation_word(&word).is_none();
        agency || lexicon::press_words().has(&word) || lexicon::press_nouns().has(&word)
    };
    // A poll by a paper is no outlet: who was asked says so in it.
    let asked = |s: &Span| s.of(text).split_whitespace().next_back().is_some_and(|word| lexicon::documents().has(&word.to_lowercase()));
    according && !attribution.source.iter().any(asked) && attribution.source.iter().any(|s| s.of(text).split_whitespace().any(press))
}

/// The tokens of the subject, and the verb, of a report within what `attribution` reports, outside of quotations.
fn inner(text: &str, parsed: &Text, facts: &Facts, attribution: &Attribution) -> Option<(Range<usize>, usize)> {
    let mut tokens = attribution.content.iter().flat_map(|c| parsed.tokens_in(*c));
    let says = |t: &usize| {
        let word = parsed.tokens[*t].span.of(text).to_lowercase();
        facts[*t].quotation == 0 && facts[*t].subject > 0 && lexicon::said_forms().has(&word)
    };
    let verb = tokens.find(says)?;
    let start = verb - facts[verb].place as usize;
    let subject = facts.subject(verb, start..verb)?;
    // "..., Roe said" or "Roe said ...", and no clause of something else's.
    let before = subject.start.checked_sub(1).filter(|&t| t >= start);
    let border = before.is_none_or(|t| facts.is(t, punct::COMMA) || facts[t].quotation > 0 || subject.start <= start + OPENING);
    (border && subject.end == verb).then_some((subject, verb))
}

#[cfg(test)]
mod tests {
    use super::super::forms::tests::check;

    #[test]
    fn who_is_named_speaks_and_not_the_outlet() {
        check(
            "“The bridge will stay open for another year,” Ada Brook wrote on Monday, according to CNN.",
            &["Ada Brook | wrote | “The bridge will stay open for another year,”"],
        );
        check(
            "The board said the bridge would stay open for another year, according to the Norwick Examiner.",
            &["The board | said | the bridge would stay open for another year"],
        );
    }

    #[test]
    fn an_outlet_speaks_for_what_it_tells_itself() {
        check(
            "The bridge will stay open for another year, according to the Norwick Examiner.",
            &["the Norwick Examiner | according to | The bridge will stay open for another year"],
        );
    }
}
