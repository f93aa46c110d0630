//! Where elements stand, and how their text is set: one batch of reads, of what the analysis asks for.

use super::bindings::{self, Computed};
use super::read::LivePage;
use crate::snapshot::{Layout, NodeId, Tag};
use js_sys::{Map, WeakMap};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::JsValue;
use web_sys::{Element, Window};

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

/// Measures `elements` of `page`.
pub fn measure(page: &LivePage, window: &Window, elements: &[NodeId]) -> Vec<Option<Layout>> {
    KNOWN.with(|known| {
        let mut known = known.borrow_mut();
        let known = known.get_or_insert_with(|| Known { places: WeakMap::new(), layouts: Vec::new(), families: Map::new() });
        let pins = ["fixed", "sticky"].map(JsValue::from_str);
        let mut reader = Reader { window, page, scroll: scroll(window), pinned: HashMap::new(), families: known.families.clone(), pins };
        let mut measure = |&id: &NodeId| {
            let element = page.element(id)?;
            let place = known.places.get(element).as_f64().map(|place| place as usize);
            let old = place.and_then(|place| known.layouts.get_mut(place));
            if page.is_hidden_by_us(id) {
                return old.as_deref().copied();
            }
            let layout = reader.layout(id, element);
            match old {
                Some(old) => *old = layout,
                None => {
                    known.places.set(element, &JsValue::from_f64(known.layouts.len() as f64));
                    known.layouts.push(layout);
                }
            }
            Some(layout)
        };
        elements.iter().map(&mut measure).collect()
    })
}

fn scroll(window: &Window) -> (f32, f32) {
    (window.scroll_x().unwrap_or(0.0) as f32, window.scroll_y().unwrap_or(0.0) as f32)
}

struct Reader<'p> {
    window: &'p Window,
    page: &'p LivePage,
    scroll: (f32, f32),
    /// Whether an element, or one around it, stays where it is while the page moves.
    pinned: HashMap<NodeId, bool>,
    families: Map,
    /// The values of `position` that pin.
    pins: [JsValue; 2],
}

impl Reader<'_> {
    fn layout(&mut self, id: NodeId, element: &Element) -> Layout {
        let [x, y, width, height] = bindings::rect(element);
        let style = bindings::computed(self.window, element);
        let font_size = style.as_ref().map_or(0.0, bindings::font_size);
        let family = style.as_ref().map_or(0, |style| self.family(&bindings::font_family(style)));
        let pinned =
            style.as_ref().is_some_and(|style| self.pins(style)) || self.page.snapshot.node(id).parent.is_some_and(|up| self.is_pinned(up));
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
    fn is_pinned(&mut self, id: NodeId) -> bool {
        let page = &self.page.snapshot;
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
            let asks = !found && !matches!(page.tag(id), Some(Tag::Html | Tag::Body));
            let element = self.page.element(id).filter(|_| asks);
            let style = element.and_then(|element| bindings::computed(self.window, element));
            found = found || style.is_some_and(|style| self.pins(&style));
            self.pinned.insert(id, found);
        }
        found
    }
}
