//! Positions: which of a side's statements are shown, in what order.

use super::features::{self, Context, Statement};
use super::leaning::{self, LeaningWeights};
use super::phrase::Words;
use super::rank::{Chances, Weights};
use super::stance::{self, CueStance};
use super::statement;
use super::{Models, Position, Side, Stance};
use crate::attribution::Attribution;
use crate::model::named::Features;
use crate::speaker::{self, Speakers};
use crate::text::Span;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// A statement that is less probably a position is not shown; of a side that has some already it must be surer by so much
/// for each.
const LEAST: f32 = 0.33;
const LEAST_NEXT: f32 = 0.03;
/// The one statement of a party that would be left without any may be as doubtful as this.
const LEAST_OF_PARTY: f32 = 0.3;
/// With at least this chance of being essential it can be shown at once.
const ESSENTIAL: f32 = 0.3;
const ESSENTIAL_MOST: usize = 4;
/// What the chance of being a position at all counts beside that of being essential.
const POSITION: f32 = 0.5;
/// What each statement that a side has already takes off the worth of its next one.
const NEXT: f32 = 0.1;
/// All statements together are at most so many words and this share of the article's.
const LENGTH_BASE: f32 = 55.0;
const LENGTH_SHARE: f32 = 0.233;
/// A short article is a summary already: half of its words may be, up to so many.
const LENGTH_SHORT_SHARE: f32 = 0.55;
const LENGTH_SHORT: f32 = 230.0;
/// Two statements that share this much of the shorter one's words are one.
const SAME: f32 = 0.7;

/// So many statements before and behind one are around it.
const AROUND: usize = 3;
/// A stance that reporting words gave a speaker so many attributions ago tells of what he says now.
const NEAR: usize = 4;

/// A statement that may be shown as a position of a side.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub side: usize,
    pub position: Position,
    pub features: Features,
    /// What tells how the speaker leans in it, where the reporting words do not.
    pub leaning: Option<Features>,
    words: usize,
    content: BTreeSet<String>,
}

/// Fills the positions of `sides`. `firm`, for each side: a state, a government or a party.
pub(super) fn take(words: &Words, attributions: &[Attribution], speakers: &Speakers, sides: &mut [Side], firm: &[bool], models: &Models) {
    let found = candidates(words, attributions, speakers, sides, firm, models.leaning);
    let weights = models.ranking;
    // Each party is shown with a statement, whoever is only himself where there is room.
    let parties: Vec<bool> = sides.iter().map(|side| side.evidence.iter().any(Option::is_some)).collect();
    let length = words.parsed.tokens.iter().filter(|t| t.span.of(words.text).starts_with(char::is_alphanumeric)).count() as f32;
    let budget = (length * LENGTH_SHARE + LENGTH_BASE).max((length * LENGTH_SHORT_SHARE).min(LENGTH_SHORT)) as usize;
    for (side, list) in choose(found, &parties, weights, budget).into_iter().enumerate() {
        sides[side].positions = list;
    }
}

