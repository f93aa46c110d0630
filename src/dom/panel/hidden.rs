//! The list of what is hidden, made when the reader opens it: each entry can be shown, or called part of the story.

use super::strings;
use crate::dom::choices::pressed;
use crate::dom::make::set;
use crate::dom::overlay::Overlay;

/// Fills the list anew if it is open.
pub fn refresh(overlay: &Overlay) {
    let Some(details) = &overlay.panel.hidden_list else { return };
    if details.has_attribute("open") {
        fill(overlay);
    }
}

/// The reader opens or closes the list; the browser does the rest.
pub fn toggled(overlay: &Overlay) {
    let Some(details) = &overlay.panel.hidden_list else { return };
    if !details.has_attribute("open") {
        fill(overlay);
    }
}

fn fill(overlay: &Overlay) {
    let Some(details) = &overlay.panel.hidden_list else { return };
    let make = &overlay.make;
    while let Some(old) = details.last_element_child().filter(|child| child.local_name() != "summary") {
        old.remove();
    }
    let list = make.child(details, "ul", "entries");
    for (at, entry) in overlay.hidden.outermost() {
        let item = make.child(&list, "li", "");
        let reason = strings::reason(entry.reason);
        make.text(&item, "span", "reason", reason);
        make.text(&item, "span", "opening", &entry.opening);
        let row = make.child(&item, "span", "acts");
        let show = make.button(&row, "text", "show", Some(at));
        pressed(&show, entry.shown);
        show.set_text_content(Some(if entry.shown { strings::HIDE_AGAIN } else { strings::SHOW }));
        let keep = make.button(&row, "text", "keep", Some(at));
        keep.set_text_content(Some(strings::IS_STORY));
        for button in [&show, &keep] {
            let words = button.text_content().unwrap_or_default();
            set(button, "aria-label", &format!("{words}: {reason}, {}", entry.opening));
        }
    }
}
