//! Positions: which of a side's statements are shown, in what order.

use super::phrase::Words;
use super::stance::{self, CueStance};
use super::statement::{self, Unit};
use super::{Position, Side, Stance};
use crate::attribution::{Attribution, Kind};
use crate::block::Label;
use crate::lexicon;
use crate::speaker::{MentionKind, Speakers};
use crate::text::{Span, Tag};
use std::collections::BTreeSet;

/// What speaks for and against a statement being a position. Set by hand; a logistic regression over the annotated
/// articles gave the signs, and no better ranking.
mod weight {
    /// The cue itself takes a stance: denied, demanded, accused.
    pub const CUE: f32 = 1.7;
    /// The words of the content take one: must, illegal, we will.
    pub const FORM: f32 = 1.0;
    /// It names another side or somebody of it.
    pub const OTHERS: f32 = 0.4;
    /// Several sides say it together.
    pub const JOINT: f32 = 0.8;
    /// The article mentions first what matters most.
    pub const EARLY: f32 = 0.9;
    /// A headline says what the story says again in full.
    pub const HEADLINE: f32 = -1.2;
    pub const NEGATION: f32 = 0.3;
    pub const TINY: f32 = -0.8;
    pub const SHORT: f32 = -0.4;
    pub const VERY_LONG: f32 = -0.2;
    pub const QUESTION: f32 = -0.6;
    /// Dates, times, amounts.
    pub const FIGURES: f32 = -0.3;
    /// Meetings, visits, procedure.
    pub const LOGISTICS: f32 = -0.6;
    /// What happened, told by an official: so many were hurt.
    pub const EVENTS: f32 = -1.0;
    /// In the speaker's own words.
    pub const QUOTED: f32 = 0.3;
}

/// A statement with less is no position.
const THRESHOLD: f32 = 0.4;
/// A body or a person is often only asked for facts: a commission, a company, an office.
const THRESHOLD_BODY: f32 = 0.9;
/// With at least this it can be shown at once.
const ESSENTIAL: f32 = 1.2;
const ESSENTIAL_MOST: usize = 4;
/// All statements together are at most so many words and this share of the article's.
const LENGTH_BASE: f32 = 55.0;
const LENGTH_SHARE: f32 = 0.18;
/// A short article is a summary already: half of its words may be, up to so many.
const LENGTH_SHORT_SHARE: f32 = 0.55;
const LENGTH_SHORT: f32 = 230.0;
/// Two statements that share this much of the shorter one's words are one.
const SAME: f32 = 0.7;

struct Candidate {
    side: usize,
    position: Position,
    score: f32,
    words: usize,
    content: BTreeSet<String>,
}

/// Fills the positions of `sides`. `firm`, for each side: a state, a government or a party.
pub(super) fn take(words: &Words, attributions: &[Attribution], speakers: &Speakers, sides: &mut [Side], firm: &[bool]) {
    let names: Vec<BTreeSet<String>> = sides.iter().map(|side| names_of(words, speakers, side)).collect();
    let mut found: Vec<Candidate> = Vec::new();
    for (index, attribution) in attributions.iter().enumerate() {
        let Some(of) = speakers.of.get(index).filter(|of| !of.is_empty()) else { continue };
        let cue = stance::of_cue(words, attribution);
        if cue == CueStance::NoPosition {
            continue;
        }
        let units = statement::units(words, attribution, cue);
        for unit in units {
            for (side, entry) in sides.iter().enumerate() {
                if !of.iter().any(|id| entry.speakers.contains(id)) {
                    continue;
                }
                let others = names.iter().enumerate().filter(|(i, _)| *i != side).map(|(_, n)| n);
                let joint = of.iter().any(|id| !entry.speakers.contains(id)) && attribution.cue.len() == 1;
                found.push(candidate(words, attribution, index, of, cue, &unit, side, joint, others));
            }
        }
    }
    // Each party is shown with a statement, whoever is only himself where there is room.
    let parties: Vec<bool> = sides.iter().map(|side| side.evidence.iter().any(Option::is_some)).collect();
    let length = words.parsed.tokens.iter().filter(|t| t.span.of(words.text).starts_with(char::is_alphanumeric)).count() as f32;
    let budget = (length * LENGTH_SHARE + LENGTH_BASE).max((length * LENGTH_SHORT_SHARE).min(LENGTH_SHORT)) as usize;
    for (chosen, candidate) in
        choose(found, &parties, firm, budget).into_iter().enumerate().flat_map(|(side, list)| list.into_iter().map(move |c| (side, c)))
    {
        sides[chosen].positions.push(candidate);
    }
}

