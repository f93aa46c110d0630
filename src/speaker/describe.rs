//! Descriptions: whom "the U.S. top diplomat", "the ministry", "officials" speak of.

use super::antecedent::{self, Place, is_kin, is_known_so};
use super::entity::{Entities, Entity, EntityId};
use super::identity::places;
use super::index::{Part, owned, plain, whole};
use super::kinds::{can_speak, kind_of};
use super::names;
use super::phrase::Description;
use super::pronoun::Scene;
use super::roles::{self, heads, is_office};
use super::taken::{compatriot, first_lady, is_compatriot, just_named, named_behind, spoke_last, the_group, the_paper};
use super::words::Words;
use super::{MentionKind, SpeakerKind};
use crate::lexicon::{self, Gender, PlaceKind};
use crate::text::Tag;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many paragraphs back an unnamed body or person is looked for.
const REACH: usize = 6;

/// The headline and the lead: what these say again of somebody is one person.
const LEAD: usize = 4;

/// The entity that the description means and how sure that is; a new one where it means nobody known.
pub(super) fn resolve(words: &Words, entities: &mut Entities, scene: &Scene, d: &Description) -> Option<(EntityId, f32)> {
    let head = lexicon::without_ex(words.low(d.head)).to_owned();
    if words.tag(d.head).is_pronoun() || lexicon::anybody().says(&head, "open")
        // "Others said": who they are is not told.
        || d.tokens.len() == 1 && head == "others"
        // "few leaders said": that hardly anybody did; "each other" is whoever was named.
        || matches!(words.low(d.tokens.start), "no" | "few" | "each" | "neither")
    {
        return None;
    }
    // "Both camps", "all three candidates": they were named before, and are none but those.
    if stands_for_named(words, d) {
        return None;
    }
    let lower = words.parsed.tokens[d.head].span.of(words.text).starts_with(char::is_lowercase);
    // "American said" after "American Airlines"; else nobody is called by the adjective alone.
    if d.tokens.len() == 1 && !d.plural && !lower && lexicon::place(&head).is_some_and(|p| p.kind == PlaceKind::People) {
        return entities.by_first_word(&head).map(|id| (id, 0.85));
    }
    // "The Brazilian said": one person, and no state.
    if let (2, "the", true, Some(place)) =
        (d.tokens.len(), words.low(d.tokens.start), is_compatriot(words, d.head), lexicon::country(&head))
    {
        return compatriot(words, entities, scene, d, place.label).map(|id| (id, 0.75));
    }
    // "The 31-year-old said": who spoke last.
    if head.contains("-year-old") && words.low(d.tokens.start) == "the" && d.head + 1 == d.tokens.end {
        return spoke_last(words, entities, scene, d).map(|id| (id, 0.7));
    }
    if let Some(id) = named_behind(words, entities, d) {
        return Some((id, 0.9));
    }
    if let Some(id) = first_lady(words, entities, d, &head) {
        return Some((id, 0.75));
    }
    if let Some(id) = the_paper(words, entities, scene, d, &head) {
        return Some((id, 0.75));
    }
    if let Some(id) = the_group(words, entities, scene, d, &head) {
        return Some((id, 0.75));
    }
    let kind = kind_of(words, d, &head);
    if !can_speak(words, d, &head, kind) {
        return None;
    }
    // "Country claimed": a noun of a thing that can be counted stands with an article; the phrase is cut.
    if d.tokens.len() == 1 && !d.plural && lower && lexicon::counted_bodies().has(&head) {
        return None;
    }
    if let Some(found) = same_words(words, entities, d, &head, kind).or_else(|| same_body(words, entities, d, kind)) {
        return Some((found, 0.85));
    }
    let bare_role = !words.tag(d.tokens.start).is_plural() && d.tokens.start == d.head && (names::is_role(&head) || is_office(&head));
    if !d.plural && (d.definite || bare_role || d.owned && d.tokens.start < d.head) {
        let person = kind == SpeakerKind::Anonymous;
        let found = if person {
            member(words, entities, d, &head)
        } else if d.owned {
            Nobody
        } else {
            body(words, entities, scene, d, &head, kind)
        };
        match found {
            Found::One(id, confidence) => return Some((id, confidence)),
            Found::Several if person => return None,
            _ => {}
        }
        if bare_role && !d.definite && d.tokens.len() == 1 {
            // "lawyer" in a headline, of somebody who is not named.
            return None;
        }
    }
    // "Norwick moving company", "production manager": one person or body without an article is a headline's, and stands
    // for somebody whom the article names otherwise.
    let determined = d.owned || matches!(words.tag(d.tokens.start), Tag::Dt | Tag::Cd | Tag::Pdt | Tag::In);
    // "Ann Roe pal", "Brennox executive", "Norwick city council": the name in front tells who it is.
    let council = || lexicon::organisation_word(&head) == Some("government");
    let front = words.is_name(d.tokens.start) || council() && words.capital(d.tokens.start);
    let told = (kind == SpeakerKind::Anonymous || council()) && d.tokens.start < d.head && front;
    if !d.plural && lower && !determined && !told && matches!(kind, SpeakerKind::Anonymous | SpeakerKind::Organisation) {
        return match member(words, entities, d, &head) {
            One(id, confidence) if kind == SpeakerKind::Anonymous => Some((id, confidence)),
            _ => None,
        };
    }
    if let Some(id) = just_named(words, entities, scene, d, kind) {
        return Some((id, 0.7));
    }
    Some((add(words, entities, d, kind), 0.8))
}

