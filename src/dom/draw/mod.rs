//! What is drawn on the page itself.

pub mod fold;
pub mod hide;
pub mod labels;
pub mod marks;
pub mod palette;
