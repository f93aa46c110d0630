//! What a paragraph begins with and nobody says: the time of an entry, the place that a report is sent from.

use super::Attribution;
use crate::text::{Span, Text};
use std::collections::BTreeMap;

/// "09:19", "9h05".
fn is_clock(word: &str) -> bool {
    let Some((hour, minute)) = word.split_once([':', 'h']) else { return false };
    let under = |part: &str, most: u8| part.len() <= 2 && part.parse::<u8>().is_ok_and(|number| number < most);
    under(hour, 24) && minute.len() == 2 && under(minute, 60)
}

/// "09:19 Police said", "BERGEN, Norway (AP) -- The town will": the time of an entry and the place of a report are no part of it.
pub(super) fn without_opening(text: &str, parsed: &Text, datelines: &BTreeMap<usize, usize>, spans: &mut Vec<Span>) {
    for span in spans.iter_mut() {
        let tokens = parsed.tokens_in(*span);
        if tokens.is_empty() {
            continue;
        }
        let number = parsed.paragraph_of(tokens.start);
        let start = parsed.paragraphs[number].tokens.start;
        if let Some(sign) = datelines.get(&number).copied().filter(|&sign| tokens.start <= sign) {
            span.start = parsed.tokens.get(sign + 1).map_or(span.end, |token| token.span.start.min(span.end));
            continue;
        }
        let clock = parsed.tokens.get(tokens.start).is_some_and(|t| is_clock(t.span.of(text)));
        // "10:30 a.m. is too early"
        let next = parsed.tokens.get(tokens.start + 1);
        let half = next.is_some_and(|t| t.tag.is_finite() || t.span.of(text).to_lowercase().ends_with("m."));
        if tokens.start == start && tokens.len() > 1 && clock && !half {
            span.start = parsed.tokens[tokens.start + 1].span.start;
        }
    }
    spans.retain(|span| !span.is_empty());
}

/// "BEIJING: The city will" is said by nobody.
pub(super) fn is_of_dateline(parsed: &Text, datelines: &BTreeMap<usize, usize>, attribution: &Attribution) -> bool {
    let [cue] = attribution.cue[..] else { return false };
    let sign = parsed.tokens_in(cue);
    sign.len() == 1 && datelines.get(&parsed.paragraph_of(sign.start)) == Some(&sign.start)
}

#[cfg(test)]
mod tests {
    use crate::attribution::forms::tests::check;

    #[test]
    fn the_time_of_an_entry_is_no_part_of_it() {
        check(
            "07:45 Federal prosecutors said they would take over.\n\n09:19 “There is still no evidence of any others,” Ada Brook said.",
            &["Federal prosecutors | said | they would take over", "Ada Brook | said | “There is still no evidence of any others,”"],
        );
    }

    #[test]
    fn the_place_of_a_report_is_no_part_of_it() {
        check("MOSCOW (AP) — The harbour will close, the mayor said.", &["the mayor | said | The harbour will close"]);
        check("BEIJING: The harbour on Tuesday lost its crane and two boats.", &[]);
    }
}
