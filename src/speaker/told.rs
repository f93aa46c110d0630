//! What is told of the entities once all names of the article are gathered.

use super::entity::{Entities, Entity};
use super::identity::{is_explained_as_body, places};
use super::index::Part;
use super::names;
use super::roles::{apposition_before, heads};
use super::words::Words;
use super::{Mention, MentionKind, SpeakerKind};
use crate::lexicon::{self, PlaceKind};
use crate::text::Tag;
use std::collections::BTreeSet;

/// "Human Services", "Coresight Research": the last word is a common noun, by its ending or because the article has it in
/// lower case too: among the nouns of `small`.
fn is_thing(entity: &Entity, small: &BTreeSet<&str>) -> bool {
    let last = entity.last_word();
    if lexicon::family_name(last) || entity.words.first().is_some_and(|first| lexicon::given_name(first).is_some()) {
        return false;
    }
    lexicon::ends_in(last, "thing")
        || lexicon::organisation_word(last).is_some()
        || lexicon::place_words().has(last)
        || lexicon::press_words().has(last)
        || lexicon::us_state(&entity.name).is_some()
        // "Rivers Free Peru"
        || lexicon::country(last).is_some_and(|place| place.kind == PlaceKind::Country)
        || small.contains(last)
}

impl Entities {
    /// "The foreign ministers of Russia and China, Sergei Lavrov and Wang Yi": the role is of both, the states in order.
    pub(super) fn share_roles(&mut self, words: &Words) {
        for first in 0..self.names.len() {
            let Some(role) = apposition_before(words, self.names[first].whole.start) else { continue };
            if !heads(words, &role).iter().any(|&h| names::is_plural_role(words.low(h))) {
                continue;
            }
            let mut last = first;
            while last + 1 < self.names.len() {
                let between = self.names[last].tokens.end..self.names[last + 1].whole.start;
                if between.is_empty() || between.len() > 2 || !between.clone().all(|i| matches!(words.low(i), "," | "and")) {
                    break;
                }
                last += 1;
            }
            if last == first {
                continue;
            }
            let places = places(words, &role);
            for at in first..=last {
                let Some(id) = self.of[at].filter(|&id| self.list[id].kind == SpeakerKind::Person) else { continue };
                let entity = &mut self.list[id];
                entity.guessed = false;
                entity.places.extend(places.get(if places.len() == 1 { 0 } else { at - first }));
                self.add_role(words, id, role.clone());
            }
        }
    }

    /// Names that nothing told the kind of: two or three words are a person, one word is a body, or a person where it
    /// is a family name.
    pub(super) fn guess_kinds(&mut self, words: &Words) {
        let noun = |&i: &usize| !words.capital(i) && words.tag(i).is_common_noun();
        let small: BTreeSet<&str> = (0..words.len()).filter(noun).map(|i| words.low(i)).collect();
        for entity in self.list.iter_mut().filter(|e| e.guessed) {
            let article = entity.at.iter().any(|r| r.start > 0 && words.low(r.start - 1) == "the");
            let modifies = entity.at.iter().all(|r| words.tag(r.end).is_common_noun());
            // "In San Lorenzo": a town. One has "faith in" people.
            let town = entity.at.iter().any(|r| {
                let within = r.start > 0 && matches!(words.low(r.start - 1), "in" | "near" | "outside" | "across" | "around");
                let trusts = r.start > 1 && words.low(r.start - 1) == "in" && lexicon::trust_words().has(words.low(r.start - 2));
                within && !trusts && !words.possessive(r.end) && !words.capital(r.start - 1)
            });
            // "Muslims", "Norwickians": a people is many.
            let people = entity.words.len() == 1
                && entity.at.iter().all(|r| words.tag(r.start) == Tag::Nnps)
                && !lexicon::family_name(entity.last_word());
            if people {
                entity.kind = SpeakerKind::Group;
                entity.plural = true;
                continue;
            }
            let person = match entity.words.len() {
                1 if names::is_handle(entity.last_word()) => true,
                1 => lexicon::family_name(entity.last_word()) || lexicon::given_name(entity.last_word()).is_some(),
                2 | 3 => !is_thing(entity, &small),
                _ => false,
            };
            let body = entity.at.iter().any(|r| is_explained_as_body(words, r.end));
            if !person || article || modifies || body || town {
                entity.kind = SpeakerKind::Organisation;
            }
        }
    }

    /// Lone last names in headlines, where capitals do not tell names.
    pub(super) fn find_in_headlines(&mut self, words: &Words) {
        for at in 0..words.len() {
            if words.is_name(at) || !words.capital(at) {
                continue;
            }
            let bears = |e: &Entity| e.is_person() && e.last_word() == words.low(at);
            let mut fits = self.index.get(Part::Last, words.low(at)).filter(|&id| bears(&self.list[id]));
            let found = (fits.next(), fits.next());
            drop(fits);
            if let (Some(id), None) = found {
                let mention = Mention { span: words.span(&(at..at + 1)), kind: MentionKind::Name };
                self.mention(id, mention, at..at + 1);
            }
        }
    }
}
