//! Labels and reasons.

use super::{Block, Label, PageKind, Reason};
use crate::snapshot::{PageSnapshot, Tag};

pub(super) fn classify(page: &PageSnapshot, blocks: &mut [Block]) -> PageKind {
    let mut words = 0;
    for block in blocks.iter_mut() {
        let tags: Vec<Tag> = std::iter::once(block.node).chain(page.ancestors(block.node)).filter_map(|id| page.tag(id)).collect();
        let count = block.text.split_whitespace().count();
        let in_story = count >= 12 && block.text.contains('.');
        if tags.contains(&Tag::H1) {
            block.label = Label::Headline;
        } else if tags.iter().any(|t| matches!(t, Tag::Nav | Tag::Footer | Tag::Aside)) || !in_story {
            block.label = Label::Boilerplate;
            block.reason = Some(Reason::Other);
        } else {
            words += count;
        }
    }
    if words >= 80 { PageKind::Article } else { PageKind::NotAnArticle }
}
