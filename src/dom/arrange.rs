//! Where panel and labels go. Each arrangement reads all boxes first and writes all places after.

use super::draw::fold;
use super::draw::labels::{Frame, Labels, Room, over_first_line, room};
use super::overlay::{Overlay, set_width};
use super::panel::place::{self, Place};
use super::panel::{strings, toggle_class};
use super::{act, events, make, pick};
use crate::block::Label;
use crate::snapshot::{NodeData, NodeId, Tag};
use std::collections::BTreeMap;
use web_sys::Element;

/// What is to be done before the next paint.
#[derive(Default)]
pub struct Due {
    frame: bool,
    labels: bool,
    dock: bool,
    pointer: bool,
}

/// Labels anew before the next paint, and the panel too where the window has changed.
pub fn soon(overlay: &mut Overlay, dock: bool) {
    overlay.due.labels = true;
    overlay.due.dock |= dock;
    ask(overlay);
}

pub fn pointer_soon(overlay: &mut Overlay) {
    overlay.due.pointer = true;
    ask(overlay);
}

fn ask(overlay: &mut Overlay) {
    if !std::mem::replace(&mut overlay.due.frame, true) {
        events::next_frame(&overlay.window);
    }
}

pub fn on_frame(overlay: &mut Overlay) {
    let due = std::mem::take(&mut overlay.due);
    if due.pointer {
        act::hover_page(overlay);
    }
    if due.dock {
        dock(overlay);
    }
    if due.labels || due.dock {
        labels(overlay);
    }
}

fn window_width(overlay: &Overlay) -> f64 {
    overlay.make.document.document_element().map_or(0.0, |top| f64::from(top.client_width()))
}

/// The window's own width, which the page's moving over does not change.
fn full_width(overlay: &Overlay) -> f64 {
    overlay.window.inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(0.0)
}

/// The box of the article's text, in window coordinates.
fn text_frame(overlay: &Overlay) -> Option<Frame> {
    let mut all: Option<Frame> = None;
    let blocks = overlay.analysis.blocks.iter().filter(|block| block.label != Label::Boilerplate);
    for block in blocks {
        let Some(element) = overlay.page.element(block.node) else { continue };
        let frame = Frame::of(element, (0.0, 0.0));
        if frame.is_empty() {
            continue;
        }
        let so_far = all.get_or_insert(frame);
        so_far.left = so_far.left.min(frame.left);
        so_far.right = so_far.right.max(frame.right);
        so_far.top = so_far.top.min(frame.top);
        so_far.bottom = so_far.bottom.max(frame.bottom);
    }
    all
}

/// Finds the panel its place. Measures a second time only where the page is asked to move over.
pub fn dock(overlay: &mut Overlay) {
    // Where the page has moved over, it goes back first; else nothing is written before the first measuring.
    rules(overlay, Place::Right(0.0));
    let width = full_width(overlay);
    let mut chosen = place::choose(text_frame(overlay), width, true);
    rules(overlay, chosen);
    if let Place::Push(panel) = chosen {
        let right = text_frame(overlay).map_or(0.0, |text| text.right);
        // Some pages have a width of their own and do not move over.
        if right > width - panel - 16.0 {
            chosen = place::choose(text_frame(overlay), width, false);
            rules(overlay, chosen);
        }
    }
    overlay.place = chosen;
    show_panel(overlay);
}

/// Gives the panel its class, width and fold.
pub fn show_panel(overlay: &Overlay) {
    let folded = is_folded(overlay);
    let root = &overlay.panel.root;
    make::set(root, "class", &format!("panel {}{}", place::class(overlay.place), if folded { " folded" } else { "" }));
    set_width(
        root,
        match overlay.place {
            Place::Right(width) | Place::Left(width) | Place::Push(width) => Some(width),
            Place::Sheet => None,
        },
    );
    let button = &overlay.panel.collapse_button;
    make::set(button, "aria-expanded", if folded { "false" } else { "true" });
    make::set(button, "title", if folded { strings::EXPAND } else { strings::COLLAPSE });
}

/// A sheet begins folded, since it covers what is behind it.
pub fn is_folded(overlay: &Overlay) -> bool {
    overlay.folded.unwrap_or(overlay.place == Place::Sheet)
}

fn rules(overlay: &Overlay, place: Place) {
    overlay.sheet.set(&(overlay.hidden.css() + &overlay.marks.css(overlay.dark_page) + &place::css(place)));
}

/// Puts labels and fold lines in their places.
pub fn labels(overlay: &mut Overlay) {
    let mut at = origin(overlay);
    let mut starts = Labels::measure(&overlay.marks, at);
    let rooms = rooms(overlay, &starts, at);
    overlay.labels.measure_widths();
    let mut folds = fold_frames(overlay, at);
    // Lines without a margin beside them are given more height once, and measured again.
    let mut roomed = false;
    for (index, found) in rooms.iter().enumerate() {
        let Some(label) = overlay.labels.list.get(index).and_then(Option::as_ref) else { continue };
        toggle_class(label, "above", !matches!(found, Room::Margin { .. }));
        toggle_class(label, "beside", matches!(found, Room::Margin { .. }));
        if *found == Room::Above
            && let Some(block) = block_of(overlay, index)
        {
            roomed |= overlay.hidden.make_room(&block);
        }
    }
    if roomed {
        at = origin(overlay);
        starts = Labels::measure(&overlay.marks, at);
        folds = fold_frames(overlay, at);
    }
    let lines = lines(overlay, &starts, &rooms, at);
    let width = place::free_width(overlay.place, window_width(overlay));
    let lines_at = |index: usize| node_of(overlay, index).and_then(|block| lines.get(&block)).map_or(&[][..], Vec::as_slice);
    overlay.labels.place(&overlay.marks, &starts, &rooms, lines_at, width);
    pick::outline(overlay);
    fold::draw(&overlay.make, &overlay.folds, &overlay.hidden, &folds);
}

