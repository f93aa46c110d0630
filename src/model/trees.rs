//! Gradient-boosted trees, read from one table of bytes.
//!
//! The file: `BT1\n`; then, little-endian, the number of trees (u16), of splits a tree (u8), the base score and the scale
//! of the leaves (f32 each). Then each tree: its splits as feature (u8), threshold (u16; not above goes left), left and
//! right (u8 each: a split of the same tree below 128, else a leaf), and one leaf (i16) more than there are splits. A tree
//! of fewer splits is filled up with splits that nothing reaches.

use std::sync::OnceLock;

const MAGIC: &[u8] = b"BT1\n";
const HEAD: usize = MAGIC.len() + 2 + 1 + 4 + 4;
const SPLIT: usize = 5;
/// Splits and leaves of the largest tree: a power of two, so that no place within a tree has to be checked.
const NODES: usize = 64;
/// Rows that go down a tree side by side: each step waits for the one before it, but not for that of another row.
const LANES: usize = 8;
/// After so many trees a sum below this one (before the logistic function) is as good as its end, and after each so many more:
/// of 190,000 blocks that were as low, on pages that the trees had not seen, none came over a third in the end.
const FIRST: usize = 80;
const STEP: usize = 20;
const LOW: f32 = -2.5;

/// The features of one thing. As long as a feature's number can be large, so that none has to be checked.
pub type Row = [u16; 256];

pub struct Trees {
    trees: Vec<Tree>,
    base: f32,
    scale: f32,
}

struct Tree {
    nodes: [Node; NODES],
    /// The longest way to a leaf.
    depth: usize,
}

/// A split, or a leaf: one that every value leads back to.
#[derive(Clone, Copy, Default)]
struct Node {
    threshold: u16,
    feature: u8,
    /// Where a value goes that is not above the threshold, and where one that is.
    next: [u8; 2],
    leaf: i16,
}

impl Trees {
    /// The classifier of blocks.
    pub fn blocks() -> &'static Trees {
        static TREES: OnceLock<Trees> = OnceLock::new();
        TREES.get_or_init(|| Trees::new(include_bytes!("blocks.bin")))
    }

    /// A table that is cut short, too large or none has no trees.
    fn new(bytes: &[u8]) -> Trees {
        let mut out = Trees { trees: Vec::new(), base: 0.0, scale: 0.0 };
        if !bytes.starts_with(MAGIC) || bytes.len() < HEAD {
            return out;
        }
        let float = |at: usize| f32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let (trees, size) = (usize::from(u16::from_le_bytes([bytes[4], bytes[5]])), usize::from(bytes[6]));
        let length = size * SPLIT + (size + 1) * 2;
        if size == 0 || 2 * size + 1 > NODES || bytes.len() != HEAD + trees * length {
            return out;
        }
        out.trees = bytes[HEAD..].chunks_exact(length).map(|tree| Tree::new(tree, size)).collect();
        Trees { base: float(7), scale: float(11), ..out }
    }

    /// The probability of the positive class for each row of features.
    pub fn probabilities(&self, rows: &[Row]) -> Vec<f32> {
        let mut out = Vec::with_capacity(rows.len());
        let mut chunks = rows.chunks_exact(LANES);
        for chunk in &mut chunks {
            out.extend(self.sums::<LANES>(std::array::from_fn(|lane| &chunk[lane])));
        }
        for row in chunks.remainder() {
            out.extend(self.sums([row]));
        }
        out.iter_mut().for_each(|sum| *sum = 1.0 / (1.0 + (-(self.base + *sum * self.scale)).exp()));
        out
    }

    fn sums<const N: usize>(&self, rows: [&Row; N]) -> [f32; N] {
        let mut sums = [0i32; N];
        // A row's probability is the same whatever rows stand beside it.
        let mut ends = [None; N];
        for (step, trees) in self.trees.chunks(STEP).enumerate() {
            Self::add(trees, rows, &mut sums);
            if (step + 1) * STEP < FIRST {
                continue;
            }
            for (end, &sum) in ends.iter_mut().zip(&sums) {
                *end = end.or((self.base + sum as f32 * self.scale < LOW).then_some(sum));
            }
            if ends.iter().all(Option::is_some) {
                break;
            }
        }
        std::array::from_fn(|lane| ends[lane].unwrap_or(sums[lane]) as f32)
    }

    fn add<const N: usize>(trees: &[Tree], rows: [&Row; N], sums: &mut [i32; N]) {
        for tree in trees {
            let mut at = [0u8; N];
            for _ in 0..tree.depth {
                for (at, row) in at.iter_mut().zip(rows) {
                    let node = tree.node(*at);
                    *at = node.next[usize::from(row[usize::from(node.feature)] > node.threshold)];
                }
            }
            for (sum, at) in sums.iter_mut().zip(at) {
                *sum += i32::from(tree.node(at).leaf);
            }
        }
    }
}

