//! What only a live page tells of a block: where it stands, and in what type. A saved page has none of it, and nothing
//! changes there.
//!
//! The trees were trained on pages without styles, so that layout is no feature of theirs. It is believed where it agrees
//! with what they are sure of: the column and the type of the paragraphs that are the story's beyond doubt.

use super::Block;
use super::facts::Page;
use crate::snapshot::{Layout, NodeId, Places, Tag};
use std::collections::BTreeMap;

/// What the place of a block says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It stands among the paragraphs of the story and looks like them.
    Story,
    /// It stands beside the story.
    Beside,
    /// It stays on the screen while the page moves on.
    Pinned,
    /// It stands beside the story, in other type, and reads like it: a box in the margin.
    Inset,
    /// Nobody sees it, whatever it says: one point in size, or beyond the page's edge.
    Unseen,
}

/// From this probability on a paragraph is the story's beyond doubt, and to that one a block is not.
const SURE: f32 = 0.8;
const SURE_NOT: f32 = 0.1;
/// A block of which the trees are as sure as this is not hidden for its place.
const VETO: f32 = 0.9;
/// What the trees give less than this is not brought back for its place.
const LEAST: f32 = 0.2;
/// A stretch of the page is a column of the story if it holds one in so many of its words.
const COLUMN: u32 = 10;
/// Where more than one in so many of the story's words would go for its place, the place means something else.
const HARM: u32 = 8;
/// Of what is surely no part of the story so many places are looked at.
const SAMPLES: usize = 64;
/// A page with more places to look at than this is judged without: they are what costs most.
const MOST: usize = 4_000;
/// Differences below this are none, in CSS pixels.
const NEAR: f32 = 2.0;

/// Of each block what its place says; empty where the page has no layout, or one that tells the story from nothing.
pub(super) fn verdicts(page: &Page, blocks: &[Block], scores: &[f32], places: Places) -> Vec<Option<Verdict>> {
    let score = |at: usize| scores.get(at).copied().unwrap_or(0.0);
    if !(0..blocks.len()).any(|at| page.facts[at].is_long() && score(at) >= SURE) {
        return Vec::new();
    }
    let asked = asked(page, scores);
    let boxes = boxes(page, blocks, &asked, places);
    let boxes: Vec<Option<&Layout>> = boxes.iter().map(Option::as_ref).collect();
    let sure: Vec<(usize, &Layout)> = (0..blocks.len())
        .filter(|&at| page.facts[at].is_long() && score(at) >= SURE)
        .filter_map(|at| Some((at, boxes[at]?)))
        .filter(|(_, layout)| !unseen(layout))
        .collect();
    let Some(story) = Story::new(page, &sure) else { return Vec::new() };
    // In an application that scrolls a part of its own everything may be pinned.
    let pins = !sure.iter().any(|(_, layout)| layout.pinned);
    // A page without styles sets everything in one column: then the place tells nothing.
    let alike = |keep: &dyn Fn(f32) -> bool| {
        let long = (0..blocks.len()).filter(|&at| page.facts[at].is_long() && keep(score(at)));
        long.filter(|&at| boxes[at].is_some_and(|layout| story.is_like(layout))).count()
    };
    let tells = alike(&|score| score < SURE_NOT) * 10 <= alike(&|score| score >= SURE);
    let mut out = vec![None; blocks.len()];
    for at in 0..blocks.len() {
        let Some(layout) = boxes[at] else { continue };
        let facts = &page.facts[at];
        let prose = facts.words >= 12 && facts.ends_sentence && facts.link_share() < 0.2;
        out[at] = if unseen(layout) {
            Some(Verdict::Unseen)
        } else if story.is_beside(layout) {
            match score(at) < VETO {
                true => Some(Verdict::Beside),
                false => (!story.is_set_like(layout)).then_some(Verdict::Inset),
            }
        } else if pins && layout.pinned && score(at) < VETO && !is_set_by_its_page(page, &blocks[at]) {
            Some(Verdict::Pinned)
        } else if tells && prose && score(at) >= LEAST && story.is_like(layout) && story.is_within(layout) {
            Some(Verdict::Story)
        } else {
            None
        };
    }
    let words = |keep: &dyn Fn(usize) -> bool| -> u32 { (0..blocks.len()).filter(|&at| keep(at)).map(|at| page.facts[at].words).sum() };
    let lost = words(&|at| out[at].is_some_and(|verdict| verdict != Verdict::Story) && score(at) >= 0.5);
    if lost * HARM > words(&|at| score(at) >= 0.5) { Vec::new() } else { out }
}

