//! The panel: the plan's model as elements in the closed shadow root.

pub mod build;
pub mod hidden;
pub mod place;
pub mod strings;

use super::make::{Make, set};
use crate::speaker::SpeakerId;
use crate::text::Span;
use web_sys::Element;

/// The styles of the shadow root.
pub const CSS: &str = include_str!("style.css");

pub struct PanelView {
    pub root: Element,
    pub body: Element,
    /// Says what happened, to screen readers too.
    pub status: Element,
    /// The buttons of the statements in reading order, each with its attribution.
    pub lines: Vec<(Element, usize)>,
    pub toggles: Vec<Toggle>,
    /// The words that put speakers on their sides, as the buttons for them are numbered.
    pub evidence: Vec<Span>,
    pub hidden_button: Option<Element>,
    /// What is hidden, one by one.
    pub hidden_list: Option<Element>,
    pub collapse_button: Element,
}

/// A button of the filter, with those whom it lets through; none for everyone.
pub struct Toggle {
    pub button: Element,
    pub speakers: Vec<SpeakerId>,
}

impl PanelView {
    pub fn say(&self, words: &str) {
        self.status.set_text_content(Some(words));
    }

    /// Says what happened, with buttons for what can be done about it; the first one takes the focus.
    pub fn ask(&self, make: &Make, words: &str, buttons: &[(&str, &str)]) {
        self.ask_of(make, words, buttons, None);
    }

    /// The same where the buttons are about one thing with a number.
    pub fn ask_of(&self, make: &Make, words: &str, buttons: &[(&str, &str)], number: Option<usize>) {
        self.status.set_text_content(None);
        make.text(&self.status, "span", "", words);
        for (action, name) in buttons {
            make.words(&self.status, " ");
            make.button(&self.status, "text", action, number).set_text_content(Some(name));
        }
        if let Some(first) = self.status.query_selector("button").ok().flatten() {
            super::act::focus(&first);
        }
    }

    /// Takes back what was said, unless it asks for something.
    pub fn quiet(&self) {
        if self.status.child_element_count() == 0 {
            self.say("");
        }
    }

    /// The button's words after everything has been shown, or hidden again.
    pub fn shows_everything(&self, all: bool) {
        if let Some(button) = &self.hidden_button {
            set(button, "aria-pressed", if all { "true" } else { "false" });
            button.set_text_content(Some(if all { strings::HIDE_AGAIN } else { strings::SHOW_ALL }));
        }
    }

    /// Sets off the line of `attribution`, or none.
    pub fn focus(&self, attribution: Option<usize>) {
        for (line, of) in &self.lines {
            line.class_list_toggle("on", attribution == Some(*of));
        }
    }

    pub fn line_of(&self, attribution: usize) -> Option<&Element> {
        self.lines.iter().find(|(_, of)| *of == attribution).map(|(line, _)| line)
    }

    pub fn press(&self, pressed: usize) {
        for (at, toggle) in self.toggles.iter().enumerate() {
            set(&toggle.button, "aria-pressed", if at == pressed { "true" } else { "false" });
        }
    }
}

/// `classList.toggle`, without the binding for token lists.
trait ClassToggle {
    fn class_list_toggle(&self, class: &str, on: bool);
}

impl ClassToggle for Element {
    fn class_list_toggle(&self, class: &str, on: bool) {
        let names = self.class_name();
        let has = names.split(' ').any(|name| name == class);
        if has != on {
            let mut rest: Vec<&str> = names.split(' ').filter(|name| *name != class).collect();
            if on {
                rest.push(class);
            }
            self.set_class_name(&rest.join(" "));
        }
    }
}

pub fn toggle_class(element: &Element, class: &str, on: bool) {
    element.class_list_toggle(class, on);
}
