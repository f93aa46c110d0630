//! What is counted once for each block and each node, and asked for many times.
//!
//! Everything about a subtree is the difference of two prefix sums over document order, so that the work is linear
//! however deep the page nests.

use super::Block;
use super::lines::{self, Line};
use super::names::{self, Groups};
use super::page_words;
use crate::snapshot::{NodeId, PageSnapshot, Tag};

/// The text of one block, counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Words; of scripts without spaces, half of the characters.
    pub words: u32,
    pub chars: u32,
    /// Words within links.
    pub link_words: u32,
    pub links: u32,
    /// Sentence ends.
    pub enders: u32,
    pub commas: u32,
    /// Words that are among the commonest of some language.
    pub stop: u32,
    /// Words of capitals only, words that begin with a capital, words that begin with a digit.
    pub upper: u32,
    pub title: u32,
    pub digits: u32,
    pub quotes: u32,
    /// Words of each group that speaks of the page or to its reader.
    pub page_words: [u8; page_words::GROUPS],
    pub ends_sentence: bool,
    pub line: Option<Line>,
    /// A hash of the text in lower case without punctuation.
    pub hash: u64,
}

impl Facts {
    pub fn link_share(&self) -> f32 {
        self.link_words as f32 / self.words.max(1) as f32
    }

    /// Running text: what paragraphs are made of.
    pub fn is_long(&self) -> bool {
        self.words >= 12 && self.enders >= 1 && self.link_share() < 0.4
    }
}

/// Sums over subtrees; see `Page::within`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    pub blocks: u32,
    pub words: u32,
    pub link_words: u32,
    pub long_words: u32,
    pub commas: u32,
}

/// A page with all that is known of its blocks before any of them is labelled.
pub(super) struct Page<'p> {
    pub page: &'p PageSnapshot,
    pub facts: Vec<Facts>,
    /// The groups that each node's own names belong to; 0 for text nodes.
    pub groups: Vec<Groups>,
    pub depth: Vec<u16>,
    sums: Vec<Sum>,
}

impl<'p> Page<'p> {
    #[inline(never)]
    pub fn new(page: &'p PageSnapshot, blocks: &[Block]) -> Self {
        let mut in_link = vec![false; page.nodes.len()];
        let mut groups = vec![0; page.nodes.len()];
        let mut depth = vec![0u16; page.nodes.len()];
        let mut seen = names::Seen::default();
        for (at, node) in page.nodes.iter().enumerate() {
            let up = node.parent.map(NodeId::index);
            let tag = page.tag(NodeId(at as u32));
            in_link[at] = tag == Some(Tag::A) || up.is_some_and(|up| in_link[up]);
            depth[at] = up.map_or(0, |up| depth[up].saturating_add(1));
            if node.visible && tag.is_some() {
                groups[at] = seen.groups(page, NodeId(at as u32));
            }
        }
        let facts: Vec<Facts> = blocks.iter().map(|block| count(block, &in_link)).collect();
        let mut sums = vec![Sum::default(); page.nodes.len() + 1];
        for (block, facts) in blocks.iter().zip(&facts) {
            let Some(first) = block.pieces.first() else { continue };
            let sum = &mut sums[first.node.index() + 1];
            sum.blocks += 1;
            sum.words += facts.words;
            sum.link_words += facts.link_words;
            sum.long_words += if facts.is_long() { facts.words } else { 0 };
            sum.commas += facts.commas;
        }
        for at in 1..sums.len() {
            let (before, here) = (sums[at - 1], &mut sums[at]);
            here.blocks += before.blocks;
            here.words += before.words;
            here.link_words += before.link_words;
            here.long_words += before.long_words;
            here.commas += before.commas;
        }
        Self { page, facts, groups, depth, sums }
    }

    /// The sums over the blocks that begin within the subtree of `id`.
    pub fn within(&self, id: NodeId) -> Sum {
        let (from, to) = (self.sums[id.index()], self.sums[self.page.node(id).end as usize]);
        Sum {
            blocks: to.blocks - from.blocks,
            words: to.words - from.words,
            link_words: to.link_words - from.link_words,
            long_words: to.long_words - from.long_words,
            commas: to.commas - from.commas,
        }
    }

    /// The blocks that begin within the subtree of `id`, as places in the list of blocks.
    pub fn range(&self, id: NodeId) -> std::ops::Range<usize> {
        self.sums[id.index()].blocks as usize..self.sums[self.page.node(id).end as usize].blocks as usize
    }

    pub fn all(&self) -> Sum {
        self.sums.last().copied().unwrap_or_default()
    }

    /// `id` and its ancestors, from the inside, at most `many` elements.
    pub fn up(&self, id: NodeId, many: usize) -> impl Iterator<Item = NodeId> {
        std::iter::once(id).chain(self.page.ancestors(id)).filter(|&id| self.page.tag(id).is_some()).take(many)
    }
}

