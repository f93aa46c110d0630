//! What the loader asks for.

use super::bindings::{get, random_name};
use crate::block::Rule;
use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Window;

pub struct Options {
    /// An open shadow root, for tests.
    pub open_shadow: bool,
    /// Attitudes, plans and the like are marked too.
    pub attitudes: bool,
    /// Dark, light, or as the system has it.
    pub dark: Option<bool>,
    /// Names in full, last names, or none.
    pub labels: Labels,
    /// The attribute for what is hidden. The extension gives its own, for which it has put a rule in force.
    pub hide_attribute: String,
    /// Called with the attribute's name and the rules for it.
    pub on_hide_selector: Option<Function>,
    /// Called when the panel's own button has closed everything.
    pub on_close: Option<Function>,
    /// What the reader keeps for this site.
    pub rules: Vec<Rule>,
    /// Called with all rules for this site, each a line, when the reader has changed them. Without it none are kept.
    pub on_rules: Option<Function>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    Name,
    Short,
    None,
}

impl Options {
    pub fn from_js(value: &JsValue, window: &Window) -> Options {
        let text = |name| get(value, name).as_string().unwrap_or_default();
        let function = |name| get(value, name).dyn_into::<Function>().ok();
        let given = text("hideAttribute");
        let safe = !given.is_empty() && given.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        Options {
            open_shadow: text("shadowMode") == "open",
            attitudes: get(value, "attitudes").is_truthy(),
            dark: match text("theme").as_str() {
                "dark" => Some(true),
                "light" => Some(false),
                _ => None,
            },
            labels: match text("labels").as_str() {
                "short" => Labels::Short,
                "none" => Labels::None,
                _ => Labels::Name,
            },
            hide_attribute: if safe { given } else { format!("data-{}", random_name(window)) },
            on_hide_selector: function("onHideSelector"),
            on_close: function("onClose"),
            rules: rules(&get(value, "rules")),
            on_rules: function("onRules"),
        }
    }
}

/// A site has no more rules than this.
pub const MOST_RULES: usize = 50;

/// What was kept is read back as if anybody could have written it.
fn rules(value: &JsValue) -> Vec<Rule> {
    if !Array::is_array(value) {
        return Vec::new();
    }
    let lines = Array::from(value);
    lines.iter().take(MOST_RULES).filter_map(|line| Rule::parse(&line.as_string()?)).collect()
}
