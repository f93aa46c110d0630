//! "they" and "it": the group or the body that spoke last, or the subject before.

use super::describe;
use super::entity::{Entities, Entity, EntityId};
use super::kinds::{can_speak, kind_of};
use super::names::is_plural_role;
use super::phrase;
use super::pronoun::Scene;
use super::resolve::Event;
use super::words::Words;
use super::{MentionKind, SpeakerKind};
use crate::lexicon;
use crate::text::Tag;
use crate::text::chunk::NounPhrase;

/// A subject before a pronoun: its first token, whom it means, and how sure that is.
type Subject = (usize, Vec<EntityId>, f32);

/// "they": the group, the body or the pair that spoke last, or that is the subject before. Where these differ it stays open.
pub(super) fn they(words: &Words, entities: &mut Entities, scene: &Scene, at: usize) -> Option<(Vec<EntityId>, f32)> {
    // A caption or a picture may stand between two paragraphs.
    let reach = 1 + usize::from(opens_paragraph(words, at));
    let many = |e: &&Event| e.plural || e.ids.iter().any(|&id| entities.list[id].kind == SpeakerKind::Group);
    let last = scene.events.iter().rev().find(|e| e.at < at && words.paragraph(at) <= words.paragraph(e.at) + reach).filter(many);
    let event = last.map(|e| (e.at, e.ids.clone()));
    match (event, subject_of_many(words, entities, scene, at)) {
        (Some((spoke, ids)), Some((since, other, _))) if since > spoke && ids != other => Some((ids, 0.5)),
        (Some((_, ids)), _) => Some((ids, 0.8)),
        (None, Some((_, ids, confidence))) => Some((ids, confidence)),
        (None, None) => None,
    }
}

fn opens_paragraph(words: &Words, at: usize) -> bool {
    words.parsed.paragraphs.get(words.paragraph(at)).is_some_and(|p| p.tokens.start == at)
}

/// "it": the body or document that spoke last, or is the subject since.
pub(super) fn it(words: &Words, entities: &mut Entities, scene: &Scene, at: usize, others: &[EntityId]) -> Option<(Vec<EntityId>, f32)> {
    if is_expletive(words, at) {
        return None;
    }
    // "It reads": a text.
    let text = lexicon::turning_verbs().says(words.low(at + 1), "text");
    let fits = |entities: &Entities, id: EntityId| {
        let e = &entities.list[id];
        let kind = e.kind == SpeakerKind::Document || e.kind == SpeakerKind::Organisation && !text;
        kind && !e.plural && !is_many(e) && !others.contains(&id)
    };
    let event = scene
        .events
        .iter()
        .rev()
        .filter(|e| e.at < at && words.paragraph(at) <= words.paragraph(e.at) + 1)
        .find(|e| e.ids.len() == 1 && e.ids.iter().all(|&id| fits(entities, id)))
        .map(|e| (e.at, e.ids.clone()));
    let near = |end: usize| end <= at && words.sentence(end - 1) + 1 >= words.sentence(at);
    let from = words.parsed.sentences.get(words.sentence(at).saturating_sub(1)).map_or(at, |s| s.tokens.start);
    let named = entities
        .ending_in(from..at)
        .into_iter()
        .filter(|id| fits(entities, *id))
        .flat_map(|id| entities.list[id].at.iter().map(move |m| (m.end, m.start, id)))
        .filter(|&(end, start, _)| near(end) && scene.is_subject(start..end) && is_told(words, scene, start, at))
        .max();
    match (event, named) {
        (Some((spoke, ids)), Some((end, _, id))) if end > spoke && !ids.contains(&id) => Some((vec![id], 0.55)),
        (Some((_, ids)), _) => Some((ids, 0.75)),
        (None, Some((_, _, id))) => Some((vec![id], 0.65)),
        (None, None) => described(words, entities, scene, at, text).filter(|(ids, _)| ids.iter().all(|id| !others.contains(id))),
    }
}

/// "Democrats" have the form of a name, but are many.
fn is_many(e: &Entity) -> bool {
    lexicon::party(e.last_word()).is_some() && e.last_word().ends_with('s') && e.last_word() != "congress"
}

/// Whether the token `start` is told by whoever says the pronoun at `at`: not in a quotation, nor in what somebody else is reported to say.
fn is_told(words: &Words, scene: &Scene, start: usize, at: usize) -> bool {
    !words.quoted(start) && (!scene.in_content(start) || scene.in_content(at))
}

/// The subjects before `at` that are told as it is, in its sentence and the one before (of its paragraph, unless it opens one), the
/// nearest first.
fn subjects(words: &Words, scene: &Scene, at: usize) -> Vec<NounPhrase> {
    let here = words.sentence(at);
    let opens = opens_paragraph(words, at);
    let before =
        here.checked_sub(1).filter(|&s| opens || words.parsed.sentences.get(s).is_some_and(|s| s.paragraph == words.paragraph(at)));
    let mut out = Vec::new();
    for sentence in [Some(here), before].into_iter().flatten() {
        let chunks = scene.chunks(sentence);
        let mut found: Vec<usize> = (0..chunks.verbs.len()).filter_map(|verb| chunks.subject(words.parsed, verb)).collect();
        found.sort_unstable();
        found.dedup();
        let nouns = found.into_iter().rev().filter_map(|n| chunks.nouns.get(n));
        out.extend(nouns.filter(|n| n.tokens.end <= at && is_told(words, scene, n.tokens.start, at)).cloned());
    }
    out
}