/// "Both camps", "the two men", "all three candidates": a count of those who were named.
fn stands_for_named(words: &Words, d: &Description) -> bool {
    let count = |at: usize| matches!(words.low(at), "two" | "three" | "four" | "five");
    let first = words.low(d.tokens.start);
    let counted = match first {
        "both" => d.head > d.tokens.start && words.low(d.tokens.start + 1) != "of",
        "all" => count(d.tokens.start + 1),
        "the" => count(d.tokens.start + 1) && d.head == d.tokens.start + 2,
        // The tagger may take "both" for a conjunction.
        _ => d.head == d.tokens.start && words.low(d.head.wrapping_sub(1)) == "both",
    };
    // "Both old and new members" are all of them.
    let joined = (d.tokens.start..d.head).any(|at| words.low(at) == "and");
    counted && !joined && d.tokens.end == d.head + 1
}

/// The one person known by name whom "the U.S. top diplomat" fits; nobody where it fits several or none.
pub(super) fn known_person(words: &Words, entities: &Entities, d: &Description) -> Option<EntityId> {
    let head = words.low(d.head);
    if !d.definite || d.plural || d.owned || kind_of(words, d, head) != SpeakerKind::Anonymous {
        return None;
    }
    match member(words, entities, d, head) {
        One(id, _) => Some(id),
        _ => None,
    }
}

enum Found {
    Nobody,
    Several,
    One(EntityId, f32),
}

use Found::{Nobody, One, Several};

fn add(words: &Words, entities: &mut Entities, d: &Description, kind: SpeakerKind) -> EntityId {
    // The phrase is the source of two attributions.
    let same = |id: &EntityId| entities.list[*id].at.iter().any(|at| at.start == d.tokens.start && at.contains(&d.head));
    if let Some(id) = entities.starting_in(d.tokens.start..d.tokens.start + 1).into_iter().find(same) {
        return id;
    }
    let own = d.tokens.clone().map(|i| words.low(i).to_owned()).collect();
    let id = entities.add(own, words.written(&d.tokens), kind);
    let entity = &mut entities.list[id];
    entity.plural = d.plural;
    entity.gender = if d.plural { Gender::Any } else { lexicon::role(words.low(d.head)).unwrap_or(Gender::Any) };
    entity.certain = entity.gender != Gender::Any;
    entity.places = places(words, &d.tokens);
    if kind == SpeakerKind::Anonymous {
        let start = d.tokens.start + usize::from(words.tag(d.tokens.start) == Tag::Dt);
        entities.add_role(words, id, start..d.tokens.end);
    }
    id
}

