//! From nodes to blocks: text between two block borders is one block.
//!
//! Styles are not looked at, so that a saved page and a live one are cut alike: the borders are those that
//! elements have by default, and what line breaks and adjoining links tell.

use super::{Block, Label, Piece};
use crate::snapshot::{NodeData, NodeId, PageSnapshot, Tag};

/// A line shorter than this many words, before a single `<br>`, stands by itself (addresses, bylines, menus).
const SHORT_LINE: usize = 8;

/// The visible text of the page, block by block, each labelled `Paragraph` for now.
#[inline(never)]
pub(super) fn segment(page: &PageSnapshot) -> Vec<Block> {
    let mut cut = Cut { page, out: Vec::new(), draft: Draft::default() };
    // The block elements that are open (end and tag), so that leaving one closes the block.
    let mut open: Vec<(u32, Tag)> = Vec::new();
    // Where the last link ended.
    let mut link_end = u32::MAX;
    for (index, node) in page.nodes.iter().enumerate() {
        let id = NodeId(index as u32);
        while open.last().is_some_and(|&(end, _)| id.0 >= end) {
            open.pop();
            cut.flush();
        }
        if !node.visible {
            continue;
        }
        let around = open.last().map(|&(_, tag)| tag);
        match &node.data {
            NodeData::Element { tag: Tag::Br, .. } => cut.line_break(),
            NodeData::Element { tag, .. } if tag.is_block() || (*tag == Tag::Custom && !around.is_some_and(holds_phrases)) => {
                cut.flush();
                open.push((node.end, *tag));
            }
            NodeData::Element { tag: Tag::A, .. } => {
                // Two links with nothing between them are two things, never one word.
                if link_end == id.0 {
                    cut.draft.space(None);
                }
                link_end = node.end;
                cut.draft.abuts = true;
            }
            NodeData::Element { .. } => cut.draft.abuts = true,
            NodeData::Text(_) => cut.push(id, page.text(id), around == Some(Tag::Pre)),
        }
    }
    cut.flush();
    cut.out
}

/// Elements in which a custom element is rather a word than a block.
fn holds_phrases(tag: Tag) -> bool {
    use Tag::*;
    matches!(tag, P | H1 | H2 | H3 | H4 | H5 | H6 | Li | Td | Th | Figcaption | Dt | Dd | Blockquote)
}

struct Cut<'p> {
    page: &'p PageSnapshot,
    out: Vec<Block>,
    draft: Draft,
}

#[derive(Default)]
struct Draft {
    text: String,
    pieces: Vec<Piece>,
    /// A space to be written before the next word, with the one byte it comes from where it has one.
    pending: Option<Option<(NodeId, u32)>>,
    /// Line breaks since the last word.
    breaks: u8,
    /// Where the current line starts in `text`.
    line: usize,
    /// An inline element opened since the last text node.
    abuts: bool,
}

impl Cut<'_> {
    fn line_break(&mut self) {
        self.draft.breaks = self.draft.breaks.saturating_add(1);
        if self.draft.breaks >= 2 {
            self.flush();
        } else {
            self.draft.space(None);
        }
    }

    /// Appends a text node, folding white space.
    fn push(&mut self, node: NodeId, text: &str, preformatted: bool) {
        if std::mem::take(&mut self.draft.abuts) && self.draft.runs_together(text) {
            self.draft.space(None);
        }
        let mut newlines = 0;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let here = at as u32;
            at += c.len_utf8();
            if is_invisible(c) {
                continue;
            }
            if c.is_whitespace() {
                newlines += usize::from(c == '\n');
                if preformatted && newlines >= 2 {
                    self.flush();
                }
                self.draft.space((c.len_utf8() == 1).then_some((node, here)));
                continue;
            }
            newlines = 0;
            if self.draft.breaks > 0 {
                if self.draft.splits_before(c) {
                    self.flush();
                }
                self.draft.breaks = 0;
                self.draft.line = self.draft.text.len();
            }
            self.draft.char(node, here, c);
            // The rest of the word in one go.
            let word = text[at..].bytes().take_while(u8::is_ascii_graphic).count();
            self.draft.more(&text[at..at + word]);
            at += word;
        }
    }

    fn flush(&mut self) {
        let draft = std::mem::take(&mut self.draft);
        let (Some(first), Some(last)) = (draft.pieces.first(), draft.pieces.last()) else { return };
        let (first, last) = (first.node, last.node);
        let node = self.page.ancestors(first).find(|&up| self.page.node(up).end > last.0).unwrap_or(first);
        self.out.push(Block { label: Label::Paragraph, reason: None, node, text: draft.text, pieces: draft.pieces, confidence: 0.5 });
    }
}

impl Draft {
    fn space(&mut self, from: Option<(NodeId, u32)>) {
        if !self.text.is_empty() && self.pending.is_none() {
            self.pending = Some(from);
        }
    }

    fn char(&mut self, node: NodeId, at: u32, c: char) {
        if let Some(from) = self.pending.take() {
            let start = self.text.len() as u32;
            self.text.push(' ');
            if let Some((node, at)) = from {
                self.piece(node, at, start, 1);
            }
        }
        let start = self.text.len() as u32;
        self.text.push(c);
        self.piece(node, at, start, c.len_utf8() as u32);
    }

    /// Goes on where the last character was written, in the same text node.
    fn more(&mut self, text: &str) {
        self.text.push_str(text);
        if let Some(last) = self.pieces.last_mut() {
            last.in_node.end += text.len() as u32;
            last.in_block.end += text.len() as u32;
        }
    }

