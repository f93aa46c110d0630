//! The colours of the sides: after Okabe and Ito, which colour-blind readers can tell apart, darkened for
//! light pages and lightened for dark ones until each has a contrast of 4.5 to the ground.

use crate::plan::{SLOTS, Tint};

/// Light ground, dark ground.
const COLOURS: [(&str, &str); SLOTS] = [
    ("#0067a5", "#6cb8f2"),
    ("#b84a00", "#ff9f63"),
    ("#00775a", "#3fd0a0"),
    ("#96388a", "#e79bd8"),
    ("#7d6100", "#e3c64a"),
    ("#3f4650", "#c9d1dc"),
];

const NEUTRAL: (&str, &str) = ("#63676e", "#a4a9b2");

pub fn colour(tint: Tint, dark: bool) -> &'static str {
    let (on_light, on_dark) = match tint {
        Tint::Slot(slot) => COLOURS.get(slot).copied().unwrap_or(NEUTRAL),
        Tint::Neutral => NEUTRAL,
    };
    if dark { on_dark } else { on_light }
}

/// The number of a tint in class and highlight names; `SLOTS` is neutral.
pub fn number(tint: Tint) -> usize {
    match tint {
        Tint::Slot(slot) => slot.min(SLOTS),
        Tint::Neutral => SLOTS,
    }
}

pub fn all() -> impl Iterator<Item = Tint> {
    (0..SLOTS).map(Tint::Slot).chain([Tint::Neutral])
}

/// Whether a computed colour (`rgb(..)` or `rgba(..)`) is a dark ground; `None` where it is transparent.
pub fn is_dark(colour: &str) -> Option<bool> {
    let inside = colour.split_once('(')?.1.trim_end_matches(')');
    let numbers: Vec<f32> = inside.split([',', ' ', '/']).filter_map(|part| part.trim().parse().ok()).collect();
    let [red, green, blue] = *numbers.get(..3)? else { return None };
    if numbers.get(3).is_some_and(|alpha| *alpha < 0.5) {
        return None;
    }
    // Luma, near enough for a choice between two.
    Some(0.299 * red + 0.587 * green + 0.114 * blue < 110.0)
}
