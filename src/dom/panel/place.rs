//! Where the panel goes: into a free margin beside the text; where there is none, into room that the page
//! makes by moving over; else it is a sheet at the bottom that starts folded.

use crate::dom::draw::labels::Frame;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    Right(f64),
    Left(f64),
    /// The page is to move over by this much, on the right.
    Push(f64),
    Sheet,
}

pub const WIDEST: f64 = 372.0;
pub const NARROWEST: f64 = 276.0;
/// Between text and panel, and between panel and window.
const GAP: f64 = 16.0;
/// A narrower window keeps its width for the text.
const PUSH_FROM: f64 = 960.0;

/// `text` is the box of the article's text; the width is the window's.
pub fn choose(text: Option<Frame>, window_width: f64, may_push: bool) -> Place {
    let fit = |free: f64| (free - 2.0 * GAP).min(WIDEST);
    let (left, right) = match text {
        Some(text) => (text.left, window_width - text.right),
        // No text to cover.
        None => (0.0, window_width),
    };
    if fit(right) >= NARROWEST && window_width >= 640.0 {
        Place::Right(fit(right))
    } else if fit(left) >= NARROWEST && window_width >= 640.0 {
        Place::Left(fit(left))
    } else if may_push && window_width >= PUSH_FROM {
        Place::Push(320.0)
    } else {
        Place::Sheet
    }
}

/// The rule for the document: room for the panel.
pub fn css(place: Place) -> String {
    match place {
        Place::Push(width) => format!("html{{margin-right:{}px!important}}", width + 2.0 * GAP),
        // The last lines can be scrolled to above the folded sheet, and what is scrolled to stops above the open one.
        Place::Sheet => "html{padding-bottom:56px!important;scroll-padding-bottom:50vh!important}".to_owned(),
        Place::Right(_) | Place::Left(_) => String::new(),
    }
}

/// How far the page's own labels may reach to the right: to the panel that stands there, else to the window's edge.
pub fn free_width(place: Place, window_width: f64) -> f64 {
    match place {
        Place::Right(width) | Place::Push(width) => window_width - width - GAP,
        Place::Left(_) | Place::Sheet => window_width,
    }
}

pub fn class(place: Place) -> &'static str {
    match place {
        Place::Right(_) | Place::Push(_) => "right",
        Place::Left(_) => "left",
        Place::Sheet => "sheet",
    }
}
