//! The second model: for each candidate cue, a chain over its paragraph that labels the source and the content that
//! belong to this cue.

use super::cues::{Belief, Cue, bucket};
use super::facts::{Fact, Facts, NOTHING, punct};
use crate::model::crf::{Features, Lattice, viterbi};
use crate::model::linear::{Table, pair, row};
use std::ops::Range;

pub(super) const LABELS: usize = 3;
pub(super) const LABELS2: usize = 9;
#[cfg(feature = "train")]
pub(super) const OUTSIDE: usize = 0;
pub(super) const SOURCE: usize = 1;
pub(super) const CONTENT: usize = 2;

/// Tokens on each side of a cue that are looked at. It bounds the work for a cue in an endless paragraph.
const REACH: usize = 180;

/// The tokens around `cue` that the model labels.
pub(super) fn window(cue: &Cue, paragraph: &Range<usize>) -> Range<usize> {
    cue.tokens.start.saturating_sub(REACH).max(paragraph.start)..(cue.tokens.end + REACH).min(paragraph.end)
}

/// A label for each token of `window`, with the content forced to be there, and how sure the model is of them: the
/// geometric mean of the probabilities of those that are not certain.
pub(super) fn decode(features: &Features, cue: Range<usize>, table: &impl Table, lattice: &mut Lattice<LABELS>) -> (Vec<u8>, f32) {
    lattice.fill::<LABELS2>(features, table, |_, _| true);
    forbid_cue(&mut lattice.nodes, cue);
    let labels = viterbi(&lattice.nodes, &lattice.edges, CONTENT);
    let mut marginals = Vec::new();
    lattice.marginals(&mut marginals);
    let (mut sum, mut n) = (0f32, 0f32);
    for (p, &label) in marginals.iter().zip(&labels) {
        let p = p[label as usize];
        if p < 0.98 {
            sum += p.max(1e-3).ln();
            n += 1.0;
        }
    }
    // A few doubtful tokens weigh as much as one, so that long contents are not punished for their length.
    (labels, (sum / n.sqrt().max(1.0)).exp())
}

/// The cue itself (places in the window) is neither source nor content.
pub(super) fn forbid_cue(nodes: &mut [[f32; LABELS]], cue: Range<usize>) {
    for node in nodes.get_mut(cue).into_iter().flatten() {
        node[SOURCE] = f32::NEG_INFINITY;
        node[CONTENT] = f32::NEG_INFINITY;
    }
}

/// What lies between a token and the cue, growing outwards from the cue.
#[derive(Clone, Copy, Default)]
struct Path {
    commas: u32,
    verbs: u32,
    cues: u32,
    that: u32,
    quotes: u32,
    breaks: u32,
    sentences: u32,
    sources: u32,
    contents: u32,
}

fn level(p: f32) -> u32 {
    match p {
        p if p < 0.05 => 0,
        p if p < 0.25 => 1,
        p if p < 0.5 => 2,
        p if p < 0.8 => 3,
        _ => 4,
    }
}

/// The likeliest part by the first model: 0 none, 1 source, 2 cue, 3 content.
fn likely(b: &Belief) -> u32 {
    let none = 1.0 - b.source - b.cue - b.content;
    let parts = [none, b.source, b.cue, b.content];
    (0..4).max_by(|&x, &y| parts[x].total_cmp(&parts[y])).unwrap_or(0) as u32
}

