//! Descriptions that take up somebody by a rule of their own: "the paper", "the group", "the first lady", "a group called Norwick First".

use super::entity::{Entities, Entity, EntityId};
use super::names::is_role;
use super::phrase::Description;
use super::pronoun::Scene;
use super::words::Words;
use super::{MentionKind, SpeakerKind};
use crate::lexicon::{self, Gender, PlaceKind};
use std::collections::BTreeSet;

/// "A group called the Norwick Friends", "a trader named Ann Roe".
pub(super) fn named_behind(words: &Words, entities: &Entities, d: &Description) -> Option<EntityId> {
    let verb = Some(d.head + 1).filter(|&i| lexicon::naming().has(words.low(i)))?;
    let start = verb + 1 + usize::from(words.low(verb + 1) == "the");
    let name = entities.name_in(&(start..start + 1)).find(|&n| entities.names[n].whole.start == start && !words.quoted(start))?;
    // "One lawmaker called Roe a liar": there it is what he does.
    let end = entities.names[name].tokens.end;
    let goes_on = words.tag(end).is_finite() || words.tag(end).is_wh() || words.low(end) == "that";
    entities.of[name].filter(|_| !d.plural && goes_on)
}

/// "The first lady" is the one woman named in full who bears the surname of a president that is named.
pub(super) fn first_lady(words: &Words, entities: &Entities, d: &Description, head: &str) -> Option<EntityId> {
    // "The Ukrainian first lady", "the first lady of Peru" may be anybody.
    let bare = d.tokens.len() == 3 && d.head + 1 == d.tokens.end && words.low(d.tokens.start) == "the";
    if head != "lady" || !bare || words.low(d.head - 1) != "first" {
        return None;
    }
    let presidents: BTreeSet<&str> = entities
        .names
        .iter()
        .filter(|name| name.whole.start < name.tokens.start && words.low(name.tokens.start - 1) == "president")
        .map(|name| words.low(name.tokens.end - 1))
        .collect();
    let wife = |e: &Entity| e.is_person() && e.gender == Gender::Female && e.words.len() > 1 && presidents.contains(e.last_word());
    let mut found = (0..entities.list.len()).filter(|&id| wife(&entities.list[id]));
    found.next().filter(|_| found.next().is_none())
}

/// "The paper said" right after "the Norwick Examiner said": the body that was quoted last, by its name, in this paragraph or the one
/// before. Elsewhere a paper is something written.
pub(super) fn the_paper(words: &Words, entities: &Entities, scene: &Scene, d: &Description, head: &str) -> Option<EntityId> {
    let bare =
        d.tokens.len() == 2 && words.low(d.tokens.start) == "the" && (head == "paper" || lexicon::press_nouns().says(head, "printed"));
    let event = scene.events.iter().rev().find(|e| e.at < d.tokens.start).filter(|_| bare)?;
    let &[id] = event.ids.as_slice() else { return None };
    let e = &entities.list[id];
    let near = words.paragraph(event.at) + 1 >= words.paragraph(d.head);
    let own = e.words.iter().find_map(|w| lexicon::organisation_word(w));
    let named = e.mentions.iter().any(|m| m.kind == MentionKind::Name);
    (near && named && e.kind == SpeakerKind::Organisation && !e.place && own.is_none_or(|kind| kind == "press")).then_some(id)
}

/// "The group said" right after a sentence of several people by their name or description: the rebels, who were the last to speak in the
/// paragraph.
pub(super) fn the_group(words: &Words, entities: &Entities, scene: &Scene, d: &Description, head: &str) -> Option<EntityId> {
    let bare = d.tokens.len() == 2 && words.low(d.tokens.start) == "the" && head == "group";
    let event = scene.events.iter().rev().find(|e| e.at < d.tokens.start).filter(|_| bare)?;
    let &[id] = event.ids.as_slice() else { return None };
    let e = &entities.list[id];
    let near = words.paragraph(event.at) == words.paragraph(d.head) && words.sentence(event.at) + 1 == words.sentence(d.head);
    // "Officials said the Brook Front planted the bomb. The group denied it."
    let between = event.at..d.tokens.start;
    let mut named = entities.name_in(&between).filter_map(|name| entities.of[name]);
    let body = |e: &Entity| e.kind == SpeakerKind::Organisation && !e.place && lexicon::place(&e.name.to_lowercase()).is_none();
    let other = named.any(|other| other != id && body(&entities.list[other]));
    let near = near && !other && !e.words.iter().any(|word| lexicon::authorities().has(word));
    (near && (e.plural || e.kind == SpeakerKind::Group) && !e.is_person()).then_some(id)
}

