//! Labels: the speaker's name in the margin beside the passage, or above its first line where there is no
//! margin. They stand in the overlay, at places measured from the marks' ranges, and never over text.

use super::marks::Marks;
use super::palette;
use crate::dom::make::{Make, css, set};
use crate::dom::panel::toggle_class;
use crate::plan::Panel;
use web_sys::{DomRect, Element, Range};

/// A box in CSS pixels, relative to the overlay's layer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Frame {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Frame {
    pub fn of(element: &Element, origin: (f64, f64)) -> Frame {
        Frame::from_rect(&element.get_bounding_client_rect(), origin)
    }

    pub fn from_rect(rect: &DomRect, (left, top): (f64, f64)) -> Frame {
        Frame { left: rect.left() - left, top: rect.top() - top, right: rect.right() - left, bottom: rect.bottom() - top }
    }

    /// The boxes that the contents of a range have, line by line.
    pub fn all_of(range: &Range, origin: (f64, f64)) -> Vec<Frame> {
        let Some(rects) = range.get_client_rects() else { return Vec::new() };
        (0..rects.length()).filter_map(|at| rects.item(at)).map(|rect| Frame::from_rect(&rect, origin)).collect()
    }

    pub fn is_empty(self) -> bool {
        self.right <= self.left || self.bottom <= self.top
    }

    /// Whether it stands on none of these lines of text.
    fn clears(self, lines: &[Frame]) -> bool {
        lines.iter().all(|line| self.top + SLACK >= line.bottom || self.bottom <= line.top + SLACK || !self.overlaps(*line))
    }

    fn overlaps(self, other: Frame) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Where the labels of one block of the page go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Room {
    /// Beside the text: the right edge of the labels and the width that they may have.
    Margin { right: f64, width: f64 },
    /// Between the lines, which are given more height.
    Above,
    /// Above the first line, where nothing stands.
    Over,
    /// A label would stand on text.
    Nowhere,
}

#[derive(Default)]
pub struct Labels {
    /// For each mark its label.
    pub list: Vec<Option<Element>>,
    /// How wide each label wants to be; measured once.
    widths: Vec<f64>,
}

const NARROWEST: f64 = 84.0;
const WIDEST: f64 = 150.0;
/// A longer name between two lines is cut short.
const WIDEST_ABOVE: f64 = 300.0;
/// Letters do not fill their boxes, neither those of a label nor those of the line above it.
const SLACK: f64 = 5.0;
/// Within a label, around its words and between letter and name.
const PADDING: f64 = 16.0;
const GAP: f64 = 10.0;
const HEIGHT: f64 = 18.0;
/// The height of a label whose name stands on two lines.
const TALL: f64 = 30.0;
/// The height of a label between two lines.
const LOW: f64 = 13.0;
/// A label that would stand farther from its line than this would be read as another line's.
const DRIFT: f64 = 44.0;

impl Labels {
    /// Makes the labels, not yet in their places.
    pub fn new(make: &Make, layer: &Element, marks: &Marks, panel: &Panel, short: bool) -> Labels {
        layer.set_text_content(None);
        let mut list = Vec::new();
        for (at, mark) in marks.list.iter().enumerate() {
            list.push(mark.label.as_ref().map(|name| {
                let label = make.button(layer, &format!("label t{}", palette::number(mark.tint)), "label", Some(at));
                // The panel does the same by keyboard, without a stop at each label.
                set(&label, "tabindex", "-1");
                set(&label, "title", name);
                if let Some(letter) = panel.letter(&mark.speakers) {
                    make.text(&label, "b", "", &letter.to_string());
                }
                make.text(&label, "span", "", if short { last_word(name) } else { name });
                label
            }));
        }
        Labels { list, widths: Vec::new() }
    }

    /// No labels for so many marks.
    pub fn none(marks: usize) -> Labels {
        Labels { list: vec![None; marks], widths: Vec::new() }
    }

    /// Reads only, and the first time only: what is in a label does not change.
    pub fn measure_widths(&mut self) {
        if self.widths.len() == self.list.len() {
            return;
        }
        let children = |label: &Element| std::iter::successors(label.first_element_child(), Element::next_element_sibling);
        let width = |label: &Element| children(label).map(|child| child.get_bounding_client_rect().width()).sum::<f64>() + PADDING;
        self.widths = self.list.iter().map(|label| label.as_ref().map_or(0.0, width)).collect();
    }

    /// The start of each labelled mark: the first line box of its first range. Reads only.
    pub fn measure(marks: &Marks, origin: (f64, f64)) -> Vec<Option<Frame>> {
        let first = |range: &Range| Frame::all_of(range, origin).into_iter().find(|frame| frame.right > frame.left);
        marks.list.iter().map(|mark| mark.ranges.first().and_then(first)).collect()
    }

