//! "Roe said the offer was an insult and urged members to reject it": a second reporting verb behind "and" that the models took for a
//! part of what is said with the first.

use super::Attribution;
use super::facts::Facts;
use crate::lexicon::{self, CueTier, Stance};
use crate::text::chunk::{Chunks, Tense};
use crate::text::{Span, Tag, Text, lemma};
use std::ops::Range;

/// Ends such a content before the "and", and gives the rest to an attribution of its own with the same source.
pub(super) fn second_cues(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let mut cues: Vec<Span> = found.iter().flat_map(|a| a.cue.iter().copied()).collect();
    cues.sort();
    let mut added = Vec::new();
    for attribution in found.iter_mut() {
        let Some((at, and, verb)) = second(text, parsed, facts, attribution) else { continue };
        let word = |t: usize| parsed.tokens[t].span;
        let whole = attribution.content[at];
        let last = if text[word(and - 1).start as usize..].starts_with(',') { and - 2 } else { and - 1 };
        attribution.content[at].end = word(last).end;
        if cues.binary_search_by(|cue| if cue.overlaps(word(verb)) { std::cmp::Ordering::Equal } else { cue.cmp(&word(verb)) }).is_ok() {
            continue;
        }
        let sentence = &parsed.sentences[parsed.tokens[verb].sentence as usize];
        let link = |t: usize| parsed.tokens.get(t).is_some_and(|token| matches!(token.span.of(text), "on" | "for" | "against"));
        let first = verb + 1 + usize::from(link(verb + 1));
        let stop = |t: usize| parsed.tokens[t].tag == Tag::Stop;
        let end = sentence.tokens.clone().rev().find(|&t| !stop(t)).filter(|&t| t >= first);
        // What was cut off behind a preposition goes on to the end of the sentence.
        let Some(end) = end.map(|t| if whole.end > word(first).start { whole.end } else { word(t).end }) else { continue };
        added.push(Attribution {
            source: attribution.source.clone(),
            cue: vec![Span { start: word(verb).start, end: word(first - 1).end }],
            content: vec![Span { start: word(first).start, end }],
            confidence: attribution.confidence * 0.9,
            ..attribution.clone()
        });
    }
    found.extend(added);
}

/// The content that holds such a verb, the "and" before it, and the verb.
fn second(text: &str, parsed: &Text, facts: &Facts, attribution: &Attribution) -> Option<(usize, usize, usize)> {
    let main = attribution.cue.iter().flat_map(|cue| parsed.tokens_in(*cue)).find(|&t| facts[t].is_verb())?;
    let tense = parsed.tokens[main].tag;
    if attribution.source.is_empty() || !matches!(tense, Tag::Vbd | Tag::Vbz) || facts[main].quotation > 0 {
        return None;
    }
    let low = |t: usize| parsed.tokens[t].span.of(text).to_lowercase();
    for (at, content) in attribution.content.iter().enumerate().filter(|(_, content)| content.start > parsed.tokens[main].span.end) {
        let tokens = parsed.tokens_in(*content);
        for and in tokens.clone().skip(2).filter(|&t| parsed.tokens[t].tag == Tag::Cc && low(t) == "and") {
            let verb = and + 1 + usize::from(parsed.tokens.get(and + 1).is_some_and(|t| t.tag.is_adverb()));
            let reports = |t: usize| {
                let word = low(t);
                let one = lemma(&word, parsed.tokens[t].tag);
                lexicon::cue(&one).is_some_and(|cue| cue.tier == CueTier::Speech && cue.stance != Stance::Says)
            };
            if !tokens.contains(&verb) || parsed.tokens[verb].sentence != parsed.tokens[main].sentence || facts[verb].quotation > 0 {
                continue;
            }
            // The tagger may take a past tense for a participle.
            let tag = parsed.tokens[verb].tag;
            let participle = tag == Tag::Vbn && tense == Tag::Vbd;
            if (tag == tense || participle) && reports(verb) && is_own(text, parsed, &(tokens.start..and), participle) {
                return Some((at, and, verb));
            }
        }
    }
    None
}

/// The verb behind the clause `tokens` and its "and" is the speaker's, not that clause's subject's: a comma parts them, the clause's verb has
/// another form ("would hurt and urged"), or its subject is a thing. What may be a `participle` goes with one of the clause: "was read and
/// denied".
fn is_own(text: &str, parsed: &Text, tokens: &Range<usize>, participle: bool) -> bool {
    // "Hill lied, cheated, and threatened staff" lists what Hill did.
    let listed = tokens.clone().skip(1).any(|t| {
        parsed.tokens[t - 1].tag == Tag::Comma
            && parsed.tokens[t].tag.is_finite()
            && t > tokens.start + 1
            && !parsed.tokens[t - 2].tag.is_proper()
    });
    let comma = parsed.tokens[tokens.end - 1].tag == Tag::Comma && !listed;
    let chunks = Chunks::of(text, parsed, parsed.tokens[tokens.start].sentence as usize);
    let Some(verb) =
        (0..chunks.verbs.len()).rev().find(|&v| tokens.contains(&chunks.verbs[v].head) && chunks.verbs[v].tense != Tense::None)
    else {
        return comma;
    };
    let group = &chunks.verbs[verb];
    let auxiliary = |t: usize| matches!(parsed.tokens[t].span.of(text), "had" | "has" | "have");
    if participle && (group.passive || group.tokens.clone().any(auxiliary)) {
        return false;
    }
    let modal = matches!(chunks.verbs[verb].tense, Tense::Modal | Tense::Future);
    let subject = chunks.subject(parsed, verb).and_then(|n| chunks.nouns.get(n)).filter(|n| tokens.contains(&n.head));
    let thing = subject.is_some_and(|noun| {
        let low = parsed.tokens[noun.head].span.of(text).to_lowercase();
        let one = low.strip_suffix('s').unwrap_or(&low);
        let tag = parsed.tokens[noun.head].tag;
        let person = [low.as_str(), one].iter().any(|w| {
            lexicon::role(w).is_some()
                || lexicon::is_group(w)
                || lexicon::is_person_noun(w)
                || lexicon::organisation_word(w).is_some()
                || lexicon::documents().has(w)
                || lexicon::occasions().has(w)
                || lexicon::body_nouns().has(w)
                || lexicon::side_bodies().has(w)
        });
        tag.is_common_noun() && !person
    });
    comma || modal || thing
}

#[cfg(test)]
mod tests {
    use super::super::forms::tests::check;

    #[test]
    fn a_second_verb_of_the_speaker_reports_too() {
        check(
            "Union leader Pat Kemp said the offer was an insult and urged members to reject it. The talks go on.",
            &["Union leader Pat Kemp | said | the offer was an insult", "Union leader Pat Kemp | urged | members to reject it"],
        );
        check(
            "Ann Roe said the plan would hurt families and called on the government to drop it. The vote is on Monday.",
            &["Ann Roe | said | the plan would hurt families", "Ann Roe | called on | the government to drop it"],
        );
    }

    #[test]
    fn a_second_verb_of_whom_the_speaker_tells_of_is_part_of_it() {
        let text = "Ann Roe said the minister lied and denied it later. The vote is on Monday.";
        check(text, &["Ann Roe | said | the minister lied and denied it later"]);
    }
}
