//! Which statements are positions, and which of them a summary cannot leave out: two logistic regressions over named
//! features, so that each weight can be read and explained. `src/model/README.md` tells how the table is made.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A named property of a statement and how much of it there is, mostly 0 to 1. What is not listed is 0.
pub type Features = Vec<(&'static str, f32)>;

/// What the model says of one statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chances {
    /// The probability that it is a position of its side.
    pub position: f32,
    /// The probability that a fair summary of the side has it.
    pub essential: f32,
}

/// The weights of both regressions by the name of the feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    rows: BTreeMap<String, [f32; 2]>,
}

impl Weights {
    /// Those that are built in.
    pub fn built_in() -> &'static Weights {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Weights::parse(include_str!("../model/positions.tsv")))
    }

    /// Reads lines of a name, the weight for a position and the weight for an essential one, with tabs between them.
    pub fn parse(table: &str) -> Weights {
        let row = |line: &str| {
            let mut cells = line.split('\t');
            let (name, position, essential) = (cells.next()?, cells.next()?, cells.next()?);
            Some((name.to_owned(), [position.parse().ok()?, essential.parse().ok()?]))
        };
        Weights { rows: table.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect() }
    }

    /// The form that `parse` reads.
    pub fn table(&self) -> String {
        let head = "# Weights of the ranking of positions: feature, weight for a position, weight for an essential one. See README.md.\n";
        let rows = self.rows.iter().map(|(name, [position, essential])| format!("{name}\t{position:.3}\t{essential:.3}\n"));
        std::iter::once(head.to_owned()).chain(rows).collect()
    }

    pub fn chances(&self, features: &Features) -> Chances {
        let mut sums = [0.0f32; 2];
        for (name, value) in features {
            let Some(row) = self.rows.get(*name) else { continue };
            sums[0] += row[0] * value;
            sums[1] += row[1] * value;
        }
        let [position, essential] = sums.map(|sum| 1.0 / (1.0 + (-sum).exp()));
        Chances { position, essential }
    }

    /// Fits the weights to statements of which is known whether they are positions and essential ones: gradient descent
    /// with an L2 penalty, the same result each time.
    #[cfg(feature = "train")]
    pub fn fit(examples: &[(Features, [bool; 2])], penalty: f64) -> Weights {
        let names: std::collections::BTreeSet<&str> = examples.iter().flat_map(|(f, _)| f.iter().map(|(name, _)| *name)).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let place: BTreeMap<&str, usize> = names.iter().enumerate().map(|(i, name)| (*name, i)).collect();
        let rows: Vec<Vec<(usize, f64)>> =
            examples.iter().map(|(f, _)| f.iter().map(|(name, value)| (place[name], f64::from(*value))).collect()).collect();
        let mut weights = vec![[0.0f64; 2]; names.len()];
        let mut speed = weights.clone();
        const STEPS: usize = 3000;
        const STEP: f64 = 0.3;
        const MOMENTUM: f64 = 0.9;
        for _ in 0..STEPS {
            let mut slope: Vec<[f64; 2]> = weights.iter().map(|w| w.map(|w| w * penalty)).collect();
            for (row, (_, truth)) in rows.iter().zip(examples) {
                for target in 0..2 {
                    let sum: f64 = row.iter().map(|&(i, value)| weights[i][target] * value).sum();
                    let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(truth[target]));
                    row.iter().for_each(|&(i, value)| slope[i][target] += error * value);
                }
            }
            for ((weight, speed), slope) in weights.iter_mut().zip(&mut speed).zip(&slope) {
                for target in 0..2 {
                    speed[target] = MOMENTUM * speed[target] - STEP * (1.0 - MOMENTUM) * slope[target] / examples.len().max(1) as f64;
                    weight[target] += speed[target];
                }
            }
        }
        Weights { rows: names.iter().zip(weights).map(|(name, w)| ((*name).to_owned(), w.map(|w| w as f32))).collect() }
    }
}
