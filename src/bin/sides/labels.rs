//! Training of the judgement of labels: which of the pipe's own labels are right by the annotation.

use super::annotated::gold_attributions;
use super::{GoldArticle, is_speaker, places, words};
use standpoint::Analysis;
use standpoint::article::Article;
use standpoint::attribution::Attribution;
use standpoint::side::Features;
use standpoint::speaker::{self, AntecedentWeights, LabelWeights, Speakers};
use standpoint::text::Text;
use std::collections::BTreeSet;

/// The strength of the penalty on weights, chosen by the cross-validation.
const PENALTY: f64 = 10.0;

/// The pipe's attributions of one article before they are judged.
pub struct Unjudged {
    attributions: Vec<Attribution>,
    speakers: Speakers,
    examples: Vec<(Features, bool)>,
}

impl Unjudged {
    pub fn read(article: &GoldArticle, antecedents: &AntecedentWeights) -> Unjudged {
        let (_, read) = Article::from_text(&article.text);
        let (text, parsed) = (&read.text, &Text::parse(&read.text, &read.blocks()));
        let attributions = standpoint::attribution::attributions(text, parsed);
        let speakers = speaker::resolve_by(text, parsed, &attributions, antecedents);
        let right = right(article, &attributions, &speakers);
        let features = speaker::label_features(text, parsed, &attributions, &speakers);
        let examples = features.into_iter().zip(right).filter(|(f, _)| !f.is_empty()).collect();
        Unjudged { attributions, speakers, examples }
    }

    /// The attributions and who is named for each.
    pub fn parts(&self) -> (&[Attribution], &Speakers) {
        (&self.attributions, &self.speakers)
    }
}

/// Reads all articles, each by the weights for antecedents of its part.
pub fn read(articles: &[GoldArticle], antecedents: &[AntecedentWeights]) -> Vec<Unjudged> {
    articles.iter().zip(antecedents.iter().cycle()).map(|(article, weights)| Unjudged::read(article, weights)).collect()
}

/// Replaces the label confidences of `analysis`, of the article `unjudged`, by those of `weights`, without what names nobody.
pub fn judge(unjudged: &Unjudged, analysis: &mut Analysis, weights: &LabelWeights) {
    let (attributions, mut speakers) = (unjudged.attributions.clone(), unjudged.speakers.clone());
    speaker::judge(&analysis.article.text, &analysis.text, &attributions, &mut speakers, weights);
    (analysis.attributions, analysis.speakers) = speaker::without_nameless(attributions, speakers);
}

/// Fits the weights to the articles at the places that `keep` is true of.
pub fn fit(articles: &[Unjudged], keep: impl Fn(usize) -> bool) -> LabelWeights {
    let kept = articles.iter().enumerate().filter(|(at, _)| keep(*at));
    let examples: Vec<(Features, bool)> = kept.flat_map(|(_, a)| a.examples.clone()).collect();
    LabelWeights::fit(&examples, PENALTY)
}

/// Whether each label is right, as the scorer counts it: the content has at least half of its words in common with an annotated
/// one, which nothing fits better, and one of the names is a speaker of it.
fn right(article: &GoldArticle, attributions: &[Attribution], speakers: &Speakers) -> Vec<bool> {
    let words = words(&article.text);
    let gold = gold_attributions(article);
    let wanted: Vec<_> = gold.iter().map(|g| places(&words, &g.attribution.content)).collect();
    let own: Vec<_> = attributions.iter().map(|a| places(&words, &a.content)).collect();
    let mut pairs = Vec::new();
    for (i, a) in wanted.iter().enumerate() {
        for (j, b) in own.iter().enumerate() {
            let common = a.intersection(b).count();
            let union = a.len() + b.len() - common;
            if common > 0 && common * 2 >= union {
                let fits = speakers.of[j].iter().any(|&id| names(article, &gold[i].speakers, &speakers.list[id].name));
                pairs.push((common * 1_000_000 / union, fits, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.cmp(a));
    let (mut used_gold, mut used_own, mut right) = (BTreeSet::new(), BTreeSet::new(), vec![false; own.len()]);
    for (_, fits, i, j) in pairs {
        if !used_gold.contains(&i) && !used_own.contains(&j) {
            used_gold.insert(i);
            used_own.insert(j);
            right[j] = fits;
        }
    }
    right
}

fn names(article: &GoldArticle, wanted: &BTreeSet<String>, name: &str) -> bool {
    article.speakers.iter().filter(|s| wanted.contains(&s.id)).any(|s| is_speaker(name, s))
}
