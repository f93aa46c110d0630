//! Rules of form over what the models found: quotations are taken whole or not at all, one that nobody took goes on
//! with the speech around it, parts never overlap, and nothing is said twice in the same words.

use super::facts::Facts;
use super::rules::kind_of;
use super::{Attribution, Kind, Tier};
use crate::text::{Span, Text};

/// A quotation of fewer words is as often a scare quote or a title.
const MIN_QUOTED_WORDS: u32 = 3;

/// Repairs `found` and adds from `ruled`, the attributions by rules, those of quotations that `found` leaves out.
pub(super) fn repair(text: &str, parsed: &Text, facts: &Facts, mut found: Vec<Attribution>, ruled: Vec<Attribution>) -> Vec<Attribution> {
    for attribution in &mut found {
        snap(facts, attribution);
        disjoin(attribution);
    }
    found.retain(|a| !a.content.is_empty());
    once(&mut found);
    lone_quotations(parsed, facts, &mut found, ruled);
    for attribution in &mut found {
        disjoin(attribution);
        attribution.kind = kind_of(text, &attribution.content, &facts.quotes);
        if attribution.kind != Kind::Indirect {
            attribution.tier = Tier::ReportedSpeech;
        }
    }
    found.retain(|a| !a.content.is_empty());
    found
}

/// Content that begins or ends within a quotation takes all of it, if it has at least half of it.
fn snap(facts: &Facts, attribution: &mut Attribution) {
    for span in &mut attribution.content {
        let (from, end) = (facts.quotes.partition_point(|q| q.span.end <= span.start), span.end);
        for quote in facts.quotes.iter().skip(from).take_while(|q| q.span.start < end) {
            let shared = span.end.min(quote.span.end) - span.start.max(quote.span.start);
            let crossed = attribution.cue.iter().chain(&attribution.source).any(|s| s.overlaps(quote.span));
            if !crossed && 2 * shared as usize >= quote.span.len() {
                *span = Span { start: span.start.min(quote.span.start), end: span.end.max(quote.span.end) };
            }
        }
    }
}

/// Sorts the parts, joins contents that overlap or touch, and cuts cue and source out of the content.
fn disjoin(attribution: &mut Attribution) {
    attribution.source.sort();
    attribution.cue.sort();
    let taken: Vec<Span> = attribution.source.iter().chain(&attribution.cue).copied().collect();
    attribution.content.sort();
    let mut content: Vec<Span> = Vec::new();
    for &span in &attribution.content {
        if taken.iter().any(|t| t.overlaps(span)) || span.is_empty() {
            continue;
        }
        match content.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => content.push(span),
        }
    }
    attribution.content = content;
}

/// Of attributions with nearly the same content the likelier stays.
fn once(found: &mut Vec<Attribution>) {
    found.sort_by_key(|a| (a.content.first().copied(), a.extent()));
    let len = |spans: &[Span]| spans.iter().map(|s| s.len()).sum::<usize>();
    let mut out: Vec<Attribution> = Vec::with_capacity(found.len());
    for attribution in found.drain(..) {
        // Contents are in order, so a repetition is among the last few.
        let same = out.iter().rposition(|other| {
            let both = shared(&other.content, &attribution.content);
            both * 10 >= 8 * (len(&other.content) + len(&attribution.content) - both)
        });
        match same.filter(|&at| at + 4 >= out.len()) {
            Some(at) if out[at].confidence >= attribution.confidence => {}
            Some(at) => out[at] = attribution,
            None => out.push(attribution),
        }
    }
    *found = out;
}

/// Bytes that stand in both lists, each sorted and not overlapping.
pub(super) fn shared(a: &[Span], b: &[Span]) -> usize {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        sum += x.end.min(y.end).saturating_sub(x.start.max(y.start)) as usize;
        if x.end <= y.end { i += 1 } else { j += 1 }
    }
    sum
}

/// A quotation of some words that no content holds: it is what the rules say, or it goes on with the attribution of
/// its paragraph, or it stands alone.
fn lone_quotations(parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>, ruled: Vec<Attribution>) {
    let mut taken: Vec<Span> = found.iter().flat_map(|a| a.content.iter().copied()).collect();
    taken.sort();
    // The furthest end so far makes the list searchable although contents nest.
    let mut reach = 0;
    let ends: Vec<u32> = taken
        .iter()
        .map(|s| {
            reach = reach.max(s.end);
            reach
        })
        .collect();
    let free = |span: Span| {
        let from = ends.partition_point(|&e| e <= span.start);
        taken[from..].iter().take_while(|s| s.start < span.end).all(|s| !s.overlaps(span))
    };
    let mut cues: Vec<Span> = found.iter().flat_map(|a| a.cue.iter().copied()).collect();
    cues.sort();
    let mut added: Vec<Attribution> = Vec::new();
    let mut ruled = ruled.into_iter().peekable();
    let mut order: Vec<(Span, usize)> = found.iter().enumerate().map(|(i, a)| (a.extent(), i)).collect();
    order.sort();
    for quote in facts.quotes.iter().filter(|q| q.words >= MIN_QUOTED_WORDS) {
        while ruled.next_if(|r| r.content.last().is_none_or(|c| c.end <= quote.span.start)).is_some() {}
        if !free(quote.span) {
            continue;
        }
        let Some(paragraph) = parsed.paragraphs.get(quote.paragraph).map(|p| p.span) else { continue };
        let rule = ruled.peek().filter(|r| r.content.iter().any(|c| c.overlaps(quote.span)) && !r.cue.is_empty());
        if let Some(rule) = rule.filter(|r| !r.cue.iter().any(|c| cues.binary_search(c).is_ok()) && r.content.iter().all(|&c| free(c))) {
            if added.last() != Some(rule) {
                added.push(rule.clone());
            }
            continue;
        }
        let before = order.partition_point(|(e, _)| e.start < quote.span.start);
        let near = before.checked_sub(1).and_then(|i| order.get(i)).map(|o| o.1);
        match near.and_then(|i| found.get_mut(i)) {
            Some(a) if paragraph.contains(a.extent()) && !a.source.is_empty() && a.kind != Kind::Indirect => a.content.push(quote.span),
            _ => added.push(Attribution {
                kind: Kind::Direct,
                tier: Tier::ReportedSpeech,
                source: vec![],
                cue: vec![],
                content: vec![quote.span],
                confidence: 0.5,
            }),
        }
    }
    found.extend(added);
}