/// "Nepal's aviation authority" is the "Aviation Authority of Nepal": the same words in another order, the state by whichever name.
fn same_body(words: &Words, entities: &Entities, d: &Description, kind: SpeakerKind) -> Option<EntityId> {
    let head = words.low(d.head);
    // Only those that bear the noun are looked at closely, so that the work on a long page stays small.
    let bears = |e: &Entity| e.kind == SpeakerKind::Organisation && !e.guessed && e.words.len() > 2 && e.words.iter().any(|w| w == head);
    if kind != SpeakerKind::Organisation || d.tokens.len() < 3 {
        return None;
    }
    let content = |all: &mut dyn Iterator<Item = &str>| -> BTreeSet<String> {
        let told = all.filter(|w| !matches!(*w, "of" | "the" | "for" | "and" | "'s" | "’s" | "'" | "’"));
        told.map(|w| lexicon::country(w).map_or_else(|| w.to_owned(), |place| place.label.to_lowercase())).collect()
    };
    let own = content(&mut d.tokens.clone().map(|i| words.low(i)));
    let named = entities.index.get(Part::Word, head).map(|id| (id, &entities.list[id])).filter(|(_, e)| bears(e));
    let bearers: Vec<(EntityId, BTreeSet<String>)> = named.map(|(id, e)| (id, content(&mut e.words.iter().map(String::as_str)))).collect();
    if let Some((id, _)) = bearers.iter().find(|(_, all)| own.len() > 2 && *all == own) {
        return Some(*id);
    }
    // "The new House committee on China" is the "House Select Committee on Chinese Competition": with all capitals of the description.
    let capitals = content(&mut d.tokens.clone().filter(|&i| words.is_name(i)).map(|i| words.low(i)));
    if !lexicon::body_nouns().says(head, "full") || capitals.len() < 2 || words.is_name(d.head) {
        return None;
    }
    let mut named = bearers.iter().filter(|(_, all)| capitals.is_subset(all)).map(|(id, _)| *id);
    named.next().filter(|_| named.next().is_none())
}

/// The same words were used before, the article in front aside, or a definite description repeats the head alone.
fn same_words(words: &Words, entities: &Entities, d: &Description, head: &str, kind: SpeakerKind) -> Option<EntityId> {
    let own: Vec<String> = d.tokens.clone().map(|i| words.low(i).to_owned()).collect();
    let own = plain(&own);
    let fresh = matches!(words.low(d.tokens.start), "a" | "an" | "one" | "another" | "other");
    // The lead says again what the headline said: "an expert has claimed" is one, twice.
    if fresh {
        let one = matches!(words.low(d.tokens.start), "a" | "an") && lexicon::introduced().has(head) && words.paragraph(d.head) < LEAD;
        let same = |e: &Entity| e.kind == kind && plain(&e.words) == own && e.at.iter().all(|at| words.paragraph(at.start) < LEAD);
        return entities.index.get(Part::Plain, &whole(own)).find(|&id| one && same(&entities.list[id]));
    }
    let known = |id: EntityId| Some(&entities.list[id]).filter(|e| e.kind == kind && !e.at.is_empty());
    let same = |&id: &EntityId| known(id).is_some_and(|e| plain(&e.words) == own);
    if let Some(id) = entities.index.get(Part::Plain, &whole(own)).rfind(same) {
        return Some(id);
    }
    let by_owner = kind == SpeakerKind::Document || kind == SpeakerKind::Organisation && lexicon::body_nouns().says(head, "owned");
    if let Some(owner) = owned(own).filter(|_| by_owner) {
        let of_it = |e: &Entity| {
            (kind == SpeakerKind::Document || own.ends_with(plain(&e.words)) || plain(&e.words).ends_with(own))
                && e.words.last().is_some_and(|w| w == head)
                && owned(&e.words).as_ref() == Some(&owner)
        };
        if let Some(id) = entities.index.get(Part::Owned, &owner).rfind(|&id| known(id).is_some_and(of_it)) {
            return Some(id);
        }
    }
    let recent = |e: &Entity| e.at.last().is_some_and(|at| words.paragraph(d.head) <= words.paragraph(at.start) + REACH);
    let headed = |e: &Entity| {
        e.words.iter().take(8).any(|w| w == head) && e.at.iter().any(|at| words.low(at.end.wrapping_sub(1)) == head || e.words.len() > 1)
    };
    if d.definite && own.len() == 1 && matches!(kind, SpeakerKind::Group | SpeakerKind::Anonymous | SpeakerKind::Document) {
        return entities.index.get(Part::Word, head).rfind(|&id| known(id).is_some_and(|e| recent(e) && headed(e)));
    }
    None
}