    /// Puts the labels in their places. `rooms` tells for each mark where its block has room, `lines` where the
    /// lines of its block are; writes only.
    pub fn place<'a>(
        &self,
        marks: &Marks,
        starts: &[Option<Frame>],
        rooms: &[Room],
        lines: impl Fn(usize) -> &'a [Frame],
        page_width: f64,
    ) {
        let mut order: Vec<usize> = (0..self.list.len()).filter(|&at| starts.get(at).copied().flatten().is_some()).collect();
        let top = |at: usize| starts[at].map_or(0.0, |start| start.top);
        order.sort_by(|&a, &b| top(a).total_cmp(&top(b)).then(a.cmp(&b)));
        let mut taken: Vec<Frame> = Vec::new();
        let mut shown = vec![false; self.list.len()];
        for at in order {
            let (Some(label), Some(start)) = (&self.list[at], starts[at]) else { continue };
            if marks.list[at].dimmed {
                continue;
            }
            let wide = self.widths.get(at).copied().unwrap_or(WIDEST);
            let mut tall = false;
            let frame = match rooms.get(at).copied().unwrap_or(Room::Nowhere) {
                Room::Margin { right, width } => {
                    // A name that is wider than the margin takes a second line: half a name is nobody's.
                    tall = wide > width;
                    beside(start, right, wide.min(width), if tall { TALL } else { HEIGHT }, &taken)
                }
                Room::Above | Room::Over => {
                    above(start, wide.min(WIDEST_ABOVE), page_width, &taken).filter(|frame| frame.clears(lines(at)))
                }
                Room::Nowhere => None,
            };
            if let Some(frame) = frame {
                taken.push(frame);
                toggle_class(label, "tall", tall);
                shown[at] = true;
                css(label, "left", &format!("{:.1}px", frame.left));
                css(label, "top", &format!("{:.1}px", frame.top));
                css(label, "max-width", &format!("{:.1}px", frame.right - frame.left));
            }
        }
        for (label, shown) in self.list.iter().zip(shown) {
            if let Some(label) = label {
                css(label, "visibility", if shown { "visible" } else { "hidden" });
            }
        }
    }
}

/// In the margin, at the height of the first line or a little lower.
fn beside(start: Frame, right: f64, width: f64, height: f64, taken: &[Frame]) -> Option<Frame> {
    let middle = (start.top + start.bottom) / 2.0;
    let top = middle - HEIGHT / 2.0;
    let mut frame = Frame { left: right - width, top, right, bottom: top + height };
    // Labels come from top to bottom, so only the last few can be in the way.
    for other in taken.iter().rev().take(8).rev() {
        if frame.overlaps(*other) {
            frame.top = other.bottom + 2.0;
            frame.bottom = frame.top + height;
        }
    }
    (frame.top - (middle - HEIGHT / 2.0) <= DRIFT).then_some(frame)
}

/// Above the first letter, in the room between the lines.
fn above(start: Frame, width: f64, page_width: f64, taken: &[Frame]) -> Option<Frame> {
    let left = start.left.min(page_width - width - 4.0).max(0.0);
    let top = start.top - LOW;
    let mut frame = Frame { left, top, right: left + width, bottom: start.top };
    for other in taken.iter().rev().take(8).rev() {
        if frame.overlaps(*other) {
            frame.left = other.right + 4.0;
            frame.right = frame.left + width;
        }
    }
    (frame.right <= page_width).then_some(frame)
}

/// Whether labels have room beside a block whose text starts at `block.left`. `others` are boxes of the
/// page that a label must not cover.
pub fn room(block: Frame, starts: &[Frame], others: &[Frame]) -> Room {
    let right = block.left - GAP;
    let width = right.min(WIDEST + GAP) - GAP;
    if width < NARROWEST {
        return Room::Above;
    }
    for start in starts {
        let slot = Frame { left: right - width, top: start.top - 2.0, right, bottom: start.bottom + HEIGHT };
        if others.iter().any(|other| other.overlaps(slot)) {
            return Room::Above;
        }
    }
    Room::Margin { right, width }
}

/// For a mark that starts at `start` in a block whose lines leave no room between them: above the first
/// line, where nothing stands there.
pub fn over_first_line(block: Frame, start: Frame, others: &[Frame]) -> Room {
    let slot = Frame { left: start.left, top: start.top - LOW, right: start.left + WIDEST, bottom: start.top };
    // Lines of a heading may be set closer than its letters are high.
    let first = start.top - block.top < (start.bottom - start.top) / 2.0;
    let free = |other: &Frame| *other == block || !other.overlaps(slot);
    if first && others.iter().all(free) { Room::Over } else { Room::Nowhere }
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}
