//! The network that finds attributions. Over each stretch a recurrence in both directions, in three layers, tells of every token
//! whether it begins or goes on a source, a cue or a content; then, for each candidate cue, a smaller one on top of it
//! tells the source and the content that belong to this cue. It is a student: a transformer, trained on the annotated
//! corpus, taught it on that corpus and on news pages without annotations (Hinton et al. 2015; `src/attribution/train`
//! makes both).

pub(super) mod inputs;

use super::cues::{Belief, Cue};
use super::facts::Facts;
use crate::model::network::{GATES, Linear, Reader, Rows, Vectors, known_row, read_layers, recur, run, squash};
use inputs::{Input, VALUES, input};
use std::ops::Range;

/// What the first part tells of a token: outside, begin and inside of source, cue, content.
pub(super) const LABELS: usize = 7;

/// Outside, source, content.
pub(super) const ROLES: usize = 3;
pub(super) const SOURCE: usize = 1;
pub(super) const CONTENT: usize = 2;

/// How many places to a cue are told apart; see [`place`].
const PLACES: usize = 64;

#[derive(Clone, Debug, Default)]
pub(super) struct Network<'a> {
    /// The highest 24 bits of the hashes of the known words, ascending, three bytes each.
    known: &'a [u8],
    words: Vectors<'a>,
    suffixes: Vectors<'a>,
    suffix_bits: u32,
    small: Vec<Vectors<'a>>,
    width: usize,
    /// How many tokens on each side the first layer sees besides.
    reach: usize,
    layers: Vec<Linear>,
    units: usize,
    labels: Linear,
    /// What a token and a cue add to the gates of the second part, and what its place does.
    token: Linear,
    cue: Linear,
    places: Vec<f32>,
    role_units: usize,
    roles: Linear,
}

impl<'a> Network<'a> {
    /// Reads a network from the front of a model file; `src/attribution/train/network/student.py` writes it.
    pub fn read(file: &mut Reader<'a>) -> Self {
        let [words, width, suffix_bits, reach, units, layers, role_units] = std::array::from_fn(|_| file.number());
        let known = file.bytes(3 * words);
        let both = 2 * units;
        Self {
            known,
            // Row 0 is that of unknown words.
            words: Vectors::read(file, words + 1, width),
            suffixes: Vectors::read(file, 1 << suffix_bits, width),
            suffix_bits: suffix_bits as u32,
            small: VALUES.iter().map(|&values| Vectors::read(file, values, width)).collect(),
            width,
            reach,
            layers: read_layers(file, layers, width * (2 * reach + 1), units),
            units,
            labels: Linear::read(file, both, LABELS),
            token: Linear::read(file, both, 2 * role_units * GATES),
            cue: Linear::read(file, both, 2 * role_units * GATES),
            places: Vectors::read(file, PLACES, 2 * role_units * GATES).spread(),
            role_units,
            roles: Linear::read(file, 2 * role_units, ROLES),
        }
    }

    /// Looks at a stretch; what it makes of it is told by the others.
    pub fn look(&self, facts: &Facts, stretch: Range<usize>) -> Seen {
        let mut rows = Rows::new(self.width);
        let mut sum = vec![0f32; self.width];
        for i in stretch.clone() {
            sum.fill(0.0);
            self.embed(&input(facts, i), &mut sum);
            sum.iter_mut().for_each(|x| *x = squash(*x));
            rows.push(&sum);
        }
        let rows = run(&self.layers, self.units, rows.with_neighbours(self.reach));
        Seen { start: stretch.start, rows, for_cues: Vec::new() }
    }

    fn embed(&self, input: &Input, out: &mut [f32]) {
        self.words.add(known_row(self.known, input.word), out);
        self.suffixes.add(input.suffix.wrapping_mul(0x9E37_79B1).checked_shr(32 - self.suffix_bits).unwrap_or(0) as usize, out);
        for (vectors, &value) in self.small.iter().zip(&input.small) {
            vectors.add(usize::from(value), out);
        }
    }

    /// What is believed of each token of a stretch.
    pub fn beliefs(&self, seen: &Seen) -> Vec<Belief> {
        let mut scores = Vec::new();
        self.labels.apply(&seen.rows, &mut scores);
        scores
            .chunks_exact_mut(LABELS)
            .map(|scores| {
                probabilities(scores);
                let p = |i: usize| scores[i];
                Belief { source: p(1) + p(2), cue: p(3) + p(4), content: p(5) + p(6), cue_begins: p(3) }
            })
            .collect()
    }

    /// For each token of `window`, a part of the stretch `seen`, the probability that it is none, source, content of `cue`.
    pub fn roles(&self, seen: &mut Seen, cue: &Cue, window: Range<usize>) -> Vec<[f32; ROLES]> {
        let wide = 2 * self.role_units * GATES;
        if seen.for_cues.is_empty() {
            self.token.apply(&seen.rows, &mut seen.for_cues);
        }
        let mut mean = vec![0f32; 2 * self.units];
        let share = 1.0 / cue.tokens.len().max(1) as f32;
        cue.tokens.clone().for_each(|t| seen.rows.add(t - seen.start, share, &mut mean));
        let mut head = Rows::new(mean.len());
        head.push(&mean);
        let mut of_cue = Vec::new();
        self.cue.apply(&head, &mut of_cue);
        let mut gates = Vec::with_capacity(window.len() * wide);
        for t in window.clone() {
            let token = seen.for_cues.get((t - seen.start) * wide..).unwrap_or(&[]);
            let place = self.places.get(place(t, &cue.tokens) * wide..).unwrap_or(&[]);
            gates.extend(token.iter().zip(&of_cue).zip(place).map(|((a, b), c)| a + b + c).take(wide));
        }
        let half = wide / 2;
        let rows = recur(window.len(), self.role_units, |i, direction| &gates[(2 * i + direction) * half..][..half], None);
        let mut scores = Vec::new();
        self.roles.apply(&rows, &mut scores);
        scores
            .chunks_exact_mut(ROLES)
            .map(|s| {
                probabilities(s);
                [s[0], s[1], s[2]]
            })
            .collect()
    }
}

/// What the network has seen of a stretch.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// The first token of the stretch.
    start: usize,
    /// The state of the last layer at each token.
    rows: Rows,
    /// What each token adds to the gates of the second part; made when the first cue asks.
    for_cues: Vec<f32>,
}

/// Scores to probabilities (softmax).
fn probabilities(scores: &mut [f32]) {
    let largest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|s| *s = (*s - largest).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
}

/// Where token `t` stands to a cue: on it, before or behind it and how far, exactly to 8 and ever coarser from there.
fn place(t: usize, cue: &Range<usize>) -> usize {
    const FAR: [usize; 7] = [8, 11, 15, 20, 30, 50, 90];
    let far = |d: usize| if d <= 8 { d } else { 8 + FAR.partition_point(|&f| f < d) };
    if t < cue.start {
        16 + far(cue.start - t)
    } else if t >= cue.end {
        32 + far(t + 1 - cue.end)
    } else {
        0
    }
}
