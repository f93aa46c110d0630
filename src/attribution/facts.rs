//! What the models and the rules look at: for each token its word, form, tag, and place in sentence and quotation.

use super::marks::{Quotation, quotations};
use super::verbs::is_speech_verb;
use crate::block::Label;
use crate::model::linear::hash;
use crate::text::{Tag, Text, lemma};

/// Where a token stands to quotation marks.
pub(super) mod quoted {
    /// The opening mark.
    pub const OPEN: u8 = 1;
    pub const INSIDE: u8 = 2;
    /// The closing mark.
    pub const CLOSE: u8 = 3;
    /// Inside a quotation of one or two words.
    pub const SHORT: u8 = 4;
}

/// Kinds of punctuation; `NONE` for words.
pub(super) mod punct {
    pub const NONE: u8 = 0;
    pub const COMMA: u8 = 1;
    pub const STOP: u8 = 2;
    pub const COLON: u8 = 3;
    pub const SEMICOLON: u8 = 4;
    pub const DASH: u8 = 5;
    pub const QUOTE: u8 = 6;
    pub const PAREN: u8 = 7;
    pub const OTHER: u8 = 8;
}

/// One token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fact {
    /// Hash of the lower-case word; digits are all alike.
    pub word: u32,
    /// Hash of the word without the endings of inflection.
    pub stem: u32,
    pub suffix3: u32,
    pub suffix2: u32,
    /// All lower, first upper, all upper, mixed, with digits, no letters.
    pub shape: u8,
    pub tag: u8,
    pub punct: u8,
    /// See [`quoted`].
    pub quote: u8,
    /// Place of the quotation in `Facts::quotes`, plus one; 0 outside.
    pub quotation: u32,
    pub sentence: u32,
    /// Tokens since the sentence began.
    pub place: u32,
    pub speech: bool,
    pub that: bool,
    pub verb: bool,
}

impl Fact {
    pub fn is_verb(&self) -> bool {
        self.verb
    }
}

/// The facts of all tokens of an article.
pub(super) struct Facts {
    pub tokens: Vec<Fact>,
    pub quotes: Vec<Quotation>,
    /// For each sentence: whether it holds a quotation, whether it ends inside one, whether a speech verb is outside one.
    pub sentences: Vec<SentenceFact>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SentenceFact {
    pub has_quote: bool,
    pub ends_quoted: bool,
    /// Word hash of the last speech verb outside quotations; 0 for none.
    pub speech: u32,
    pub headline: bool,
}

pub(super) fn facts(text: &str, parsed: &Text) -> Facts {
    let quotes = quotations(text, parsed);
    let mut tokens: Vec<Fact> = Vec::with_capacity(parsed.tokens.len());
    let mut lower = String::new();
    let mut quote = 0;
    for (index, token) in parsed.tokens.iter().enumerate() {
        let word = token.span.of(text);
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        let mut fact = Fact { sentence: token.sentence, ..Fact::default() };
        fact.word = hash(lower.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }));
        fact.stem = hash(lemma(word, token.tag).chars());
        fact.suffix3 = hash(lower.chars().rev().take(3));
        fact.suffix2 = hash(lower.chars().rev().take(2));
        fact.shape = shape(word);
        fact.punct = punctuation(word);
        fact.tag = token.tag as u8;
        fact.verb = token.tag.is_verb() || token.tag == Tag::Md;
        fact.speech = is_speech_verb(&lower);
        fact.that = lower == "that";
        fact.place = match tokens.last() {
            Some(before) if before.sentence == token.sentence => before.place + 1,
            _ => 0,
        };
        while quotes.get(quote).is_some_and(|q| q.span.end <= token.span.start) {
            quote += 1;
        }
        if let Some(q) = quotes.get(quote).filter(|q| q.span.start < token.span.end) {
            fact.quotation = quote as u32 + 1;
            fact.quote = if token.span.start <= q.span.start {
                quoted::OPEN
            } else if token.span.end >= q.span.end && fact.punct == punct::QUOTE {
                quoted::CLOSE
            } else if q.words < 3 {
                quoted::SHORT
            } else {
                quoted::INSIDE
            };
        }
        debug_assert_eq!(index, tokens.len());
        tokens.push(fact);
    }
    let mut sentences = vec![SentenceFact::default(); parsed.sentences.len()];
    for fact in &tokens {
        let Some(sentence) = sentences.get_mut(fact.sentence as usize) else { continue };
        sentence.has_quote |= fact.quotation > 0;
        sentence.ends_quoted = fact.quotation > 0;
        if fact.speech && fact.quotation == 0 {
            sentence.speech = fact.word;
        }
    }
    for (sentence, parsed_sentence) in sentences.iter_mut().zip(&parsed.sentences) {
        let label = parsed.paragraphs.get(parsed_sentence.paragraph).map(|p| p.label);
        sentence.headline = matches!(label, Some(Label::Headline | Label::Subhead));
    }
    Facts { tokens, quotes, sentences }
}

fn shape(word: &str) -> u8 {
    let (mut upper, mut lower, mut digit) = (0, 0, 0);
    for c in word.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        digit += usize::from(c.is_ascii_digit());
    }
    let first_upper = word.starts_with(char::is_uppercase);
    match (upper, lower, digit) {
        (0, 0, 0) => 0,
        (_, _, d) if d > 0 => 1,
        (0, _, _) => 2,
        (1, 0, _) => 3,
        (_, 0, _) => 4,
        (1, _, _) if first_upper => 5,
        _ => 6,
    }
}

fn punctuation(word: &str) -> u8 {
    match word.chars().next() {
        None => punct::OTHER,
        Some(c) if c.is_alphanumeric() => punct::NONE,
        Some(',') => punct::COMMA,
        Some('.' | '!' | '?' | '…') => punct::STOP,
        Some(':') => punct::COLON,
        Some(';') => punct::SEMICOLON,
        Some('-' | '–' | '—' | '―') => punct::DASH,
        Some('“' | '”' | '"' | '„' | '«' | '»' | '‘' | '`') => punct::QUOTE,
        Some('’' | '\'') if word.chars().any(char::is_alphanumeric) => punct::NONE,
        Some('’' | '\'') => punct::QUOTE,
        Some('(' | ')' | '[' | ']') => punct::PAREN,
        Some(_) => punct::OTHER,
    }
}
