//! What the classifier sees of a block: whole numbers, the same for a saved page and a live one.
//!
//! Shares are in thousandths; counts are cut at `MOST`; what is absent is `ABSENT`.

use super::Block;
use super::container::Container;
use super::facts::{Facts, Page};
use super::names;
use crate::model::trees::Row;
use crate::snapshot::{Attr, NodeId, Tag};
use std::collections::BTreeMap;

const MOST: u32 = 60_000;
pub(super) const ABSENT: u16 = u16::MAX;

/// How far up names and tags are looked for.
const UP: usize = 14;
/// Neighbours on each side.
const NEAR: isize = 3;

/// The tags whose distance above the block is a feature.
const TAGS: [Tag; 30] = [
    Tag::A,
    Tag::Article,
    Tag::Aside,
    Tag::Blockquote,
    Tag::Button,
    Tag::Dd,
    Tag::Em,
    Tag::Figcaption,
    Tag::Figure,
    Tag::Footer,
    Tag::Form,
    Tag::H1,
    Tag::H2,
    Tag::H3,
    Tag::H4,
    Tag::Header,
    Tag::Label,
    Tag::Li,
    Tag::Main,
    Tag::Nav,
    Tag::Ol,
    Tag::P,
    Tag::Section,
    Tag::Small,
    Tag::Span,
    Tag::Strong,
    Tag::Table,
    Tag::Time,
    Tag::Ul,
    Tag::Custom,
];

/// The features of all blocks, in order.
pub(super) fn features(page: &Page, blocks: &[Block], container: &Container) -> Vec<Row> {
    let mut out = vec![[0; _]; blocks.len()];
    each(page, blocks, container, |at, row| out[at][..row.len()].copy_from_slice(row));
    out
}

/// Hands over the features of each block; every row is of the same length.
pub(super) fn each(page: &Page, blocks: &[Block], container: &Container, mut take: impl FnMut(usize, &[u16])) {
    let whole = Whole::new(page, blocks, container);
    let mut out = Vec::new();
    for at in 0..blocks.len() {
        out.clear();
        row(&mut out, page, blocks, container, &whole, at);
        take(at, &out);
    }
}

/// What is known of the page as a whole, once.
struct Whole {
    /// Hashes of the words of the title and of the description, sorted.
    title: Vec<u64>,
    description: Vec<u64>,
    /// Hashes of each three words in a row of a JSON-LD article body, sorted.
    body: Vec<u64>,
    /// Running text by the names and tags of its element, and by those of its parent.
    own: BTreeMap<u64, (u32, u32)>,
    parent: BTreeMap<u64, (u32, u32)>,
    /// How often the same text stands on the page.
    same: BTreeMap<u64, u32>,
    /// Of each block: the hashes of its words, those of each three words in a row, both sorted, and its signatures.
    texts: Vec<Hashes>,
    /// How many of the trigrams of each block stand in other blocks too: in any, and in running text that is longer.
    repeated: Vec<(u32, u32)>,
    /// Words before each block.
    before: Vec<u32>,
    /// Running words before each block.
    long_before: Vec<u32>,
    h1: Option<usize>,
    /// Whether each block is a heading.
    headings: Vec<bool>,
}

struct Hashes {
    words: Vec<u64>,
    trigrams: Vec<u64>,
    /// Of the block's element, and of that one's parent.
    signatures: [u64; 2],
}

