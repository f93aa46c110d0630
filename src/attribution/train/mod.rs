//! Training of the two models from an annotated corpus. The same data gives the same model, byte for byte.

pub mod corpus;
mod ftrl;
pub mod score;

use super::cues::{self, Belief, Cue};
use super::spans;
use crate::model::crf::{Features, Lattice};
use crate::model::linear::Packed;
use corpus::{Document, Gold};
use ftrl::Ftrl;
use std::ops::Range;

/// Passes over the data and the strength of regularisation, found on the development part.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub cue_passes: usize,
    pub cue_alpha: f32,
    pub cue_l1: f32,
    pub span_passes: usize,
    pub span_alpha: f32,
    pub span_l1: f32,
    pub l2: f32,
}

impl Default for Settings {
    fn default() -> Self {
        let get = |name: &str, default: f32| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default);
        Self {
            cue_passes: get("CP", 6.0) as usize,
            cue_alpha: get("CA", 0.1),
            cue_l1: get("CL", 0.5),
            span_passes: get("SP", 5.0) as usize,
            span_alpha: get("SA", 0.1),
            span_l1: get("SL", 0.5),
            l2: get("L2", 0.1),
        }
    }
}

/// Parts of the corpus that take turns in being held out, so that the second model sees the first one's output on
/// articles that it was not trained on.
const FOLDS: usize = 4;

/// A sequence with its right labels.
struct Example {
    features: Features,
    gold: Vec<u8>,
}

/// Trains both models and gives the model file.
pub fn train(documents: &[Document], settings: Settings, log: impl Fn(&str) + Sync) -> Vec<u8> {
    let chains: Vec<Vec<Example>> = documents.iter().map(cue_examples).collect();
    log("first model");
    let fit = |skip: Option<usize>| {
        let examples: Vec<&Example> =
            chains.iter().enumerate().filter(|(i, _)| skip.is_none_or(|fold| i % FOLDS != fold)).flat_map(|(_, e)| e).collect();
        fit::<{ cues::LABELS }, { cues::LABELS2 }>(
            &examples,
            cues::BITS,
            settings.cue_passes,
            settings.cue_alpha,
            settings.cue_l1,
            settings.l2,
            cues::allowed,
        )
    };
    let mut models: Vec<Option<Ftrl>> = Vec::new();
    // Two at a time: each has its own tables, and the order of work within one never changes.
    let turns: Vec<Option<usize>> = (0..FOLDS).map(Some).chain([None]).collect();
    for two in turns.chunks(2) {
        let done: Vec<Option<Ftrl>> = std::thread::scope(|scope| {
            let running: Vec<_> = two.iter().map(|&skip| scope.spawn(move || fit(skip))).collect();
            running.into_iter().map(|r| r.join().ok()).collect()
        });
        models.extend(done);
    }
    let mut out = Vec::new();
    let Some(Some(whole)) = models.pop() else { return out };
    Packed::write(&whole.weights, cues::BITS, &mut out);
    drop(chains);
    log("second model");
    let mut examples = Vec::new();
    for (i, document) in documents.iter().enumerate() {
        let Some(Some(model)) = models.get(i % FOLDS) else { continue };
        let beliefs = cues::beliefs(&document.facts, &document.paragraphs, model);
        examples.extend(span_examples(document, &beliefs));
    }
    log(&format!("{} cues", examples.len()));
    let examples: Vec<&Example> = examples.iter().collect();
    let second = fit_spans(&examples, settings);
    Packed::write(&second.weights, spans::BITS, &mut out);
    out
}

fn fit_spans(examples: &[&Example], s: Settings) -> Ftrl {
    fit::<{ spans::LABELS }, { spans::LABELS2 }>(examples, spans::BITS, s.span_passes, s.span_alpha, s.span_l1, s.l2, |_, _| true)
}

/// The order of examples in pass `pass`: a fixed shuffle.
fn shuffled(len: usize, pass: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    let mut state = 0x2545_F491_4F6C_DD1Du64 ^ (pass as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for i in (1..len).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(i, (state % (i as u64 + 1)) as usize);
    }
    order
}

fn fit<const L: usize, const E: usize>(
    examples: &[&Example],
    bits: u32,
    passes: usize,
    alpha: f32,
    l1: f32,
    l2: f32,
    allowed: impl Fn(Option<usize>, usize) -> bool + Copy,
) -> Ftrl {
    let mut model = Ftrl::new(bits, alpha, l1, l2);
    let (mut lattice, mut marginals) = (Lattice::<L>::default(), Vec::new());
    let mut sum = vec![0f32; model.weights.len()];
    for pass in 0..passes {
        for index in shuffled(examples.len(), pass) {
            let example = examples[index];
            lattice.fill::<E>(&example.features, &model, allowed);
            lattice.marginals(&mut marginals);
            for (i, p) in marginals.iter().enumerate() {
                let gold = example.gold[i] as usize;
                let mut gradient = *p;
                gradient[gold] -= 1.0;
                if gradient.iter().any(|g| g.abs() >= 1e-3) {
                    for &row in example.features.nodes_at(i) {
                        model.update(row, &gradient);
                    }
                }
                if i > 0 {
                    let mut edges = lattice.edge_marginals(i);
                    edges[example.gold[i - 1] as usize][gold] -= 1.0;
                    let flat = edges.as_flattened();
                    if flat.iter().any(|g| g.abs() >= 1e-3) {
                        for &row in example.features.edges_at(i) {
                            model.update(row, flat);
                        }
                    }
                }
            }
        }
        if pass * 2 >= passes {
            sum.iter_mut().zip(&model.weights).for_each(|(s, w)| *s += w);
        }
    }
    let averaged = (0..passes).filter(|p| p * 2 >= passes).count().max(1) as f32;
    model.weights = sum.iter().map(|s| s / averaged).collect();
    model
}

/// The paragraphs of an article with labels for the first model. Cues win over sources, sources over contents.
fn cue_examples(document: &Document) -> Vec<Example> {
    let mut gold = vec![cues::OUTSIDE as u8; document.facts.tokens.len()];
    let parts: [(fn(&Gold) -> &Vec<crate::text::Span>, usize); 3] =
        [(|g| &g.content, cues::CONTENT), (|g| &g.source, cues::SOURCE), (|g| &g.cue, cues::CUE)];
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
fn span_examples(document: &Document, beliefs: &[Belief]) -> Vec<Example> {
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
