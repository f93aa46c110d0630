//! Who is named by the layout: a dash and a name behind a quotation, a name in capitals and a colon before what is said. A word of the
//! page before a colon is nobody.

use super::facts::{Facts, punct};
use super::forms::MIN_QUOTED_WORDS;
use super::{Attribution, Kind, Tier};
use crate::lexicon;
use crate::text::{Span, Text, Token};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// "Quotation" - Name, to the end of the paragraph or of the next: the name is the source, the dash the cue.
pub(super) fn signed(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let mut sources: Vec<Span> = found.iter().flat_map(|a| a.source.iter().copied()).collect();
    sources.sort();
    // What somebody is reported to say by a word of speech in the same paragraph, by paragraph.
    let says = |t: usize| parsed.tokens.get(t).is_some_and(|token| lexicon::said_forms().has(&token.span.of(text).to_lowercase()));
    let mut said: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for attribution in found.iter().filter(|a| !a.source.is_empty()) {
        let cue = attribution.cue.iter().flat_map(|c| parsed.tokens_in(*c)).find(|&t| facts[t].quotation == 0 && says(t));
        if let Some(cue) = cue {
            said.entry(parsed.paragraph_of(cue)).or_default().extend(&attribution.content);
        }
    }
    for quote in facts.quotes.iter().filter(|q| q.closed && q.words >= MIN_QUOTED_WORDS) {
        let Some(paragraph) = parsed.paragraphs.get(quote.paragraph) else { continue };
        let after = parsed.tokens_in(quote.span).end;
        let dash = if facts.is(after, punct::STOP) { after + 1 } else { after };
        // The name may be a paragraph of its own.
        let next = parsed.paragraphs.get(quote.paragraph + 1).filter(|_| dash >= paragraph.tokens.end);
        let tokens = next.unwrap_or(paragraph).tokens.clone();
        let begins = next.is_none() || dash == tokens.start;
        if !facts.is(dash, punct::DASH) || !tokens.contains(&dash) || !begins {
            continue;
        }
        let end = (dash + 1..tokens.end).find(|&t| facts.is(t, punct::STOP) || facts.is(t, punct::COMMA)).unwrap_or(tokens.end);
        let name = parsed.tokens.get(dash + 1..end).unwrap_or(&[]);
        let (Some(cue), Some(first), Some(last)) = (parsed.tokens.get(dash), name.first(), name.last()) else { continue };
        let capital = |t: &Token| t.span.of(text).starts_with(char::is_uppercase);
        if name.len() > 6 || !capital(first) || !capital(last) || name.iter().any(|t| t.tag.is_verb()) {
            continue;
        }
        let source = Span { start: first.span.start, end: last.span.end };
        // A reporter signs what he tells of others: the quotation is somebody's already, or only a part of the paragraph above.
        let taken = said.get(&quote.paragraph).is_some_and(|said| said.iter().any(|content| content.contains(quote.span)));
        let part = next.is_some() && quote.span.start > parsed.tokens[paragraph.tokens.start].span.end;
        if sources.binary_search(&source).is_ok() || part || taken {
            continue;
        }
        found.push(Attribution {
            kind: Kind::Direct,
            tier: Tier::ReportedSpeech,
            source: vec![source],
            cue: vec![cue.span],
            content: vec![quote.span],
            confidence: 0.95,
        });
    }
}

/// The words in capitals before a colon that a paragraph of a transcript begins with: the tokens of the name, and the colon.
fn turn(text: &str, parsed: &Text, facts: &Facts, paragraph: &Range<usize>) -> Option<(Range<usize>, usize)> {
    const LONGEST_NAME: usize = 6;
    let colon = paragraph.clone().take(LONGEST_NAME + 1).find(|&t| facts.is(t, punct::COLON))?;
    let name = paragraph.start..colon;
    let source = span(parsed, &name)?;
    let letters = || source.of(text).chars().filter(|c| c.is_alphabetic());
    // Scripts without capitals have none that could tell.
    let shouted = letters().filter(|c| c.is_uppercase()).count() >= 3 && !letters().any(char::is_lowercase);
    (shouted && !is_page_word(source.of(text))).then_some((name, colon))
}

fn span(parsed: &Text, tokens: &Range<usize>) -> Option<Span> {
    let all = parsed.tokens.get(tokens.clone())?;
    Some(Span { start: all.first()?.span.start, end: all.last()?.span.end })
}

/// The last names of those who tell the story of a transcript: "ANN ROE, HOST:", "JOE HILL, BYLINE:".
fn narrators<'t>(text: &'t str, parsed: &Text, turns: &[(Range<usize>, usize, usize)]) -> BTreeSet<&'t str> {
    let word = |t: usize| parsed.tokens.get(t).map_or("", |token| token.span.of(text));
    let own = |name: &Range<usize>| {
        let comma = name.end.checked_sub(2).filter(|&t| t > name.start && word(t) == ",")?;
        lexicon::transcript_words().says(&word(name.end - 1).to_lowercase(), "own").then(|| word(comma - 1))
    };
    turns.iter().filter_map(|(name, ..)| own(name)).collect()
}

