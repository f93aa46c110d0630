//! Who answers in an interview that is printed as questions and answers.

use super::entity::{Entity, EntityId};
use super::resolve::Walk;
use super::{MentionKind, SpeakerKind};
use crate::attribution::Attribution;
use crate::attribution::interview::{Who, turns};
use std::collections::{BTreeMap, BTreeSet};

impl Walk<'_> {
    /// Who gives the answers of an interview, by attribution; nobody where the text leaves it open.
    pub(super) fn interviewed(&self, attributions: &[Attribution]) -> BTreeMap<usize, Option<EntityId>> {
        let words = &self.words;
        let turns = turns(words.text, words.parsed);
        let Some(first) = turns.first() else { return BTreeMap::new() };
        let introduced = self.introduced_before(first.start);
        // An answer is the attribution that begins with it.
        let starts: BTreeMap<usize, &Who> = turns.iter().filter_map(|turn| Some((turn.said.first()?.start, &turn.who))).collect();
        let labels: BTreeSet<&str> =
            turns.iter().filter_map(|turn| if let Who::Labelled(name) = &turn.who { Some(&name[..]) } else { None }).collect();
        let called: BTreeMap<&str, Option<EntityId>> = labels.into_iter().map(|label| (label, self.person_called(label))).collect();
        // What somebody else is reported to say at the same place is not answered.
        let foreign = |a: &Attribution| {
            !a.source.is_empty() && !a.cue.is_empty() && a.cue.iter().all(|cue| cue.of(words.text).contains(char::is_alphabetic))
        };
        let of = |attribution: &Attribution| match starts.get(&words.parsed.tokens_in(*attribution.content.first()?).start)? {
            Who::Asks => None,
            Who::Answers => Some(introduced),
            Who::Labelled(name) => called.get(&name[..]).copied().flatten().map(Some),
        };
        attributions.iter().enumerate().filter(|(_, a)| !foreign(a)).filter_map(|(index, a)| Some((index, of(a)?))).collect()
    }

    /// The one person whom the text before token `end` names, or names oftener than anybody else.
    fn introduced_before(&self, end: usize) -> Option<EntityId> {
        let mut times: Vec<(usize, EntityId)> = Vec::new();
        for (id, entity) in
            self.entities.list.iter().enumerate().filter(|(_, e)| e.kind == SpeakerKind::Person && (!e.guessed || e.words.len() > 1))
        {
            let named = entity.mentions.iter().zip(&entity.at).filter(|(m, at)| m.kind == MentionKind::Name && at.end <= end);
            times.push((named.count(), id));
        }
        times.sort_unstable_by_key(|(times, _)| std::cmp::Reverse(*times));
        match times[..] {
            [(most, id), (next, _), ..] if most > next => Some(id),
            [(most, id)] if most > 0 => Some(id),
            _ => None,
        }
    }

    /// The one person with this name, or with these initials.
    fn person_called(&self, label: &str) -> Option<EntityId> {
        let initials = |name: &str| name.split(' ').filter_map(|word| word.chars().next()).collect::<String>();
        let is = |name: &str| name == label || initials(name) == label;
        let people = self.entities.list.iter().enumerate().filter(|(_, e)| e.kind == SpeakerKind::Person);
        let named = |e: &Entity| e.mentions.iter().any(|m| is(m.span.of(self.words.text)));
        let found: BTreeSet<EntityId> = people.filter(|(_, e)| named(e)).map(|(id, _)| id).collect();
        if found.len() == 1 { found.first().copied() } else { None }
    }
}
