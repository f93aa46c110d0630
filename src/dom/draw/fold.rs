//! The discreet line over a folded element: what it is, and a click opens it.

use super::hide::Hidden;
use super::labels::Frame;
use crate::dom::make::{Make, css, set};
use crate::dom::panel::strings;
use web_sys::Element;

/// Reason and invitation stand side by side in a line of at least this width.
const WIDE: f64 = 170.0;

/// Draws a line for each folded element; the boxes were measured before, in the same order.
pub fn draw(make: &Make, layer: &Element, hidden: &Hidden, frames: &[Frame]) {
    layer.set_text_content(None);
    for ((at, entry), frame) in hidden.folds().zip(frames).filter(|(_, frame)| !frame.is_empty()) {
        let line = make.button(layer, "fold", "unfold", Some(at));
        make.text(&line, "span", "reason", strings::reason(entry.reason));
        // In a narrow place what it is must do; that it opens, the pointer tells.
        if frame.right - frame.left >= WIDE {
            make.text(&line, "span", "open", strings::SHOW);
        }
        set(&line, "title", &entry.opening);
        css(&line, "left", &format!("{:.1}px", frame.left));
        css(&line, "top", &format!("{:.1}px", frame.top));
        css(&line, "width", &format!("{:.1}px", frame.right - frame.left));
    }
}
