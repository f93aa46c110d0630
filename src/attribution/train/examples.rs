//! From annotated articles to the sequences that the models learn from.

use super::corpus::{Document, Gold};
use super::fit::Example;
use crate::attribution::cues::{self, Belief, Cue};
use crate::attribution::trained::{self, Found};
use crate::attribution::{forms, judge, spans};
use crate::model::crf::Features;
use crate::text::Span;
use std::ops::Range;

/// The spans of one part of an attribution.
type Part = fn(&Gold) -> &Vec<Span>;

/// The paragraphs of an article with labels for the first model. Cues win over sources, sources over contents.
pub(super) fn cue_examples(document: &Document) -> Vec<Example> {
    let mut gold = vec![cues::OUTSIDE as u8; document.facts.tokens.len()];
    let parts: [(Part, usize); 3] = [(|g| &g.content, cues::CONTENT), (|g| &g.source, cues::SOURCE), (|g| &g.cue, cues::CUE)];
    for (part, label) in parts {
        for span in document.gold.iter().flat_map(part) {
            for (k, token) in document.parsed.tokens_in(*span).enumerate() {
                gold[token] = (label + usize::from(k > 0)) as u8;
            }
        }
    }
    let mut out = Vec::new();
    for paragraph in &document.paragraphs {
        if discarded(document, paragraph) {
            continue;
        }
        let mut features = Features::default();
        cues::extract(&document.facts, paragraph.clone(), &mut features);
        let mut gold = gold[paragraph.clone()].to_vec();
        // What another part cut in two begins anew.
        for i in 0..gold.len() {
            let label = gold[i] as usize;
            if !cues::allowed(i.checked_sub(1).map(|j| gold[j] as usize), label) {
                gold[i] -= 1;
            }
        }
        out.push(Example { features, gold });
    }
    out
}

fn discarded(document: &Document, paragraph: &Range<usize>) -> bool {
    document.parsed.tokens.get(paragraph.start).is_none_or(|t| document.discard.iter().any(|d| d.overlaps(t.span)))
}

/// The cue of each attribution as the first model sees it (or as annotated, where it does not), with its labels.
pub(super) fn span_examples(document: &Document, beliefs: &[Belief]) -> Vec<Example> {
    let found = cues::candidates(beliefs, &document.paragraphs, 0.3);
    let mut out = Vec::new();
    for gold in &document.gold {
        let Some(cue_span) = gold.cue.first() else { continue };
        let annotated = document.parsed.tokens_in(*cue_span);
        if annotated.is_empty() || gold.content.is_empty() {
            continue;
        }
        let head = gold.cue_head.map(|h| document.parsed.tokens_in(h).start).filter(|h| annotated.contains(h)).unwrap_or(annotated.start);
        let seen = found.iter().filter(|c| c.tokens.start < annotated.end && annotated.start < c.tokens.end);
        let cue = seen.max_by(|a, b| a.belief.total_cmp(&b.belief)).cloned().unwrap_or(Cue { tokens: annotated, head, belief: 0.0 });
        let paragraph = document.paragraph_of(cue.head).clone();
        let window = spans::window(&cue, &paragraph);
        let mut labels = vec![spans::OUTSIDE as u8; window.len()];
        for (part, label) in [(&gold.content, spans::CONTENT), (&gold.source, spans::SOURCE)] {
            for token in part.iter().flat_map(|s| document.parsed.tokens_in(*s)) {
                if window.contains(&token) && !cue.tokens.contains(&token) {
                    labels[token - window.start] = label as u8;
                }
            }
        }
        let mut features = Features::default();
        spans::extract(&document.facts, beliefs, &cue, window, &mut features);
        out.push(Example { features, gold: labels });
    }
    out
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
    judge::extract(&document.facts, beliefs, &document.paragraphs, found, |i, features| {
        let paragraph = document.paragraph_of(found[i].cue.head);
        if !discarded(document, paragraph) {
            out.push(Example { features: features.clone(), gold: vec![u8::from(right[i])] });
        }
    });
    out
}
