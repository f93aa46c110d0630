//! Presidents who head no state: of a body by its name, of a union in small letters, president and something else.

use super::roles::*;
use super::{Affiliation, Reader};
use crate::lexicon;
use crate::side::phrase::Role;
use crate::text::Span;
use std::ops::Range;

impl Reader<'_> {
    /// "President and chief executive of Brennox": the second role tells of what the first is, which by itself may be of a state.
    pub(super) fn joined_role<'r>(&self, roles: &'r [(Role, Range<usize>)], first: &'r (Role, Range<usize>)) -> &'r (Role, Range<usize>) {
        let words = self.words;
        let president = words.lower(first.1.end.saturating_sub(1)) == "president";
        let joined = matches!(words.word(first.1.end), "and" | "&");
        // "General manager": one word may stand before the noun.
        let second = roles.iter().find(|(role, at)| *role == Role::Head && (1..=2).contains(&at.start.wrapping_sub(first.1.end)));
        second.filter(|_| president && joined).unwrap_or(first)
    }

    /// Who is "President Gray" elsewhere, in capitals, is of a state.
    pub(super) fn is_president_by_name(&self) -> bool {
        let name = &self.speakers.list[self.id].name;
        let last = name.split_whitespace().last().unwrap_or(name);
        [name, last].iter().any(|name| self.words.says(&format!("President {name}")))
    }

    /// "FIFA president", "president of the Teachers' Association": a body, no state.
    pub(super) fn heads_body(&self, before: &Range<usize>, complement: &Range<usize>, evidence: Span, out: &mut Affiliation) -> bool {
        let words = self.words;
        let title = |i: usize| words.lower(i) == "the" || lexicon::modifiers().says(&words.lower(i), "front");
        let run = words.name_run(complement).or_else(|| words.name_run(before).filter(|run| !run.clone().any(title)));
        let run = run.and_then(|run| self.body_in(run));
        let Some(run) = run else { return false };
        set_body(out, words, run, evidence);
        out.leads = true;
        true
    }

    /// The union, the association or the like that a president is of, by the words in small letters right before or behind his office.
    pub(super) fn small_body(&self, at: &Range<usize>, before: &Range<usize>, complement: &Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let body = |i: usize| {
            let kind = lexicon::organisation_word(words.word(i));
            !words.capitalised(i) && kind.is_some_and(|kind| kind != "government")
        };
        if words.lower(at.end - 1) != "president" || !words.places(before).is_empty() {
            return None;
        }
        let front = before.end.checked_sub(1).filter(|&last| last >= before.start && body(last)).map(|_| before.clone());
        let end = complement.clone().find(|&i| body(i)).filter(|&end| !(complement.start..end).any(|i| words.capitalised(i)));
        front.or_else(|| end.map(|end| complement.start..end + 1))
    }
}
