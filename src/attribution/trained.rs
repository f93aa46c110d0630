//! Attribution by the trained models: the network finds candidate cues and the parts of each, and a judgement behind it tells
//! which of them an annotator would make.

use super::cues::{self, Belief, Cue};
use super::facts::{Facts, facts, punct, quoted};
use super::forms::{self, kind_of};
use super::judge;
use super::network::{CONTENT, Network, ROLES, SOURCE, Seen};
use super::split;
use super::stretches::stretches;
use super::{Attribution, Tier};
use crate::lexicon;
use crate::model::linear::Packed;
use crate::model::network::Reader;
use crate::text::{Span, Tag, Text};
use std::collections::BTreeMap;
use std::ops::Range;

/// A cue that the network believes in less is no candidate.
const CANDIDATE: f32 = 0.08;
/// What is less probably right is dropped.
const THRESHOLD: f32 = 0.25;
/// What is at least so probable may take a quotation that nothing more probable takes: what stands in quotation marks
/// has a speaker nearly always.
const QUOTING_THRESHOLD: f32 = 0.15;
/// The network sees cues that annotators leave out: so much is taken from the log odds of the whole.
const DOUBT: f32 = 0.5;

/// The models of a model file: the network, and the judgement of the whole.
#[derive(Clone, Debug)]
pub struct Models<'a> {
    network: Network<'a>,
    judge: Packed,
}

impl<'a> Models<'a> {
    pub fn read(file: &'a [u8]) -> Self {
        let mut file = Reader(file);
        let network = Network::read(&mut file);
        let (judge, _) = Packed::read(file.0);
        Self { network, judge }
    }
}

/// An attribution as ranges of tokens.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub cue: Cue,
    pub source: Vec<Range<usize>>,
    pub content: Vec<Range<usize>>,
    /// How sure the network is of source and content, 0 to 1.
    pub sure: f32,
}

pub(super) fn find(text: &str, parsed: &Text, models: &Models) -> Vec<Attribution> {
    let facts = facts(text, parsed);
    let paragraphs = stretches(parsed, &facts);
    let (beliefs, mut found) = parts(&facts, &paragraphs, &models.network);
    let is_shared =
        |t: usize| parsed.tokens.get(t).is_some_and(|token| lexicon::shared_subjects().has(&token.span.of(text).to_lowercase()));
    let is_name =
        |t: usize| facts.is(t, punct::COMMA) || parsed.tokens.get(t).is_some_and(|token| token.tag == Tag::Cc || token.tag.is_proper());
    let is_link = |t: usize| parsed.tokens.get(t).is_some_and(|token| matches!(token.tag, Tag::In | Tag::Dt));
    say_by_verb(&mut found, &facts, is_shared, is_name, is_link);
    let is_small = |t: usize| parsed.tokens.get(t).is_some_and(|token| token.span.of(text).starts_with(char::is_lowercase));
    split::rejoin(&facts, &mut found, is_small);
    let hangs = |t: usize| {
        parsed.tokens.get(t).is_some_and(|token| lexicon::subordinators().says(&token.span.of(text).to_lowercase(), "condition"))
    };
    split::through_dashes(&facts, &mut found, hangs);
    let mut right = vec![0f32; found.len()];
    judge::extract(&facts, &beliefs, &paragraphs, &found, |i, features| {
        right[i] = together(judge::probability(features, &models.judge), found[i].cue.belief);
    });
    let kept = keep(&facts, &found, &right);
    let kept = found.iter().zip(&right).zip(kept).filter(|(_, kept)| *kept);
    let mut out: Vec<Attribution> = kept.filter_map(|((f, &p), _)| attribution(text, parsed, &facts, f, p)).collect();
    forms::apply(text, parsed, &facts, &mut out);
    out
}

/// How probably a candidate is an attribution, by the judgement of the whole and the network's belief in its cue: the mean of their
/// log odds. The judgement was fitted behind networks that know half of the articles, and underrates the one that knows all.
fn together(judged: f32, believed: f32) -> f32 {
    1.0 / (1.0 + (DOUBT - 0.5 * (judge::log_odds(judged) + judge::log_odds(believed))).exp())
}

