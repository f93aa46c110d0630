//! The line that an embedded post of social media is signed with.

use super::Span;
use crate::lexicon;

const DASHES: [char; 3] = ['—', '–', '―'];
/// A name is no longer, in characters.
const LONGEST_NAME: usize = 60;

/// The dash and the name in "... — Ann Roe (@annroe) May 5, 2026", bytes of `paragraph`. Without a date it may be a reporter's own
/// signature, and the words before it are nobody's post.
pub fn signature(paragraph: &str) -> Option<(Span, Span)> {
    let bracket = paragraph.rfind("(@")?;
    let close = bracket + paragraph[bracket..].find(')')?;
    let account = &paragraph[bracket + 2..close];
    let date = paragraph[close + 1..].trim();
    let is_account = !account.is_empty() && account.chars().all(|c| c.is_alphanumeric() || c == '_');
    // A date follows, and nothing else.
    let part = |word: &str| {
        let word = word.replace('.', "");
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.is_empty()
            || lexicon::clock_words().has(word)
            || lexicon::calendar().has(&word.to_lowercase())
            || word.starts_with(|c: char| c.is_ascii_digit())
    };
    if !is_account || !date.split_whitespace().all(part) || !date.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (at, dash) = paragraph[..bracket].char_indices().rfind(|(_, c)| DASHES.contains(c))?;
    let behind = &paragraph[at + dash.len_utf8()..bracket];
    let name = behind.trim();
    if !name.starts_with(char::is_alphanumeric) || name.chars().count() > LONGEST_NAME {
        return None;
    }
    let from = at + dash.len_utf8() + (behind.len() - behind.trim_start().len());
    Some((Span::new(at, at + dash.len_utf8()), Span::new(from, from + name.len())))
}
