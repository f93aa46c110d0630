//! Sides: whom each speaker speaks for, what each side's positions are, and on which issues sides agree or
//! differ. Nothing here says more than the article: each statement is a verbatim piece of it.

mod affiliation;
mod alliance;
mod authorities;
mod camps;
mod court;
mod departments;
mod examples;
mod features;
mod grouping;
mod index;
mod issue;
mod joining;
mod kinds;
mod labels;
mod leaning;
mod line;
mod near;
mod phrase;
mod places;
mod position;
mod quarrel;
mod rank;
mod stance;
mod statement;
#[cfg(test)]
mod tests;

use crate::attribution::{Attribution, Kind};
pub use crate::model::named::Features;
use crate::speaker::{self, SpeakerId, Speakers};
use crate::text::{Span, Text};
pub use alliance::{AllianceWeights, Pair, TakingWeights};
pub use leaning::{Leaning, LeaningWeights};
pub use position::Candidate;
pub use rank::Weights;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a position does with its target, by the reporting words and by what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "train", derive(serde::Deserialize))]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    Supports,
    Opposes,
    Accuses,
    Demands,
    Denies,
    Promises,
    Warns,
    /// Says that something is so, and none of the others.
    Asserts,
}

/// How the sides of an issue stand to each other on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    Disagree,
    Agree,
}

/// The place of a side in `Sides::list`.
pub type SideId = usize;

/// Speakers who stand together, and what they hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// A short name of the party: a government, a party, a company, a camp; or the speaker's own name.
    pub label: String,
    pub speakers: Vec<SpeakerId>,
    /// For each of `speakers`, the words of the article that put it here. None for a voice, and mostly for a speaker that is a side by
    /// itself: but who the article is about has his name there, a politician his office, a client the words that tie his lawyer to him.
    pub evidence: Vec<Option<Span>>,
    /// The one of most worth first, by the chances of being a position and an essential one: an essential one may stand behind another.
    pub positions: Vec<Position>,
    /// How sure it is that all of `speakers` stand together here, 0 to 1.
    pub confidence: f32,
}

impl Side {
    /// How probably its speakers all stand on one side of the dispute. The line through what was measured end to end on 258
    /// annotated articles, whole articles left out: of the sides with a confidence around 0.57, 0.71, 0.86 and 1 52, 71, 78 and 84 %
    /// were such.
    pub fn probability(&self) -> f32 {
        (0.7 * self.confidence + 0.2).clamp(0.0, 1.0)
    }
}

/// A statement of a side that says where it stands.
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

/// Who stands where in one article.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    pub list: Vec<Side>,
    pub issues: Vec<Issue>,
    /// Somebody is reported to oppose, accuse, deny, demand or warn of something, and it is no report on a match: there is a matter to
    /// take sides in.
    pub contested: bool,
}

/// Below this a side is not set against others: its speakers are shown as voices.
pub const SHOWN: f32 = 0.5;

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
        let party = |side: &&Side| {
            side.confidence >= SHOWN && !side.positions.is_empty() && (side.speakers.len() > 1 || side.evidence.iter().any(Option::is_some))
        };
        self.contested && self.list.iter().filter(party).count() >= 2
    }

    /// The side that `speaker` speaks for.
    pub fn of(&self, speaker: SpeakerId) -> Option<SideId> {
        self.list.iter().position(|side| side.speakers.contains(&speaker))
    }
}

/// The weights by which statements are read.
#[derive(Clone, Copy, Debug)]
pub struct Models<'a> {
    /// Which statements are positions, which of them essential.
    pub ranking: &'a Weights,
    /// For, against or neither.
    pub leaning: &'a LeaningWeights,
    /// Who stands with whom.
    pub alliances: &'a AllianceWeights,
    /// Who takes a side at all.
    pub taking: &'a TakingWeights,
}

impl Models<'static> {
    /// Those that are built in.
    pub fn built_in() -> Models<'static> {
        Models {
            ranking: Weights::built_in(),
            leaning: LeaningWeights::built_in(),
            alliances: AllianceWeights::built_in(),
            taking: TakingWeights::built_in(),
        }
    }
}

/// Groups the speakers and takes their positions.
pub fn group(text: &str, parsed: &Text, attributions: &[Attribution], speakers: &Speakers) -> Sides {
    group_with(text, parsed, attributions, speakers, &Models::built_in())
}