/// Names by which the article speaks of a side.
fn names_of(words: &Words, speakers: &Speakers, side: &Side) -> BTreeSet<String> {
    let mut out: BTreeSet<String> = BTreeSet::new();
    out.insert(side.label.to_lowercase());
    for speaker in side.speakers.iter().filter_map(|&id| speakers.list.get(id)) {
        out.extend(speaker.name.split_whitespace().last().map(str::to_lowercase));
        for mention in speaker.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
            out.extend(mention.span.of(words.text).split_whitespace().last().map(str::to_lowercase));
        }
    }
    out
}

#[allow(clippy::too_many_arguments)]
fn candidate<'a>(
    words: &Words,
    attribution: &Attribution,
    index: usize,
    of: &[usize],
    cue: CueStance,
    unit: &Unit,
    side: usize,
    joint: bool,
    others: impl Iterator<Item = &'a BTreeSet<String>>,
) -> Candidate {
    let form = stance::of_content(words, &unit.content);
    let stance = match cue {
        CueStance::Is(stance) => stance,
        _ => form,
    };
    let whole = stance::whole_cue(words, attribution);
    let target = match (cue, &whole) {
        (CueStance::Is(stance), Some(cue)) => stance::target(words, attribution, cue, unit.finite, stance),
        _ => None,
    };
    let tokens: Vec<usize> = unit.content.iter().flat_map(|t| t.clone()).collect();
    let content: BTreeSet<String> = tokens.iter().filter(|&&i| is_content(words, i)).map(|&i| words.lower(i)).collect();
    let count: usize = unit.spans.iter().map(|s| s.of(words.text).split_whitespace().count()).sum();
    let lower: BTreeSet<String> = tokens.iter().map(|&i| words.lower(i)).collect();
    let mut score = match cue {
        CueStance::Is(Stance::Supports) if form == Stance::Asserts => weight::FORM,
        CueStance::Is(Stance::Promises) if form == Stance::Asserts => weight::FORM,
        CueStance::Is(_) => weight::CUE,
        _ if form != Stance::Asserts => weight::FORM,
        _ => 0.0,
    };
    let named = others.flatten().any(|name| {
        if name.contains(' ') {
            unit.spans.iter().any(|s| s.of(words.text).to_lowercase().contains(name.as_str()))
        } else {
            lower.contains(name)
        }
    });
    let place = unit.spans.first().map_or(0, |s| s.start as usize);
    if named {
        score += weight::OTHERS;
    }
    score += weight::EARLY * (1.0 - place as f32 / words.text.len().max(1) as f32);
    let first = tokens.first().copied().unwrap_or(0);
    if words.parsed.tokens.get(first).is_some()
        && words.parsed.paragraphs.get(words.parsed.paragraph_of(first)).is_some_and(|p| is_heading(words, p))
    {
        score += weight::HEADLINE;
    }
    if count < 3 {
        score += weight::TINY;
    } else if count < 7 {
        score += weight::SHORT;
    }
    if tokens.iter().any(|&i| stance::is_negator(&words.lower(i))) {
        score += weight::NEGATION;
    }
    if joint {
        score += weight::JOINT;
    }
    if !named && tokens.iter().any(|&i| lexicon::logistics().get(&words.lower(i)) == Some("harm")) {
        score += weight::EVENTS;
    }
    if count > 45 {
        score += weight::VERY_LONG;
    }
    if unit.spans.last().is_some_and(|s| s.of(words.text).trim_end_matches(['”', '"']).ends_with('?')) {
        score += weight::QUESTION;
    }
    if tokens.iter().filter(|&&i| words.tag(i) == Tag::Cd || is_date(&words.lower(i))).count() >= 2 {
        score += weight::FIGURES;
    }
    if tokens.iter().any(|&i| is_logistics(&words.lower(i))) {
        score += weight::LOGISTICS;
    }
    if attribution.kind != Kind::Indirect {
        score += weight::QUOTED;
    }
    let position = Position {
        spans: unit.spans.clone(),
        stance,
        target,
        attribution: index,
        speakers: of.to_vec(),
        issue: None,
        essential: false,
        merged: Vec::new(),
        confidence: attribution.confidence,
    };
    Candidate { side, position, score, words: count, content }
}