/// Appends the features of `window` as they look from `cue`.
pub(super) fn extract(facts: &Facts, beliefs: &[Belief], cue: &Cue, window: Range<usize>, out: &mut Features) {
    let tokens = &facts.tokens;
    let at = |i: usize, d: isize| i.checked_add_signed(d).filter(|j| window.contains(j)).and_then(|j| tokens.get(j)).unwrap_or(&NOTHING);
    let (first, last) = (cue.tokens.start, cue.tokens.end - 1);
    let head = at(cue.head, 0);
    let (before, after) = (at(first, -1), at(last, 1));
    let (before2, after2) = (at(first, -2), at(last, 2));
    let own = facts.sentences.get(head.sentence as usize).copied().unwrap_or_default();
    let code = |x: &Fact| if x.punct == punct::NONE { u32::from(x.tag) } else { 64 + u32::from(x.punct) };
    // The shape of what surrounds the cue, which mostly tells the order of source, cue and content.
    let pattern = pair(code(before) << 8 | code(after), u32::from(own.has_quote) << 1 | u32::from(head.quotation > 0));
    let pattern2 = pair(pair(code(before2), code(before)), pair(code(after), code(after2)));
    let paths = paths(facts, beliefs, cue, &window);
    let previous = |i: usize| i.checked_sub(1).filter(|j| window.contains(j));
    for i in window.clone() {
        let f = at(i, 0);
        let (b1, b2, a1, a2) = (at(i, -1), at(i, -2), at(i, 1), at(i, 2));
        let p = paths[i - window.start];
        let inside = cue.tokens.contains(&i);
        let side = if inside { 2 } else { u32::from(i > last) };
        let distance = if i < first { first - i } else { i.saturating_sub(last) };
        let d = bucket(distance) | side << 4;
        let sentences = (p.sentences.min(2)) | side << 2;
        let belief = &beliefs[i];
        let (ps, pc, pq) = (level(belief.source), level(belief.content), level(belief.cue));
        let t = |x: &Fact| u32::from(x.tag);
        let t2 = |x: &Fact, y: &Fact| t(x) << 8 | t(y);
        // The quotation it is in, as seen from the cue: none, that of the cue, the nearest, a farther one.
        let quotation = match f.quotation {
            0 => 0,
            q if q == head.quotation => 1,
            _ => 2 + p.quotes.min(2),
        };
        let q = quotation << 4 | u32::from(f.quote);
        let between = p.commas.min(2) | p.verbs.min(2) << 2 | p.cues.min(2) << 4 | p.that.min(1) << 6 | p.breaks.min(1) << 7;
        let segments = p.sources.min(3) | p.contents.min(3) << 2;
        let mut template = 300;
        let mut add = |a: u32, b: u32| {
            out.node(row(template, a, b));
            template += 1;
        };
        add(side, 0);
        add(d, 0);
        add(d, sentences);
        add(d, t(f));
        add(side, f.word);
        add(side, b1.word);
        add(side, a1.word);
        add(side, pair(f.word, a1.word));
        add(side, pair(b1.word, f.word));
        add(sentences, t2(b1, f));
        add(sentences, t2(f, a1));
        add(side, pair(t2(b1, f), t(a1)));
        add(side, pair(t2(b2, b1), t(f)));
        add(side, pair(t2(f, a1), t(a2)));
        add(side, head.stem);
        add(pair(side, head.stem), t(f));
        add(pair(side, head.stem), f.word);
        add(pair(d, head.stem), q);
        add(pair(d, u32::from(head.tag)), t(f));
        add(pair(head.stem, between), side);
        add(pattern, side);
        add(pattern, pair(sentences, q));
        add(pattern, d);
        add(pattern, pair(between, side));
        add(pattern2, sentences);
        add(pattern2, pair(side, t(f)));
        add(pair(pattern, head.stem), sentences);
        add(q, sentences);
        add(q, pair(between, side));
        add(q, pair(sentences, segments));
        add(between, side);
        add(between, pair(side, t(f)));
        add(pair(p.commas.min(3), p.verbs.min(3)), d);
        add(p.cues.min(3), pair(side, p.sentences.min(3)));
        add(ps << 8 | pc << 4 | pq, side);
        add(ps << 8 | pc << 4 | pq, d);
        add(ps << 8 | pc << 4 | pq, pair(side, between));
        add(ps << 8 | pc << 4 | pq, pair(side, segments));
        add(ps << 8 | pc << 4 | pq, pair(sentences, q));
        add(segments, pair(sentences, likely(belief)));
        add(segments, pair(pattern, likely(belief)));
        add(pair(segments, p.cues.min(2)), pair(side, likely(belief)));
        add(pair(likely(belief), p.cues.min(2)), pair(side, head.stem));
        add(pair(u32::from(f.shape), t(f)), sentences);
        add(f.place.min(2), sentences);
        // The subject of the cue's own verb, and phrases elsewhere.
        let mine = u32::from(f.phrase > 0 && f.phrase == head.subject);
        let rank = u32::from(f.phrase != b1.phrase) | u32::from(f.phrase != a1.phrase) << 1 | u32::from(f.phrase > 0) << 2;
        add(mine, pair(side, rank));
        add(mine, pair(side, ps));
        add(mine | u32::from(head.subject > 0) << 1, pair(side, u32::from(head.voice)));
        add(mine | u32::from(head.subject > 0) << 1, pair(d, rank));
        add(mine | u32::from(f.speaks) << 1, pair(sentences, u32::from(f.head)));
        add(pair(u32::from(head.voice), u32::from(head.cue)), pair(sentences, u32::from(f.quotation > 0)));
        add(u32::from(head.cue), pair(side, t(f)));
        add(u32::from(f.cue), pair(sentences, between));
        add(u32::from(f.head), pair(sentences, p.cues.min(2)));
        add(pair(u32::from(f.voice), u32::from(f.subject > 0 && f.subject == head.subject)), sentences);
        let (mc, ms) = (u32::from(f.meaning.0), u32::from(f.meaning.1));
        add(pair(mc, u32::from(head.meaning.0)), pair(side, t(f)));
        add(ms, pair(side, t(f)));
        add(ms, pair(d, rank));
        add(pair(u32::from(head.meaning.0), between), side);

        let mut template = 400;
        let mut edge = |a: u32, b: u32| {
            out.edge(row(template, a, b));
            template += 1;
        };
        let border = u32::from(f.sentence != b1.sentence);
        let touches = if inside {
            1
        } else if i == last + 1 {
            2
        } else {
            0
        };
        let now = likely(belief);
        let then = previous(i).map_or(0, |j| likely(&beliefs[j]));
        let begins = u32::from(belief.source_begins > 0.5 * belief.source) | u32::from(belief.content_begins > 0.5 * belief.content) << 1;
        let marks = pair(u32::from(b1.punct) << 4 | u32::from(f.punct), u32::from(b1.quote) << 4 | u32::from(f.quote));
        edge(side, touches);
        edge(pair(side, border), touches);
        edge(side, b1.word);
        edge(side, f.word);
        edge(side, pair(b1.word, f.word));
        edge(side, t2(b1, f));
        edge(side, pair(t2(b1, f), t(a1)));
        edge(side, pair(t2(b2, b1), t(f)));
        edge(marks, pair(side, border));
        edge(marks, pair(side, between));
        edge(marks, pair(quotation, pattern));
        edge(then << 4 | now, pair(side, begins));
        edge(then << 4 | now, pair(marks, side));
        edge(then << 4 | now, pair(segments, side));
        edge(touches, pair(head.stem, side));
        edge(touches, pair(f.word, side));
        edge(pair(head.stem, side), u32::from(f.punct) << 4 | u32::from(b1.punct));
        edge(pair(border, sentences), q);
        let owned = |x: &Fact| u32::from(x.phrase > 0 && x.phrase == head.subject);
        let step = u32::from(f.phrase != b1.phrase) | u32::from(f.phrase > 0) << 1 | u32::from(b1.phrase > 0) << 2;
        edge(step, pair(side, owned(f) << 1 | owned(b1)));
        edge(step, pair(side, t2(b1, f)));
        edge(step, pair(then << 4 | now, side));
        edge(pair(p.commas.min(4), side), pair(u32::from(f.punct) << 4 | u32::from(b1.punct), t(f)));
        out.next();
    }
}