/// The blocks whose places matter: all that are not surely no part of the story, and of those some running text, to see
/// whether the place tells anything.
fn asked(page: &Page, scores: &[f32]) -> Vec<usize> {
    let mut samples = 0..SAMPLES;
    let matters = |at: &usize| scores[*at] >= SURE_NOT || (page.facts[*at].is_long() && samples.next().is_some());
    (0..scores.len()).filter(matters).collect()
}

/// The box of the block that each text stands in, for the blocks that are `asked` for.
fn boxes(page: &Page, blocks: &[Block], asked: &[usize], places: Places) -> Vec<Option<Layout>> {
    let mut out = vec![None; blocks.len()];
    // A form answers to the names of its fields, which can stand for anything that it is asked.
    let is_box = |id: &NodeId| page.page.tag(*id).is_some_and(|tag| tag != Tag::Form && (tag.is_block() || tag == Tag::Custom));
    let of = |&at: &usize| page.up(blocks[at].node, 6).find(is_box).map(|id| (at, id));
    let elements: Vec<(usize, NodeId)> = asked.iter().filter_map(of).collect();
    let mut each: Vec<NodeId> = elements.iter().map(|&(_, id)| id).collect();
    each.sort_unstable();
    each.dedup();
    if each.len() > MOST {
        return out;
    }
    let found = places(&each);
    for (at, id) in elements {
        out[at] = each.binary_search(&id).ok().and_then(|place| *found.get(place)?);
    }
    out
}

fn unseen(layout: &Layout) -> bool {
    let point = layout.width <= 1.0 && layout.height <= 1.0 && layout.width + layout.height > 0.0;
    point || layout.x + layout.width <= 0.0 && layout.width > 0.0 || layout.y + layout.height <= 0.0 && layout.height > 0.0
}

/// Headings and the heads of tables follow the reader through the part that they belong to.
fn is_set_by_its_page(page: &Page, block: &Block) -> bool {
    let is = |id: NodeId| matches!(page.page.tag(id), Some(Tag::Table | Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::Dt));
    page.up(block.node, 8).any(is)
}

/// The columns of the story, and how most of it is set.
struct Story {
    /// Left and right edges of the columns.
    columns: Vec<(f32, f32)>,
    top: f32,
    bottom: f32,
    modal: Layout,
}

impl Story {
    fn new(page: &Page, sure: &[(usize, &Layout)]) -> Option<Story> {
        let mut sets: BTreeMap<[i64; 4], (u32, Layout)> = BTreeMap::new();
        let mut all = 0;
        for &(at, layout) in sure {
            let key = [(layout.x / NEAR) as i64, (layout.width / NEAR) as i64, (layout.font_size * 2.0) as i64, i64::from(layout.family)];
            let entry = sets.entry(key).or_insert((0, *layout));
            entry.0 += page.facts[at].words;
            all += page.facts[at].words;
        }
        let modal = sets.values().max_by_key(|(words, _)| *words)?.1;
        let columns = sets.values().filter(|(words, _)| words * COLUMN >= all).map(|(_, set)| (set.x, set.x + set.width)).collect();
        let top = sure.iter().map(|(_, layout)| layout.y).fold(f32::INFINITY, f32::min);
        let bottom = sure.iter().map(|(_, layout)| layout.y + layout.height).fold(f32::NEG_INFINITY, f32::max);
        (modal.width > 1.0).then_some(Story { columns, top, bottom, modal })
    }

    /// To the left or right of every column, at the height of the story.
    fn is_beside(&self, layout: &Layout) -> bool {
        let apart = |&(left, right): &(f32, f32)| layout.x + layout.width <= left + NEAR || layout.x >= right - NEAR;
        layout.width > 1.0 && self.is_within(layout) && self.columns.iter().all(apart)
    }

    fn is_within(&self, layout: &Layout) -> bool {
        layout.y + layout.height > self.top && layout.y < self.bottom
    }

    /// In the type of most of the story.
    fn is_set_like(&self, layout: &Layout) -> bool {
        (layout.font_size - self.modal.font_size).abs() < 0.5 && layout.family == self.modal.family
    }

    /// In the type and at the edges of most of the story.
    fn is_like(&self, layout: &Layout) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() <= NEAR;
        near(layout.x, self.modal.x) && near(layout.width, self.modal.width) && self.is_set_like(layout)
    }
}

