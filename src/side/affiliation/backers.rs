//! Who stands with somebody by what is said of him beside his name: "Ann Gray, who backs Hill", "a Hill ally".

use super::super::phrase::Words;
use super::Affiliation;
use crate::lexicon;
use crate::speaker::{MentionKind, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::ops::Range;

/// Between the verb and whom he backs, or around the noun, stand so many words at most: titles and a first name.
const REACH: usize = 5;

/// A person of whom no other tie is known stands with the one whom he backs.
pub(super) fn of_backed(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    for (id, speaker) in speakers.list.iter().enumerate().filter(|(_, s)| s.kind == SpeakerKind::Person) {
        let a = &out[id];
        if a.principal.is_some() || a.country.is_some() || a.body.is_some() || a.party.is_some() {
            continue;
        }
        let names = speaker.mentions.iter().filter(|m| m.kind == MentionKind::Name).map(|m| words.tokens_in(m.span));
        let found = names.filter_map(|name| backed(words, speakers, id, &name)).next();
        // Two who back each other stand together by whatever else is known of them.
        if let Some((other, evidence)) = found.filter(|(other, _)| out[*other].principal.is_none_or(|(of, _)| of != id)) {
            out[id].principal = Some((other, evidence));
            out[id].voice = false;
        }
    }
}

/// Whom the words around the name at `name` say that its bearer backs.
fn backed(words: &Words, speakers: &Speakers, id: SpeakerId, name: &Range<usize>) -> Option<(SpeakerId, Span)> {
    let after = words.after(name);
    if words.lower(after.start) == "who" {
        let verb = (after.start + 1..after.end.min(after.start + 4)).find(|&i| lexicon::backing().says(&words.lower(i), "verb"))?;
        let helped = (after.start + 1..verb).all(|i| matches!(words.lower(i).as_str(), "has" | "is" | "now" | "also" | "strongly"));
        let whom = verb + 1..after.end.min(verb + 1 + REACH);
        // "Who supports Hill's plan" is for the plan.
        let other = person_in(words, speakers, id, &whom).filter(|(_, end)| helped && !words.possessive(*end));
        return other.map(|(other, end)| (other, words.span(after.start..end)));
    }
    [words.before(name), after].iter().find_map(|phrase| {
        let noun = phrase.clone().find(|&i| lexicon::backing().says(&words.lower(i), "noun"))?;
        let held = phrase.clone().any(|i| lexicon::modifiers().says(&words.lower(i), "held"));
        let behind = words.word(noun + 1) == "of";
        let whom = if behind { noun + 2..phrase.end.min(noun + 2 + REACH) } else { phrase.start.max(noun.saturating_sub(REACH))..noun };
        let (other, end) = person_in(words, speakers, id, &whom).filter(|_| !held)?;
        let close = behind || end == noun || words.possessive(end);
        close.then(|| (other, words.span(phrase.start..noun.max(end) + usize::from(!behind))))
    })
}

/// The person other than `id` who is named in `region`, and where his name ends.
fn person_in(words: &Words, speakers: &Speakers, id: SpeakerId, region: &Range<usize>) -> Option<(SpeakerId, usize)> {
    let last = |name: &str| name.split_whitespace().last().unwrap_or("").to_owned();
    region.clone().filter(|&i| words.capitalised(i)).find_map(|i| {
        let mut people = speakers.list.iter().enumerate().filter(|(other, s)| *other != id && s.kind == SpeakerKind::Person);
        people.find(|(_, s)| last(&s.name) == words.word(i)).map(|(other, _)| (other, i + 1))
    })
}
