//! Attribution by rules: quotations, the order of source, cue and content around a reporting verb, and
//! "according to".

use super::marks::{Quotation, quotations};
use super::verbs::is_speech_verb;
use super::{Attribution, Kind, Tier};
use crate::text::{Span, Text};
use std::ops::Range;

/// A quotation of fewer words is as often a scare quote or a title.
const MIN_QUOTED_WORDS: u32 = 3;
/// The longest stretch, in tokens, that may stand between a content and the cue after it.
const MAX_SOURCE: usize = 25;

struct Finder<'a> {
    text: &'a str,
    parsed: &'a Text,
    quotes: Vec<Quotation>,
    /// For each token, the place in `quotes` of the quotation it stands in.
    quote_of: Vec<Option<usize>>,
    out: Vec<Attribution>,
}

pub(super) fn find(text: &str, parsed: &Text) -> Vec<Attribution> {
    let quotes = quotations(text, parsed);
    let mut quote_of = vec![None; parsed.tokens.len()];
    for (index, quote) in quotes.iter().enumerate() {
        for token in parsed.tokens_in(quote.span) {
            quote_of[token] = Some(index);
        }
    }
    let mut finder = Finder { text, parsed, quotes, quote_of, out: Vec::new() };
    for sentence in &parsed.sentences {
        finder.sentence(sentence.tokens.clone(), parsed.paragraphs[sentence.paragraph].tokens.clone());
    }
    finder.lone_quotations();
    finder.out
}