    fn piece(&mut self, node: NodeId, at: u32, start: u32, len: u32) {
        match self.pieces.last_mut() {
            Some(last) if last.node == node && last.in_node.end == at && last.in_block.end == start => {
                last.in_node.end += len;
                last.in_block.end += len;
            }
            _ => self.pieces.push(Piece { node, in_node: at..at + len, in_block: start..start + len }),
        }
    }

    /// 'title' and 'May 7' in two elements with no space between them, of which styles make two things.
    fn runs_together(&self, next: &str) -> bool {
        let last = self.text.chars().next_back();
        let first = next.chars().next();
        let word = self.text.split(' ').next_back().map_or(0, |word| word.chars().count());
        let known = last.is_some_and(|c| (c.is_lowercase() && word > 3) || (c.is_ascii_digit() && next.trim_end().len() > 3));
        self.pending.is_none() && known && first.is_some_and(char::is_uppercase)
    }

    /// Whether a single line break before `next` ends the block: it does after a whole sentence and after a short line,
    /// and does not where a sentence goes on.
    fn splits_before(&self, next: char) -> bool {
        let line = self.text.get(self.line..).unwrap_or("");
        let closed = line.trim_end_matches(['"', '”', '’', '»', '\'', ')']).ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '|']);
        closed || (!next.is_lowercase() && line.split_whitespace().count() < SHORT_LINE)
    }
}

/// Characters that are not drawn and only tell where a line may break.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
pub(in crate::block) mod tests {
    use super::*;
    use crate::snapshot::{Attr, SnapshotBuilder};

    /// A page of `<tag>`, `</tag>` and text: enough HTML for tests that run without the parser.
    pub(in crate::block) fn page(html: &str) -> PageSnapshot {
        let mut page = SnapshotBuilder::new("");
        let mut rest = html;
        while let Some(c) = rest.chars().next() {
            let end = if c == '<' { rest.find('>').map_or(rest.len(), |at| at + 1) } else { rest.find('<').unwrap_or(rest.len()) };
            let (piece, after) = rest.split_at(end);
            rest = after;
            match piece.strip_prefix('<').and_then(|p| p.strip_suffix('>')) {
                None => drop(page.text(piece)),
                Some("br") => {
                    page.open(Tag::Br, [], true);
                    page.close();
                }
                Some(tag) if tag.starts_with('/') => page.close(),
                Some("hidden") => drop(page.open(Tag::Div, [], false)),
                Some(tag) => drop(page.open(Tag::from_name(tag), [(Attr::Class, String::new())], true)),
            }
        }
        page.finish()
    }

    #[track_caller]
    fn check(html: &str, expect: &[&str]) {
        let page = page(html);
        let blocks = segment(&page);
        assert_eq!(blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>(), expect, "{html}");
        for block in &blocks {
            let mut at = 0;
            for piece in &block.pieces {
                assert!(piece.in_block.start >= at && !piece.in_block.is_empty());
                at = piece.in_block.end;
                let here = &block.text[piece.in_block.start as usize..piece.in_block.end as usize];
                let there = &page.text(piece.node)[piece.in_node.start as usize..piece.in_node.end as usize];
                assert!(here == there || (here == " " && there.trim().is_empty()) || here.split(' ').eq(there.split(['\n', '\t', ' '])));
            }
        }
    }

    #[test]
    fn blocks_are_cut_at_block_elements() {
        check("<div>a<p>b <em>c</em></p>d<ul><li>e</li><li>f</li></ul>g</div>", &["a", "b c", "d", "e", "f", "g"]);
        check("<table><tr><td>a</td><td>b</td></tr></table>", &["a", "b"]);
        check("<div>a<button>b</button><select><option>c</option><option>d</option></select></div>", &["a", "b", "c", "d"]);
        check("<div>a<hidden>b</hidden><span> c</span></div>", &["a c"]);
    }

    #[test]
    fn two_line_breaks_part_paragraphs_and_one_need_not() {
        check("<div>a b c.<br><br>d<br> <br>e</div>", &["a b c.", "d", "e"]);
        check("<p>The first line of a long sentence that<br>goes on here.</p>", &["The first line of a long sentence that goes on here."]);
        check("<p>It ends here.<br>A new one.</p>", &["It ends here.", "A new one."]);
        check("<p>By A Writer<br>Springfield</p>", &["By A Writer", "Springfield"]);
        check("<p>a line of the poem,<br>and the next</p>", &["a line of the poem, and the next"]);
    }

    #[test]
    fn white_space_is_folded_and_invisible_characters_are_dropped() {
        check("<p> a\n\t b\u{a0}\u{a0}c\u{200b}d e\u{ad}f </p>", &["a b cd ef"]);
        check("<pre>a\nb\n\nc</pre>", &["a b", "c"]);
    }

    #[test]
    fn things_that_adjoin_are_not_one_word() {
        check("<div><a>Home</a><a>News</a></div>", &["Home News"]);
        check("<div><span>Long title</span><span>May 7</span></div>", &["Long title May 7"]);
        check("<div><span>0:00</span><a>Direct link</a></div><p>CO<i>2</i><b>H</b></p>", &["0:00 Direct link", "CO2H"]);
        check("<p><span>T</span>he <b>Mc</b><i>Coy</i> <b>un</b><i>like</i></p>", &["The McCoy unlike"]);
        check("<div>a<x-box>b</x-box></div><p>c <x-word>d</x-word> e</p>", &["a", "b", "c d e"]);
    }
}
