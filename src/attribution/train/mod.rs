//! Training of the two models from an annotated corpus. The same data gives the same model, byte for byte.

pub mod corpus;
mod ftrl;
pub mod score;

use super::cues::{self, Belief, Cue};
use super::spans;
use crate::model::crf::{Features, Lattice};
use crate::model::linear::Packed;
use crate::text::Span;
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
    /// The tables have two to this power rows.
    pub cue_bits: u32,
    pub span_bits: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            cue_passes: 3,
            cue_alpha: 0.1,
            cue_l1: 3.0,
            span_passes: 4,
            span_alpha: 0.1,
            span_l1: 2.0,
            l2: 0.1,
            cue_bits: 18,
            span_bits: 18,
        }
    }
}

impl Settings {
    /// The default with some values changed, as in `cue_l1=4,span_passes=5`.
    pub fn with(changes: &str) -> Result<Self, String> {
        let mut out = Self::default();
        for change in changes.split(',').filter(|c| !c.is_empty()) {
            let (name, value) = change.split_once('=').ok_or_else(|| format!("{change}: no value"))?;
            let value: f32 = value.parse().map_err(|e| format!("{change}: {e}"))?;
            match name {
                "cue_passes" => out.cue_passes = value as usize,
                "cue_alpha" => out.cue_alpha = value,
                "cue_l1" => out.cue_l1 = value,
                "cue_bits" => out.cue_bits = value as u32,
                "span_passes" => out.span_passes = value as usize,
                "span_alpha" => out.span_alpha = value,
                "span_l1" => out.span_l1 = value,
                "span_bits" => out.span_bits = value as u32,
                "l2" => out.l2 = value,
                _ => return Err(format!("{name}: no such setting")),
            }
        }
        Ok(out)
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
    let mut out = Vec::new();
    let Some((first, examples)) = first_model(documents, settings, &log) else { return out };
    log(&format!("second model, {} cues", examples.len()));
    let second = fit_spans(&examples.iter().collect::<Vec<_>>(), settings);
    Packed::write(&first, settings.cue_bits, &mut out);
    Packed::write(&second.weights, settings.span_bits, &mut out);
    out
}

/// The weights of the first model, and the examples for the second, made with the first model's output on articles
/// that it did not see.
fn first_model(documents: &[Document], settings: Settings, log: &(impl Fn(&str) + Sync)) -> Option<(Vec<f32>, Vec<Example>)> {
    let chains: Vec<Vec<Example>> = documents.iter().map(cue_examples).collect();
    log("first model");
    let fit = |skip: Option<usize>| fit_cues(&chains, skip, settings);
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
    let whole = models.pop()??;
    let mut examples = Vec::new();
    for (i, document) in documents.iter().enumerate() {
        let Some(Some(model)) = models.get(i % FOLDS) else { continue };
        let beliefs = cues::beliefs(&document.facts, &document.paragraphs, model);
        examples.extend(span_examples(document, &beliefs));
    }
    Some((whole.weights, examples))
}

fn fit_cues(chains: &[Vec<Example>], skip: Option<usize>, s: Settings) -> Ftrl {
    let kept = chains.iter().enumerate().filter(|(i, _)| skip.is_none_or(|fold| i % FOLDS != fold));
    let examples: Vec<&Example> = kept.flat_map(|(_, e)| e).collect();
    fit::<{ cues::LABELS }, { cues::LABELS2 }>(&examples, s.cue_bits, s.cue_passes, s.cue_alpha, s.cue_l1, s.l2, cues::allowed)
}

/// How well cues are found in `dev` by a first model of each of `settings`.
pub fn tune_cues(documents: &[Document], dev: &[Document], settings: &[Settings]) {
    let chains: Vec<Vec<Example>> = documents.iter().map(cue_examples).collect();
    for two in settings.chunks(2) {
        std::thread::scope(|scope| {
            for s in two {
                let chains = &chains;
                scope.spawn(move || {
                    let model = fit_cues(chains, None, *s);
                    let nonzero = model.weights.iter().filter(|w| **w != 0.0).count();
                    let mut line = format!("{s:?} nonzero {nonzero}");
                    for threshold in [0.4, 0.5, 0.6, 0.7] {
                        let (mut right, mut all, mut gold) = (0, 0, 0);
                        for document in dev {
                            let beliefs = cues::beliefs(&document.facts, &document.paragraphs, &model);
                            let found = cues::candidates(&beliefs, &document.paragraphs, threshold);
                            let heads: Vec<usize> =
                                document.gold.iter().filter_map(|g| g.cue_head).map(|h| document.parsed.tokens_in(h).start).collect();
                            right += found.iter().filter(|c| heads.iter().any(|h| c.tokens.contains(h))).count();
                            all += found.len();
                            gold += document.gold.len();
                        }
                        line += &format!(" | {threshold} F1 {:.1}", 200.0 * right as f32 / (all + gold) as f32);
                    }
                    println!("{line}");
                });
            }
        });
    }
}

/// Second models of each of `settings` over one first model, by that of the first of them.
pub fn tune_spans(documents: &[Document], settings: &[Settings], report: impl Fn(&Settings, &[u8]) + Sync) {
    let Some((first, examples)) = settings.first().and_then(|s| first_model(documents, *s, &|_: &str| ())) else { return };
    let examples: Vec<&Example> = examples.iter().collect();
    for two in settings.chunks(2) {
        std::thread::scope(|scope| {
            for s in two {
                let (first, examples, report) = (&first, &examples, &report);
                scope.spawn(move || {
                    let mut out = Vec::new();
                    Packed::write(first, s.cue_bits, &mut out);
                    Packed::write(&fit_spans(examples, *s).weights, s.span_bits, &mut out);
                    report(s, &out);
                });
            }
        });
    }
}

fn fit_spans(examples: &[&Example], s: Settings) -> Ftrl {
    fit::<{ spans::LABELS }, { spans::LABELS2 }>(examples, s.span_bits, s.span_passes, s.span_alpha, s.span_l1, s.l2, |_, _| true)
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

/// The spans of one part of an attribution.
type Part = fn(&Gold) -> &Vec<Span>;

/// The paragraphs of an article with labels for the first model. Cues win over sources, sources over contents.
fn cue_examples(document: &Document) -> Vec<Example> {
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
