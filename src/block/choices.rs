//! The reader's own word on what is the story: for elements of this page, and by rules that he keeps for a site.
//!
//! A rule names an element by its tag, its id and its classes, as a site's next article has them too. It is written
//! as one short line (`hide aside.author-box`), which is checked when it is read back, and it is compared with the
//! page's names and never run as a selector.

use super::{Block, Label, Reason};
use crate::snapshot::{Attr, NodeData, NodeId, PageSnapshot, Tag};
use std::fmt;

#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Elements of this page, the latest choice last: whether each is part of the story.
    pub nodes: Vec<(NodeId, bool)>,
    pub rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Part of the story; else it is hidden.
    pub keep: bool,
    tag: String,
    id: String,
    classes: Vec<String>,
}

/// More names than this make no rule more certain.
const CLASSES: usize = 4;
const LONGEST_NAME: usize = 60;
/// A rule that would hide more than this share of what is kept no longer means what the reader meant.
const MOST: f32 = 0.34;

impl Rule {
    /// The rule for elements like `node`: its own names, or those of the element around it that holds nothing else.
    /// `None` where no name tells it from the rest of the page, or where the rule would not be followed.
    pub fn of(page: &PageSnapshot, blocks: &[Block], node: NodeId, keep: bool) -> Option<Rule> {
        let around = std::iter::once(node).chain(page.ancestors(node));
        let same = around.take_while(|&id| texts(page, blocks, id) == texts(page, blocks, node));
        let named = same.filter_map(|id| Rule::by_names(page, id, keep)).next()?;
        named.is_followed(page, blocks).then_some(named)
    }

    fn by_names(page: &PageSnapshot, node: NodeId, keep: bool) -> Option<Rule> {
        let tag = page.tag(node).filter(|tag| !matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Other))?;
        let lasting = |name: &&str| is_name(name) && name.len() > 1 && !name.bytes().any(|byte| byte.is_ascii_digit());
        let id = page.attr(node, Attr::Id).filter(lasting).unwrap_or_default();
        let mut classes: Vec<&str> = page.attr(node, Attr::Class).unwrap_or_default().split_whitespace().filter(lasting).collect();
        classes.dedup();
        classes.truncate(CLASSES);
        let classes: Vec<String> = classes.into_iter().map(str::to_owned).collect();
        (!id.is_empty() || !classes.is_empty()).then(|| Rule { keep, tag: tag.name().to_owned(), id: id.to_owned(), classes })
    }

    /// Reads a rule back. Anything that is not a rule as `Display` writes it gives none.
    pub fn parse(line: &str) -> Option<Rule> {
        let (verb, names) = line.split_once(' ')?;
        let keep = match verb {
            "keep" => true,
            "hide" => false,
            _ => return None,
        };
        let (names, classes) = names.split_once('.').map_or((names, None), |(names, classes)| (names, Some(classes)));
        let (tag, id) = names.split_once('#').map_or((names, None), |(tag, id)| (tag, Some(id)));
        let classes: Vec<String> = classes.map_or_else(Vec::new, |list| list.split('.').map(str::to_owned).collect());
        let known = Tag::ALL.iter().any(|known| known.name() == tag);
        let proper = id.is_none_or(is_name) && classes.iter().all(|name| is_name(name)) && classes.len() <= CLASSES;
        let rule = Rule { keep, tag: tag.to_owned(), id: id.unwrap_or_default().to_owned(), classes };
        (known && proper && (id.is_some() || !rule.classes.is_empty())).then_some(rule)
    }

    fn fits(&self, page: &PageSnapshot, node: NodeId) -> bool {
        page.tag(node).is_some_and(|tag| tag.name() == self.tag)
            && (self.id.is_empty() || page.attr(node, Attr::Id) == Some(self.id.as_str()))
            && (self.classes.is_empty() || {
                let has: Vec<&str> = page.attr(node, Attr::Class).unwrap_or_default().split_whitespace().collect();
                self.classes.iter().all(|name| has.contains(&name.as_str()))
            })
    }

    /// The elements that it names, none within another.
    fn elements(&self, page: &PageSnapshot) -> Vec<NodeId> {
        let (mut out, mut at) = (Vec::new(), 0);
        while at < page.nodes.len() {
            let id = NodeId(at as u32);
            let fits = matches!(page.nodes[at].data, NodeData::Element { .. }) && self.fits(page, id);
            at = if fits { page.nodes[at].end as usize } else { at + 1 };
            out.extend(fits.then_some(id));
        }
        out
    }

    /// A site that has been rebuilt may call its story what it once called a box: that stays.
    fn is_followed(&self, page: &PageSnapshot, blocks: &[Block]) -> bool {
        if self.keep {
            return true;
        }
        let elements = self.elements(page);
        let (mut all, mut gone, mut headline) = (0, 0, false);
        for block in blocks.iter().filter(|block| block.reason.is_none()) {
            all += block.text.len();
            if within(page, &elements, block) {
                gone += block.text.len();
                headline |= block.label == Label::Headline;
            }
        }
        !headline && gone as f32 <= MOST * all as f32
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{} {}", if self.keep { "keep" } else { "hide" }, self.tag)?;
        if !self.id.is_empty() {
            write!(out, "#{}", self.id)?;
        }
        self.classes.iter().try_for_each(|class| write!(out, ".{class}"))
    }
}

