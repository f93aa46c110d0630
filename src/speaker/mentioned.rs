//! Where the entities are mentioned, so that who stands near is found without a look at all whom the article names.

use super::entity::{Entities, EntityId};
use super::index::Part;
use super::roles::heads;
use super::words::Words;
use super::{Mention, MentionKind};
use crate::text::Span;
use std::collections::BTreeSet;
use std::ops::Range;

/// The mentions by their first tokens. What an entity gave to another stays: who looks it up asks the entity for its mentions.
#[derive(Debug, Default)]
pub(super) struct Mentioned {
    starts: BTreeSet<(usize, EntityId)>,
    /// So many tokens has the longest.
    longest: usize,
}

impl Entities {
    /// The words `at` mean `id`.
    pub fn mention(&mut self, id: EntityId, mention: Mention, at: Range<usize>) {
        self.mentioned.starts.insert((at.start, id));
        self.mentioned.longest = self.mentioned.longest.max(at.len());
        self.list[id].mentions.push(mention);
        self.list[id].at.push(at);
    }

    /// Adds the mention of `id` at the tokens `at`, unless there is one of the same span.
    pub fn add_mention(&mut self, id: EntityId, span: Span, at: &Range<usize>, kind: MentionKind) {
        if !self.list[id].mentions.iter().any(|m| m.span == span) {
            self.mention(id, Mention { span, kind }, at.clone());
        }
    }

    /// The tokens `role` say what `id` is.
    pub fn add_role(&mut self, words: &Words, id: EntityId, role: Range<usize>) {
        for head in heads(words, &role) {
            self.index.add(Part::Role, words.low(head).to_owned(), id);
        }
        for at in role.clone() {
            self.index.add(Part::OfRole, words.low(at).to_owned(), id);
        }
        self.list[id].roles.push(role);
    }

    /// What is said of `from` is said of `to`: its mentions and its roles.
    pub fn give(&mut self, words: &Words, from: EntityId, to: EntityId) {
        let given = &mut self.list[from];
        let mentions = std::mem::take(&mut given.mentions).into_iter().zip(std::mem::take(&mut given.at));
        let roles = std::mem::take(&mut given.roles);
        mentions.for_each(|(mention, at)| self.mention(to, mention, at));
        roles.into_iter().for_each(|role| self.add_role(words, to, role));
    }

    /// Those of whom a mention begins within `tokens`, in the order in which the article brings them.
    pub fn starting_in(&self, tokens: Range<usize>) -> BTreeSet<EntityId> {
        if tokens.is_empty() {
            return BTreeSet::new();
        }
        self.mentioned.starts.range((tokens.start, 0)..(tokens.end, 0)).map(|(_, id)| *id).collect()
    }

    /// Those of whom a mention may end within `tokens`, in the order in which the article brings them.
    pub fn ending_in(&self, tokens: Range<usize>) -> BTreeSet<EntityId> {
        self.starting_in(tokens.start.saturating_sub(self.mentioned.longest)..tokens.end)
    }

    /// The name that ends before token `end`.
    pub fn name_before(&self, end: usize) -> Option<usize> {
        self.name_in(&(end.checked_sub(1)?..end)).find(|&n| self.names[n].tokens.end == end)
    }
}
