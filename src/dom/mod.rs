//! The browser: the only place that names web-sys, js-sys or wasm-bindgen.

use wasm_bindgen::prelude::*;

/// The report (schema 1) on `text` taken as an article, as a JavaScript object.
#[wasm_bindgen(js_name = analyzeText)]
pub fn analyze_text(text: &str) -> Result<JsValue, JsValue> {
    let report = crate::report::Report::new("text", &crate::analyze_text(text));
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    serde::Serialize::serialize(&report, &serializer).map_err(Into::into)
}
