//! Issues: on what two sides are said to agree or to differ. Only what is written counts: a verb that takes a stance
//! with another side as its object, a statement that two sides make together, a contrast that the sentence adds to it.
//! Nothing is told from tone, nor from two statements about one thing.

use super::phrase::Words;
use super::stance::is_negator;
use super::statement;
use super::{Issue, Relation, Side, SideId, Stance};
use crate::attribution::Attribution;
use crate::lexicon;
use crate::speaker::{MentionKind, SpeakerId};
use crate::text::{Span, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The sides of each speaker, and those that are called by a name.
struct Homes {
    of: BTreeMap<SpeakerId, Vec<SideId>>,
    called: BTreeMap<String, Vec<SideId>>,
}

impl Homes {
    fn new(sides: &[Side]) -> Homes {
        let mut out = Homes { of: BTreeMap::new(), called: BTreeMap::new() };
        for (id, side) in sides.iter().enumerate() {
            side.speakers.iter().for_each(|&speaker| out.of.entry(speaker).or_default().push(id));
            out.called.entry(side.label.clone()).or_default().push(id);
        }
        out
    }
}

/// Finds the issues between `sides` and marks the positions that belong to them.
pub(super) fn find(words: &Words, attributions: &[Attribution], sides: &mut [Side]) -> Vec<Issue> {
    let mut out: Vec<Issue> = Vec::new();
    let homes = Homes::new(sides);
    joint(words, attributions, &homes, sides, &mut out);
    verbs(words, attributions, &homes, sides, &mut out);
    for (index, issue) in out.iter().enumerate() {
        for &(side, at) in &issue.positions {
            if let Some(position) = sides.get_mut(side).and_then(|s| s.positions.get_mut(at)) {
                position.issue.get_or_insert(index);
            }
        }
    }
    out
}

/// "A and B both stressed the importance of C, which D did not."
fn joint(words: &Words, attributions: &[Attribution], homes: &Homes, sides: &[Side], out: &mut Vec<Issue>) {
    // By attribution the first position that each side has from it.
    let mut from: BTreeMap<usize, Vec<(SideId, usize)>> = BTreeMap::new();
    for (side, entry) in sides.iter().enumerate() {
        for (at, position) in entry.positions.iter().enumerate() {
            let positions = from.entry(position.attribution).or_default();
            if positions.last().is_none_or(|(last, _)| *last != side) {
                positions.push((side, at));
            }
        }
    }
    for (index, positions) in from {
        let Some(attribution) = attributions.get(index) else { continue };
        // Two cues are two acts: what one asserts the other may deny.
        let denied = positions.iter().any(|&(side, at)| sides[side].positions[at].stance == Stance::Denies);
        if positions.len() < 2 || attribution.cue.len() > 1 || denied {
            continue;
        }
        let Some(last) = attribution.content.last() else { continue };
        let Some(label) = label(words, words.tokens_in(*last)) else { continue };
        out.push(Issue {
            label,
            relation: Relation::Agree,
            positions: positions.clone(),
            others: Vec::new(),
            evidence: attribution.extent(),
        });
        if let Some((side, evidence)) = contrast(words, homes, words.tokens_in(*last))
            && !positions.iter().any(|&(s, _)| s == side)
        {
            out.push(Issue { label, relation: Relation::Disagree, positions, others: vec![side], evidence });
        }
    }
}

/// ", which the top diplomat did not": a negated auxiliary at the end of the sentence, its subject of another side.
fn contrast(words: &Words, homes: &Homes, content: Range<usize>) -> Option<(SideId, Span)> {
    let sentence = words.sentence(content.start);
    let from = (content.start..sentence.end).find(|&i| {
        words.word(i) == ","
            && matches!(words.lower(i + 1).as_str(), "which" | "something" | "but" | "while" | "though" | "unlike")
            && i + 12 > content.end
    })?;
    let end = (from..sentence.end).rev().find(|&i| words.word(i).starts_with(char::is_alphanumeric) || is_negator(&words.lower(i)))?;
    if !statement::is_negated_auxiliary(words, end) || end > from + 14 {
        return None;
    }
    let clause = words.span(from + 1..end + 1);
    let side = side_in(words, homes, clause, true)?;
    Some((side, clause))
}

/// "Accused Washington of breaking the treaty", "rejected the union's offer".
fn verbs(words: &Words, attributions: &[Attribution], homes: &Homes, sides: &[Side], out: &mut Vec<Issue>) {
    let mut told: BTreeSet<(bool, Span)> = out.iter().map(|i| (i.relation == Relation::Agree, i.label)).collect();
    let mut placed: BTreeSet<(SideId, usize)> = out.iter().flat_map(|i| i.positions.iter().copied()).collect();
    let matters: Vec<BTreeMap<String, usize>> = sides.iter().map(|side| matters(words, side)).collect();
    // All statements of an attribution have its target.
    let mut labels: BTreeMap<(Span, u32), Option<Span>> = BTreeMap::new();
    for (side, entry) in sides.iter().enumerate() {
        for (at, position) in entry.positions.iter().enumerate() {
            let Some(target) = position.target else { continue };
            let relation = match position.stance {
                Stance::Accuses | Stance::Opposes | Stance::Denies => Relation::Disagree,
                Stance::Supports => Relation::Agree,
                _ => continue,
            };
            let Some(other) = side_in(words, homes, target, false).filter(|&other| other != side) else { continue };
            let Some(attribution) = attributions.get(position.attribution) else { continue };
            // What it is about stands behind the side's name: "of breaking the treaty", "'s offer".
            let content_end = attribution.content.last().map_or(target.end, |s| s.end).max(target.end);
            let label = labels.entry((target, content_end)).or_insert_with(|| {
                let rest = words.tokens_in(Span { start: target.start, end: content_end });
                let names = words.places(&rest).into_iter().next().map_or(rest.start, |p| p.tokens.end);
                label(words, names.min(rest.end)..rest.end).or_else(|| label(words, rest))
            });
            let Some(label) = *label else { continue };
            let mut positions = vec![(side, at)];
            let about = words.tokens_in(label).filter(|&i| words.tag(i).is_noun());
            let same = about.filter_map(|i| matters[other].get(&words.lower(i))).min();
            positions.extend(same.map(|&at| (other, at)));
            let known = told.contains(&(relation == Relation::Agree, label)) || placed.contains(&(side, at));
            if !known {
                told.insert((relation == Relation::Agree, label));
                placed.extend(&positions);
                out.push(Issue { label, relation, positions, others: vec![other], evidence: attribution.extent() });
            }
        }
    }
}

/// The first position of `side` that each noun stands in.
fn matters(words: &Words, side: &Side) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for (at, position) in side.positions.iter().enumerate() {
        for token in position.spans.iter().flat_map(|span| words.tokens_in(*span)).filter(|&i| words.tag(i).is_common_noun()) {
            out.entry(words.lower(token)).or_insert(at);
        }
    }
    out
}