/// What the network believes of each token, and the candidate cues with their parts, in text order.
pub(super) fn parts(facts: &Facts, stretches: &[Range<usize>], network: &Network) -> (Vec<Belief>, Vec<Found>) {
    let mut beliefs = vec![Belief::default(); facts.tokens.len()];
    let mut out = Vec::new();
    for stretch in stretches {
        let mut seen = network.look(facts, stretch.clone());
        for (place, belief) in beliefs.iter_mut().skip(stretch.start).zip(network.beliefs(&seen)) {
            *place = belief;
        }
        for cue in cues::candidates(&beliefs, stretch.clone(), CANDIDATE) {
            out.push(of_cue(network, &mut seen, cue, stretch));
        }
    }
    (beliefs, out)
}

/// Tokens on each side of a cue that are looked at. It bounds the work for a cue in an endless paragraph.
const REACH: usize = 180;

fn of_cue(network: &Network, seen: &mut Seen, cue: Cue, stretch: &Range<usize>) -> Found {
    let window = cue.tokens.start.saturating_sub(REACH).max(stretch.start)..(cue.tokens.end + REACH).min(stretch.end);
    let roles = network.roles(seen, &cue, window.clone());
    let (labels, sure) = decode(&roles, cue.tokens.start - window.start..cue.tokens.end - window.start);
    let runs = |label: usize| runs(&labels, label, window.start);
    Found { source: runs(SOURCE), content: runs(CONTENT), cue, sure }
}

/// A label for each place, with the content forced to be there, and how sure the network is of them: the geometric mean of
/// the probabilities of those that are not certain. The cue (its places) is neither source nor content.
fn decode(roles: &[[f32; ROLES]], cue: Range<usize>) -> (Vec<u8>, f32) {
    let best = |p: &[f32; ROLES]| (0..ROLES).max_by(|&a, &b| p[a].total_cmp(&p[b])).unwrap_or(0) as u8;
    let mut labels: Vec<u8> = roles.iter().enumerate().map(|(i, p)| if cue.contains(&i) { 0 } else { best(p) }).collect();
    if !labels.contains(&(CONTENT as u8)) {
        let likeliest = (0..roles.len()).filter(|i| !cue.contains(i)).max_by(|&a, &b| roles[a][CONTENT].total_cmp(&roles[b][CONTENT]));
        if let Some(label) = likeliest.and_then(|i| labels.get_mut(i)) {
            *label = CONTENT as u8;
        }
    }
    let (mut sum, mut n) = (0f32, 0f32);
    for (i, (p, &label)) in roles.iter().zip(&labels).enumerate() {
        let p = p[label as usize];
        if p < 0.98 && !cue.contains(&i) {
            sum += p.max(1e-3).ln();
            n += 1.0;
        }
    }
    // A few doubtful tokens weigh as much as one, so that long contents are not punished for their length.
    (labels, (sum / n.sqrt().max(1.0)).exp())
}

/// "The ministers, Roe and Doe, both stressed ...": the word between subject and verb is taken for the cue, or for what
/// ends the source. The verb is the cue, and all that stands before it, or such a word alone, is who speaks.
fn say_by_verb(
    found: &mut Vec<Found>,
    facts: &Facts,
    is_shared: impl Fn(usize) -> bool,
    is_name: impl Fn(usize) -> bool,
    is_link: impl Fn(usize) -> bool,
) {
    let lone = |f: &Found| f.cue.tokens.len() == 1 && is_shared(f.cue.head);
    // "[The ministers] of A and B, Roe and Doe, [both]": what stands between the two is who they are.
    for source in found.iter_mut().map(|f| &mut f.source) {
        if let [first, .., last] = &source[..]
            && is_shared(last.end - 1)
            && (first.end..last.start).all(|t| is_name(t) || source.iter().any(|s| s.contains(&t)) || is_link(t))
        {
            let whole = first.start..last.end;
            source.clear();
            source.push(whole);
        }
    }
    // Where such words stand alone, the first of each.
    let alone: BTreeMap<usize, usize> = found.iter().enumerate().rev().filter(|(_, f)| lone(f)).map(|(at, f)| (f.cue.head, at)).collect();
    for at in 0..found.len() {
        let verb = found[at].cue.tokens.start;
        let Some(before) = verb.checked_sub(1).filter(|&t| is_shared(t)) else { continue };
        if !facts[found[at].cue.head].speech {
            continue;
        }
        let mut source = found[at].source.clone();
        if source.is_empty() {
            source = alone.get(&before).map_or_else(Vec::new, |&earlier| found[earlier].source.clone());
        }
        if source.iter().any(|s| s.end > before) {
            continue;
        }
        match source.last_mut() {
            Some(last) if (last.end..before).all(&is_name) => last.end = verb,
            Some(_) => continue,
            None => source.push(before..verb),
        }
        found[at].source = source;
    }
    let verbs: Vec<usize> = found.iter().filter(|f| facts[f.cue.head].speech).map(|f| f.cue.tokens.start).collect();
    found.retain(|f| !lone(f) || verbs.binary_search(&(f.cue.head + 1)).is_err());
}

