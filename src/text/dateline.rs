//! The line at the head of a report that tells where and when it was written: "HANAU, Germany (Reuters) -", "BEIJING:".

use super::{Span, Tag, Text};
use crate::lexicon;
use std::collections::BTreeMap;
use std::ops::Range;

/// A dateline has no more tokens.
const LONGEST: usize = 12;
/// What follows a dateline with a colon has more tokens: "PRICE: about $50" has not.
const SENTENCE: usize = 8;
/// A dateline with a colon stands in one of the first paragraphs.
const HEAD: usize = 4;

/// So many paragraphs with a dash behind their first words are the turns of a conversation, or a list.
const TURNS: usize = 3;

/// The paragraphs (places in `Text::paragraphs`) that begin with a dateline, with its dash or colon, a place in `Text::tokens`. Before a
/// dash there are words that begin in capitals, dates and what is in brackets, the first in capitals or the last a bracket; before a colon
/// one word to three in capitals that are the name of a state or its capital, or of what the article elsewhere tells something is in.
pub fn datelines(text: &str, parsed: &Text) -> BTreeMap<usize, usize> {
    let mut out: BTreeMap<usize, usize> =
        (0..parsed.paragraphs.len()).filter_map(|number| Some((number, dateline(text, parsed, number)?))).collect();
    let dash = |sign: &usize| parsed.tokens[*sign].span.of(text) != ":";
    if out.values().filter(|sign| dash(sign)).count() >= TURNS {
        out.retain(|_, sign| !dash(sign));
    }
    out
}

fn dateline(text: &str, parsed: &Text, paragraph: usize) -> Option<usize> {
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
        (shouted(tokens.start) || paragraph < HEAD && word(sign - 1) == ")") && is_line(parsed, &word, tokens.start..sign)
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
        // "PORT OF SPAIN, Trinidad and Tobago", "COX'S BAZAR"
        let sign = matches!(word(at), "," | "." | "(" | ")" | "/" | "|" | "and" | "of" | "de" | "the") || parsed.tokens[at].tag == Tag::Pos;
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
    let mut others = (tokens.end..parsed.tokens.len()).filter(|&at| span(at..at + 1).to_lowercase() == first).peekable();
    let placed = |at: usize| lexicon::function_words().says(&span(at - 1..at).to_lowercase(), "placed");
    others.peek().is_some() && others.all(|at| placed(at) && span(at..at + 1) != name)
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
        let from = datelines(text, &parsed).get(&0).map_or(first.tokens.start, |sign| sign + 1);
        parsed.span_of(from..first.tokens.end).unwrap().of(text)
    }

    #[test]
    fn the_story_begins_behind_place_and_agency() {
        for line in [
            "MOSCOW (AP) —",
            "HANAU, Germany (Reuters) -",
            "WASHINGTON, Nov. 3 (Reuters) –",
            "Jerusalem, Oct 3 (AFP) –",
            "PORT OF SPAIN, Trinidad and Tobago (AP) —",
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
            "UNICEF: Half of the children of the town have no bed of their own.",
            "SMITH — I never left.\n\nROE — You did.\n\nSMITH — I did not.",
            "PRICE: About $50",
            "BMW - the maker of cars - will close its harbour.",
            "The harbour will close - The boats stay.",
        ] {
            assert_eq!(behind(text), text.lines().next().unwrap());
        }
    }
}