/// The name that ends the noun phrase.
fn name_of(entities: &Entities, noun: &NounPhrase) -> Option<usize> {
    entities.name_in(&(noun.head..noun.head + 1)).find(|&n| entities.names[n].tokens.contains(&noun.head))
}

/// The nearest subject of several: "Ann Roe and Joe Hill rent a flat, but they say", "Drivers are angry. They say"; or the body that is
/// the subject of the same sentence, with nobody else between ("the police union was silent, though they said").
fn subject_of_many(words: &Words, entities: &mut Entities, scene: &Scene, at: usize) -> Option<Subject> {
    for noun in subjects(words, scene, at) {
        let found = match name_of(entities, &noun) {
            Some(name) => named_many(words, entities, &noun, name, at),
            None => {
                let d = phrase::description(words, &noun.tokens).filter(|d| d.plural && d.head == noun.head);
                d.and_then(|d| describe::resolve(words, entities, scene, &d)).map(|(id, confidence)| (vec![id], confidence.min(0.65)))
            }
        };
        if let Some((ids, confidence)) = found {
            return Some((noun.tokens.start, ids, confidence));
        }
    }
    None
}

fn named_many(words: &Words, entities: &Entities, noun: &NounPhrase, name: usize, at: usize) -> Option<(Vec<EntityId>, f32)> {
    let id = entities.of[name]?;
    // "Ann Roe and Joe Hill", "Ann Roe, Joe Hill and Eve Park"
    let mut ids = vec![id];
    let mut first = name;
    while let Some(before) = first.checked_sub(1) {
        let between = entities.names[before].tokens.end..entities.names[first].whole.start;
        let joins = |i: usize| words.low(i) == "and" || words.low(i) == ",";
        let joined = matches!(between.len(), 1 | 2)
            && between.clone().all(joins)
            && (first < name || between.clone().any(|i| words.low(i) == "and"));
        let Some(other) = entities.of[before].filter(|other| joined && !ids.contains(other)) else { break };
        ids.insert(0, other);
        first = before;
    }
    if ids.len() > 1 {
        return Some((ids, 0.75));
    }
    let e = &entities.list[id];
    if e.plural || e.kind == SpeakerKind::Group || is_many(e) {
        return Some((vec![id], 0.7));
    }
    let somebody =
        |i: usize| words.tag(i).is_plural() && (lexicon::is_group(words.low(i)) || is_plural_role(words.low(i)) || words.is_name(i));
    let alone = words.sentence(noun.head) == words.sentence(at) && !(noun.head + 1..at).any(somebody);
    (e.kind == SpeakerKind::Organisation && !e.guessed && alone).then(|| (vec![id], 0.6))
}

/// "The study is the largest so far. It found": the definite phrase for a body or a text that is the subject before.
fn described(words: &Words, entities: &mut Entities, scene: &Scene, at: usize, text: bool) -> Option<(Vec<EntityId>, f32)> {
    let noun = subjects(words, scene, at).into_iter().next()?;
    let d = phrase::description(words, &noun.tokens).filter(|d| d.definite && d.head == noun.head)?;
    let head = words.low(d.head).to_owned();
    let one = !words.tag(d.head).is_plural();
    let kind = kind_of(words, &d, &head);
    let body = !text && matches!(kind, SpeakerKind::Organisation | SpeakerKind::Group);
    if !one || !(body || kind == SpeakerKind::Document) || !can_speak(words, &d, &head, kind) {
        return None;
    }
    // "This group" may be the countries that were named last, and no body.
    if body && words.low(d.tokens.start) == "this" {
        return None;
    }
    let (id, confidence) = describe::resolve(words, entities, scene, &d).filter(|(_, confidence)| *confidence >= 0.7)?;
    entities.add_mention(id, words.span(&d.tokens), &d.tokens, MentionKind::Description);
    Some((vec![id], confidence.min(0.6)))
}

/// "It is understood", "it can also be revealed", "it has emerged": nobody says so.
fn is_expletive(words: &Words, at: usize) -> bool {
    let verb = (at + 1..at + 6).find(|&i| {
        let helps = matches!(words.low(i), "is" | "was" | "be" | "been" | "being" | "has" | "had" | "have" | "not");
        !(helps || words.tag(i) == Tag::Md || words.tag(i).is_adverb())
    });
    verb.is_some_and(|i| {
        let passive = words.tag(i) == Tag::Vbn && (at + 1..i).any(|b| matches!(words.low(b), "is" | "was" | "be" | "been" | "being"));
        passive || lexicon::turning_verbs().says(words.low(i), "it")
    })
}
