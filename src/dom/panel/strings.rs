//! All that the panel says in its own words, in one place.

use crate::Note;
use crate::block::Reason;
use crate::plan::Arrangement;
use crate::side::{Relation, Stance};

pub const NAME: &str = "Standpoint";
pub const CLOSE: &str = "Close and give the page back as it was";
pub const COLLAPSE: &str = "Fold the panel";
pub const EXPAND: &str = "Open the panel";
pub const SHOW: &str = "Show";
pub const IS_STORY: &str = "This is the story";
pub const HIDE_TOO: &str = "Hide something else";
pub const WHAT_IS_HIDDEN: &str = "What is hidden";
pub const PICK: &str = "Click what is no part of the story. Keys: ↑ and ↓ go through it, ← takes more, → less, Enter hides, Escape ends.";
pub const STOP: &str = "Stop";
pub const UNDO: &str = "Undo";
pub const UNDO_MORE: &str = "Undo one more";
pub const ALWAYS: &str = "Always on this site";
pub const SHOWN: &str = "Shown.";
pub const NOW_STORY: &str = "Read as part of the story.";
pub const NOW_HIDDEN: &str = "Hidden.";
pub const NOW_KEPT: &str = "Kept on this device for this site.";
pub const UNDONE: &str = "Undone.";
pub const FORGET: &str = "Forget them";
pub const FORGOTTEN: &str = "Nothing is kept for this site any more.";
pub const WHY: &str = "why?";
pub const GO: &str = "Go to these words";
pub const ATTITUDES_HINT: &str =
    "What people are reported to think, want or plan. Even careful readers agree on these less often than on what was said.";
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
    let said = count_of(attributions, "quotation or report of speech", "quotations and reports of speech");
    match arrangement {
        Arrangement::BySide => format!("{}, {said}", count_of(groups, "side", "sides")),
        Arrangement::BySpeaker => format!("{}, {said}. The article does not set out two sides.", count_of(groups, "voice", "voices")),
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
        _ => count_of(blocks, "block hidden that is no part of the story.", "blocks hidden that are no part of the story."),
    }
}

/// Why a block is no part of the story: the name of what it is.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Navigation => "Navigation",
        Reason::SkipLink => "Skip link",
        Reason::Share => "Share buttons",
        Reason::Related => "Other stories",
        Reason::MediaPlayer => "Media player",
        Reason::Newsletter => "Newsletter",
        Reason::Advertisement => "Advertisement",
        Reason::Comments => "Comments",
        Reason::AboutTheAuthor => "About the reporter",
        Reason::AboutTheAgency => "About the agency",
        Reason::WireCredit => "Agency credit",
        Reason::Corrections => "Correction",
        Reason::Inset => "Inset",
        Reason::Cookie => "Cookie notice",
        Reason::Paywall => "Subscription",
        Reason::Tools => "Page tools",
        Reason::Tags => "Topics",
        Reason::ImageCredit => "Picture credit",
        Reason::RepeatedTitle => "Title again",
        Reason::Footer => "Foot of the page",
        Reason::BreakingNews => "Breaking news",
        Reason::PullQuote => "Quotation again",
        Reason::Other => "Something else",
    }
}

pub fn attitudes(count: usize) -> String {
    format!("Attitudes and plans too ({count})")
}

pub fn rules(count: usize) -> String {
    count_of(count, "choice of yours is kept for this site.", "choices of yours are kept for this site.")
}

pub fn more(lines: usize) -> String {
    format!("{lines} more")
}

/// Statements behind one that says the same.
pub fn same(count: usize) -> String {
    format!("said {} in other words", if count == 1 { "once more".to_owned() } else { format!("{count} more times") })
}

pub fn jointly(names: &[String]) -> String {
    format!("together with {}", names.join(" and "))
}

pub fn words(words: usize) -> String {
    count_of(words, "word", "words")
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

fn count_of(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
