//! What a block that is kept is: the headline, what stands beside the story, a part of the story.

use super::container::Container;
use super::facts::Page;
use super::names;
use super::{Block, Label};
use crate::snapshot::{Attr, Tag};

/// The page's one headline: the top-level heading that says most of what the title says.
pub(super) fn headline(page: &Page, blocks: &[Block], container: &Container) -> Option<usize> {
    let og = page.page.meta.iter().find(|(name, _)| name == "og:title").map_or("", |(_, title)| title.as_str());
    let title = words(&format!("{} {og}", page.page.title));
    let mut best: Option<(f32, usize)> = None;
    // A heading below the story belongs to something else.
    for (at, block) in blocks.iter().enumerate().take(container.story.end.max(1)) {
        if page.facts[at].words > 60 {
            continue;
        }
        let level = page.up(block.node, 4).find_map(|id| match page.page.tag(id) {
            Some(Tag::H1) => Some(1.0),
            Some(Tag::H2) => Some(0.4),
            _ if page.page.attr(id, Attr::Itemprop) == Some("headline") => Some(0.9),
            _ => None,
        });
        let Some(level) = level else { continue };
        let own = words(&block.text);
        let same = own.iter().filter(|word| title.binary_search(word).is_ok()).count() as f32 / own.len().max(1) as f32;
        // Titles of one word are section and site names.
        let score = if own.len() < 2 { 0.2 * level } else { level + 2.0 * same };
        let enough = if level < 0.9 { same > 0.8 && own.len() >= 4 } else { own.len() >= 2 || title.is_empty() };
        if enough && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The words of a text in lower case, sorted.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let mut words: Vec<String> = words.map(str::to_lowercase).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Bylines, datelines and captions, which a reader wants although they are no text of the story.
pub(super) fn beside(
    page: &Page,
    blocks: &[Block],
    container: &Container,
    headline: Option<usize>,
    kept: &[bool],
    at: usize,
) -> Option<Label> {
    /// A byline or date stands within so many blocks of the headline or of the story's first line.
    const NEAR: usize = 8;
    let (block, facts) = (&blocks[at], &page.facts[at]);
    let story = &container.story;
    let start = headline.map_or(story.start, |h| h.min(story.start));
    let known = names::known();
    let up: Vec<_> = page.up(block.node, 4).collect();
    let named = |groups| up.iter().take(3).any(|id| page.groups[id.index()] & groups != 0);
    let tagged = |tag| up.iter().any(|&id| page.page.tag(id) == Some(tag));
    let against = known.related | known.teaser | known.share | known.comments | known.newsletter | known.ad | known.nav;
    if at >= story.end.max(1)
        || page.up(block.node, 8).any(|id| page.groups[id.index()] & (known.related | known.comments | known.ad | known.newsletter) != 0)
    {
        return None;
    }
    if at >= start && facts.words <= 80 && (tagged(Tag::Figcaption) || named(known.caption)) && facts.link_share() < 0.5 {
        return Some(Label::Caption);
    }
    let near = at + NEAR > start && at <= headline.unwrap_or(start).max(story.start.min(start + 4 * NEAR)) + NEAR;
    if !near || facts.words > 25 || named(against) {
        return None;
    }
    let lower = block.text.to_lowercase();
    let by = ["by ", "von ", "par ", "por ", "av ", "af ", "di "].iter().any(|by| lower.starts_with(by)) && !facts.ends_sentence;
    let author = named(known.author) && !kept[at];
    if facts.words <= 15 && facts.title > 0 && (by || author) {
        return Some(Label::Byline);
    }
    let dated = tagged(Tag::Time) || named(known.date);
    // 'World / 4 h ago' above the headline belongs to a teaser, whose section is a link.
    let teaser = headline.is_some_and(|headline| at < headline) && facts.link_words > 0;
    if facts.words <= 15 && facts.digits > 0 && dated && !teaser {
        return Some(Label::Dateline);
    }
    None
}

/// The part of the story that a block is.
pub(super) fn body(page: &Page, blocks: &[Block], at: usize) -> Label {
    for id in page.up(blocks[at].node, 5) {
        match page.page.tag(id) {
            Some(Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6) => return Label::Subhead,
            Some(Tag::Blockquote) => return Label::Quote,
            Some(Tag::Li | Tag::Dd | Tag::Dt) => return Label::List,
            Some(Tag::Td | Tag::Th) => return if page.facts[at].is_long() { Label::Paragraph } else { Label::Table },
            Some(Tag::Figcaption) => return Label::Caption,
            Some(Tag::Body | Tag::Article | Tag::Main) => break,
            _ => {}
        }
    }
    Label::Paragraph
}
