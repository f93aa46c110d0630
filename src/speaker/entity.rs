//! Entities: names that mean one person or body, gathered over the whole article.

use super::identity::{bodies, is_middle, places, same_person};
use super::index::{Index, Part, whole};
use super::mentioned::Mentioned;
use super::names::{self, Name, Type};
use super::roles::heads;
use super::words::Words;
use super::{Mention, MentionKind, SpeakerKind};
use crate::lexicon::{self, Gender, PlaceKind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) type EntityId = usize;

#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// The words of the name in lower case; of a description, all of its words.
    pub words: Vec<String>,
    /// The fullest form, as written.
    pub name: String,
    pub kind: SpeakerKind,
    /// The kind is a guess from the form alone.
    pub guessed: bool,
    pub gender: Gender,
    /// The sex is told by a title, a role or a pronoun, not by the given name alone.
    pub certain: bool,
    /// Roles in text order, token ranges.
    pub roles: Vec<Range<usize>>,
    /// The states that it is said to belong to, or is.
    pub places: Vec<&'static str>,
    /// It is the name of a state, its capital, people or seat.
    pub place: bool,
    /// It is the name of a state or its capital.
    pub state: bool,
    pub plural: bool,
    /// It is known by a title and a given name: "Sir Keir".
    pub first_name: bool,
    pub mentions: Vec<Mention>,
    /// The tokens of each mention, beside `mentions`.
    pub at: Vec<Range<usize>>,
}

impl Entity {
    pub fn is_person(&self) -> bool {
        self.kind == SpeakerKind::Person || self.kind == SpeakerKind::Anonymous && !self.plural
    }

    pub fn last_word(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }
}

/// Titles that are used with the given name.
fn is_first_name_title(low: &str) -> bool {
    lexicon::title_kinds().says(low, "given")
}

/// What the article names, and which entity each name means.
#[derive(Debug, Default)]
pub(super) struct Entities {
    pub list: Vec<Entity>,
    pub names: Vec<Name>,
    /// For each of `names`; none where two people may be meant.
    pub of: Vec<Option<EntityId>>,
    /// See `bearers`.
    bearers: BTreeMap<String, Gender>,
    /// Whose name has which words.
    pub index: Index,
    /// Who is mentioned where.
    pub mentioned: Mentioned,
}

/// By surname, lower case, the sex of who is named in full, where it is one person only and a "Lady Roe" or "Mr. Roe" is told from
/// him or her.
fn bearers(words: &Words, names: &[Name]) -> BTreeMap<String, Gender> {
    let mut found: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for name in names.iter().filter(|n| n.tokens.len() > 1 && n.kind == Type::Person) {
        let (first, last) = (words.low(name.tokens.start), words.low(name.tokens.end - 1));
        found.entry(last).and_modify(|known| *known = known.filter(|known| *known == first)).or_insert(Some(first));
    }
    // The surnames that stand behind a title of a man, and of a woman.
    let titled = |sex: Gender| -> BTreeSet<&str> {
        let told = names.iter().filter(|n| n.tokens.len() == 1 && n.certain && n.gender == sex);
        told.map(|n| words.low(n.tokens.start)).collect()
    };
    let (men, women) = (titled(Gender::Male), titled(Gender::Female));
    let sex = |(last, first): (&str, Option<&str>)| {
        let sex = lexicon::given_name(first?)?;
        let spouse = match sex {
            Gender::Male => women.contains(last),
            Gender::Female => men.contains(last),
            Gender::Any => false,
        };
        spouse.then(|| (last.to_owned(), sex))
    };
    found.into_iter().filter_map(sex).collect()
}

impl Entities {
    pub fn find(words: &Words) -> Entities {
        let mut names = names::find(words);
        let bodies = bodies(words, &names);
        for name in names.iter_mut().filter(|n| n.kind == Type::Unknown && n.tokens.len() == 1) {
            if bodies.contains(words.low(name.tokens.start)) {
                name.kind = Type::Organisation;
            }
        }
        let mut out = Entities { bearers: bearers(words, &names), names, ..Entities::default() };
        for at in 0..out.names.len() {
            let name = out.names[at].clone();
            let id = out.cluster(words, &name);
            out.of.push(id);
            if let Some(id) = id {
                out.learn(words, id, &name);
            }
        }
        out.share_roles(words);
        out.guess_kinds(words);
        out.find_in_headlines(words);
        out
    }

