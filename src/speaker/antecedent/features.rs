//! What speaks for somebody's being meant: where he was named, as what, how often, and what is known of him.

use super::{AntecedentWeights, Candidate};
use crate::lexicon::{self, Gender, PlaceKind};
use crate::model::named::Features;
use crate::speaker::entity::{Entity, EntityId};
use crate::speaker::phrase::Description;
use crate::speaker::pronoun::Scene;
use crate::speaker::words::Words;
use crate::speaker::{MentionKind, SpeakerKind};
use crate::text::Tag;
use std::ops::Range;

/// So many sentences and paragraphs back a pronoun or a general word may point.
const SENTENCES: usize = 14;
const PARAGRAPHS: usize = 6;
/// So many sources before are looked at.
const EVENTS: usize = 64;

/// Where a pronoun or a general word stands.
pub(in crate::speaker) struct Place<'a> {
    words: &'a Words<'a>,
    scene: &'a Scene<'a>,
    /// The first token.
    at: usize,
    sentence: usize,
    paragraph: usize,
    /// The first token that is near.
    from: usize,
    /// The sources before it, the nearest first: the token, and who it is.
    events: Vec<(usize, &'a [EntityId])>,
    /// It begins its paragraph, its sentence.
    opens: [bool; 2],
}

impl<'a> Place<'a> {
    pub fn new(words: &'a Words, scene: &'a Scene, at: usize) -> Place<'a> {
        let events = scene.events.iter().rev().take(EVENTS).filter(|e| e.at < at).map(|e| (e.at, &e.ids[..])).collect();
        let paragraph = words.paragraph(at);
        let first = |start: usize| !(start..at).any(|i| words.low(i).contains(char::is_alphanumeric));
        let opens = [words.parsed.paragraphs.get(paragraph).is_some_and(|p| first(p.tokens.start)), first(words.bounds(at).start)];
        let sentence = words.sentence(at);
        let near = [
            words.parsed.sentences.get(sentence.saturating_sub(SENTENCES)).map(|s| s.tokens.start),
            words.parsed.paragraphs.get(paragraph.saturating_sub(PARAGRAPHS)).map(|p| p.tokens.start),
        ];
        let from = near.into_iter().flatten().max().unwrap_or(at);
        Place { words, scene, at, sentence, paragraph, from, events, opens }
    }

    pub fn weights(&self) -> &AntecedentWeights {
        self.scene.weights
    }

    /// Keeps the case for those who train the choice.
    #[cfg(feature = "train")]
    pub fn record(&self, candidates: &[Candidate], entities: &crate::speaker::entity::Entities) {
        let candidates = candidates.iter().map(|c| (entities.list[c.id].name.clone(), c.features.clone())).collect();
        let span = self.words.span(&(self.at..self.at + 1));
        self.scene.cases.borrow_mut().push(super::Case { span, candidates });
    }

    /// `entity` as the person whom a pronoun of `gender` means; none where it is not mentioned near before.
    pub fn person(&self, id: EntityId, entity: &Entity, gender: Gender) -> Option<Candidate> {
        let mut candidate = self.candidate(id, entity)?;
        let same = entity.gender == gender;
        let unknown = entity.gender == Gender::Any;
        let named = entity.mentions.iter().any(|m| m.kind == MentionKind::Name);
        let mut add = |name, is: bool| candidate.features.extend(is.then_some((name, 1.0)));
        add("sex told", same && entity.certain);
        add("sex of the name", same && !entity.certain);
        add("another sex by the name", !same && !unknown);
        add("sex unknown, named", unknown && named);
        add("sex unknown, described", unknown && !named);
        add("a guess", entity.guessed);
        add("with a role", !entity.roles.is_empty());
        add("of one word", entity.words.len() == 1);
        add("of capitals", is_acronym(entity));
        candidate.sexed = same;
        Some(candidate)
    }

    /// `entity` as the body that the description `d` with the noun `head` means; none where it is not mentioned near before.
    pub fn body(&self, id: EntityId, entity: &Entity, d: &Description, head: &str) -> Option<Candidate> {
        let mut candidate = self.candidate(id, entity)?;
        let (words, named) = (self.words, entity.words.iter().any(|w| w == head));
        let own = entity.words.iter().rev().find_map(|w| lexicon::organisation_word(w));
        let fits = is_kin(entity, head);
        let mut add = |name, is: bool| candidate.features.extend(is.then_some((name, 1.0)));
        add("a body", true);
        add("the noun in its name", named);
        add("known so", is_known_so(entity, head));
        add("a name of its kind", fits && !named);
        add("a name of no kind", !fits && !named && own.is_none());
        add("described further", d.tokens.len() > 2);
        add("without a name", entity.mentions.iter().all(|m| m.kind != MentionKind::Name));
        add("a guessed body", entity.guessed);
        add("a body of capitals", is_acronym(entity));
        let people = |w: &str| lexicon::place(w).is_some_and(|p| p.kind == PlaceKind::People) || lexicon::party(w).is_some();
        add("a people or a party", entity.words.len() == 1 && people(&entity.words[0]));
        // "A 737 Max airplane", "the Orlando gunman": not named for itself.
        let attributive = |m: &Range<usize>| words.tag(m.end).is_noun() && words.sentence(m.end) == words.sentence(m.start);
        let mut before = entity.at.iter().filter(|m| m.end <= d.tokens.start);
        add("before nouns only", before.clone().all(attributive));
        add("in the headline", entity.at.iter().any(|m| words.paragraph(m.start) < 2));
        add("named in the paragraph", before.any(|m| words.paragraph(m.start) == self.paragraph));
        Some(candidate)
    }

    fn is_near(&self, m: &Range<usize>) -> bool {
        m.end <= self.at && m.start >= self.from
    }

    /// Where a mention near before may begin.
    pub fn reach(&self) -> Range<usize> {
        self.from..self.at
    }

    /// `entity` is mentioned near before; asked first, so that the work on a long page does not grow with all who are named there.
    pub fn reaches(&self, entity: &Entity) -> bool {
        entity.at.iter().any(|m| self.is_near(m))
    }

    /// What is told of any: where it was mentioned, as what, how often.
    fn candidate(&self, id: EntityId, entity: &Entity) -> Option<Candidate> {
        let (words, scene) = (self.words, self.scene);
        let near = |m: &Range<usize>| self.is_near(m);
        let mentions: Vec<&Range<usize>> = entity.at.iter().filter(|m| near(m)).collect();
        let last = mentions.iter().copied().max_by_key(|m| m.start)?;
        let mut features: Features = vec![("bias", 1.0)];
        let mut add = |name, is: bool| features.extend(is.then_some((name, 1.0)));
        let back = |m: &Range<usize>| self.sentence.saturating_sub(words.sentence(m.start));
        add("here", back(last) == 0);
        add("one sentence back", back(last) == 1);
        add("two sentences back", back(last) == 2);
        add("three sentences back", back(last) == 3);
        add("another paragraph", words.paragraph(last.start) < self.paragraph);
        add("before the last paragraph", words.paragraph(last.start) + 1 < self.paragraph);

        let told = |m: &Range<usize>| !words.quoted(m.start);
        // "The union's head, Ann Roe, said" has her for its subject in all but form.
        let speaks = |m: &Range<usize>| {
            let of =
                |(at, ids): &(usize, &[EntityId])| *at <= m.start && words.sentence(*at) == words.sentence(m.start) && ids.contains(&id);
            self.events.iter().any(of)
        };
        let is_subject = |m: &Range<usize>| told(m) && (scene.is_subject(m.clone()) || speaks(m));
        let subject = |n: usize| mentions.iter().any(|m| is_subject(m) && back(m) == n);
        let object = |n: usize| mentions.iter().any(|m| told(m) && !is_subject(m) && back(m) == n);
        add("subject here", subject(0));
        add("subject one back", subject(1));
        add("subject two back", subject(2));
        add("no subject", !mentions.iter().any(|m| is_subject(m)));
        add("object here", object(0));
        add("object one back", object(1));
        let first = |m: &Range<usize>| {
            let before = words.bounds(m.start).start..m.start;
            let joined = words.low(m.start.wrapping_sub(1)) == "and";
            told(m) && !before.into_iter().any(|i| words.tag(i).is_proper() && !joined || words.tag(i).is_finite())
        };
        add("opens its sentence", back(last) == 0 && first(last));
        add("opened the sentence before", mentions.iter().any(|m| back(m) == 1 && first(m)));
        let start = words.parsed.paragraphs.get(self.paragraph).map_or(0, |p| words.sentence(p.tokens.start));
        let in_first = |m: &Range<usize>| words.sentence(m.start) == start;
        add("subject of the paragraph's first sentence", start < self.sentence && mentions.iter().any(|m| in_first(m) && is_subject(m)));
        add("by whom", words.low(last.start.wrapping_sub(1)) == "by");
        add("behind a preposition", matches!(words.tag(last.start.wrapping_sub(1)), Tag::In | Tag::To));
        add("plural form", words.tag(last.end.saturating_sub(1)).is_plural());
        add("last an owner", words.possessive(last.end));

        let source = |n: usize| self.events.get(n).is_some_and(|(_, ids)| ids.contains(&id));
        let spoke = self.events.iter().find(|(_, ids)| ids.contains(&id)).map(|(at, _)| *at);
        let spoken = |n: usize| spoke.is_some_and(|at| words.sentence(at) + n == self.sentence);
        let since = |m: &Range<usize>| self.events.first().is_some_and(|(at, _)| m.start > *at);
        add("last source", source(0));
        add("last source, alone", source(0) && self.events[0].1.len() == 1);
        add("source before the last", source(1) && !source(0));
        add("last two sources", source(0) && source(1));
        add("source here", spoken(0));
        add("source here, in its own words", spoken(0) && scene.in_content(self.at));
        add("source one back", spoken(1));
        add("source two back", spoken(2));
        add("source of the paragraph", spoke.is_some_and(|at| words.paragraph(at) == self.paragraph));
        add("source of the last paragraph", spoke.is_some_and(|at| words.paragraph(at) + 1 == self.paragraph));
        add("never a source", spoke.is_none());
        add("named since the last source", since(last) && !source(0));
        add("subject since the last source", !source(0) && mentions.iter().any(|m| since(m) && is_subject(m)));
        let [paragraph, sentence] = self.opens;
        add("opens the paragraph, last source", paragraph && source(0));
        add("opens the paragraph, subject one back", paragraph && subject(1));
        add("opens the sentence, last source", sentence && !paragraph && source(0));
        add("opens the sentence, subject one back", sentence && !paragraph && subject(1));
        let owner = words.tag(self.at) == Tag::PrpS;
        add("owner, subject here", owner && subject(0));
        add("owner, object here", owner && object(0));
        add("owner, last source", owner && source(0));

        add("last in a quotation", !told(last));
        add("all in quotations", !mentions.iter().any(|m| told(m)));
        let within = [scene.in_content(last.start), scene.in_content(self.at)];
        add("last in reported words", told(last) && within == [true, false]);
        add("both in reported words", within == [true, true]);
        let pronoun = |(m, at): (&crate::speaker::Mention, &Range<usize>)| m.kind == MentionKind::Pronoun && near(at);
        add("a pronoun before", entity.mentions.iter().zip(&entity.at).any(pronoun));
        let person = entity.kind == SpeakerKind::Person && !entity.guessed;
        add("surely a person", person);
        let count = entity.at.iter().filter(|m| m.end <= self.at).count();
        let heard = self.events.iter().filter(|(_, ids)| ids.contains(&id)).count();
        features.extend(
            [("mentions", count), ("mentions near", mentions.len()), ("sources", heard)].map(|(name, n)| (name, (n as f32).ln_1p())),
        );
        // "Ann Roe and Eve Hill": neither is named later.
        let joined = |at: usize| words.low(at) == "and" && words.is_name(at.wrapping_sub(1)) && words.is_name(at + 1);
        let stands = |m: &Range<usize>| match m.start.checked_sub(2) {
            _ if joined(m.end) => m.end - 1,
            Some(before) if joined(m.start - 1) => before,
            _ => m.start,
        };
        let subject = mentions.iter().filter(|m| is_subject(m)).map(|m| stands(m)).max();
        Some(Candidate { id, features, person, sexed: false, last: stands(last), subject })
    }
}