/// "It was unclear whether Roe was ready. The Vermont senator said": an office of a federal state or a party takes up the one person that
/// the sentence before names, of whom nothing else is told.
pub(super) fn just_named(words: &Words, entities: &Entities, scene: &Scene, d: &Description, kind: SpeakerKind) -> Option<EntityId> {
    let home = |i: &usize| lexicon::us_state(words.form(*i)).is_some() || lexicon::partisans().has(words.low(*i));
    let place = d.head.checked_sub(1).filter(|i| d.tokens.contains(i) && home(i));
    let office = words.low(d.tokens.start) == "the" && d.head + 1 == d.tokens.end && is_role(words.low(d.head));
    if !office || place.is_none() || d.plural || kind != SpeakerKind::Anonymous {
        return None;
    }
    let opens = words.bounds(d.head).start;
    let before = opens.checked_sub(1).map(|last| words.bounds(last))?;
    let near = words.paragraph(before.start) == words.paragraph(d.head);
    let mut people: Vec<EntityId> = entities.name_in(&before).filter_map(|name| entities.of[name]).collect();
    people.retain(|&id| entities.list[id].is_person());
    // "Police arrested Joe Hill. The Texas governor said": who is not the subject is spoken of.
    let subject = |id: EntityId| entities.list[id].at.iter().any(|at| before.contains(&at.start) && scene.is_subject(at.clone()));
    people.sort_unstable();
    people.dedup();
    let [one] = people[..] else { return None };
    let e = &entities.list[one];
    (near && subject(one) && !e.guessed && e.roles.is_empty() && e.words.len() > 1).then_some(one)
}

/// "Brazilian" as a noun for one person; "the French", "the Chinese" are a people or its government.
pub(super) fn is_compatriot(words: &Words, at: usize) -> bool {
    let low = words.low(at);
    let collective = lexicon::ends_in(low, "people");
    let one = !words.tag(at).is_plural() && !words.is_name(at + 1) && words.capital(at) && !collective;
    one && lexicon::country(low).is_some_and(|place| place.kind == PlaceKind::People)
}

/// The one person of a state, or else who spoke last, of whom no other state is told.
pub(super) fn compatriot(words: &Words, entities: &Entities, scene: &Scene, d: &Description, state: &'static str) -> Option<EntityId> {
    let mut of_state = (0..entities.list.len()).filter(|&id| entities.list[id].is_person() && entities.list[id].places.contains(&state));
    if let (Some(one), None) = (of_state.next(), of_state.next()) {
        return Some(one);
    }
    spoke_last(words, entities, scene, d).filter(|&id| entities.list[id].places.is_empty())
}

/// The one person who was the source just before, in this paragraph or the last, with no other person named since.
pub(super) fn spoke_last(words: &Words, entities: &Entities, scene: &Scene, d: &Description) -> Option<EntityId> {
    let event = scene.events.iter().rev().find(|e| e.at < d.tokens.start)?;
    let &[id] = event.ids.as_slice() else { return None };
    let near = words.paragraph(event.at) + 1 >= words.paragraph(d.head);
    let since = event.at + 1..d.tokens.start;
    let mut named = entities.name_in(&since).filter_map(|name| entities.of[name]);
    let other = named.any(|other| other != id && entities.list[other].is_person());
    (near && !other && entities.list[id].kind == SpeakerKind::Person).then_some(id)
}
