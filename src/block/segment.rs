//! From nodes to blocks: text between two block borders is one block.

use super::{Block, Label, Piece};
use crate::snapshot::{NodeData, NodeId, PageSnapshot, Tag};

/// The visible text of the page, block by block, each labelled `Paragraph` for now.
pub(super) fn segment(page: &PageSnapshot) -> Vec<Block> {
    let mut out = Vec::new();
    let mut current = Draft::default();
    // The ends of the block elements that are open, so that leaving one closes the block.
    let mut open: Vec<u32> = Vec::new();
    for (index, node) in page.nodes.iter().enumerate() {
        let id = NodeId(index as u32);
        while open.last().is_some_and(|&end| id.0 >= end) {
            open.pop();
            current.flush(page, &mut out);
        }
        match &node.data {
            NodeData::Element { tag, .. } if tag.is_block() || *tag == Tag::Br => {
                current.flush(page, &mut out);
                open.push(node.end);
            }
            NodeData::Text(_) if node.visible => current.push(id, page.text(id)),
            _ => {}
        }
    }
    current.flush(page, &mut out);
    out
}

#[derive(Default)]
struct Draft {
    text: String,
    pieces: Vec<Piece>,
}

impl Draft {
    /// Appends a text node, folding white space.
    fn push(&mut self, node: NodeId, text: &str) {
        for (at, c) in text.char_indices() {
            let folded = if c.is_whitespace() { ' ' } else { c };
            if folded == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
                continue;
            }
            let from = self.text.len() as u32;
            self.text.push(folded);
            let to = self.text.len() as u32;
            let (at, len) = (at as u32, to - from);
            match self.pieces.last_mut() {
                Some(last) if last.node == node && last.in_node.end == at && last.in_block.end == from && len as usize == c.len_utf8() => {
                    last.in_node.end += len;
                    last.in_block.end = to;
                }
                _ => self.pieces.push(Piece { node, in_node: at..at + len, in_block: from..to }),
            }
        }
    }

    fn flush(&mut self, page: &PageSnapshot, out: &mut Vec<Block>) {
        let mut draft = std::mem::take(self);
        if draft.text.ends_with(' ') {
            draft.text.pop();
            if let Some(last) = draft.pieces.last_mut() {
                last.in_block.end -= 1;
                last.in_node.end -= 1;
                if last.in_block.is_empty() {
                    draft.pieces.pop();
                }
            }
        }
        let (Some(first), Some(last)) = (draft.pieces.first(), draft.pieces.last()) else { return };
        let (first, last) = (first.node, last.node);
        let node = page.ancestors(first).find(|&up| page.node(up).end > last.0).unwrap_or(first);
        out.push(Block { label: Label::Paragraph, reason: None, node, text: draft.text, pieces: draft.pieces, confidence: 0.5 });
    }
}
