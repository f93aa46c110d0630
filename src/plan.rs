//! OverlayPlan: what to hide, mark, label and say on the page. Plain data; drawing it decides nothing.

mod hide;
mod marks;
mod panel;

use crate::block::{PageKind, Reason};
use crate::snapshot::{NodeId, PageSnapshot};
use crate::{Analysis, Note};
use std::collections::BTreeMap;

pub use marks::Mark;
pub use panel::{Arrangement, Group, IssueRow, Line, Panel, SLOTS, Share, Tint, Voice, around};

#[derive(Clone, Debug, Default)]
pub struct OverlayPlan {
    pub hide: Vec<Hide>,
    /// In the order of the attributions.
    pub marks: Vec<Mark>,
    pub panel: Panel,
    /// How many blocks are hidden, by reason.
    pub hidden: BTreeMap<Reason, usize>,
}

/// The highest element all of whose text is boilerplate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hide {
    pub node: NodeId,
    pub reason: Reason,
    /// Leave a line in its place that opens it again.
    pub fold: bool,
    /// Nothing that is shown stands between it and the fold before it, of the same kind: that one's line opens this one too.
    pub joins: bool,
    /// Its first words, to tell it from others; empty for what holds no text.
    pub opening: String,
}

impl OverlayPlan {
    /// With `attitudes` the panel also tells what people are reported to think, want or plan, besides what they say.
    pub fn new(page: &PageSnapshot, analysis: &Analysis, attitudes: bool) -> OverlayPlan {
        let mut plan = OverlayPlan::default();
        if analysis.page_kind == PageKind::Article {
            (plan.hide, plan.hidden) = hide::hide(page, &analysis.blocks);
            hide::dismiss(page, &analysis.blocks, &analysis.dismissed, &mut plan.hide);
        }
        plan.panel = Panel::new(analysis, attitudes);
        plan.marks = marks::marks(analysis, &plan.panel);
        plan
    }

    /// What the reader is to be told before anything else, if there is something.
    pub fn notes(analysis: &Analysis) -> &[Note] {
        &analysis.notes
    }
}
