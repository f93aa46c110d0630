//! Linear-chain conditional random fields (Lafferty et al. 2001) over hashed features: scores, marginals by
//! forward and backward passes, and the best sequence (Viterbi).

// Labels index several tables at once: iterating over one of them would hide that.
#![allow(clippy::needless_range_loop)]

use super::linear::Table;

/// The features of a sequence, as starts of rows. Node features look at one position, edge features at two
/// neighbouring ones; those of position i belong to the step from i - 1 to i.
#[derive(Clone, Debug, Default)]
pub struct Features {
    nodes: Vec<u32>,
    node_ends: Vec<u32>,
    edges: Vec<u32>,
    edge_ends: Vec<u32>,
}

impl Features {
    pub fn clear(&mut self) {
        self.nodes.clear();
        self.node_ends.clear();
        self.edges.clear();
        self.edge_ends.clear();
    }

    pub fn node(&mut self, row: u32) {
        self.nodes.push(row);
    }

    pub fn edge(&mut self, row: u32) {
        self.edges.push(row);
    }

    /// Ends the features of a position.
    pub fn next(&mut self) {
        self.node_ends.push(self.nodes.len() as u32);
        self.edge_ends.push(self.edges.len() as u32);
    }

    pub fn len(&self) -> usize {
        self.node_ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.node_ends.is_empty()
    }

    pub fn nodes_at(&self, i: usize) -> &[u32] {
        slice(&self.nodes, &self.node_ends, i)
    }

    pub fn edges_at(&self, i: usize) -> &[u32] {
        slice(&self.edges, &self.edge_ends, i)
    }
}

fn slice<'a>(rows: &'a [u32], ends: &[u32], i: usize) -> &'a [u32] {
    let start = if i == 0 { 0 } else { ends[i - 1] as usize };
    &rows[start..ends[i] as usize]
}

/// Edge weights of one position: `[from][to]`.
pub type Edge<const L: usize> = [[f32; L]; L];

/// The scores of a sequence, exponentiated position by position.
#[derive(Clone, Debug, Default)]
pub struct Lattice<const L: usize> {
    pub nodes: Vec<[f32; L]>,
    pub edges: Vec<Edge<L>>,
    alpha: Vec<[f32; L]>,
    beta: Vec<[f32; L]>,
}

impl<const L: usize> Lattice<L> {
    /// Fills the scores from `features`; `E` is `L` squared. `allowed(from, to)` shuts steps; from `None` is the start.
    pub fn fill<const E: usize>(&mut self, features: &Features, table: &impl Table, allowed: impl Fn(Option<usize>, usize) -> bool) {
        self.nodes.clear();
        self.edges.clear();
        for i in 0..features.len() {
            let mut node = [0f32; L];
            for &row in features.nodes_at(i) {
                table.add(row, &mut node);
            }
            let mut flat = [0f32; E];
            if i > 0 {
                for &row in features.edges_at(i) {
                    table.add(row, &mut flat);
                }
            }
            let mut edge = [[0f32; L]; L];
            for from in 0..L {
                for to in 0..L {
                    edge[from][to] = if allowed(Some(from), to) { flat[from * L + to] } else { f32::NEG_INFINITY };
                }
            }
            if i == 0 {
                for (to, score) in node.iter_mut().enumerate() {
                    if !allowed(None, to) {
                        *score = f32::NEG_INFINITY;
                    }
                }
            }
            self.nodes.push(node);
            self.edges.push(edge);
        }
    }

    /// Node marginals into `out`. The lattice's scores become potentials: fill again before another use.
    pub fn marginals(&mut self, out: &mut Vec<[f32; L]>) {
        self.exponentiate();
        self.forward_backward();
        out.clear();
        for (alpha, beta) in self.alpha.iter().zip(&self.beta) {
            let mut p = [0f32; L];
            let mut sum = 0.0;
            for y in 0..L {
                p[y] = alpha[y] * beta[y];
                sum += p[y];
            }
            for x in &mut p {
                *x /= f32::max(sum, f32::MIN_POSITIVE);
            }
            out.push(p);
        }
    }