/// The side that `span` names: by a mention of one of its speakers (the last one where `last`), or by its own name.
fn side_in(words: &Words, homes: &Homes, span: Span, last: bool) -> Option<SideId> {
    let mut found: Vec<(u32, SideId)> = Vec::new();
    for mention in words.index.within(span).filter(|m| m.kind != MentionKind::Pronoun) {
        found.extend(homes.of.get(&mention.id).into_iter().flatten().map(|&side| (mention.span.start, side)));
    }
    for place in words.places(&words.tokens_in(span)) {
        found.extend(homes.called.get(place.name).into_iter().flatten().map(|&side| (words.span(place.tokens.clone()).start, side)));
    }
    found.sort_unstable();
    let sides_named: BTreeSet<SideId> = found.iter().map(|f| f.1).collect();
    // Two sides in one object: the grammar does not tell which is meant.
    if sides_named.len() > 1 && !last {
        return None;
    }
    if last { found.last() } else { found.first() }.map(|f| f.1)
}

/// The first noun phrase of `tokens` that names a matter, without its determiner.
fn label(words: &Words, tokens: Range<usize>) -> Option<Span> {
    let mut at = tokens.start;
    let mut phrases: Vec<Range<usize>> = Vec::new();
    while at < tokens.end {
        let inside = |i: usize| {
            let tag = words.tag(i);
            tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Cd | Tag::Vbn)
        };
        let start = at;
        while at < tokens.end && inside(at) {
            at += 1;
        }
        let mut end = at;
        while end > start && !words.tag(end - 1).is_noun() {
            end -= 1;
        }
        if end > start {
            phrases.push(start..end);
        }
        at = at.max(start + 1);
    }
    // A bare name is no matter, and some nouns say nothing by themselves.
    let says =
        |r: &&Range<usize>| words.tag(r.end - 1).is_common_noun() && !(r.len() == 1 && lexicon::empty_nouns().has(&words.lower(r.start)));
    let at = phrases.iter().position(|r| says(&r))?;
    let first = phrases.get(at)?;
    // "center of multilateralism": the head alone would say too little.
    let end = match phrases.get(at + 1) {
        Some(next) if first.len() == 1 && next.start == first.end + 1 && words.lower(first.end) == "of" => next.end,
        _ => first.end,
    };
    Some(words.span(first.start..end))
}