/// Which of `found` are probable enough, or take a quotation which nothing more probable takes.
fn keep(facts: &Facts, found: &[Found], right: &[f32]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|&a, &b| right[b].total_cmp(&right[a]).then(a.cmp(&b)));
    let mut taken = vec![false; facts.quotes.len() + 1];
    let mut kept = vec![false; found.len()];
    for i in order {
        let mut quotations: Vec<usize> =
            found[i].content.iter().flat_map(|c| c.clone()).map(|t| facts[t].quotation as usize).filter(|&q| q > 0).collect();
        quotations.dedup();
        // A cue inside a quotation reports what the speaker reports; it does not make the quotation attributed. A title
        // needs no speaker.
        let speaks = |q: usize| facts.quotes[q - 1].words >= 3 && !facts.quotes[q - 1].title;
        quotations.retain(|&q| speaks(q) && facts[found[i].cue.head].quotation as usize != q);
        kept[i] = right[i] >= THRESHOLD || (right[i] >= QUOTING_THRESHOLD && quotations.iter().any(|&q| !taken[q]));
        if kept[i] {
            quotations.iter().for_each(|&q| taken[q] = true);
        }
    }
    kept
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

/// The attribution that `found` makes, right with `probability`; `None` without a content.
pub(super) fn attribution(text: &str, parsed: &Text, facts: &Facts, found: &Found, probability: f32) -> Option<Attribution> {
    let spans = |list: &[Range<usize>]| list.iter().filter_map(|r| trimmed(text, parsed, facts, r.clone())).collect::<Vec<_>>();
    // "“We will fight,” said [Ann Roe, the mayor, “]and we will win”": the mark is the quotation's.
    let without_mark = |r: &Range<usize>| r.start..r.end - usize::from(r.len() > 1 && facts[r.end - 1].quote == quoted::OPEN);
    let sources: Vec<Range<usize>> = found.source.iter().map(without_mark).collect();
    let content = spans(&found.content);
    if content.is_empty() {
        return None;
    }
    // It is no verb, and the models learned without it that they look at verbs: it counts here and not among the facts.
    let according = |t: usize| parsed.tokens.get(t).is_some_and(|token| token.span.of(text).eq_ignore_ascii_case("according"));
    let speech = found.cue.tokens.clone().any(|t| facts[t].speech || according(t));
    let kind = kind_of(text, &content, &facts.quotes);
    let tier = if speech || kind != super::Kind::Indirect { Tier::ReportedSpeech } else { Tier::Attitude };
    Some(Attribution {
        kind,
        tier,
        source: spans(&sources),
        cue: parsed.span_of(found.cue.tokens.clone()).into_iter().collect(),
        content,
        confidence: probability,
    })
}

/// Signs that belong to the word beside them: "$5 million", "5%", "@ann_roe".
const SIGNS: [char; 10] = ['$', '£', '€', '¥', '₹', '%', '‰', '#', '@', '°'];

/// The span of `tokens` without the stops and commas at its ends; quotation marks stay.
fn trimmed(text: &str, parsed: &Text, facts: &Facts, mut tokens: Range<usize>) -> Option<Span> {
    let sign = |t: usize| parsed.tokens[t].span.of(text).contains(SIGNS);
    let loose = |t: usize| facts[t].quotation == 0 && !matches!(facts[t].punct, punct::NONE | punct::PAREN) && !sign(t);
    while tokens.start < tokens.end && loose(tokens.start) {
        tokens.start += 1;
    }
    // "Of lying [and]": what the word joins is another's.
    let and = |t: usize| facts[t].quotation == 0 && parsed.tokens[t].tag == Tag::Cc;
    while tokens.start < tokens.end && (loose(tokens.end - 1) || and(tokens.end - 1)) {
        tokens.end -= 1;
    }
    parsed.span_of(tokens).filter(|s| !s.is_empty())
}
