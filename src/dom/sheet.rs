//! Style sheets of ours: adopted ones where the browser lets us, else a style element of our own.

use super::bindings::{adopted_sheets, set_adopted_sheets};
use super::undo::{self, Step};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, Document, Element, Node};

pub struct Sheet {
    place: Place,
    /// The rules in force: to write them again, even the same, has the browser restyle the whole page.
    rules: RefCell<String>,
}

enum Place {
    Adopted(CssStyleSheet),
    Element(Element),
    /// The browser lets us have none.
    Nowhere,
}

impl Sheet {
    /// Puts `css` in force in `root`, a document or a shadow root. `parent` takes the style element where
    /// sheets cannot be adopted (some browsers keep them from content scripts); it goes with its parent.
    pub fn new(document: &Document, root: &JsValue, parent: &Node, css: &str) -> Sheet {
        let sheet = adopt(root).or_else(|| {
            let style = document.create_element("style").ok()?;
            parent.append_child(&style).ok()?;
            Some(Place::Element(style))
        });
        let sheet = Sheet { place: sheet.unwrap_or(Place::Nowhere), rules: RefCell::default() };
        sheet.set(css);
        sheet
    }

    /// Replaces the rules.
    pub fn set(&self, css: &str) {
        if *self.rules.borrow() == css {
            return;
        }
        self.rules.replace(css.to_owned());
        match &self.place {
            Place::Adopted(sheet) => {
                let _ = sheet.replace_sync(css);
            }
            Place::Element(style) => style.set_text_content(Some(css)),
            Place::Nowhere => {}
        }
    }
}

fn adopt(root: &JsValue) -> Option<Place> {
    let sheets = adopted_sheets(root)?;
    let sheet = CssStyleSheet::new().ok()?;
    sheets.push(&sheet);
    undo::note(Step::Sheet { root: root.clone(), sheet: sheet.clone().into() });
    let taken = set_adopted_sheets(root, &sheets) && adopted_sheets(root).is_some_and(|now| now.includes(&sheet, 0));
    taken.then_some(Place::Adopted(sheet))
}
