//! Small neural networks: tables of vectors, linear layers with eight-bit weights, and a gated recurrence in both
//! directions (the pooling of quasi-recurrent networks, Bradbury et al. 2017, with gates that look at one token).
//!
//! All squashing is `x / (1 + |x|)`, which is the same on every machine and costs one division.

mod kernel;

/// Squashes into -1 to 1.
pub fn squash(x: f32) -> f32 {
    x / (1.0 + x.abs())
}

/// Squashes into 0 to 1.
fn gate(x: f32) -> f32 {
    0.5 + 0.5 * squash(x)
}

/// What is left of a model file that is being read from its front. A file that is too short gives zeros.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn bytes(&mut self, count: usize) -> &'a [u8] {
        let (front, rest) = self.0.split_at_checked(count).unwrap_or((&[], &[]));
        self.0 = rest;
        front
    }

    fn four(&mut self) -> [u8; 4] {
        self.bytes(4).try_into().unwrap_or_default()
    }

    pub fn number(&mut self) -> usize {
        u32::from_le_bytes(self.four()) as usize
    }

    pub fn float(&mut self) -> f32 {
        f32::from_le_bytes(self.four())
    }
}

/// Vectors for the values of something: signed bytes times a scale, read where they lie.
#[derive(Clone, Debug, Default)]
pub struct Vectors<'a> {
    width: usize,
    scale: f32,
    rows: &'a [u8],
}

impl<'a> Vectors<'a> {
    /// Its scale (f32), then `count` rows of `width` signed bytes.
    pub fn read(file: &mut Reader<'a>, count: usize, width: usize) -> Self {
        Self { width, scale: file.float(), rows: file.bytes(count * width) }
    }

    /// Adds row `row` to `out`.
    pub fn add(&self, row: usize, out: &mut [f32]) {
        let bytes = self.rows.get(row * self.width..(row + 1) * self.width).unwrap_or(&[]);
        for (x, &byte) in out.iter_mut().zip(bytes) {
            *x += self.scale * f32::from(byte as i8);
        }
    }

    /// All rows, spread out.
    pub fn spread(&self) -> Vec<f32> {
        self.rows.iter().map(|&byte| self.scale * f32::from(byte as i8)).collect()
    }
}

/// The row of a word in a table whose row 0 is that of unknown words: its place among `known`, counted from 1. `known` has the
/// highest 24 bits of the words' hashes, ascending, three bytes each.
pub fn known_row(known: &[u8], hash: u32) -> usize {
    super::entry(known, 3, hash).map_or(0, |place| place + 1)
}

/// A linear layer. What goes in lies between -1 and 1.
#[derive(Clone, Debug, Default)]
pub struct Linear {
    inputs: usize,
    /// A row of `inputs` weights for each output; eight bits each, kept in the sixteen that they are multiplied in.
    weights: Vec<i16>,
    /// Of a weight and of an input, multiplied.
    scale: f32,
    bias: Vec<f32>,
}

impl Linear {
    /// Its scale (f32), `outputs` rows of `inputs` signed bytes, and a bias (f32) for each output.
    pub fn read(file: &mut Reader, inputs: usize, outputs: usize) -> Self {
        let scale = file.float() / Rows::ONE;
        let weights = file.bytes(inputs * outputs).iter().map(|&byte| i16::from(byte as i8)).collect();
        Self { inputs, weights, scale, bias: (0..outputs).map(|_| file.float()).collect() }
    }

    /// The outputs for all of `rows`, one row after the other, into `out`.
    pub fn apply(&self, rows: &Rows, out: &mut Vec<f32>) {
        let wide = self.bias.len();
        out.clear();
        out.resize(rows.len() * wide, 0.0);
        kernel::multiply(&self.weights, &rows.numbers, self.inputs, |row, output, sum| {
            out[row * wide + output] = sum as f32 * self.scale + self.bias[output];
        });
    }
}

/// What goes into a linear layer: rows of numbers between -1 and 1, as whole numbers of a 32767th.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    width: usize,
    numbers: Vec<i16>,
}

