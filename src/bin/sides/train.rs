//! Training of the ranking of positions, and its cross-validation with one article left out at a time.

use super::annotated::{gold_attributions, gold_parties};
use super::labels::{self, Unjudged};
use super::{Args, Given, GoldArticle, analyse, given, is_speaker, places, same_name, words};
use standpoint::Analysis;
use standpoint::report::Report;
use standpoint::side::{
    self, AllianceWeights, Candidate, Features, Leaning, LeaningWeights, Models, Parties, Side, TakingWeights, Weights,
};
use standpoint::speaker::AntecedentWeights;
use standpoint::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The strength of the penalty on weights, chosen by the cross-validation.
const PENALTY: f64 = 16.0;
/// The same for the weights of the leaning.
const LEANING_PENALTY: f64 = 15.0;
/// The same for who stands with whom, and for who takes a side.
const ALLIANCE_PENALTY: f64 = 10.0;
const TAKING_PENALTY: f64 = 10.0;
/// So many parts are left out in turn by the cross-validation, whole articles each.
pub const PARTS: usize = 12;

/// One reading of an article, by the annotated attributions or the pipe's own.
pub struct Reading<'a> {
    pub article: &'a GoldArticle,
    pub analysis: Analysis,
    part: usize,
    examples: Vec<(Features, [bool; 2])>,
    leanings: Vec<(Features, Leaning)>,
    parties: Parties,
}

/// What parties are joined by, and which of them are sides.
pub struct Joining {
    pub alliances: AllianceWeights,
    pub taking: TakingWeights,
}

/// What an article teaches of that.
struct Lesson {
    alliances: Vec<(Features, bool)>,
    taking: Vec<(Features, bool)>,
}

/// Reads each article twice, by the annotated attributions and by the pipe's own. The labels of these, and who stands with whom,
/// are judged by weights that have not seen the article, as those of an article that is read for the first time.
pub fn readings<'a>(
    articles: &'a [GoldArticle],
    unjudged: &[Unjudged],
    antecedents: &[AntecedentWeights],
    args: &Args,
) -> (Vec<Reading<'a>>, Joining) {
    let mut out = Vec::new();
    let mut lessons: Vec<Lesson> = Vec::new();
    let labels: Vec<_> = (0..PARTS).map(|part| labels::fit(unjudged, |at| at % PARTS != part && !articles[at].other)).collect();
    for (at, (article, own_labels)) in articles.iter().zip(unjudged).enumerate() {
        let gold = gold_attributions(article);
        for own in [false, true] {
            let given = if own { Given::Nothing } else { given(args) };
            let mut analysis = analyse(article, &gold, given, &antecedents[at % PARTS]);
            if own {
                labels::judge(own_labels, &mut analysis, &labels[at % PARTS]);
            }
            let mut parties = side::parties_of(&analysis.article.text, &analysis.text, &analysis.attributions, &analysis.speakers);
            if given == Given::Sides {
                parties = gold_parties(article, &analysis.speakers, &parties);
            }
            lessons.push(lesson(article, &analysis, &parties));
            out.push(Reading { article, analysis, part: at % PARTS, examples: Vec::new(), leanings: Vec::new(), parties });
        }
    }
    let fit_joining = |without: Option<usize>| {
        let kept = || out.iter().zip(&lessons).filter(|(r, _)| Some(r.part) != without);
        let alliances: Vec<_> = kept().flat_map(|(_, lesson)| lesson.alliances.clone()).collect();
        // The readers of the other articles called fewer a side.
        let taking: Vec<_> = kept().filter(|(r, _)| !r.article.other).flat_map(|(_, lesson)| lesson.taking.clone()).collect();
        Joining { alliances: AllianceWeights::fit(&alliances, ALLIANCE_PENALTY), taking: TakingWeights::fit(&taking, TAKING_PENALTY) }
    };
    let all = fit_joining(None);
    let by_part: Vec<Joining> = (0..PARTS).map(|part| fit_joining(Some(part))).collect();
    for reading in &mut out {
        let Reading { article, analysis: a, .. } = reading;
        if given(args) != Given::Sides {
            reading.parties =
                side::joined(std::mem::take(&mut reading.parties), &by_part[reading.part].alliances, &by_part[reading.part].taking);
        }
        let candidates = side::candidates(&a.article.text, &a.text, &a.attributions, &a.speakers, &reading.parties);
        let (truths, leanings) = truths(article, a, &reading.parties.list, &candidates);
        reading.leanings = leanings.into_iter().zip(&candidates).filter_map(|(l, c)| Some((c.leaning.clone()?, l?))).collect();
        reading.examples = candidates.into_iter().zip(truths).map(|(c, truth)| (c.features, truth)).collect();
    }
    (out, all)
}

/// Which pairs of `parties` stand together by the annotation, those of whom it knows the side of both; and which of them take a side.
fn lesson(article: &GoldArticle, analysis: &Analysis, parties: &Parties) -> Lesson {
    let gold = |at: usize| {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for own in parties.list[at].speakers.iter().filter_map(|&id| analysis.speakers.list.get(id)) {
            let known =
                article.speakers.iter().find(|s| s.name == own.name).or_else(|| article.speakers.iter().find(|s| is_speaker(&own.name, s)));
            known.into_iter().for_each(|s| *votes.entry(s.side.as_str()).or_default() += 1);
        }
        votes.into_iter().max_by_key(|(side, votes)| (*votes, std::cmp::Reverse(*side))).map(|(side, _)| side)
    };
    let sides: Vec<Option<&str>> = (0..parties.list.len()).map(gold).collect();
    let known = parties.pairs.iter().filter_map(|pair| Some((pair, sides[pair.first]?, sides[pair.second]?)));
    let alliances = known.map(|(pair, a, b)| (pair.features.clone(), a == b && a != "none")).collect();
    let taking = parties.taking.iter().zip(&sides).filter_map(|(features, side)| Some((features.clone(), (*side)? != "none"))).collect();
    Lesson { alliances, taking }
}

