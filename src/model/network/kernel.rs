//! Products of weights with rows of numbers: where the time of a network is spent.

/// How many numbers are multiplied at once. The length of a row is a multiple of it.
pub(super) const LANES: usize = 8;

/// The products of each row of `rows` with each row of `weights`, both of `width` numbers: `give(row, output, sum)`. No sum
/// overflows: weights have eight bits, and rows are under 500 numbers.
///
/// All rows go past four rows of weights before the next four are taken up, since the weights of a layer are more than the nearest
/// cache holds and the rows of a stretch are not; and they go past in twos, so that weights which were loaded serve twice.
pub(super) fn multiply(weights: &[i16], rows: &[i16], width: usize, mut give: impl FnMut(usize, usize, i32)) {
    if width < LANES {
        return;
    }
    for (four, weights) in weights.chunks(4 * width).enumerate() {
        let mut of = weights.chunks_exact(width).map(|w| w.as_chunks::<LANES>().0);
        if let (4, Some(a), Some(b), Some(c), Some(d)) = (weights.len() / width, of.next(), of.next(), of.next(), of.next()) {
            for (two, rows) in rows.chunks(2 * width).enumerate() {
                let (first, second) = rows.split_at(width.min(rows.len()));
                let sums = eight_dots(first.as_chunks().0, second.as_chunks().0, [a, b, c, d]);
                for (row, sums) in sums.into_iter().take(rows.len() / width).enumerate() {
                    sums.into_iter().enumerate().for_each(|(k, sum)| give(2 * two + row, 4 * four + k, sum));
                }
            }
        } else {
            for (row, x) in rows.chunks_exact(width).enumerate() {
                for (k, w) in weights.chunks_exact(width).enumerate() {
                    give(row, 4 * four + k, dot(x.as_chunks().0, w.as_chunks().0));
                }
            }
        }
    }
}

type Lanes = [i16; LANES];

fn dot(row: &[Lanes], weights: &[Lanes]) -> i32 {
    row.iter().zip(weights).map(|(x, w)| x.iter().zip(w).map(|(&x, &w)| i32::from(x) * i32::from(w)).sum::<i32>()).sum()
}

/// The products of two rows with four others at once. Of an empty second row they mean nothing.
#[cfg(target_feature = "simd128")]
#[inline(always)]
fn eight_dots(first: &[Lanes], second: &[Lanes], [a, b, c, d]: [&[Lanes]; 4]) -> [[i32; 4]; 2] {
    use core::arch::wasm32::{i16x8, i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane, i32x4_shuffle, i32x4_splat, v128};
    let lanes = |x: &Lanes| i16x8(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7]);
    let second = if second.is_empty() { first } else { second };
    let mut sums = [[i32x4_splat(0); 4]; 2];
    for (((((x, y), a), b), c), d) in first.iter().zip(second).zip(a).zip(b).zip(c).zip(d) {
        let (x, y) = (lanes(x), lanes(y));
        for (k, w) in [a, b, c, d].into_iter().enumerate() {
            let w = lanes(w);
            sums[0][k] = i32x4_add(sums[0][k], i32x4_dot_i16x8(x, w));
            sums[1][k] = i32x4_add(sums[1][k], i32x4_dot_i16x8(y, w));
        }
    }
    // Two steps of adding neighbours bring the four sums of four into one register.
    let fold = |x: v128, y: v128| i32x4_add(i32x4_shuffle::<0, 2, 4, 6>(x, y), i32x4_shuffle::<1, 3, 5, 7>(x, y));
    sums.map(|[p, q, r, s]| {
        let sums = fold(fold(p, q), fold(r, s));
        [i32x4_extract_lane::<0>(sums), i32x4_extract_lane::<1>(sums), i32x4_extract_lane::<2>(sums), i32x4_extract_lane::<3>(sums)]
    })
}

/// The same where there are no such instructions, or the compiler finds them by itself.
#[cfg(not(target_feature = "simd128"))]
#[inline(always)]
fn eight_dots(first: &[Lanes], second: &[Lanes], weights: [&[Lanes]; 4]) -> [[i32; 4]; 2] {
    [first, second].map(|row| weights.map(|weights| dot(row, weights)))
}
