//! The first model: a chain over each paragraph that labels source, cue and content, whoever is quoted. What it is
//! asked for is where cues are; the rest is evidence for the second model.

use super::facts::{Fact, Facts, Head, NOTHING, punct};
use crate::model::crf::{Features, Lattice};
use crate::model::linear::{Table, pair, row};
use std::ops::Range;

/// Outside, begin and inside of source, cue, content.
pub(super) const LABELS: usize = 7;
pub(super) const LABELS2: usize = LABELS * LABELS;
#[cfg(feature = "train")]
pub(super) const OUTSIDE: usize = 0;
#[cfg(feature = "train")]
pub(super) const SOURCE: usize = 1;
#[cfg(feature = "train")]
pub(super) const CUE: usize = 3;
#[cfg(feature = "train")]
pub(super) const CONTENT: usize = 5;

/// The inside of a part follows its begin or its inside only.
pub(super) fn allowed(from: Option<usize>, to: usize) -> bool {
    match to {
        2 | 4 | 6 => from == Some(to) || from == Some(to - 1),
        _ => true,
    }
}

/// What the first model believes about a token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Belief {
    pub source: f32,
    pub cue: f32,
    pub content: f32,
    /// The probability that a cue begins here.
    pub cue_begins: f32,
    pub source_begins: f32,
    pub content_begins: f32,
}

/// The beliefs about all tokens of the article; `paragraphs` are ranges of tokens.
pub(super) fn beliefs(facts: &Facts, paragraphs: &[Range<usize>], table: &impl Table) -> Vec<Belief> {
    let mut out = vec![Belief::default(); facts.tokens.len()];
    let (mut features, mut lattice, mut marginals) = (Features::default(), Lattice::<LABELS>::default(), Vec::new());
    for paragraph in paragraphs {
        features.clear();
        extract(facts, paragraph.clone(), &mut features);
        lattice.fill::<LABELS2>(&features, table, allowed);
        lattice.marginals(&mut marginals);
        for (token, p) in paragraph.clone().zip(&marginals) {
            out[token] = Belief {
                source: p[1] + p[2],
                cue: p[3] + p[4],
                content: p[5] + p[6],
                cue_begins: p[3],
                source_begins: p[1],
                content_begins: p[5],
            };
        }
    }
    out
}

/// A candidate cue: a stretch of tokens, the likeliest of them, and its belief.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cue {
    pub tokens: Range<usize>,
    pub head: usize,
    pub belief: f32,
}

/// The stretches that are more likely than `threshold` to be cues, in text order.
pub(super) fn candidates(beliefs: &[Belief], paragraphs: &[Range<usize>], threshold: f32) -> Vec<Cue> {
    const INSIDE: f32 = 0.35;
    let mut out: Vec<Cue> = Vec::new();
    for paragraph in paragraphs {
        let mut open: Option<Cue> = None;
        for token in paragraph.clone() {
            let b = beliefs[token];
            let begins = b.cue_begins > 0.5 * b.cue;
            if let Some(cue) = open.as_mut().filter(|_| b.cue >= INSIDE && !begins) {
                cue.tokens.end = token + 1;
                if b.cue > cue.belief {
                    (cue.belief, cue.head) = (b.cue, token);
                }
                continue;
            }
            out.extend(open.take());
            if b.cue >= INSIDE.min(threshold) {
                open = Some(Cue { tokens: token..token + 1, head: token, belief: b.cue });
            }
        }
        out.extend(open);
    }
    out.retain(|cue| cue.belief >= threshold);
    out
}

/// The distance of two tokens as a small number: exact to 3, then ever coarser.
pub(super) fn bucket(distance: usize) -> u32 {
    match distance {
        0..=3 => distance as u32,
        4..=5 => 4,
        6..=9 => 5,
        10..=19 => 6,
        20..=39 => 7,
        _ => 8,
    }
}

/// For each token of a paragraph: the nearest earlier token of a kind in its sentence, and what lies between.
#[derive(Clone, Copy, Default)]
struct Near {
    /// Word hash; 0 for none.
    word: u32,
    distance: u32,
    commas: u32,
    quotes: u32,
    that: bool,
}

impl Near {
    fn pass(&mut self, fact: &Fact) {
        self.distance += 1;
        self.commas += u32::from(fact.punct == punct::COMMA);
        self.quotes += u32::from(fact.punct == punct::QUOTE);
        self.that |= fact.that;
    }

