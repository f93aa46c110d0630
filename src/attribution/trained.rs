//! Attribution by the trained models: candidate cues by the first, the parts of each by the second.

use super::cues::{self, Cue};
use super::facts::{Facts, facts, punct};
use super::forms::{self, kind_of};
use super::spans;
use super::{Attribution, Tier};
use crate::model::crf::{Features, Lattice};
use crate::model::linear::Packed;
use crate::text::{Span, Text};
use std::ops::Range;

/// A cue that the first model believes in less is dropped.
const THRESHOLD: f32 = 0.55;
/// A cue that the first model believes in at least so much may take a quotation that no surer cue takes: what stands
/// in quotation marks has a speaker nearly always.
const QUOTING_THRESHOLD: f32 = 0.1;

/// The two models of a model file.
#[derive(Clone, Copy, Debug)]
pub struct Models<'a> {
    first: Packed<'a>,
    second: Packed<'a>,
}

impl<'a> Models<'a> {
    pub fn read(file: &'a [u8]) -> Self {
        let (first, rest) = Packed::read(file);
        let (second, _) = Packed::read(rest);
        Self { first, second }
    }
}

/// An attribution as ranges of tokens.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub cue: Cue,
    pub source: Vec<Range<usize>>,
    pub content: Vec<Range<usize>>,
}

pub(super) fn find(text: &str, parsed: &Text, models: &Models) -> Vec<Attribution> {
    let facts = facts(text, parsed);
    let paragraphs: Vec<Range<usize>> = parsed.paragraphs.iter().map(|p| p.tokens.clone()).collect();
    let found = decode(&facts, &paragraphs, models);
    let mut out: Vec<Attribution> = found.iter().filter_map(|f| attribution(text, parsed, &facts, f)).collect();
    forms::apply(text, parsed, &facts, &mut out);
    out
}

fn decode(facts: &Facts, paragraphs: &[Range<usize>], models: &Models) -> Vec<Found> {
    let beliefs = cues::beliefs(facts, paragraphs, &models.first);
    let (mut features, mut lattice) = (Features::default(), Lattice::default());
    let mut out = Vec::new();
    for cue in cues::candidates(&beliefs, paragraphs, QUOTING_THRESHOLD) {
        let at = paragraphs.partition_point(|p| p.end <= cue.head);
        let Some(paragraph) = paragraphs.get(at) else { continue };
        let window = spans::window(&cue, paragraph);
        features.clear();
        spans::extract(facts, &beliefs, &cue, window.clone(), &mut features);
        let inner = cue.tokens.start - window.start..cue.tokens.end - window.start;
        let labels = spans::decode(&features, inner, &models.second, &mut lattice);
        let runs = |label: usize| runs(&labels, label, window.start);
        out.push(Found { source: runs(spans::SOURCE), content: runs(spans::CONTENT), cue });
    }
    keep(facts, out)
}

/// Drops the cues that are too weak, but for those that take a quotation which nothing surer takes.
fn keep(facts: &Facts, found: Vec<Found>) -> Vec<Found> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|&a, &b| found[b].cue.belief.total_cmp(&found[a].cue.belief).then(a.cmp(&b)));
    let mut taken = vec![false; facts.quotes.len() + 1];
    let mut kept = vec![false; found.len()];
    for i in order {
        let mut quotations: Vec<usize> =
            found[i].content.iter().flat_map(|c| c.clone()).map(|t| facts[t].quotation as usize).filter(|&q| q > 0).collect();
        quotations.dedup();
        // A cue inside a quotation reports what the speaker reports; it does not make the quotation attributed.
        quotations.retain(|&q| facts.quotes[q - 1].words >= 3 && facts[found[i].cue.head].quotation as usize != q);
        kept[i] = found[i].cue.belief >= THRESHOLD || quotations.iter().any(|&q| !taken[q]);
        if kept[i] {
            quotations.iter().for_each(|&q| taken[q] = true);
        }
    }
    found.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(f, _)| f).collect()
}

/// The probability that all parts are right, given what the first model believes about the cue: measured on the
/// development part, where a belief of 0.95 is right in 6 reports of 10 and in 8 quotations of 10.
fn calibrated(belief: f32, kind: super::Kind) -> f32 {
    const BELIEF: [f32; 7] = [0.0, 0.5, 0.7, 0.9, 0.96, 0.985, 1.0];
    const INDIRECT: [f32; 7] = [0.05, 0.2, 0.35, 0.5, 0.62, 0.78, 0.88];
    const QUOTED: [f32; 7] = [0.1, 0.55, 0.65, 0.78, 0.85, 0.92, 0.95];
    let right = if kind == super::Kind::Indirect { &INDIRECT } else { &QUOTED };
    let at = BELIEF.partition_point(|&b| b <= belief).clamp(1, BELIEF.len() - 1);
    let share = ((belief - BELIEF[at - 1]) / (BELIEF[at] - BELIEF[at - 1])).clamp(0.0, 1.0);
    right[at - 1] + share * (right[at] - right[at - 1])
}

/// The stretches of `label`, as ranges of tokens.
fn runs(labels: &[u8], label: usize, base: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, &l) in labels.iter().enumerate() {
        if l as usize != label {
            continue;
        }
        match out.last_mut() {
            Some(run) if run.end == base + i => run.end += 1,
            _ => out.push(base + i..base + i + 1),
        }
    }
    out
}

fn attribution(text: &str, parsed: &Text, facts: &Facts, found: &Found) -> Option<Attribution> {
    let spans = |list: &[Range<usize>]| list.iter().filter_map(|r| trimmed(parsed, facts, r.clone())).collect::<Vec<_>>();
    let content = spans(&found.content);
    if content.is_empty() {
        return None;
    }
    let speech = found.cue.tokens.clone().any(|t| facts[t].speech);
    let kind = kind_of(text, &content, &facts.quotes);
    let tier = if speech || kind != super::Kind::Indirect { Tier::ReportedSpeech } else { Tier::Attitude };
    Some(Attribution {
        kind,
        tier,
        source: spans(&found.source),
        cue: untrimmed(parsed, found.cue.tokens.clone()).into_iter().collect(),
        content,
        confidence: calibrated(found.cue.belief, kind),
    })
}

/// The span of `tokens` without the stops and commas at its ends; quotation marks stay.
fn trimmed(parsed: &Text, facts: &Facts, mut tokens: Range<usize>) -> Option<Span> {
    let loose = |t: usize| facts[t].quotation == 0 && !matches!(facts[t].punct, punct::NONE | punct::PAREN);
    while tokens.start < tokens.end && loose(tokens.start) {
        tokens.start += 1;
    }
    while tokens.start < tokens.end && loose(tokens.end - 1) {
        tokens.end -= 1;
    }
    let (first, last) = (parsed.tokens.get(tokens.start)?, parsed.tokens.get(tokens.end.checked_sub(1)?)?);
    Some(Span { start: first.span.start, end: last.span.end }).filter(|s| !s.is_empty() && tokens.start < tokens.end)
}

fn untrimmed(parsed: &Text, tokens: Range<usize>) -> Option<Span> {
    let (first, last) = (parsed.tokens.get(tokens.start)?, parsed.tokens.get(tokens.end.checked_sub(1)?)?);
    Some(Span { start: first.span.start, end: last.span.end })
}
