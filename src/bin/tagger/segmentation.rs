//! How well sentences and tokens agree with a treebank: F1 over exact spans.

use crate::treebank::Document;
use standpoint::text::{Span, Text};

#[derive(Default)]
pub struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn add(&mut self, gold: &[Span], found: &[Span]) {
        self.gold += gold.len();
        self.found += found.len();
        let mut gold = gold.iter().peekable();
        for span in found {
            while gold.next_if(|g| g.start < span.start).is_some() {}
            self.right += usize::from(gold.peek().is_some_and(|g| *g == span));
        }
    }

    pub fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// F1 of sentences and of tokens over all documents; `show` prints the sentences that differ.
pub fn score<'a>(documents: impl Iterator<Item = &'a Document>, show: bool) -> (f64, f64) {
    let (mut sentences, mut tokens) = (Score::default(), Score::default());
    for document in documents {
        let text = Text::parse(&document.text, &document.blocks);
        let trim = |words: &[crate::treebank::Word]| Some(Span { start: words.first()?.span.start, end: words.last()?.span.end });
        let gold: Vec<Span> = document.sentences.iter().filter_map(|s| trim(s)).collect();
        let found: Vec<Span> = text.sentences.iter().map(|s| s.span).collect();
        let gold_tokens: Vec<Span> = document.sentences.iter().flatten().map(|w| w.span).collect();
        let found_tokens: Vec<Span> = text.tokens.iter().map(|t| t.span).collect();
        sentences.add(&gold, &found);
        tokens.add(&gold_tokens, &found_tokens);
        if show {
            let differ = |a: &[Span], b: &[Span], mark: &str| {
                for span in a.iter().filter(|s| !b.contains(s)) {
                    println!("{mark} {}", span.of(&document.text));
                }
            };
            differ(&gold, &found, "S-");
            differ(&found, &gold, "S+");
            differ(&gold_tokens, &found_tokens, "T-");
            differ(&found_tokens, &gold_tokens, "T+");
        }
    }
    (sentences.f1(), tokens.f1())
}