fn is_content(words: &Words, token: usize) -> bool {
    let tag = words.tag(token);
    tag.is_noun()
        || tag.is_verb() && !matches!(words.lower(token).as_str(), "is" | "was" | "be" | "are" | "were" | "has" | "have" | "had" | "been")
        || tag.is_adjective()
}

/// A headline, or a line without an end to its sentence, which in plain text is one.
fn is_heading(words: &Words, paragraph: &crate::text::Paragraph) -> bool {
    let last = paragraph.span.of(words.text).trim_end().chars().next_back();
    paragraph.label == Label::Headline || last.is_some_and(|c| !matches!(c, '.' | '!' | '?' | '”' | '"' | '’' | ')' | ':' | '…'))
}

fn is_date(word: &str) -> bool {
    lexicon::logistics().get(word) == Some("date")
}

fn is_logistics(word: &str) -> bool {
    lexicon::logistics().get(word) == Some("event")
}

/// The best statements of each side within the length that all together may have, no two that say the same.
fn choose(mut found: Vec<Candidate>, parties: &[bool], firm: &[bool], budget: usize) -> Vec<Vec<Position>> {
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.position.spans.cmp(&b.position.spans)).then(a.side.cmp(&b.side)));
    let mut kept: Vec<Candidate> = Vec::new();
    let mut used = 0;
    let mut counted: BTreeSet<Span> = BTreeSet::new();
    for candidate in found {
        // What two sides say together is read once.
        let again = candidate.position.spans.first().is_some_and(|s| counted.contains(s));
        let first_of_side = parties[candidate.side] && !kept.iter().any(|k| k.side == candidate.side);
        let least = if firm[candidate.side] { THRESHOLD } else { THRESHOLD_BODY };
        if candidate.score < least && !(first_of_side && firm[candidate.side] && candidate.score > 0.0) {
            continue;
        }
        if let Some(known) = kept.iter_mut().find(|k| k.side == candidate.side && same(k, &candidate)) {
            let position = &mut known.position;
            let told = std::iter::once(&position.spans).chain(position.merged.iter().map(|(spans, _)| spans));
            if !told.flatten().any(|span| candidate.position.spans.iter().any(|other| span.overlaps(*other))) {
                position.merged.push((candidate.position.spans, candidate.position.attribution));
            }
            continue;
        }
        if used + candidate.words > budget && !first_of_side && !again {
            continue;
        }
        used += if again { 0 } else { candidate.words };
        counted.extend(candidate.position.spans.first());
        kept.push(candidate);
    }
    let mut out: Vec<Vec<Position>> = vec![Vec::new(); parties.len()];
    for candidate in kept {
        let list = &mut out[candidate.side];
        let essential = list.is_empty() || (list.len() < ESSENTIAL_MOST && candidate.score >= ESSENTIAL);
        list.push(Position { essential, ..candidate.position });
    }
    out
}

fn same(a: &Candidate, b: &Candidate) -> bool {
    if a.position.spans.iter().any(|s| b.position.spans.iter().any(|t| s.overlaps(*t))) {
        return true;
    }
    let common = a.content.intersection(&b.content).count();
    let shorter = a.content.len().min(b.content.len());
    shorter >= 3 && common as f32 >= SAME * shorter as f32
}
