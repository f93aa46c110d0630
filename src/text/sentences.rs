//! Sentences within one block. A block's border always ends a sentence; within it, a full stop, question
//! mark or exclamation mark does, with the quotation marks and brackets that close after it, unless what
//! stands around it says otherwise.

use super::Span;
use super::tokens::{is_apostrophe, is_space, sentence_ends_within};
use crate::lexicon::{self, Abbreviation};

/// How far back from a full stop an abbreviation, and the word before an initial, are looked for, in bytes.
const LONGEST_ABBREVIATION: usize = 64;

/// How far ahead of a closing mark a verb of speech is looked for, in words.
const NAME_WORDS: usize = 5;

/// The sentences of `block`, trimmed, in order.
pub(super) fn split(text: &str, block: Span) -> Vec<Span> {
    let piece = block.of(text);
    let base = block.start as usize;
    let mut out = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let cut = &piece[from..to];
        let lead = cut.len() - cut.trim_start_matches(is_space).len();
        let trimmed = cut.trim_matches(is_space);
        if !trimmed.is_empty() {
            out.push(Span::new(base + from + lead, base + from + lead + trimmed.len()));
        }
    };
    let mut at = 0;
    while let Some(found) = piece[at..].find(is_stop) {
        let stop = at + found;
        let Some(end) = boundary(piece, start, stop) else {
            at = stop + run(&piece[stop..], is_stop);
            continue;
        };
        push(start, end);
        start = end;
        at = end;
    }
    push(start, piece.len());
    out
}

/// The end of the sentence `piece[start..]`, if the mark at `stop` ends it: after the marks that close with it.
fn boundary(piece: &str, start: usize, stop: usize) -> Option<usize> {
    let marks = run(&piece[stop..], is_stop);
    let closers = closing(&piece[stop + marks..]);
    let end = stop + marks + closers;
    let before = &piece[start..stop];
    let rest = &piece[end..];
    let ending = &piece[stop..stop + marks];
    let Some(next) = rest.chars().next() else { return Some(end) };
    if !is_space(next) {
        // The space that ought to follow was lost.
        let lost = ending == "." && closers == 0 && sentence_ends_within(before, rest)
            || closers > 0
                && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '‘'))
                && before.ends_with(char::is_lowercase);
        return lost.then_some(end);
    }
    let after = rest.trim_start_matches(is_space);
    let opened = after.trim_start_matches(is_opener);
    let Some(first) = opened.chars().next() else { return Some(end) };
    // A bracket that opens with a lower-case word goes on with the sentence, a new quotation need not.
    if first.is_lowercase() && !is_camel(opened) {
        return None;
    }
    if ending.contains(['!', '?']) {
        return (!(closers > 0 && reports(after))).then_some(end);
    }
    if ending != "." {
        return Some(end);
    }
    if before.len() < 8 && before.trim_start_matches(is_space).chars().all(|c| c.is_ascii_digit() || matches!(c, '(' | '#')) {
        return None; // The number of a list item.
    }
    (!goes_on(before, opened, closers > 0)).then_some(end)
}

/// Whether the full stop after `before` belongs to an abbreviation or initial, and the sentence goes on with `after`.
fn goes_on(before: &str, after: &str, closed: bool) -> bool {
    let before = tail(before, LONGEST_ABBREVIATION);
    let word = before.rsplit(|c: char| is_space(c) || matches!(c, '(' | '[' | '“' | '"' | '‘' | '—' | '–' | '/')).next().unwrap_or("");
    let word = word.rsplit_once('-').map_or(word, |(_, tail)| tail);
    let next = after.split(|c: char| !(c.is_alphanumeric() || is_apostrophe(c))).next().unwrap_or("");
    let starter = lexicon::sentence_starters().has_lower(next);
    let letters = word.chars().count();
    if word.contains('.') && word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)) {
        // "U.S.", "p.m.": a name or a noun may follow.
        let time = word.eq_ignore_ascii_case("a.m") || word.eq_ignore_ascii_case("p.m");
        if time && !is_day(next) {
            return false;
        }
        return !starter && !closed;
    }
    if letters == 1 && word.chars().all(char::is_uppercase) {
        let left = before[..before.len() - word.len()].trim_end_matches(is_space);
        let left = left.rsplit(is_space).next().unwrap_or("");
        // "John F. Kennedy", "J. K. Rowling", "C. Wright"; but "vitamin C. The" and "so do I. Yet".
        let named = left.is_empty() || left.starts_with(|c: char| !c.is_lowercase());
        if closed || word == "I" && starter {
            return false;
        }
        return named || !starter;
    }
    match lexicon::abbreviation(word) {
        Some(Abbreviation::Before) => !closed,
        Some(Abbreviation::BeforeNumber) => after.starts_with(|c: char| c.is_ascii_digit()),
        Some(Abbreviation::Free) => !starter && !closed,
        None => false,
    }
}