    fn code(&self) -> u32 {
        if self.word == 0 {
            return 0;
        }
        1 + bucket(self.distance as usize) + 16 * self.commas.min(3) + 64 * self.quotes.min(3) + 256 * u32::from(self.that)
    }

    fn between(&self) -> u32 {
        if self.word == 0 { 0 } else { 1 + self.commas.min(2) + 4 * self.quotes.min(2) + 16 * u32::from(self.that) }
    }
}

/// The nearest speech verb and the nearest verb on one side of each token.
fn nearest(facts: &[Fact], order: impl Iterator<Item = usize>, out: &mut [(Near, Near)]) {
    let (mut speech, mut verb) = (Near::default(), Near::default());
    let mut sentence = u32::MAX;
    for i in order {
        let fact = &facts[i];
        if fact.sentence != sentence {
            (speech, verb, sentence) = (Near::default(), Near::default(), fact.sentence);
        }
        out[i] = (speech, verb);
        speech.pass(fact);
        verb.pass(fact);
        if fact.speech {
            speech = Near { word: fact.stem, ..Near::default() };
        }
        if fact.is_verb() {
            verb = Near { word: fact.stem, ..Near::default() };
        }
    }
}

/// The head of the subject of the verb group that `fact` is in.
fn subject_head(facts: &Facts, fact: &Fact) -> Head {
    if fact.subject == 0 { Head::default() } else { facts.heads.get(fact.subject as usize).copied().unwrap_or_default() }
}

