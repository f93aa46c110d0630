//! What to hide: the highest elements all of whose text is boilerplate.

use super::Hide;
use crate::block::{self, Block, Reason};
use crate::snapshot::{Attr, NodeId, PageSnapshot, Tag};
use std::collections::BTreeMap;

/// What stands below a node, each a prefix sum over document order.
#[derive(Clone, Copy, Default)]
struct Below {
    kept: u32,
    /// Text that is folded, and text that goes without a trace: never hidden as one.
    folded: u32,
    gone: u32,
    /// Credits, which do not take their pictures with them.
    credits: u32,
    pictures: u32,
    /// What may show something without words: pictures, players, frames, elements of the page's own making.
    media: u32,
    /// Buttons, fields, items of lists, icons.
    controls: u32,
}

/// The elements to hide, in document order and none within another, and the number of blocks hidden by reason.
/// Text beside kept text in one element stays: it cannot be hidden without harm.
pub(super) fn hide(page: &PageSnapshot, blocks: &[Block]) -> (Vec<Hide>, BTreeMap<Reason, usize>) {
    let below = sums(page, blocks);
    let mut reasons: Vec<(u32, Reason, u32, usize)> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        for (piece, reason) in block.pieces.iter().zip(std::iter::repeat(block.reason)) {
            reasons.extend(reason.map(|reason| (piece.node.0, reason, piece.in_block.end - piece.in_block.start, index)));
        }
    }
    reasons.sort_by_key(|&(node, .., index)| (node, index));
    let (mut out, mut next, mut at) = (Vec::new(), 0, 0);
    while at < page.nodes.len() {
        let end = page.nodes[at].end as usize;
        let id = NodeId(at as u32);
        let here = minus(below[end], below[at]);
        let one_kind = here.kept == 0 && (here.folded == 0) != (here.gone == 0);
        let leaves_pictures = here.credits == 0 || here.pictures == 0;
        let may = page.tag(id).is_some_and(|tag| !matches!(tag, Tag::Html | Tag::Body | Tag::Head));
        if may && here.is_scrap() && page.nodes[at].visible {
            out.push(Hide { node: id, reason: Reason::Tools, fold: false, joins: false, opening: String::new() });
            at = end;
            continue;
        }
        if !(one_kind && leaves_pictures && may) {
            at += 1;
            continue;
        }
        let first = next + reasons[next..].partition_point(|&(node, ..)| (node as usize) < at);
        next = first + reasons[first..].partition_point(|&(node, ..)| (node as usize) < end);
        let mut weights: BTreeMap<Reason, u32> = BTreeMap::new();
        for &(_, reason, bytes, _) in &reasons[first..next] {
            *weights.entry(reason).or_default() += bytes;
        }
        // The first of equals, so that the order of reasons decides.
        let reason = weights.iter().rev().max_by_key(|&(_, &bytes)| bytes).map_or(Reason::Other, |(&reason, _)| reason);
        let mut texts: Vec<usize> = reasons[first..next].iter().take(OPENING_PIECES).map(|&(.., index)| index).collect();
        texts.dedup();
        let opening = opening(&texts.into_iter().map(|index| blocks[index].text.as_str()).collect::<Vec<_>>().join(" · "));
        // Above the story there is nothing to interrupt: a line for each such thing would be new clutter.
        let fold = here.folded > 0 && below[at].kept > 0;
        out.push(Hide { node: id, reason, fold, joins: false, opening });
        at = end;
    }
    join(page, &below, &mut out);
    (out, counted(page, blocks, &below))
}

/// One line for folds of a kind that would stand right under each other: five lines that say the same are clutter.
fn join(page: &PageSnapshot, below: &[Below], list: &mut [Hide]) {
    let mut last: Option<usize> = None;
    for at in 0..list.len() {
        if !list[at].fold {
            continue;
        }
        let of = |hide: &Hide| minus(below[page.node(hide.node).end as usize], below[hide.node.index()]);
        list[at].joins = last.is_some_and(|last| {
            let mut between = minus(below[list[at].node.index()], below[page.node(list[last].node).end as usize]);
            // What is hidden with its pictures does not stand between.
            between.media -= list[last + 1..at].iter().map(|hide| of(hide).media).sum::<u32>();
            list[last].reason == list[at].reason && between.kept + between.media == 0
        });
        last = Some(at);
    }
}

impl Below {
    /// Nothing but controls and bullets without a word: what is left of a bar of icons or of a list whose items say nothing.
    fn is_scrap(&self) -> bool {
        self.kept + self.folded + self.gone + self.media == 0 && self.controls > 0
    }
}