fn is_day(word: &str) -> bool {
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    let low = word.to_lowercase();
    let end = low.trim_end_matches(['s', '\'', '’']);
    [low.as_str(), end].iter().any(|w| lexicon::calendar().get(w) == Some("day")) || lexicon::clock_words().get(word) == Some("zone")
}

/// "iPhone", "eBay": a name that begins in lower case.
fn is_camel(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_uppercase)
}

/// Whether the words after a closed quotation report it: "Smith asked", "the minister said".
fn reports(after: &str) -> bool {
    let mut words = after.split(is_space).filter(|w| !w.is_empty());
    for index in 0..NAME_WORDS {
        let Some(word) = words.next() else { return false };
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if index > 0 && lexicon::said_forms().has(bare) {
            return true;
        }
        let name = bare.starts_with(char::is_uppercase) || index > 0;
        if !name || bare.len() != word.len() && !word.ends_with('.') {
            return false;
        }
        // "He said" reports; "The Senate" goes on only if the verb comes soon.
        if index == 0 && lexicon::sentence_starters().has_lower(bare) && !matches!(bare, "He" | "She" | "They" | "I" | "We" | "It") {
            return false;
        }
    }
    false
}

/// Bytes of the quotation marks, brackets and note numbers that close right after a full stop.
fn closing(rest: &str) -> usize {
    let mut len = 0;
    while let Some(c) = rest[len..].chars().next() {
        let tail = &rest[len + c.len_utf8()..];
        let closes = match c {
            '”' | '’' | '»' | ')' | ']' | '}' => true,
            // A straight mark closes unless a word follows at once.
            '"' | '\'' | '“' | '‘' => !tail.starts_with(char::is_alphanumeric),
            // "[3]" after a full stop is a note.
            '[' => match tail.bytes().take(4).position(|b| b == b']') {
                Some(to) if tail[..to].bytes().all(|b| b.is_ascii_digit()) => {
                    len += 1 + to + 1;
                    continue;
                }
                _ => false,
            },
            _ => false,
        };
        if !closes {
            break;
        }
        len += c.len_utf8();
    }
    len
}

/// The last `bytes` bytes of `text`, or somewhat fewer, so that long words without spaces cost no more than others.
fn tail(text: &str, bytes: usize) -> &str {
    (text.len().saturating_sub(bytes)..=text.len()).find_map(|at| text.get(at..)).unwrap_or("")
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '？' | '！')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '„' | '”' | '’' | '(' | '[' | '`' | '-' | '—' | '–' | '*' | '•') || is_space(c)
}

fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences of the text that `marked` is with its bars taken out.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = split(&text, Span::new(0, text.len())).into_iter().map(|s| s.of(&text)).collect();
        let expect: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn abbreviations_and_initials() {
        check("Mr. Doe met Gen. Roe in the U.S. Senate. |He left.");
        check("He lives in the U.S. |The law is new.");
        check("John F. Doe and J. R. Roe came. |They left at 5 p.m. |Nobody saw them.");
        check("They met until 5 p.m. Sunday. |They met until 5 p.m. |Sunak said no. |They met until 5 p.m. EST.");
        check("It is No. 5 of 10. |She said no. |Then she left.");
        check("Acme Inc. said so. |He works for Acme Inc. |It is large.");
        check("He paid 3.5 million. |On Jan. 6 he left.");
        check("Sen. Roe (R-Ky.) spoke. |She agreed.");
    }

    #[test]
    fn quotations() {
        check("“We won.” |She smiled.");
        check("\"Did we win?\" Roe asked. |\"Yes!\" |The crowd left.");
        check("\"Did we win?\" he said. |“Stop!” shouted the guard.");
        check("He said, \"It is over.\" |\"Go home.\"");
        check("She said it was “over.”| Then she left. |(Nobody came.) |It rained.");
    }

    #[test]
    fn ellipses_and_lost_spaces() {
        check("We are ... not done. |Well ... |Then no.");
        check("It is done.|The end came.");
        check("1. First we eat. |2. Then we talk.");
    }
}
