//! Whose a body is: he founded it, or it is called his.

use super::super::near::person_before;
use super::super::phrase::Words;
use super::Affiliation;
use crate::lexicon;
use crate::speaker::{MentionKind, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::ops::Range;

/// So many words may stand between "his" and the noun for a body, "his Leeds-based start-up", and between a verb of founding and the
/// name of what is founded.
const OWNED: usize = 4;
/// So many may stand between the name of a body and the clause that tells who founded it: "the conservative organization she founded".
const BEHIND: usize = 8;

/// "His start-up Brennox", "Brennox, which she founded": the body and the person, of whom nothing else tells for whom he speaks, are one.
pub(super) fn of_owners(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    for (id, speaker) in speakers.list.iter().enumerate().filter(|(_, s)| s.kind == SpeakerKind::Organisation) {
        let names = speaker.mentions.iter().filter(|m| m.kind == MentionKind::Name).map(|m| words.tokens_in(m.span));
        let mut owners = names.filter_map(|name| owner(words, speakers, id, &name).or_else(|| founder(words, speakers, id, &name)));
        let Some((owner, evidence)) = owners.next() else { continue };
        let a = &mut out[owner];
        let open = a.country.is_none() && a.body.is_none() && a.party.is_none() && a.office.is_none() && a.principal.is_none();
        if open {
            a.body = Some((speaker.name.clone(), evidence));
            a.voice = false;
        }
    }
}

/// Whose the body `id` is, that is named at `name` behind "his" or "her" and a noun for a body.
fn owner(words: &Words, speakers: &Speakers, id: SpeakerId, name: &Range<usize>) -> Option<(SpeakerId, Span)> {
    let sentence = words.sentence(name.start).start;
    let noun = name.start.checked_sub(1).filter(|&i| i > sentence)?;
    let body = lexicon::organisation_word(&words.lower(noun)).is_some() || lexicon::body_nouns().has(&words.lower(noun));
    let mut near = (noun.saturating_sub(OWNED).max(sentence)..noun).rev().take_while(|&i| !words.tag(i).is_verb());
    let pronoun = near.find(|&i| matches!(words.lower(i).as_str(), "his" | "her"))?;
    let owner = person_before(words, speakers, pronoun, Some(id)).filter(|_| body)?;
    Some((owner, words.span(pronoun..name.start)))
}

/// Who founded the body `id`, that is named at `name`: "she founded Brennox", "Brennox, the mill that Gray founded".
fn founder(words: &Words, speakers: &Speakers, id: SpeakerId, name: &Range<usize>) -> Option<(SpeakerId, Span)> {
    let sentence = words.sentence(name.start);
    let founds = |i: &usize| lexicon::leading_verbs().says(&words.lower(*i), "founds");
    let passive = |i: &usize| (i.saturating_sub(2)..*i).any(|at| matches!(words.lower(at).as_str(), "was" | "were" | "is" | "been"));
    let free = |mut between: Range<usize>| !between.any(|i| words.tag(i).is_finite() || matches!(words.word(i), "." | ";"));
    let before = (name.start.saturating_sub(OWNED).max(sentence.start)..name.start).rev().find(founds);
    let behind = (name.end..(name.end + BEHIND).min(sentence.end)).find(founds);
    let verb = before.filter(|&v| free(v + 1..name.start)).or(behind.filter(|&v| free(name.end..v)))?;
    let subject = verb.checked_sub(1).filter(|&i| i >= sentence.start && !passive(&verb))?;
    let person = match words.lower(subject).as_str() {
        "he" | "she" => person_before(words, speakers, subject, Some(id)),
        _ => speakers.list.iter().position(|s| {
            s.kind == SpeakerKind::Person
                && s.mentions.iter().any(|m| words.tokens_in(m.span).end == subject + 1 && m.kind == MentionKind::Name)
        }),
    }?;
    Some((person, words.span(subject..verb + 1)))
}