fn paths(facts: &Facts, beliefs: &[Belief], cue: &Cue, window: &Range<usize>) -> Vec<Path> {
    let mut out = vec![Path::default(); window.len()];
    let mut walk = |order: &mut dyn Iterator<Item = usize>| {
        let mut path = Path::default();
        let mut sentence = facts.tokens[cue.head].sentence;
        let mut quotation = facts.tokens[cue.head].quotation;
        let mut part = 2;
        for i in order {
            let fact = &facts[i];
            if fact.sentence != sentence {
                sentence = fact.sentence;
                path.sentences += 1;
            }
            if fact.quotation != quotation {
                path.quotes += u32::from(quotation != 0 && quotation != facts.tokens[cue.head].quotation);
                quotation = fact.quotation;
            }
            let now = likely(&beliefs[i]);
            if now != part {
                path.sources += u32::from(part == 1);
                path.contents += u32::from(part == 3);
                path.cues += u32::from(now == 2);
                part = now;
            }
            out[i - window.start] = path;
            path.commas += u32::from(fact.punct == punct::COMMA);
            path.breaks += u32::from(matches!(fact.punct, punct::COLON | punct::SEMICOLON | punct::DASH));
            path.verbs += u32::from(fact.is_verb());
            path.that += u32::from(fact.that);
        }
    };
    walk(&mut (window.start..cue.tokens.start).rev());
    walk(&mut (cue.tokens.end..window.end));
    out
}

impl std::ops::Index<usize> for Facts {
    type Output = Fact;

    fn index(&self, i: usize) -> &Fact {
        &self.tokens[i]
    }
}