/// The one person whose role the description fits.
fn member(words: &Words, entities: &Entities, d: &Description, head: &str) -> Found {
    let kin: Vec<&str> = lexicon::role_kin().get(head).unwrap_or("").split(' ').filter(|w| !w.is_empty()).collect();
    let wanted = places(words, &d.tokens);
    // An office without an article stands in headlines, which come before the names.
    let headline = d.tokens.len() == 1 && !d.plural;
    let generic = |low: &str| {
        matches!(low, "the" | "of" | "his" | "her" | "their" | "this" | "that")
            || lexicon::modifiers().says(low, "bare")
            || lexicon::calendar().has(low)
            || low.contains("-year-old")
    };
    let modifiers: Vec<&str> = d
        .tokens
        .clone()
        .filter(|&i| i != d.head && !words.possessive(i) && !generic(words.low(i)))
        .filter(|&i| {
            places(words, &(i..i + 1)).is_empty()
                && places(words, &(i..i + 2)).is_empty()
                && places(words, &(i.saturating_sub(1)..i + 1)).is_empty()
        })
        .map(|i| words.low(i))
        .collect();
    // "The Republican governor" is the governor, whatever of his party stands at his name, unless it is another one. Right before the
    // noun only: "the Democratic Party leader" is the leader of that party.
    let party_word = d.head.checked_sub(1).filter(|i| d.definite && d.tokens.contains(i)).map_or("", |i| words.low(i));
    let wanted_party = roles::party(party_word);
    let modifiers: Vec<&str> = modifiers.into_iter().filter(|low| wanted_party.is_none() || *low != party_word).collect();
    let of_another = |e: &Entity| {
        let told = e.roles.iter().flat_map(|role| role.clone()).filter_map(|i| roles::party(words.low(i)));
        let letters = e.at.iter().filter_map(|at| roles::party_letter(words, at.end));
        wanted_party.is_some_and(|wanted| told.chain(letters).any(|party| party != wanted))
    };
    let so_modified = |role: &&Range<usize>| modifiers.iter().all(|m| (role.start..role.end).any(|i| words.low(i) == *m));
    let fits = |e: &Entity, kin: &[&str]| {
        e.is_person()
            && !of_another(e)
            && e.roles.iter().filter(so_modified).any(|role| {
                let nouns: Vec<&str> = heads(words, role).iter().map(|&i| words.low(i)).collect();
                nouns.contains(&head) || kin.iter().any(|k| nouns.contains(k))
            })
            && (wanted.is_empty() || wanted.iter().all(|w| e.places.contains(w)))
            && (headline || e.at.first().is_some_and(|at| at.start < d.tokens.start))
    };
    for (kin, confidence) in [(&[][..], 0.85), (&kin[..], 0.75)] {
        let fits = |id: &EntityId| fits(&entities.list[*id], kin);
        // Whoever has the rarest of the words in a role, or one of the nouns, may be meant.
        let rarest = modifiers.iter().min_by_key(|word| entities.index.count(Part::OfRole, word));
        let all: BTreeSet<EntityId> = match rarest {
            Some(word) => entities.index.get(Part::OfRole, word).collect(),
            None => kin.iter().chain([&head]).flat_map(|noun| entities.index.get(Part::Role, noun)).collect(),
        };
        let mut found = all.iter().copied().filter(fits);
        match (found.next(), found.next()) {
            (None, _) => {}
            (Some(id), None) => return One(id, confidence),
            _ => {
                // "the president" in a story with two: whoever was named last, if it was just now and alone.
                let here = words.paragraph(d.head);
                let last =
                    |id: EntityId| entities.list[id].at.iter().filter(|at| at.end <= d.tokens.start).map(|at| at.start).max().unwrap_or(0);
                let from = words.parsed.paragraphs.get(here.saturating_sub(1)).map_or(0, |p| p.tokens.start);
                // At the beginning of an article everybody is near.
                let near = if from == 0 { all } else { entities.starting_in(from..d.tokens.start) };
                let mut near = near.into_iter().filter(fits).filter(|&id| words.paragraph(last(id)) + 1 >= here);
                return if let (Some(id), None) = (near.next(), near.next()) { One(id, 0.65) } else { Several };
            }
        }
    }
    Nobody
}

