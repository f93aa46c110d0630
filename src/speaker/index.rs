//! The words by which entities are found, so that a name is compared only with those that it may mean, however many the article names.

use super::SpeakerKind;
use super::entity::{Entities, Entity, EntityId};
use crate::lexicon;
use std::collections::{BTreeMap, BTreeSet};

/// What of a name is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// All words, see `whole`.
    Whole,
    First,
    Last,
    /// The last two words, see `whole`.
    End,
    /// A word behind the first, of a name of three or more.
    Inner,
    /// The words without the articles in front, see `whole`.
    Plain,
    /// Any word.
    Word,
    /// The owner and the last word, see `owned`.
    Owned,
    /// A noun of a role.
    Role,
    /// Any word of a role.
    OfRole,
    /// The first letters of the words that count, of a name of two or more.
    Initials,
    /// The body that it is a name of, as [`lexicon::body_named`] has it.
    Body,
    /// The given name of who is known by it and a title.
    Given,
    /// The label of a state.
    State,
}

/// The entities by the parts of their names, lower case. Whatever an entity was once known by stays: who looks it up asks the entity
/// whether it still holds.
#[derive(Debug, Default)]
pub(super) struct Index(BTreeMap<(Part, String), BTreeSet<EntityId>>);

/// Several words as one key.
pub(super) fn whole(words: &[String]) -> String {
    words.join(" ")
}

impl Index {
    /// `id` is known by these words.
    pub fn add_name(&mut self, id: EntityId, words: &[String]) {
        self.add(Part::Whole, whole(words), id);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        self.add(Part::Plain, whole(plain(words)), id);
        words.iter().for_each(|word| self.add(Part::Word, word.clone(), id));
        owned(words).into_iter().for_each(|owned| self.add(Part::Owned, owned, id));
        self.add(Part::First, first.clone(), id);
        self.add(Part::Last, last.clone(), id);
        if let [.., _, _] = words {
            self.add(Part::End, whole(&words[words.len() - 2..]), id);
            self.add(Part::Initials, initials(words), id);
        }
        if let [_, inner @ ..] = words
            && inner.len() > 1
        {
            inner.iter().for_each(|word| self.add(Part::Inner, word.clone(), id));
        }
        if let Some(body) = lexicon::body_named(&words.iter().map(String::as_str).collect::<Vec<_>>()) {
            self.add(Part::Body, body.to_owned(), id);
        }
    }

    pub fn add(&mut self, part: Part, word: String, id: EntityId) {
        self.0.entry((part, word)).or_default().insert(id);
    }

    /// How many have or had `word` as such a part.
    pub fn count(&self, part: Part, word: &str) -> usize {
        self.0.get(&(part, word.to_owned())).map_or(0, BTreeSet::len)
    }

    /// Those of which `word` is or was such a part, in the order in which the article brings them.
    pub fn get<'a>(&'a self, part: Part, word: &str) -> impl DoubleEndedIterator<Item = EntityId> + use<'a> {
        self.0.get(&(part, word.to_owned())).into_iter().flatten().copied()
    }
}

/// The words without the articles in front.
pub(super) fn plain(words: &[String]) -> &[String] {
    let articles = words.iter().take_while(|w| matches!(w.as_str(), "the" | "a" | "an" | "some")).count();
    &words[articles..]
}

/// "Donald Trump's executive order" and "Trump’s order" are one: the owner's last word and the noun, see `whole`.
pub(super) fn owned(words: &[String]) -> Option<String> {
    let mark = words.iter().position(|w| matches!(w.as_str(), "'s" | "’s"))?;
    let owner = words.get(mark.checked_sub(1)?)?;
    (mark + 1 < words.len()).then(|| whole(&[owner.clone(), words[words.len() - 1].clone()]))
}

/// "udu" of "Urban Drivers' Union".
fn initials(words: &[String]) -> String {
    let counts = |w: &&String| !matches!(w.as_str(), "of" | "the" | "for" | "and" | "'s" | "on");
    words.iter().filter(counts).filter_map(|w| w.chars().next()).collect()
}

impl Entities {
    /// Whom the name `own` may mean by its last word, by its first where it is that alone, or by theirs where that is all.
    pub(super) fn alike(&self, own: &[String]) -> Vec<EntityId> {
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return Vec::new() };
        let by_first = if own.len() == 1 { Part::First } else { Part::Whole };
        let all: BTreeSet<EntityId> = self.index.get(Part::Last, last).chain(self.index.get(by_first, first)).collect();
        all.into_iter().collect()
    }

    /// `id` goes by a fuller form of its name.
    pub(super) fn rename(&mut self, id: EntityId, words: Vec<String>, name: String) {
        self.index.add_name(id, &words);
        let entity = &mut self.list[id];
        if let (true, Some(given)) = (entity.first_name, words.first()) {
            self.index.add(Part::Given, given.clone(), id);
        }
        (entity.words, entity.name) = (words, name);
    }

    /// The last body with these initials: "UDU" of the Urban Drivers' Union, "FDA" of the U.S. Food and Drug Administration.
    pub(super) fn by_initials(&self, letters: &str) -> Option<EntityId> {
        let of_state = format!("u{letters}");
        let bears = |id: &EntityId| {
            let e = &self.list[*id];
            let own = initials(&e.words);
            !e.guessed && e.kind == SpeakerKind::Organisation && e.words.len() > 1 && (own == letters || own == of_state)
        };
        self.index.get(Part::Initials, letters).chain(self.index.get(Part::Initials, &of_state)).filter(bears).max()
    }

    /// The one body whose name of several words begins with `word`.
    pub fn by_first_word(&self, word: &str) -> Option<EntityId> {
        let begins = |e: &Entity| {
            e.kind == SpeakerKind::Organisation && e.words.len() > 1 && !e.place && !e.guessed && e.words.first().is_some_and(|w| w == word)
        };
        let mut fits = self.index.get(Part::First, word).filter(|&id| begins(&self.list[id]));
        fits.next().filter(|_| fits.next().is_none())
    }

    /// How many people bear the lone surname `own`, of whom `id` is one.
    pub(super) fn same_surname(&self, own: &[String], id: EntityId) -> usize {
        let last = own.first().map_or("", String::as_str);
        let bears = |e: &Entity| e.words.len() > 1 && e.last_word() == last && e.is_person();
        1 + self.index.get(Part::Last, last).filter(|&other| other != id && bears(&self.list[other])).count()
    }
}