/// Fits the weights to all readings that are not of the part `without`.
pub fn fit(readings: &[Reading], without: Option<usize>) -> (Weights, LeaningWeights) {
    let kept = || readings.iter().filter(|r| Some(r.part) != without);
    let examples: Vec<(Features, [bool; 2])> = kept().filter(|r| !r.article.other).flat_map(|r| r.examples.clone()).collect();
    let leanings: Vec<(Features, Leaning)> = kept().flat_map(|r| r.leanings.clone()).collect();
    (Weights::fit(&examples, PENALTY), LeaningWeights::fit(&leanings, LEANING_PENALTY))
}

/// What `analyze --format json` would print for each article, by weights that have not seen it: by the annotated attributions and
/// by the pipe's own.
pub fn cross(readings: &mut [Reading]) -> [String; 2] {
    let weights: Vec<(Weights, LeaningWeights)> = (0..PARTS).map(|part| fit(readings, Some(part))).collect();
    let mut out = [String::new(), String::new()];
    for (at, reading) in readings.iter_mut().enumerate() {
        let a = &mut reading.analysis;
        let (ranking, leaning) = &weights[reading.part];
        // The parties are joined already.
        let models = Models { ranking, leaning, ..Models::built_in() };
        a.sides = side::take(&a.article.text, &a.text, &a.attributions, &a.speakers, reading.parties.clone(), &models);
        // Annotated attributions are all shown.
        if at % 2 == 1 {
            let (attributions, speakers) = (std::mem::take(&mut a.attributions), std::mem::take(&mut a.speakers));
            (a.attributions, a.speakers) = side::without_doubtful(&a.article.text, attributions, speakers, &mut a.sides);
        }
        out[at % 2].push_str(&serde_json::to_string(&Report::new(&reading.article.id, a)).unwrap_or_default());
        out[at % 2].push('\n');
    }
    out
}

/// Whether each candidate is an annotated position of its side, and an essential one, as the scorer counts it; and the leaning of
/// the annotated position that it has most in common with.
fn truths(article: &GoldArticle, analysis: &Analysis, sides: &[Side], candidates: &[Candidate]) -> (Vec<[bool; 2]>, Vec<Option<Leaning>>) {
    let text = &article.text;
    let words = words(text);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let best = counterparts(article, analysis, sides);
    let gold: Vec<_> = article
        .positions
        .iter()
        .map(|p| {
            let spans: Vec<Span> = p.spans.iter().flatten().map(|s| Span::new(starts[s.0], starts[s.1])).collect();
            (best.get(p.side.as_str()).copied(), places(&words, &spans), p.essential, p.stance)
        })
        .collect();
    let truth = |candidate: &Candidate| {
        let own = places(&words, &candidate.position.spans);
        let hits = || gold.iter().filter(|(_, place, ..)| hit(place, &own));
        // What is essential stays so under the wrong side; a position it is only under the right one.
        [hits().any(|(side, ..)| *side == Some(candidate.side)), hits().any(|(.., essential, _)| *essential)]
    };
    let leaning = |candidate: &Candidate| {
        let own = places(&words, &candidate.position.spans);
        let hits = gold.iter().filter(|(_, place, ..)| hit(place, &own));
        let common = |place: &BTreeSet<usize>| place.intersection(&own).count() * 1000 / place.union(&own).count().max(1);
        let nearest = hits.max_by_key(|(_, place, ..)| common(place))?;
        Some(Leaning::of(nearest.3))
    };
    (candidates.iter().map(truth).collect(), candidates.iter().map(leaning).collect())
}

fn hit(gold: &BTreeSet<usize>, own: &BTreeSet<usize>) -> bool {
    let common = gold.intersection(own).count();
    common > 0 && (common * 2 >= gold.len() || common * 2 >= own.len() && common >= 4)
}

/// For each annotated side the one that has most of its speakers, or its label.
fn counterparts<'a>(article: &'a GoldArticle, analysis: &Analysis, sides: &[Side]) -> BTreeMap<&'a str, usize> {
    let mut out = BTreeMap::new();
    for gold in &article.sides {
        let votes = |side: &Side| {
            let spoken = article.speakers.iter().filter(|s| s.side == gold.id).filter(|s| {
                let ids = side.speakers.iter().filter_map(|&id| analysis.speakers.list.get(id));
                { ids }.any(|own| is_speaker(&own.name, s))
            });
            let labelled = std::iter::once(&gold.label).chain(&gold.aliases).any(|name| same_name(&side.label, name));
            2 * spoken.count() + usize::from(labelled)
        };
        let most = sides.iter().enumerate().map(|(at, side)| (votes(side), std::cmp::Reverse(at))).max();
        if let Some((_, at)) = most.filter(|(votes, _)| *votes > 0) {
            out.insert(gold.id.as_str(), at.0);
        }
    }
    out
}
