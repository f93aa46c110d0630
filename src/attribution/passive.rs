//! "The firm was accused by residents of poisoning the river": who speaks stands behind "by", between the verb and what is said.

use super::Attribution;
use super::facts::{Facts, punct};
use super::told::{in_place_of_their_cues, told};
use crate::lexicon;
use crate::text::{Tag, Text};
use std::ops::Range;

/// The "by" stands so near to the verb.
const NEAR: usize = 2;
/// So many places and times may stand behind the source.
const MORE: usize = 3;
const SURE: f32 = 0.8;

/// Gives such reports their parts, in the place of what the models made of the same verb: content are the subject, of whom something is
/// said, and what is said behind the source.
pub(super) fn passives(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let mut all: Vec<Attribution> = Vec::new();
    for verb in (0..parsed.tokens.len()).filter(|&t| facts[t].is_passive() && facts[t].quotation == 0) {
        if let Some((source, content)) = parts(text, parsed, facts, verb) {
            let first = (0..verb).rev().take_while(|&t| facts[t].voice > 0).last().unwrap_or(verb);
            all.push(told(parsed, &source, &(first..source.start), &content, SURE));
        }
    }
    in_place_of_their_cues(found, all);
}

/// The source, and the stretches of content, of the report in the passive with this verb.
fn parts(text: &str, parsed: &Text, facts: &Facts, verb: usize) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let low = |t: usize| parsed.tokens.get(t).map_or_else(String::new, |token| token.span.of(text).to_lowercase());
    let passive = low(verb);
    if !lexicon::turning_verbs().says(&passive, "addressed") {
        return None;
    }
    let sentence = &parsed.sentences[parsed.tokens[verb].sentence as usize].tokens;
    let by = (verb + 1..sentence.end).take(NEAR).find(|&t| low(t) == "by")?;
    // "By opposition leader Ann Roe of": one phrase, or several with names behind commas.
    let phrase = |t: usize| facts[t].phrase;
    let phrase_end = |from: usize| (from..sentence.end).find(|&t| phrase(t) == 0 || phrase(t) != phrase(from));
    let charges = lexicon::turning_verbs().says(&passive, "charges");
    let link = |t: usize| lexicon::passive_links().says(&low(t), if charges { "charge" } else { "other" });
    let proper = |t: usize| parsed.tokens.get(t).is_some_and(|token| token.tag.is_proper());
    let place = |t: usize| {
        let owned = phrase_end(t + 1).is_some_and(|end| (t + 1..end).any(|i| parsed.tokens[i].tag == Tag::Pos));
        matches!(low(t).as_str(), "of" | "in" | "from") && !lexicon::calendar().has(&low(t + 1)) && !owned
    };
    let mut end = phrase_end(by + 1).filter(|&end| end > by + 1)?;
    let mut source_end = end;
    // "By residents [of Norwick] [on Monday] of": a place belongs to the source and is no charge, a time to neither.
    for _ in 0..MORE {
        let time = |t: usize| t < sentence.end && facts[t].punct == punct::NONE && lexicon::times().has(&low(t));
        if time(end) && (!link(end) || time(end + 1)) {
            end = (end..sentence.end).find(|&t| !time(t))?;
        } else if end == source_end && place(end) && proper(end + 1) {
            end = phrase_end(end + 1)?;
            source_end = end;
        }
    }
    if !link(end) || charges && proper(end + 1) {
        return None;
    }
    // "By her manager, Joe Pike, on Monday of"
    let loose = |t: usize| facts.is(t, punct::COMMA) || parsed.tokens[t].tag == Tag::In;
    while source_end > by + 2 && loose(source_end - 1) {
        source_end -= 1;
    }
    // A clause behind a comma tells something else.
    let stop =
        |t: usize| facts.is(t, punct::COMMA) || facts.is(t, punct::SEMICOLON) || facts.is(t, punct::STOP) || facts.is(t, punct::DASH);
    let last = (end + 1..sentence.end).find(|&t| stop(t) && facts[t].quotation == 0).unwrap_or(sentence.end);
    if last < end + 2 {
        return None;
    }
    let subject: Vec<usize> =
        sentence.clone().filter(|&t| facts[verb].subject > 0 && t < verb && phrase(t) == facts[verb].subject).collect();
    let subject = subject.first().zip(subject.last()).map(|(first, last)| *first..last + 1);
    Some((by + 1..source_end, subject.into_iter().chain(std::iter::once(end..last)).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::forms::tests::check;

    #[test]
    fn who_accuses_stands_behind_by() {
        check(
            "The firm was accused by residents of poisoning the river. The bridge was built in 1931.",
            &["residents | was accused by | The firm ... of poisoning the river"],
        );
        check(
            "Tom Reed has been criticised by mayor Ada Brook for closing the bridge, which was built in 1931.",
            &["mayor Ada Brook | has been criticised by | Tom Reed ... for closing the bridge"],
        );
    }

    #[test]
    fn when_it_was_said_belongs_to_neither() {
        check(
            "The council was accused by residents on Monday of wasting money on the pier.",
            &["residents | was accused by | The council ... of wasting money on the pier"],
        );
    }

    #[test]
    fn a_place_behind_of_is_no_accusation() {
        check(
            "The firm was accused by residents of Norwick of poisoning the river. The bridge was built in 1931.",
            &["residents of Norwick | was accused by | The firm ... of poisoning the river"],
        );
        check(
            "The plan was praised by residents of Norwick. The bridge was built in 1931.",
            &["residents of Norwick | was praised by | The plan"],
        );
    }
}
