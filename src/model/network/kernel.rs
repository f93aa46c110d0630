//! Products of weights with rows of numbers: where the time of a network is spent.

/// How many numbers are multiplied at once. The length of a row is a multiple of it.
pub(super) const LANES: usize = 8;

/// The products of each row of `rows` with each row of `weights`, both of `width` numbers: `give(row, output, sum)`. No sum
/// overflows: weights have eight bits, and rows are under 500 numbers.
pub(super) fn multiply(weights: &[i16], rows: &[i16], width: usize, mut give: impl FnMut(usize, usize, i32)) {
    if width < LANES {
        return;
    }
    for (at, row) in rows.chunks_exact(width).enumerate() {
        let (row, _) = row.as_chunks::<LANES>();
        for (four, weights) in weights.chunks(4 * width).enumerate() {
            let mut of = weights.chunks_exact(width).map(|w| w.as_chunks::<LANES>().0);
            if let (4, Some(a), Some(b), Some(c), Some(d)) = (weights.len() / width, of.next(), of.next(), of.next(), of.next()) {
                for (k, sum) in four_dots(row, a, b, c, d).into_iter().enumerate() {
                    give(at, 4 * four + k, sum);
                }
            } else {
                for (k, w) in weights.chunks_exact(width).enumerate() {
                    give(at, 4 * four + k, dot(row, w.as_chunks::<LANES>().0));
                }
            }
        }
    }
}

fn dot(row: &[[i16; LANES]], weights: &[[i16; LANES]]) -> i32 {
    row.iter().zip(weights).map(|(x, w)| x.iter().zip(w).map(|(&x, &w)| i32::from(x) * i32::from(w)).sum::<i32>()).sum()
}

/// The products of a row with four others at once.
#[cfg(target_feature = "simd128")]
#[inline(always)]
fn four_dots(row: &[[i16; LANES]], a: &[[i16; LANES]], b: &[[i16; LANES]], c: &[[i16; LANES]], d: &[[i16; LANES]]) -> [i32; 4] {
    use core::arch::wasm32::{i16x8, i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane, i32x4_shuffle, i32x4_splat, v128};
    let lanes = |x: &[i16; LANES]| i16x8(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7]);
    let zero = i32x4_splat(0);
    let (mut p, mut q, mut r, mut s) = (zero, zero, zero, zero);
    for ((((x, a), b), c), d) in row.iter().zip(a).zip(b).zip(c).zip(d) {
        let x = lanes(x);
        p = i32x4_add(p, i32x4_dot_i16x8(x, lanes(a)));
        q = i32x4_add(q, i32x4_dot_i16x8(x, lanes(b)));
        r = i32x4_add(r, i32x4_dot_i16x8(x, lanes(c)));
        s = i32x4_add(s, i32x4_dot_i16x8(x, lanes(d)));
    }
    // Two steps of adding neighbours bring the four sums of four into one register.
    let fold = |x: v128, y: v128| i32x4_add(i32x4_shuffle::<0, 2, 4, 6>(x, y), i32x4_shuffle::<1, 3, 5, 7>(x, y));
    let sums = fold(fold(p, q), fold(r, s));
    [i32x4_extract_lane::<0>(sums), i32x4_extract_lane::<1>(sums), i32x4_extract_lane::<2>(sums), i32x4_extract_lane::<3>(sums)]
}

/// The same where there are no such instructions, or the compiler finds them by itself.
#[cfg(not(target_feature = "simd128"))]
#[inline(always)]
fn four_dots(row: &[[i16; LANES]], a: &[[i16; LANES]], b: &[[i16; LANES]], c: &[[i16; LANES]], d: &[[i16; LANES]]) -> [i32; 4] {
    [a, b, c, d].map(|weights| dot(row, weights))
}