    /// The marginal of each step to position `i`, after `marginals`.
    pub fn edge_marginals(&self, i: usize) -> Edge<L> {
        let mut out = [[0f32; L]; L];
        let mut sum = 0.0;
        for (from, row) in out.iter_mut().enumerate() {
            for (to, p) in row.iter_mut().enumerate() {
                *p = self.alpha[i - 1][from] * self.edges[i][from][to] * self.nodes[i][to] * self.beta[i][to];
                sum += *p;
            }
        }
        for p in out.iter_mut().flatten() {
            *p /= f32::max(sum, f32::MIN_POSITIVE);
        }
        out
    }

    fn exponentiate(&mut self) {
        for node in &mut self.nodes {
            let largest = node.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            for x in node {
                *x = (*x - largest).exp();
            }
        }
        for edge in &mut self.edges {
            for x in edge.iter_mut().flatten() {
                // An edge far above the others would overflow; 30 is certainty already.
                *x = x.min(30.0).exp();
            }
        }
    }

    /// Forward and backward sums, each position scaled to sum 1, so that long paragraphs do not underflow.
    fn forward_backward(&mut self) {
        let n = self.nodes.len();
        self.alpha.clear();
        self.beta.clear();
        self.beta.resize(n, [1.0; L]);
        for i in 0..n {
            let mut a = self.nodes[i];
            if i > 0 {
                let before = self.alpha[i - 1];
                for (to, x) in a.iter_mut().enumerate() {
                    let mut sum = 0.0;
                    for from in 0..L {
                        sum += before[from] * self.edges[i][from][to];
                    }
                    *x *= sum;
                }
            }
            scale(&mut a);
            self.alpha.push(a);
        }
        for i in (0..n.saturating_sub(1)).rev() {
            let after = self.beta[i + 1];
            let mut b = [0f32; L];
            for (from, x) in b.iter_mut().enumerate() {
                for to in 0..L {
                    *x += self.edges[i + 1][from][to] * self.nodes[i + 1][to] * after[to];
                }
            }
            scale(&mut b);
            self.beta[i] = b;
        }
    }
}

fn scale<const L: usize>(x: &mut [f32; L]) {
    let sum: f32 = x.iter().sum();
    if sum > 0.0 && sum.is_finite() {
        x.iter_mut().for_each(|v| *v /= sum);
    } else {
        *x = [1.0 / L as f32; L];
    }
}

/// The best sequence of labels over `nodes` and `edges` (scores, not potentials) that has `needed` at least once
/// where any sequence can.
pub fn viterbi<const L: usize>(nodes: &[[f32; L]], edges: &[Edge<L>], needed: usize) -> Vec<u8> {
    // State: the label, and whether `needed` was there already.
    let mut best: Vec<[[f32; 2]; L]> = Vec::with_capacity(nodes.len());
    let mut back: Vec<[[(u8, u8); 2]; L]> = Vec::with_capacity(nodes.len());
    for (i, node) in nodes.iter().enumerate() {
        let mut scores = [[f32::NEG_INFINITY; 2]; L];
        let mut from_state = [[(0u8, 0u8); 2]; L];
        for to in 0..L {
            if i == 0 {
                scores[to][usize::from(to == needed)] = node[to];
                continue;
            }
            for from in 0..L {
                for seen in 0..2 {
                    let score = best[i - 1][from][seen] + edges[i][from][to] + node[to];
                    let now = seen | usize::from(to == needed);
                    if score > scores[to][now] {
                        scores[to][now] = score;
                        from_state[to][now] = (from as u8, seen as u8);
                    }
                }
            }
        }
        best.push(scores);
        back.push(from_state);
    }
    let Some(last) = best.last() else { return Vec::new() };
    let ends = |seen: usize| (0..L).map(move |y| (y, seen));
    let pick =
        |seen: usize| ends(seen).max_by(|a, b| last[a.0][a.1].total_cmp(&last[b.0][b.1])).filter(|s| last[s.0][s.1] > f32::NEG_INFINITY);
    let Some(mut state) = pick(1).or_else(|| pick(0)) else { return vec![0; nodes.len()] };
    let mut out = vec![0u8; nodes.len()];
    for i in (0..nodes.len()).rev() {
        out[i] = state.0 as u8;
        let (label, seen) = back[i][state.0][state.1];
        state = (label as usize, seen as usize);
    }
    out
}
