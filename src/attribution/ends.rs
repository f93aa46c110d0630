//! Where a content begins and ends: what tells of the occasion, and what the narration sets beside it, is no part of it.

use super::facts::{Facts, punct};
use super::{Attribution, Kind};
use crate::lexicon;
use crate::text::{Span, Tag, Text};
use std::ops::Range;

/// What tells of the occasion is so many words long at most.
const OCCASION: usize = 16;
/// And so many words stand before its noun: "in a brief, nationally televised address".
const FRONT: usize = 6;

/// "She apologised for the delay [in a televised address]", "he would sign it[, despite the pleas of his son]": cut off what an indirect
/// content ends with.
pub(super) fn cut_ends(text: &str, parsed: &Text, facts: &Facts, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.last().copied().filter(|_| attribution.kind != Kind::Direct) else { return };
    let Some(content) = attribution.content.last_mut().filter(|content| content.start >= cue.end) else { return };
    let tokens = parsed.tokens_in(*content);
    let low = |t: usize| parsed.tokens.get(t).map_or_else(String::new, |token| token.span.of(text).to_lowercase());
    let despite = |&t: &usize| facts.is(t, punct::COMMA) && low(t + 1) == "despite";
    let plain = |mut range: Range<usize>| !range.any(|t| facts[t].quotation > 0 || parsed.tokens[t].tag.is_finite());
    let cut = tokens.clone().skip(3).find(despite).filter(|&t| plain(t..tokens.end));
    let cut = cut.or_else(|| occasion(parsed, facts, &tokens, &low));
    if let Some(last) = cut.and_then(|t| t.checked_sub(1)).and_then(|t| parsed.tokens.get(t)) {
        content.end = last.span.end;
    }
}

/// Where the words that tell of the occasion begin, at the end of `tokens`, which have no verb of their own before: what is in a clause
/// may be part of it, "she would explain it in a speech".
fn occasion(parsed: &Text, facts: &Facts, tokens: &Range<usize>, low: &impl Fn(usize) -> String) -> Option<usize> {
    let tag = |t: usize| parsed.tokens.get(t).map_or(Tag::Fw, |token| token.tag);
    let from = (tokens.start + 2).max(tokens.end.saturating_sub(OCCASION));
    let begins = |&t: &usize| {
        let own = matches!(low(t + 1).as_str(), "a" | "an" | "his" | "her" | "their");
        let noun = (t + 2..tokens.end.min(t + 2 + FRONT)).find(|&i| lexicon::occasions().has(&low(i)) && !tag(i + 1).is_noun());
        // "Televised" may have the form of a past tense.
        let front = |i: usize| {
            tag(i).is_noun() || tag(i).is_adjective() || tag(i).is_adverb() || matches!(tag(i), Tag::Vbn | Tag::Vbd | Tag::Cd | Tag::Pos)
        };
        let behind = |noun: usize| (noun + 1..tokens.end).all(|i| !tag(i).is_finite() && facts[i].quotation == 0);
        matches!(low(t).as_str(), "in" | "during") && own && noun.is_some_and(|noun| (t + 2..noun).all(front) && behind(noun))
    };
    let start = (from..tokens.end).find(begins)?;
    (!(tokens.start..start).any(|t| tag(t).is_finite() || tag(t) == Tag::To)).then_some(start)
}

/// "[Asked how much she paid,] “We paid too much,” she said": what stands before a whole sentence in quotation marks, and ends with a
/// comma, is the narration's.
pub(super) fn cut_front(text: &str, parsed: &Text, facts: &Facts, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.first().copied() else { return };
    let Some(content) = attribution.content.first().copied().filter(|content| content.end <= cue.start) else { return };
    let tokens = parsed.tokens_in(content);
    let Some(mark) = tokens.clone().find(|&t| facts[t].quotation > 0).filter(|&mark| mark > tokens.start + 1) else { return };
    let comma = facts.is(mark - 1, punct::COMMA);
    let opens = parsed.tokens[tokens.start].sentence != parsed.tokens.get(tokens.start.wrapping_sub(1)).map_or(u32::MAX, |t| t.sentence);
    let sentence = parsed.tokens.get(mark + 1).is_some_and(|t| t.span.of(text).starts_with(char::is_uppercase) && !t.tag.is_proper());
    let quote = facts.quotes[facts[mark].quotation as usize - 1].span;
    if comma && opens && sentence && quote.end >= content.end {
        attribution.content[0] = Span { start: parsed.tokens[mark].span.start, end: content.end };
    }
}

#[cfg(test)]
mod tests {
    use crate::attribution::forms::tests::check;

    #[test]
    fn the_occasion_is_no_content() {
        check("Ada Brook defended the delay in a brief televised address.", &["Ada Brook | defended | the delay"]);
        // In a clause it may be part of what is said.
        check("Ada Brook said she would explain the delay in a speech.", &["Ada Brook | said | she would explain the delay in a speech"]);
    }

    #[test]
    fn what_the_narration_sets_beside_it_is_no_content() {
        check("Ada Brook said she would sign the bill, despite the pleas of her own son.", &["Ada Brook | said | she would sign the bill"]);
        check(
            "When asked how much the bridge had cost, “We paid too much for it,” Ada Brook said.",
            &["Ada Brook | said | “We paid too much for it,”"],
        );
    }
}
