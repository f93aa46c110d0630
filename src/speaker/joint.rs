//! Sources of several: a group with those who are named of it, a group and a body, somebody "and other critics".

use super::SpeakerKind;
use super::entity::{Entities, EntityId};
use super::names;
use super::phrase::{Description, Part, description};
use super::words::Words;
use crate::lexicon;
use crate::text::Tag;
use std::ops::Range;

/// "Roe, and other critics of the ruling": those behind the name speak with her.
pub(super) fn others(words: &Words, rest: &Range<usize>) -> Option<Description> {
    let start = rest.start + usize::from(words.low(rest.start) == ",");
    let other = words.low(start) == "and" && matches!(words.low(start + 1), "other" | "fellow");
    let found = description(words, &(start + 1..rest.end)).filter(|d| other && d.plural)?;
    let people = lexicon::is_group(words.low(found.head)) || names::is_plural_role(words.low(found.head));
    people.then_some(found)
}

/// "The allies, including France's Ann Roe and Germany's Joe Hill": the group, and those who are named of it.
pub(super) fn including(words: &Words, entities: &Entities, range: &Range<usize>) -> Option<Vec<Part>> {
    let at = range.clone().skip(1).find(|&i| words.low(i) == "including" || words.low(i) == "such" && words.low(i + 1) == "as")?;
    let end = at - usize::from(words.low(at - 1) == ",");
    let group = description(words, &(range.start..end)).filter(|d| d.plural && words.tag(d.head).is_common_noun())?;
    let person = |&n: &usize| entities.of[n].is_some_and(|id| entities.list[id].is_person());
    let named: Vec<Part> = entities.name_in(&(at..range.end)).filter(person).map(Part::Name).collect();
    (!named.is_empty()).then(|| [Part::Description(group)].into_iter().chain(named).collect())
}

/// "The Peruvian and Chilean governments": two states, each by its own name where that is written somewhere.
pub(super) fn governments(words: &Words, entities: &Entities, range: &Range<usize>) -> Option<Vec<Part>> {
    let start = range.start + usize::from(words.tag(range.start) == Tag::Dt);
    let and = (start..range.end).find(|&i| words.low(i) == "and")?;
    let head = range.end.checked_sub(1).filter(|&head| head > and + 1 && words.tag(head).is_plural())?;
    words.low(head).strip_suffix('s').filter(|one| lexicon::side_bodies().says(one, "state"))?;
    let state = |tokens: Range<usize>| {
        let label = lexicon::country(words.span(&tokens).of(words.text))?.label;
        let of_it =
            |of: &Option<EntityId>| of.is_some_and(|id| entities.list[id].state && entities.list[id].places.first() == Some(&label));
        let adjective = || entities.name_in(&tokens).find(|&n| entities.names[n].tokens == tokens);
        entities.of.iter().position(of_it).or_else(adjective).map(Part::Name)
    };
    Some(vec![state(start..and)?, state(and + 1..head)?])
}

/// "Federal prosecutors and the Harbour Board", "parents' groups and Democrats": a group and a body or party by its name are two, where
/// the body's name is all that stands on its side of "and". "Roe and her colleagues" are one camp.
pub(super) fn two(words: &Words, entities: &Entities, range: &Range<usize>) -> Option<Vec<Part>> {
    let and = range.clone().find(|&i| words.low(i) == "and")?;
    let bare = |side: Range<usize>| if words.tag(side.start) == Tag::Dt { side.start + 1..side.end } else { side };
    let named = |side: &Range<usize>| {
        let name = entities.name_in(side).find(|&n| entities.names[n].tokens == *side)?;
        let body = entities.of[name].filter(|&id| entities.list[id].kind == SpeakerKind::Organisation && !entities.list[id].guessed);
        body.map(|_| Part::Name(name))
    };
    let group = |side: Range<usize>| {
        let other = matches!(words.low(side.start), "other" | "others" | "its" | "their" | "fellow");
        let plain = side.clone().all(|i| words.tag(i).is_noun() || words.tag(i).is_adjective() || words.possessive(i));
        let head = words.low(side.end.wrapping_sub(1));
        let people = lexicon::is_group(head) || names::is_plural_role(head);
        (!side.is_empty() && !other && plain && people && words.tag(side.end - 1).is_plural())
            .then(|| description(words, &side).map(Part::Description))
            .flatten()
    };
    let (left, right) = (bare(range.start..and), bare(and + 1..range.end));
    match (named(&left), named(&right)) {
        (Some(body), None) => Some(vec![body, group(right)?]),
        (None, Some(body)) => Some(vec![group(left)?, body]),
        _ => None,
    }
}

/// "The government and the opposition", "the police and the army": two bodies that are described.
pub(super) fn two_described(words: &Words, range: &Range<usize>) -> Option<Vec<Part>> {
    let and = (range.start + 2..range.end.checked_sub(2)?).find(|&i| words.low(i) == "and" && words.low(i + 1) == "the")?;
    let body = |side: Range<usize>| {
        let plain = words.low(side.start) == "the" && side.clone().skip(1).all(|i| words.tag(i).is_noun() || words.tag(i).is_adjective());
        let head = side.end - 1;
        let known = lexicon::organisation_word(words.low(head)).is_some() || lexicon::side_bodies().has(words.low(head));
        (plain && known && side.len() > 1).then(|| description(words, &side).map(Part::Description)).flatten()
    };
    Some(vec![body(range.start..and)?, body(and + 1..range.end)?])
}