    /// The entity that `name` means, a new one where it means none yet.
    fn cluster(&mut self, words: &Words, name: &Name) -> Option<EntityId> {
        let count = name.tokens.len();
        let suffix = |&i: &usize| count > 1 && names::is_suffix(words.low(i));
        // "William “Bill” Roe" is William Roe.
        let nickname = |&i: &usize| (i.saturating_sub(2)..=i).any(|open| open > name.tokens.start && super::runs::is_nickname(words, open));
        let own: Vec<String> = name.tokens.clone().filter(|i| !suffix(i) && !nickname(i)).map(|i| words.low(i).to_owned()).collect();
        let text = words.written(&name.tokens);
        if let Some(id) = self.shortened(words, name, &own) {
            return Some(id);
        }
        // "No 10" and "Number 10" are one.
        let own = if own == ["no", "10"] { vec!["number".to_owned(), "10".to_owned()] } else { own };
        if name.kind == Type::Place {
            let place = lexicon::place(&text).or_else(|| lexicon::place(own.last()?));
            let label = place.map(|p| p.label);
            // A country and its capital are one; a seat or a people is a party of its own.
            let state = place.is_some_and(|p| matches!(p.kind, PlaceKind::Country | PlaceKind::Capital));
            let body = place.is_some_and(|p| matches!(p.kind, PlaceKind::Bloc | PlaceKind::Body | PlaceKind::Movement | PlaceKind::Party));
            let same = |e: &Entity| if state { e.state && e.places.first().copied() == label } else { e.words == own };
            let mut known = match label.filter(|_| state) {
                Some(label) => self.index.get(Part::State, label),
                None => self.index.get(Part::Whole, &whole(&own)),
            };
            if let Some(id) = known.find(|&id| same(&self.list[id])) {
                return Some(id);
            }
            drop(known);
            let id = self.add(own, text, SpeakerKind::Organisation);
            if let Some(label) = label.filter(|_| state) {
                self.index.add(Part::State, label.to_owned(), id);
            }
            self.list[id].places.extend(label);
            self.list[id].state = state;
            self.list[id].place = !body;
            return Some(id);
        }
        // "Lady Roe" is not "Roe", who is a man.
        let opposed = |e: &Entity| {
            name.certain && e.certain && matches!((name.gender, e.gender), (Gender::Male, Gender::Female) | (Gender::Female, Gender::Male))
        };
        // "John Roe Sr." is not "John Roe Jr."
        let generation =
            |tokens: &Range<usize>| tokens.clone().filter(|_| tokens.len() > 1).map(|i| words.low(i)).find(|low| names::is_suffix(low));
        let other_generation =
            |e: &Entity| generation(&name.tokens).is_some_and(|own| e.at.iter().find_map(generation).is_some_and(|theirs| theirs != own));
        let same = |e: &Entity| e.words == own && e.kind != SpeakerKind::Anonymous && !opposed(e) && !other_generation(e);
        if let Some(id) = self.index.get(Part::Whole, &whole(&own)).find(|&id| same(&self.list[id]))
            && (own.len() > 1 || name.kind == Type::Organisation || self.same_surname(&own, id) == 1)
        {
            return Some(id);
        }
        if name.kind == Type::Organisation {
            return Some(self.organisation(words, name, own, text));
        }
        // "Sir Keir", "Prince Harry": the title goes with the given name, and so does the kin: "her mother, Fiona".
        let titled = || name.whole.start < name.tokens.start && is_first_name_title(words.low(name.tokens.start - 1));
        let kin = || {
            let mut heads = name.roles.iter().flat_map(|role| heads(words, role));
            lexicon::given_name(words.low(name.tokens.start)).is_some() && heads.any(|at| lexicon::kin().has(words.low(at)))
        };
        let first = own.len() == 1 && (titled() || kin());
        let by_first = |e: &Entity| first && e.is_person() && !e.guessed && e.words.first() == own.first();
        let mut fits = self.alike(&own);
        fits.retain(|&id| same_person(&self.list[id], &own, name) || by_first(&self.list[id]));
        fits.retain(|&id| !other_generation(&self.list[id]));
        if let (true, [one]) = (fits.is_empty(), &own[..]) {
            fits = self.index.get(Part::Inner, one).filter(|&id| is_middle(&self.list[id], &own, name)).collect();
        }
        if let (true, [given, _, ..]) = (fits.is_empty(), &own[..]) {
            let by_given = |e: &Entity| e.first_name && e.words.first() == Some(given);
            fits = self.index.get(Part::Given, given).filter(|&id| by_given(&self.list[id])).collect();
        }
        // "Roe" is Ann Roe rather than Roe Holdings, of which nothing tells that it is somebody.
        if fits.iter().any(|&id| !self.list[id].guessed) {
            fits.retain(|&id| !self.list[id].guessed);
        }
        match fits.as_slice() {
            [] => {
                let given = own.first().cloned().filter(|_| first);
                let id = self.add(own, text, SpeakerKind::Person);
                given.into_iter().for_each(|given| self.index.add(Part::Given, given, id));
                self.list[id].guessed = name.kind == Type::Unknown;
                self.list[id].first_name = first;
                // Of who is named in full later the sex is known by his given name.
                if let (false, Some(&sex)) = (name.certain || first, self.bearers.get(&self.list[id].words.join(" "))) {
                    (self.list[id].gender, self.list[id].certain, self.list[id].guessed) = (sex, true, false);
                }
                Some(id)
            }
            &[id] => {
                // 'Dubbed "Gaudy Grace"': words within marks rename nobody.
                if own.len() > self.list[id].words.len() && !words.quoted(name.tokens.start) {
                    self.join_given(words, id, &own[0]);
                    self.rename(id, own, text);
                }
                Some(id)
            }
            _ => {
                let bare = own.len() == 1 && name.whole.start == name.tokens.start;
                let full = self.by_gender(&fits, name.gender).or_else(|| self.named_in_full(&fits).filter(|_| bare));
                full.or_else(|| self.called_so(&fits, &own))
            }
        }
    }