/// A paragraph that begins "NAME:" in capitals, as transcripts do: the rest of it is what NAME says. What the station's own people tell
/// is the story, and what they report of others is found in it.
pub(super) fn transcript(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    let paragraphs = parsed.paragraphs.iter().map(|paragraph| &paragraph.tokens);
    let turns = paragraphs.filter_map(|tokens| turn(text, parsed, facts, tokens).map(|(name, colon)| (name, colon, tokens.end)));
    let turns: Vec<(Range<usize>, usize, usize)> = turns.collect();
    let narrators = narrators(text, parsed, &turns);
    let word = |t: usize| parsed.tokens.get(t).map_or("", |token| token.span.of(text));
    let told = |name: &Range<usize>| {
        let comma = name.clone().find(|&t| word(t) == ",").unwrap_or(name.end);
        comma.checked_sub(1).is_some_and(|last| narrators.contains(word(last)))
    };
    let mut cues: Vec<Span> = found.iter().flat_map(|a| a.cue.iter().copied()).collect();
    cues.sort();
    let mut narrated: Vec<Span> = Vec::new();
    // What the others say, in text order.
    let mut said: Vec<Span> = Vec::new();
    for (name, colon, end) in turns {
        let rest = colon + 1..end;
        let (Some(source), Some(cue), Some(content)) = (span(parsed, &name), parsed.tokens.get(colon), span(parsed, &rest)) else {
            continue;
        };
        if told(&name) {
            narrated.push(cue.span);
            continue;
        }
        if rest.len() < 3 || cues.binary_search(&cue.span).is_ok() {
            continue;
        }
        said.push(content);
        found.push(Attribution {
            kind: Kind::Direct,
            tier: Tier::ReportedSpeech,
            source: vec![source],
            cue: vec![cue.span],
            content: vec![content],
            confidence: 0.9,
        });
    }
    // "I never saw that letter" is what NAME says, and no report of somebody else's words.
    let within = |s: &Span| said.get(said.partition_point(|content| content.end < s.end)).is_some_and(|content| content.contains(*s));
    let own = |s: &Span| matches!(s.of(text), "I" | "We" | "we") && within(s);
    found.retain(|a| !a.source.iter().any(own) && !a.cue.iter().any(|cue| narrated.binary_search(cue).is_ok()));
}

/// "Myth 7: Eggs are bad", "INTERVAL: 10,000 miles": a word of the page before a colon is nobody who speaks.
pub(super) fn is_heading(text: &str, attribution: &Attribution) -> bool {
    let colon = matches!(&attribution.cue[..], [cue] if cue.of(text) == ":");
    colon && matches!(&attribution.source[..], [source] if is_page_word(source.of(text)))
}

/// A number or mark beside the word changes nothing.
fn is_page_word(words: &str) -> bool {
    let low = words.to_lowercase().replace('’', "'");
    lexicon::kickers().has(low.trim_matches(|c: char| !c.is_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::super::forms::tests::check;

    #[test]
    fn a_name_after_a_dash() {
        check("“He is the worst mayor we ever had.” ― Rosa Lind", &["Rosa Lind | ― | “He is the worst mayor we ever had.”"]);
        check("“He is the worst mayor we ever had.”\n\n- Lind.", &["Lind | - | “He is the worst mayor we ever had.”"]);
    }

    #[test]
    fn a_reporter_who_signs_does_not_speak() {
        check(
            "“The cuts will hurt the whole town badly,” Ada Brook said. “They will hurt for years.” — Joanna Tan",
            &["Ada Brook | said | “The cuts will hurt the whole town badly,” ... “They will hurt for years.”"],
        );
    }

    #[test]
    fn a_word_of_the_page_is_nobody_who_speaks() {
        check("Myth 7: You should avoid eating eggs every day.", &[]);
        check("INTERVAL: Up to 100,000 miles or ten years.", &[]);
        check("FILE PHOTO: The mayor of Norwick arrives at the pier.", &[]);
        check("WATCH: The pier falls into the sea.", &[]);
    }

    #[test]
    fn a_transcript() {
        check(
            "BROOK: I never saw that letter before today.\n\nREED: The letter is a forgery.",
            &["BROOK | : | I never saw that letter before today", "REED | : | The letter is a forgery"],
        );
    }

    #[test]
    fn what_the_host_of_a_transcript_tells_is_the_story() {
        check(
            "ADA BROOK, HOST: The pier of Norwick is closed. Mayor Lind said it would stay closed for years.\n\nJON REED: The pier was safe \
             and sound last year.\n\nBROOK: Reed will leave the town.",
            &["Mayor Lind | said | it would stay closed for years", "JON REED | : | The pier was safe and sound last year"],
        );
    }
}
