//! Where each speaker is named and heard, collected once for an article, so that who asks it for each mention or word does not look
//! through all speakers: a page may have thousands.

use super::Side;
use super::near::may_be;
use crate::speaker::{MentionKind, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A mention and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub span: Span,
    pub id: SpeakerId,
    pub kind: MentionKind,
}

/// Where mentions of some of the speakers begin (bytes), and whose they are, in order.
type Starts = Vec<(u32, SpeakerId)>;

/// Speakers by a word or by words, in their order, each once.
type ByWords = BTreeMap<String, Vec<SpeakerId>>;

#[derive(Debug, Default)]
pub(super) struct Index {
    /// All mentions by where they begin; of those that begin together the earlier speaker's first.
    mentions: Vec<Named>,
    /// The furthest end of each of these and those before it.
    ends: Vec<u32>,
    /// Of people: all, and those who may be "he", who may be "she".
    people: Starts,
    men: Starts,
    women: Starts,
    /// People, and organisations, by the last word of their names.
    surnames: ByWords,
    body_heads: ByWords,
    /// All speakers by what they are called, pronouns left out, in lower case and without the article.
    called: ByWords,
    /// Organisations by the last word of what describes them, in lower case.
    described: ByWords,
    /// What organisations are called, without the article.
    bodies: BTreeSet<String>,
    /// The attributions of each speaker, in order.
    said: Vec<Vec<usize>>,
}

impl Index {
    pub fn new(text: &str, speakers: &Speakers) -> Index {
        let mut out = Index { said: vec![Vec::new(); speakers.list.len()], ..Index::default() };
        let add = |to: &mut ByWords, key: &str, id: SpeakerId| {
            let ids = to.entry(key.to_owned()).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        };
        for (id, speaker) in speakers.list.iter().enumerate() {
            let (person, body) = (speaker.kind == SpeakerKind::Person, speaker.kind == SpeakerKind::Organisation);
            let last = speaker.name.split_whitespace().last().unwrap_or("");
            if person {
                add(&mut out.surnames, last, id);
            }
            if body {
                add(&mut out.body_heads, last, id);
            }
            let (he, she) = (person && may_be(&speaker.name, "he"), person && may_be(&speaker.name, "she"));
            for mention in &speaker.mentions {
                out.mentions.push(Named { span: mention.span, id, kind: mention.kind });
                let start = (mention.span.start, id);
                out.people.extend(person.then_some(start));
                out.men.extend(he.then_some(start));
                out.women.extend(she.then_some(start));
                let called = mention.span.of(text);
                if body {
                    out.bodies.insert(called.trim_start_matches("the ").to_owned());
                }
                if mention.kind == MentionKind::Pronoun {
                    continue;
                }
                let low = called.to_lowercase();
                add(&mut out.called, low.trim_start_matches("the "), id);
                if body && mention.kind == MentionKind::Description {
                    add(&mut out.described, low.split_whitespace().last().unwrap_or(""), id);
                }
            }
        }
        out.mentions.sort_by_key(|m| (m.span.start, m.id));
        [&mut out.people, &mut out.men, &mut out.women].into_iter().for_each(|starts| starts.sort_unstable());
        let furthest = |most: &mut u32, m: &Named| {
            *most = m.span.end.max(*most);
            Some(*most)
        };
        out.ends = out.mentions.iter().scan(0, furthest).collect();
        for (attribution, of) in speakers.of.iter().enumerate() {
            for &id in of {
                if out.said[id].last() != Some(&attribution) {
                    out.said[id].push(attribution);
                }
            }
        }
        out
    }

    /// The mentions that begin in `span`, in order.
    pub fn begin_in(&self, span: Span) -> impl Iterator<Item = Named> {
        let from = self.mentions.partition_point(|m| m.span.start < span.start);
        self.mentions[from..].iter().copied().take_while(move |m| m.span.start < span.end)
    }

    /// The mentions that lie in `span`, in order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = Named> {
        self.begin_in(span).filter(move |m| m.span.end <= span.end)
    }

    /// The mentions that begin before `end`, the last first.
    pub fn before(&self, end: u32) -> impl Iterator<Item = Named> {
        let to = self.mentions.partition_point(|m| m.span.start < end);
        self.mentions[..to].iter().rev().copied()
    }

    /// Some mention has all of `span` in it.
    pub fn covers(&self, span: Span) -> bool {
        let to = self.mentions.partition_point(|m| m.span.start <= span.start);
        to > 0 && self.ends[to - 1] >= span.end
    }

    /// The person, other than `own`, who was mentioned last of those whose mention begins in `bytes`, and whom `pronoun` may mean; a
    /// word that is none may mean anybody.
    pub fn last_person(&self, bytes: Range<u32>, pronoun: &str, own: Option<SpeakerId>) -> Option<SpeakerId> {
        let people = match pronoun {
            "his" | "he" => &self.men,
            "her" | "she" => &self.women,
            _ => &self.people,
        };
        let to = people.partition_point(|(start, _)| *start < bytes.end);
        let mut near = people[..to].iter().rev().take_while(|(start, _)| *start >= bytes.start);
        near.find(|(_, id)| Some(*id) != own).map(|(_, id)| *id)
    }

    /// The people whose names end in `word`.
    pub fn people_called(&self, word: &str) -> &[SpeakerId] {
        self.surnames.get(word).map_or(&[], Vec::as_slice)
    }

    /// The organisations whose names end in `word`.
    pub fn bodies_called(&self, word: &str) -> &[SpeakerId] {
        self.body_heads.get(word).map_or(&[], Vec::as_slice)
    }

    /// Who is called `low`: lower case, without the article.
    pub fn called(&self, low: &str) -> &[SpeakerId] {
        self.called.get(low).map_or(&[], Vec::as_slice)
    }

    /// The organisations that a description points to whose last word is `head`, in lower case.
    pub fn described(&self, head: &str) -> &[SpeakerId] {
        self.described.get(head).map_or(&[], Vec::as_slice)
    }

    /// An organisation is called `name`, with or without the article.
    pub fn is_body(&self, name: &str) -> bool {
        self.bodies.contains(name)
    }

    /// The attributions of the speaker `id`, in order.
    pub fn said(&self, id: SpeakerId) -> &[usize] {
        self.said.get(id).map_or(&[], Vec::as_slice)
    }

    /// The attributions of any of `ids`, in order, each once.
    pub fn said_by(&self, ids: &[SpeakerId]) -> BTreeSet<usize> {
        ids.iter().flat_map(|&id| self.said(id)).copied().collect()
    }
}

/// Names by which the article speaks of a side.
pub(super) fn names_of(text: &str, speakers: &Speakers, side: &Side) -> BTreeSet<String> {
    let mut out: BTreeSet<String> = BTreeSet::new();
    out.insert(side.label.to_lowercase());
    for speaker in side.speakers.iter().filter_map(|&id| speakers.list.get(id)) {
        out.extend(speaker.name.split_whitespace().last().map(str::to_lowercase));
        for mention in speaker.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
            out.extend(mention.span.of(text).split_whitespace().last().map(str::to_lowercase));
        }
    }
    out
}
