//! "Hide this too": the reader points at a block of the page, or goes through them with the keys, and it is hidden.

use super::draw::labels::Frame;
use super::make::{css, set};
use super::overlay::Overlay;
use super::panel::strings;
use super::{act, arrange, choices};
use crate::block::Label;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

pub struct Pick {
    /// The elements of all blocks that are kept, in page order.
    blocks: Vec<Element>,
    /// The one to be hidden, and what it was widened from.
    at: Option<Element>,
    narrower: Vec<Element>,
    outline: Element,
}

/// An element with more than this share of the blocks is the story itself.
const MOST: f32 = 0.34;

pub fn start(overlay: &mut Overlay) {
    stop(overlay);
    let page = &overlay.page;
    let kept = overlay.analysis.blocks.iter().filter(|block| block.label != Label::Boilerplate);
    let around = |id| std::iter::once(id).chain(page.snapshot.ancestors(id)).find_map(|id| page.element(id));
    let mut blocks: Vec<Element> = kept.filter_map(|block| around(block.node).cloned()).collect();
    blocks.dedup();
    let outline = overlay.make.child(&overlay.root, "div", "pick");
    overlay.pick = Some(Pick { blocks, at: None, narrower: Vec::new(), outline });
    overlay.panel.ask(&overlay.make, strings::PICK, &[("stop", strings::STOP)]);
    act::focus(&overlay.panel.root);
}

pub fn stop(overlay: &mut Overlay) {
    if let Some(pick) = overlay.pick.take() {
        pick.outline.remove();
        overlay.panel.say("");
    }
}

/// An event anywhere in the window while the reader picks, before the page gets it. True where it was for us.
pub fn on_event(overlay: &mut Overlay, kind: &str, event: &Event) -> bool {
    // What a script sends says nothing of what the reader wants.
    if overlay.pick.is_none() || !(event.is_trusted() || overlay.options.open_shadow) {
        return false;
    }
    let ours = event.target().is_some_and(|target| target == *overlay.host.unchecked_ref());
    match kind {
        "click" if !ours => {
            if let Some(target) = event.target() {
                point_at(overlay, target.unchecked_ref());
            }
            hide(overlay);
        }
        "keydown" => match key(overlay, event.unchecked_ref(), ours) {
            true => {}
            false => return false,
        },
        _ => return false,
    }
    event.prevent_default();
    event.stop_immediate_propagation();
    true
}

fn key(overlay: &mut Overlay, event: &KeyboardEvent, ours: bool) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    match event.key().as_str() {
        "Escape" => {
            stop(overlay);
            act::focus(&overlay.panel.root);
        }
        "ArrowDown" | "j" => step(overlay, 1),
        "ArrowUp" | "k" => step(overlay, -1),
        "ArrowLeft" => widen(overlay),
        "ArrowRight" => narrow(overlay),
        "Enter" => {
            // On one of our buttons it means that button.
            let on_button = ours && act::focused(overlay).is_some_and(|element| element.local_name() == "button");
            if on_button || overlay.pick.as_ref().is_none_or(|pick| pick.at.is_none()) {
                return false;
            }
            hide(overlay);
        }
        _ => return false,
    }
    true
}

/// The pointer is over `target`.
pub fn point_at(overlay: &mut Overlay, target: &Element) {
    let Some(pick) = &mut overlay.pick else { return };
    let around = std::iter::successors(Some(target.clone()), |element| element.parent_element()).take(16);
    let block = around.into_iter().find(|element| pick.blocks.contains(element));
    // A picture or a frame holds no text, but may be in the way too.
    let bare = !pick.blocks.iter().any(|block| target.contains(Some(block)));
    let found = block.or_else(|| (bare && is_within_body(target)).then(|| target.clone()));
    if found != pick.at {
        pick.at = found;
        pick.narrower.clear();
        outline(overlay);
    }
}

fn step(overlay: &mut Overlay, by: isize) {
    let Some(pick) = &mut overlay.pick else { return };
    if pick.blocks.is_empty() {
        return;
    }
    let last = pick.blocks.len() as isize - 1;
    let at = pick.at.as_ref().and_then(|at| pick.blocks.iter().position(|block| at.contains(Some(block))));
    let next = at.map_or(if by > 0 { 0 } else { last }, |at| (at as isize + by).clamp(0, last));
    let element = pick.blocks[next as usize].clone();
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    options.set_behavior(ScrollBehavior::Instant);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    pick.at = Some(element);
    pick.narrower.clear();
    outline(overlay);
}

fn widen(overlay: &mut Overlay) {
    let Some(pick) = &mut overlay.pick else { return };
    let Some(at) = pick.at.clone() else { return };
    let Some(parent) = at.parent_element().filter(is_within_body) else { return };
    let share = pick.blocks.iter().filter(|block| parent.contains(Some(block))).count() as f32;
    if share <= (MOST * pick.blocks.len() as f32).max(1.0) {
        pick.narrower.push(at);
        pick.at = Some(parent);
        outline(overlay);
    }
}

fn narrow(overlay: &mut Overlay) {
    let Some(pick) = &mut overlay.pick else { return };
    if let Some(element) = pick.narrower.pop() {
        pick.at = Some(element);
        outline(overlay);
    }
}

fn is_within_body(element: &Element) -> bool {
    !matches!(element.local_name().as_str(), "html" | "body" | "main") && element.closest("body").ok().flatten().is_some()
}

fn hide(overlay: &mut Overlay) {
    let Some(element) = overlay.pick.as_ref().and_then(|pick| pick.at.clone()) else { return };
    stop(overlay);
    choices::choose(overlay, &element, false);
}

/// Draws the frame around what would be hidden.
pub fn outline(overlay: &Overlay) {
    let Some(pick) = &overlay.pick else { return };
    let frame = pick.at.as_ref().map(|element| Frame::of(element, arrange::origin(overlay))).filter(|frame| !frame.is_empty());
    set(&pick.outline, "class", if frame.is_some() { "pick on" } else { "pick" });
    if let Some(frame) = frame {
        for (property, value) in [
            ("left", frame.left - 4.0),
            ("top", frame.top - 4.0),
            ("width", frame.right - frame.left + 8.0),
            ("height", frame.bottom - frame.top + 8.0),
        ] {
            css(&pick.outline, property, &format!("{value:.0}px"));
        }
    }
}
