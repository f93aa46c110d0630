//! Labels and reasons: rules for what is certain, the trained trees for the rest, and then the harm weighed.

use super::container::{self, Container};
use super::facts::{Facts, Page};
use super::features;
use super::labels;
use super::layout::{self, Verdict};
use super::names;
use super::reasons;
use super::{Block, Label, PageKind, Reason};
use crate::model::trees::Trees;
use crate::snapshot::{NodeId, PageSnapshot, Places, Tag};
use std::collections::{BTreeMap, HashSet};

/// Whole sentences within the story are the story's from this probability on: one that is lost costs more than a line too many.
const PROSE: f32 = 0.4;
/// Everything else.
const REST: f32 = 0.6;
/// A line that is known by its words stays nonetheless if the trees are as sure as this that it is the story's, and it is
/// of at least so many words: a story, too, 'has been updated to' something.
const VETO: (f32, u32) = (0.9, 8);
/// With less kept text than this the page has no story, in words.
const LEAST_STORY: u32 = 60;
/// Nor may less than this part of the running text stay that the container vote found: one in so many words.
const LEAST_SHARE: u32 = 4;

pub(super) fn classify(snapshot: &PageSnapshot, blocks: &mut [Block], places: Places) -> PageKind {
    let page = Page::new(snapshot, blocks);
    let container = container::find(&page, blocks);
    let scores = Trees::blocks().probabilities(&features::features(&page, blocks, &container));
    decide(&page, blocks, &container, &scores, places)
}

