//! "Three people died, police said, with residents saying they saw smoke": what stands behind "with" is another report.

use super::Attribution;
use super::facts::{Facts, punct};
use super::told::{in_place_of_their_cues, told};
use crate::text::{Span, Tag, Text};
use std::ops::Range;

/// Who stands behind "with" has so many tokens at most.
const WHO: usize = 8;
const SURE: f32 = 0.8;

/// Makes such reports, and cuts them off what others say before them.
pub(super) fn with_reports(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let mut all: Vec<Attribution> = Vec::new();
    let mut cuts: Vec<Span> = Vec::new();
    // Where what others report names who they are, or begins with their reporting words.
    let first = |a: &Attribution| Some(a.source.first().map_or(u32::MAX, |source| source.start).min(a.cue.first()?.start));
    let mut others: Vec<u32> = found.iter().filter_map(first).collect();
    others.sort_unstable();
    for with in 1..parsed.tokens.len() {
        if parsed.tokens[with].span.of(text) != "with" || !facts.is(with - 1, punct::COMMA) || facts[with].quotation > 0 {
            continue;
        }
        let end = parsed.sentences[parsed.tokens[with].sentence as usize].tokens.end;
        let Some((source, verb)) = who(parsed, facts, with + 1, end) else { continue };
        // "With residents warning of more, [the mayor said]": what another reports of all of it is no part of it.
        let behind = others.partition_point(|&start| start <= parsed.tokens[verb].span.start);
        let outer = others[behind..].iter().map(|&start| parsed.tokens_in(Span { start, end: start + 1 }).start);
        let end = outer.take_while(|&t| t < end).find(|&t| facts.is(t - 1, punct::COMMA)).map_or(end, |t| t - 1);
        let last = (verb + 1..end).rev().find(|&t| facts[t].punct != punct::STOP || facts[t].quotation > 0).map_or(verb, |t| t + 1);
        if last < verb + 3 {
            continue;
        }
        cuts.extend(parsed.span_of(with - 1..end));
        all.push(told(parsed, &source, &(verb..verb + 1), &std::iter::once(verb + 1..last).collect::<Vec<_>>(), SURE));
    }
    if all.is_empty() {
        return;
    }
    in_place_of_their_cues(found, all);
    for attribution in found.iter_mut() {
        let cue = attribution.cue.first().copied();
        // What is within the new report is its own.
        let outer = |cut: &&Span| cue.is_none_or(|cue| cue.end <= cut.start);
        for content in &mut attribution.content {
            let inside = cuts.get(cuts.partition_point(|cut| cut.end <= content.start)).filter(outer);
            if let Some(cut) = inside.filter(|cut| cut.start < content.end) {
                content.end = cut.start.max(content.start);
            }
        }
        attribution.content.retain(|content| !content.is_empty());
    }
    found.retain(|attribution| !attribution.content.is_empty());
}

/// Who stands from `first` on, and the participle that says something behind them.
fn who(parsed: &Text, facts: &Facts, first: usize, end: usize) -> Option<(Range<usize>, usize)> {
    let tag = |t: usize| parsed.tokens[t].tag;
    let part = |t: usize| {
        let name = tag(t).is_noun() || tag(t).is_adjective() || matches!(tag(t), Tag::Dt | Tag::Cd | Tag::Pos | Tag::PrpS);
        facts[t].quotation == 0 && (name || facts.is(t, punct::COMMA))
    };
    let verb = (first..end.min(first + WHO + 1)).find(|&t| !part(t))?;
    let mut source = first..verb;
    if source.end > source.start && facts.is(source.end - 1, punct::COMMA) {
        source.end -= 1;
    }
    let named = source.clone().any(|t| tag(t).is_noun() || tag(t).is_adjective());
    (tag(verb) == Tag::Vbg && facts[verb].speech && named && !facts.is(first, punct::COMMA)).then_some((source, verb))
}

#[cfg(test)]
mod tests {
    use crate::attribution::forms::tests::found;

    #[test]
    fn who_stands_behind_with_says_it() {
        let reports =
            found("Police opened fire on the crowd on Tuesday, witnesses said, with residents saying at least three people were wounded.");
        assert_eq!(
            reports,
            ["witnesses | said | Police opened fire on the crowd on Tuesday", "residents | saying | at least three people were wounded"]
        );
    }

    #[test]
    fn who_reports_all_of_it_is_no_part_of_it() {
        let reports = found("Three people died, with residents warning that the toll may rise, Ann Roe said.");
        assert!(reports.contains(&"residents | warning | that the toll may rise".to_owned()), "{reports:?}");
    }

    #[test]
    fn what_only_goes_along_is_no_report() {
        let reports = found("Ann Roe said the plan was ready, with work starting in May.");
        assert_eq!(reports, ["Ann Roe | said | the plan was ready, with work starting in May"]);
    }
}