/// All statements of the sides, in the order of their attributions.
pub(super) fn candidates(
    words: &Words,
    attributions: &[Attribution],
    speakers: &Speakers,
    sides: &[Side],
    firm: &[bool],
    weights: &LeaningWeights,
) -> Vec<Candidate> {
    let context = Context::new(words, attributions, speakers, sides);
    let mut found: Vec<Candidate> = Vec::new();
    // By speaker: where reporting words last gave him a stance, and which.
    let mut stances: BTreeMap<usize, (usize, Stance)> = BTreeMap::new();
    // How many statements of each side there were.
    let mut heard = vec![0; sides.len()];
    // How many of them were for or against something.
    let mut taken = vec![0; sides.len()];
    let mut speakers_heard = BTreeSet::new();
    for (index, attribution) in attributions.iter().enumerate() {
        let Some(of) = speakers.of.get(index).filter(|of| !of.is_empty()) else { continue };
        // What is too unsure for a label is too unsure for the panel.
        let shown = speakers.sure.get(index).is_none_or(|&sure| sure >= speaker::SHOWN);
        let cue = stance::of_cue(words, attribution);
        if cue == CueStance::NoPosition || !shown {
            continue;
        }
        let before = of.iter().filter_map(|id| stances.get(id)).filter(|(at, _)| index <= at + NEAR).max_by_key(|(at, _)| *at);
        let before = before.map(|(_, stance)| *stance);
        if let CueStance::Is(stance) = cue {
            stances.extend(of.iter().map(|&id| (id, (index, stance))));
        }
        let goes_on = index > 0 && goes_on(words, attributions, speakers, index);
        let their_sides: BTreeSet<usize> = of.iter().flat_map(|&id| &context.sides_of[id]).copied().collect();
        for (place, unit) in statement::units(words, attribution, cue).iter().enumerate() {
            let appraisal = context.appraiser.appraise(&attribution.source, &attribution.cue, &unit.spans);
            let first_of_speaker = of.iter().any(|id| !speakers_heard.contains(id));
            for &side in &their_sides {
                let entry = &sides[side];
                let joint = of.iter().any(|&id| !context.sides_of[id].contains(&side)) && attribution.cue.len() == 1;
                let form = stance::of_content(words, &unit.content, attribution.kind);
                let cue = stance::refined(words, attribution, cue, unit, form);
                let statement = Statement {
                    attribution,
                    sure: speakers.sure.get(index).copied().unwrap_or(1.0),
                    of,
                    cue,
                    form,
                    unit,
                    appraisal,
                    place,
                    side,
                    firm: firm[side],
                    joint,
                    first_of_side: heard[side] == 0,
                    first_of_speaker,
                    nth: heard[side],
                    nth_taken: taken[side],
                    goes_on,
                    before,
                };
                let leaning = (!matches!(cue, CueStance::Is(_))).then(|| context.leaning(&statement));
                let stance = match (cue, &leaning) {
                    (CueStance::Is(stance), _) => stance,
                    (_, Some(features)) => leaning::stance(weights.leaning(form, features), form, features),
                    _ => form,
                };
                let target = match (cue, stance::whole_cue(words, attribution)) {
                    (CueStance::Is(stance), Some(cue)) => stance::target(words, attribution, &cue, unit.finite, stance),
                    _ => None,
                };
                let tokens = unit.content.iter().flat_map(|t| t.clone());
                found.push(Candidate {
                    side,
                    position: Position {
                        spans: unit.spans.clone(),
                        stance,
                        target,
                        attribution: index,
                        speakers: of.clone(),
                        issue: None,
                        essential: false,
                        merged: Vec::new(),
                        confidence: attribution.confidence,
                    },
                    features: context.features(&statement, entry),
                    leaning,
                    words: unit.spans.iter().map(|s| s.of(words.text).split_whitespace().count()).sum(),
                    content: tokens.filter(|&i| features::is_content(words, i)).map(|i| words.lower(i)).collect(),
                });
                heard[side] += 1;
                taken[side] += usize::from(stance != Stance::Asserts);
            }
            speakers_heard.extend(of.iter().copied());
        }
    }
    add_surroundings(&mut found, sides.len());
    found
}

/// What the other statements of the article tell of each: where there are many, fewer of them are positions, and positions stand
/// together.
fn add_surroundings(found: &mut [Candidate], sides: usize) {
    let many = |count: usize, scale: f32| (count as f32).ln_1p() / scale;
    let mut of_side = vec![0; sides];
    found.iter().for_each(|candidate| of_side[candidate.side] += 1);
    let appraised = |c: &Candidate| c.features.iter().find(|(name, _)| *name == "appraised a position").map_or(0.0, |(_, value)| *value);
    let appraised: Vec<f32> = found.iter().map(appraised).collect();
    for at in 0..found.len() {
        let near = at.saturating_sub(AROUND)..(at + AROUND + 1).min(found.len());
        let sum: f32 = appraised[near.clone()].iter().sum::<f32>() - appraised[at];
        let around = sum / (near.len() - 1).max(1) as f32;
        let counts = [("statements", many(found.len(), 4.0)), ("statements of its side", many(of_side[found[at].side], 3.0))];
        found[at].features.extend(counts.into_iter().chain([("appraised around it", around)]));
    }
}

/// The attribution before that at `index` is the same speaker's, in the same paragraph or the one before.
fn goes_on(words: &Words, attributions: &[Attribution], speakers: &Speakers, index: usize) -> bool {
    let paragraph = |i: usize| {
        let start = attributions[i].content.first().map(|span| words.tokens_in(*span).start)?;
        (start < words.parsed.tokens.len()).then(|| words.parsed.paragraph_of(start))
    };
    let near = paragraph(index - 1).zip(paragraph(index)).is_some_and(|(a, b)| a.abs_diff(b) < 2);
    near && speakers.of.get(index - 1) == speakers.of.get(index)
}