impl Whole {
    fn new(page: &Page, blocks: &[Block], container: &Container) -> Self {
        let meta = |names: &[&str]| {
            let found = page.page.meta.iter().filter(|(name, _)| names.contains(&name.as_str()));
            found.map(|(_, content)| content.as_str()).collect::<Vec<_>>().join(" ")
        };
        let mut own: BTreeMap<u64, (u32, u32)> = BTreeMap::new();
        let mut parent = own.clone();
        let mut same = BTreeMap::new();
        let (mut before, mut long_before) = (Vec::new(), Vec::new());
        let (mut words, mut long) = (0, 0);
        let mut texts = Vec::with_capacity(blocks.len());
        for (block, facts) in blocks.iter().zip(&page.facts) {
            let here = if facts.is_long() { facts.words } else { 0 };
            let signatures = [0, 1].map(|level| signature(page, block.node, level));
            let hashes = hashes_in_order(&block.text);
            texts.push(Hashes { trigrams: in_threes(&hashes), words: sorted(hashes), signatures });
            for (map, signature) in [&mut own, &mut parent].into_iter().zip(signatures) {
                let entry = map.entry(signature).or_default();
                entry.0 += here;
                entry.1 += 1;
            }
            *same.entry(facts.hash).or_insert(0) += 1;
            before.push(words);
            long_before.push(long);
            words += facts.words;
            long += here;
        }
        let is_h1 = |at: &usize| page.up(blocks[*at].node, 4).any(|id| page.page.tag(id) == Some(Tag::H1));
        let h1 = (0..container.story.start.max(1).min(blocks.len())).rev().find(is_h1).or_else(|| (0..blocks.len()).find(is_h1));
        Self {
            title: word_hashes(&format!("{} {}", page.page.title, meta(&["og:title", "twitter:title"]))),
            description: word_hashes(&meta(&["description", "og:description", "twitter:description"])),
            body: article_body(&page.page.json_ld),
            own,
            parent,
            same,
            repeated: repeated(page, &texts),
            texts,
            before,
            long_before,
            h1,
            headings: blocks.iter().map(|block| is_heading(page, block.node)).collect(),
        }
    }
}

fn row(out: &mut Vec<u16>, page: &Page, blocks: &[Block], container: &Container, whole: &Whole, at: usize) {
    let (block, facts) = (&blocks[at], &page.facts[at]);
    text(out, block, facts);
    out.push(cap(whole.same.get(&facts.hash).copied().unwrap_or(0)));
    let own = &whole.texts[at];
    out.push(overlap(&own.words, &whole.title));
    out.push(overlap(&own.words, &whole.description));
    out.push(if whole.body.is_empty() { ABSENT } else { overlap(&own.trigrams, &whole.body) });
    // Pull quotes, key points and teasers repeat the story.
    let (any, longer) = whole.repeated[at];
    out.extend([any, longer].map(|count| share(count, own.trigrams.len() as u32)));
    around(out, page, block.node);
    position(out, page, blocks, container, whole, at);
    for step in (-NEAR..=NEAR).filter(|&step| step != 0) {
        let other = at.checked_add_signed(step).filter(|&other| other < blocks.len());
        neighbour(out, page, blocks, whole, at, other);
    }
}

fn cap(count: u32) -> u16 {
    count.min(MOST) as u16
}

fn share(part: u32, of: u32) -> u16 {
    (u64::from(part) * 1000 / u64::from(of.max(1))).min(u64::from(MOST)) as u16
}

fn bits(flags: &[bool]) -> u16 {
    flags.iter().enumerate().map(|(at, &flag)| u16::from(flag) << at).sum()
}

fn text(out: &mut Vec<u16>, block: &Block, facts: &Facts) {
    let text = &block.text;
    out.extend([cap(facts.words), cap(facts.chars), share(facts.chars, facts.words * 100)]);
    out.extend([share(facts.link_words, facts.words), cap(facts.links), cap(facts.enders), cap(facts.commas)]);
    out.extend([share(facts.stop, facts.words), share(facts.upper, facts.words), share(facts.title, facts.words)]);
    out.extend([share(facts.digits, facts.words), cap(facts.quotes), u16::from(facts.ends_sentence)]);
    let first = text.chars().next();
    out.push(first.map_or(0, |c| if c.is_uppercase() { 1 } else { 2 + u16::from(c.is_lowercase()) + 2 * u16::from(c.is_ascii_digit()) }));
    out.push(u16::from(text.ends_with(':')));
    out.push(u16::from(text.ends_with('?')));
    out.push(u16::from(text.contains(['|', '•', '·', '›', '»'])));
    out.push(u16::from(text.contains('©')));
    out.push(u16::from(text.contains('@')));
    out.push(u16::from(text.ends_with("...") || text.ends_with('…')));
    out.push(facts.line.map_or(ABSENT, |line| line.reason as u16));
    out.push(facts.line.map_or(ABSENT, |line| u16::from(line.certain)));
    out.extend(facts.page_words.map(|count| share(u32::from(count), facts.words)));
}

