//! The one element of ours in the page, its shadow root, and the ground that it stands on.

use super::bindings::get;
use super::draw;
use super::undo::{self, Step};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, ShadowRoot, ShadowRootInit, ShadowRootMode, Window};

pub fn host(document: &Document, top: &Element, open: bool) -> Result<(Element, ShadowRoot), JsValue> {
    let host = document.create_element("div")?;
    let mode = if open { ShadowRootMode::Open } else { ShadowRootMode::Closed };
    let shadow = host.attach_shadow(&ShadowRootInit::new(mode))?;
    undo::note(Step::Element(host.clone()));
    // Beside the body and not in it: sites look after their body.
    top.append_child(&host)?;
    Ok((host, shadow))
}

pub fn root(document: &Document, shadow: &ShadowRoot) -> Result<Element, JsValue> {
    let root = document.create_element("div")?;
    shadow.append_child(&root)?;
    Ok(root)
}

pub fn prefers_dark(window: &Window) -> bool {
    let query = get(window, "matchMedia").dyn_into::<js_sys::Function>().ok();
    let answer = query.and_then(|query| query.call1(window, &JsValue::from_str("(prefers-color-scheme: dark)")).ok());
    answer.is_some_and(|answer| get(&answer, "matches").is_truthy())
}

/// The ground that the page's text stands on: the body's, else the root's, else white.
pub fn is_dark(window: &Window, document: &Document) -> bool {
    let ground = |element: Option<Element>| draw::palette::is_dark(&super::bindings::style(window, &element?, "background-color"));
    ground(document.body().map(JsCast::unchecked_into)).or_else(|| ground(document.document_element())).unwrap_or(false)
}