/// Adds what the reader wants to be rid of and no block has taken along: elements without text.
pub(super) fn dismiss(page: &PageSnapshot, blocks: &[Block], dismissed: &[NodeId], out: &mut Vec<Hide>) {
    if dismissed.is_empty() {
        return;
    }
    let below = sums(page, blocks);
    for &id in dismissed {
        let end = page.node(id).end;
        let bare = minus(below[end as usize], below[id.index()]).kept == 0 && !matches!(page.tag(id), None | Some(Tag::Html | Tag::Body));
        let next = out.partition_point(|hide| hide.node <= id);
        let covered = next > 0 && id.0 < page.node(out[next - 1].node).end;
        if bare && !covered {
            // It takes the place of what is hidden within it.
            let last = next + out[next..].partition_point(|hide| hide.node.0 < end);
            let words = out.get(next).filter(|_| last > next).map_or_else(String::new, |hide| hide.opening.clone());
            out.splice(next..last, [Hide { node: id, reason: Reason::Other, fold: false, joins: false, opening: words }]);
        }
    }
}

/// The opening is looked for among so many pieces of text.
const OPENING_PIECES: usize = 12;

/// The first words of a text, as many as stand in a line.
fn opening(text: &str) -> String {
    const LONG: usize = 56;
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() && out.chars().count() + word.chars().count() > LONG {
            out.push('…');
            break;
        }
        out.extend((!out.is_empty()).then_some(' '));
        out.extend(word.chars().take(LONG));
    }
    out
}

fn sums(page: &PageSnapshot, blocks: &[Block]) -> Vec<Below> {
    let mut below = vec![Below::default(); page.nodes.len() + 1];
    for block in blocks {
        for piece in &block.pieces {
            let Some(here) = below.get_mut(piece.node.index() + 1) else { continue };
            match block.reason {
                None => here.kept += 1,
                Some(reason) if reason.folds() => here.folded += 1,
                Some(_) => here.gone += 1,
            }
            here.credits += u32::from(block.reason == Some(Reason::ImageCredit));
        }
    }
    for at in 1..below.len() {
        let tag = page.tag(NodeId(at as u32 - 1));
        let visible = page.nodes[at - 1].visible;
        // Players and frames are never read into, and so never counted as visible.
        let icon = is_icon(page, NodeId(at as u32 - 1));
        let pictures = u32::from(!icon && visible && matches!(tag, Some(Tag::Img | Tag::Picture)));
        let media = u32::from(!icon && tag.is_some_and(shows_something));
        let control = visible && matches!(tag, Some(Tag::Button | Tag::Input | Tag::Select | Tag::Li));
        let controls = u32::from(icon || control);
        let (before, here) = (below[at - 1], below[at]);
        below[at] = Below {
            kept: before.kept + here.kept,
            folded: before.folded + here.folded,
            gone: before.gone + here.gone,
            credits: before.credits + here.credits,
            pictures: before.pictures + pictures,
            media: before.media + media,
            controls: before.controls + controls,
        };
    }
    below
}

fn minus(to: Below, from: Below) -> Below {
    Below {
        kept: to.kept - from.kept,
        folded: to.folded - from.folded,
        gone: to.gone - from.gone,
        credits: to.credits - from.credits,
        pictures: to.pictures - from.pictures,
        media: to.media - from.media,
        controls: to.controls - from.controls,
    }
}

/// A drawing in a link, a button or an item of a list is an icon; elsewhere it may be a chart. So is a picture there that is
/// called by the name of a place to share in, which stands there for those who do not see it.
fn is_icon(page: &PageSnapshot, id: NodeId) -> bool {
    const UP: usize = 4;
    match page.tag(id) {
        Some(Tag::Svg) => {}
        Some(Tag::Img) if page.attr(id, Attr::Alt).is_some_and(block::shares) => {}
        _ => return false,
    }
    page.ancestors(id).take(UP).any(|up| matches!(page.tag(up), Some(Tag::A | Tag::Button | Tag::Li)))
}

/// Whether an element may show something to the reader although it holds no text.
fn shows_something(tag: Tag) -> bool {
    use Tag::*;
    matches!(tag, Img | Picture | Svg | Figure | Video | Audio | Iframe | Object | Canvas | Table | Hr | Custom | Other)
}