/// Appends the features of a paragraph.
pub(super) fn extract(facts: &Facts, paragraph: Range<usize>, out: &mut Features) {
    let Some(tokens) = facts.tokens.get(paragraph) else { return };
    let n = tokens.len();
    let mut left = vec![Default::default(); n];
    let mut right = vec![Default::default(); n];
    nearest(tokens, 0..n, &mut left);
    nearest(tokens, (0..n).rev(), &mut right);
    let at = |i: usize, d: isize| i.checked_add_signed(d).and_then(|j| tokens.get(j)).unwrap_or(&NOTHING);
    for i in 0..n {
        let f = at(i, 0);
        let (b1, b2, b3) = (at(i, -1), at(i, -2), at(i, -3));
        let (a1, a2, a3) = (at(i, 1), at(i, 2), at(i, 3));
        let mut template = 100;
        let mut add = |a: u32, b: u32| {
            out.node(row(template, a, b));
            template += 1;
        };
        let t = |x: &Fact| u32::from(x.tag);
        let t2 = |x: &Fact, y: &Fact| t(x) << 8 | t(y);
        let t3 = |x: &Fact, y: &Fact, z: &Fact| t(x) << 16 | t(y) << 8 | t(z);
        add(0, 0);
        add(f.word, 0);
        add(b1.word, 0);
        add(b2.word, 0);
        add(a1.word, 0);
        add(a2.word, 0);
        add(b1.word, f.word);
        add(f.word, a1.word);
        add(b1.word, a1.word);
        add(f.stem, t(f));
        add(f.stem, t(b1));
        add(f.stem, t(a1));
        add(b1.stem, t(f));
        add(a1.stem, t(f));
        add(f.stem, a1.word);
        add(f.suffix3, t(f));
        add(f.suffix2, u32::from(f.shape));
        add(t(f), 0);
        add(t2(b1, f), 0);
        add(t2(f, a1), 0);
        add(t2(b2, b1), 1);
        add(t2(a1, a2), 1);
        add(t3(b1, f, a1), 0);
        add(t3(b2, b1, f), 1);
        add(t3(f, a1, a2), 2);
        add(t3(b3, b2, b1), t(f));
        add(t3(a1, a2, a3), t(f));
        add(u32::from(f.shape), u32::from(b1.shape) << 8 | u32::from(a1.shape));
        // Where it stands to quotations.
        let q = u32::from(f.quote) << 8 | u32::from(b1.quote) << 4 | u32::from(a1.quote);
        add(q, 0);
        add(q, f.word);
        add(q, t2(b1, f));
        add(q, t2(f, a1));
        let sentence = facts.sentences.get(f.sentence as usize).copied().unwrap_or_default();
        let before = (f.sentence as usize).checked_sub(1).and_then(|s| facts.sentences.get(s)).copied().unwrap_or_default();
        let s = u32::from(sentence.has_quote)
            | u32::from(sentence.ends_quoted) << 1
            | u32::from(sentence.headline) << 2
            | u32::from(f.quotation > 0) << 3;
        add(s, 0);
        add(s, f.stem);
        add(s, t3(b1, f, a1));
        add(s, f.place.min(3));
        let p = u32::from(before.has_quote)
            | u32::from(before.ends_quoted) << 1
            | u32::from(f.quotation > 0) << 2
            | u32::from(sentence.has_quote) << 3;
        add(p, before.speech);
        add(p, t(f));
        // The nearest speech verbs and verbs.
        let ((ls, lv), (rs, rv)) = (left[i], right[i]);
        add(ls.code(), u32::from(f.quotation > 0));
        add(rs.code(), u32::from(f.quotation > 0));
        add(ls.word, ls.between());
        add(rs.word, rs.between());
        add(ls.between() << 8 | rs.between(), t(f));
        add(ls.between() << 8 | rs.between(), u32::from(f.quotation > 0) << 1 | u32::from(f.speech));
        add(lv.code(), t(f));
        add(rv.code(), t(f));
        add(lv.word, lv.between());
        add(rv.word, rv.between());
        add(pair(lv.word, rv.word), t(f));
        add(u32::from(f.punct) << 8 | u32::from(b1.punct) << 4 | u32::from(a1.punct), ls.between() << 8 | rs.between());
        // Phrases: what the lexicon knows, voice, subject, and whether it is the subject of a speech verb.
        let voice = u32::from(f.voice);
        let rank = u32::from(f.phrase != b1.phrase) | u32::from(f.phrase != a1.phrase) << 1 | u32::from(f.phrase > 0) << 2;
        let subject = subject_head(facts, f);
        add(u32::from(f.cue), t(f));
        add(u32::from(f.cue), t2(b1, a1));
        add(u32::from(f.cue), s);
        add(u32::from(a1.cue) << 8 | u32::from(b1.cue), t(f));
        add(u32::from(f.speaks), rank);
        add(u32::from(f.speaks) << 8 | u32::from(f.head), rank);
        add(voice, f.stem);
        add(voice, pair(u32::from(f.cue), u32::from(subject.tag)));
        add(f.stem, u32::from(subject.tag));
        add(pair(f.stem, u32::from(subject.tag)), t(a1));
        add(subject.word, u32::from(f.cue));
        add(subject.word, t(f));
        add(u32::from(f.cue), ls.between() << 8 | rs.between());
        add(u32::from(f.cue), pair(u32::from(a1.punct) << 4 | u32::from(b1.punct), q));

        // What words mean, for those that training saw too rarely.
        let (mc, ms) = (u32::from(f.meaning.0), u32::from(f.meaning.1));
        let subject_means = u32::from(subject.meaning);
        add(mc, t(f));
        add(mc, t2(f, a1));
        add(mc, t2(b1, f));
        add(mc, pair(t(a1), a1.word));
        add(mc, pair(t(f), subject_means << 8 | u32::from(subject.tag)));
        add(mc, pair(voice, s));
        add(mc, pair(t(f), ls.between() << 8 | rs.between()));
        add(mc, pair(rv.code(), t(a1)));
        add(ms, t(f));
        add(ms, t2(b1, f));
        add(ms, pair(rank, u32::from(f.speaks)));
        add(ms, pair(t(f), u32::from(a1.meaning.0)));
        add(pair(u32::from(a1.meaning.0), u32::from(b1.meaning.0)), t(f));
        add(pair(u32::from(a1.meaning.1), u32::from(b1.meaning.1)), t2(f, a1));

        let mut template = 200;
        let mut edge = |a: u32, b: u32| {
            out.edge(row(template, a, b));
            template += 1;
        };
        edge(0, 0);
        edge(
            u32::from(b1.punct) << 8 | u32::from(f.punct) << 4 | u32::from(f.sentence != b1.sentence),
            u32::from(b1.quote) << 4 | u32::from(f.quote),
        );
        edge(t2(b1, f), 0);
        edge(
            u32::from(f.phrase != b1.phrase) | u32::from(f.phrase > 0) << 1 | u32::from(b1.phrase > 0) << 2,
            u32::from(f.speaks) << 1 | u32::from(b1.speaks),
        );
        out.next();
    }
}
