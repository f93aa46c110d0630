//! OverlayPlan: what to hide, mark, label and say on the page. Plain data; drawing it decides nothing.

use crate::article::NodeRange;
use crate::block::{Label, PageKind, Reason};
use crate::snapshot::{NodeId, PageSnapshot};
use crate::{Analysis, Note};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default)]
pub struct OverlayPlan {
    pub hide: Vec<Hide>,
    pub marks: Vec<Mark>,
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

/// One attribution on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// An index into the article's attributions.
    pub attribution: usize,
    /// The content, in page order.
    pub ranges: Vec<NodeRange>,
    /// The speaker's name (several joined with "and"); `None` leaves the mark unlabelled.
    pub label: Option<String>,
    /// An index into the sides, for the colour.
    pub side: Option<usize>,
}

impl OverlayPlan {
    pub fn new(page: &PageSnapshot, analysis: &Analysis) -> OverlayPlan {
        let mut plan = OverlayPlan::default();
        if analysis.page_kind == PageKind::Article {
            plan.hide(page, analysis);
        }
        plan.mark(analysis);
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

    fn mark(&mut self, analysis: &Analysis) {
        for (index, attribution) in analysis.attributions.iter().enumerate() {
            let ranges: Vec<NodeRange> =
                attribution.content.iter().flat_map(|&span| analysis.article.locate(&analysis.blocks, span)).collect();
            let of = &analysis.speakers.of[index];
            let names: Vec<&str> = of.iter().map(|&id| analysis.speakers.list[id].name.as_str()).collect();
            self.marks.push(Mark {
                attribution: index,
                ranges,
                label: (!names.is_empty()).then(|| names.join(" and ")),
                side: of.first().and_then(|&id| analysis.sides.of(id)),
            });
        }
    }

    /// What the reader is to be told before anything else, if there is something.
    pub fn notes(analysis: &Analysis) -> &[Note] {
        &analysis.notes
    }
}
