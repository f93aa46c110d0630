//! The article: the kept text as one string, and the way back from it to the page's text nodes.

use crate::block::{Block, Label};
use crate::snapshot::NodeId;
use crate::text::Span;
use std::ops::Range;

#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The texts of all blocks that are not boilerplate, in page order, a blank line between them.
    pub text: String,
    pub parts: Vec<Part>,
    pub headline: Option<String>,
}

/// One block of the page within the article's text.
#[derive(Clone, Debug)]
pub struct Part {
    /// The place of the block in the page's list of blocks.
    pub block: usize,
    pub label: Label,
    /// Bytes of `Article::text`.
    pub span: Span,
}

/// A stretch of one text node of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeRange {
    pub node: NodeId,
    /// Bytes of the text node's text, half-open.
    pub range: Range<u32>,
}

const BETWEEN: &str = "\n\n";

impl Article {
    /// Joins the blocks that are not boilerplate.
    pub fn assemble(blocks: &[Block]) -> Article {
        let mut article = Article::default();
        for (index, block) in blocks.iter().enumerate() {
            if block.label == Label::Boilerplate {
                continue;
            }
            if !article.text.is_empty() {
                article.text.push_str(BETWEEN);
            }
            let start = article.text.len();
            article.text.push_str(&block.text);
            article.parts.push(Part { block: index, label: block.label, span: Span::new(start, article.text.len()) });
            if block.label == Label::Headline && article.headline.is_none() {
                article.headline = Some(block.text.clone());
            }
        }
        article
    }

    /// Takes `text` as an article as it stands. The blocks are its lines; no text is boilerplate.
    pub fn from_text(text: &str) -> (Vec<Block>, Article) {
        let mut blocks = Vec::new();
        let mut article = Article { text: text.to_owned(), ..Article::default() };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            if trimmed.is_empty() {
                continue;
            }
            let label = line_label(trimmed, blocks.is_empty());
            if label == Label::Headline {
                article.headline = Some(trimmed.to_owned());
            }
            article.parts.push(Part { block: blocks.len(), label, span: Span::new(start, start + trimmed.len()) });
            blocks.push(Block { label, reason: None, node: NodeId(0), text: trimmed.to_owned(), pieces: Vec::new(), confidence: 1.0 });
        }
        (blocks, article)
    }

    /// The spans and labels of the parts, as `Text::parse` wants them.
    pub fn blocks(&self) -> Vec<(Span, Label)> {
        self.parts.iter().map(|part| (part.span, part.label)).collect()
    }

    /// Where the bytes of `span` stand on the page: text-node stretches in page order, none of them empty.
    /// Nothing for an article that was made from plain text.
    pub fn locate(&self, blocks: &[Block], span: Span) -> Vec<NodeRange> {
        let mut out: Vec<NodeRange> = Vec::new();
        let from = self.parts.partition_point(|part| part.span.end <= span.start);
        for part in self.parts[from..].iter().take_while(|part| part.span.start < span.end) {
            let low = span.start.max(part.span.start) - part.span.start;
            let high = span.end.min(part.span.end) - part.span.start;
            for piece in &blocks[part.block].pieces {
                let (start, end) = (piece.in_block.start.max(low), piece.in_block.end.min(high));
                if start >= end {
                    continue;
                }
                let shift = piece.in_node.start;
                let range = shift + start - piece.in_block.start..shift + end - piece.in_block.start;
                match out.last_mut() {
                    // Folded white space leaves a gap within one text node; a mark covers it.
                    Some(last) if last.node == piece.node => last.range.end = range.end,
                    _ => out.push(NodeRange { node: piece.node, range }),
                }
            }
        }
        out
    }
}

/// A short first line without a full stop is the headline; everything else is a paragraph.
fn line_label(line: &str, first: bool) -> Label {
    let words = line.split_whitespace().count();
    if first && words <= 25 && !line.ends_with(['.', '”', '"']) { Label::Headline } else { Label::Paragraph }
}
