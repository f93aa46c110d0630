//! The line at the head of a report that tells where and when it was written: "HANAU, Germany (Reuters) -", "BEIJING:".

use super::{Span, Tag, Text};
use crate::lexicon;
use std::ops::Range;

/// A dateline has no more tokens.
const LONGEST: usize = 12;
/// What follows a dateline with a colon has more tokens: "PRICE: about $50" has not.
const SENTENCE: usize = 8;
/// A dateline with a colon stands in one of the first paragraphs.
const HEAD: usize = 4;

/// The dash or colon, a place in `Text::tokens`, of the dateline that the paragraph (a place in `Text::paragraphs`) begins with.
/// Before a dash there are words that begin in capitals, dates and what is in brackets, the first in capitals or the last a bracket;
/// before a colon one word to three in capitals that are the name of a place, or of nothing else in the article.
pub fn dateline(text: &str, parsed: &Text, paragraph: usize) -> Option<usize> {
    let tokens = parsed.paragraphs.get(paragraph)?.tokens.clone();
    let word = |at: usize| parsed.tokens.get(at).map_or("", |token| token.span.of(text));
    let first = word(tokens.start);
    if !first.starts_with(char::is_uppercase) {
        return None;
    }
    let is_dash = |at: usize| matches!(word(at), "-" | "–" | "—" | "--");
    let sign = (tokens.start + 1..tokens.end.min(tokens.start + LONGEST)).find(|&at| is_dash(at) || word(at) == ":")?;
    // "NATO -- the alliance of ..." is none.
    if !word(sign + 1).starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘')) {
        return None;
    }
    let shouted = |at: usize| {
        let letters = || word(at).chars().filter(|c| !matches!(c, '-' | '.'));
        letters().count() > 1 && letters().all(char::is_uppercase)
    };
    let found = if is_dash(sign) {
        (shouted(tokens.start) || word(sign - 1) == ")") && is_line(parsed, &word, tokens.start..sign)
    } else {
        // Of several lines that begin so, each tells who speaks.
        let begins = |at: usize| shouted(at) && (at + 1..at + 4).any(|at| word(at) == ":");
        paragraph < HEAD
            && tokens.end - sign > SENTENCE
            && sign - tokens.start <= 3
            && (tokens.start..sign).all(shouted)
            && parsed.paragraphs.iter().take(HEAD + 2).filter(|other| begins(other.tokens.start)).count() == 1
            && is_place(text, parsed, tokens.start..sign)
    };
    found.then_some(sign)
}

/// Capitalised words, dates, and what stands in brackets.
fn is_line<'a>(parsed: &Text, word: &impl Fn(usize) -> &'a str, tokens: Range<usize>) -> bool {
    let mut depth = 0;
    tokens.into_iter().all(|at| {
        let was = depth;
        match word(at) {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        let sign = matches!(word(at), "," | "." | "(" | ")" | "/" | "|");
        was > 0 || sign || parsed.tokens[at].tag == Tag::Cd || word(at).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    })
}

/// The name of a state, a city that stands for one, or of what the rest of the article only tells as where something is.
fn is_place(text: &str, parsed: &Text, tokens: Range<usize>) -> bool {
    let span = |range: Range<usize>| parsed.span_of(range).unwrap_or(Span::new(0, 0)).of(text);
    let name = span(tokens.clone());
    // "US: we will not talk" is said by a state, which no report is sent from by that name.
    if name.chars().count() <= 3 {
        return false;
    }
    if let Some(place) = lexicon::place(name) {
        return matches!(place.kind, lexicon::PlaceKind::Country | lexicon::PlaceKind::Capital);
    }
    let first = span(tokens.start..tokens.start + 1).to_lowercase();
    let mut others = (tokens.end..parsed.tokens.len()).filter(|&at| span(at..at + 1).to_lowercase() == first);
    let located = |at: usize| parsed.tokens[at - 1].tag == Tag::In && span(at..at + 1) != name;
    others.all(located)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    /// The story of the first paragraph, without its dateline.
    fn behind(text: &str) -> &str {
        let (_, article) = Article::from_text(text);
        let parsed = Text::parse(text, &article.blocks());
        let first = &parsed.paragraphs[0];
        let from = dateline(text, &parsed, 0).map_or(first.tokens.start, |sign| sign + 1);
        parsed.span_of(from..first.tokens.end).unwrap().of(text)
    }

    #[test]
    fn the_story_begins_behind_place_and_agency() {
        for line in [
            "MOSCOW (AP) —",
            "HANAU, Germany (Reuters) -",
            "WASHINGTON, Nov. 3 (Reuters) –",
            "Jerusalem, Oct 3 (AFP) –",
            "NEW DELHI:",
            "LINDI:",
        ] {
            assert_eq!(
                behind(&format!("{line} The town will close its harbour, the mayor said.\n\nBoats lie in Lindi.")),
                "The town will close its harbour, the mayor said."
            );
        }
    }

    #[test]
    fn who_speaks_is_no_dateline() {
        for text in [
            "NATO: The town will close its harbour, and the boats will stay away.",
            "VARGA: The town will close its harbour, I have said so often.\n\nROE: And when will it open it again, and for whom?",
            "VARGA: The town will close its harbour, I have said so often.\n\nMr Varga left.",
            "PRICE: About $50",
            "BMW - the maker of cars - will close its harbour.",
            "The harbour will close - The boats stay.",
        ] {
            assert_eq!(behind(text), text.lines().next().unwrap());
        }
    }
}
