//! Speakers: mentions grouped into coreference chains, one chain for each person, organisation or group
//! that the article makes the source of an attribution.

mod describe;
mod entity;
mod identity;
mod kinds;
mod names;
mod phrase;
mod pronoun;
mod resolve;
mod roles;
#[cfg(test)]
mod tests;
mod words;

use crate::attribution::Attribution;
use crate::text::{Span, Text};
use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    Person,
    Organisation,
    Group,
    Anonymous,
    Document,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    Name,
    /// A noun phrase that describes: "the top diplomat".
    Description,
    Pronoun,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the article's text.
    pub span: Span,
    pub kind: MentionKind,
}

/// A label that is less sure than this is not shown: of those below, fewer than half name whose words they are.
pub const SHOWN: f32 = 0.25;

/// The place of a speaker in `Speakers::list`.
pub type SpeakerId = usize;

#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The fullest form that the article gives.
    pub name: String,
    pub kind: SpeakerKind,
    /// The role in the article's own words ("U.S. Secretary of State"), with its place.
    pub role: Option<Span>,
    /// The role is written of several at once: "the ministers of Peru and Chile".
    pub shares_role: bool,
    /// The coreference chain, in text order.
    pub mentions: Vec<Mention>,
    /// How sure the chain is, 0 to 1.
    pub confidence: f32,
}

#[derive(Clone, Debug, Default)]
pub struct Speakers {
    pub list: Vec<Speaker>,
    /// For each attribution, who speaks. Empty where it stays open; several for a joint source ("A and B said").
    pub of: Vec<Vec<SpeakerId>>,
    /// For each attribution, how sure it is that its words are rightly labelled with who speaks, 0 to 1: that the
    /// attribution is one, and that the source is this speaker. 0 where it stays open.
    pub sure: Vec<f32>,
}

/// An attribution that names nobody is kept from this confidence on. Below, two in three are none at all: on the
/// development part of PolNeAR the end-to-end score is the same without them, and more of what is shown is right.
const NAMELESS: f32 = 0.75;

/// Leaves out the attributions of which it is doubtful that they are any, and open who speaks: they tell a reader nothing.
pub fn without_doubtful(attributions: Vec<Attribution>, speakers: Speakers) -> (Vec<Attribution>, Speakers) {
    let Speakers { list, of, sure } = speakers;
    let all = attributions.into_iter().zip(of).zip(sure);
    let kept = all.filter(|((attribution, of), _)| !of.is_empty() || attribution.confidence >= NAMELESS);
    let ((attributions, of), sure): ((Vec<_>, Vec<_>), Vec<_>) = kept.unzip();
    (attributions, Speakers { list, of, sure })
}

/// Resolves the sources of `attributions`, which are in the order of their contents. In doubt a source stays open:
/// words in the wrong mouth are the worst error.
pub fn resolve(text: &str, parsed: &Text, attributions: &[Attribution]) -> Speakers {
    resolve::resolve(text, parsed, attributions)
}
