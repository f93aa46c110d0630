//! Elements made from names and text only; no HTML is ever parsed.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node};

/// Makes elements of `document`.
pub struct Make {
    pub document: Document,
}

impl Make {
    /// A new last child of `parent`. An element that cannot be made (which needs a clobbered document) leaves `parent` in its place.
    pub fn child(&self, parent: &Element, tag: &str, class: &str) -> Element {
        let Ok(element) = self.document.create_element(tag) else { return parent.clone() };
        if !class.is_empty() {
            let _ = element.set_attribute("class", class);
        }
        let _ = parent.append_child(&element);
        element
    }

    pub fn text(&self, parent: &Element, tag: &str, class: &str, text: &str) -> Element {
        let element = self.child(parent, tag, class);
        element.set_text_content(Some(text));
        element
    }

    /// Appends a text node.
    pub fn words(&self, parent: &Element, text: &str) {
        let node: Node = self.document.create_text_node(text).unchecked_into();
        let _ = parent.append_child(&node);
    }

    /// A button that asks for `action`, with a number where the action needs one.
    pub fn button(&self, parent: &Element, class: &str, action: &str, number: Option<usize>) -> Element {
        let button = self.child(parent, "button", class);
        set(&button, "type", "button");
        set(&button, "data-do", action);
        if let Some(number) = number {
            set(&button, "data-n", &number.to_string());
        }
        button
    }
}

pub fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Sets an inline style through the object model, which no content security policy forbids.
pub fn css(element: &Element, property: &str, value: &str) {
    let _ = element.unchecked_ref::<web_sys::HtmlElement>().style().set_property(property, value);
}
