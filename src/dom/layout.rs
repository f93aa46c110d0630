//! Where the elements that hold text stand, and how they are set: one batch of reads after the tree has been read.

use super::bindings::{self, Computed};
use crate::snapshot::{Layout, NodeData, NodeId, PageSnapshot, Tag};
use js_sys::{Map, WeakMap};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Window};

/// A page with more elements to measure than this is judged without: measuring is what costs most.
const MOST: usize = 4_000;

/// What was measured since the overlay was closed last. An element that we hide has no box any more, but keeps the verdict that
/// its box has brought it.
struct Known {
    places: WeakMap,
    layouts: Vec<Layout>,
    /// A number for each font family, from 1; the same in each reading, so that old boxes compare with new ones. The strings
    /// stay where they are: to bring each over costs more than all else.
    families: Map,
}

thread_local! {
    static KNOWN: RefCell<Option<Known>> = const { RefCell::new(None) };
}

/// Forgets what was measured.
pub fn forget() {
    KNOWN.with(|known| known.take());
}

/// Measures `elements` (each with whether it stands within one that we hide) and tells the snapshot. `nodes` are the page's
/// nodes by their places.
pub fn measure(window: &Window, page: &mut PageSnapshot, nodes: &[Node], elements: &[(NodeId, bool)]) {
    if elements.len() > MOST {
        return;
    }
    KNOWN.with(|known| {
        let mut known = known.borrow_mut();
        let known = known.get_or_insert_with(|| Known { places: WeakMap::new(), layouts: Vec::new(), families: Map::new() });
        let mut reader = Reader::new(window, known.families.clone());
        for &(id, hidden) in elements {
            let Some(element) = nodes.get(id.index()).map(|node| node.unchecked_ref::<Element>()) else { continue };
            let place = known.places.get(element).as_f64().map(|place| place as usize);
            let old = place.and_then(|place| known.layouts.get_mut(place));
            let layout = if hidden { old.as_deref().copied() } else { Some(reader.layout(page, nodes, id, element)) };
            let Some(layout) = layout else { continue };
            page.set_layout(id, layout);
            match old {
                Some(old) => *old = layout,
                None => {
                    known.places.set(element, &JsValue::from_f64(known.layouts.len() as f64));
                    known.layouts.push(layout);
                }
            }
        }
    });
}

struct Reader<'w> {
    window: &'w Window,
    scroll: (f32, f32),
    /// Whether an element, or one around it, stays where it is while the page moves.
    pinned: HashMap<NodeId, bool>,
    families: Map,
    /// The values of `position` that pin.
    pins: [JsValue; 2],
}

impl<'w> Reader<'w> {
    fn new(window: &'w Window, families: Map) -> Self {
        let scroll = (window.scroll_x().unwrap_or(0.0) as f32, window.scroll_y().unwrap_or(0.0) as f32);
        Self { window, scroll, pinned: HashMap::new(), families, pins: ["fixed", "sticky"].map(JsValue::from_str) }
    }

    fn layout(&mut self, page: &PageSnapshot, nodes: &[Node], id: NodeId, element: &Element) -> Layout {
        let [x, y, width, height] = bindings::rect(element);
        let style = bindings::computed(self.window, element);
        let font_size = style.as_ref().map_or(0.0, bindings::font_size);
        let family = style.as_ref().map_or(0, |style| self.family(&bindings::font_family(style)));
        let pinned = style.as_ref().is_some_and(|style| self.pins(style))
            || page.ancestors(id).next().is_some_and(|up| self.is_pinned(page, nodes, up));
        Layout { x: x + self.scroll.0, y: y + self.scroll.1, width, height, font_size, family, pinned }
    }

    fn family(&self, name: &JsValue) -> u32 {
        let next = self.families.size() + 1;
        let known = self.families.get(name).as_f64().map_or(0, |number| number as u32);
        if known > 0 {
            return known;
        }
        self.families.set(name, &JsValue::from_f64(f64::from(next)));
        next
    }

    fn pins(&self, style: &Computed) -> bool {
        let position = bindings::position(style);
        self.pins.contains(&position)
    }

    /// Asks every element around once.
    fn is_pinned(&mut self, page: &PageSnapshot, nodes: &[Node], id: NodeId) -> bool {
        let mut path = Vec::new();
        let mut found = false;
        for id in std::iter::once(id).chain(page.ancestors(id)) {
            if let Some(&known) = self.pinned.get(&id) {
                found = known;
                break;
            }
            path.push(id);
        }
        for id in path.into_iter().rev() {
            let asks = matches!(page.node(id).data, NodeData::Element { tag, .. } if tag != Tag::Html && tag != Tag::Body);
            let element = nodes.get(id.index()).filter(|_| asks && !found).map(|node| node.unchecked_ref::<Element>());
            let style = element.and_then(|element| bindings::computed(self.window, element));
            found = found || style.is_some_and(|style| self.pins(&style));
            self.pinned.insert(id, found);
        }
        found
    }
}
