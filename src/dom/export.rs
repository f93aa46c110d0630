//! What leaves by the reader's hand: a file, or one quotation on the clipboard.

use super::overlay::Overlay;
use crate::report::{Report, csv, markdown};
use crate::side::ELLIPSIS;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// The report on the open page as `json`, `markdown` or `csv`; `None` for another name.
pub fn text(overlay: &Overlay, format: &str) -> Option<String> {
    let report = Report::new("page", &overlay.analysis);
    match format {
        "json" => serde_json::to_string_pretty(&report).ok(),
        "markdown" => Some(markdown::document(&report)),
        "csv" => Some(csv::header() + &csv::rows(&report)),
        _ => None,
    }
}

/// Gives the reader a file.
pub fn save(overlay: &Overlay, format: &str) -> bool {
    let Some(text) = text(overlay, format) else { return false };
    let (kind, ending) = match format {
        "json" => ("application/json", "json"),
        "csv" => ("text/csv", "csv"),
        _ => ("text/markdown", "md"),
    };
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(&text)), &options) else { return false };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return false };
    let Ok(link) = overlay.make.document.create_element("a") else { return false };
    // Never in the page's tree: a click on it is nobody else's.
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&url);
    link.set_download(&format!("standpoint.{ending}"));
    link.click();
    let _ = Url::revoke_object_url(&url);
    true
}

/// Copies what an attribution reports, with who said it and where.
pub fn copy(overlay: &Overlay, attribution: usize) -> bool {
    let Some(text) = quotation(overlay, attribution) else { return false };
    let clipboard = super::bindings::get(&overlay.window.navigator(), "clipboard");
    if !clipboard.is_object() {
        return false;
    }
    let promise = clipboard.unchecked_into::<web_sys::Clipboard>().write_text(&text);
    // A refusal comes later, and is no error of the page's to report.
    QUIET.with(|quiet| drop(js_sys::Reflect::apply(&catch_of(&promise), &promise, &Array::of1(quiet))));
    true
}

thread_local! {
    static QUIET: JsValue = wasm_bindgen::closure::Closure::<dyn FnMut(JsValue)>::new(|_| {}).into_js_value();
}

fn catch_of(promise: &JsValue) -> js_sys::Function {
    super::bindings::get(promise, "catch").unchecked_into()
}

fn quotation(overlay: &Overlay, attribution: usize) -> Option<String> {
    let analysis = &overlay.analysis;
    let article = &analysis.article.text;
    let content = &analysis.attributions.get(attribution)?.content;
    let words = content.iter().map(|span| span.of(article)).collect::<Vec<_>>().join(ELLIPSIS);
    let speakers = analysis.speakers.of.get(attribution)?.iter().filter_map(|&id| analysis.speakers.list.get(id));
    let names: Vec<String> = speakers
        .map(|speaker| match speaker.role_beside_name(article).map(|role| role.of(article)) {
            Some(role) if !role.is_empty() => format!("{}, {role}", speaker.name),
            _ => speaker.name.clone(),
        })
        .collect();
    let by = if names.is_empty() { String::new() } else { format!("\n— {}", names.join(" and ")) };
    Some(format!("{words}{by}\n{}\n{}", overlay.plan.panel.headline, analysis.url))
}
