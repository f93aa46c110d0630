//! Members of a family, who stand with the one of them who is heard by his own office or name.

use super::Reader;
use crate::lexicon;
use crate::side::near::person_before;
use crate::speaker::SpeakerId;
use crate::text::Span;
use std::ops::Range;

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
        self.owner(next).filter(|_| owned).map(|id| (id, words.span(name.start..next + 2)))
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
        person_before(words, self.speakers, at, Some(self.id))
    }
}
