//! OverlayPlan: what to hide, mark, label and say on the page. Plain data; drawing it decides nothing.

mod marks;
mod panel;

use crate::block::{Label, PageKind, Reason};
use crate::snapshot::{NodeId, PageSnapshot};
use crate::{Analysis, Note};
use std::collections::BTreeMap;

pub use marks::Mark;
pub use panel::{Arrangement, Group, IssueRow, Line, Panel, SLOTS, Share, Tint, Voice};

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
}

impl OverlayPlan {
    pub fn new(page: &PageSnapshot, analysis: &Analysis) -> OverlayPlan {
        let mut plan = OverlayPlan::default();
        if analysis.page_kind == PageKind::Article {
            plan.hide(page, analysis);
        }
        plan.panel = Panel::new(analysis);
        plan.marks = marks::marks(analysis, &plan.panel);
        plan
    }

    fn hide(&mut self, page: &PageSnapshot, analysis: &Analysis) {
        // Kept text below a node, counted for all of its ancestors at once through prefix sums over document order.
        let mut kept = vec![0u32; page.nodes.len() + 1];
        let mut reason = vec![None; page.nodes.len()];
        for block in &analysis.blocks {
            for piece in &block.pieces {
                if block.label == Label::Boilerplate {
                    reason[piece.node.index()] = block.reason;
                } else {
                    kept[piece.node.index() + 1] = 1;
                }
            }
            if let Some(why) = block.reason {
                *self.hidden.entry(why).or_default() += 1;
            }
        }
        for at in 1..kept.len() {
            kept[at] += kept[at - 1];
        }
        let mut at = 0;
        while at < page.nodes.len() {
            let node = &page.nodes[at];
            let none_kept = kept[node.end as usize] == kept[at];
            let why = reason[at..node.end as usize].iter().flatten().next().copied();
            if let (true, true, Some(reason)) = (none_kept, page.tag(NodeId(at as u32)).is_some(), why) {
                self.hide.push(Hide { node: NodeId(at as u32), reason, fold: false });
                at = node.end as usize;
            } else {
                at += 1;
            }
        }
    }

    /// What the reader is to be told before anything else, if there is something.
    pub fn notes(analysis: &Analysis) -> &[Note] {
        &analysis.notes
    }
}
