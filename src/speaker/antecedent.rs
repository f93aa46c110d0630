//! Which of those who were named a pronoun or a general word ("the company") means: a choice among candidates and nobody by a
//! conditional logit (McFadden 1974) over named features, as pronouns have been resolved since Denis and Baldridge (2007, "a ranking
//! approach to pronoun resolution"). `src/model/README.md` tells how its table is made.

mod features;

use super::entity::{Entities, EntityId};
use crate::model::named::{Features, weights};
#[cfg(feature = "train")]
use crate::text::Span;
pub(super) use features::{Place, is_kin, is_known_so};

weights! {
    /// The weights of the choice.
    AntecedentWeights<1>,
    "antecedents.tsv",
    "Weights of whom a pronoun or a general word means: feature of somebody named before, weight."
}

impl AntecedentWeights {
    /// The probability of each candidate, by its features; what is missing to 1 is that of nobody.
    pub fn chances<'f>(&self, candidates: impl Iterator<Item = &'f Features>) -> Vec<f32> {
        let sums: Vec<f32> = candidates.map(|features| self.0.sums(features)[0]).collect();
        let most = sums.iter().copied().fold(0.0, f32::max);
        let all: f32 = (-most).exp() + sums.iter().map(|sum| (sum - most).exp()).sum::<f32>();
        sums.iter().map(|sum| (sum - most).exp() / all).collect()
    }

    /// Fits the weights to choices of which is known who is right.
    #[cfg(feature = "train")]
    pub fn fit(choices: &[Vec<(Features, bool)>], penalty: f64) -> AntecedentWeights {
        let descent = crate::model::named::Descent { steps: 1500, step: 1.0, penalty };
        AntecedentWeights(crate::model::named::Named::fit_choices(choices, &descent))
    }
}

/// A pronoun or a general word, and who may be meant, by the names: what the choice learns from.
#[cfg(feature = "train")]
#[derive(Clone, Debug)]
pub struct Case {
    /// Bytes of the article's text.
    pub span: Span,
    pub candidates: Vec<(String, Features)>,
}

/// Somebody who may be meant, with what is known of that.
pub(super) struct Candidate {
    pub id: EntityId,
    pub features: Features,
    /// It is known to be a person.
    person: bool,
    /// Its sex is the pronoun's as far as is known.
    sexed: bool,
    /// The token where it was mentioned last, and where last as the subject of a verb.
    last: usize,
    subject: Option<usize>,
}

/// The likeliest of `candidates` and how likely that is.
#[cfg_attr(not(feature = "train"), expect(unused_variables, reason = "the names are for those who train"))]
pub(super) fn choose(place: &Place, entities: &Entities, mut candidates: Vec<Candidate>) -> Option<(EntityId, f32)> {
    features::compare(&mut candidates);
    #[cfg(feature = "train")]
    place.record(&candidates, entities);
    let chances = place.weights().chances(candidates.iter().map(|c| &c.features));
    let mut best: Option<(EntityId, f32)> = None;
    for (candidate, chance) in candidates.iter().zip(chances) {
        if best.is_none_or(|(_, before)| chance > before) {
            best = Some((candidate.id, chance));
        }
    }
    best
}
