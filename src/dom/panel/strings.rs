//! All that the panel says in its own words, in one place.

use crate::Note;
use crate::plan::Arrangement;
use crate::side::{Relation, Stance};

pub const NAME: &str = "Standpoint";
pub const CLOSE: &str = "Close and give the page back as it was";
pub const COLLAPSE: &str = "Fold the panel";
pub const EXPAND: &str = "Open the panel";
pub const FOLDED: &str = "Not part of the story. Show";
pub const ISSUES: &str = "Where they clash or agree";
pub const VOICES: &str = "Other voices";
pub const MOST: &str = "Who is quoted most";
pub const FILTER: &str = "Show only";
pub const EVERYONE: &str = "Everyone";
pub const SHOW_ALL: &str = "Show everything";
pub const HIDE_AGAIN: &str = "Hide again";
pub const EXPORT: &str = "Export";
pub const COPY: &str = "Copy";
pub const COPIED: &str = "Copied, with its source.";
pub const NOT_COPIED: &str = "The browser did not let us copy.";
pub const SAVED: &str = "Saved.";
pub const FAULT: &str = "Something went wrong on this page. It has been left as it was.";

pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
        Stance::Accuses => "accuses",
        Stance::Demands => "demands",
        Stance::Denies => "denies",
        Stance::Promises => "promises",
        Stance::Warns => "warns",
        Stance::Asserts => "says",
    }
}

/// Between the badges of two camps, or (not `towards`) after those of one that agree among themselves.
pub fn relation(relation: Relation, towards: bool) -> &'static str {
    match (relation, towards) {
        (Relation::Disagree, true) => "differ from",
        (Relation::Agree, true) => "agree with",
        (Relation::Disagree, false) => "differ on",
        (Relation::Agree, false) => "agree on",
    }
}

/// What is there, in a line.
pub fn summary(arrangement: Arrangement, groups: usize, attributions: usize) -> String {
    let said = count(attributions, "quotation or report of speech", "quotations and reports of speech");
    match arrangement {
        Arrangement::BySide => format!("{}, {said}", count(groups, "side", "sides")),
        Arrangement::BySpeaker => format!("{}, {said}. The article does not set out two sides.", count(groups, "voice", "voices")),
        Arrangement::OneVoice => format!("One voice, {said}. There is no second side in this article."),
        Arrangement::NobodyQuoted if attributions > 0 => format!("{said}, none of them tied to a named speaker."),
        Arrangement::NobodyQuoted => "Nobody is quoted in this article.".to_owned(),
        Arrangement::OtherLanguage => "This page is not in English: only the clutter was looked for, not who says what.".to_owned(),
        Arrangement::NoArticle => "This page does not look like an article. Nothing has been hidden or marked.".to_owned(),
    }
}

pub fn hidden(blocks: usize) -> String {
    match blocks {
        0 => "Nothing is hidden.".to_owned(),
        _ => count(blocks, "block hidden that is no part of the story.", "blocks hidden that are no part of the story."),
    }
}

pub fn more(lines: usize) -> String {
    format!("{lines} more")
}

pub fn jointly(names: &[String]) -> String {
    format!("together with {}", names.join(" and "))
}

pub fn words(words: usize) -> String {
    count(words, "word", "words")
}

/// Notes that the arrangement does not say already.
pub fn note(note: Note) -> Option<&'static str> {
    match note {
        Note::Doubtful => Some(note.sentence()),
        Note::NoArticle | Note::NobodyQuoted | Note::OneVoice | Note::OtherLanguage => None,
        #[allow(unreachable_patterns)]
        _ => None,
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