#[cfg(test)]
mod tests {
    use super::super::segment::segment;
    use super::*;
    use crate::snapshot::{PageSnapshot, SnapshotBuilder};

    const LINES: [&str; 6] = [
        "The council decided on Monday, after a long debate, that the old harbour bridge will close in May.",
        "Engineers had warned that its middle piers, built a century ago, no longer carry what they were built for.",
        "The mayor said that a ferry would take people across, every ten minutes, until the new bridge is opened.",
        "Shops on the northern side fear for their trade, and have asked the council for some help with rents.",
        "The work begins in March, when the ice on the river is gone, and is to take two summers if all goes well.",
        "Nobody had asked the fishermen, who have kept their boats under the bridge for longer than it has stood.",
    ];

    fn at(x: f32, y: f32) -> Layout {
        Layout { x, y, width: 600.0, height: 60.0, font_size: 18.0, family: 1, pinned: false }
    }

    /// Six paragraphs of the story in a column, and one block more with the score and the box given.
    #[track_caller]
    fn verdict(text: &str, score: f32, layout: Layout) -> Option<Verdict> {
        let mut builder = SnapshotBuilder::new("");
        builder.open(Tag::Body, [], true);
        let mut places = BTreeMap::new();
        for (line, text) in LINES.iter().chain([&text]).enumerate() {
            let id = builder.open(Tag::P, [], true);
            places.insert(id, if line < LINES.len() { at(200.0, 100.0 * line as f32) } else { layout });
            builder.text(text);
            builder.close();
        }
        let snapshot: PageSnapshot = builder.finish();
        let blocks = segment(&snapshot);
        let page = Page::new(&snapshot, &blocks);
        let mut scores = vec![0.95; LINES.len()];
        scores.push(score);
        let places = |elements: &[NodeId]| elements.iter().map(|id| places.get(id).copied()).collect();
        verdicts(&page, &blocks, &scores, &places).last().copied().flatten()
    }

    const NOTE: &str = "The bridge of Lindau is one of nine.";
    const PROSE: &str = "The old bridge of Lindau is one of nine that the county had built before the first of the wars.";

    #[test]
    fn what_stands_beside_the_column_goes_unless_it_is_surely_the_story() {
        assert_eq!(verdict(NOTE, 0.7, at(820.0, 150.0)), Some(Verdict::Beside));
        assert_eq!(verdict(NOTE, 0.7, at(500.0, 150.0)), None);
        // Below the story a column of its own may go on.
        assert_eq!(verdict(NOTE, 0.7, at(820.0, 900.0)), None);
        assert_eq!(verdict(NOTE, 0.95, at(820.0, 150.0)), None);
        assert_eq!(verdict(NOTE, 0.95, Layout { font_size: 14.0, ..at(820.0, 150.0) }), Some(Verdict::Inset));
    }

    #[test]
    fn what_moves_with_the_reader_goes() {
        assert_eq!(verdict(NOTE, 0.7, Layout { pinned: true, ..at(200.0, 0.0) }), Some(Verdict::Pinned));
        assert_eq!(verdict(NOTE, 0.95, Layout { pinned: true, ..at(200.0, 0.0) }), None);
    }

    #[test]
    fn what_nobody_sees_goes() {
        assert_eq!(verdict(NOTE, 0.95, Layout { width: 1.0, height: 1.0, ..at(200.0, 150.0) }), Some(Verdict::Unseen));
        assert_eq!(verdict(NOTE, 0.7, Layout { x: -9000.0, ..at(200.0, 150.0) }), Some(Verdict::Unseen));
        // Without a box of its own an element may well be seen: 'display: contents'.
        assert_eq!(verdict(NOTE, 0.7, Layout::default()), None);
    }

    #[test]
    fn a_doubtful_paragraph_set_like_the_story_stays() {
        assert_eq!(verdict(PROSE, 0.3, at(200.0, 250.0)), Some(Verdict::Story));
        assert_eq!(verdict(PROSE, 0.3, Layout { font_size: 14.0, ..at(200.0, 250.0) }), None);
        assert_eq!(verdict(PROSE, 0.3, at(200.0, 950.0)), None);
        assert_eq!(verdict(PROSE, 0.15, at(200.0, 250.0)), None);
        assert_eq!(verdict(NOTE, 0.3, at(200.0, 250.0)), None);
    }

    #[test]
    fn a_place_that_would_cost_much_of_the_story_says_nothing() {
        let long = LINES.join(" ");
        assert_eq!(verdict(&long, 0.7, at(820.0, 150.0)), None);
    }
}
