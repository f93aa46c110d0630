//! Speakers: mentions grouped into coreference chains, one chain for each person, organisation or group
//! that the article makes the source of an attribution.

mod antecedent;
mod describe;
mod entity;
mod extent;
mod finish;
mod identity;
mod index;
mod interview;
mod introduce;
mod joint;
mod kinds;
mod label;
mod lone;
mod mentioned;
mod names;
mod phrase;
mod pronoun;
mod resolve;
mod roles;
mod runs;
mod several;
mod source;
mod taken;
#[cfg(test)]
mod tests;
mod told;
mod words;

use crate::attribution::{Attribution, Kind};
#[cfg(feature = "train")]
use crate::model::named::Features;
use crate::text::{Span, Text};
pub use antecedent::AntecedentWeights;
#[cfg(feature = "train")]
pub use antecedent::Case;
pub use label::LabelWeights;
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

/// A label that is less probably right than this is not shown, and no position is taken from it. Right is one whose words an annotator
/// marked as said, and by whom: of those between this and a half that are wrong most are so by the first, acts and plans.
pub const SHOWN: f32 = 0.46;

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

impl Speaker {
    /// The role where the name does not say it already, as "The mayor" and "A spokesman for the union" do.
    pub fn role_beside_name(&self, text: &str) -> Option<Span> {
        let said = |role: &Span| self.name.to_lowercase().ends_with(&role.of(text).to_lowercase());
        self.role.filter(|role| self.mentions.iter().any(|m| m.kind == MentionKind::Name) || !said(role))
    }
}

#[derive(Clone, Debug, Default)]
pub struct Speakers {
    pub list: Vec<Speaker>,
    /// For each attribution, who speaks. Empty where it stays open; several for a joint source ("A and B said").
    pub of: Vec<Vec<SpeakerId>>,
    /// For each attribution, the probability that its words are rightly labelled with who speaks: that the attribution is one,
    /// and that the source is this speaker. 0 where it stays open. Before `judge` a guess by both models' confidence.
    pub sure: Vec<f32>,
}

/// A quotation that names nobody is kept from this confidence on. Below, two in three of what names nobody are no attributions
/// at all, on the development part of PolNeAR.
const NAMELESS: f32 = 0.75;
const NAMELESS_REPORT: f32 = 0.9;

/// Judges how probably each label is right, into `Speakers::sure`; who gave no answer has said nothing.
pub fn judge(text: &str, parsed: &Text, attributions: &[Attribution], speakers: &mut Speakers, weights: &LabelWeights) {
    let features = label::features(text, parsed, attributions, speakers);
    for (sure, features) in speakers.sure.iter_mut().zip(&features) {
        let silent = features.iter().any(|(name, _)| *name == label::SILENT);
        *sure = if features.is_empty() || silent { 0.0 } else { weights.chance(features) };
    }
}

/// Leaves out what names nobody, unless it is surely an attribution: then it is marked, and who speaks stays open. Of reports
/// more is asked than of quotations, which their marks show.
pub fn without_nameless(attributions: Vec<Attribution>, speakers: Speakers) -> (Vec<Attribution>, Speakers) {
    let least = |a: &Attribution| if a.kind == Kind::Indirect { NAMELESS_REPORT } else { NAMELESS };
    let kept: Vec<bool> = attributions.iter().zip(&speakers.of).map(|(a, of)| !of.is_empty() || a.confidence >= least(a)).collect();
    keep(attributions, speakers, &kept)
}

/// The attributions with a true value in `kept`, and who speaks in them.
pub fn keep(attributions: Vec<Attribution>, speakers: Speakers, kept: &[bool]) -> (Vec<Attribution>, Speakers) {
    let Speakers { list, of, sure } = speakers;
    let all = attributions.into_iter().zip(of).zip(sure).zip(kept);
    let ((attributions, of), sure): ((Vec<_>, Vec<_>), Vec<_>) = all.filter(|(_, kept)| **kept).map(|(one, _)| one).unzip();
    (attributions, Speakers { list, of, sure })
}

/// Resolves the sources of `attributions`, which are in the order of their contents. In doubt a source stays open:
/// words in the wrong mouth are the worst error.
pub fn resolve(text: &str, parsed: &Text, attributions: &[Attribution]) -> Speakers {
    resolve_by(text, parsed, attributions, AntecedentWeights::built_in())
}

/// `resolve` with other weights for whom pronouns and general words mean.
pub fn resolve_by(text: &str, parsed: &Text, attributions: &[Attribution], weights: &AntecedentWeights) -> Speakers {
    resolve::resolve(text, parsed, attributions, weights)
}

/// The pronouns and general words of the sources with whom they may mean, where others before are resolved by `weights`.
#[cfg(feature = "train")]
pub fn cases(text: &str, parsed: &Text, attributions: &[Attribution], weights: &AntecedentWeights) -> Vec<Case> {
    resolve::cases(text, parsed, attributions, weights)
}

/// What the judgement of labels weighs, for each attribution; nothing of those that stay open.
#[cfg(feature = "train")]
pub fn label_features(text: &str, parsed: &Text, attributions: &[Attribution], speakers: &Speakers) -> Vec<Features> {
    label::features(text, parsed, attributions, speakers)
}
