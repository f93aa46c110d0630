//! Where the elements that hold text stand, and how they are set: one batch of reads after the tree has been read.

use super::bindings;
use crate::snapshot::{Layout, NodeData, NodeId, PageSnapshot, Tag};
use js_sys::WeakMap;
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Window};

/// A page with more elements to measure than this is judged without: measuring is what costs most.
const MOST: usize = 20_000;

/// What was measured since the overlay opened. An element that we hide has no box any more, but keeps the verdict that
/// its box has brought it.
struct Known {
    places: WeakMap,
    layouts: Vec<Layout>,
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
        let known = known.get_or_insert_with(|| Known { places: WeakMap::new(), layouts: Vec::new() });
        let mut reader = Reader {
            window,
            scroll: (window.scroll_x().unwrap_or(0.0) as f32, window.scroll_y().unwrap_or(0.0) as f32),
            pinned: HashMap::new(),
            families: HashMap::new(),
        };
        for &(id, hidden) in elements {
            let Some(element) = nodes.get(id.index()).map(|node| node.unchecked_ref::<Element>()) else { continue };
            let layout = if hidden {
                let place = known.places.get(element).as_f64();
                place.and_then(|place| known.layouts.get(place as usize).copied())
            } else {
                let layout = reader.layout(page, nodes, id, element);
                known.places.set(element, &JsValue::from_f64(known.layouts.len() as f64));
                known.layouts.push(layout);
                Some(layout)
            };
            if let Some(layout) = layout {
                page.set_layout(id, layout);
            }
        }
    });
}

struct Reader<'w> {
    window: &'w Window,
    scroll: (f32, f32),
    /// Whether an element, or one around it, stays where it is while the page moves.
    pinned: HashMap<NodeId, bool>,
    /// A number for each font family, from 1.
    families: HashMap<String, u32>,
}

impl Reader<'_> {
    fn layout(&mut self, page: &PageSnapshot, nodes: &[Node], id: NodeId, element: &Element) -> Layout {
        let [x, y, width, height] = bindings::rect(element);
        let style = bindings::computed(self.window, element);
        let font_size = style.as_ref().map_or(0.0, bindings::font_size);
        let family = style.as_ref().map_or_else(String::new, bindings::font_family);
        let next = self.families.len() as u32 + 1;
        let family = if family.is_empty() { 0 } else { *self.families.entry(family).or_insert(next) };
        let pinned = self.is_pinned(page, nodes, id);
        Layout { x: x + self.scroll.0, y: y + self.scroll.1, width, height, font_size, family, pinned }
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
            let own = |element: &Element| bindings::computed(self.window, element).is_some_and(|style| bindings::is_pinned(&style));
            let asks = matches!(page.node(id).data, NodeData::Element { tag, .. } if tag != Tag::Html && tag != Tag::Body);
            found = found || asks && nodes.get(id.index()).is_some_and(|node| own(node.unchecked_ref()));
            self.pinned.insert(id, found);
        }
        found
    }
}