#[inline(never)]
fn count(block: &Block, in_link: &[bool]) -> Facts {
    let mut facts = Facts { chars: block.text.chars().count() as u32, ..Facts::default() };
    facts.hash = 0xcbf2_9ce4_8422_2325;
    let mut pieces = block.pieces.iter().peekable();
    let (mut linked, mut was_linked) = (false, false);
    let mut at = 0;
    let mut lower = String::new();
    for part in block.text.split(' ') {
        // A link's last word is a link's, whatever mark stands after the link.
        let starts_linked = linked && pieces.peek().is_none_or(|piece| piece.in_block.start as usize > at);
        let mut in_word = false;
        while let Some(piece) = pieces.next_if(|piece| (piece.in_block.start as usize) < at + part.len().max(1)) {
            linked = in_link.get(piece.node.index()).copied().unwrap_or(false);
            facts.links += u32::from(linked && !was_linked);
            was_linked = linked;
            in_word |= linked && (piece.in_block.start as usize) < at + part.len();
        }
        let word_linked = in_word || starts_linked;
        at += part.len() + 1;
        word(&mut facts, part, word_linked, &mut lower);
    }
    facts.ends_sentence =
        block.text.trim_end_matches(['"', '”', '’', '»', '\'', ')', '」']).ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔']);
    facts.line = lines::known(&block.text);
    facts
}

/// Counts one stretch between two spaces; `lower` is scratch.
#[inline(never)]
fn word(facts: &mut Facts, part: &str, linked: bool, lower: &mut String) {
    lower.clear();
    let (mut letters, mut unspaced, mut small, mut capital) = (0, false, false, false);
    let mut first = None;
    for c in part.chars() {
        if c.is_ascii_alphabetic() {
            small |= c.is_ascii_lowercase();
            capital |= c.is_ascii_uppercase();
            letters += 1;
            first = first.or(Some(c));
            lower.push(c.to_ascii_lowercase());
            continue;
        }
        match c {
            ',' | '、' | '，' | '،' => facts.commas += 1,
            '"' | '“' | '”' | '„' | '«' | '»' | '「' => facts.quotes += 1,
            '。' | '！' | '？' | '।' | '؟' | '۔' => facts.enders += 1,
            _ => {}
        }
        small |= c.is_lowercase();
        capital |= c.is_uppercase();
        unspaced |= is_unspaced(c);
        if !c.is_alphanumeric() {
            continue;
        }
        letters += 1;
        first = first.or(Some(c));
        if c.is_ascii() { lower.push(c.to_ascii_lowercase()) } else { lower.extend(c.to_lowercase()) }
    }
    let closing = part.trim_end_matches(['"', '”', '’', '»', '\'', ')', '“', ']']);
    facts.enders += u32::from(closing.ends_with(['.', '!', '?', '…']));
    if letters == 0 {
        return;
    }
    let words = if unspaced { (letters / 2).max(1) } else { 1 };
    facts.words += words;
    facts.link_words += if linked { words } else { 0 };
    let kinds = page_words::of(lower);
    facts.stop += u32::from(kinds & page_words::STOP != 0);
    for (group, count) in facts.page_words.iter_mut().enumerate() {
        *count = count.saturating_add((kinds >> group & 1) as u8);
    }
    for byte in lower.bytes().chain([b' ']) {
        facts.hash = (facts.hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    facts.title += u32::from(first.is_some_and(char::is_uppercase));
    facts.digits += u32::from(first.is_some_and(|c| c.is_ascii_digit()));
    facts.upper += u32::from(letters > 1 && !small && capital);
}

/// Letters of scripts that put no space between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::segment::{segment, tests::page};

    #[test]
    fn words_links_and_sentences_are_counted() {
        let snapshot = page("<div><p>One <a>two three</a>, “four”. FIVE 6?</p><p><a>seven</a></p></div>");
        let blocks = segment(&snapshot);
        let page = Page::new(&snapshot, &blocks);
        let first = &page.facts[0];
        assert_eq!((first.words, first.link_words, first.links, first.enders, first.commas), (6, 2, 1, 2, 1));
        assert_eq!((first.upper, first.title, first.digits, first.quotes), (1, 2, 1, 2));
        let all = page.within(NodeId(0));
        assert_eq!((all.blocks, all.words, all.link_words), (2, 7, 3));
        assert_eq!(page.within(blocks[1].node).words, 1);
    }

    #[test]
    fn scripts_without_spaces_have_words_too() {
        let snapshot = page("<p>首相は記者会見で新しい橋について話しました。市長も賛成しました。</p>");
        let blocks = segment(&snapshot);
        let page = Page::new(&snapshot, &blocks);
        assert!(page.facts[0].is_long());
    }
}