/// See `Whole::repeated`.
fn repeated(page: &Page, texts: &[Hashes]) -> Vec<(u32, u32)> {
    /// What stands on the page more often is no repetition of a text.
    const OFTEN: usize = 8;
    let of = |(at, text): (usize, &Hashes)| text.trigrams.iter().map(|&hash| (hash, at as u32)).collect::<Vec<_>>();
    let mut all: Vec<(u64, u32)> = texts.iter().enumerate().flat_map(of).collect();
    all.sort_unstable();
    let mut out = vec![(0, 0); texts.len()];
    for same in all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let first = &same[..same.len().min(OFTEN)];
        for &(_, at) in same {
            let mut others = first.iter().filter(|other| other.1 != at).map(|other| &page.facts[other.1 as usize]).peekable();
            let (any, longer) = &mut out[at as usize];
            *any += u32::from(others.peek().is_some());
            *longer += u32::from(others.any(|other| other.is_long() && other.words > page.facts[at as usize].words));
        }
    }
    out
}

/// Tags, names and subtrees above the block.
fn around(out: &mut Vec<u16>, page: &Page, node: NodeId) {
    let up: Vec<NodeId> = page.up(node, UP).collect();
    let tags: Vec<Tag> = up.iter().filter_map(|&id| page.page.tag(id)).collect();
    let from = out.len();
    out.resize(from + TAGS.len() + 3 + names::count(), ABSENT);
    // From the outside, so that the nearest one stays.
    for (at, tag) in tags.iter().enumerate().rev() {
        if let Some(place) = TAGS.iter().position(|t| t == tag) {
            out[from + place] = at as u16;
        }
    }
    let from = from + TAGS.len();
    for (place, tag) in tags.iter().take(2).enumerate() {
        out[from + place] = *tag as u16;
    }
    out[from + 2] = page.depth.get(node.index()).copied().unwrap_or(0);
    for (at, id) in up.iter().enumerate().rev() {
        let mut groups = page.groups[id.index()];
        while groups != 0 {
            out[from + 3 + groups.trailing_zeros() as usize] = at as u16;
            groups &= groups - 1;
        }
    }
    // The names nearest by that speak against the story, and how much of the page's running text stands below them.
    let all = page.all();
    let known = names::known();
    let against = known.nav | known.related | known.teaser | known.newsletter | known.ad | known.comments | known.footer | known.share;
    let found = up.iter().position(|id| page.groups[id.index()] & against != 0);
    out.push(found.map_or(ABSENT, |at| share(page.within(up[at]).long_words, all.long_words)));
    out.push(u16::from(up.first().is_some_and(|&id| page.page.attr(id, Attr::Class).is_some())));
    // Four elements that hold more than the block itself, from the inside.
    let own = page.within(node).blocks;
    let mut larger = Vec::new();
    let mut last = own;
    for &id in &up {
        let sum = page.within(id);
        if sum.blocks > last && larger.len() < 4 {
            last = sum.blocks;
            larger.push(sum);
        }
    }
    for level in 0..4 {
        match larger.get(level) {
            Some(sum) => out.extend([
                cap(sum.words),
                cap(sum.blocks),
                share(sum.link_words, sum.words),
                share(sum.long_words, all.long_words),
                share(sum.long_words, sum.words),
            ]),
            None => out.extend([ABSENT; 5]),
        }
    }
}

fn position(out: &mut Vec<u16>, page: &Page, blocks: &[Block], container: &Container, whole: &Whole, at: usize) {
    let (node, all) = (blocks[at].node, page.all());
    let inside = |id: Option<NodeId>| id.is_some_and(|id| id <= node && node.0 < page.page.node(id).end);
    let below = |id: Option<NodeId>| match id {
        Some(id) if inside(Some(id)) => page.depth[node.index()] - page.depth[id.index()],
        _ => ABSENT,
    };
    out.extend([below(container.best), below(container.core)]);
    for id in [container.best, container.core] {
        out.push(id.map_or(ABSENT, |id| share(page.within(id).words, all.words)));
    }
    let relative = |from: usize| (at as i64 - from as i64 + 1000).clamp(0, 2000) as u16;
    out.push(relative(container.story.start));
    out.push(relative(container.story.end));
    out.push(whole.h1.map_or(ABSENT, relative));
    out.push(share(at as u32, blocks.len() as u32));
    out.push(share(whole.before[at], all.words));
    out.push(share(whole.long_before[at], all.long_words));
    out.push(cap(all.long_words));
    out.push(cap(all.words));
    for (map, signature) in [&whole.own, &whole.parent].into_iter().zip(whole.texts[at].signatures) {
        let (long, count) = map.get(&signature).copied().unwrap_or_default();
        out.push(share(long, all.long_words));
        out.push(cap(count));
        out.push(share(long, count * 100));
    }
}

