//! Where on the page the story is: votes of its paragraphs for the elements around them.

use super::Block;
use super::facts::Page;
use crate::snapshot::NodeId;

/// Ancestors of a paragraph that it votes for.
const VOTES: usize = 6;
/// The share of the running text that the core holds.
const CORE: f32 = 0.7;

/// The elements that are taken for the story's.
pub(super) struct Container {
    /// The winner of a vote as Readability holds it: each paragraph gives a score by its length and commas to its
    /// parent, half of it to the grandparent, and ever less further up; a link-heavy element is marked down.
    pub best: Option<NodeId>,
    /// The deepest element that holds most of the running text.
    pub core: Option<NodeId>,
    /// The first and last running text within the core, as places in the list of blocks, half-open.
    pub story: std::ops::Range<usize>,
}

#[inline(never)]
pub(super) fn find(page: &Page, blocks: &[Block]) -> Container {
    let best = vote(page, blocks);
    let core = core(page);
    let inside = |block: &Block| core.is_none_or(|core| core <= block.node && block.node.0 < page.page.node(core).end);
    let long = |at: &usize| page.facts[*at].is_long() && inside(&blocks[*at]);
    let first = (0..blocks.len()).find(long);
    let last = (0..blocks.len()).rev().find(long);
    let story = match (first, last) {
        (Some(first), Some(last)) => first..last + 1,
        _ => 0..0,
    };
    Container { best, core, story }
}

fn vote(page: &Page, blocks: &[Block]) -> Option<NodeId> {
    let mut votes = vec![0f32; page.page.nodes.len()];
    for (block, facts) in blocks.iter().zip(&page.facts) {
        if facts.words < 8 || facts.link_share() > 0.5 || facts.line.is_some() {
            continue;
        }
        let score = 1.0 + facts.commas as f32 + (facts.words as f32 / 18.0).min(3.0);
        // The block's own element counts as the paragraph.
        for (level, up) in page.up(block.node, VOTES).skip(1).enumerate() {
            votes[up.index()] += score / [1.0, 2.0, 6.0, 9.0, 12.0][level.min(4)];
        }
    }
    let marked = |at: usize| {
        let sum = page.within(NodeId(at as u32));
        votes[at] * (1.0 - sum.link_words as f32 / sum.words.max(1) as f32)
    };
    // The first of equals.
    (0..votes.len()).filter(|&at| votes[at] > 0.0).rev().max_by(|&a, &b| marked(a).total_cmp(&marked(b))).map(|at| NodeId(at as u32))
}

fn core(page: &Page) -> Option<NodeId> {
    let nodes = &page.page.nodes;
    let need = page.all().long_words as f32 * CORE;
    if nodes.is_empty() || need <= 0.0 {
        return None;
    }
    let (mut core, mut at) = (NodeId(0), 1);
    // From child to child; into the one that holds enough.
    while at < nodes[core.index()].end {
        let child = NodeId(at);
        if page.page.tag(child).is_some() && page.within(child).long_words as f32 >= need {
            core = child;
            at += 1;
        } else {
            at = nodes[child.index()].end;
        }
    }
    Some(core)
}
