//! Members of a family, who stand with the one of them who is heard by his own office or name.

use super::Reader;
use crate::lexicon;
use crate::side::near::person_before;
use crate::speaker::SpeakerId;
use crate::text::Span;
use std::ops::Range;

/// In the clause that tells it, the word for the kin is one of the first so many.
const CLAUSE: usize = 9;

impl Reader<'_> {
    /// "His wife, Ann", "Hill's son Ann", "Ann Gray, his wife": whose family the one named in `name` is of.
    pub(super) fn relative(&self, name: &Range<usize>) -> Option<(SpeakerId, Span)> {
        let words = self.words;
        let is_kin = |i: usize| lexicon::kin().has(&words.lower(i));
        let last = name.start.checked_sub(1)?;
        let last = if words.word(last) == "," { last.checked_sub(1)? } else { last };
        if is_kin(last) && last > 0 {
            return self.owner(last - 1).map(|id| (id, words.span(last - 1..name.end)));
        }
        let next = name.end + 1;
        let owned = words.word(name.end) == "," && matches!(words.lower(next).as_str(), "his" | "her") && is_kin(next + 1);
        if owned {
            return self.owner(next).map(|id| (id, words.span(name.start..next + 2)));
        }
        // "Gray, who also happens to be Hill's husband"
        let after = words.after(name);
        let kin = after.clone().take(CLAUSE).find(|&i| is_kin(i) && words.lower(after.start) == "who" && i > after.start + 1)?;
        // "Who is suing Hill's wife" is no kin: nothing but whose it is stands behind the verb.
        let owner = |i: &usize| words.capitalised(*i) || words.possessive(*i) || matches!(words.lower(*i).as_str(), "his" | "her");
        let is = (after.start..kin).rev().find(|i| !owner(i)).is_some_and(|i| matches!(words.lower(i).as_str(), "is" | "be"));
        self.owner(kin - 1).filter(|_| is).map(|id| (id, words.span(after.start..kin + 1)))
    }

    /// The person that a possessive at `at` points to: by his name, or the one named last before it.
    pub(super) fn owner(&self, at: usize) -> Option<SpeakerId> {
        let words = self.words;
        if words.possessive(at) {
            let name = at.checked_sub(1)?;
            return self.is_other_person(name).then(|| self.other_speaker(&(name..at)))?;
        }
        let pronoun = words.lower(at);
        if !matches!(pronoun.as_str(), "his" | "her") {
            return None;
        }
        person_before(words, at, Some(self.id))
    }
}