    /// "Sir Keir" and "Starmer" are one once "Keir Starmer" is named: who was known by `given` alone is `id`.
    fn join_given(&mut self, words: &Words, id: EntityId, given: &str) {
        let by_given = |e: &Entity| e.first_name && e.words.len() == 1 && e.words[0] == given;
        let Some(other) = self.index.get(Part::Whole, given).find(|&other| other != id && by_given(&self.list[other])) else { return };
        self.index.add_name(other, &[]);
        let gone = &mut self.list[other];
        gone.words.clear();
        gone.first_name = false;
        let places = std::mem::take(&mut gone.places);
        self.give(words, other, id);
        let entity = &mut self.list[id];
        entity.places.extend(places);
        entity.first_name = true;
        self.of.iter_mut().filter(|of| **of == Some(other)).for_each(|of| *of = Some(id));
    }

    /// "United said", "American said" after "United Airlines" and "American Airlines", and "the North warned" after "North Korea": the
    /// first word alone is the body or the state, where it is the first word of one only and stands as a subject.
    fn shortened(&self, words: &Words, name: &Name, own: &[String]) -> Option<EntityId> {
        let [one] = own else { return None };
        let subject = words.tag(name.tokens.end).is_finite();
        if matches!(name.kind, Type::Person) || !subject {
            return None;
        }
        let the = words.low(name.tokens.start.wrapping_sub(1)) == "the";
        let half = matches!(one.as_str(), "north" | "south");
        let longer = |e: &Entity| {
            e.words.len() > 1 && e.words.first() == Some(one) && if half { the && e.state } else { !the && !e.place && !e.guessed }
        };
        // "Roe said" after "Ann Roe" and "Roe Holdings".
        let bears = |e: &Entity| e.is_person() && !e.guessed && e.last_word() == one;
        if !half && self.index.get(Part::Last, one).any(|id| bears(&self.list[id])) {
            return None;
        }
        let people = lexicon::place(one).is_some_and(|p| p.kind == PlaceKind::People);
        if !half && (self.index.get(Part::Whole, one).any(|id| self.list[id].words == own) || name.kind == Type::Place && !people) {
            return None;
        }
        let body = |&id: &EntityId| self.list[id].kind == SpeakerKind::Organisation && longer(&self.list[id]);
        let mut fits = self.index.get(Part::First, one).filter(body);
        fits.next().filter(|_| fits.next().is_none())
    }

    /// "Roe" goes on to mean who was called so before others of the name came in, who are told apart by their given names.
    fn called_so(&self, fits: &[EntityId], own: &[String]) -> Option<EntityId> {
        let mut before = fits.iter().copied().filter(|&id| own.len() == 1 && self.list[id].at.iter().any(|at| at.len() == 1));
        before.next().filter(|_| before.next().is_none())
    }

    /// "Roe" alone is the one who is named in full, where the other is "Lady Roe" only.
    fn named_in_full(&self, fits: &[EntityId]) -> Option<EntityId> {
        let mut full = fits.iter().copied().filter(|&id| self.list[id].words.len() > 1);
        full.next().filter(|_| full.next().is_none())
    }