/// The lines of text of each block that has labels among them.
fn lines(overlay: &Overlay, starts: &[Option<Frame>], rooms: &[Room], origin: (f64, f64)) -> BTreeMap<NodeId, Vec<Frame>> {
    let mut out = BTreeMap::new();
    for (index, start) in starts.iter().enumerate() {
        let among = matches!(rooms.get(index), Some(Room::Above | Room::Over));
        let (true, Some(start), Some(block)) = (among, start, node_of(overlay, index)) else { continue };
        out.entry(block).or_insert_with(|| {
            let range = overlay.page.element(block).and_then(|element| {
                let range = overlay.make.document.create_range().ok()?;
                range.select_node_contents(element).ok().map(|()| range)
            });
            let mut lines = range.map_or_else(Vec::new, |range| Frame::all_of(&range, origin));
            // Boxes of several lines are those of elements, not of text.
            lines.retain(|line| line.bottom - line.top < 2.0 * (start.bottom - start.top));
            lines
        });
    }
    out
}

pub fn origin(overlay: &Overlay) -> (f64, f64) {
    let rect = overlay.layer.get_bounding_client_rect();
    (rect.left(), rect.top())
}

fn fold_frames(overlay: &Overlay, at: (f64, f64)) -> Vec<Frame> {
    overlay.hidden.folds().map(|(_, entry)| Frame::of(&entry.element, at)).collect()
}

/// For each mark, whether there is a margin beside its block.
fn rooms(overlay: &Overlay, starts: &[Option<Frame>], origin: (f64, f64)) -> Vec<Room> {
    let others = obstacles(overlay, origin);
    // The starts of each block's marks, by the block's node.
    let mut by_block: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
    let blocks: Vec<Option<NodeId>> = (0..starts.len()).map(|index| node_of(overlay, index)).collect();
    for (index, block) in blocks.iter().enumerate() {
        if let Some(block) = block {
            by_block.entry(*block).or_default().push(index);
        }
    }
    let mut out = vec![Room::Nowhere; starts.len()];
    let labelled = |marks: &[usize]| -> Vec<usize> {
        marks.iter().copied().filter(|&index| overlay.labels.list.get(index).is_some_and(Option::is_some)).collect()
    };
    for (block, marks) in by_block {
        let Some(element) = overlay.page.element(block) else { continue };
        let at: Vec<Frame> = marks.iter().filter_map(|&index| starts.get(index).copied().flatten()).collect();
        let frame = Frame::of(element, origin);
        let mut found = room(frame, &at, &others);
        let over =
            |index: &usize| starts.get(*index).copied().flatten().map_or(Room::Nowhere, |start| over_first_line(frame, start, &others));
        let heading = overlay.page.snapshot.tag(block).is_some_and(is_heading);
        // No line is moved for labels that stand above the first one anyway, or in a heading.
        let each = found == Room::Above && (heading || labelled(&marks).into_iter().all(|index| over(&index) == Room::Over));
        for index in marks {
            if each {
                found = over(&index);
            }
            out[index] = found;
        }
    }
    out
}

fn is_heading(tag: Tag) -> bool {
    matches!(tag, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
}

/// What labels must not cover: text that is shown, images and the like.
fn obstacles(overlay: &Overlay, origin: (f64, f64)) -> Vec<Frame> {
    let page = &overlay.page;
    let blocks = overlay.analysis.blocks.iter().map(|block| block.node);
    let media = page.snapshot.nodes.iter().enumerate().filter(|(_, node)| {
        matches!(node.data, NodeData::Element { tag: Tag::Img | Tag::Video | Tag::Iframe | Tag::Svg | Tag::Canvas | Tag::Picture, .. })
    });
    let media = media.map(|(index, _)| NodeId(index as u32));
    blocks
        .chain(media)
        .filter_map(|id| page.element(id))
        .map(|element| Frame::of(element, origin))
        .filter(|frame| !frame.is_empty())
        .collect()
}

/// The block that mark `index` begins in.
fn node_of(overlay: &Overlay, index: usize) -> Option<NodeId> {
    let mark = overlay.marks.list.get(index)?;
    let start = overlay.analysis.attributions.get(mark.attribution)?.content.first()?.start;
    let parts = &overlay.analysis.article.parts;
    let at = parts.partition_point(|part| part.span.end <= start);
    let block = overlay.analysis.blocks.get(parts.get(at)?.block)?;
    // A text node that stands by itself is a block too; its element is the nearest one.
    let snapshot = &overlay.page.snapshot;
    std::iter::once(block.node).chain(snapshot.ancestors(block.node)).find(|&id| snapshot.tag(id).is_some())
}

fn block_of(overlay: &Overlay, index: usize) -> Option<Element> {
    overlay.page.element(node_of(overlay, index)?).cloned()
}
