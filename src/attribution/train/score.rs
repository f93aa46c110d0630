//! The measures of attribution, the same as those of the Python scorer of the data: content by overlap of words,
//! source given content, both together, quotations in marks, reported speech, and recall by construction.

use super::constructions::constructions;
use super::corpus::{Document, Gold};
use super::exact::Exact;
use super::speech_verbs::is_scored_speech_verb;
use crate::attribution::Attribution;
use crate::text::Span;
use std::collections::BTreeMap;

/// Words as places, ascending.
pub(super) type Places = Vec<u32>;

/// Counts over documents.
#[derive(Clone, Debug, Default)]
pub struct Score {
    pub gold: usize,
    pub found: usize,
    pub content: usize,
    pub strict: usize,
    pub both: usize,
    pub with_source: usize,
    pub source_overlaps: usize,
    pub direct_gold: usize,
    pub direct_found: usize,
    pub direct_right: usize,
    pub speech_gold: usize,
    pub speech_found: usize,
    pub speech_recalled: usize,
    pub speech_precise: usize,
    pub exact: Exact,
    /// For each construction: how many there are, with content found, with source right too.
    pub constructions: BTreeMap<&'static str, [usize; 3]>,
    /// For each tenth of confidence: predictions, contents right, both right.
    pub reliability: [[usize; 3]; 10],
    /// The same over predictions of reported speech.
    pub speech_reliability: [[usize; 3]; 10],
}

pub(super) struct Words(pub(super) Vec<(u32, u32)>);

impl Words {
    /// Runs of letters, digits and low lines, joined by single apostrophes, stops or hyphens inside.
    pub fn new(text: &str) -> Self {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let mut out: Vec<(u32, u32)> = Vec::new();
        let mut joined = None;
        for (at, c) in text.char_indices() {
            let end = (at + c.len_utf8()) as u32;
            if word(c) {
                match out.last_mut() {
                    Some(last) if last.1 == at as u32 || joined == Some(at) => last.1 = end,
                    _ => out.push((at as u32, end)),
                }
            } else if matches!(c, '\'' | '’' | '.' | '-') && out.last().is_some_and(|w| w.1 == at as u32) {
                joined = Some(end as usize);
            }
        }
        Self(out)
    }

    pub fn of(&self, spans: &[Span]) -> Places {
        let mut out = Vec::new();
        for span in spans {
            let from = self.0.partition_point(|w| w.1 <= span.start);
            out.extend((from..self.0.len()).take_while(|&i| self.0[i].0 < span.end).map(|i| i as u32));
        }
        out.sort();
        out.dedup();
        out
    }
}

fn common(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|x| b.binary_search(x).is_ok()).count()
}

pub(super) struct Item {
    source: Places,
    content: Places,
    speech: bool,
}