fn is_name(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// The blocks that stand in `node`, as places in the list.
fn texts(page: &PageSnapshot, blocks: &[Block], node: NodeId) -> Vec<usize> {
    blocks.iter().enumerate().filter(|(_, block)| within(page, &[node], block)).map(|(at, _)| at).collect()
}

/// Whether all of `block` stands in one of `elements`, which are in page order and none within another.
fn within(page: &PageSnapshot, elements: &[NodeId], block: &Block) -> bool {
    let (Some(first), Some(last)) = (block.pieces.first(), block.pieces.last()) else { return false };
    let next = elements.partition_point(|&id| id <= first.node);
    next > 0 && last.node.0 < page.node(elements[next - 1]).end
}

/// Follows the choices, the rules first and then what was chosen on this page, in order. Gives the elements that
/// are to go though they hold no text.
pub(super) fn apply(page: &PageSnapshot, blocks: &mut [Block], choices: &Choices) -> Vec<NodeId> {
    let mut gone = Vec::new();
    for rule in &choices.rules {
        if rule.is_followed(page, blocks) {
            decide(page, blocks, &rule.elements(page), rule.keep, &mut gone);
        }
    }
    for &(node, keep) in &choices.nodes {
        decide(page, blocks, &[node], keep, &mut gone);
    }
    gone.sort_unstable();
    gone.dedup();
    gone
}

fn decide(page: &PageSnapshot, blocks: &mut [Block], elements: &[NodeId], keep: bool, gone: &mut Vec<NodeId>) {
    for block in blocks.iter_mut().filter(|block| within(page, elements, block)) {
        match (keep, block.reason) {
            (true, Some(_)) => (block.label, block.reason, block.confidence) = (as_story(page, block.node), None, 1.0),
            (false, None) => (block.label, block.reason, block.confidence) = (Label::Boilerplate, Some(Reason::Other), 1.0),
            _ => {}
        }
    }
    if keep {
        gone.retain(|node| !elements.iter().any(|id| (id.0..page.node(*id).end).contains(&node.0)));
    } else {
        gone.extend(elements);
    }
}

fn as_story(page: &PageSnapshot, node: NodeId) -> Label {
    let tag = std::iter::once(node).chain(page.ancestors(node)).find_map(|id| page.tag(id));
    match tag {
        Some(Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6) => Label::Subhead,
        Some(Tag::Li) => Label::List,
        Some(Tag::Figcaption) => Label::Caption,
        _ => Label::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Piece;
    use crate::snapshot::SnapshotBuilder;

    /// Elements of the body, each a class and a text; a text that begins with `-` is boilerplate.
    fn page(elements: &[(&str, &str)]) -> (PageSnapshot, Vec<Block>, Vec<NodeId>) {
        let mut page = SnapshotBuilder::new("");
        page.open(Tag::Html, [], true);
        page.open(Tag::Body, [], true);
        let (mut blocks, mut ids) = (Vec::new(), Vec::new());
        for (class, text) in elements {
            ids.push(page.open(Tag::Div, [(Attr::Class, (*class).to_owned())], true));
            let inner = page.open(Tag::P, [], true);
            let node = page.text(text);
            page.close();
            page.close();
            let reason = text.starts_with('-').then_some(Reason::Related);
            let label = if reason.is_some() { Label::Boilerplate } else { Label::Paragraph };
            let len = text.len() as u32;
            let pieces = vec![Piece { node, in_node: 0..len, in_block: 0..len }];
            blocks.push(Block { label, reason, node: inner, text: (*text).to_owned(), pieces, confidence: 1.0 });
        }
        (page.finish(), blocks, ids)
    }

    const STORY: &str = "The council met on Monday and talked about the bridge until the lamps were lit.";

    #[test]
    fn a_rule_is_written_and_read_back() {
        for line in ["hide aside.author-box", "keep div#live.entry.first_one", "hide div#comments"] {
            assert_eq!(Rule::parse(line).map(|rule| rule.to_string()).as_deref(), Some(line));
        }
        let long = format!("hide p.{}", "x".repeat(61));
        for line in [
            "",
            "hide",
            "hide p",
            "hide body",
            "show p.x",
            "hide p.x{}",
            "hide p.x:has(a)",
            "hide p.",
            "hide p#.x",
            "hide nosuch.x",
            "hide p.a.b.c.d.e",
            &long,
        ] {
            assert_eq!(Rule::parse(line), None, "{line}");
        }
    }

    #[test]
    fn a_rule_takes_the_names_of_the_element_around() {
        let (page, blocks, ids) = page(&[("story", STORY), ("author-box css-1x2y3", "Ann has written since 1999."), ("story", STORY)]);
        let inner = blocks[1].node;
        assert_eq!(Rule::of(&page, &blocks, inner, false).map(|rule| rule.to_string()).as_deref(), Some("hide div.author-box"));
        // A rule for the story's own boxes would take all of it.
        assert_eq!(Rule::of(&page, &blocks, ids[0], false), None);
    }

    #[test]
    fn the_reader_has_the_last_word() {
        let (page, mut blocks, ids) = page(&[("story", STORY), ("box", "-More of this"), ("note", "Ann has written."), ("story", STORY)]);
        let rules = ["keep div.box", "hide div.note", "hide div.story"].iter().filter_map(|line| Rule::parse(line)).collect();
        apply(&page, &mut blocks, &Choices { nodes: Vec::new(), rules });
        let kept = |blocks: &[Block]| blocks.iter().map(|block| block.reason.is_none()).collect::<Vec<_>>();
        assert_eq!(kept(&blocks), [true, true, false, true], "the rule for the whole story is not followed");
        let nodes = vec![(ids[1], false), (ids[2], true)];
        apply(&page, &mut blocks, &Choices { nodes, rules: Vec::new() });
        assert_eq!(kept(&blocks), [true, false, true, true]);
    }
}
