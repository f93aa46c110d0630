//! The walk over the attributions in text order: each source is found among the entities, or stays open.

use super::antecedent::AntecedentWeights;
#[cfg(feature = "train")]
use super::antecedent::Case;
use super::describe;
use super::entity::{Entities, EntityId};
use super::introduce;
use super::phrase::{self, Part};
use super::pronoun::{self, Scene};
use super::source::Headings;
use super::words::Words;
use super::{MentionKind, Speakers};
use crate::attribution::Attribution;
use crate::lexicon;
use crate::text::chunk::Tense;
use crate::text::{Span, Tag, Text};
use std::ops::Range;

/// Below this a source stays without a speaker. On the development articles pronouns and descriptions that score
/// lower named somebody else too often.
const THRESHOLD: f32 = 0.55;

/// One resolved source.
pub(super) struct Event {
    /// The token where the source stands, or where the content begins.
    pub at: usize,
    pub ids: Vec<EntityId>,
    pub plural: bool,
}

pub(super) fn resolve(text: &str, parsed: &Text, attributions: &[Attribution], weights: &AntecedentWeights) -> Speakers {
    let mut walk = Walk::new(text, parsed, attributions, weights);
    walk.all(attributions);
    walk.finish(attributions)
}

/// What was to be chosen on the way.
#[cfg(feature = "train")]
pub(super) fn cases(text: &str, parsed: &Text, attributions: &[Attribution], weights: &AntecedentWeights) -> Vec<Case> {
    let mut walk = Walk::new(text, parsed, attributions, weights);
    walk.all(attributions);
    walk.scene.cases.into_inner()
}

/// The spans of the source that stand together nearest to the cue: "[Roe] left after [the court] ruled, rejecting the order" is no
/// joint word of both. A clause about who was named parts nothing: "Roe, who leads the union, and Hill said".
fn nearest<'a>(words: &Words, attribution: &'a Attribution) -> &'a [Span] {
    let source = &attribution.source[..];
    let Some(cue) = attribution.cue.first() else { return source };
    let parted = |pair: &[Span]| {
        let gap = words.parsed.tokens_in(Span { start: pair[0].end, end: pair[1].start.max(pair[0].end) });
        !gap.contains(&words.parsed.tokens_in(*cue).start)
            && gap.clone().any(|i| words.tag(i).is_finite())
            && !gap.clone().any(|i| words.tag(i).is_wh())
    };
    // What is no name may say again who was named.
    let named = |span: &Span| words.parsed.tokens_in(*span).any(|i| words.is_name(i));
    if !source.iter().all(named) {
        return source;
    }
    let breaks: Vec<usize> = (1..source.len()).filter(|&i| parted(&source[i - 1..=i])).collect();
    let edges: Vec<usize> = std::iter::once(0).chain(breaks).chain([source.len()]).collect();
    let away = |part: &[Span]| {
        let behind = |s: &Span| if s.end <= cue.start { cue.start - s.end } else { s.start.saturating_sub(cue.end) };
        part.iter().map(behind).min().unwrap_or(u32::MAX)
    };
    edges.windows(2).map(|edge| &source[edge[0]..edge[1]]).min_by_key(|part| away(part)).unwrap_or(source)
}

