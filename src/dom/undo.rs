//! The list of everything that was done to the page, and the way back.
//!
//! It lives apart from the rest of the overlay and each step is noted before it is taken, so that the page
//! is given back whole even after drawing stopped half-way.

use super::bindings::{adopted_sheets, highlights, set_adopted_sheets};
use js_sys::{Array, Function};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::{Document, Element, EventTarget, MutationObserver, ResizeObserver};

pub enum Step {
    /// An element of ours in the page's tree.
    Element(Element),
    /// An attribute that elements of the page carry; `on` are those we know of.
    Attribute {
        name: String,
        document: Document,
        on: Vec<Element>,
    },
    /// A sheet among the adopted ones of a document or shadow root.
    Sheet {
        root: JsValue,
        sheet: JsValue,
    },
    Highlight(String),
    Listener {
        target: EventTarget,
        kind: &'static str,
        capture: bool,
        handler: Function,
    },
    Mutations(MutationObserver),
    Sizes(ResizeObserver),
}

thread_local! {
    static STEPS: RefCell<Vec<Step>> = const { RefCell::new(Vec::new()) };
}

pub fn note(step: Step) {
    STEPS.with_borrow_mut(|steps| steps.push(step));
}

pub fn is_empty() -> bool {
    STEPS.with_borrow(Vec::is_empty)
}

/// Gives `element` the attribute, and remembers it among those that have it.
pub fn set_attribute(document: &Document, element: &Element, name: &str, value: &str) {
    STEPS.with_borrow_mut(|steps| {
        let known = steps.iter_mut().find_map(|step| match step {
            Step::Attribute { name: known, on, .. } if known == name => Some(on),
            _ => None,
        });
        match known {
            Some(on) => on.push(element.clone()),
            None => steps.push(Step::Attribute { name: name.to_owned(), document: document.clone(), on: vec![element.clone()] }),
        }
    });
    let _ = element.set_attribute(name, value);
}

/// Takes everything back, the last step first.
pub fn all() {
    let steps = STEPS.with_borrow_mut(std::mem::take);
    for step in steps.into_iter().rev() {
        match step {
            Step::Element(element) => element.remove(),
            Step::Attribute { name, document, on } => {
                // Known elements may be out of the tree for now, unknown ones are copies that the page made.
                for element in on {
                    let _ = element.remove_attribute(&name);
                }
                remove_everywhere(&document, &name);
            }
            Step::Sheet { root, sheet } => {
                if let Some(sheets) = adopted_sheets(&root) {
                    let rest: Array = sheets.iter().filter(|other| *other != sheet).collect();
                    set_adopted_sheets(&root, &rest);
                }
            }
            Step::Highlight(name) => {
                if let Some(registry) = highlights() {
                    registry.delete(&name);
                }
            }
            Step::Listener { target, kind, capture, handler } => {
                let _ = target.remove_event_listener_with_callback_and_bool(kind, &handler, capture);
            }
            Step::Mutations(observer) => observer.disconnect(),
            Step::Sizes(observer) => observer.disconnect(),
        }
    }
}

/// Removes the attribute from all elements of the document.
pub fn remove_everywhere(document: &Document, name: &str) {
    let Ok(list) = document.query_selector_all(&format!("[{name}]")) else { return };
    for at in 0..list.length() {
        if let Some(node) = list.item(at) {
            let _ = wasm_bindgen::JsCast::unchecked_into::<Element>(node).remove_attribute(name);
        }
    }
}
