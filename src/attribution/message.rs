//! "Her message was simple: “Go home.”": a noun for what one says announces the words, and whoever owns it says them.

use super::facts::{Facts, punct, quoted};
use super::{Attribution, Kind};
use crate::lexicon;
use crate::text::{Span, Tag, Text};
use std::ops::Range;

/// The verb stands so near to the colon.
const NEAR: usize = 4;
/// What the models are so sure of stays as it is.
const KNOWN: f32 = 0.5;
const SURE: f32 = 0.75;

/// Adds the quotations that such a sentence announces, where nothing surer takes them.
pub(super) fn messages(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let mut told: Vec<Attribution> = Vec::new();
    for colon in (0..parsed.tokens.len()).filter(|&t| facts.is(t, punct::COLON) && facts[t].quotation == 0) {
        let quote = facts.tokens.get(colon + 1).filter(|next| next.quote == quoted::OPEN).map(|next| next.quotation as usize);
        let Some(quote) = quote.and_then(|q| facts.quotes.get(q.checked_sub(1)?)) else { continue };
        let Some((source, noun)) = owner(text, parsed, facts, colon) else { continue };
        let cue = noun.max(source.end)..colon + 1;
        let report = super::told::told(parsed, &source, &cue, &[parsed.tokens_in(quote.span)], SURE);
        told.push(Attribution { kind: Kind::Direct, ..report });
    }
    if told.is_empty() {
        return;
    }
    let mut known: Vec<Span> = Vec::new();
    for attribution in found.iter().filter(|a| a.confidence >= KNOWN && !a.source.is_empty()) {
        known.extend(&attribution.content);
    }
    known.sort();
    let overlaps = |all: &[Span], span: Span| all.get(all.partition_point(|s| s.end <= span.start)).is_some_and(|s| s.overlaps(span));
    told.retain(|a| !overlaps(&known, a.content[0]));
    let quotes: Vec<Span> = told.iter().map(|a| a.content[0]).collect();
    found.retain(|a| !(a.content.len() == 1 && overlaps(&quotes, a.content[0])));
    found.extend(told);
}

/// Whose the noun of the sentence before `colon` is, as tokens, and the noun: "her message", "Roe's advice", "the answer from Roe".
fn owner(text: &str, parsed: &Text, facts: &Facts, colon: usize) -> Option<(Range<usize>, usize)> {
    let low = |t: usize| parsed.tokens[t].span.of(text).to_lowercase();
    let sentence = parsed.sentences[parsed.tokens[colon].sentence as usize].tokens.clone();
    let be = (sentence.start..colon).rev().take(NEAR).find(|&t| lexicon::function_words().says(&low(t), "announces"))?;
    let noun = (sentence.start..be).find(|&t| facts[t].quotation == 0 && lexicon::utterances().has(&low(t)))?;
    let proper = |t: usize| parsed.tokens[t].tag.is_proper();
    // The noun's own phrase tells whose it is: "in her town, Roe's advice" is Roe's.
    let start = (sentence.start..noun).rev().find(|&t| facts[t].phrase != facts[noun].phrase && parsed.tokens[t].tag != Tag::Pos);
    let start = start.filter(|_| facts[noun].phrase > 0).map_or(sentence.start, |before| before + 1);
    let owned = (start..noun).rev().find(|&t| parsed.tokens[t].tag == Tag::PrpS).map(|t| t..t + 1);
    let name = || {
        let mark = (sentence.start + 1..noun).rev().take(NEAR).find(|&t| parsed.tokens[t].tag == Tag::Pos)?;
        let start = (sentence.start..mark).rev().take_while(|&t| proper(t)).last()?;
        Some(start..mark)
    };
    let from = || {
        let from = Some(noun + 1).filter(|&t| t < be && low(t) == "from")?;
        Some(from + 1..be).filter(|rest| !rest.is_empty() && rest.clone().any(proper))
    };
    // "For Roe the answer is simple"
    let whose = || {
        let start = Some(sentence.start).filter(|&t| low(t) == "for")? + 1;
        let end = (start..noun).find(|&t| !proper(t)).filter(|&t| parsed.tokens[t].tag == Tag::Dt)?;
        Some(start..end).filter(|name| !name.is_empty())
    };
    owned.or_else(whose).or_else(name).or_else(from).map(|source| (source, noun))
}

#[cfg(test)]
mod tests {
    use super::super::forms::tests::check;

    #[test]
    fn whose_message_it_is_says_it() {
        check(
            "Her message to the crowd was simple: “Go home and talk.”",
            &["Her | message to the crowd was simple: | “Go home and talk.”"],
        );
        check("Brook's advice is clear: “Do not borrow money.”", &["Brook | advice is clear: | “Do not borrow money.”"]);
        check(
            "For Mayor Ada Brook the answer is simple: “We need a bridge.”",
            &["Mayor Ada Brook | answer is simple: | “We need a bridge.”"],
        );
        check(
            "The answer from Mayor Ada Brook was short: “No, and never again.”",
            &["Mayor Ada Brook | was short: | “No, and never again.”"],
        );
    }
}