impl Rows {
    const ONE: f32 = 32767.0;

    /// No rows, of `width` numbers each.
    pub fn new(width: usize) -> Self {
        Self { width, numbers: Vec::new() }
    }

    pub fn push(&mut self, row: &[f32]) {
        self.numbers.extend(row.iter().map(|&x| whole(x)));
    }

    /// Each row between the `reach` rows before and after it, with zeros where there is none: what a convolution takes.
    pub fn with_neighbours(&self, reach: usize) -> Rows {
        let wide = self.width * (2 * reach + 1);
        let mut numbers = vec![0; wide * self.len()];
        let around = self.width * reach;
        let padded = [vec![0; around], self.numbers.clone(), vec![0; around]].concat();
        for (i, row) in numbers.chunks_exact_mut(wide.max(1)).enumerate() {
            row.copy_from_slice(&padded[i * self.width..][..wide]);
        }
        Rows { width: wide, numbers }
    }

    pub fn len(&self) -> usize {
        self.numbers.len() / self.width.max(1)
    }

    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Adds row `i`, times `share`, to `out`.
    pub fn add(&self, i: usize, share: f32, out: &mut [f32]) {
        let row = self.numbers.get(i * self.width..(i + 1) * self.width).unwrap_or(&[]);
        for (x, &number) in out.iter_mut().zip(row) {
            *x += share / Self::ONE * f32::from(number);
        }
    }
}

fn whole(x: f32) -> i16 {
    (x * Rows::ONE) as i16
}

/// How many gates a unit of the recurrence has: the candidate, how much is kept, how much is told.
pub const GATES: usize = 3;

/// The recurrence over `length` positions with `units` units in each direction. `gates(i, direction)` are the gates of position `i`
/// before squashing: all candidates, then all of keeping, then all of telling. A row of what comes out has the state of the
/// forward direction (0) and then that of the backward one (1); as far as a state is not told, it has what `below` has, rows as
/// wide as itself (the highway of simple recurrent units, Lei et al. 2018), or nothing.
pub fn recur<'g>(length: usize, units: usize, gates: impl Fn(usize, usize) -> &'g [f32], below: Option<&Rows>) -> Rows {
    let mut out = Rows { width: 2 * units, numbers: vec![0; 2 * units * length] };
    if let Some(below) = below.filter(|below| below.numbers.len() == out.numbers.len()) {
        out.numbers.copy_from_slice(&below.numbers);
    }
    let mut state = vec![0f32; units];
    for direction in 0..2 {
        state.fill(0.0);
        for step in 0..length {
            let i = if direction == 0 { step } else { length - 1 - step };
            let to = (2 * i + direction) * units;
            advance(gates(i, direction), &mut state, &mut out.numbers[to..to + units]);
        }
    }
    out
}

/// The layers that `run` takes, the first of which has `inputs` inputs.
pub fn read_layers(file: &mut Reader, layers: usize, inputs: usize, units: usize) -> Vec<Linear> {
    (0..layers).map(|l| Linear::read(file, if l == 0 { inputs } else { 2 * units }, 2 * units * GATES)).collect()
}

/// Recurrences of `units` units over `rows`, one for each of `layers`, which make their gates; each one but the first tells what
/// lies below it where it does not tell its own state.
pub fn run(layers: &[Linear], units: usize, mut rows: Rows) -> Rows {
    let (mut gates, wide) = (Vec::new(), units * GATES);
    for (number, layer) in layers.iter().enumerate() {
        layer.apply(&rows, &mut gates);
        let at = |i: usize, direction: usize| &gates[(2 * i + direction) * wide..][..wide];
        rows = recur(rows.len(), units, at, (number > 0).then_some(&rows));
    }
    rows
}