/// The best statements of each side within the length that all together may have, no two that say the same.
fn choose(found: Vec<Candidate>, parties: &[bool], weights: &Weights, budget: usize) -> Vec<Vec<Position>> {
    let mut open = Open::new(found, parties.len(), weights);
    let mut out: Vec<Vec<(Candidate, Chances)>> = vec![Vec::new(); parties.len()];
    let mut used = 0;
    let mut counted: BTreeSet<Span> = BTreeSet::new();
    while let Some((candidate, chances)) = open.take_best(|side| out[side].len()) {
        let kept = &mut out[candidate.side];
        let only = parties[candidate.side] && kept.is_empty();
        let least = if only { LEAST_OF_PARTY } else { LEAST + LEAST_NEXT * kept.len() as f32 };
        if chances.position < least {
            continue;
        }
        if let Some((known, _)) = kept.iter_mut().find(|(k, _)| same(k, &candidate)) {
            let position = &mut known.position;
            let told = std::iter::once(&position.spans).chain(position.merged.iter().map(|(spans, _)| spans));
            if !told.flatten().any(|span| candidate.position.spans.iter().any(|other| span.overlaps(*other))) {
                position.merged.push((candidate.position.spans, candidate.position.attribution));
            }
            continue;
        }
        // What two sides say together is read once.
        let again = candidate.position.spans.first().is_some_and(|s| counted.contains(s));
        if used + candidate.words > budget && !only && !again {
            continue;
        }
        used += if again { 0 } else { candidate.words };
        counted.extend(candidate.position.spans.first());
        out[candidate.side].push((candidate, chances));
    }
    let finish = |list: Vec<(Candidate, Chances)>| {
        let place = |(at, (c, chances)): (usize, (Candidate, Chances))| Position {
            essential: at == 0 || at < ESSENTIAL_MOST && chances.essential >= ESSENTIAL,
            confidence: chances.position,
            ..c.position
        };
        list.into_iter().enumerate().map(place).collect()
    };
    out.into_iter().map(finish).collect()
}

/// The statements that are not chosen yet.
struct Open {
    all: Vec<Option<(Candidate, Chances)>>,
    /// For each side the places of its statements, by what they are worth by themselves.
    by_worth: Vec<BTreeMap<Worth, BTreeSet<usize>>>,
    /// The best one of each side: what it is worth now, its place, where the earlier one goes before, and the side.
    best: BinaryHeap<(Worth, Reverse<usize>, usize)>,
    /// The side that the last one was taken of, whose best is to be found again.
    last: Vec<usize>,
}

/// A number with its order.
#[derive(Clone, Copy, Debug)]
struct Worth(f32);

impl Ord for Worth {
    fn cmp(&self, other: &Worth) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Worth {
    fn partial_cmp(&self, other: &Worth) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Worth {
    fn eq(&self, other: &Worth) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Worth {}

impl Open {
    fn new(found: Vec<Candidate>, sides: usize, weights: &Weights) -> Open {
        let mut by_worth = vec![BTreeMap::<Worth, BTreeSet<usize>>::new(); sides];
        let mut all = Vec::with_capacity(found.len());
        for (at, candidate) in found.into_iter().enumerate() {
            let chances = weights.chances(&candidate.features);
            let worth = Worth(chances.essential + POSITION * chances.position);
            by_worth[candidate.side].entry(worth).or_default().insert(at);
            all.push(Some((candidate, chances)));
        }
        Open { all, by_worth, best: BinaryHeap::new(), last: (0..sides).collect() }
    }

    /// The one that is worth most now, with so many that its side has already.
    fn take_best(&mut self, kept: impl Fn(usize) -> usize) -> Option<(Candidate, Chances)> {
        for side in self.last.drain(..) {
            let worth = |own: &Worth| Worth(own.0 - NEXT * kept(side) as f32);
            let Some(most) = self.by_worth[side].keys().next_back().map(worth) else { continue };
            // Numbers that differ may be one when something is taken off.
            let equal = self.by_worth[side].iter().rev().take_while(|(own, _)| worth(own) == most);
            let first = equal.filter_map(|(_, places)| places.first()).min();
            self.best.extend(first.map(|&at| (most, Reverse(at), side)));
        }
        let (_, Reverse(at), side) = self.best.pop()?;
        let taken = self.all[at].take()?;
        let own = Worth(taken.1.essential + POSITION * taken.1.position);
        if let Some(places) = self.by_worth[side].get_mut(&own) {
            places.remove(&at);
            if places.is_empty() {
                self.by_worth[side].remove(&own);
            }
        }
        self.last.push(side);
        Some(taken)
    }
}

fn same(a: &Candidate, b: &Candidate) -> bool {
    if a.position.spans.iter().any(|s| b.position.spans.iter().any(|t| s.overlaps(*t))) {
        return true;
    }
    let common = a.content.intersection(&b.content).count();
    let shorter = a.content.len().min(b.content.len());
    shorter >= 3 && common as f32 >= SAME * shorter as f32
}