impl Tree {
    /// Reads a tree of `size` splits.
    fn new(bytes: &[u8], size: usize) -> Tree {
        let (splits, leaves) = bytes.split_at(size * SPLIT);
        // The leaves stand behind the splits.
        let place = |next: u8| if next < 128 { next.min(size as u8 - 1) } else { size as u8 + (next - 128).min(size as u8) };
        let mut nodes = [Node::default(); NODES];
        for (node, s) in nodes.iter_mut().zip(splits.chunks_exact(SPLIT)) {
            *node = Node { feature: s[0], threshold: u16::from_le_bytes([s[1], s[2]]), next: [place(s[3]), place(s[4])], leaf: 0 };
        }
        for (at, leaf) in leaves.chunks_exact(2).enumerate() {
            let at = size + at;
            nodes[at] = Node { next: [at as u8; 2], leaf: i16::from_le_bytes([leaf[0], leaf[1]]), ..Node::default() };
        }
        let mut tree = Tree { nodes, depth: 0 };
        let mut level = vec![0u8];
        // A way is never longer than there are splits; a broken table ends too.
        while tree.depth < size && level.iter().any(|&at| usize::from(at) < size) {
            level = level.iter().flat_map(|&at| tree.node(at).next).collect();
            level.sort_unstable();
            level.dedup();
            tree.depth += 1;
        }
        tree
    }

    fn node(&self, at: u8) -> &Node {
        &self.nodes[usize::from(at) % NODES]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(trees: u16, rest: &[u8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(trees.to_le_bytes());
        bytes.push(1);
        bytes.extend(0f32.to_le_bytes());
        bytes.extend(1f32.to_le_bytes());
        bytes.extend(rest);
        bytes
    }

    fn row(values: &[u16]) -> Row {
        std::array::from_fn(|at| values.get(at).copied().unwrap_or(0))
    }

    #[test]
    fn a_row_goes_down_to_its_leaf() {
        let tree = [1, 5, 0, 128, 129, 2, 0, 0xfe, 0xff];
        let trees = Trees::new(&table(1, &tree));
        let rows: Vec<Row> = (0..11).map(|value| row(&[0, value])).collect();
        let found = trees.probabilities(&rows);
        assert!(found.iter().enumerate().all(|(value, &p)| if value <= 5 { p > 0.87 } else { p < 0.13 }), "{found:?}");
        let two = Trees::new(&table(2, &[tree, tree].concat()));
        assert!(two.probabilities(&rows)[5] > 0.98);
    }

    #[test]
    fn a_row_is_judged_alike_whatever_stands_beside_it() {
        // The first value tells at once, the second only in the last tree.
        let tree = |feature: u8, low: i16| [&[feature, 5, 0, 128, 129][..], &low.to_le_bytes(), &2i16.to_le_bytes()].concat();
        let many = [vec![tree(0, -1); FIRST], vec![tree(1, 9)]].concat().concat();
        let trees = Trees::new(&table(FIRST as u16 + 1, &many));
        let rows: Vec<Row> = (0..LANES as u16).map(|lane| row(&[if lane == 3 { 9 } else { 0 }, 0])).collect();
        let together = trees.probabilities(&rows);
        assert!(together[3] > 0.99 && together[2] < 0.01);
        assert_eq!(together, rows.iter().flat_map(|row| trees.probabilities(&[*row])).collect::<Vec<_>>());
    }

    #[test]
    fn a_broken_table_is_no_danger() {
        assert_eq!(Trees::new(b"").probabilities(&[row(&[1])]), [0.5]);
        assert_eq!(Trees::new(&table(3, &[0; 9])).probabilities(&[row(&[1])]), [0.5]);
        let looped = Trees::new(&table(1, &[0, 0, 0, 0, 0, 1, 0, 1, 0]));
        assert_eq!(looped.probabilities(&[row(&[1])]), [0.5]);
    }

    #[test]
    fn the_shipped_table_is_whole() {
        assert!(Trees::blocks().trees.len() >= 50);
    }
}
