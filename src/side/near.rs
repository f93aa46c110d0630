//! Who was named last before a place.

use super::phrase::Words;
use crate::lexicon::{self, Gender};
use crate::speaker::SpeakerId;

/// Whether "his", "her", "he" or "she" may point to who is called `name`, by the given name.
pub(super) fn may_be(name: &str, pronoun: &str) -> bool {
    match name.split_whitespace().next().and_then(lexicon::given_name) {
        Some(Gender::Male) => !matches!(pronoun, "her" | "she"),
        Some(Gender::Female) => !matches!(pronoun, "his" | "he"),
        _ => true,
    }
}

/// The person, other than `own`, whom the "his" or "her" at `at` may mean and who was mentioned last before it, back to the beginning
/// of the paragraph before.
pub(super) fn person_before(words: &Words, at: usize, own: Option<SpeakerId>) -> Option<SpeakerId> {
    let pronoun = words.lower(at);
    let paragraph = words.paragraph(at);
    let from = if paragraph.start > 0 { words.paragraph(paragraph.start - 1).start } else { 0 };
    let (from, to) = (words.span(from..from + 1).start, words.span(at..at + 1).start);
    words.index.last_person(from..to, &pronoun, own)
}
