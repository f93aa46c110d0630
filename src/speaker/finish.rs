//! What the walk found, as `Speakers`: the names they go by, their roles, and who is a source of something.

use super::entity::EntityId;
use super::identity::places;
use super::resolve::Walk;
use super::roles::heads;
use super::{Mention, MentionKind, Speaker, Speakers};
use crate::attribution::Attribution;
use crate::lexicon::{self, PlaceKind};
use std::collections::BTreeSet;
use std::ops::Range;

impl Walk<'_> {
    /// Keeps those who are a source of something.
    pub(super) fn finish(self, attributions: &[Attribution]) -> Speakers {
        let mut out = Speakers { list: Vec::new(), of: vec![Vec::new(); attributions.len()], sure: self.sure.clone() };
        let mut number: Vec<Option<usize>> = vec![None; self.entities.list.len()];
        // How sure the links to each are together, and how many there are.
        let mut links = vec![(0f32, 0usize); self.entities.list.len()];
        for &(id, confidence) in &self.confidence {
            links[id] = (links[id].0 + confidence, links[id].1 + 1);
        }
        for (index, ids) in self.of.iter().enumerate() {
            for &id in ids {
                let place = match number[id] {
                    Some(place) => place,
                    None => {
                        let mean = links[id].0 / links[id].1.max(1) as f32;
                        out.list.push(self.speaker(id, mean, attributions.get(index)));
                        number[id] = Some(out.list.len() - 1);
                        out.list.len() - 1
                    }
                };
                out.of[index].push(place);
            }
        }
        out
    }

    /// A state goes by the form that the sources have, its own name before its capital's; all others by their fullest form.
    fn name(&self, id: EntityId) -> String {
        let entity = &self.entities.list[id];
        let own = self.scene.events.iter().filter(|e| entity.state && e.ids.contains(&id));
        let sources: BTreeSet<usize> = own.map(|e| e.at).collect();
        let at_source = |at: &Range<usize>| sources.range(at.start.saturating_sub(1)..=at.start).next().is_some();
        let named = || {
            let mentions = entity.at.iter().zip(&entity.mentions).filter(|(_, m)| entity.state && m.kind == MentionKind::Name);
            mentions.map(|(at, _)| at)
        };
        let mut forms: Vec<String> = named().filter(|at| at_source(at)).map(|at| self.words.written(at)).collect();
        if forms.is_empty() {
            forms.extend(named().map(|at| self.words.written(at)));
        }
        let country = |form: &str| lexicon::country(form).is_some_and(|p| p.kind == PlaceKind::Country);
        forms
            .into_iter()
            .max_by_key(|form| (country(form), form.len(), std::cmp::Reverse(form.clone())))
            .unwrap_or_else(|| entity.name.clone())
    }

    fn speaker(&self, id: EntityId, confidence: f32, attribution: Option<&Attribution>) -> Speaker {
        let entity = &self.entities.list[id];
        let mut mentions = entity.mentions.clone();
        mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        mentions.dedup_by_key(|m| m.span);
        if let (true, Some(&span)) = (mentions.is_empty(), attribution.and_then(|a| a.source.first())) {
            mentions.push(Mention { span, kind: MentionKind::Description });
        }
        // A role of his own goes before one that he shares, "ministers of Peru and Chile"; then the fullest tells most.
        let own = |role: &Range<usize>| heads(&self.words, role).iter().all(|&at| !self.words.tag(at).is_plural());
        // What somebody was once, and that she is a woman, tells less than what she is.
        let held = |role: &Range<usize>| {
            let head = heads(&self.words, role).first().copied().unwrap_or(role.end);
            (role.start..head).any(|at| lexicon::modifiers().says(self.words.low(at), "held"))
        };
        let plain = |role: &Range<usize>| heads(&self.words, role).iter().all(|&at| lexicon::is_person_noun(self.words.low(at)));
        let role = entity.roles.iter().filter(|r| !r.is_empty()).max_by_key(|r| {
            (
                own(r),
                !held(r),
                !plain(r),
                !entity.places.is_empty() && !places(&self.words, r).is_empty(),
                r.len().min(6),
                std::cmp::Reverse(r.start),
            )
        });
        Speaker {
            name: self.name(id),
            kind: entity.kind,
            role: role.map(|r| self.words.span(r)).filter(|s| !s.is_empty()),
            shares_role: role.is_some_and(|role| !own(role)),
            mentions,
            confidence,
        }
    }
}