/// Labels the blocks, given for each the probability that it is the story's.
#[inline(never)]
pub(super) fn decide(page: &Page, blocks: &mut [Block], container: &Container, scores: &[f32], places: Places) -> PageKind {
    let headline = labels::headline(page, blocks, container);
    let verdicts = layout::verdicts(page, blocks, scores, places);
    let mut hidden: Vec<Option<Reason>> = (0..blocks.len())
        .map(|at| {
            let score = scores.get(at).copied().unwrap_or(0.0);
            let by_trees = || (score < least(page, container, headline, at)).then(|| reasons::reason(page, blocks, container, at));
            rule(page, blocks, score, at).or_else(|| match verdicts.get(at).copied().flatten().filter(|_| headline != Some(at)) {
                Some(Verdict::Story) => None,
                Some(Verdict::Beside | Verdict::Pinned) => Some(match reasons::reason(page, blocks, container, at) {
                    // What can be read is not lost.
                    Reason::Other if page.facts[at].is_long() => Reason::Inset,
                    reason => reason,
                }),
                Some(Verdict::Inset) => Some(Reason::Inset),
                Some(Verdict::Unseen) => Some(Reason::SkipLink),
                None => by_trees(),
            })
        })
        .collect();
    consent(page, blocks, headline, scores, &mut hidden);
    headings(page, blocks, scores, &mut hidden);
    lists(page, blocks, scores, &mut hidden);
    standfirst(page, blocks, headline, scores, &mut hidden);
    repeats(page, blocks, headline, &mut hidden);
    pull_quotes(page, blocks, &mut hidden);
    super::posts::signatures(page, blocks, &mut hidden);
    let kept: Vec<bool> = hidden.iter().map(Option::is_none).collect();
    for at in 0..blocks.len() {
        let score = scores.get(at).copied().unwrap_or(0.0);
        // What stands beside the story may be its byline; what moves with the reader is not.
        let placed = matches!(verdicts.get(at), Some(Some(Verdict::Pinned | Verdict::Unseen)));
        let ruled =
            placed || rule(page, blocks, score, at).is_some() || matches!(hidden[at], Some(Reason::RepeatedTitle | Reason::PullQuote));
        let label = if headline == Some(at) {
            Label::Headline
        } else if !ruled && let Some(label) = labels::beside(page, blocks, container, headline, &kept, at) {
            label
        } else if hidden[at].is_none() {
            labels::body(page, blocks, at)
        } else {
            Label::Boilerplate
        };
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
fn rule(page: &Page, blocks: &[Block], score: f32, at: usize) -> Option<Reason> {
    if is_shouted_link(page, blocks, at) {
        return Some(Reason::Related);
    }
    if in_bio(page, blocks, at) {
        return Some(Reason::AboutTheAuthor);
    }
    let line = page.facts[at].line.filter(|line| line.certain);
    // What folds reads like the story and is not lost. But a line of a correction is told by words that a story has too.
    let named = || ["Correction", "Clarification"].iter().any(|word| blocks[at].text.starts_with(word));
    let folds = line.is_some_and(|line| line.reason.folds() && (line.reason != Reason::Corrections || named()));
    if !folds && score >= VETO.0 && page.facts[at].words >= VETO.1 {
        return None;
    }
    if let Some(line) = line {
        return Some(line.reason);
    }
    let control =
        page.up(blocks[at].node, 3).find_map(|id| page.page.tag(id).filter(|t| matches!(t, Tag::Button | Tag::Select | Tag::Option)));
    control.filter(|_| page.facts[at].words < 30).map(|_| Reason::Tools)
}

/// A box that the page itself calls the life of its author, beside a story that is much longer.
fn in_bio(page: &Page, blocks: &[Block], at: usize) -> bool {
    const SHARE: u32 = 4;
    const WORDS: u32 = 150;
    let small = |id: NodeId| {
        let words = page.within(id).words;
        words <= WORDS && words * SHARE <= page.all().long_words
    };
    page.up(blocks[at].node, 4).any(|id| page.groups[id.index()] & names::known().bio != 0 && small(id))
}

/// The title of another story between two paragraphs: a line of capitals, all of it a link.
fn is_shouted_link(page: &Page, blocks: &[Block], at: usize) -> bool {
    const WORDS: u32 = 5;
    let facts = &page.facts[at];
    let heading = || page.up(blocks[at].node, 3).any(|id| matches!(page.page.tag(id), Some(Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4)));
    facts.words >= WORDS && facts.link_words == facts.words && (facts.upper + facts.digits) * 10 >= facts.words * 8 && !heading()
}

/// A heading goes the way of what it heads: the running text right under it.
fn headings(page: &Page, blocks: &[Block], scores: &[f32], hidden: &mut [Option<Reason>]) {
    let is_heading = |at: usize| page.up(blocks[at].node, 3).any(|id| matches!(page.page.tag(id), Some(Tag::H2 | Tag::H3 | Tag::H4)));
    for at in (0..blocks.len().saturating_sub(1)).rev().filter(|&at| is_heading(at)) {
        let next = at + 1;
        let loose = page.facts[at].line.is_none() && page.facts[at].link_share() < 0.5;
        if hidden[at].is_some() && loose && hidden[next].is_none() && page.facts[next].is_long() {
            hidden[at] = None;
        } else if hidden[at].is_none()
            && !page.facts[at].is_long()
            && scores.get(at).is_none_or(|&score| score < VETO.0)
            && hidden[next].is_some()
            && page.facts[next].line.is_none()
            && page.facts[next].link_share() > 0.8
        {
            hidden[at] = hidden[next];
        }
    }
}

/// An item of a list goes the way of the others: where most of a list's words are the story's, an item without a link is too.
fn lists(page: &Page, blocks: &[Block], scores: &[f32], hidden: &mut [Option<Reason>]) {
    let list = |at: usize| {
        let item = page.up(blocks[at].node, 3).find(|&id| page.page.tag(id) == Some(Tag::Li))?;
        page.page.node(item).parent
    };
    let mut words: BTreeMap<NodeId, (u32, u32)> = BTreeMap::new();
    let of: Vec<Option<NodeId>> = (0..blocks.len()).map(list).collect();
    for (at, list) in of.iter().enumerate() {
        let Some(list) = list else { continue };
        let sum = words.entry(*list).or_default();
        sum.0 += page.facts[at].words;
        sum.1 += if hidden[at].is_none() { page.facts[at].words } else { 0 };
    }
    for at in 0..blocks.len() {
        let Some((all, kept)) = of[at].and_then(|list| words.get(&list)).copied() else { continue };
        let score = scores.get(at).copied().unwrap_or(0.0);
        let by_trees = hidden[at].is_some() && page.facts[at].links == 0 && rule(page, blocks, score, at).is_none();
        if by_trees && kept * 2 > all {
            hidden[at] = None;
        }
    }
}

/// The sentence under the headline that sums up the story, as the page itself sums it up to others.
fn standfirst(page: &Page, blocks: &[Block], headline: Option<usize>, scores: &[f32], hidden: &mut [Option<Reason>]) {
    /// It stands within so many blocks of the headline.
    const AFTER: usize = 5;
    const WORDS: u32 = 6;
    let Some(headline) = headline else { return };
    let is_summary = |name: &str| matches!(name, "description" | "og:description" | "twitter:description");
    let summaries = page.page.meta.iter().filter(|(name, _)| is_summary(name));
    let said: HashSet<u64> = summaries.flat_map(|(_, text)| features::trigrams(text)).collect();
    for at in (headline + 1..blocks.len().min(headline + 1 + AFTER)).filter(|_| !said.is_empty()) {
        let facts = &page.facts[at];
        let score = scores.get(at).copied().unwrap_or(0.0);
        let by_trees = hidden[at].is_some() && rule(page, blocks, score, at).is_none();
        if by_trees && facts.words >= WORDS && facts.links == 0 {
            let own = features::trigrams(&blocks[at].text);
            let shared = own.iter().filter(|trigram| said.contains(trigram)).count();
            if shared * 10 >= own.len() * 8 && shared > 0 {
                hidden[at] = None;
            }
        }
    }
}

/// The dialogs of consent tools hold long running text that is never the story's. Whole pages are named for them too,
/// so that what holds the headline, the page's frame, or what the trees take for the story is none.
fn consent(page: &Page, blocks: &[Block], headline: Option<usize>, scores: &[f32], hidden: &mut [Option<Reason>]) {
    let headline = headline.map(|at| blocks[at].node);
    // Words, and those of them that are the story's, before each block.
    let mut before = vec![(0.0, 0.0)];
    for (at, facts) in page.facts.iter().enumerate() {
        let (all, story) = before[at];
        let words = f64::from(facts.words);
        before.push((all + words, story + words * f64::from(scores.get(at).copied().unwrap_or(0.0))));
    }
    let holds_story = |id: NodeId| {
        let end = page.page.node(id).end;
        let frame = matches!(page.page.tag(id), Some(Tag::Html | Tag::Body | Tag::Main | Tag::Article));
        let range = page.range(id);
        let (from, to) = (before[range.start], before[range.end]);
        frame || headline.is_some_and(|headline| id <= headline && headline.0 < end) || (to.1 - from.1) * 2.0 > to.0 - from.0
    };
    let mut at = 0;
    // From the outside, and past each dialog that is found.
    while at < page.page.nodes.len() {
        let id = NodeId(at as u32);
        at += 1;
        if page.groups[id.index()] & names::known().cookie != 0 && !holds_story(id) {
            page.range(id).for_each(|block| hidden[block] = Some(Reason::Cookie));
            at = page.page.node(id).end as usize;
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

/// Quotations set apart whose words all stand in the running text too: nothing is lost with them, and who reads on does
/// not read them twice.
fn pull_quotes(page: &Page, blocks: &[Block], hidden: &mut [Option<Reason>]) {
    /// Fewer words may be repeated by chance.
    const WORDS: u32 = 6;
    let set_apart = |at: usize| page.up(blocks[at].node, 5).any(|id| page.page.tag(id) == Some(Tag::Blockquote));
    let found: Vec<usize> =
        (0..blocks.len()).filter(|&at| hidden[at].is_none() && page.facts[at].words >= WORDS && set_apart(at)).collect();
    if found.is_empty() {
        return;
    }
    let running = (0..blocks.len()).filter(|&at| hidden[at].is_none() && page.facts[at].is_long() && !set_apart(at));
    let said: HashSet<u64> = running.flat_map(|at| features::trigrams(&blocks[at].text)).collect();
    for at in found {
        let own = features::trigrams(&blocks[at].text);
        if !own.is_empty() && own.iter().all(|trigram| said.contains(trigram)) {
            hidden[at] = Some(Reason::PullQuote);
        }
    }
}

fn kind(page: &Page, blocks: &mut [Block], container: &Container) -> PageKind {
    let sum = |blocks: &[Block], count: fn(&Facts) -> u32| -> u32 {
        blocks.iter().zip(&page.facts).filter(|(block, _)| block.label.is_body()).map(|(_, facts)| count(facts)).sum()
    };
    let long: fn(&Facts) -> u32 = |facts| if facts.is_long() { facts.words } else { 0 };
    // Too little stays of what the vote took for the story: one of the two is wrong, and nothing may be hidden.
    let voted = container.best.map_or(0, |best| page.within(best).long_words);
    let doubtful = sum(blocks, long) < voted / LEAST_SHARE;
    if let Some(best) = container.best.filter(|_| doubtful) {
        // What is read out of the page is then what the vote found.
        for at in page.range(best) {
            if page.facts[at].line.is_some() || blocks[at].label != Label::Boilerplate {
                continue;
            }
            blocks[at].label = labels::body(page, blocks, at);
            blocks[at].reason = None;
            blocks[at].confidence = 0.5;
        }
    }
    let words = sum(blocks, |facts| facts.words);
    if words < LEAST_STORY || sum(blocks, long) == 0 || sum(blocks, |facts| facts.link_words) * 2 > words {
        PageKind::NotAnArticle
    } else if doubtful {
        PageKind::Doubtful
    } else {
        PageKind::Article
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::segment::{segment, tests::page};
    use crate::snapshot::nowhere;

    const STORY: &str = "<p>The council decided on Monday, after a long debate, that the old harbour bridge will close in May.</p>\
        <p>Engineers had warned that its middle piers, built a century ago, no longer carry what they were built for.</p>\
        <p>The mayor said that a ferry would take people across, every ten minutes, until the new bridge is opened.</p>\
        <p>Shops on the northern side fear for their trade, and have asked the council for some help with rents.</p>";

    #[track_caller]
    fn decided(html: &str, score: f32) -> (Vec<Block>, PageKind) {
        let snapshot = page(html);
        let mut blocks = segment(&snapshot);
        let page = Page::new(&snapshot, &blocks);
        let container = container::find(&page, &blocks);
        let scores = vec![score; blocks.len()];
        let kind = decide(&page, &mut blocks, &container, &scores, &nowhere);
        (blocks, kind)
    }

    #[test]
    fn a_page_whose_whole_story_would_go_is_doubtful_and_keeps_it() {
        let (blocks, kind) = decided(&format!("<div>{STORY}</div>"), 0.1);
        assert_eq!(kind, PageKind::Doubtful);
        assert!(blocks.iter().all(|block| block.label.is_body()));
    }

    #[test]
    fn a_quotation_set_apart_goes_where_the_story_says_it_too() {
        let quoted = |words: &str| {
            let html = format!(
                "<div>{STORY}<blockquote>{words}</blockquote><p>The work begins in March, when the ice on the river is gone.</p></div>"
            );
            decided(&html, 0.95).0[4].reason
        };
        assert_eq!(quoted("“A ferry would take people across, every ten minutes”"), Some(Reason::PullQuote));
        assert_eq!(quoted("“A ferry would take people across, every five minutes”"), None);
        assert_eq!(quoted("“A ferry would take people”"), None);
    }

    #[test]
    fn the_sentence_under_the_headline_that_sums_up_the_story_stays() {
        const SUMMARY: &str = "A ferry will take people across the harbour while it is gone";
        let kept = |summary: &str| {
            let mut snapshot = page(&format!("<div><h1>Old harbour bridge will close in May</h1><div>{SUMMARY}</div>{STORY}</div>"));
            snapshot.meta.push(("og:description".to_owned(), summary.to_owned()));
            let mut blocks = segment(&snapshot);
            let page = Page::new(&snapshot, &blocks);
            let container = container::find(&page, &blocks);
            decide(&page, &mut blocks, &container, &[0.9, 0.2, 0.9, 0.9, 0.9, 0.9], &nowhere);
            blocks[1].label.is_body()
        };
        assert!(kept(&format!("{SUMMARY}.")));
        assert!(!kept("The council decided on Monday that the bridge will close"));
    }

    #[test]
    fn a_line_of_capitals_that_is_a_link_is_another_story() {
        let reason = |line: &str| decided(&format!("<div>{STORY}<p>{line}</p></div>"), 0.95).0[4].reason;
        assert_eq!(reason("<a>WHY THE OLD BRIDGE IS TO CLOSE IN MAY</a>"), Some(Reason::Related));
        assert_eq!(reason("<a>Why the old bridge is to close in May</a>"), None);
        assert_eq!(reason("WHY THE OLD BRIDGE IS TO CLOSE IN MAY"), None);
    }

    #[test]
    fn a_short_item_stays_with_its_list() {
        let html = format!("<div>{STORY}<ul><li>Take the ferry at the old customs house.</li><li>Bring change.</li></ul></div>");
        let snapshot = page(&html);
        let mut blocks = segment(&snapshot);
        let page = Page::new(&snapshot, &blocks);
        let container = container::find(&page, &blocks);
        decide(&page, &mut blocks, &container, &[0.9, 0.9, 0.9, 0.9, 0.8, 0.3], &nowhere);
        assert!(blocks[5].label.is_body());
        decide(&page, &mut blocks, &container, &[0.9, 0.9, 0.9, 0.9, 0.2, 0.3], &nowhere);
        assert!(!blocks[5].label.is_body());
    }

    #[test]
    fn a_consent_name_hides_no_story() {
        let html = format!("<div class='gdpr'>{STORY}</div>");
        assert!(decided(&html, 0.8).0.iter().all(|block| block.label.is_body()));
    }

    #[test]
    fn running_text_stays_although_it_begins_as_a_known_line() {
        let line = "<p>Find out whether the house has been updated to comply with the code of last year.</p>";
        let kept = |score| decided(&format!("<div>{STORY}{line}</div>"), score).0[4].label.is_body();
        assert!(kept(0.95) && !kept(0.7));
    }
}