impl Finder<'_> {
    fn word(&self, token: usize) -> String {
        self.parsed.tokens.get(token).map(|t| t.span.of(self.text).to_lowercase()).unwrap_or_default()
    }

    fn is_mark(&self, token: usize) -> bool {
        !self.word(token).contains(char::is_alphanumeric)
    }

    fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let (first, last) = (self.parsed.tokens.get(tokens.start)?, self.parsed.tokens.get(tokens.end.checked_sub(1)?)?);
        Some(Span { start: first.span.start, end: last.span.end }).filter(|s| !s.is_empty())
    }

    /// The span of `tokens` without the punctuation at its ends; quotation marks stay.
    fn trimmed(&self, mut tokens: Range<usize>) -> Option<Span> {
        let loose = |t: usize| self.quote_of.get(t).copied().flatten().is_none() && self.is_mark(t);
        while tokens.start < tokens.end && loose(tokens.start) {
            tokens.start += 1;
        }
        while tokens.start < tokens.end && loose(tokens.end - 1) {
            tokens.end -= 1;
        }
        self.span(tokens)
    }

    fn sentence(&mut self, sentence: Range<usize>, paragraph: Range<usize>) {
        let mut at = sentence.start;
        while at < sentence.end {
            let outside = self.quote_of[at].is_none();
            if outside && self.word(at) == "according" && self.word(at + 1) == "to" {
                self.according_to(at, sentence.clone());
            } else if outside && is_speech_verb(&self.word(at)) && self.cue(at, sentence.clone(), paragraph.clone()) {
                // One cue of a sentence is enough for rules; what follows it is its content.
                return;
            }
            at += 1;
        }
    }

    fn according_to(&mut self, at: usize, sentence: Range<usize>) {
        let source_end = (at + 2..sentence.end).find(|&t| self.is_mark(t) && self.word(t) != "’").unwrap_or(sentence.end);
        let content = if at == sentence.start { source_end..sentence.end } else { sentence.start..at };
        self.push(self.trimmed(at + 2..source_end), at..at + 2, vec![content], 0.7);
    }

    /// Takes the verb `cue` as a cue if something fits around it.
    fn cue(&mut self, cue: usize, sentence: Range<usize>, paragraph: Range<usize>) -> bool {
        let before = (paragraph.start..cue).rev().take(MAX_SOURCE).find(|&t| self.quote_of[t].is_some() || self.is_mark(t));
        let next_is_mark =
            cue + 1 >= sentence.end || (self.is_mark(cue + 1) && self.quote_of[cue + 1].is_none() && self.word(cue + 1) != ":");
        let ends_content = |t: usize| self.quote_of[t].is_some() || self.word(t) == ",";
        if let Some(stop) = before.filter(|&t| ends_content(t)) {
            let inverted = stop + 1 == cue;
            let quoted = self.quote_of[stop].or_else(|| stop.checked_sub(1).and_then(|t| self.quote_of.get(t).copied().flatten()));
            if inverted && !next_is_mark && (quoted.is_some() || stop > sentence.start) {
                let source_end = (cue + 1..sentence.end).find(|&t| self.is_mark(t) || self.quote_of[t].is_some()).unwrap_or(sentence.end);
                let rest = self.resumed(source_end, sentence.end);
                return self.post_posed(cue, cue + 1..source_end, stop, quoted, rest, &sentence);
            }
            if !inverted && next_is_mark && (quoted.is_some() || stop > sentence.start) {
                let rest = self.resumed(cue + 1, sentence.end);
                return self.post_posed(cue, stop + 1..cue, stop, quoted, rest, &sentence);
            }
        }
        self.pre_posed(cue, sentence, paragraph)
    }

    /// The content that goes on after the words of attribution: "..., he said, ...".
    fn resumed(&self, from: usize, sentence_end: usize) -> Option<Range<usize>> {
        let start = (from..sentence_end + 1).take(3).find(|&t| self.quote_of.get(t).copied().flatten().is_some())?;
        let quote = self.quotes.get(self.quote_of[start]?)?;
        Some(start..self.parsed.tokens_in(quote.span).end)
    }

    fn post_posed(
        &mut self,
        cue: usize,
        source: Range<usize>,
        stop: usize,
        quote: Option<usize>,
        rest: Option<Range<usize>>,
        sentence: &Range<usize>,
    ) -> bool {
        let content = match quote {
            Some(quote) => self.parsed.tokens_in(self.quotes[quote].span),
            None => sentence.start..stop,
        };
        let source = self.trimmed(source);
        self.push(source, cue..cue + 1, [Some(content), rest].into_iter().flatten().collect(), 0.8)
    }

    fn pre_posed(&mut self, cue: usize, sentence: Range<usize>, paragraph: Range<usize>) -> bool {
        let mut from = cue + 1;
        if self.word(from) == "that" || self.word(from) == ":" || self.word(from) == "," {
            from += 1;
        }
        // A quotation that the sentence opens belongs to it up to its end.
        let mut to = sentence.end;
        if let Some(quote) = sentence.end.checked_sub(1).and_then(|t| self.quote_of.get(t).copied().flatten()) {
            to = self.parsed.tokens_in(self.quotes[quote].span).end.min(paragraph.end);
        }
        let source = self.trimmed(self.subject(sentence.start, cue));
        if source.is_none() || from >= to {
            return false;
        }
        self.push(source, cue..cue + 1, vec![from..to], 0.6)
    }

    /// The tokens of the subject before `cue`: an apposition between commas belongs to it, an adverbial before it does not.
    fn subject(&self, sentence_start: usize, cue: usize) -> Range<usize> {
        let is_comma = |t: &usize| self.word(*t) == "," || self.quote_of[*t].is_some();
        let boundary =
            |t: &usize| is_comma(t) || matches!(self.word(*t).as_str(), ";" | ":" | "and" | "but" | "that" | "as" | "when" | "while");
        let mut end = cue;
        if end > sentence_start && is_comma(&(end - 1)) {
            // "NAME, the minister, said": the subject stands before the apposition.
            end = (sentence_start..end - 1).rev().find(is_comma).unwrap_or(sentence_start);
            if end == sentence_start {
                return sentence_start..cue;
            }
        }
        let start = (sentence_start..end).rev().find(boundary).map_or(sentence_start, |t| t + 1);
        start..cue
    }

    fn push(&mut self, source: Option<Span>, cue: Range<usize>, content: Vec<Range<usize>>, confidence: f32) -> bool {
        let mut content: Vec<Span> = content.into_iter().filter_map(|c| self.trimmed(c)).collect();
        content.sort();
        content.dedup();
        let Some(cue) = self.span(cue) else { return false };
        content.retain(|c| !c.overlaps(cue) && source.is_none_or(|s| !c.overlaps(s)));
        if content.is_empty() {
            return false;
        }
        let kind = kind_of(self.text, &content, &self.quotes);
        self.out.push(Attribution {
            kind,
            tier: Tier::ReportedSpeech,
            source: source.into_iter().collect(),
            cue: vec![cue],
            content,
            confidence,
        });
        true
    }

    /// A quotation of some words that no cue took: it goes on with the attribution before it in its paragraph,
    /// or it stands alone.
    fn lone_quotations(&mut self) {
        self.out.sort_by_key(|a| a.extent());
        let mut taken: Vec<Span> = self.out.iter().flat_map(|a| a.content.iter().copied()).collect();
        taken.sort();
        let mut found = std::mem::take(&mut self.out).into_iter().peekable();
        for &quote in &self.quotes {
            while let Some(a) = found.next_if(|a| a.extent().start < quote.span.end) {
                self.out.push(a);
            }
            let near = taken.partition_point(|c| c.end <= quote.span.start);
            if quote.words < MIN_QUOTED_WORDS || taken.get(near).is_some_and(|c| c.overlaps(quote.span)) {
                continue;
            }
            let paragraph = self.parsed.paragraphs[quote.paragraph].span;
            match self.out.last_mut() {
                Some(a) if paragraph.contains(a.extent()) && !a.source.is_empty() && a.kind == Kind::Direct => a.content.push(quote.span),
                _ => self.out.push(Attribution {
                    kind: Kind::Direct,
                    tier: Tier::ReportedSpeech,
                    source: vec![],
                    cue: vec![],
                    content: vec![quote.span],
                    confidence: 0.7,
                }),
            }
        }
        self.out.extend(found);
    }
}

/// Whether the words of `content` stand in quotation marks: 9 in 10 of them, none, or some.
pub(super) fn kind_of(text: &str, content: &[Span], quotes: &[Quotation]) -> Kind {
    let (mut inside, mut all) = (0usize, 0usize);
    for span in content {
        let mut quote = quotes.partition_point(|q| q.span.end <= span.start);
        let mut in_word = false;
        for (at, c) in span.of(text).char_indices() {
            let starts = c.is_alphanumeric() && !in_word;
            in_word = c.is_alphanumeric();
            if !starts {
                continue;
            }
            let at = span.start + at as u32;
            while quotes.get(quote).is_some_and(|q| q.span.end <= at) {
                quote += 1;
            }
            all += 1;
            inside += quotes.get(quote).is_some_and(|q| q.span.start <= at) as usize;
        }
    }
    match inside {
        0 => Kind::Indirect,
        n if n * 10 >= all * 9 => Kind::Direct,
        _ => Kind::Mixed,
    }
}