impl Score {
    pub fn add(&mut self, document: &Document, predicted: &[Attribution]) {
        let words = Words::new(&document.text);
        let quotes = quotes(&document.text);
        let discard = words.of(&document.discard);
        self.exact.add(&words, &document.gold, predicted);
        let item = |source: &[Span], cue: &[Span], content: &[Span]| Item {
            source: words.of(source),
            content: words.of(content),
            speech: is_speech(&document.text, cue, content, &words, &quotes),
        };
        let mut gold: Vec<(Item, &Gold)> = document.gold.iter().map(|g| (item(&g.source, &g.cue, &g.content), g)).collect();
        gold.retain(|g| !g.0.content.is_empty());
        let mut found: Vec<(Item, &Attribution)> = predicted.iter().map(|a| (item(&a.source, &a.cue, &a.content), a)).collect();
        found.retain(|f| !f.0.content.is_empty() && common(&f.0.content, &discard) * 2 < f.0.content.len());
        let pairs = pairs(&gold, &found);
        let mut matched: Vec<Option<usize>> = vec![None; gold.len()];
        let mut right = vec![(false, false); found.len()];
        let fits = |g: &Item, f: &Item| if g.source.is_empty() { f.source.is_empty() } else { common(&g.source, &f.source) > 0 };
        for (g, f) in pairs {
            matched[g] = Some(f);
            let (x, y) = (&gold[g].0, &found[f].0);
            self.content += 1;
            self.strict += usize::from(x.content == y.content);
            let both = fits(x, y);
            self.both += usize::from(both);
            right[f] = (true, both);
            if !x.source.is_empty() {
                self.with_source += 1;
                self.source_overlaps += usize::from(common(&x.source, &y.source) > 0);
            }
        }
        self.gold += gold.len();
        self.found += found.len();
        for (f, &(content, both)) in found.iter().zip(&right) {
            let tenth = ((f.1.confidence * 10.0) as usize).min(9);
            let mut tables = vec![&mut self.reliability];
            if f.0.speech {
                self.speech_found += 1;
                self.speech_precise += usize::from(both);
                tables.push(&mut self.speech_reliability);
            }
            for table in tables {
                table[tenth][0] += 1;
                table[tenth][1] += usize::from(content);
                table[tenth][2] += usize::from(both);
            }
        }
        for (g, m) in gold.iter().zip(&matched) {
            let both = m.is_some_and(|f| fits(&g.0, &found[f].0));
            if g.0.speech {
                self.speech_gold += 1;
                self.speech_recalled += usize::from(both);
            }
            for name in constructions(document, g.1, &gold) {
                let counts = self.constructions.entry(name).or_default();
                counts[0] += 1;
                counts[1] += usize::from(m.is_some());
                counts[2] += usize::from(both);
            }
        }
        self.direct(&words, &quotes, &discard, &gold, &found);
    }

    fn direct(&mut self, words: &Words, quotes: &[Span], discard: &[u32], gold: &[(Item, &Gold)], found: &[(Item, &Attribution)]) {
        for quote in quotes {
            let unit = words.of(&[*quote]);
            if unit.len() < 3 || common(&unit, discard) * 2 >= unit.len() {
                continue;
            }
            let covered = |items: Vec<&Item>| {
                let mut all: Places = items.iter().flat_map(|i| i.content.iter().copied()).collect();
                all.sort();
                common(&unit, &all) * 2 >= unit.len()
            };
            let in_gold = covered(gold.iter().map(|g| &g.0).collect());
            let in_found = covered(found.iter().map(|f| &f.0).collect());
            self.direct_gold += usize::from(in_gold);
            self.direct_found += usize::from(in_found);
            if in_gold && in_found {
                let g = first_best(gold.iter().map(|g| &g.0), &unit);
                let f = first_best(found.iter().map(|f| &f.0), &unit);
                if let (Some(g), Some(f)) = (g, f) {
                    self.direct_right +=
                        usize::from(if g.source.is_empty() { f.source.is_empty() } else { common(&g.source, &f.source) > 0 });
                }
            }
        }
    }

