//! Whose a body is: he founded it, or it is called his.

use super::super::near::person_before;
use super::super::phrase::Words;
use super::Affiliation;
use crate::lexicon;
use crate::speaker::{MentionKind, Speaker, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::ops::Range;

/// So many words may stand between "his" and the noun for a body, "his Leeds-based start-up", and between a verb of founding and the
/// name of what is founded.
const OWNED: usize = 4;
/// So many may stand between the name of a body and the clause that tells who founded it: "the conservative organization she founded".
const BEHIND: usize = 8;
/// "The company" is the firm that was named so many words before.
const NAMED: usize = 120;

/// "His start-up Brennox", "Brennox, which she founded": the body and the person, of whom nothing else tells for whom he speaks, are one.
pub(super) fn of_owners(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    for (id, speaker) in speakers.list.iter().enumerate().filter(|(_, s)| s.kind == SpeakerKind::Organisation) {
        let names = speaker.mentions.iter().filter(|m| m.kind == MentionKind::Name).map(|m| words.tokens_in(m.span));
        let mut owners = names.filter_map(|name| owner(words, id, &name).or_else(|| founder(words, speakers, id, &name)));
        let Some((owner, evidence)) = owners.next() else { continue };
        let a = &mut out[owner];
        let open = a.country.is_none() && a.body.is_none() && a.party.is_none() && a.office.is_none() && a.principal.is_none();
        if open {
            a.body = Some((speaker.name.clone(), evidence));
            a.voice = false;
        }
    }
}

/// "The company's finance chief, Ann Roe": of the one firm that is heard, where no other body was named since.
pub(super) fn of_the_company(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    let firm = |s: &Speaker| {
        let kinds = || s.name.split_whitespace().filter_map(lexicon::organisation_word);
        let named = s.mentions.iter().any(|m| m.kind == MentionKind::Name);
        s.kind == SpeakerKind::Organisation && named && lexicon::place(&s.name).is_none() && kinds().all(|kind| kind == "company")
    };
    let mut firms = (0..speakers.list.len()).filter(|&id| firm(&speakers.list[id]));
    let (Some(only), None) = (firms.next(), firms.next()) else { return };
    for (speaker, a) in speakers.list.iter().zip(out) {
        let open = a.body.is_none() && a.principal.is_none() && a.country.is_none();
        let Some(role) = speaker.role.filter(|_| open) else { continue };
        let tokens = words.tokens_in(role);
        let owned = words.possessive(tokens.start + 1) && lexicon::organisation_word(&words.lower(tokens.start)) == Some("company");
        if !owned {
            continue;
        }
        let near = words.index.before(role.start).take_while(|m| words.tokens_in(m.span).start + NAMED >= tokens.start);
        let mut names = near.filter(|m| m.kind == MentionKind::Name && m.span.end <= role.start);
        if names.find(|m| speakers.list[m.id].kind == SpeakerKind::Organisation).is_some_and(|m| m.id == only) {
            a.principal = Some((only, role));
        }
    }
}

/// "Its" stands so many tokens before the name at most.
const ITS: usize = 7;

/// "The union said no. “...,” said its president, Ann Roe": of the body that was named last before "its", in the sentence or the one before.
pub(super) fn of_its_body(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    for (id, a) in out.iter_mut().enumerate() {
        let speaker = &speakers.list[id];
        let Some(name) = speaker.mentions.iter().find(|m| m.kind == MentionKind::Name).filter(|_| speaker.kind == SpeakerKind::Person)
        else {
            continue;
        };
        let name = words.tokens_in(name.span);
        let near = (name.start.saturating_sub(ITS).max(words.sentence(name.start).start)..name.start).rev();
        let its = { near }.find(|&i| words.lower(i) == "its").filter(|_| a.principal.is_none());
        let role = its.and_then(|its| Some((its, words.roles(&(its + 1..name.start)).first()?.1.start)));
        let Some((its, _)) = role.filter(|&(its, role)| !(its..role).any(|i| words.word(i) == ",")) else { continue };
        let sentence = words.sentence(its).start;
        let from = if sentence > 0 { words.sentence(sentence - 1).start } else { sentence };
        let named = words.index.before(words.span(its..its + 1).start).map(|m| (words.tokens_in(m.span), m.id));
        let mut near = named.take_while(|(m, _)| m.start >= from).filter(|(m, _)| m.end <= its);
        if let Some((_, body)) = near.find(|(_, other)| speakers.list[*other].kind == SpeakerKind::Organisation) {
            (a.executive, a.office, a.country) = (false, None, None);
            a.principal = Some((body, words.span(its..name.end)));
        }
    }
}

/// Whose the body `id` is, that is named at `name` behind "his" or "her" and a noun for a body.
fn owner(words: &Words, id: SpeakerId, name: &Range<usize>) -> Option<(SpeakerId, Span)> {
    let sentence = words.sentence(name.start).start;
    let noun = name.start.checked_sub(1).filter(|&i| i > sentence)?;
    let body = lexicon::organisation_word(&words.lower(noun)).is_some() || lexicon::body_nouns().has(&words.lower(noun));
    let mut near = (noun.saturating_sub(OWNED).max(sentence)..noun).rev().take_while(|&i| !words.tag(i).is_verb());
    let pronoun = near.find(|&i| matches!(words.lower(i).as_str(), "his" | "her"))?;
    let owner = person_before(words, pronoun, Some(id)).filter(|_| body)?;
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
        "he" | "she" => person_before(words, subject, Some(id)),
        _ => {
            let names = words.index.within(words.span(sentence.start..subject + 1)).filter(|m| m.kind == MentionKind::Name);
            let people = names.filter(|m| speakers.list[m.id].kind == SpeakerKind::Person);
            people.filter(|m| words.tokens_in(m.span).end == subject + 1).map(|m| m.id).min()
        }
    }?;
    Some((person, words.span(subject..verb + 1)))
}
