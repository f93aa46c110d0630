//! Sides: whom each speaker speaks for, what each side's positions are, and on which issues sides agree or
//! differ. Nothing here says more than the article: each statement is a verbatim piece of it.

mod affiliation;
mod grouping;
mod issue;
mod phrase;
mod position;
mod stance;
mod statement;
#[cfg(test)]
mod tests;

use crate::attribution::Attribution;
use crate::speaker::{SpeakerId, Speakers};
use crate::text::{Span, Text};
use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    Supports,
    Opposes,
    Accuses,
    Demands,
    Denies,
    Promises,
    Warns,
    Asserts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    Disagree,
    Agree,
}

/// The place of a side in `Sides::list`.
pub type SideId = usize;

#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// A short name of the party: a government, a party, a company, a camp; or the speaker's own name.
    pub label: String,
    pub speakers: Vec<SpeakerId>,
    /// For each of `speakers`, the words of the article that put it here; empty for a speaker that is a side by itself.
    pub evidence: Vec<Option<Span>>,
    /// The essential ones first.
    pub positions: Vec<Position>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The statement: verbatim stretches of the article's text (bytes), shown with an ellipsis in each gap.
    pub spans: Vec<Span>,
    pub stance: Stance,
    /// Whom or what the stance is towards, in the article's words.
    pub target: Option<Span>,
    /// The attribution it was taken from: an index into the article's attributions.
    pub attribution: usize,
    pub speakers: Vec<SpeakerId>,
    /// An index into `Sides::issues`.
    pub issue: Option<usize>,
    /// Shown at once; the others stand behind "more".
    pub essential: bool,
    /// What says the same in other words elsewhere, and is not shown by itself: stretches, and the attribution.
    pub merged: Vec<(Vec<Span>, usize)>,
    pub confidence: f32,
}

/// A matter on which two sides are said to agree or to differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// The article's own noun phrase.
    pub label: Span,
    pub relation: Relation,
    /// Side and place within its `positions`.
    pub positions: Vec<(SideId, usize)>,
    /// Sides that the evidence names, with or without a position of their own on it.
    pub others: Vec<SideId>,
    /// The words that say that the sides agree or differ.
    pub evidence: Span,
}

#[derive(Clone, Debug, Default)]
pub struct Sides {
    pub list: Vec<Side>,
    pub issues: Vec<Issue>,
    /// Somebody is reported to oppose, accuse, deny or demand something: there is a matter to take sides in.
    pub contested: bool,
}

/// Between two stretches of one statement.
pub const ELLIPSIS: &str = " … ";

impl Position {
    /// The statement as it is shown.
    pub fn statement(&self, text: &str) -> String {
        self.spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(ELLIPSIS)
    }
}

impl Sides {
    /// At least two parties have a position, each with evidence in the article, and the matter is contested. Else the
    /// article has voices, but no sides to set against each other: an obituary, a match report, one man's view.
    pub fn by_side(&self) -> bool {
        let party = |side: &&Side| !side.positions.is_empty() && (side.speakers.len() > 1 || side.evidence.iter().any(Option::is_some));
        self.contested && self.list.iter().filter(party).count() >= 2
    }

    /// The side that `speaker` speaks for.
    pub fn of(&self, speaker: SpeakerId) -> Option<SideId> {
        self.list.iter().position(|side| side.speakers.contains(&speaker))
    }
}

/// Groups the speakers and takes their positions.
pub fn group(text: &str, parsed: &Text, attributions: &[Attribution], speakers: &Speakers) -> Sides {
    let words = phrase::Words { text, parsed };
    let affiliations = affiliation::affiliations(&words, attributions, speakers);
    let memberships = grouping::memberships(&words, attributions, speakers, &affiliations);
    let mut out = Sides::default();
    let mut keys: Vec<&grouping::Key> = Vec::new();
    for (id, membership) in memberships.iter().enumerate() {
        let Some(membership) = membership else { continue };
        let side = keys.iter().position(|key| **key == membership.key).unwrap_or_else(|| {
            keys.push(&membership.key);
            out.list.push(Side { label: membership.label.clone(), speakers: Vec::new(), evidence: Vec::new(), positions: Vec::new() });
            keys.len() - 1
        });
        out.list[side].speakers.push(id);
        out.list[side].evidence.push(membership.evidence);
    }
    let firm: Vec<bool> = keys.iter().map(|key| key.is_firm()).collect();
    position::take(&words, attributions, speakers, &mut out.list, &firm);
    // Who has no evidence and no position is no side.
    out.list.retain(|side| !side.positions.is_empty() || side.evidence.iter().any(Option::is_some));
    out.issues = issue::find(&words, attributions, speakers, &mut out.list);
    out.contested = out
        .list
        .iter()
        .flat_map(|side| &side.positions)
        .any(|p| matches!(p.stance, Stance::Opposes | Stance::Accuses | Stance::Denies | Stance::Demands | Stance::Warns));
    out
}