    /// "Mr. Roe" where an Ann and a John Roe are named.
    fn by_gender(&self, fits: &[EntityId], gender: Gender) -> Option<EntityId> {
        let mut same = fits.iter().copied().filter(|&id| gender != Gender::Any && self.list[id].gender == gender);
        same.next().filter(|_| same.next().is_none())
    }

    fn organisation(&mut self, words: &Words, name: &Name, own: Vec<String>, text: String) -> EntityId {
        let last = own.last().cloned().unwrap_or_default();
        // "The Fed" is the Federal Reserve, whichever comes first.
        let body = |w: &[String]| lexicon::body_named(&w.iter().map(String::as_str).collect::<Vec<_>>());
        let known = body(&own);
        let same = |e: &Entity| e.kind == SpeakerKind::Organisation && body(&e.words) == known;
        if let Some(id) = known.and_then(|known| self.index.get(Part::Body, known).find(|&id| same(&self.list[id]))) {
            if own.len() > self.list[id].words.len() {
                self.rename(id, own, text);
            }
            return id;
        }
        if own.len() == 1 && names::is_acronym(words.form(name.tokens.start)) {
            // "HILL said" after "Ann Hill": a name in capitals.
            let bears = |e: &Entity| e.is_person() && !e.guessed && e.words.len() > 1 && e.last_word() == last;
            let mut bearers = self.index.get(Part::Last, &last).filter(|&id| bears(&self.list[id]));
            if let (Some(id), None) = (bearers.next(), bearers.next()) {
                return id;
            }
            // "Urban Drivers' Union (UDU)" or the initials of a name that was given.
            let bracket = words.low(name.tokens.start.wrapping_sub(1)) == "(";
            let before = |e: &Entity| e.at.last().is_some_and(|r| r.end + 1 == name.tokens.start) && bracket;
            let named = self.of.last().copied().flatten().filter(|&id| before(&self.list[id]));
            if let Some(id) = self.by_initials(&last).max(named) {
                return id;
            }
        }
        // "Russia's Defense Ministry" after "the Russian Defense Ministry": the shorter is the end of the longer.
        let ends = |e: &Entity| {
            e.kind == SpeakerKind::Organisation
                && e.words.len() > 1
                && own.len() > 1
                && (e.words.ends_with(&own) || own.ends_with(&e.words))
        };
        let end = own.len().checked_sub(2).map(|from| whole(&own[from..]));
        if let Some(id) = end.and_then(|end| self.index.get(Part::End, &end).rfind(|&id| ends(&self.list[id]))) {
            if own.len() > self.list[id].words.len() {
                self.rename(id, own, text);
            }
            return id;
        }
        self.add(own, text, SpeakerKind::Organisation)
    }

    pub fn add(&mut self, words: Vec<String>, name: String, kind: SpeakerKind) -> EntityId {
        self.index.add_name(self.list.len(), &words);
        self.list.push(Entity {
            words,
            name,
            kind,
            guessed: false,
            gender: Gender::Any,
            roles: Vec::new(),
            places: Vec::new(),
            place: false,
            state: false,
            certain: false,
            plural: false,
            first_name: false,
            mentions: Vec::new(),
            at: Vec::new(),
        });
        self.list.len() - 1
    }

    /// Adds what this mention tells.
    fn learn(&mut self, words: &Words, id: EntityId, name: &Name) {
        let mention = Mention { span: words.span(&name.tokens), kind: MentionKind::Name };
        self.mention(id, mention, name.tokens.clone());
        let entity = &mut self.list[id];
        if name.kind == Type::Person {
            entity.guessed = false;
            entity.kind = SpeakerKind::Person;
        }
        if name.gender != Gender::Any && (entity.gender == Gender::Any || name.certain && !entity.certain) {
            entity.gender = name.gender;
            entity.certain = name.certain;
        }
        for role in &name.roles {
            self.list[id].places.extend(places(words, role));
            self.add_role(words, id, role.clone());
        }
        // "Wang of China", "France's Emmanuel Macron"
        let entity = &mut self.list[id];
        let of = matches!(words.low(name.tokens.end), "of") && words.is_name(name.tokens.end + 1);
        if entity.is_person() && of {
            entity.places.extend(lexicon::country(words.low(name.tokens.end + 1)).map(|p| p.label));
        }
    }

    /// The names, as indices into `names`, that have a word in `tokens`.
    pub fn name_in(&self, tokens: &Range<usize>) -> impl Iterator<Item = usize> {
        let from = self.names.partition_point(|n| n.tokens.end <= tokens.start);
        let to = self.names.partition_point(|n| n.tokens.start < tokens.end);
        from..to.max(from)
    }
}
