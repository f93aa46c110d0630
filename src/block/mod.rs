//! Blocks: every visible piece of text that stands by itself on the page, with a label and, where it is
//! boilerplate, the reason.

mod choices;
mod classify;
mod container;
mod facts;
mod features;
mod labels;
mod layout;
mod lines;
mod names;
mod page_words;
mod posts;
mod reasons;
mod segment;
#[cfg(feature = "train")]
pub mod train;

pub use choices::{Choices, Rule};

use crate::snapshot::{NodeId, PageSnapshot, Places};
use serde::Serialize;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    Paragraph,
    Headline,
    Subhead,
    Byline,
    Dateline,
    Caption,
    Quote,
    List,
    Table,
    Boilerplate,
}

impl Label {
    /// The labels of the story itself; the others kept (headline, byline, dateline, caption) stand around it.
    pub fn is_body(self) -> bool {
        matches!(self, Label::Paragraph | Label::Subhead | Label::Quote | Label::List | Label::Table)
    }
}

/// Why a block is boilerplate. New ones come last, because the trained classifier knows them by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Navigation,
    SkipLink,
    Share,
    Related,
    MediaPlayer,
    Newsletter,
    Advertisement,
    Comments,
    AboutTheAuthor,
    AboutTheAgency,
    WireCredit,
    Corrections,
    Inset,
    Cookie,
    Paywall,
    Tools,
    Tags,
    ImageCredit,
    RepeatedTitle,
    Footer,
    Other,
    BreakingNews,
    /// A piece of the story once more in large type.
    PullQuote,
}

impl Reason {
    /// What some readers want: it is folded behind a line that opens it, not hidden without a trace.
    pub fn folds(self) -> bool {
        use Reason::*;
        matches!(self, AboutTheAuthor | AboutTheAgency | WireCredit | Corrections | Inset)
    }
}

#[derive(Clone, Debug)]
pub struct Block {
    pub label: Label,
    /// Given exactly where the label is `Boilerplate`.
    pub reason: Option<Reason>,
    /// The element that the block is the text of: the nearest one that holds all of it.
    pub node: NodeId,
    /// The text as a reader sees it: white space folded, trimmed, never empty.
    pub text: String,
    /// Where the text comes from, in order of `in_block`.
    pub pieces: Vec<Piece>,
    /// How sure the label is, 0 to 1.
    pub confidence: f32,
}

/// A stretch of a block's text that is, byte for byte, a stretch of one text node.
/// (A folded space is mapped to the first white space it stands for.)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub node: NodeId,
    /// Bytes of the text node's text.
    pub in_node: Range<u32>,
    /// Bytes of the block's text, of the same length.
    pub in_block: Range<u32>,
}

/// What the page as a whole turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    Article,
    /// A front page, a search, a login, a gallery: nothing is to be hidden.
    NotAnArticle,
    /// The ways to find the story disagree on most of it: nothing is to be hidden.
    Doubtful,
}

/// Cuts the page into blocks and labels each of them.
pub fn blocks(page: &PageSnapshot, places: Places) -> (Vec<Block>, PageKind) {
    let mut blocks = segment::segment(page);
    let kind = classify::classify(page, &mut blocks, places);
    (blocks, kind)
}

/// Whether `name`, of a picture or a button, is that of a place or a way to share the page.
pub fn shares(name: &str) -> bool {
    lines::known(name).is_some_and(|line| line.reason == Reason::Share)
}

/// Follows what the reader has said of the blocks of an article. Gives the elements that are to go though they hold
/// no text: pictures, frames.
pub fn follow(page: &PageSnapshot, blocks: &mut [Block], choices: &Choices) -> Vec<NodeId> {
    choices::apply(page, blocks, choices)
}
