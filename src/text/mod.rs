//! Ranges, sentences and tokens of the article, and the one place where offsets change unit.

pub mod chunk;
mod dateline;
mod language;
mod lemma;
mod offsets;
pub mod post;
pub mod quotes;
mod sentences;
mod tag;
pub mod tagging;
mod tokens;

use crate::block::Label;
pub use dateline::datelines;
pub use language::language;
pub use lemma::lemma;
pub use offsets::{ScalarOffsets, utf16_offset};
pub use tag::Tag;

/// A half-open range of UTF-8 bytes, on character borders of the text it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The piece of `text` that the span covers; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Without the `loose` characters at its ends.
    pub fn trimmed(self, text: &str, loose: impl Fn(char) -> bool) -> Span {
        let inner = self.of(text);
        let behind = inner.trim_start_matches(&loose);
        let start = self.start as usize + (inner.len() - behind.len());
        Span::new(start, start + behind.trim_end_matches(&loose).len())
    }
}

/// The article's text cut into paragraphs, sentences and tokens, all in text order.
#[derive(Clone, Debug, Default)]
pub struct Text {
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub paragraphs: Vec<Paragraph>,
}

/// One block of the article: a paragraph, a headline, a list item.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Bytes of the article's text.
    pub span: Span,
    pub label: Label,
    /// Indices into `Text::sentences`, half-open.
    pub sentences: std::ops::Range<usize>,
    /// Indices into `Text::tokens`, half-open.
    pub tokens: std::ops::Range<usize>,
}

#[derive(Clone, Debug)]
pub struct Sentence {
    /// Bytes of the article's text.
    pub span: Span,
    /// Index into `Text::paragraphs`.
    pub paragraph: usize,
    /// Indices into `Text::tokens`, half-open.
    pub tokens: std::ops::Range<usize>,
}

/// A word, a number, or one punctuation mark. Contractions split as in the Penn Treebank
/// ("didn't" is "did", "n't"; "Biden's" is "Biden", "'s").
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Bytes of the article's text.
    pub span: Span,
    /// Index into `Text::sentences`.
    pub sentence: u32,
    pub tag: Tag,
}

/// So many tokens at most are one sentence.
const LONGEST: usize = 400;

impl Text {
    /// Takes the tokens from `first` on for a sentence; of one that is longer than any that somebody wrote each `LONGEST` of them,
    /// so that what looks over a sentence for each of its words stays linear in the length of a page without full stops.
    fn push_sentence(&mut self, span: Span, first: usize) {
        let (mut start, mut at) = (span.start, first);
        loop {
            let end = self.tokens.len().min(at + LONGEST);
            let last = end == self.tokens.len();
            let stop = if last { span.end } else { self.tokens[end].span.start };
            let index = self.sentences.len() as u32;
            self.tokens[at..end].iter_mut().for_each(|token| token.sentence = index);
            let piece = Span { start, end: stop };
            self.sentences.push(Sentence { span: piece, paragraph: self.paragraphs.len(), tokens: at..end });
            if last {
                return;
            }
            (start, at) = (stop, end);
        }
    }

    /// Cuts `text` along `blocks` (span and label of each block, in order, not overlapping).
    pub fn parse(text: &str, blocks: &[(Span, Label)]) -> Text {
        let mut out = Text::default();
        for &(span, label) in blocks {
            let (first_sentence, first_token) = (out.sentences.len(), out.tokens.len());
            for sentence in sentences::split(text, span) {
                let first = out.tokens.len();
                tokens::split(text, sentence, |token| out.tokens.push(Token { span: token, sentence: 0, tag: Tag::default() }));
                out.push_sentence(sentence, first);
            }
            out.paragraphs.push(Paragraph {
                span,
                label,
                sentences: first_sentence..out.sentences.len(),
                tokens: first_token..out.tokens.len(),
            });
        }
        out.tag(text);
        out
    }

    /// Gives each token its part of speech.
    fn tag(&mut self, text: &str) {
        let seen: Vec<tagging::Seen> = self.words(text).collect();
        let facts = tagging::facts(seen.iter().copied());
        for sentence in &self.sentences {
            let mut at = sentence.tokens.start;
            tagging::tag(facts.get(sentence.tokens.clone()).unwrap_or(&[]), |tag| {
                if let Some(token) = self.tokens.get_mut(at) {
                    token.tag = tag;
                }
                at += 1;
            });
        }
    }

    /// The words as the tagger wants to see them.
    fn words<'t>(&'t self, text: &'t str) -> impl Iterator<Item = tagging::Seen<'t>> {
        self.sentences.iter().flat_map(move |sentence| {
            let label = self.paragraphs.get(sentence.paragraph).map(|p| p.label);
            let tokens = self.tokens.get(sentence.tokens.clone()).unwrap_or(&[]);
            tagging::sentence_words(tokens.iter().map(|t| t.span.of(text)), matches!(label, Some(Label::Headline | Label::Subhead)))
        })
    }

    /// The paragraph that token `token` stands in, as an index into `paragraphs`.
    pub fn paragraph_of(&self, token: usize) -> usize {
        self.sentences[self.tokens[token].sentence as usize].paragraph
    }

    /// The same without the tokens of `left_out`: ranges in text order that do not overlap. Spans stay as they are.
    pub fn without(&self, left_out: &[std::ops::Range<usize>]) -> Text {
        let mut kept = vec![true; self.tokens.len()];
        left_out.iter().for_each(|range| kept[range.clone()].fill(false));
        // How many are kept before each token, and before the end.
        let mut before = vec![0; kept.len() + 1];
        kept.iter().enumerate().for_each(|(at, &kept)| before[at + 1] = before[at] + usize::from(kept));
        let tokens = |range: &std::ops::Range<usize>| before[range.start]..before[range.end];
        Text {
            tokens: self.tokens.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(token, _)| *token).collect(),
            sentences: self.sentences.iter().map(|s| Sentence { tokens: tokens(&s.tokens), ..s.clone() }).collect(),
            paragraphs: self.paragraphs.iter().map(|p| Paragraph { tokens: tokens(&p.tokens), ..p.clone() }).collect(),
        }
    }

    /// The tokens that overlap `span`, as a half-open range of indices.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.tokens.partition_point(|t| t.span.end <= span.start);
        let to = self.tokens.partition_point(|t| t.span.start < span.end);
        from..to.max(from)
    }

    /// From the first to the last of `tokens`.
    pub fn span_of(&self, tokens: std::ops::Range<usize>) -> Option<Span> {
        let (first, last) = (self.tokens.get(tokens.start)?, self.tokens.get(tokens.end.checked_sub(1)?)?);
        Some(Span { start: first.span.start, end: last.span.end })
    }
}