/// "The company" is not New York.
fn is_state(e: &Entity) -> bool {
    lexicon::us_state(&e.name).is_some()
}

/// "737 Max": what is named with a number in front only is a thing.
fn is_product(words: &Words, e: &Entity) -> bool {
    !e.at.is_empty() && e.at.iter().all(|at| at.start > 0 && words.tag(at.start - 1) == Tag::Cd)
}

/// "the ministry", "the company": the likeliest body that has the noun in its name, is of its kind, or is of no kind that tells.
fn body(words: &Words, entities: &Entities, scene: &Scene, d: &Description, head: &str, kind: SpeakerKind) -> Found {
    if kind != SpeakerKind::Organisation {
        return Nobody;
    }
    let wanted = places(words, &d.tokens);
    let bare = d.tokens.len() == 2;
    // "The Dallas police department" is no other town's.
    let names: Vec<&str> = (d.tokens.start..d.head)
        .filter(|&i| words.is_name(i) && lexicon::place(words.low(i)).is_none() && !words.low(i).contains('-'))
        .map(|i| words.low(i))
        .collect();
    // "the government" and "the administration" are none of their agencies.
    let of_state = matches!(head, "administration" | "government");
    // "This group" may be several who were named.
    let taken = lexicon::body_nouns().says(head, "taken") && words.low(d.tokens.start) == "the";
    let fits = |e: &Entity| {
        let of_place =
            |w: &&'static str| e.places.contains(w) || e.words.iter().any(|word| lexicon::place(word).is_some_and(|p| p.label == *w));
        // Only what has a name is taken up by its kind.
        let no_kind = e.words.iter().all(|w| lexicon::organisation_word(w).is_none());
        // "The hospital" is no union of its nurses.
        let union = |w: &str| lexicon::organisation_word(w) == Some("union");
        let of_union = e.words.iter().any(|w| union(w)) && !union(head) && !lexicon::body_nouns().says(head, "taken");
        let by_kind = is_kin(e, head) && !no_kind && !of_state && !of_union && e.mentions.iter().any(|m| m.kind == MentionKind::Name);
        let named = e.words.iter().any(|w| w == head) && !of_union;
        (is_known_so(e, head) || !(e.place || is_state(e)))
            && !is_product(words, e)
            && wanted.iter().all(of_place)
            && names.iter().all(|name| e.words.iter().any(|word| word == name))
            && (named || is_known_so(e, head) || bare && (by_kind || taken && (no_kind || is_kin(e, head))))
    };
    // "The bureau" is the one that was named in full, however long before.
    if lexicon::body_nouns().says(head, "full") && words.low(d.tokens.start) == "the" {
        let before = |e: &Entity| e.at.iter().any(|at| at.end <= d.tokens.start);
        let of_name = |e: &Entity| e.kind == SpeakerKind::Organisation && e.words.len() > 1 && is_kin(e, head) && before(e) && fits(e);
        let mut all = entities.list.iter().enumerate().filter(|(_, e)| of_name(e));
        if let (Some((id, one)), None) = (all.next(), all.next())
            && one.words.iter().any(|w| w == head)
        {
            return One(id, 0.8);
        }
    }
    let place = Place::new(words, scene, d.tokens.start);
    let near = entities.starting_in(place.reach()).into_iter().map(|id| (id, &entities.list[id]));
    let all = near.filter(|(_, e)| e.kind == SpeakerKind::Organisation && place.reaches(e) && fits(e));
    let mut candidates: Vec<_> = all.filter_map(|(id, e)| place.body(id, e, d, head)).collect();
    // "The bureau" is the FBI where that is named, and nobody of no kind.
    let known = |id: EntityId| is_known_so(&entities.list[id], head);
    if candidates.iter().any(|c| known(c.id)) {
        candidates.retain(|c| known(c.id));
    }
    match antecedent::choose(&place, entities, candidates) {
        // What is not its own is this one, with no third to mean.
        Some((id, confidence)) if confidence >= SURE => One(id, confidence.max(TAKEN_UP)),
        _ => Nobody,
    }
}

/// Below this a description is one of its own: somebody new, with words of a side of his own.
const SURE: f32 = 0.5;
/// What is no body of its own is taken up at least so surely.
const TAKEN_UP: f32 = 0.55;
