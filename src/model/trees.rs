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

pub struct Trees {
    /// All splits and all leaves, tree by tree.
    splits: Vec<Split>,
    leaves: Vec<i16>,
    trees: usize,
    /// Splits of one tree.
    size: usize,
    base: f32,
    scale: f32,
}

#[derive(Clone, Copy)]
struct Split {
    threshold: u16,
    feature: u8,
    /// Where a value goes that is not above the threshold, and where one that is.
    next: [u8; 2],
}

impl Trees {
    /// The classifier of blocks.
    pub fn blocks() -> &'static Trees {
        static TREES: OnceLock<Trees> = OnceLock::new();
        TREES.get_or_init(|| Trees::new(include_bytes!("blocks.bin")))
    }

    /// A table that is cut short or is none has no trees.
    fn new(bytes: &[u8]) -> Trees {
        let mut out = Trees { splits: Vec::new(), leaves: Vec::new(), trees: 0, size: 0, base: 0.0, scale: 0.0 };
        if !bytes.starts_with(MAGIC) || bytes.len() < HEAD {
            return out;
        }
        let float = |at: usize| f32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let (trees, size) = (usize::from(u16::from_le_bytes([bytes[4], bytes[5]])), usize::from(bytes[6]));
        let length = size * SPLIT + (size + 1) * 2;
        if bytes.len() != HEAD + trees * length {
            return out;
        }
        for tree in bytes[HEAD..].chunks_exact(length) {
            let (splits, leaves) = tree.split_at(size * SPLIT);
            out.splits.extend(splits.chunks_exact(SPLIT).map(|s| Split {
                feature: s[0],
                threshold: u16::from_le_bytes([s[1], s[2]]),
                next: [s[3], s[4]],
            }));
            out.leaves.extend(leaves.chunks_exact(2).map(|leaf| i16::from_le_bytes([leaf[0], leaf[1]])));
        }
        Trees { trees, size, base: float(7), scale: float(11), ..out }
    }

    /// The probability of the positive class for a row of features.
    pub fn probability(&self, row: &[u16]) -> f32 {
        let sum: i32 = (0..self.trees).map(|tree| i32::from(self.leaf(tree, row))).sum();
        1.0 / (1.0 + (-(self.base + sum as f32 * self.scale)).exp())
    }

    fn leaf(&self, tree: usize, row: &[u16]) -> i16 {
        let splits = &self.splits[tree * self.size..(tree + 1) * self.size];
        let mut at = 0u8;
        // A path is never longer than there are splits; a broken table ends too.
        for _ in 0..=self.size {
            let Some(split) = splits.get(usize::from(at)).filter(|_| at < 128) else { break };
            let value = row.get(usize::from(split.feature)).copied().unwrap_or(0);
            at = split.next[usize::from(value > split.threshold)];
        }
        let leaf = tree * (self.size + 1) + usize::from(at & 127).min(self.size);
        self.leaves.get(leaf).copied().unwrap_or(0)
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

    #[test]
    fn a_row_goes_down_to_its_leaf() {
        let tree = [1, 5, 0, 128, 129, 2, 0, 0xfe, 0xff];
        let trees = Trees::new(&table(1, &tree));
        assert!(trees.probability(&[0, 5]) > 0.87 && trees.probability(&[0, 6]) < 0.13);
        let two = Trees::new(&table(2, &[tree, tree].concat()));
        assert!(two.probability(&[0, 5]) > 0.98);
    }

    #[test]
    fn a_broken_table_is_no_danger() {
        assert_eq!(Trees::new(b"").probability(&[1]), 0.5);
        assert_eq!(Trees::new(&table(3, &[0; 9])).probability(&[1]), 0.5);
        let looped = Trees::new(&table(1, &[0, 0, 0, 0, 0, 1, 0, 1, 0]));
        assert!(looped.probability(&[1]).is_finite());
    }

    #[test]
    fn the_shipped_table_is_whole() {
        assert!(Trees::blocks().trees >= 50);
    }
}
