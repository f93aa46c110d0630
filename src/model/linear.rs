//! Linear models over hashed features: their compact form, and how a row of it is read.
//!
//! A feature owns a row of weights, one for each label, at the place
//! that its hash gives. Rows may overlap; with L1 most weights are zero and collisions are harmless.

/// Room behind the last row start, so that the longest row stays inside the table.
pub const PAD: usize = 64;

/// A table of weights that a feature's row can be read from.
pub trait Table {
    /// Adds the `L` weights of the row of the feature with hash `row` to `scores`.
    fn add<const L: usize>(&self, row: u32, scores: &mut [f32; L]);
}

/// Eight-bit weights of which few are not zero: stored as a map of bits and the weights that are there, spread out when
/// read. A wide table has few collisions and is no larger in the file for it.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    weights: Vec<i8>,
    scale: f32,
    bits: u32,
}

impl Packed {
    /// Reads a table from the front of `file`: its scale (f32, little endian), the number of bits of its size (u32), a bit
    /// for each weight, lowest first, and the weights that are not zero (i8). Returns the rest of the file too. A file
    /// that is too short gives an empty table.
    pub fn read(file: &[u8]) -> (Self, &[u8]) {
        let empty = (Self { weights: Vec::new(), scale: 0.0, bits: 1 }, &file[file.len()..]);
        let (Some(scale), Some(bits)) = (four(file, 0), four(file, 4)) else { return empty };
        let bits = u32::from_le_bytes(bits).clamp(1, 28);
        let len = (1usize << bits) + PAD;
        let Some(map) = file.get(8..8 + len.div_ceil(8)) else { return empty };
        let rest = file.get(8 + map.len()..).unwrap_or(&[]);
        let count = map.iter().map(|b| b.count_ones() as usize).sum();
        let (Some(values), Some(rest)) = (rest.get(..count), rest.get(count..)) else { return empty };
        let mut weights = vec![0i8; len];
        let mut values = values.iter();
        for (byte, &there) in map.iter().enumerate() {
            let mut left = there;
            while left != 0 {
                let at = byte * 8 + left.trailing_zeros() as usize;
                if let (Some(weight), Some(&value)) = (weights.get_mut(at), values.next()) {
                    *weight = value as i8;
                }
                left &= left - 1;
            }
        }
        (Self { weights, scale: f32::from_le_bytes(scale), bits }, rest)
    }

    /// The form that `read` reads. Weights of fewer than `least` 127ths of the largest become zero: what is left of rare
    /// features there is noise, and leaving it out makes the file smaller and the models slightly better.
    #[cfg(feature = "train")]
    pub fn write(weights: &[f32], bits: u32, least: i8, out: &mut Vec<u8>) {
        let largest = weights.iter().fold(1e-6f32, |a, w| a.max(w.abs()));
        let scale = largest / 127.0;
        out.extend(scale.to_le_bytes());
        out.extend(bits.to_le_bytes());
        let packed: Vec<i8> = weights.iter().map(|w| (w / scale).round() as i8).map(|w| if w.abs() < least { 0 } else { w }).collect();
        out.extend(packed.chunks(8).map(|c| c.iter().enumerate().map(|(k, w)| u8::from(*w != 0) << k).sum::<u8>()));
        out.extend(packed.iter().filter(|w| **w != 0).map(|w| *w as u8));
    }
}

impl Table for Packed {
    fn add<const L: usize>(&self, row: u32, scores: &mut [f32; L]) {
        let row = (row >> (32 - self.bits)) as usize;
        let Some(weights) = self.weights.get(row..row + L) else { return };
        for (score, &weight) in scores.iter_mut().zip(weights) {
            *score += self.scale * f32::from(weight);
        }
    }
}

fn four(file: &[u8], at: usize) -> Option<[u8; 4]> {
    file.get(at..at + 4)?.try_into().ok()
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
