//! Which statements are positions, and which of them a summary cannot leave out: two logistic regressions over named
//! features, so that each weight can be read and explained. `src/model/README.md` tells how the table is made.

use crate::model::named::{Features, weights};

/// What the model says of one statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chances {
    /// The probability that it is a position of its side.
    pub position: f32,
    /// The probability that a fair summary of the side has it.
    pub essential: f32,
}

weights! {
    /// The weights of both regressions.
    Weights<2>,
    "positions.tsv",
    "Weights of the ranking of positions: feature, weight for a position, weight for an essential one."
}

impl Weights {
    pub fn chances(&self, features: &Features) -> Chances {
        let [position, essential] = self.0.sums(features).map(|sum| 1.0 / (1.0 + (-sum).exp()));
        Chances { position, essential }
    }

    /// Fits the weights to statements of which is known whether they are positions and essential ones.
    #[cfg(feature = "train")]
    pub fn fit(examples: &[(Features, [bool; 2])], penalty: f64) -> Weights {
        let examples: Vec<(&Features, [bool; 2])> = examples.iter().map(|(features, truth)| (features, *truth)).collect();
        let descent = crate::model::named::Descent { steps: 3000, step: 0.3, penalty };
        Weights(crate::model::named::Named::fit(&examples, &descent, |sums| sums.map(|sum| 1.0 / (1.0 + (-sum).exp()))))
    }
}
