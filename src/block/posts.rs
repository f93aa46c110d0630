//! Embedded posts of social media: who signs one is told in a line that is named for sharing as often as for the post.

use super::facts::Page;
use super::{Block, Reason};
use crate::snapshot::Tag;
use crate::text::post::signature;

/// How far up the quotation is looked for that holds a post.
const UP: usize = 4;

/// "— Ann Roe (@annroe) May 5, 2026" in a quotation whose words are kept is kept with them.
pub(super) fn signatures(page: &Page, blocks: &[Block], hidden: &mut [Option<Reason>]) {
    for at in 1..blocks.len() {
        let quoted = || page.up(blocks[at].node, UP).find(|&id| page.page.tag(id) == Some(Tag::Blockquote));
        let same = |id| page.up(blocks[at - 1].node, UP).any(|other| other == id);
        if hidden[at].is_some() && hidden[at - 1].is_none() && signature(&blocks[at].text).is_some() && quoted().is_some_and(same) {
            hidden[at] = None;
        }
    }
}
