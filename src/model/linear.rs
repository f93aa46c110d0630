//! Linear models over hashed features: their compact form, and how a row of it is read.
//!
//! All models are linear in hashed features: a feature owns a row of weights, one for each label, at the place
//! that its hash gives. Rows may overlap; with L1 most weights are zero and collisions are harmless.

/// Room behind the last row start, so that the longest row stays inside the table.
pub const PAD: usize = 64;

/// A table of weights that a feature's row can be read from.
pub trait Table {
    /// Adds the `L` weights of the row of the feature with hash `row` to `scores`.
    fn add<const L: usize>(&self, row: u32, scores: &mut [f32; L]);
}

/// Eight-bit weights, read in place from the model file.
#[derive(Clone, Copy, Debug)]
pub struct Packed<'a> {
    weights: &'a [u8],
    scale: f32,
    bits: u32,
}

impl<'a> Packed<'a> {
    /// Reads a table from the front of `file`: its scale (f32, little endian), the number of bits of its size
    /// (u32), the weights (i8). Returns the rest of the file too. A file that is too short gives an empty table.
    pub fn read(file: &'a [u8]) -> (Packed<'a>, &'a [u8]) {
        let empty = (Packed { weights: &[], scale: 0.0, bits: 1 }, &file[file.len()..]);
        let (Some(scale), Some(bits)) = (four(file, 0), four(file, 4)) else { return empty };
        let bits = u32::from_le_bytes(bits).clamp(1, 28);
        let len = (1usize << bits) + PAD;
        match (file.get(8..8 + len), file.get(8 + len..)) {
            (Some(weights), Some(rest)) => (Packed { weights, scale: f32::from_le_bytes(scale), bits }, rest),
            _ => empty,
        }
    }

    /// The form that `read` reads.
    #[cfg(feature = "train")]
    pub fn write(weights: &[f32], bits: u32, out: &mut Vec<u8>) {
        let largest = weights.iter().fold(1e-6f32, |a, w| a.max(w.abs()));
        let scale = largest / 127.0;
        out.extend(scale.to_le_bytes());
        out.extend(bits.to_le_bytes());
        out.extend(weights.iter().map(|w| (w / scale).round() as i8 as u8));
    }
}

fn four(file: &[u8], at: usize) -> Option<[u8; 4]> {
    file.get(at..at + 4)?.try_into().ok()
}

impl Table for Packed<'_> {
    fn add<const L: usize>(&self, row: u32, scores: &mut [f32; L]) {
        let row = (row >> (32 - self.bits)) as usize;
        let Some(weights) = self.weights.get(row..row + L) else { return };
        for (score, &weight) in scores.iter_mut().zip(weights) {
            *score += self.scale * f32::from(weight as i8);
        }
    }
}

/// The hash of a feature: `template` tells the kind of the feature, `a` and `b` its values. A table of 2^n rows takes
/// the highest n bits.
pub fn row(template: u32, a: u32, b: u32) -> u32 {
    let mut h = (u64::from(template) << 32 | u64::from(a)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    h = (h ^ (h >> 32) ^ u64::from(b)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    h = (h ^ (h >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (h >> 32) as u32
}

/// FNV-1a over the characters that `text` yields.
pub fn hash(text: impl Iterator<Item = char>) -> u32 {
    text.fold(0x811C_9DC5, |h, c| (h ^ c as u32).wrapping_mul(0x0100_0193))
}

/// Two values as one.
pub fn pair(a: u32, b: u32) -> u32 {
    (a ^ b.rotate_left(16)).wrapping_mul(0x85EB_CA6B) ^ (b >> 3)
}