fn is_acronym(entity: &Entity) -> bool {
    entity.words.len() == 1 && entity.name.chars().all(|c| !c.is_lowercase())
}

/// The name is of the kind that `head` takes up: "the agency" is a service or an office, no police and no court.
pub(in crate::speaker) fn is_kin(entity: &Entity, head: &str) -> bool {
    match lexicon::body_kin().get(head) {
        Some(_) => entity.words.iter().any(|w| lexicon::body_kin().says(head, w)),
        None => {
            let own = entity.words.iter().rev().find_map(|w| lexicon::organisation_word(w));
            own.is_some() && own == lexicon::organisation_word(head)
        }
    }
}

/// "The bureau" is the FBI.
pub(in crate::speaker) fn is_known_so(entity: &Entity, head: &str) -> bool {
    lexicon::body_name(&entity.name.to_lowercase()).is_some_and(|(_, noun)| noun == head)
}

/// Adds what only the comparison of all candidates tells.
pub(super) fn compare(candidates: &mut [Candidate]) {
    let last = candidates.iter().map(|c| c.last).max();
    let subject = candidates.iter().filter_map(|c| c.subject).max();
    let last_person = candidates.iter().filter(|c| c.person).map(|c| c.last).max();
    let [all, persons, sexed] =
        [candidates.len(), candidates.iter().filter(|c| c.person).count(), candidates.iter().filter(|c| c.sexed).count()];
    for candidate in candidates {
        let mut add = |name, is: bool| candidate.features.extend(is.then_some((name, 1.0)));
        add("named last", Some(candidate.last) == last);
        add("named last of persons", candidate.person && Some(candidate.last) == last_person);
        add("last subject", candidate.subject.is_some() && candidate.subject == subject);
        add("the only one", all == 1);
        add("the only person", candidate.person && persons == 1);
        add("the only one of the sex", candidate.sexed && sexed == 1);
        add("one of many of the sex", candidate.sexed && sexed > 2);
        candidate.features.push(("how many", (all as f32 / 4.0).min(2.0)));
    }
}
