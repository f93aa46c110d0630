//! Pronouns: whom "he", "they", "who", "both" stand for.

use super::antecedent::{self, AntecedentWeights, Place};
use super::describe;
use super::entity::{Entities, Entity, EntityId};
use super::phrase;
use super::resolve::Event;
use super::several;
use super::words::Words;
use super::{MentionKind, SpeakerKind};
use crate::attribution::Attribution;
use crate::lexicon::{self, Gender};
use crate::text::Tag;
use crate::text::chunk::Chunks;
use std::ops::Range;

/// What the walk knows besides the entities.
pub(super) struct Scene<'w> {
    /// Those by which antecedents are chosen.
    pub weights: &'w AntecedentWeights,
    /// What was to be chosen, for those who train.
    #[cfg(feature = "train")]
    pub cases: std::cell::RefCell<Vec<super::antecedent::Case>>,
    /// The sources so far, in the order of the attributions; behind them those that were found for attributions without a written one.
    pub events: Vec<Event>,
    /// The phrases of each sentence, and none behind the last.
    chunks: Vec<Chunks>,
    /// For each token, whether it is the head of the subject of a verb: in "Roe's plan failed" that is no Roe.
    subject: Vec<bool>,
    /// For each token, whether it stands in reported content.
    content: Vec<bool>,
}

