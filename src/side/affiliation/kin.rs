//! Members of a family, who stand with the one of them who is heard by his own office or name.

use super::Reader;
use crate::lexicon::{self, Gender};
use crate::speaker::{SpeakerId, SpeakerKind};
use crate::text::Span;
use std::ops::Range;

/// Whether "his" or "her" may point to who is called `name`, by the given name.
pub(super) fn may_be(name: &str, pronoun: &str) -> bool {
    match name.split_whitespace().next().and_then(lexicon::given_name) {
        Some(Gender::Male) => pronoun != "her",
        Some(Gender::Female) => pronoun != "his",
        _ => true,
    }
}

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
        // Back to the beginning of the paragraph before.
        let paragraph = words.paragraph(at);
        let from = if paragraph.start > 0 { words.paragraph(paragraph.start - 1).start } else { 0 };
        let (from, to) = (words.span(from..from + 1).start, words.span(at..at + 1).start);
        let people = self.speakers.list.iter().enumerate().filter(|(id, s)| *id != self.id && s.kind == SpeakerKind::Person);
        let near = people.filter(|(_, s)| may_be(&s.name, &pronoun)).filter_map(|(id, s)| {
            let mentions = s.mentions.iter().map(|m| m.span.start);
            mentions.filter(|&start| start >= from && start < to).max().map(|start| (start, id))
        });
        near.max_by_key(|&(start, _)| start).map(|(_, id)| id)
    }
}
