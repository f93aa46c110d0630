//! Marks: where each attribution stands on the page, who is named at it, and in which colour.

use super::panel::{Panel, Tint};
use crate::Analysis;
use crate::article::NodeRange;
use crate::attribution::{Kind, Tier};
use crate::speaker::SpeakerId;
use crate::text::Span;

/// One attribution on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// An index into the article's attributions.
    pub attribution: usize,
    pub kind: Kind,
    pub tier: Tier,
    /// The content, in page order; empty for an article that was made from plain text.
    pub ranges: Vec<NodeRange>,
    /// The words that name the source, in page order.
    pub source: Vec<NodeRange>,
    /// Who speaks, as indices into the speakers; empty where that stays open.
    pub speakers: Vec<SpeakerId>,
    /// The speaker's name (several joined with "and"); `None` leaves the mark unlabelled.
    pub label: Option<String>,
    pub tint: Tint,
}

pub(super) fn marks(analysis: &Analysis, panel: &Panel) -> Vec<Mark> {
    let locate =
        |spans: &[Span]| -> Vec<NodeRange> { spans.iter().flat_map(|&span| analysis.article.locate(&analysis.blocks, span)).collect() };
    let none = Vec::new();
    let mut out = Vec::new();
    for (index, attribution) in analysis.attributions.iter().enumerate() {
        // Unsure means unlabelled.
        let sure = analysis.speakers.sure.get(index).is_some_and(|&sure| sure >= crate::speaker::SHOWN);
        let speakers = analysis.speakers.of.get(index).filter(|_| sure).unwrap_or(&none);
        let names: Vec<&str> =
            speakers.iter().filter_map(|&id| analysis.speakers.list.get(id)).map(|speaker| speaker.name.as_str()).collect();
        out.push(Mark {
            attribution: index,
            kind: attribution.kind,
            tier: attribution.tier,
            ranges: locate(&attribution.content),
            source: locate(&attribution.source),
            speakers: speakers.clone(),
            label: (!names.is_empty()).then(|| names.join(" and ")),
            tint: panel.tint(speakers),
        });
    }
    out
}
