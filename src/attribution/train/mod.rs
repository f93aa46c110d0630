//! Training of the models from an annotated corpus. The same data gives the same models, byte for byte.

mod constructions;
pub mod corpus;
mod examples;
mod fit;
mod ftrl;
pub mod score;
mod settings;
mod speech_verbs;

use super::cues::{self, Belief};
use super::{judge, spans, trained};
use crate::model::linear::Packed;
use corpus::Document;
use examples::{cue_examples, judge_examples, span_examples};
use fit::{Example, How, fit};
use ftrl::Ftrl;
pub use settings::Settings;

/// Parts of the corpus that take turns in being held out, so that each model sees the output of the one before it on
/// articles that that one was not trained on.
const FOLDS: usize = 4;

/// The smallest weight of the large tables, see [`Packed::write`].
const LEAST: i8 = 3;

/// The models of one stage: for each fold that which did not see it, and that which saw everything.
struct Stage {
    folds: Vec<Ftrl>,
    whole: Ftrl,
}

/// Trains all models and gives the model file.
pub fn train(documents: &[Document], settings: Settings, log: impl Fn(&str) + Sync) -> Vec<u8> {
    let first = First::train(documents, settings, &log);
    let rest = Rest::train(documents, &first.beliefs, settings, &log);
    write(&first, &rest, settings)
}

fn write(first: &First, rest: &Rest, settings: Settings) -> Vec<u8> {
    let mut out = Vec::new();
    Packed::write(&first.model.weights, settings.cue_bits, LEAST, &mut out);
    Packed::write(&rest.second.weights, settings.span_bits, LEAST, &mut out);
    Packed::write(&rest.judge.weights, settings.judge_bits, 1, &mut out);
    out
}

/// The model of cues, and what it believes of each article, made without having seen it.
struct First {
    model: Ftrl,
    beliefs: Vec<Vec<Belief>>,
}

impl First {
    fn train(documents: &[Document], settings: Settings, log: &(impl Fn(&str) + Sync)) -> Self {
        log("cues");
        let chains: Vec<Vec<Example>> = documents.iter().map(cue_examples).collect();
        let stage = stage(&chains, |examples| fit_cues(examples, settings));
        let beliefs = in_turn(documents, &stage, |d, model| cues::beliefs(&d.facts, &d.paragraphs, model));
        Self { model: stage.whole, beliefs }
    }
}

/// The models of the parts and of the whole.
struct Rest {
    second: Ftrl,
    judge: Ftrl,
}

impl Rest {
    fn train(documents: &[Document], beliefs: &[Vec<Belief>], settings: Settings, log: &(impl Fn(&str) + Sync)) -> Self {
        let chains: Vec<Vec<Example>> = documents.iter().zip(beliefs).map(|(d, b)| span_examples(d, b)).collect();
        log(&format!("parts of {} cues", chains.iter().map(Vec::len).sum::<usize>()));
        let second = stage(&chains, |examples| {
            let how = How {
                passes: settings.span_passes,
                alpha: settings.span_alpha,
                l1: settings.span_l1,
                l2: settings.l2,
                bits: settings.span_bits,
            };
            fit::<{ spans::LABELS }, { spans::LABELS2 }>(examples, how, |_, _| true)
        });
        let paired: Vec<(&Document, &Vec<Belief>)> = documents.iter().zip(beliefs).collect();
        let examples: Vec<Vec<Example>> = in_turn(&paired, &second, |(document, beliefs), model| {
            let found = trained::parts(&document.facts, &document.paragraphs, beliefs, model);
            judge_examples(document, beliefs, &found)
        });
        let examples: Vec<&Example> = examples.iter().flatten().collect();
        log(&format!("judgement of {} candidates", examples.len()));
        let how = How {
            passes: settings.judge_passes,
            alpha: settings.judge_alpha,
            l1: settings.judge_l1,
            l2: settings.l2,
            bits: settings.judge_bits,
        };
        let judge = fit::<{ judge::LABELS }, { judge::LABELS * judge::LABELS }>(&examples, how, |_, _| true);
        Self { second: second.whole, judge }
    }
}

/// Trains a model without each fold, and one on everything; `chains` are the examples of each article.
fn stage(chains: &[Vec<Example>], fit: impl Fn(&[&Example]) -> Ftrl + Sync) -> Stage {
    let turns: Vec<Option<usize>> = (0..FOLDS).map(Some).chain([None]).collect();
    let run = |skip: Option<usize>| {
        let kept = chains.iter().enumerate().filter(|(i, _)| skip.is_none_or(|fold| i % FOLDS != fold));
        fit(&kept.flat_map(|(_, e)| e).collect::<Vec<_>>())
    };
    let mut folds = Vec::new();
    // Two at a time: each has its own tables, and the order of work within one never changes.
    for two in turns.chunks(2) {
        let done: Vec<Ftrl> = std::thread::scope(|scope| {
            let running: Vec<_> = two.iter().map(|&skip| scope.spawn(move || run(skip))).collect();
            running.into_iter().map(|r| r.join().expect("training does not panic")).collect()
        });
        folds.extend(done);
    }
    let whole = folds.pop().expect("the last turn trains on everything");
    Stage { folds, whole }
}

/// What `give` makes of each item with the model that did not see it.
fn in_turn<T, U>(items: &[T], stage: &Stage, give: impl Fn(&T, &Ftrl) -> U) -> Vec<U> {
    items.iter().enumerate().map(|(i, item)| give(item, &stage.folds[i % FOLDS])).collect()
}

fn fit_cues(examples: &[&Example], s: Settings) -> Ftrl {
    let how = How { passes: s.cue_passes, alpha: s.cue_alpha, l1: s.cue_l1, l2: s.l2, bits: s.cue_bits };
    fit::<{ cues::LABELS }, { cues::LABELS2 }>(examples, how, cues::allowed)
}

/// How well cues are found in `dev` by a first model of each of `settings`.
pub fn tune_cues(documents: &[Document], dev: &[Document], settings: &[Settings]) {
    let chains: Vec<Vec<Example>> = documents.iter().map(cue_examples).collect();
    for two in settings.chunks(2) {
        std::thread::scope(|scope| {
            for s in two {
                let chains = &chains;
                scope.spawn(move || {
                    let model = fit_cues(&chains.iter().flatten().collect::<Vec<_>>(), *s);
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

/// The models behind the first for each of `settings`, over the first model by that of the first of them.
pub fn tune_spans(documents: &[Document], settings: &[Settings], report: impl Fn(&Settings, &[u8])) {
    let Some(one) = settings.first() else { return };
    let first = First::train(documents, *one, &|_: &str| ());
    for s in settings {
        let rest = Rest::train(documents, &first.beliefs, *s, &|_: &str| ());
        report(s, &write(&first, &rest, *s));
    }
}
