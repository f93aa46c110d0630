//! What the names that a page gives its elements (class, id, role and the like) say of them.

use crate::snapshot::{NodeId, PageSnapshot};
use std::collections::HashMap;
use std::sync::OnceLock;

/// A set of name groups, one bit each, in the order of the lexicon's lines.
pub(super) type Groups = u64;

/// The groups that code asks for by name.
pub(super) struct Known {
    pub ad: Groups,
    pub author: Groups,
    pub caption: Groups,
    pub comments: Groups,
    pub cookie: Groups,
    pub credit: Groups,
    pub date: Groups,
    pub footer: Groups,
    pub inset: Groups,
    pub media: Groups,
    pub nav: Groups,
    pub newsletter: Groups,
    pub paywall: Groups,
    pub related: Groups,
    pub share: Groups,
    pub tags: Groups,
    pub teaser: Groups,
    pub tools: Groups,
    pub bio: Groups,
}

struct Lexicon {
    /// Sorted.
    words: Vec<(&'static str, Groups)>,
    known: Known,
    count: usize,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let lines = include_str!("../lexicon/page-names.txt").lines().filter(|line| !line.starts_with('#'));
        let groups: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(':')).collect();
        let mut words: Vec<(&str, Groups)> = Vec::new();
        for (bit, (_, list)) in groups.iter().enumerate().take(64) {
            words.extend(list.split_whitespace().map(|word| (word, 1 << bit)));
        }
        words.sort_unstable();
        // A word may stand in several groups.
        words.dedup_by(|later, first| {
            let same = later.0 == first.0;
            first.1 |= if same { later.1 } else { 0 };
            same
        });
        let bit = |name: &str| groups.iter().position(|&(group, _)| group == name).map_or(0, |at| 1 << at);
        let known = Known {
            ad: bit("ad"),
            author: bit("author"),
            caption: bit("caption"),
            comments: bit("comments"),
            cookie: bit("cookie"),
            credit: bit("credit"),
            date: bit("date"),
            footer: bit("footer"),
            inset: bit("inset"),
            media: bit("media"),
            nav: bit("nav"),
            newsletter: bit("newsletter"),
            paywall: bit("paywall"),
            related: bit("related"),
            share: bit("share"),
            tags: bit("tags"),
            teaser: bit("teaser"),
            tools: bit("tools"),
            bio: bit("bio"),
        };
        Lexicon { words, known, count: groups.len().min(64) }
    })
}

pub(super) fn known() -> &'static Known {
    &lexicon().known
}

/// How many groups there are.
pub(super) fn count() -> usize {
    lexicon().count
}

/// The groups of names that a page has used so far: many elements share theirs.
#[derive(Default)]
pub(super) struct Seen<'p>(HashMap<&'p str, Groups>);

impl<'p> Seen<'p> {
    /// The groups that an element's own names belong to.
    pub fn groups(&mut self, page: &'p PageSnapshot, id: NodeId) -> Groups {
        let of = |value: &str| {
            let mut out = 0;
            words(value, |word| out |= of_word(word));
            out
        };
        page.attrs(id)
            .iter()
            .filter(|(attr, _)| attr.is_name())
            .fold(0, |out, (_, value)| out | *self.0.entry(value).or_insert_with(|| of(value)))
    }
}

fn of_word(word: &str) -> Groups {
    let words = &lexicon().words;
    let after = words.partition_point(|&(entry, _)| entry <= word);
    // What a word begins with sorts before it, and nearly always right before it.
    words[..after]
        .iter()
        .rev()
        .take(3)
        .find(|(entry, _)| *entry == word || (entry.len() >= 5 && word.starts_with(entry)))
        .map_or(0, |e| e.1)
}

/// The words of a name in any style (`relatedStories`, `related-stories`, `related_stories__list`), in lower case.
fn words(name: &str, mut each: impl FnMut(&str)) {
    /// Names that a program made are no names.
    const LONGEST: usize = 400;
    let mut word = String::new();
    let mut lower = false;
    for c in name.chars().take(LONGEST) {
        if !c.is_ascii_alphabetic() || (lower && c.is_ascii_uppercase()) {
            if word.len() > 1 {
                each(&word);
            }
            word.clear();
        }
        lower = c.is_ascii_lowercase();
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
    }
    if word.len() > 1 {
        each(&word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_any_style() {
        let check = |name: &str, expect: Groups| {
            let mut out = 0;
            words(name, |word| out |= of_word(word));
            assert_eq!(out & expect, expect, "{name}");
        };
        check("relatedStories", known().related);
        check("c-newsletter__form", known().newsletter);
        check("ShareBar_container", known().share);
        check("commentsSection", known().comments);
        check("ad-slot", known().ad);
        let mut none = 0;
        words("address adapt madly x1", |word| none |= of_word(word));
        assert_eq!(none, 0);
    }
}
