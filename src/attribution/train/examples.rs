//! From annotated articles to the cases that the judgement learns from.

use super::corpus::Document;
use super::fit::Example;
use crate::attribution::cues::Belief;
use crate::attribution::trained::{self, Found};
use crate::attribution::{forms, judge};
use crate::text::Span;
use std::ops::Range;

fn discarded(document: &Document, paragraph: &Range<usize>) -> bool {
    document.parsed.tokens.get(paragraph.start).is_none_or(|t| document.discard.iter().any(|d| d.overlaps(t.span)))
}

/// The candidates of an article with whether each is right: content and source fit an annotated attribution as the
/// scorer wants it, and no other candidate fits that one better.
pub(super) fn judge_examples(document: &Document, beliefs: &[Belief], found: &[Found]) -> Vec<Example> {
    let words = |spans: &[Span]| -> Vec<usize> {
        let tokens = spans.iter().flat_map(|s| document.parsed.tokens_in(*s));
        tokens.filter(|&t| document.facts[t].punct == crate::attribution::facts::punct::NONE).collect()
    };
    let common = |a: &[usize], b: &[usize]| a.iter().filter(|t| b.contains(t)).count();
    let gold: Vec<(Vec<usize>, Vec<usize>)> = document.gold.iter().map(|g| (words(&g.content), words(&g.source))).collect();
    let mut pairs = Vec::new();
    for (i, f) in found.iter().enumerate() {
        let Some(mut whole) = trained::attribution(&document.text, &document.parsed, &document.facts, f, 1.0) else { continue };
        forms::fit(&document.facts, &mut whole);
        let (content, source) = (words(&whole.content), words(&whole.source));
        for (g, (gold_content, gold_source)) in gold.iter().enumerate() {
            let both = common(&content, gold_content);
            let all = content.len() + gold_content.len() - both;
            if both * 2 >= all.max(1) {
                let right = if gold_source.is_empty() { source.is_empty() } else { common(&source, gold_source) > 0 };
                pairs.push((both as f32 / all as f32, right, i, g));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3)));
    let (mut right, mut done, mut taken) = (vec![false; found.len()], vec![false; found.len()], vec![false; gold.len()]);
    for (_, fits, i, g) in pairs {
        if !done[i] && !taken[g] {
            (done[i], taken[g], right[i]) = (true, true, fits);
        }
    }
    let mut out = Vec::new();
    judge::extract(&document.facts, beliefs, &document.stretches, found, |i, features| {
        let paragraph = document.stretch_of(found[i].cue.head);
        if !discarded(document, paragraph) {
            out.push(Example { features: features.to_vec(), label: usize::from(right[i]) });
        }
    });
    out
}