/// One step of the recurrence. `told` has what lies below before, and what is told behind.
fn advance(gates: &[f32], state: &mut [f32], told: &mut [i16]) {
    let (candidates, rest) = gates.split_at(state.len());
    let (keep, tell) = rest.split_at(state.len());
    for ((((c, y), &u), &f), &o) in state.iter_mut().zip(told).zip(candidates).zip(keep).zip(tell) {
        let u = squash(u);
        *c = u + gate(f) * (*c - u);
        let below = f32::from(*y) / Rows::ONE;
        *y = whole(below + gate(o) * (*c - below));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A layer of 16 inputs and five outputs: four that are multiplied together, and one by itself.
    fn layer() -> Vec<u8> {
        let mut file = (1.0f32 / 64.0).to_le_bytes().to_vec();
        file.extend((0..5 * 16).map(|i| (i % 7 - 3) as i8 as u8));
        (0..5).for_each(|i| file.extend((i as f32 / 2.0).to_le_bytes()));
        file
    }

    #[test]
    fn a_layer_multiplies_and_adds_its_bias() {
        let file = layer();
        let mut reader = Reader(&file);
        let linear = Linear::read(&mut reader, 16, 5);
        assert!(reader.0.is_empty());
        let inputs: Vec<f32> = (0..16).map(|i| i as f32 / 16.0 - 0.5).collect();
        let mut rows = Rows::new(16);
        rows.push(&inputs);
        rows.push(&[0.0; 16]);
        let mut out = Vec::new();
        linear.apply(&rows, &mut out);
        let expected = |output: usize| -> f32 {
            let weights = (0..16).map(|i| ((output * 16 + i) % 7) as f32 - 3.0);
            weights.zip(&inputs).map(|(w, x)| w / 64.0 * x).sum::<f32>() + output as f32 / 2.0
        };
        for output in 0..5 {
            assert!((out[output] - expected(output)).abs() < 1e-3, "{output}: {} and {}", out[output], expected(output));
            assert_eq!(out[5 + output], output as f32 / 2.0);
        }
    }

    #[test]
    fn the_recurrence_remembers_from_both_sides() {
        // One unit that takes what comes in at the second position, and keeps it.
        let (take, keep) = ([1e6, -1e6, 1e6], [0.0, 1e6, 1e6]);
        let gates: Vec<[f32; 3]> = vec![keep, take, keep, keep];
        let rows = recur(4, 1, |i, _| &gates[i], None);
        let at = |i: usize| {
            let mut out = [0.0; 2];
            rows.add(i, 1.0, &mut out);
            out.map(|x| x.round())
        };
        assert_eq!([at(0), at(1), at(2), at(3)], [[0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [1.0, 0.0]]);
    }

    #[test]
    fn what_is_not_told_is_what_lies_below() {
        // The state is 1, and half of it is told.
        let gates = [1e6, -1e6, 0.0];
        let mut below = Rows::new(2);
        below.push(&[0.5, -1.0]);
        let rows = recur(1, 1, |_, _| &gates, Some(&below));
        let mut out = [0.0; 2];
        rows.add(0, 4.0, &mut out);
        assert_eq!(out.map(f32::round), [3.0, 0.0]);
    }

    #[test]
    fn a_row_stands_between_its_neighbours() {
        let mut rows = Rows::new(1);
        [0.0, 0.5, 1.0].iter().for_each(|&x| rows.push(&[x]));
        let (half, one) = (whole(0.5), whole(1.0));
        assert_eq!(rows.with_neighbours(1).numbers, [0, 0, half, 0, half, one, half, one, 0]);
    }

    #[test]
    fn a_file_that_is_too_short_gives_zeros() {
        let linear = Linear::read(&mut Reader(&[1, 2, 3]), 16, 4);
        let mut rows = Rows::new(16);
        rows.push(&[1.0; 16]);
        let mut out = Vec::new();
        linear.apply(&rows, &mut out);
        assert_eq!(out, [0.0; 4]);
        let mut sum = [0.0; 2];
        Vectors::read(&mut Reader(&[]), 3, 2).add(1, &mut sum);
        assert_eq!(sum, [0.0; 2]);
    }
}
