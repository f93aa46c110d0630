//! FTRL-proximal with L1 (McMahan et al. 2013): one pass at a time, a learning rate for each weight, most weights zero.

use crate::model::linear::{PAD, Table};

pub struct Ftrl {
    pub weights: Vec<f32>,
    z: Vec<f32>,
    n: Vec<f32>,
    pub bits: u32,
    alpha: f32,
    l1: f32,
    l2: f32,
}

const BETA: f32 = 1.0;

impl Ftrl {
    pub fn new(bits: u32, alpha: f32, l1: f32, l2: f32) -> Self {
        let len = (1usize << bits) + PAD;
        Self { weights: vec![0.0; len], z: vec![0.0; len], n: vec![0.0; len], bits, alpha, l1, l2 }
    }

    /// Moves the weights of the row at `row` against `gradient`.
    pub fn update(&mut self, row: u32, gradient: &[f32]) {
        for (k, &g) in gradient.iter().enumerate() {
            if g.abs() < 1e-3 {
                continue;
            }
            let i = (row >> (32 - self.bits)) as usize + k;
            let n = self.n[i] + g * g;
            let (root, before) = (n.sqrt(), self.n[i].sqrt());
            self.z[i] += g - (root - before) / self.alpha * self.weights[i];
            self.n[i] = n;
            let z = self.z[i];
            self.weights[i] = if z.abs() <= self.l1 { 0.0 } else { -(z - self.l1.copysign(z)) / ((BETA + root) / self.alpha + self.l2) };
        }
    }
}

impl Table for Ftrl {
    fn add<const L: usize>(&self, row: u32, scores: &mut [f32; L]) {
        let row = (row >> (32 - self.bits)) as usize;
        let Some(weights) = self.weights.get(row..row + L) else { return };
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score += weight;
        }
    }
}
