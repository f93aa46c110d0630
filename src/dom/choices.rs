//! What the reader says of single blocks: that one is part of the story, that another is not. It holds while the page
//! is open, and for the whole site where the reader wants that too.

use super::make::set;
use super::options::MOST_RULES;
use super::overlay::Overlay;
use super::panel::strings;
use super::read::LivePage;
use super::watch;
use crate::block::{Choices, Rule};
use crate::snapshot::NodeId;
use js_sys::Array;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::Element;

struct Choice {
    element: Element,
    keep: bool,
    /// It was made a rule for the site.
    kept: bool,
}

thread_local! {
    /// Outlives the overlay: who closes it and opens it again has still said so.
    static MADE: RefCell<Vec<Choice>> = const { RefCell::new(Vec::new()) };
}

/// The choices as the analysis wants them. Elements that have left the page count no more.
pub fn of(page: &LivePage, rules: &[Rule]) -> Choices {
    let nodes = MADE.with_borrow_mut(|made| {
        made.retain(|choice| choice.element.is_connected());
        let place = |choice: &Choice| page.place(&choice.element).map(|id| (id, choice.keep));
        made.iter().filter_map(place).collect()
    });
    Choices { nodes, rules: rules.to_vec() }
}

/// The reader says of `element` whether it belongs to the story.
pub fn choose(overlay: &mut Overlay, element: &Element, keep: bool) {
    MADE.with_borrow_mut(|made| made.push(Choice { element: element.clone(), keep, kept: false }));
    watch::draw_again(overlay, true);
    ask(overlay, if keep { strings::NOW_STORY } else { strings::NOW_HIDDEN });
}

/// What has been done, and what can be done about it: the buttons take the focus, so that the keys reach them at once.
fn ask(overlay: &Overlay, words: &str) {
    let mut buttons = vec![("undo", strings::UNDO)];
    if rule(overlay).is_some() {
        buttons.push(("always", strings::ALWAYS));
    }
    overlay.panel.ask(&overlay.make, words, &buttons);
}

/// The rule for the last choice, where one can be kept.
fn rule(overlay: &Overlay) -> Option<Rule> {
    if overlay.options.on_rules.is_none() || overlay.options.rules.len() >= MOST_RULES {
        return None;
    }
    let (element, keep) = MADE.with_borrow(|made| made.last().filter(|last| !last.kept).map(|last| (last.element.clone(), last.keep)))?;
    let node: NodeId = overlay.page.place(&element)?;
    // What the page was before this choice decides whether the rule would be followed on the next page.
    let mut before = of(&overlay.page, &overlay.options.rules);
    before.nodes.pop();
    let (mut blocks, _) = crate::block::blocks(&overlay.page.snapshot, &|elements| overlay.page.measure(elements));
    crate::block::follow(&overlay.page.snapshot, &mut blocks, &before);
    let rule = Rule::of(&overlay.page.snapshot, &blocks, node, keep)?;
    (!overlay.options.rules.contains(&rule)).then_some(rule)
}

/// The last choice is to hold on the whole site.
pub fn always(overlay: &mut Overlay) {
    let Some(rule) = rule(overlay) else { return };
    MADE.with_borrow_mut(|made| made.last_mut().map(|last| last.kept = true));
    overlay.options.rules.push(rule);
    tell(overlay);
    watch::draw_again(overlay, true);
    overlay.panel.ask(&overlay.make, strings::NOW_KEPT, &[("undo", strings::UNDO)]);
}

/// Takes the last choice back, or first that it holds on the whole site.
pub fn undo(overlay: &mut Overlay) {
    let was_rule = MADE.with_borrow_mut(|made| {
        let was_rule = std::mem::take(&mut made.last_mut()?.kept);
        if !was_rule {
            made.pop();
        }
        Some(was_rule)
    });
    match was_rule {
        Some(true) => {
            overlay.options.rules.pop();
            tell(overlay);
        }
        Some(false) => {}
        None => return,
    }
    watch::draw_again(overlay, true);
    if MADE.with_borrow(Vec::is_empty) {
        super::act::say(overlay, strings::UNDONE);
        super::act::focus(&overlay.panel.root);
    } else {
        overlay.panel.ask(&overlay.make, strings::UNDONE, &[("undo", strings::UNDO_MORE)]);
    }
}

/// Nothing is kept for this site any more, and the page is what it is without.
pub fn forget(overlay: &mut Overlay) {
    overlay.options.rules.clear();
    MADE.with_borrow_mut(|made| made.iter_mut().for_each(|choice| choice.kept = false));
    tell(overlay);
    watch::draw_again(overlay, true);
    super::act::say(overlay, strings::FORGOTTEN);
    super::act::focus(&overlay.panel.root);
}

fn tell(overlay: &Overlay) {
    let Some(tell) = &overlay.options.on_rules else { return };
    let lines: Array = overlay.options.rules.iter().map(|rule| JsValue::from_str(&rule.to_string())).collect();
    let _ = tell.call1(&JsValue::NULL, &lines);
}

/// Marks a button as pressed or not.
pub fn pressed(button: &Element, on: bool) {
    set(button, "aria-pressed", if on { "true" } else { "false" });
}
