//! Why a block that is not the story's is there.

use super::container::Container;
use super::facts::Page;
use super::names;
use super::{Block, Reason};
use crate::snapshot::Tag;

/// How far up names are believed.
const UP: usize = 10;
/// An element with this share of the page's running text is not named for its boilerplate.
const STORY: f32 = 0.3;

/// The likeliest reason of block `at`, by its words, by the names and tags around it, by its place.
pub(super) fn reason(page: &Page, blocks: &[Block], container: &Container, at: usize) -> Reason {
    let facts = &page.facts[at];
    if let Some(line) = facts.line {
        return line.reason;
    }
    let known = names::known();
    let all = page.all().long_words.max(1) as f32;
    let in_story = container.story.contains(&at);
    let prose = facts.words >= 8 && facts.link_share() < 0.5;
    for id in page.up(blocks[at].node, UP) {
        if page.within(id).long_words as f32 / all > STORY {
            break;
        }
        let groups = page.groups[id.index()];
        let is = |group| groups & group != 0;
        let found = match page.page.tag(id) {
            Some(Tag::Nav) => Some(Reason::Navigation),
            Some(Tag::Footer) if !in_story => Some(Reason::Footer),
            Some(Tag::Button | Tag::Select) => Some(Reason::Tools),
            _ if is(known.cookie) => Some(Reason::Cookie),
            _ if is(known.newsletter) => Some(Reason::Newsletter),
            _ if is(known.comments) => Some(Reason::Comments),
            _ if is(known.bio) && prose => Some(Reason::AboutTheAuthor),
            _ if is(known.author) => Some(Reason::AboutTheAuthor),
            _ if is(known.related) => Some(Reason::Related),
            _ if is(known.share) => Some(Reason::Share),
            _ if is(known.ad) => Some(Reason::Advertisement),
            _ if is(known.paywall) => Some(Reason::Paywall),
            _ if is(known.tags) => Some(Reason::Tags),
            _ if is(known.credit) => Some(Reason::ImageCredit),
            _ if is(known.inset) && prose => Some(Reason::Inset),
            _ if is(known.media) => Some(Reason::MediaPlayer),
            _ if is(known.teaser) => Some(Reason::Related),
            _ if is(known.nav) => Some(Reason::Navigation),
            _ if is(known.footer) && !in_story => Some(Reason::Footer),
            _ if is(known.tools) => Some(Reason::Tools),
            Some(Tag::Aside) if prose => Some(Reason::Inset),
            _ => None,
        };
        if let Some(found) = found {
            return found;
        }
    }
    let linked = facts.link_share() > 0.5;
    if in_story {
        return if linked { Reason::Related } else { Reason::Other };
    }
    if at < container.story.start {
        return if linked { Reason::Navigation } else { Reason::Other };
    }
    let rest = blocks.len() - at;
    match linked {
        _ if rest * 20 < blocks.len() => Reason::Footer,
        true => Reason::Related,
        false => Reason::Other,
    }
}
