//! Stochastic training of a logistic regression over hashed features.

use super::ftrl::Ftrl;
use crate::model::linear::Table;

/// The rows of the features of a case, and its right label.
pub(super) struct Example {
    pub features: Vec<u32>,
    pub label: usize,
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

/// How often the model is trained, each time over its examples in another order. A few passes end near the optimum, not on
/// it; the average is nearer.
const RUNS: usize = 3;
const PASSES: usize = 5;
const ALPHA: f32 = 0.05;
const L1: f32 = 1.0;
const L2: f32 = 0.1;

/// The weights of `L` labels, in a table of two to the power `bits` rows: the average after the later passes of all runs.
pub(super) fn fit<const L: usize>(examples: &[Example], bits: u32) -> Vec<f32> {
    let mut sum = Vec::new();
    let mut summed = 0;
    for run in 0..RUNS {
        let mut model = Ftrl::new(bits, ALPHA, L1, L2);
        sum.resize(model.weights.len(), 0f32);
        for pass in 0..PASSES {
            for index in shuffled(examples.len(), run * PASSES + pass) {
                let example = &examples[index];
                let mut gradient = [0f32; L];
                example.features.iter().for_each(|&row| model.add(row, &mut gradient));
                probabilities(&mut gradient);
                gradient[example.label] -= 1.0;
                if gradient.iter().any(|g| g.abs() >= 1e-3) {
                    example.features.iter().for_each(|&row| model.update(row, &gradient));
                }
            }
            if pass * 2 >= PASSES {
                sum.iter_mut().zip(&model.weights).for_each(|(s, w)| *s += w);
                summed += 1;
            }
        }
    }
    sum.iter().map(|s| s / summed as f32).collect()
}

fn probabilities<const L: usize>(scores: &mut [f32; L]) {
    let largest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|s| *s = (*s - largest).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
}