impl<'w> Scene<'w> {
    pub fn new(words: &Words, attributions: &[Attribution], weights: &'w AntecedentWeights) -> Scene<'w> {
        let mut out = Scene {
            weights,
            #[cfg(feature = "train")]
            cases: Default::default(),
            events: Vec::new(),
            chunks: Vec::new(),
            subject: vec![false; words.len()],
            content: vec![false; words.len()],
        };
        for sentence in 0..words.parsed.sentences.len() {
            let chunks = Chunks::of(words.text, words.parsed, sentence);
            for verb in 0..chunks.verbs.len() {
                let Some(mut n) = chunks.subject(words.parsed, verb).filter(|n| *n < chunks.nouns.len()) else { continue };
                out.subject[chunks.nouns[n].head] = true;
                // "Ann Roe and Joe Hill met": both are the subject.
                while let Some(before) = n.checked_sub(1) {
                    let between = chunks.nouns[before].tokens.end..chunks.nouns[n].tokens.start;
                    if between.len() != 1 || words.low(between.start) != "and" {
                        break;
                    }
                    out.subject[chunks.nouns[before].head] = true;
                    n = before;
                }
            }
            out.chunks.push(chunks);
        }
        out.chunks.push(Chunks::default());
        for attribution in attributions {
            for &span in &attribution.content {
                for at in words.parsed.tokens_in(span) {
                    out.content[at] = true;
                }
            }
        }
        out
    }

    fn is(&self, list: &[bool], at: usize) -> bool {
        list.get(at).copied().unwrap_or(false)
    }

    /// The phrases of a sentence.
    pub fn chunks(&self, sentence: usize) -> &Chunks {
        &self.chunks[sentence.min(self.chunks.len() - 1)]
    }

    /// Whether the token stands in what somebody is reported to say.
    pub fn in_content(&self, at: usize) -> bool {
        self.is(&self.content, at)
    }

    /// Whether the words of `range` are the subject of a verb.
    pub fn is_subject(&self, range: Range<usize>) -> bool {
        range.clone().any(|at| self.is(&self.subject, at))
    }
}

/// Whom the pronoun at `at` stands for, and how sure that is. None of `others`, who are named in the words that it says.
pub(super) fn resolve(
    words: &Words,
    entities: &mut Entities,
    scene: &Scene,
    at: usize,
    others: &[EntityId],
) -> Option<(Vec<EntityId>, f32)> {
    if words.quoted(at) {
        // Whoever "he" is within a quotation, the narration does not tell.
        return None;
    }
    match words.low(at) {
        "he" | "his" | "him" | "himself" => single(words, entities, scene, at, Gender::Male, others),
        "she" | "her" | "hers" | "herself" => single(words, entities, scene, at, Gender::Female, others),
        "they" | "their" | "them" => several::they(words, entities, scene, at),
        "it" | "its" => several::it(words, entities, scene, at, others),
        "who" | "which" | "that" => relative(words, entities, scene, at),
        "both" => pair(words, entities, scene, at, false),
        _ => None,
    }
}

/// The likeliest person that is not named in the same breath and not surely of the other sex.
fn single(
    words: &Words,
    entities: &mut Entities,
    scene: &Scene,
    at: usize,
    gender: Gender,
    others: &[EntityId],
) -> Option<(Vec<EntityId>, f32)> {
    let objects = named_after(words, entities, at);
    let asked = named_in_question(words, entities, at);
    // "Quakers" may be taken for somebody's surname, but "he" is none of them.
    let people = |e: &Entity| e.guessed && e.words.len() == 1 && e.at.iter().all(|m| words.tag(m.end - 1).is_plural());
    let somebody_else = |id: &EntityId| others.contains(id) || objects.contains(id) || asked.contains(id);
    let opposed = |e: &Entity| e.gender != Gender::Any && e.gender != gender;
    let surely_opposed = |e: &Entity| opposed(e) && e.certain;
    let place = Place::new(words, scene, at);
    let near = entities.starting_in(place.reach()).into_iter().map(|id| (id, &entities.list[id]));
    let fits = near.filter(|(id, e)| e.is_person() && place.reaches(e) && !people(e) && !somebody_else(id) && !surely_opposed(e));
    let mut candidates: Vec<_> = fits.filter_map(|(id, e)| place.person(id, e, gender)).collect();
    // "Ann Roe said no. Joe Hill said so. “Never,” she said": where a woman is named near, it is none who has a man's name.
    if candidates.iter().any(|c| entities.list[c.id].gender == gender) {
        candidates.retain(|c| !opposed(&entities.list[c.id]));
    }
    let (id, confidence) = antecedent::choose(&place, entities, candidates).filter(|(_, confidence)| *confidence >= SURE)?;
    let entity = &mut entities.list[id];
    if confidence > SEXED && !opposed(entity) {
        entity.gender = gender;
        entity.certain = true;
    }
    Some((vec![id], confidence))
}

/// Below this a pronoun stays open.
const SURE: f32 = 0.6;
/// A pronoun that surely means somebody tells the sex.
const SEXED: f32 = 0.85;

/// Who is named after the pronoun at `at` in its sentence: "he thanked Roe" is not said of Roe. Where a clause of its own goes
/// before the subject ("When he came, Roe said") the pronoun may point forward.
fn named_after(words: &Words, entities: &Entities, at: usize) -> Vec<EntityId> {
    let bounds = words.bounds(at);
    let subject = matches!(words.low(at), "he" | "she");
    let forward = (bounds.start..at).any(|i| !words.quoted(i) && lexicon::subordinators().has(words.low(i)));
    if !subject || forward {
        return Vec::new();
    }
    let rest = at + 1..bounds.end;
    let named = entities.name_in(&rest).filter(|&n| entities.names[n].tokens.start > at);
    named.filter_map(|n| entities.of[n]).collect()
}

/// Who is named in what goes before the subject, where that tells what the pronoun at `at` was asked or answers: "Asked about Roe, he said"
/// is not said by Roe.
fn named_in_question(words: &Words, entities: &Entities, at: usize) -> Vec<EntityId> {
    let front = words.bounds(at).start..at.saturating_sub(1);
    let Some(first) = { front.clone() }.find(|&i| words.low(i).starts_with(char::is_alphabetic)) else { return Vec::new() };
    // "When asked", "pressed on it".
    let first = first + usize::from(lexicon::subordinators().has(words.low(first)));
    let asks = lexicon::occasions().says(words.low(first), "front") && words.low(at.wrapping_sub(1)) == ",";
    let named = entities.name_in(&front).filter(|_| asks);
    named.filter_map(|name| entities.of[name]).collect()
}

/// What "who" stands for: the name or noun phrase right before it.
fn relative(words: &Words, entities: &mut Entities, scene: &Scene, at: usize) -> Option<(Vec<EntityId>, f32)> {
    let bounds = words.bounds(at);
    let mut end = at;
    if end > bounds.start && matches!(words.tag(end - 1), Tag::Comma | Tag::Colon) {
        end -= 1;
    }
    let place = |id: EntityId| entities.list[id].place || lexicon::us_state(&entities.list[id].name).is_some();
    let before = entities.name_before(end);
    // "Ann Roe, a baker from Norwick, Ohio, who": the place tells where she is from.
    if let (Some(name), "who") = (before, words.low(at))
        && entities.of[name].is_some_and(place)
    {
        let person = |n: &usize| entities.of[*n].is_some_and(|id| entities.list[id].kind == SpeakerKind::Person);
        let before = bounds.start..end;
        let named = entities.name_in(&before).filter(|n| !words.quoted(entities.names[*n].tokens.start));
        return named.filter(person).last().and_then(|n| entities.of[n]).map(|id| (vec![id], 0.75));
    }
    if let Some(name) = before {
        return Some((vec![entities.of.get(name).copied().flatten()?], 0.9));
    }
    // "Ann Roe, the mayor, who", "Ann Roe, a spokeswoman for Brennox, who".
    let sentence = words.bounds(end.saturating_sub(1));
    let named = entities.name_in(&sentence).find(|&n| entities.names[n].roles.iter().any(|r| r.end == end));
    if let Some(name) = named {
        return Some((vec![entities.of.get(name).copied().flatten()?], 0.85));
    }
    let chunks = scene.chunks(words.sentence(at));
    let noun = chunks.nouns.iter().rfind(|n| n.tokens.end == end)?;
    // "James Roe, an Oklahoma Republican who": the phrase says what he is.
    let start = noun.tokens.start;
    if matches!(words.low(start), "a" | "an")
        && start > bounds.start
        && words.low(start - 1) == ","
        && let Some(name) = entities.name_before(start - 1)
    {
        return Some((vec![entities.of.get(name).copied().flatten()?], 0.8));
    }
    let d = phrase::description(words, &noun.tokens)?;
    let (id, confidence) = describe::resolve(words, entities, scene, &d)?;
    entities.add_mention(id, words.span(&d.tokens), &d.tokens, MentionKind::Description);
    Some((vec![id], confidence.min(0.8)))
}

/// "both", "the two leaders", "the latter": the two people or bodies joined last before.
pub(super) fn pair(words: &Words, entities: &Entities, scene: &Scene, at: usize, latter: bool) -> Option<(Vec<EntityId>, f32)> {
    let joint = scene.events.iter().rev().find(|e| e.at < at && e.ids.len() == 2 && words.paragraph(at) <= words.paragraph(e.at) + 1);
    let from = words.parsed.sentences.get(words.sentence(at).saturating_sub(1)).map_or(at, |s| s.tokens.start);
    let names: Vec<usize> = entities
        .name_in(&(from..at))
        .filter(|&i| entities.names[i].tokens.end <= at && words.sentence(entities.names[i].tokens.start) + 2 > words.sentence(at))
        .collect();
    let joined = names.windows(2).rev().find(|pair| {
        let (a, b) = (&entities.names[pair[0]], &entities.names[pair[1]]);
        let between = a.tokens.end..b.whole.start;
        words.sentence(a.tokens.start) == words.sentence(b.tokens.start)
            // "American Airlines (AAL) and United Airlines"
            && (between.len() <= 3 || between.len() <= 6 && between.clone().any(|i| words.low(i) == "("))
            && between.clone().any(|i| words.low(i) == "and")
    });
    if latter {
        let last = names.iter().rev().filter_map(|&i| entities.of[i]).find(|&id| entities.list[id].is_person())?;
        return Some((vec![last], 0.6));
    }
    let ids: Option<Vec<EntityId>> = joined.and_then(|pair| Some(vec![entities.of[pair[0]]?, entities.of[pair[1]]?]));
    match (ids, joint) {
        (Some(ids), _) if ids.first() != ids.last() => Some((ids, 0.8)),
        (_, Some(event)) => Some((event.ids.clone(), 0.7)),
        _ => None,
    }
}
