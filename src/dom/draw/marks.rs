//! Marks: ranges over the page's own text nodes in named highlights. The text nodes are never touched.

use super::palette;
use crate::article::NodeRange;
use crate::attribution::Tier;
use crate::dom::bindings::{Highlight, Registry, highlights};
use crate::dom::read::LivePage;
use crate::dom::undo::{self, Step};
use crate::plan::{Mark, SLOTS, Tint};
use crate::speaker::SpeakerId;
use crate::text::utf16_offset;
use web_sys::{Document, Node, Range};

/// One attribution as it is drawn.
pub struct DrawnMark {
    pub attribution: usize,
    pub tint: Tint,
    pub label: Option<String>,
    pub speakers: Vec<SpeakerId>,
    /// The content, piece by piece in page order.
    pub ranges: Vec<Range>,
    /// The words that name the source.
    pub source: Vec<Range>,
    /// Out of the page's current filter.
    pub dimmed: bool,
}

pub struct Marks {
    pub list: Vec<DrawnMark>,
    /// A highlight for each tint, then the one in focus, then the flash.
    highlights: Vec<Highlight>,
    base: String,
}

const FOCUS: usize = SLOTS + 1;
const FLASH: usize = SLOTS + 2;

impl Marks {
    /// Registers the highlights; without the browser's support nothing is marked.
    pub fn new(base: &str) -> Marks {
        let mut marks = Marks { list: Vec::new(), highlights: Vec::new(), base: base.to_owned() };
        let Some(registry) = highlights() else { return marks };
        for at in 0..=FLASH {
            let Ok(highlight) = Highlight::new() else { break };
            highlight.set_priority(at as i32);
            marks.register(&registry, at, &highlight);
            marks.highlights.push(highlight);
        }
        marks
    }

    fn register(&self, registry: &Registry, at: usize, highlight: &Highlight) {
        let name = format!("{}{at}", self.base);
        undo::note(Step::Highlight(name.clone()));
        registry.set(&name, highlight);
    }

    /// The rules for the highlights, which must be the document's own (author) rules to be painted.
    pub fn css(&self, dark: bool) -> String {
        let base = &self.base;
        let mut css = String::new();
        for tint in palette::all() {
            let (at, colour) = (palette::number(tint), palette::colour(tint, dark));
            let style = if tint == Tint::Neutral { "dotted" } else { "solid" };
            css += &format!(
                "::highlight({base}{at}){{text-decoration:underline {style} 2px {colour};text-underline-offset:3px;\
                 text-decoration-skip-ink:auto}}"
            );
        }
        let (focus, flash) = if dark { ("#ffffff24", "#ffd54a4d") } else { ("#0000001a", "#ffd54a80") };
        css + &format!("::highlight({base}{FOCUS}){{background-color:{focus}}}::highlight({base}{FLASH}){{background-color:{flash}}}")
    }

    /// Takes over the plan's marks, as ranges of the live page.
    pub fn place(&mut self, document: &Document, page: &LivePage, plan: &[Mark], attitudes: bool) {
        let mut offsets = Offsets { page, last: None };
        self.list.clear();
        for mark in plan {
            if mark.tier == Tier::Attitude && !attitudes {
                continue;
            }
            let ranges = offsets.ranges(document, &mark.ranges);
            if ranges.is_empty() {
                continue;
            }
            self.list.push(DrawnMark {
                attribution: mark.attribution,
                tint: mark.tint,
                label: mark.label.clone(),
                speakers: mark.speakers.clone(),
                ranges,
                source: offsets.ranges(document, &mark.source),
                dimmed: false,
            });
        }
        self.paint();
    }

    /// Fills the highlights of the tints anew.
    pub fn paint(&self) {
        for highlight in &self.highlights {
            highlight.clear();
        }
        for mark in self.list.iter().filter(|mark| !mark.dimmed) {
            if let Some(highlight) = self.highlights.get(palette::number(mark.tint)) {
                mark.ranges.iter().for_each(|range| highlight.add(range));
            }
        }
    }

    /// Sets off the mark `at` with its source, or none.
    pub fn focus(&self, at: Option<usize>) {
        let Some(highlight) = self.highlights.get(FOCUS) else { return };
        highlight.clear();
        if let Some(mark) = at.and_then(|at| self.list.get(at)) {
            mark.ranges.iter().chain(&mark.source).for_each(|range| highlight.add(range));
        }
    }

    pub fn flash(&self, at: Option<usize>) {
        let Some(highlight) = self.highlights.get(FLASH) else { return };
        highlight.clear();
        if let Some(mark) = at.and_then(|at| self.list.get(at)) {
            mark.ranges.iter().for_each(|range| highlight.add(range));
        }
    }

    /// Flashes words that are no mark.
    pub fn flash_at(&self, ranges: &[Range]) {
        let Some(highlight) = self.highlights.get(FLASH) else { return };
        highlight.clear();
        ranges.iter().for_each(|range| highlight.add(range));
    }

    /// The first mark of an attribution.
    pub fn of_attribution(&self, attribution: usize) -> Option<usize> {
        self.list.iter().position(|mark| mark.attribution == attribution)
    }

    /// Whether some mark covers `node` or a part of it.
    pub fn hold(&self, node: &Node) -> bool {
        self.list.iter().flat_map(|mark| &mark.ranges).any(|range| range.intersects_node(node).unwrap_or(false))
    }

    /// Whether the page has replaced text under some mark, so that its range has collapsed or left the tree.
    pub fn is_torn(&self) -> bool {
        let torn = |range: &Range| range.collapsed() || range.start_container().is_ok_and(|node| !node.is_connected());
        self.list.iter().any(|mark| mark.ranges.iter().any(torn))
    }
}

/// The ranges of the live page for places in its snapshot.
pub fn ranges(document: &Document, page: &LivePage, places: &[NodeRange]) -> Vec<Range> {
    Offsets { page, last: None }.ranges(document, places)
}

/// Converts bytes of a text node to UTF-16 units. Ranges mostly come in order, so each node is walked once.
struct Offsets<'a> {
    page: &'a LivePage,
    /// Node, bytes and units of the last conversion.
    last: Option<(u32, usize, u32)>,
}

impl Offsets<'_> {
    fn at(&mut self, node: crate::snapshot::NodeId, byte: usize) -> u32 {
        let text = self.page.snapshot.text(node);
        let units = match self.last {
            Some((known, from, units)) if known == node.0 && from <= byte => {
                units + text.get(from..byte.min(text.len())).map_or(0, |between| utf16_offset(between, between.len()))
            }
            _ => utf16_offset(text, byte),
        };
        self.last = Some((node.0, byte, units));
        units
    }

    fn ranges(&mut self, document: &Document, places: &[NodeRange]) -> Vec<Range> {
        let mut out = Vec::new();
        for place in places {
            let start = self.at(place.node, place.range.start as usize);
            let end = self.at(place.node, place.range.end as usize);
            let (Some(node), Ok(range)) = (self.page.node(place.node), document.create_range()) else { continue };
            // The page may have changed since it was read: then there is no such offset.
            if range.set_start(node, start).is_ok() && range.set_end(node, end).is_ok() {
                out.push(range);
            }
        }
        out
    }
}
