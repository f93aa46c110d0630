//! Stochastic training of a chain model by its conditional likelihood.

use super::ftrl::Ftrl;
use crate::model::crf::{Features, Lattice};

/// A sequence with its right labels.
pub(super) struct Example {
    pub features: Features,
    pub gold: Vec<u8>,
}

/// Passes over the data, learning rate, regularisation, and the size of the table (two to this power rows).
#[derive(Clone, Copy)]
pub(super) struct How {
    pub passes: usize,
    pub alpha: f32,
    pub l1: f32,
    pub l2: f32,
    pub bits: u32,
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

/// How often a model is trained, each time over its examples in another order. A few passes end near the optimum, not on
/// it; the average is nearer.
const RUNS: usize = 3;

/// A chain model of `L` labels (`E` is `L` squared) trained on `examples`: the average of the weights after the later passes of
/// all runs.
pub(super) fn fit<const L: usize, const E: usize>(
    examples: &[&Example],
    how: How,
    allowed: impl Fn(Option<usize>, usize) -> bool + Copy,
) -> Ftrl {
    let (mut lattice, mut marginals) = (Lattice::<L>::default(), Vec::new());
    let mut model = Ftrl::new(how.bits, how.alpha, how.l1, how.l2);
    let mut sum = vec![0f32; model.weights.len()];
    for run in 0..RUNS {
        model = Ftrl::new(how.bits, how.alpha, how.l1, how.l2);
        for pass in 0..how.passes {
            for index in shuffled(examples.len(), run * how.passes + pass) {
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
            if pass * 2 >= how.passes {
                sum.iter_mut().zip(&model.weights).for_each(|(s, w)| *s += w);
            }
        }
    }
    let averaged = (0..how.passes).filter(|p| p * 2 >= how.passes).count().max(1) * RUNS;
    model.weights = sum.iter().map(|s| s / averaged as f32).collect();
    model
}
