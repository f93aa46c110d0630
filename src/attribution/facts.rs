//! What the models and the rules look at: for each token its word, form, tag, and place in sentence and quotation.

use super::marks::{Quotation, quotations};
use crate::block::Label;
use crate::lexicon::{self, CueTier};
use crate::model::linear::hash;
use crate::model::words;
use crate::text::chunk::Chunks;
use crate::text::lemma;
use crate::text::{Tag, Text};
use std::ops::Range;

/// Where a token stands to quotation marks.
pub(super) mod quoted {
    // 0 is outside.
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
    /// Hash of the base form.
    pub stem: u32,
    pub suffix3: u32,
    /// From 0: no letters, with digits, all lower, one letter in upper case, all upper, first upper, mixed.
    pub shape: u8,
    /// See [`Tag`].
    pub tag: u8,
    /// Verbs and nouns that the lexicon knows to report: what they do with their content, 0 for none.
    pub cue: u8,
    /// The noun phrase it stands in, counted from 1 over the article; 0 for none.
    pub phrase: u32,
    /// The noun phrase that is the subject of the verb group it stands in; 0 for none.
    pub subject: u32,
    /// For tokens of a verb group: 1 active, 2 passive, plus 2 where negated, plus 4 times the tense; 0 elsewhere.
    pub voice: u8,
    /// The head of the phrase it stands in: its tag.
    pub head: u8,
    /// It stands in the subject of a speech verb.
    pub speaks: bool,
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
    /// How much its meaning makes it a cue, and a source; see [`words::meaning`].
    pub meaning: (u8, u8),
}

impl Fact {
    /// It stands in a verb group in the passive.
    pub fn is_passive(&self) -> bool {
        self.voice > 0 && (self.voice - 1) & 1 == 1
    }

    pub fn is_verb(&self) -> bool {
        Tag::ALL.get(self.tag as usize).is_some_and(|t| t.is_verb() || *t == Tag::Md)
    }
}

/// A neighbour outside the paragraph.
pub(super) const NOTHING: Fact = Fact {
    word: 1,
    stem: 1,
    suffix3: 1,
    shape: 15,
    tag: 63,
    cue: 0,
    phrase: 0,
    subject: 0,
    voice: 0,
    head: 0,
    speaks: false,
    punct: 15,
    quote: 15,
    quotation: 0,
    sentence: 0,
    place: 0,
    speech: false,
    that: false,
    meaning: (0, 0),
};

/// The facts of all tokens of an article.
pub(super) struct Facts {
    pub tokens: Vec<Fact>,
    pub quotes: Vec<Quotation>,
    /// The word hash of the head of each noun phrase, counted from 1.
    pub heads: Vec<u32>,
    /// For each sentence: whether it holds a quotation, and is a headline.
    pub sentences: Vec<SentenceFact>,
}

impl Facts {
    /// Whether there is a token at `token`, and of that kind of punctuation.
    pub fn is(&self, token: usize, kind: u8) -> bool {
        self.tokens.get(token).is_some_and(|t| t.punct == kind)
    }

    /// From the first to the last of `tokens` that stand in the subject of the verb `verb`.
    pub fn subject(&self, verb: usize, mut tokens: Range<usize>) -> Option<Range<usize>> {
        let of_subject = |t: &usize| self[verb].subject > 0 && self[*t].phrase == self[verb].subject;
        let first = tokens.find(of_subject)?;
        Some(first..tokens.rfind(of_subject).unwrap_or(first) + 1)
    }
}

impl std::ops::Index<usize> for Facts {
    type Output = Fact;

    fn index(&self, i: usize) -> &Fact {
        &self.tokens[i]
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SentenceFact {
    pub has_quote: bool,
    pub headline: bool,
}

pub(super) fn facts(text: &str, parsed: &Text) -> Facts {
    let quotes = quotations(text, parsed);
    let mut tokens: Vec<Fact> = Vec::with_capacity(parsed.tokens.len());
    let mut lower = String::new();
    let mut quote = 0;
    for token in &parsed.tokens {
        let word = token.span.of(text);
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        let mut fact = Fact { sentence: token.sentence, ..Fact::default() };
        fact.word = hash(lower.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }));
        let base = lemma(word, token.tag);
        fact.stem = hash(base.chars());
        fact.meaning = words::meaning(hash(lower.chars()));
        fact.suffix3 = hash(lower.chars().rev().take(3));
        fact.shape = shape(word);
        fact.punct = punctuation(word);
        fact.tag = token.tag as u8;
        if token.tag.is_verb() {
            if let Some(cue) = lexicon::cue(&base) {
                fact.speech = cue.tier == CueTier::Speech;
                fact.cue = 1 + cue.stance as u8 + 16 * u8::from(fact.speech);
            }
        } else if token.tag.is_common_noun() {
            fact.cue = lexicon::cue_noun(&base).map_or(0, |stance| 64 + stance as u8);
        }
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
        tokens.push(fact);
    }
    let heads = phrases(text, parsed, &mut tokens);
    let mut sentences = vec![SentenceFact::default(); parsed.sentences.len()];
    for fact in &tokens {
        let Some(sentence) = sentences.get_mut(fact.sentence as usize) else { continue };
        sentence.has_quote |= fact.quotation > 0;
    }
    for (sentence, parsed_sentence) in sentences.iter_mut().zip(&parsed.sentences) {
        let label = parsed.paragraphs.get(parsed_sentence.paragraph).map(|p| p.label);
        sentence.headline = matches!(label, Some(Label::Headline | Label::Subhead));
    }
    Facts { tokens, quotes, heads, sentences }
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

/// Fills in noun phrases, verb groups and their subjects.
fn phrases(text: &str, parsed: &Text, facts: &mut [Fact]) -> Vec<u32> {
    let mut heads = vec![0];
    let mut count = 0;
    for sentence in 0..parsed.sentences.len() {
        let chunks = Chunks::of(text, parsed, sentence);
        for (k, phrase) in chunks.nouns.iter().enumerate() {
            let head = parsed.tokens.get(phrase.head).map_or(0, |t| t.tag as u8);
            heads.push(facts.get(phrase.head).map_or(0, |f| f.word));
            for fact in facts.get_mut(phrase.tokens.clone()).into_iter().flatten() {
                fact.phrase = count + k as u32 + 1;
                fact.head = head;
            }
        }
        for (k, group) in chunks.verbs.iter().enumerate() {
            let subject = chunks.subject(parsed, k);
            let speech = facts.get(group.head).is_some_and(|f| f.speech);
            for fact in facts.get_mut(group.tokens.clone()).into_iter().flatten() {
                fact.voice = 1 + u8::from(group.passive) + 2 * u8::from(group.negated) + 4 * group.tense as u8;
                fact.subject = subject.map_or(0, |s| count + s as u32 + 1);
            }
            if let Some(phrase) = subject.and_then(|s| chunks.nouns.get(s)).filter(|_| speech) {
                for fact in facts.get_mut(phrase.tokens.clone()).into_iter().flatten() {
                    fact.speaks = true;
                }
            }
        }
        count += chunks.nouns.len() as u32;
    }
    heads
}
