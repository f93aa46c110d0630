//! The discreet line over a folded element: what it is, and a click opens it.

use super::hide::Hidden;
use super::labels::Frame;
use crate::dom::make::{Make, css};
use crate::dom::panel::strings;
use web_sys::Element;

/// Draws a line for each folded element; the boxes were measured before.
pub fn draw(make: &Make, layer: &Element, hidden: &Hidden, frames: &[Frame]) {
    layer.set_text_content(None);
    if !hidden.on {
        return;
    }
    for (at, frame) in frames.iter().enumerate().filter(|(_, frame)| !frame.is_empty()) {
        let line = make.button(layer, "fold", "unfold", Some(at));
        make.text(&line, "span", "", strings::FOLDED);
        css(&line, "left", &format!("{:.1}px", frame.left));
        css(&line, "top", &format!("{:.1}px", frame.top));
        css(&line, "width", &format!("{:.1}px", frame.right - frame.left));
    }
}