/// Groups the speakers and takes their positions as `models` read them.
pub fn group_with(text: &str, parsed: &Text, attributions: &[Attribution], speakers: &Speakers, models: &Models) -> Sides {
    let words = phrase::Words::new(text, parsed, speakers);
    let parties = alliance::join(parties(&words, attributions, speakers), models.alliances, models.taking);
    with_positions(&words, attributions, speakers, parties, models)
}

/// The sides of `parties` with their positions and issues.
fn with_positions(words: &phrase::Words, attributions: &[Attribution], speakers: &Speakers, parties: Parties, models: &Models) -> Sides {
    let mut out = Sides { list: parties.list, ..Sides::default() };
    position::take(words, attributions, speakers, &mut out.list, &parties.firm, models);
    // Who has no evidence and no position is no side.
    out.list.retain(|side| !side.positions.is_empty() || side.evidence.iter().any(Option::is_some));
    out.issues = issue::find(words, attributions, &mut out.list);
    out.contested = out
        .list
        .iter()
        .flat_map(|side| &side.positions)
        .any(|p| matches!(p.stance, Stance::Opposes | Stance::Accuses | Stance::Denies | Stance::Demands | Stance::Warns))
        && !is_match_report(words);
    out
}

/// Leaves out the attributions of which it is doubtful that they are rightly labelled: they had their part in who is on which side,
/// but a reader is not shown them. Neither is what stands behind a mere colon if it is not quoted and nobody is found who says it: "PRICE:
/// about $50".
pub fn without_doubtful(text: &str, attributions: Vec<Attribution>, speakers: Speakers, sides: &mut Sides) -> (Vec<Attribution>, Speakers) {
    let is_colon = |a: &Attribution| a.kind == Kind::Indirect && matches!(a.cue[..], [cue] if cue.of(text) == ":");
    let shown = |a: &Attribution, of: &[usize], sure: f32| if of.is_empty() { !is_colon(a) } else { sure >= speaker::SHOWN };
    let kept: Vec<bool> = attributions.iter().zip(&speakers.of).zip(&speakers.sure).map(|((a, of), &sure)| shown(a, of, sure)).collect();
    let place: Vec<usize> = kept.iter().scan(0, |next, &kept| Some(std::mem::replace(next, *next + usize::from(kept)))).collect();
    for position in sides.list.iter_mut().flat_map(|side| &mut side.positions) {
        position.attribution = place[position.attribution];
        position.merged.retain(|&(_, attribution)| kept[attribution]);
        position.merged.iter_mut().for_each(|(_, attribution)| *attribution = place[*attribution]);
    }
    speaker::keep(attributions, speakers, &kept)
}

/// Groups the speakers by the words at their names, without positions; `joined` does the rest.
#[cfg(feature = "train")]
pub fn parties_of(text: &str, parsed: &Text, attributions: &[Attribution], speakers: &Speakers) -> Parties {
    parties(&phrase::Words::new(text, parsed, speakers), attributions, speakers)
}

/// Takes the positions of parties that are known, so that this part can be measured by itself.
#[cfg(feature = "train")]
pub fn take(text: &str, parsed: &Text, attributions: &[Attribution], speakers: &Speakers, parties: Parties, models: &Models) -> Sides {
    with_positions(&phrase::Words::new(text, parsed, speakers), attributions, speakers, parties, models)
}

/// `parties` with those made one that stand together by `weights`.
#[cfg(feature = "train")]
pub fn joined(parties: Parties, weights: &AllianceWeights, taking: &TakingWeights) -> Parties {
    alliance::join(parties, weights, taking)
}

/// All statements of `parties` that could be a position.
#[cfg(feature = "train")]
pub fn candidates(text: &str, parsed: &Text, attributions: &[Attribution], speakers: &Speakers, parties: &Parties) -> Vec<Candidate> {
    let words = phrase::Words::new(text, parsed, speakers);
    position::candidates(&words, attributions, speakers, &parties.list, &parties.firm, LeaningWeights::built_in())
}