pub(super) struct Walk<'a> {
    pub words: Words<'a>,
    pub entities: Entities,
    pub scene: Scene<'a>,
    pub of: Vec<Vec<EntityId>>,
    /// Of each attribution, beside `of`.
    pub sure: Vec<f32>,
    /// Of each link that was made, with its entity.
    pub confidence: Vec<(EntityId, f32)>,
    /// Who is named in the words of the attribution at hand: nobody speaks of himself by name.
    others: Vec<EntityId>,
    pub headings: Headings<'a>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, parsed: &'a Text, attributions: &[Attribution], weights: &'a AntecedentWeights) -> Walk<'a> {
        let words = Words::new(text, parsed);
        Walk {
            entities: Entities::find(&words),
            scene: Scene::new(&words, attributions, weights),
            headings: Headings::new(&words),
            words,
            of: vec![Vec::new(); attributions.len()],
            sure: vec![0.0; attributions.len()],
            confidence: Vec::new(),
            others: Vec::new(),
        }
    }

    fn all(&mut self, attributions: &[Attribution]) {
        let interviewed = self.interviewed(attributions);
        for (index, attribution) in attributions.iter().enumerate() {
            let found = match interviewed.get(&index) {
                Some(answers) => answers.map(|id| (vec![id], 0.9)),
                None => self.source(attribution),
            };
            let found = found.filter(|(ids, _)| !self.only_relays(attribution, ids));
            if let Some((ids, confidence)) = found.filter(|(_, confidence)| *confidence >= THRESHOLD) {
                self.accept(index, attribution, ids, confidence);
            }
        }
        let spoken = self.scene.events.iter().map(|e| self.words.sentence(e.at)).collect();
        // Those so far of which is known who speaks.
        let mut heard: Vec<usize> = Vec::new();
        for index in 0..attributions.len() {
            self.lone(index, attributions, &spoken, &heard);
            if !self.of[index].is_empty() {
                heard.push(index);
            }
        }
        self.introduce();
        self.describe();
    }

    /// The spans of the source without those that are no subject, where a verb parts them from one that is: "[Roe] wrote to [Hill],
    /// calling the plan a joke".
    fn acting(&self, attribution: &Attribution) -> Vec<Span> {
        let words = &self.words;
        let all = &attribution.source[..];
        let subject = |span: &Span| self.scene.is_subject(words.parsed.tokens_in(*span));
        let parted = |pair: &[Span]| words.parsed.tokens_in(Span { start: pair[0].end, end: pair[1].start.max(pair[0].end) });
        let verb = all.windows(2).any(|pair| parted(pair).any(|i| words.tag(i).is_finite()));
        let sentence = |span: &Span| words.sentence(words.parsed.tokens_in(*span).start);
        let one_sentence = all.windows(2).all(|pair| sentence(&pair[0]) == sentence(&pair[1]));
        if verb && one_sentence && all.iter().any(subject) && !all.iter().all(subject) {
            return all.iter().filter(|span| subject(span)).copied().collect();
        }
        nearest(words, attribution).to_vec()
    }

    /// Who the written source of `attribution` is.
    fn source(&mut self, attribution: &Attribution) -> Option<(Vec<EntityId>, f32)> {
        let mut ids: Vec<EntityId> = Vec::new();
        let mut sure: f32 = 1.0;
        self.others = self.named_in(attribution);
        for span in self.acting(attribution) {
            if self.is_heading(span) {
                continue;
            }
            let span = self.whole(span, attribution);
            for part in phrase::read(&self.words, &self.entities, span) {
                if self.is_office_of_named(&part, attribution) {
                    continue;
                }
                let Some((found, confidence)) = self.part(&part) else { continue };
                sure = sure.min(confidence);
                for id in found {
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
            }
            if ids.is_empty() {
                ids.extend(self.in_headline(span));
            }
        }
        if attribution.source.is_empty() {
            return self.shared_subject(attribution);
        }
        (!ids.is_empty()).then_some((ids, sure))
    }

    /// "Roe left the room, saying ...", "Roe called for ... and stressed that ...": the cue without a source of its own
    /// has the subject of its sentence.
    fn shared_subject(&mut self, attribution: &Attribution) -> Option<(Vec<EntityId>, f32)> {
        let words = &self.words;
        let cue = words.parsed.tokens_in(*attribution.cue.first()?);
        if self.is_passive(attribution) || cue.is_empty() || cue.clone().any(|i| words.quoted(i)) {
            return None;
        }
        let chunks = self.scene.chunks(words.sentence(cue.start));
        let verb = cue.clone().find_map(|i| chunks.verb_at(i))?;
        let first = words.bounds(cue.start).start;
        let participle = words.tag(chunks.verbs.get(verb)?.tokens.start) == Tag::Vbg && words.low(cue.start.wrapping_sub(1)) == ",";
        let joined = cue.start > first && words.tag(cue.start - 1) == Tag::Cc;
        let subject = if participle {
            chunks.verbs.iter().position(|v| v.tense != Tense::None && v.head < cue.start).and_then(|v| chunks.subject(words.parsed, v))?
        } else if joined {
            chunks.subject(words.parsed, verb)?
        } else {
            return None;
        };
        let noun = chunks.nouns.get(subject).filter(|n| n.tokens.end <= cue.start && !words.quoted(n.tokens.start))?;
        let span = words.span(&noun.tokens);
        let parts = phrase::read(words, &self.entities, span);
        match parts.as_slice() {
            [part @ (Part::Name(_) | Part::Pronoun(_))] => self.part(part).map(|(ids, confidence)| (ids, confidence.min(0.75))),
            _ => None,
        }
    }

    fn part(&mut self, part: &Part) -> Option<(Vec<EntityId>, f32)> {
        match part {
            Part::Name(name) => Some((vec![self.entities.of.get(*name).copied().flatten()?], 0.95)),
            Part::Pronoun(at) => {
                let (ids, confidence) = pronoun::resolve(&self.words, &mut self.entities, &self.scene, *at, &self.others)?;
                let span = self.words.span(&(*at..at + 1));
                // What stays open is no mention of anybody.
                if confidence >= THRESHOLD {
                    self.mention(&ids, span, &(*at..at + 1), MentionKind::Pronoun);
                }
                Some((ids, confidence))
            }
            // A clause is no noun phrase: the source was cut wrongly, and whoever it names may not have spoken.
            Part::Description(d) if self.is_clause(&d.tokens, d.head) => None,
            Part::Description(d) => {
                if (lexicon::pair_nouns().has(self.words.low(d.head)) && d.definite
                    || self.words.low(d.tokens.start) == "both" && self.words.tag(d.head).is_plural())
                    && let Some(found) =
                        pronoun::pair(&self.words, &self.entities, &self.scene, d.tokens.start, self.words.low(d.head) == "latter")
                {
                    return Some(found);
                }
                // "his remarks", "her statement": the words are his who owns them.
                let owner = self.words.tag(d.tokens.start) == Tag::PrpS;
                let utterance = lexicon::utterances().has(self.words.low(d.head));
                if owner && utterance {
                    return self.part(&Part::Pronoun(d.tokens.start));
                }
                // "excerpts of her speech": the words are hers.
                let of_owner = |&at: &usize| {
                    self.words.low(at) == "of"
                        && self.words.tag(at + 1) == Tag::PrpS
                        && (at + 2..d.tokens.end.min(at + 5)).any(|i| lexicon::utterances().has(self.words.low(i)))
                };
                if let (true, Some(of)) = (d.plural || !d.definite, (d.head + 1..d.tokens.end).take(1).find(of_owner)) {
                    return self.part(&Part::Pronoun(of + 1));
                }
                // "Roe said in a statement that called for ...": whoever speaks in the sentence wrote it.
                if utterance && !d.definite && self.words.low(d.tokens.start.wrapping_sub(1)) == "in" {
                    let here = |e: &&Event| e.at < d.tokens.start && self.words.sentence(e.at) == self.words.sentence(d.tokens.start);
                    if let Some(event) = self.scene.events.iter().rev().find(here) {
                        return Some((event.ids.clone(), 0.7));
                    }
                }
                let (id, confidence) = describe::resolve(&self.words, &mut self.entities, &self.scene, d)?;
                let span = self.words.span(&d.tokens);
                self.mention(&[id], span, &d.tokens, MentionKind::Description);
                Some((vec![id], confidence))
            }
        }
    }

    fn mention(&mut self, ids: &[EntityId], span: Span, at: &Range<usize>, kind: MentionKind) {
        if span.is_empty() {
            return;
        }
        for &id in ids {
            self.entities.add_mention(id, span, at, kind);
        }
    }

    pub(super) fn accept(&mut self, index: usize, attribution: &Attribution, ids: Vec<EntityId>, confidence: f32) {
        let place = attribution.source.first().or(attribution.content.first()).copied().unwrap_or(Span::new(0, 0));
        let plural = ids.len() > 1 || ids.iter().any(|&id| self.entities.list[id].plural);
        let at = self.words.parsed.tokens_in(place).start;
        self.scene.events.push(Event { at, ids: ids.clone(), plural });
        self.confidence.extend(ids.iter().map(|&id| (id, confidence)));
        self.of[index] = ids;
        self.sure[index] = confidence * attribution.confidence;
    }

    /// Who was described before the name was given is that person.
    fn introduce(&mut self) {
        for (described, person) in introduce::introduced(&self.words, &self.entities, &self.scene.events) {
            let all = self.of.iter_mut().chain(self.scene.events.iter_mut().map(|e| &mut e.ids)).flatten();
            all.chain(self.confidence.iter_mut().map(|(id, _)| id)).filter(|id| **id == described).for_each(|id| *id = person);
            self.entities.give(&self.words, described, person);
        }
    }

    /// Descriptions that are no source join the chain of the one person they fit.
    fn describe(&mut self) {
        let parsed = self.words.parsed;
        let mut found: Vec<(EntityId, Range<usize>)> = Vec::new();
        for sentence in 0..parsed.sentences.len() {
            for phrase in &self.scene.chunks(sentence).nouns {
                let tokens = phrase.tokens.clone();
                let named = tokens.clone().any(|at| self.words.quoted(at));
                let Some(d) = phrase::description(&self.words, &tokens).filter(|_| !named) else { continue };
                // "The U.S. Secretary of State Antony Blinken" is a name with its role.
                let before_name = self.entities.name_in(&(d.head + 1..tokens.end + 1)).next().is_some();
                if let (false, Some(id)) = (before_name, describe::known_person(&self.words, &self.entities, &d)) {
                    found.push((id, tokens));
                }
            }
        }
        for (id, tokens) in found {
            let span = self.words.span(&tokens);
            if !self.entities.list[id].mentions.iter().any(|m| m.span.overlaps(span)) {
                self.mention(&[id], span, &tokens, MentionKind::Description);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::attribution::{Kind, Tier};

    /// Those of `source` that count as the source of what stands behind `cue`.
    fn nearest_of<'t>(text: &'t str, source: &[&str], cue: &str) -> Vec<&'t str> {
        let (_, article) = Article::from_text(text);
        let parsed = Text::parse(text, &article.blocks());
        let at = |piece: &str| text.find(piece).map(|start| Span::new(start, start + piece.len())).unwrap();
        let cue = at(cue);
        let content = vec![Span::new(cue.end as usize + 1, text.len())];
        let source = source.iter().map(|piece| at(piece)).collect();
        let attribution =
            Attribution { kind: Kind::Indirect, tier: Tier::ReportedSpeech, source, cue: vec![cue], content, confidence: 1.0 };
        nearest(&Words::new(text, &parsed), &attribution).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn two_names_with_a_verb_between_them_do_not_speak_as_one() {
        let text = "Ann Roe left after Norwick Council closed the pier, rejecting the plan.";
        assert_eq!(nearest_of(text, &["Ann Roe", "Norwick Council"], "rejecting"), ["Norwick Council"]);
        let text = "Ann Roe, who leads the union, and Joe Hill rejected the plan.";
        assert_eq!(nearest_of(text, &["Ann Roe", "Joe Hill"], "rejected"), ["Ann Roe", "Joe Hill"]);
        let text = "Ann Roe was angry when the mayor spoke and rejected the plan.";
        assert_eq!(nearest_of(text, &["Ann Roe", "the mayor"], "rejected"), ["Ann Roe", "the mayor"]);
    }

    #[test]
    fn whom_somebody_writes_to_does_not_speak() {
        let text = "Ann Roe wrote a letter to Joe Hill, calling the plan a joke.";
        let (_, article) = Article::from_text(text);
        let parsed = Text::parse(text, &article.blocks());
        let at = |piece: &str| text.find(piece).map(|start| Span::new(start, start + piece.len())).unwrap();
        let attribution = Attribution {
            kind: Kind::Indirect,
            tier: Tier::ReportedSpeech,
            source: vec![at("Ann Roe"), at("Joe Hill")],
            cue: vec![at("calling")],
            content: vec![at("the plan a joke")],
            confidence: 1.0,
        };
        let speakers = resolve(text, &parsed, &[attribution], AntecedentWeights::built_in());
        let names: Vec<&str> = speakers.of[0].iter().map(|&id| speakers.list[id].name.as_str()).collect();
        assert_eq!(names, ["Ann Roe"]);
    }
}
