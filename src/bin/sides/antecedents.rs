//! Training of the choice of antecedents: whom the pronouns and general words mean that are the source of an annotated attribution.

use super::annotated::gold_attributions;
use super::train::PARTS;
use super::{GoldArticle, is_speaker};
use standpoint::article::Article;
use standpoint::attribution::{self, Attribution};
use standpoint::side::Features;
use standpoint::speaker::{self, AntecedentWeights};
use standpoint::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// The strength of the penalty on weights, chosen by leaving out articles.
const PENALTY: f64 = 8.0;
/// What comes before a pronoun is resolved by weights too: from none, so often anew by those that were fitted.
const ROUNDS: usize = 2;

/// The candidates for one pronoun or general word, and which are right.
type Choice = Vec<(Features, bool)>;

/// The weights by all articles, and without each part of them in turn.
pub struct Fitted {
    pub all: AntecedentWeights,
    pub without: Vec<AntecedentWeights>,
}

struct Read {
    text: String,
    parsed: Text,
    /// The annotated attributions and the pipe's own.
    attributions: [Vec<Attribution>; 2],
}

/// Fits the weights to `articles`, each read by the annotated attributions and by the pipe's own.
pub fn fit(articles: &[GoldArticle]) -> Fitted {
    let read: Vec<Read> = articles.iter().map(read).collect();
    let mut weights = AntecedentWeights::default();
    let mut choices = Vec::new();
    for _ in 0..ROUNDS {
        choices = articles.iter().zip(&read).map(|(article, read)| choices_of(article, read, &weights)).collect();
        weights = fit_without(&choices, None);
    }
    let without: Vec<AntecedentWeights> = (0..PARTS).map(|part| fit_without(&choices, Some(part))).collect();
    report(&choices, &without);
    Fitted { all: weights, without }
}

fn fit_without(choices: &[Vec<Choice>], part: Option<usize>) -> AntecedentWeights {
    let kept = choices.iter().enumerate().filter(|(at, _)| Some(at % PARTS) != part);
    AntecedentWeights::fit(&kept.flat_map(|(_, choices)| choices.clone()).collect::<Vec<_>>(), PENALTY)
}

fn read(article: &GoldArticle) -> Read {
    let (_, read) = Article::from_text(&article.text);
    let parsed = Text::parse(&read.text, &read.blocks());
    let own = attribution::attributions(&read.text, &parsed);
    let mut annotated: Vec<Attribution> = gold_attributions(article).into_iter().map(|g| g.attribution).collect();
    annotated.sort_by_key(|a| (a.content[0], a.extent()));
    Read { text: read.text, parsed, attributions: [annotated, own] }
}

fn choices_of(article: &GoldArticle, read: &Read, weights: &AntecedentWeights) -> Vec<Choice> {
    let gold = gold_attributions(article);
    let by_id: BTreeMap<&str, _> = article.speakers.iter().map(|s| (s.id.as_str(), s)).collect();
    let mut out = Vec::new();
    for attributions in &read.attributions {
        let mut seen = BTreeSet::new();
        for case in speaker::cases(&read.text, &read.parsed, attributions, weights) {
            let here = gold.iter().filter(|g| g.attribution.source.iter().any(|s| s.contains(case.span)));
            let wanted: Vec<_> = here.flat_map(|g| &g.speakers).filter_map(|id| by_id.get(id.as_str())).collect();
            if wanted.is_empty() || !seen.insert(case.span) {
                continue;
            }
            let right = |name: &str| wanted.iter().any(|speaker| is_speaker(name, speaker));
            out.push(case.candidates.into_iter().map(|(name, features)| (features, right(&name))).collect());
        }
    }
    out
}

/// Prints how often the choice is right, wrong or open where the article was left out.
fn report(choices: &[Vec<Choice>], without: &[AntecedentWeights]) {
    for (name, body) in [("persons", false), ("bodies", true)] {
        for least in [0.5, 0.55, 0.6, 0.7] {
            let [mut right, mut wrong, mut open, mut nobody] = [0; 4];
            for (at, choices) in choices.iter().enumerate() {
                for choice in choices.iter().filter(|c| c.iter().any(|(f, _)| f.iter().any(|(n, _)| *n == "a body")) == body) {
                    let chances = without[at % PARTS].chances(choice.iter().map(|(f, _)| f));
                    let best = choice.iter().zip(chances).max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, chance)| *chance >= least);
                    match best {
                        Some(((_, true), _)) => right += 1,
                        Some(_) => wrong += 1,
                        None if choice.iter().any(|(_, right)| *right) => open += 1,
                        None => nobody += 1,
                    }
                }
            }
            println!("{name} from {least}: {right} right, {wrong} wrong, {open} open, {nobody} rightly open");
        }
    }
}
