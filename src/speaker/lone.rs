//! Quotations without a source: who speaks is told by what stands before them.

use super::SpeakerKind;
use super::entity::EntityId;
use super::resolve::Walk;
use crate::attribution::{Attribution, Kind};
use crate::text::Span;
use std::collections::BTreeSet;

impl Walk<'_> {
    /// A quotation without a source: its speaker is whoever the attribution right before names, where nobody else comes between.
    /// `spoken` are the sentences in which somebody is a source, `heard` the attributions before of which is known who speaks.
    pub(super) fn lone(&mut self, index: usize, attributions: &[Attribution], spoken: &BTreeSet<usize>, heard: &[usize]) {
        let attribution = &attributions[index];
        let (true, Some(content)) = (attribution.source.is_empty() && self.of[index].is_empty(), attribution.content.first()) else {
            return;
        };
        // Words that begin a quotation; of others the narration may be the author.
        // "He was asked" told that somebody else speaks.
        if self.is_passive(attribution)
            || attribution.kind == Kind::Indirect
            || !content.of(self.words.text).starts_with(['“', '"', '‘', '«', '„', '\''])
        {
            return;
        }
        let Some(&before) = heard.iter().rev().find(|&&i| attributions[i].extent().start < content.start) else {
            if let Some(id) = self.told_before(*content, spoken) {
                self.accept(index, attribution, vec![id], 0.65);
            }
            return;
        };
        let words = &self.words;
        let from = words.parsed.tokens_in(attributions[before].extent());
        let start = words.parsed.tokens_in(*content).start;
        let (here, there) = (words.paragraph(start), words.paragraph(from.end.saturating_sub(1)));
        let opens = words.parsed.paragraphs.get(here).is_some_and(|p| start <= p.tokens.start + 1);
        let near = here == there || here == there + 1 && opens;
        // Anybody else named in between, outside the first one's words, may be the speaker.
        let other = self.entities.starting_in(from.end..start).into_iter().any(|id| {
            let e = &self.entities.list[id];
            e.kind == SpeakerKind::Person
                && !self.of[before].contains(&id)
                && e.at.iter().any(|at| at.start >= from.end && at.end <= start && !words.quoted(at.start))
        });
        let joint = self.of[before].len() > 1;
        // Of a text or a body that is not quoted just before, the next quotation is somebody else's as often.
        let person = self.of[before].iter().all(|&id| self.entities.list[id].is_person());
        let quoted = attributions[before].kind != Kind::Indirect;
        // Who asks does not answer in the next paragraph.
        let asked =
            attributions[before].content.iter().rfind(|c| c.end <= content.start).is_some_and(|c| {
                c.of(words.text).trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?') && here != there
            });
        if near && !other && !joint && !asked && (person || quoted) {
            let ids = self.of[before].clone();
            self.accept(index, attribution, ids, 0.7);
        } else if let Some(id) = self.told_before(*content, spoken).filter(|_| !near) {
            self.accept(index, attribution, vec![id], 0.65);
        }
    }

    /// "The opposition leader, Ann Roe, addressed the crowd. “We are not afraid.”": the one person of whom the sentence right before the
    /// quotation tells something as its subject, in its paragraph or the one before, where nobody reports anything in it.
    fn told_before(&self, content: Span, spoken: &BTreeSet<usize>) -> Option<EntityId> {
        let words = &self.words;
        let start = words.parsed.tokens_in(content).start;
        let sentence = words.bounds(start.checked_sub(1)?);
        let (here, there) = (words.paragraph(start), words.paragraph(sentence.start));
        let opens = words.parsed.paragraphs.get(here).is_some_and(|p| start <= p.tokens.start + 1);
        let said =
            sentence.clone().any(|i| words.quoted(i) || self.scene.in_content(i)) || spoken.contains(&words.sentence(sentence.start));
        if said || !(here == there || opens && here == there + 1) {
            return None;
        }
        let mut people: Vec<EntityId> = self.entities.name_in(&sentence).filter_map(|name| self.entities.of[name]).collect();
        people.retain(|&id| self.entities.list[id].kind == SpeakerKind::Person && !self.entities.list[id].guessed);
        people.sort_unstable();
        people.dedup();
        let &[id] = people.as_slice() else { return None };
        let subject = self.entities.list[id].at.iter().any(|at| sentence.contains(&at.start) && self.scene.is_subject(at.clone()));
        // "Joe Hill was jailed for life": to whom something is done is spoken of sooner.
        let chunks = self.scene.chunks(words.sentence(sentence.start));
        let passive = chunks.verbs.iter().any(|verb| verb.passive);
        (subject && !passive).then_some(id)
    }
}
