//! The browser: the only place that names web-sys, js-sys or wasm-bindgen.
//!
//! `read` fills a snapshot, `draw` and `panel` draw the plan, `undo` takes everything back, `watch` keeps up
//! with the page. The overlay stands in one shadow root beside the body; the page's text nodes are never touched.

mod act;
mod arrange;
mod bindings;
mod choices;
mod draw;
mod events;
mod export;
mod filter;
mod host;
mod layout;
mod make;
mod options;
mod overlay;
mod panel;
mod pick;
mod read;
mod sheet;
mod stages;
mod undo;
mod watch;

use crate::report::Report;
use serde::Serialize;
use wasm_bindgen::prelude::*;

fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// Reads the live page, analyses it and draws the overlay. Gives `{hideAttribute, counts, notes, timings}`;
/// what goes wrong is said in the overlay, and the result is then `{fault}`.
#[wasm_bindgen]
pub fn open(options: &JsValue) -> JsValue {
    match overlay::open(options) {
        Ok(result) => result.into(),
        Err(error) => {
            overlay::open_notice(overlay::FAULT);
            let result = js_sys::Object::new();
            bindings::put(&result, "fault", &error);
            result.into()
        }
    }
}

/// Gives the page back as it was.
#[wasm_bindgen]
pub fn close() {
    overlay::close();
}

#[wasm_bindgen(js_name = isOpen)]
pub fn is_open() -> bool {
    overlay::is_open()
}

/// The report on the open page as "json", "markdown" or "csv".
#[wasm_bindgen]
pub fn report(format: &str) -> Option<String> {
    overlay::with(|overlay| export::text(overlay, format)).flatten()
}

/// The report (schema 1) on `text` taken as an article, as a JavaScript object.
#[wasm_bindgen(js_name = analyzeText)]
pub fn analyze_text(text: &str) -> JsValue {
    to_js(&Report::new("text", &crate::analyze_text(text)))
}

/// The report (schema 1) on a document: the page's own where none is given. Nothing is drawn.
#[wasm_bindgen(js_name = analyzePage)]
pub fn analyze_page(document: &JsValue) -> JsValue {
    match stages::page(document) {
        Some(page) => to_js(&Report::new("page", &page.analysis())),
        None => JsValue::NULL,
    }
}

/// What each stage of the pipe makes of a document or a text, for the demo.
#[wasm_bindgen]
pub fn stages(of: &JsValue) -> JsValue {
    stages::stages(of)
}

/// The milliseconds that each stage takes on the page, for measuring.
#[wasm_bindgen]
pub fn timings() -> JsValue {
    stages::timings()
}