/// Sides with their speakers, before any position is taken.
#[derive(Clone, Debug, Default)]
pub struct Parties {
    pub list: Vec<Side>,
    /// For each whether it is a state, a government or a party.
    pub firm: Vec<bool>,
    /// The state that each one is of, where it is known by that.
    states: Vec<Option<&'static str>>,
    /// For each whether it is the government of a state that is not named with it.
    nameless: Vec<bool>,
    /// For each whether it is a voice that speaks for no side by itself. Like what follows, only before parties are joined.
    voices: Vec<bool>,
    /// For each how little its label is that of a side: a state's first, a person's last.
    ranks: Vec<u8>,
    /// For each what it is heard with first: the reporting words, or what is said where there are none.
    said: Vec<Option<Span>>,
    /// For each how many attributions it has.
    heard: Vec<usize>,
    /// What speaks for and against the standing together of each two.
    pub pairs: Vec<Pair>,
    /// What tells of each that it takes a side, of the first of them where there are many.
    pub taking: Vec<Features>,
}

fn parties(words: &phrase::Words, attributions: &[Attribution], speakers: &Speakers) -> Parties {
    let affiliations = affiliation::affiliations(words, attributions, speakers);
    let quarrels = quarrel::Quarrels::find(words, attributions, speakers);
    let memberships = grouping::memberships(words, attributions, speakers, &affiliations, &quarrels);
    let mut out = Parties::default();
    let mut keys: Vec<Option<&grouping::Key>> = Vec::new();
    let mut known: BTreeMap<&grouping::Key, usize> = BTreeMap::new();
    for (id, membership) in memberships.iter().enumerate() {
        let speaker = &speakers.list[id];
        // A reporter stands with nobody, whatever he says, nor do two camps at once.
        if membership.is_none() && (grouping::is_interviewer(words, attributions, id) || grouping::is_both_camps(&speaker.name)) {
            continue;
        }
        let (label, evidence, sure) = match membership {
            Some(m) => (m.label.clone(), m.evidence, m.sure(speaker)),
            None => (speaker.name.clone(), None, VOICE),
        };
        let key = membership.as_ref().map(|m| &m.key);
        let side = key.and_then(|key| known.get(key).copied()).unwrap_or_else(|| {
            known.extend(key.map(|key| (key, keys.len())));
            keys.push(key);
            out.list.push(Side { label, speakers: Vec::new(), evidence: Vec::new(), positions: Vec::new(), confidence: 1.0 });
            out.ranks.push(key.map_or(u8::MAX, |key| key.rank(speaker)));
            out.said.push(words.index.said(id).first().and_then(|&at| heard_with(&attributions[at])));
            keys.len() - 1
        });
        out.list[side].speakers.push(id);
        out.list[side].evidence.push(evidence);
        out.list[side].confidence = out.list[side].confidence.min(sure);
    }
    out.firm = keys.iter().map(|key| key.is_some_and(grouping::Key::is_firm)).collect();
    out.states = keys.iter().map(|key| if let Some(grouping::Key::Country(name)) = key { Some(*name) } else { None }).collect();
    out.nameless = keys.iter().map(|key| matches!(key, Some(grouping::Key::Government))).collect();
    out.voices = keys.iter().map(Option::is_none).collect();
    out.heard = out.list.iter().map(|side| words.index.said_by(&side.speakers).len()).collect();
    (out.pairs, out.taking) = alliance::compare(words, attributions, speakers, &affiliations, &quarrels, &out);
    out
}

/// How sure it is that who speaks for nobody by the words at his name stands with others.
const VOICE: f32 = 0.7;

/// The reporting words of `attribution`, or its content where it has none.
fn heard_with(attribution: &Attribution) -> Option<Span> {
    attribution.cue.first().or(attribution.content.first()).copied()
}

/// A report on a match, where "they were terrible" is no accusation: one word in eighty is of the game, and many of
/// them differ.
fn is_match_report(words: &phrase::Words) -> bool {
    const KINDS: usize = 6;
    const SHARE: usize = 80;
    let found: Vec<String> =
        (0..words.parsed.tokens.len()).map(|i| words.lower(i)).filter(|low| crate::lexicon::match_words().has(low)).collect();
    let kinds: std::collections::BTreeSet<&String> = found.iter().collect();
    kinds.len() >= KINDS && found.len() * SHARE >= words.parsed.tokens.len()
}
