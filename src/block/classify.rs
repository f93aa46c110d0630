//! Labels and reasons: rules for what is certain, the trained trees for the rest, and then the harm weighed.

use super::container::{self, Container};
use super::facts::Page;
use super::features;
use super::labels;
use super::names;
use super::reasons;
use super::{Block, Label, PageKind, Reason};
use crate::model::trees::Trees;
use crate::snapshot::{NodeId, PageSnapshot, Tag};

/// Whole sentences within the story are the story's from this probability on: one that is lost costs more than a line too many.
const PROSE: f32 = 0.4;
/// Everything else.
const REST: f32 = 0.6;
/// With less kept text than this the page has no story, in words.
const LEAST_STORY: u32 = 60;
/// Nor may less than this part of the running text stay that the container vote found: one in so many words.
const LEAST_SHARE: u32 = 4;

pub(super) fn classify(snapshot: &PageSnapshot, blocks: &mut [Block]) -> PageKind {
    let page = Page::new(snapshot, blocks);
    let container = container::find(&page, blocks);
    let rows = features::features(&page, blocks, &container);
    let trees = Trees::blocks();
    let scores: Vec<f32> = rows.iter().map(|row| trees.probability(row)).collect();
    decide(&page, blocks, &container, &scores)
}

/// Labels the blocks, given for each the probability that it is the story's.
pub(super) fn decide(page: &Page, blocks: &mut [Block], container: &Container, scores: &[f32]) -> PageKind {
    let headline = labels::headline(page, blocks, container);
    let mut hidden: Vec<Option<Reason>> = (0..blocks.len())
        .map(|at| {
            let rule = rule(page, blocks, at);
            let score = scores.get(at).copied().unwrap_or(0.0);
            rule.or_else(|| (score < least(page, container, headline, at)).then(|| reasons::reason(page, blocks, container, at)))
        })
        .collect();
    consent(page, blocks, headline, &mut hidden);
    headings(page, blocks, &mut hidden);
    repeats(page, blocks, headline, &mut hidden);
    let kept: Vec<bool> = hidden.iter().map(Option::is_none).collect();
    for at in 0..blocks.len() {
        let ruled = rule(page, blocks, at).is_some() || hidden[at] == Some(Reason::RepeatedTitle);
        let label = if headline == Some(at) {
            Label::Headline
        } else if !ruled && let Some(label) = labels::beside(page, blocks, container, headline, &kept, at) {
            label
        } else if hidden[at].is_none() {
            labels::body(page, blocks, at)
        } else {
            Label::Boilerplate
        };
        let score = scores.get(at).copied().unwrap_or(0.0);
        let block = &mut blocks[at];
        block.label = label;
        block.reason = if label == Label::Boilerplate { hidden[at] } else { None };
        block.confidence = if ruled || label == Label::Headline { 0.99 } else { score.max(1.0 - score) };
    }
    kind(page, blocks, container)
}

/// The probability from which on a block is kept.
fn least(page: &Page, container: &Container, headline: Option<usize>, at: usize) -> f32 {
    let facts = &page.facts[at];
    let start = headline.map_or(container.story.start, |h| h.min(container.story.start));
    let prose = facts.words >= 8 && facts.ends_sentence && facts.link_share() < 0.3;
    if prose && (start..container.story.end).contains(&at) { PROSE } else { REST }
}

/// What is certain of a block by itself.
fn rule(page: &Page, blocks: &[Block], at: usize) -> Option<Reason> {
    if let Some(line) = page.facts[at].line.filter(|line| line.certain) {
        return Some(line.reason);
    }
    let control =
        page.up(blocks[at].node, 3).find_map(|id| page.page.tag(id).filter(|t| matches!(t, Tag::Button | Tag::Select | Tag::Option)));
    control.filter(|_| page.facts[at].words < 30).map(|_| Reason::Tools)
}

/// A heading goes the way of what it heads: the running text right under it.
fn headings(page: &Page, blocks: &[Block], hidden: &mut [Option<Reason>]) {
    let is_heading = |at: usize| page.up(blocks[at].node, 3).any(|id| matches!(page.page.tag(id), Some(Tag::H2 | Tag::H3 | Tag::H4)));
    for at in (0..blocks.len().saturating_sub(1)).rev().filter(|&at| is_heading(at)) {
        let next = at + 1;
        let loose = page.facts[at].line.is_none() && page.facts[at].link_share() < 0.5;
        if hidden[at].is_some() && loose && hidden[next].is_none() && page.facts[next].is_long() {
            hidden[at] = None;
        } else if hidden[at].is_none() && hidden[next].is_some() && page.facts[next].line.is_none() && page.facts[next].link_share() > 0.8 {
            hidden[at] = hidden[next];
        }
    }
}

/// The dialogs of consent tools hold long running text that is never the story's.
fn consent(page: &Page, blocks: &[Block], headline: Option<usize>, hidden: &mut [Option<Reason>]) {
    let headline = headline.map(|at| blocks[at].node);
    let of_consent = |id: NodeId| {
        let end = page.page.node(id).end;
        let holds_story = match headline {
            Some(headline) => id <= headline && headline.0 < end,
            None => page.within(id).long_words * 2 > page.all().long_words,
        };
        page.groups[id.index()] & names::known().cookie != 0 && !holds_story
    };
    for (at, block) in blocks.iter().enumerate() {
        if page.up(block.node, 16).any(of_consent) {
            hidden[at] = Some(Reason::Cookie);
        }
    }
}

/// Titles that stand a second time: that of the page, and that of a film under the line that announces it.
fn repeats(page: &Page, blocks: &[Block], headline: Option<usize>, hidden: &mut [Option<Reason>]) {
    /// Shorter ones may be repeated on purpose.
    const WORDS: u32 = 4;
    /// A film's title follows its announcement within so many blocks.
    const AFTER: usize = 6;
    let title = headline.map(|at| page.facts[at].hash);
    for at in 0..blocks.len() {
        if Some(at) != headline && page.facts[at].words >= WORDS && Some(page.facts[at].hash) == title {
            hidden[at] = Some(Reason::RepeatedTitle);
        }
        let announced = hidden[at] == Some(Reason::MediaPlayer) && page.facts[at].words > WORDS;
        let Some((_, film)) = blocks[at].text.split_once(':').filter(|_| announced) else { continue };
        let film = film.trim();
        for next in at + 1..(at + 1 + AFTER).min(blocks.len()) {
            // One block may hold the title and the player's words after it.
            if blocks[next].text.starts_with(film) && page.facts[next].words < page.facts[at].words + 4 {
                hidden[next] = Some(Reason::RepeatedTitle);
            }
        }
    }
}

fn kind(page: &Page, blocks: &[Block], container: &Container) -> PageKind {
    let body = || blocks.iter().zip(&page.facts).filter(|(block, _)| block.label.is_body());
    let words: u32 = body().map(|(_, facts)| facts.words).sum();
    let linked: u32 = body().map(|(_, facts)| facts.link_words).sum();
    let long: u32 = body().filter(|(_, facts)| facts.is_long()).map(|(_, facts)| facts.words).sum();
    // Too little stays of what the vote took for the story: one of the two is wrong, and nothing may be hidden.
    let voted = container.best.map_or(0, |best| page.within(best).long_words);
    let doubtful = long < voted / LEAST_SHARE;
    if words < LEAST_STORY || long == 0 || doubtful || linked * 2 > words { PageKind::NotAnArticle } else { PageKind::Article }
}
