//! Who stands with whom where no words at the names tell it, but what all of them say and whom they speak of: a logistic
//! regression over pairs of parties, and a clustering of these by its probabilities. `src/model/README.md` tells how the table is
//! made.

mod features;
mod pair;
mod portrait;
mod taking;

use super::affiliation::means_all;
use super::{Parties, Side, VOICE};
use crate::model::named::{Features, weights};

pub(super) use pair::compare;
pub use taking::TakingWeights;

/// Two parties are joined where their members stand together with this probability in the mean: sooner than not.
const TOGETHER: f32 = 0.45;
/// Who speaks for nobody by the words at his name is a side of his own with this probability.
const TAKEN: f32 = 0.5;
const TAKEN_BY_EXPERT: f32 = 0.75;
/// So many attributions make a party the one that the side is called by.
const OFTEN: usize = 3;
/// So many parties at most are compared, which bounds the work on a long page: those that are heard first.
const MOST: usize = 48;

/// Two parties, by their places, and what speaks for and against their standing together.
#[derive(Clone, Debug)]
pub struct Pair {
    pub first: usize,
    pub second: usize,
    pub features: Features,
    /// They never stand together: two states, political parties or towns, two heads of government, the government of a state that is not
    /// named and another state than it may be, two lawyers, two sorts of one group, one who demands what the other rejects, or one who is reported to be against the other.
    pub apart: bool,
}

weights! {
    /// The weights of the regression.
    AllianceWeights<1>,
    "alliances.tsv",
    "Weights of who stands with whom: feature of two parties, weight for the same side."
}

impl AllianceWeights {
    /// The probability that two parties with these `features` are on one side.
    pub fn together(&self, features: &Features) -> f32 {
        self.0.chance(features)
    }

    /// Fits the weights to pairs of which is known whether they stand together.
    #[cfg(feature = "train")]
    pub fn fit(examples: &[(Features, bool)], penalty: f64) -> AllianceWeights {
        let descent = crate::model::named::Descent { steps: 1500, step: 0.5, penalty };
        AllianceWeights(crate::model::named::Named::fit_chances(examples, &descent))
    }
}

/// `parties` with those made one that stand together: the two clusters with the greatest mean probability first, until none
/// reaches `TOGETHER`. Of those who stand alone those are left out that take no side sooner than not.
pub(super) fn join(parties: Parties, weights: &AllianceWeights, sides: &TakingWeights) -> Parties {
    let all = parties.list.len();
    let count = all.min(MOST);
    let mut odds = vec![vec![0.0f32; count]; count];
    for pair in &parties.pairs {
        let together = if pair.apart { f32::NEG_INFINITY } else { weights.together(&pair.features) };
        (odds[pair.first][pair.second], odds[pair.second][pair.first]) = (together, together);
    }
    let mut clusters: Vec<Vec<usize>> = (0..count).map(|at| vec![at]).collect();
    loop {
        let mean = |a: &[usize], b: &[usize]| {
            let sum: f32 = a.iter().flat_map(|&i| b.iter().map(move |&j| (i, j))).map(|(i, j)| odds[i][j]).sum();
            sum / (a.len() * b.len()) as f32
        };
        let pairs = (0..clusters.len()).flat_map(|a| (a + 1..clusters.len()).map(move |b| (a, b)));
        let best = pairs.map(|(a, b)| (mean(&clusters[a], &clusters[b]), a, b)).max_by(|x, y| x.0.total_cmp(&y.0));
        let Some((_, a, b)) = best.filter(|(mean, ..)| *mean >= TOGETHER) else { break };
        let absorbed = clusters.remove(b);
        clusters[a].extend(absorbed);
    }
    let mut out = Parties::default();
    for cluster in clusters.into_iter().chain((count..all).map(|at| vec![at])) {
        // Voices are no side, unless one of them takes one; of an expert that must be surer.
        let takes = |at: usize| {
            // "Both camps" are all parties, or none.
            let first = parties.list[at].label.split(' ').next().unwrap_or("").to_lowercase();
            let all = means_all(&first);
            !all && parties.taking.get(at).is_some_and(|features| {
                let expert = features.iter().any(|(name, _)| *name == taking::EXPERT);
                sides.chance(features) >= if expert { TAKEN_BY_EXPERT } else { TAKEN }
            })
        };
        let all_voices = cluster.iter().all(|&at| parties.voices[at]);
        if all_voices && !cluster.iter().any(|&at| takes(at)) {
            continue;
        }
        let sure = mean_within(&cluster, &odds);
        // Whoever is heard often gives the name, else who has the best one: a state, a party, a body, a camp, a person.
        let often = |at: usize| parties.heard[at] >= OFTEN;
        let name =
            |at: usize| (parties.voices[at], if often(at) { 0 } else { parties.ranks[at] }, std::cmp::Reverse(parties.heard[at]), at);
        let leader = cluster.iter().copied().min_by_key(|&at| name(at)).unwrap_or(cluster[0]);
        let own = cluster.iter().copied().filter(|&at| !parties.voices[at]);
        let mut side = Side {
            label: parties.list[leader].label.clone(),
            speakers: Vec::new(),
            evidence: Vec::new(),
            positions: Vec::new(),
            // What is known of the surest one, whom the others stand with, and how sure it is that they do.
            confidence: own.map(|at| parties.list[at].confidence).fold(if all_voices { VOICE } else { 0.0 }, f32::max) * sure.sqrt(),
        };
        for &at in &cluster {
            let own = &parties.list[at];
            side.speakers.extend(&own.speakers);
            // Who is here for what he says has that for evidence.
            let said = parties.said[at].filter(|_| cluster.len() > 1);
            side.evidence.extend(own.evidence.iter().map(|evidence| evidence.or(said)));
        }
        out.firm.push(cluster.iter().any(|&at| parties.firm[at]));
        out.list.push(side);
    }
    out
}

/// The mean probability of all pairs of `cluster`; 1 where there is none.
fn mean_within(cluster: &[usize], odds: &[Vec<f32>]) -> f32 {
    let pairs: Vec<f32> = cluster.iter().enumerate().flat_map(|(n, &a)| cluster[n + 1..].iter().map(move |&b| odds[a][b])).collect();
    if pairs.is_empty() { 1.0 } else { pairs.iter().sum::<f32>() / pairs.len() as f32 }
}
