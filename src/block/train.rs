//! What the training program needs: the features of a page's blocks, and their labels by scores that it gives.

use super::facts::Page;
use super::{Block, PageKind, classify, container, features, segment};
use crate::snapshot::{PageSnapshot, nowhere};

/// The page's blocks and a row of features for each.
pub fn rows(snapshot: &PageSnapshot) -> (Vec<Block>, Vec<Vec<u16>>) {
    let blocks = segment::segment(snapshot);
    let page = Page::new(snapshot, &blocks);
    let container = container::find(&page, &blocks);
    let mut rows = Vec::with_capacity(blocks.len());
    features::each(&page, &blocks, &container, |_, row| rows.push(row.to_vec()));
    (blocks, rows)
}

/// As `blocks`, with the probability of each block given instead of the shipped classifier's.
pub fn blocks_by(snapshot: &PageSnapshot, scores: &[f32]) -> (Vec<Block>, PageKind) {
    let mut blocks = segment::segment(snapshot);
    let page = Page::new(snapshot, &blocks);
    let container = container::find(&page, &blocks);
    let kind = classify::decide(&page, &mut blocks, &container, scores, &nowhere);
    (blocks, kind)
}
