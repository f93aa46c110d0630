//! Who is described first and named afterwards: "an expert has warned. ... Ann Roe said".

use super::entity::{Entities, Entity, EntityId};
use super::index::Part;
use super::resolve::Event;
use super::roles::heads;
use super::words::Words;
use super::{MentionKind, SpeakerKind};
use crate::lexicon::{self, Gender};
use std::collections::BTreeMap;

/// A lead tells what its story is about, within so many paragraphs.
const LEAD: usize = 4;

/// Each who is only described, with the person by name whom that means.
pub(super) fn introduced(words: &Words, entities: &Entities, events: &[Event]) -> Vec<(EntityId, EntityId)> {
    let mut events: Vec<&Event> = events.iter().collect();
    events.sort_by_key(|e| e.at);
    let described = |id: &EntityId| is_described(&entities.list[*id]);
    let mut out: Vec<(EntityId, EntityId)> = Vec::new();
    // The last source that each is alone.
    let alone = events.iter().enumerate().filter_map(|(place, e)| if let [id] = e.ids[..] { Some((id, place)) } else { None });
    let spoke: BTreeMap<EntityId, usize> = alone.collect();
    for (id, last) in spoke.into_iter().filter(|(id, _)| described(id)) {
        if let Some(person) = named_next(words, entities, &events, last, id).or_else(|| same_office(words, entities, id)) {
            // Two who are described are not both the same person.
            if out.iter().all(|(_, other)| *other != person) {
                out.push((id, person));
            }
        }
    }
    out
}

/// One person by a description: "an expert", "the Chinese finance minister".
fn is_described(e: &Entity) -> bool {
    matches!(e.words.first().map(String::as_str), Some("a" | "an" | "the"))
        && e.kind == SpeakerKind::Anonymous
        && !e.plural
        && e.mentions.iter().all(|m| m.kind != MentionKind::Name)
}

fn fits(words: &Words, described: &Entity, person: &Entity) -> bool {
    let after = match (described.at.first(), person.at.first()) {
        (Some(d), Some(p)) => p.start >= d.end && words.sentence(p.start) != words.sentence(d.start),
        _ => false,
    };
    let opposed = described.gender != Gender::Any && person.gender != Gender::Any && described.gender != person.gender;
    person.kind == SpeakerKind::Person && !person.place && person.words.len() > 1 && after && !opposed
}

/// "An expert has warned. ... Joe Hill said", in the lead: who speaks next is named for the first time, and what he is is told nowhere
/// else, so it has been told.
fn named_next(words: &Words, entities: &Entities, events: &[&Event], last: usize, id: EntityId) -> Option<EntityId> {
    let described = &entities.list[id];
    let told = described.roles.iter().flat_map(|r| heads(words, r)).next().is_some_and(|head| lexicon::introduced().has(words.low(head)));
    let lead = described.at.first().is_some_and(|at| words.paragraph(at.start) < LEAD);
    let next = events.get(last + 1).filter(|_| told && lead)?;
    let &[person] = next.ids.as_slice() else { return None };
    let named = &entities.list[person];
    let first = named.at.first()?;
    let here = first.start <= next.at + 1 && words.sentence(first.start) == words.sentence(next.at);
    let near = words.paragraph(first.start) <= words.paragraph(events[last].at) + 1;
    (fits(words, described, named) && named.roles.is_empty() && here && near).then_some(person)
}

/// "A leading economist has warned. ... Ann Roe, a leading economist": the lead speaks of the one person who is that later.
fn same_office(words: &Words, entities: &Entities, id: EntityId) -> Option<EntityId> {
    let described = &entities.list[id];
    let at = described.at.first().filter(|at| words.paragraph(at.start) < LEAD)?;
    let head = described.roles.iter().flat_map(|r| heads(words, r)).next()?;
    let rest: Vec<&str> = (at.start + 1..at.end).filter(|&i| i != head && !words.possessive(i)).map(|i| words.low(i)).collect();
    let office = |person: &Entity| {
        person.roles.iter().any(|role| {
            heads(words, role).iter().any(|&h| words.low(h) == words.low(head))
                && rest.iter().all(|word| {
                    let state = lexicon::country(word).is_some_and(|p| person.places.is_empty() || person.places.contains(&p.label));
                    state || lexicon::modifiers().says(word, "bare") || role.clone().any(|i| words.low(i) == *word)
                })
        })
    };
    let holders = entities.index.get(Part::Role, words.low(head));
    let mut found = holders.filter(|&p| p != id && fits(words, described, &entities.list[p]) && office(&entities.list[p]));
    found.next().filter(|_| found.next().is_none())
}
