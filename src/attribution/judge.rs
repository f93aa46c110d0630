//! The judgement behind the network: whether a cue with its source and its content is an attribution that an annotator would make. A
//! logistic regression over what the network believes and over the form of the parts.

use super::context::Context;
use super::cues::{Belief, bucket};
use super::facts::{Fact, Facts, NOTHING, punct};
use super::trained::Found;
use crate::model::linear::{Table, pair, row};
use std::ops::Range;

/// Wrong and right.
pub(super) const LABELS: usize = 2;

/// The log odds of `p`, which is never taken for quite impossible or quite sure.
pub(super) fn log_odds(p: f32) -> f32 {
    let p = p.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}

/// The log odds of `p` in half steps, 0 to 20.
fn odds(p: f32) -> u32 {
    (2.0 * log_odds(p) + 10.0).round().clamp(0.0, 20.0) as u32
}

fn tokens(parts: &[Range<usize>]) -> impl Iterator<Item = usize> + '_ {
    parts.iter().flat_map(|p| p.clone())
}

fn mean(parts: &[Range<usize>], belief: impl Fn(usize) -> f32) -> f32 {
    let (sum, n) = tokens(parts).fold((0.0, 0.0), |(sum, n), t| (sum + belief(t), n + 1.0));
    if n > 0.0 { sum / n } else { 0.0 }
}

/// How much two contents share: of the smaller, in quarters.
fn shared(a: &[Range<usize>], b: &[Range<usize>]) -> u32 {
    let len = |x: &[Range<usize>]| x.iter().map(|r| r.len()).sum::<usize>();
    let common: usize = a.iter().flat_map(|x| b.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))).sum();
    (4 * common).div_ceil(len(a).min(len(b)).max(1)) as u32
}

/// The features of each of `found`, as rows, in their order, which is that of the text.
pub(super) fn extract(
    facts: &Facts,
    beliefs: &[Belief],
    paragraphs: &[Range<usize>],
    found: &[Found],
    mut each: impl FnMut(usize, &[u32]),
) {
    let context = Context::of(facts, paragraphs, beliefs);
    let mut features = Vec::new();
    for i in 0..found.len() {
        features.clear();
        one(facts, beliefs, &context, found, i, &mut features);
        each(i, &features);
    }
}