fn neighbour(out: &mut Vec<u16>, page: &Page, blocks: &[Block], whole: &Whole, at: usize, other: Option<usize>) {
    let Some(other) = other else {
        out.extend([ABSENT; 7]);
        return;
    };
    let facts = &page.facts[other];
    let (node, own) = (blocks[other].node, blocks[at].node);
    let heading = whole.headings[other];
    let parent = |id: NodeId| page.page.node(id).parent;
    out.push(cap(facts.words));
    out.push(share(facts.link_words, facts.words));
    out.push(bits(&[facts.ends_sentence, heading, facts.is_long()]));
    out.push(facts.line.map_or(ABSENT, |line| line.reason as u16));
    out.push(bits(&[parent(node) == parent(own), page.page.tag(node) == page.page.tag(own), node == own]));
    out.push(page.depth[node.index()].abs_diff(page.depth[own.index()]));
    out.push(share(facts.stop, facts.words));
}

fn is_heading(page: &Page, node: NodeId) -> bool {
    page.up(node, 3).any(|id| matches!(page.page.tag(id), Some(Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)))
}

/// A hash of the tag and class of an element `level` above `node`.
fn signature(page: &Page, node: NodeId, level: usize) -> u64 {
    let Some(id) = page.up(node, level + 1).nth(level) else { return 0 };
    let tag = page.page.tag(id).map_or("", Tag::name);
    hash(tag.bytes().chain([b' ']).chain(page.page.attr(id, Attr::Class).unwrap_or("").bytes()))
}

fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |h, byte| (h ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn hashes_in_order(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let mix = |h: u64, c: char| (h ^ u64::from(c)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
    let of = |h: u64, c: char| if c.is_ascii() { mix(h, c.to_ascii_lowercase()) } else { c.to_lowercase().fold(h, mix) };
    words.map(|word| word.chars().fold(0xcbf2_9ce4_8422_2325, of)).collect()
}

fn word_hashes(text: &str) -> Vec<u64> {
    sorted(hashes_in_order(text))
}

/// The hashes of each three words in a row, sorted.
pub(super) fn trigrams(text: &str) -> Vec<u64> {
    in_threes(&hashes_in_order(text))
}

fn in_threes(words: &[u64]) -> Vec<u64> {
    sorted(words.windows(3).map(|w| w[0].rotate_left(7) ^ w[1].rotate_left(3) ^ w[2]).collect())
}

fn sorted(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The share of `part` that is in `whole`, both sorted.
fn overlap(part: &[u64], whole: &[u64]) -> u16 {
    let found = part.iter().filter(|hash| whole.binary_search(hash).is_ok()).count();
    share(found as u32, part.len() as u32)
}

/// The trigrams of every `articleBody` in the page's JSON-LD.
fn article_body(json_ld: &[String]) -> Vec<u64> {
    fn bodies(value: &serde_json::Value, out: &mut Vec<u64>) {
        match value {
            serde_json::Value::Object(map) => {
                for (key, value) in map {
                    match value {
                        serde_json::Value::String(body) if key == "articleBody" => out.extend(trigrams(body)),
                        _ => bodies(value, out),
                    }
                }
            }
            serde_json::Value::Array(list) => list.iter().for_each(|value| bodies(value, out)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    for text in json_ld {
        // What serde_json accepts is nested 128 deep at most, so the recursion is bounded.
        if let Ok(value) = serde_json::from_str(text) {
            bodies(&value, &mut out);
        }
    }
    sorted(out)
}