/// The blocks that really go: those whose own element holds nothing that is kept.
fn counted(page: &PageSnapshot, blocks: &[Block], below: &[Below]) -> BTreeMap<Reason, usize> {
    let mut out = BTreeMap::new();
    for block in blocks {
        let Some(reason) = block.reason else { continue };
        let Some(node) = page.nodes.get(block.node.index()) else { continue };
        let kept = minus(below[node.end as usize], below[block.node.index()]).kept;
        *out.entry(reason).or_default() += usize::from(kept == 0);
    }
    out.retain(|_, count| *count > 0);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Label, Piece};
    use crate::snapshot::SnapshotBuilder;

    /// A page of elements in brackets: `(p text)`; text that begins with `-` is boilerplate, with `~` folded, with `c` a credit.
    fn planned(source: &str) -> Vec<Hide> {
        let mut page = SnapshotBuilder::new("");
        page.open(Tag::Html, [], true);
        page.open(Tag::Body, [], true);
        let mut blocks = Vec::new();
        for token in source.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
            match token {
                "(" => drop(page.open(Tag::Div, [], true)),
                ")" => page.close(),
                "img" | "button" | "svg" => {
                    page.open(Tag::from_name(token), [], true);
                    page.close();
                }
                text => {
                    let node = page.text(text);
                    let reason = match &text[..1] {
                        "-" => Some(Reason::Related),
                        "~" => Some(Reason::WireCredit),
                        "c" => Some(Reason::ImageCredit),
                        _ => None,
                    };
                    let label = if reason.is_some() { Label::Boilerplate } else { Label::Paragraph };
                    let len = text.len() as u32;
                    let pieces = vec![Piece { node, in_node: 0..len, in_block: 0..len }];
                    blocks.push(Block { label, reason, node, text: text.to_owned(), pieces, confidence: 1.0 });
                }
            }
        }
        hide(&page.finish(), &blocks).0
    }

    #[track_caller]
    fn check(source: &str, expect: &[(u32, bool)]) {
        assert_eq!(planned(source).iter().map(|h| (h.node.0, h.fold)).collect::<Vec<_>>(), expect, "{source}");
    }

    #[test]
    fn the_highest_element_without_kept_text_is_hidden() {
        check("((-a)(-b))(x)", &[(2, false)]);
        check("((-a)(x)(-b))", &[(3, false), (7, false)]);
        check("(-a x)", &[]);
        check("(-a)(-b)", &[(2, false), (4, false)]);
        check("-a (x)", &[]);
    }

    #[test]
    fn what_folds_is_not_hidden_with_what_does_not() {
        check("(x)((~a)(-b))", &[(5, true), (7, false)]);
        check("(x)((~a)(~b))", &[(4, true)]);
    }

    #[test]
    fn icons_without_a_word_go_and_pictures_stay() {
        check("((button)())(x)", &[(2, false)]);
        check("((button)(img))(x)", &[(3, false)]);
        check("(button x)", &[(3, false)]);
        check("((button)(svg))(x)", &[(3, false)]);
        check("(img)()(x)", &[]);
    }

    #[test]
    fn above_the_story_nothing_is_folded() {
        check("(~a)(x)(~b)", &[(2, false), (6, true)]);
    }

    #[test]
    fn folds_of_a_kind_under_each_other_have_one_line() {
        let joins = |source: &str| planned(source).iter().map(|hide| hide.joins).collect::<Vec<_>>();
        assert_eq!(joins("(x)(~a)(~b)(-c)(~d)"), [false, true, false, true]);
        assert_eq!(joins("(x)(~a)((-b)(img))(~c)"), [false, false, true]);
        assert_eq!(joins("(x)(~a)(y)(~b)"), [false, false]);
        assert_eq!(joins("(x)(~a)(img)(~b)"), [false, false]);
    }

    #[test]
    fn a_linked_picture_by_the_name_of_a_place_to_share_in_is_an_icon() {
        let hidden = |names: [&str; 2]| {
            let mut page = SnapshotBuilder::new("");
            page.open(Tag::Body, [], true);
            page.open(Tag::Div, [], true);
            for name in names {
                page.open(Tag::A, [], true);
                page.open(Tag::Img, [(Attr::Alt, name.to_owned())], true);
                page.close();
                page.close();
            }
            hide(&page.finish(), &[]).0.len()
        };
        assert_eq!(hidden(["Facebook", "email"]), 1);
        assert_eq!(hidden(["The old bridge", "The new bridge"]), 0);
    }

    #[test]
    fn a_credit_leaves_its_picture() {
        check("((img)(credit))(x)", &[(5, false)]);
        check("((img)(-a))(x)", &[(2, false)]);
    }

    #[test]
    fn an_opening_is_a_line_of_whole_words() {
        assert_eq!(opening("Ann has written since 1999."), "Ann has written since 1999.");
        let long = opening(&"bridge ".repeat(40));
        assert!(long.ends_with("bridge…") && long.chars().count() < 60, "{long}");
        assert_eq!(opening(&"x".repeat(300)).len(), 56);
    }
}