    pub fn print(&self) {
        let f1 = |tp: usize, found: usize, gold: usize| {
            let (p, r) = (ratio(tp, found), ratio(tp, gold));
            format!("P/R/F1 {p:.1} / {r:.1} / {:.1}", if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
        };
        println!("gold {} predicted {}", self.gold, self.found);
        println!("  content          {}", f1(self.content, self.found, self.gold));
        println!("  content strict   {}", f1(self.strict, self.found, self.gold));
        println!("  end to end       {}", f1(self.both, self.found, self.gold));
        self.exact.print();
        println!("  source overlap   {:.1}", ratio(self.source_overlaps, self.with_source));
        println!("  direct + source  {}", f1(self.direct_right, self.direct_found, self.direct_gold));
        let (p, r) = (ratio(self.speech_precise, self.speech_found), ratio(self.speech_recalled, self.speech_gold));
        println!("  reported speech  P/R/F1 {p:.1} / {r:.1} / {:.1}", 2.0 * p * r / (p + r).max(1e-9));
    }

    /// Content, strict content, end to end.
    pub fn line(&self) -> String {
        let f1 = |tp: usize| 200.0 * tp as f32 / (self.found + self.gold).max(1) as f32;
        let direct = 200.0 * self.direct_right as f32 / (self.direct_found + self.direct_gold).max(1) as f32;
        format!("content {:.1} strict {:.1} end to end {:.1} direct {direct:.1}", f1(self.content), f1(self.strict), f1(self.both))
    }

    pub fn print_constructions(&self) {
        println!("  construction        n  content  end to end");
        for (name, [n, content, both]) in &self.constructions {
            println!("  {name:16} {n:5}    {:5.1}       {:5.1}", ratio(*content, *n), ratio(*both, *n));
        }
        for (title, table) in [("all", &self.reliability), ("reported speech", &self.speech_reliability)] {
            println!("  confidence, {title}: n, content right, both right");
            for (tenth, [n, content, both]) in table.iter().enumerate() {
                println!("  0.{tenth}  {n:5}  {:5.1}  {:5.1}", ratio(*content, *n), ratio(*both, *n));
            }
        }
    }
}

fn ratio(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { 100.0 * part as f32 / whole as f32 }
}

/// The item with most words of `unit`; the first of equals.
fn first_best<'a>(items: impl Iterator<Item = &'a Item>, unit: &[u32]) -> Option<&'a Item> {
    let mut best: Option<(usize, &Item)> = None;
    for item in items {
        let n = common(&item.content, unit);
        if best.is_none_or(|b| n > b.0) {
            best = Some((n, item));
        }
    }
    best.map(|b| b.1)
}

/// Pairs of gold and prediction, one to one, in falling overlap of their contents (Jaccard, at least a half).
fn pairs(gold: &[(Item, &Gold)], found: &[(Item, &Attribution)]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (i, (g, _)) in gold.iter().enumerate() {
        for (j, (f, _)) in found.iter().enumerate() {
            let both = common(&g.content, &f.content);
            let jaccard = both as f64 / (g.content.len() + f.content.len() - both) as f64;
            if jaccard >= 0.5 {
                all.push((jaccard, common(&g.source, &f.source) > 0, i, j));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3)));
    let (mut seen_gold, mut seen_found) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut out = Vec::new();
    for (_, _, i, j) in all {
        if !seen_gold[i] && !seen_found[j] {
            (seen_gold[i], seen_found[j]) = (true, true);
            out.push((i, j));
        }
    }
    out
}

/// The scorer's idea of quotations: double marks only, each within its line.
pub(super) fn quotes(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open = None;
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let mut close = |open: &mut Option<usize>, end: usize| {
            if let Some(start) = open.take() {
                out.push(Span::new(start, end));
            }
        };
        match c {
            '\'' if bytes.get(at + 1) == Some(&b'\'') && (at == 0 || bytes[at - 1] != b'\'') => match open {
                None => open = Some(at),
                Some(_) => close(&mut open, at + 2),
            },
            '\n' => close(&mut open, at),
            '“' => {
                close(&mut open, at);
                open = Some(at);
            }
            '”' => close(&mut open, at + c.len_utf8()),
            '"' => match open {
                None => open = Some(at),
                Some(_) => close(&mut open, at + 1),
            },
            _ => {}
        }
    }
    if let Some(start) = open {
        out.push(Span::new(start, text.len()));
    }
    out
}

fn is_speech(text: &str, cue: &[Span], content: &[Span], words: &Words, quotes: &[Span]) -> bool {
    let cue = cue.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" ").to_lowercase();
    let lone_mark = !cue.is_empty() && cue.chars().all(|c| c.is_whitespace() || matches!(c, ':' | '—' | '―' | '–' | '-'));
    if lone_mark || cue.starts_with("according") || cue.starts_with("per ") || cue == "per" {
        return true;
    }
    if cue.split(|c: char| !c.is_ascii_alphabetic()).any(is_scored_speech_verb) {
        return true;
    }
    let all = words.of(content);
    let inside = |w: u32| {
        let at = words.0[w as usize].0;
        let near = quotes.partition_point(|q| q.end <= at);
        quotes.get(near).is_some_and(|q| q.start <= at)
    };
    all.iter().any(|&w| inside(w))
}
