//! The filter: some voices stand out, the others' marks and labels go and their lines fade.

use super::arrange;
use super::overlay::Overlay;
use super::panel::toggle_class;

/// Shows only what the speakers of a toggle say; the first toggle is everyone's.
pub fn filter(overlay: &mut Overlay, toggle: usize) {
    // A second click on the same button lets everyone through again.
    let toggle = if overlay.filter == toggle { 0 } else { toggle };
    overlay.filter = toggle;
    overlay.panel.press(toggle);
    apply(overlay);
}

pub fn apply(overlay: &mut Overlay) {
    let through: Vec<usize> = overlay.panel.toggles.get(overlay.filter).map(|toggle| toggle.speakers.clone()).unwrap_or_default();
    for mark in &mut overlay.marks.list {
        mark.dimmed = !through.is_empty() && !mark.speakers.iter().any(|id| through.contains(id));
    }
    overlay.marks.paint();
    let none = Vec::new();
    for (line, attribution) in &overlay.panel.lines {
        let speakers = overlay.analysis.speakers.of.get(*attribution).unwrap_or(&none);
        toggle_class(line, "dim", !through.is_empty() && !speakers.iter().any(|id| through.contains(id)));
    }
    arrange::soon(overlay, false);
}