fn one(facts: &Facts, beliefs: &[Belief], context: &Context, found: &[Found], i: usize, out: &mut Vec<u32>) {
    /// Other candidates are looked at only this near, so that the work stays linear.
    const NEAR: usize = 6;
    let f = &found[i];
    let at = |t: usize| facts.tokens.get(t).unwrap_or(&NOTHING);
    let (first, last) = (f.cue.tokens.start, f.cue.tokens.end - 1);
    let head = at(f.cue.head);
    let belief = odds(f.cue.belief);
    let coarse = belief / 2;
    let sentence = facts.sentences.get(head.sentence as usize).copied().unwrap_or_default();
    let content_start = f.content.first().map_or(first, |c| c.start);
    let content_end = f.content.last().map_or(first, |c| c.end);
    let before =
        |parts: &[Range<usize>]| u32::from(parts.iter().any(|p| p.end <= first)) | u32::from(parts.iter().any(|p| p.start > last)) << 1;
    let order = before(&f.source) << 2 | before(&f.content);
    let words = |parts: &[Range<usize>]| tokens(parts).filter(|&t| at(t).punct == punct::NONE).count();
    let (content_words, source_words) = (words(&f.content), words(&f.source));
    let length = bucket(content_words) | (f.content.len().min(3) as u32) << 4;
    let verbs = tokens(&f.content).filter(|&t| at(t).is_verb()).count().min(3) as u32;
    let quoted = tokens(&f.content).filter(|&t| at(t).quotation > 0 && at(t).punct != punct::QUOTE).count();
    let quoting = if quoted == 0 { 0 } else { 1 + u32::from(quoted * 10 >= content_words * 8) };
    let source_head: &Fact = f.source.first().map_or(&NOTHING, |s| at(s.end - 1));
    let source_first: &Fact = f.source.first().map_or(&NOTHING, |s| at(s.start));
    let source_kind = pair(u32::from(source_first.tag) << 8 | u32::from(source_head.tag), bucket(source_words));
    let opening: &Fact = f.content.first().map_or(&NOTHING, |c| at(c.start));
    let (next, previous) = (at(last + 1), first.checked_sub(1).map_or(&NOTHING, at));
    let beyond = at(content_end);
    let gap = |parts: &[Range<usize>]| {
        let distances = parts.iter().map(|p| if p.end <= first { first - p.end } else { p.start.saturating_sub(last + 1) });
        distances.min().map_or(15, bucket)
    };
    let (source_gap, content_gap) = (gap(&f.source), gap(&f.content));
    let sure = odds(f.sure) / 2;
    let contents = odds(mean(&f.content, |t| beliefs[t].content)) / 2;
    let sources = odds(mean(&f.source, |t| beliefs[t].source)) / 2;
    // What stands in the way: a surer candidate near by that takes the same content, or whose content holds this cue.
    let around = found.iter().enumerate().take((i + NEAR + 1).min(found.len())).skip(i.saturating_sub(NEAR)).filter(|(j, _)| *j != i);
    let (mut rival, mut rival_belief, mut nested, mut same_source, mut holds) = (0, 0.0f32, 0.0f32, 0.0f32, 0.0f32);
    for (_, other) in around {
        let common = shared(&f.content, &other.content);
        if common >= rival && common > 0 {
            rival_belief = if common > rival { other.cue.belief } else { rival_belief.max(other.cue.belief) };
            rival = common;
        }
        let within = |parts: &[Range<usize>], t: usize| parts.iter().any(|p| p.contains(&t));
        if within(&other.content, f.cue.head) {
            nested = nested.max(other.cue.belief);
        }
        if within(&f.content, other.cue.head) {
            holds = holds.max(other.cue.belief);
        }
        if !f.source.is_empty() && f.source == other.source {
            same_source = same_source.max(other.cue.belief);
        }
    }
    let (nested, holds, same_source) = (odds(nested) / 2, odds(holds) / 2, odds(same_source) / 2);
    let rivals = (rival << 8) | (odds(rival_belief) / 2);
    let q = u32::from(head.quotation > 0) | u32::from(sentence.has_quote) << 1 | u32::from(sentence.headline) << 2;
    let mut template = 700;
    let mut add = |a: u32, b: u32| {
        out.push(row(template, a, b));
        template += 1;
    };
    add(0, 0);
    add(belief, 0);
    add(belief, sure);
    add(belief, quoting);
    add(coarse, head.stem);
    add(coarse, order);
    add(coarse, u32::from(head.cue));
    add(coarse, u32::from(head.tag) << 4 | u32::from(head.voice));
    add(coarse, pair(u32::from(source_first.tag) << 8 | u32::from(source_head.tag), order));
    add(coarse, length);
    add(coarse, contents << 8 | sources);
    add(coarse, rivals);
    add(coarse, nested << 8 | q);
    add(coarse, holds);
    add(coarse, same_source);
    add(sure, pair(order, quoting));
    add(sure, contents << 8 | sources);
    add(head.stem, 0);
    add(head.stem, order);
    add(head.stem, quoting);
    add(head.stem, next.word);
    add(head.stem, u32::from(next.tag));
    add(head.stem, opening.word);
    add(head.stem, u32::from(opening.tag));
    add(head.stem, source_kind);
    add(u32::from(head.cue), pair(opening.word, order));
    add(u32::from(head.tag), pair(opening.word, order));
    add(source_head.stem, source_words.min(3) as u32);
    add(source_kind, order);
    add(
        u32::from(source_head.speaks),
        u32::from(head.subject > 0 && head.subject == source_head.phrase) << 1 | u32::from(head.subject > 0),
    );
    add(length, quoting << 8 | verbs);
    add(length, order);
    add(verbs, u32::from(opening.tag));
    add(source_gap << 4 | content_gap, order);
    add(source_gap << 4 | content_gap, u32::from(head.tag));
    add(u32::from(next.punct) << 8 | u32::from(previous.punct) << 4 | u32::from(beyond.punct), order);
    add(u32::from(previous.tag) << 8 | u32::from(next.tag), u32::from(head.tag));
    add(previous.word, head.stem);
    add(q, order);
    add(q, pair(quoting, rivals));
    add(f.cue.tokens.len().min(4) as u32, u32::from(head.tag));
    add(u32::from(at(content_start).sentence != head.sentence), u32::from(at(content_end.saturating_sub(1)).sentence != head.sentence));
    add(head.suffix3, u32::from(head.tag));
    let seen = context.at(f.cue.head);
    let source_seen = f.source.iter().flat_map(|s| s.clone()).map(|t| context.at(t).name).max().unwrap_or(7);
    let n = |x: u8| u32::from(x);
    add(coarse, n(seen.word));
    add(coarse, n(source_seen));
    add(coarse, n(seen.left) << 3 | n(seen.right));
    add(coarse, n(seen.around) << 3 | n(seen.share));
    add(coarse, n(seen.source_before) << 3 | n(seen.cue_before));
    add(coarse, n(context.density));
    add(coarse, pair(n(head.meaning.0), u32::from(head.tag)));
    add(n(head.meaning.0), pair(n(source_head.meaning.1), order));
    add(coarse, n(source_head.meaning.1) << 4 | n(source_seen));
    add(n(head.meaning.0), pair(opening.word, u32::from(opening.tag)));
    add(n(seen.word), head.stem);
    add(n(seen.word), n(source_seen) << 2 | quoting);
    add(n(source_seen), source_kind);
    add(n(seen.left) << 3 | n(seen.right), order << 8 | rivals);
    add(n(seen.share), pair(quoting, order));
    add(n(context.density), n(seen.word) << 3 | n(seen.around));
    add(n(context.density), head.stem);
}

/// The probability that the candidate with these features is right.
pub(super) fn probability(features: &[u32], table: &impl Table) -> f32 {
    let mut scores = [0f32; LABELS];
    for &row in features {
        table.add(row, &mut scores);
    }
    1.0 / (1.0 + (scores[0] - scores[1]).exp())
}
