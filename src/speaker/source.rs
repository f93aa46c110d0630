//! What the walk asks of a source before it looks for who it is: who is named in its words, whether it is a heading or a clause.

use super::entity::EntityId;
use super::extent;
use super::phrase::Part;
use super::resolve::Walk;
use super::words::Words;
use super::{MentionKind, SpeakerKind};
use crate::attribution::{Attribution, Kind};
use crate::lexicon;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What tells whether words in capitals before a colon name somebody, counted once over the article.
pub(super) struct Headings<'a> {
    /// How the words of names, by their lower case, are written.
    forms: BTreeMap<String, BTreeSet<&'a str>>,
    /// By its first word, lower case, how many paragraphs have a colon among their first words.
    openings: BTreeMap<String, usize>,
}

impl<'a> Headings<'a> {
    pub fn new(words: &Words<'a>) -> Headings<'a> {
        let mut out = Headings { forms: BTreeMap::new(), openings: BTreeMap::new() };
        for at in (0..words.len()).filter(|&at| words.is_name(at)) {
            out.forms.entry(words.low(at).to_owned()).or_default().insert(words.form(at));
        }
        let starts = words.parsed.paragraphs.iter().map(|p| p.tokens.start);
        for start in starts.filter(|&start| (start..start + 4).any(|at| words.low(at) == ":")) {
            *out.openings.entry(words.low(start).to_owned()).or_default() += 1;
        }
        out
    }
}

impl Walk<'_> {
    /// Who is named in what `attribution` says.
    pub(super) fn named_in(&self, attribution: &Attribution) -> Vec<EntityId> {
        // Where the words hold their own source they were cut too wide.
        let apart = |content: &&Span| attribution.source.iter().all(|source| !content.overlaps(*source));
        let said = attribution.content.iter().filter(apart).map(|s| self.words.parsed.tokens_in(*s));
        // "Ms. Roe was shocked, she said": what is told of her beforehand may name her.
        let source = attribution.source.first().map_or(0, |s| s.start);
        let told = |name: &usize| {
            attribution.kind == Kind::Indirect && {
                let tokens = &self.entities.names[*name].tokens;
                self.words.span(tokens).end <= source && self.scene.is_subject(tokens.clone())
            }
        };
        let names = said.flat_map(|tokens| self.entities.name_in(&tokens).collect::<Vec<_>>()).filter(|name| !told(name));
        let named = names.filter_map(|name| self.entities.of[name]);
        // A body goes by its name in its own releases.
        named.filter(|&id| attribution.kind != Kind::Direct || self.entities.list[id].is_person()).collect()
    }

    /// "[Energy] officials said", "[Ozark] police said": the noun that follows the name is who speaks.
    pub(super) fn whole(&self, span: Span, attribution: &Attribution) -> Span {
        let words = &self.words;
        let tokens = words.parsed.tokens_in(span);
        if tokens.is_empty() || !words.capital(tokens.end - 1) {
            return span;
        }
        let taken = |at: usize| {
            let token = words.span(&(at..at + 1));
            attribution.cue.iter().chain(&attribution.content).any(|s| s.overlaps(token))
        };
        let limit = words.bounds(tokens.start).end;
        let speaks = |low: &str| lexicon::is_group(low) || lexicon::role(low).is_some() || lexicon::organisation_word(low).is_some();
        match (tokens.end..limit).next() {
            Some(at) if words.tag(at).is_common_noun() && !taken(at) && speaks(words.low(at)) => words.span(&(tokens.start..at + 1)),
            _ => span,
        }
    }

    /// "[Regional Commissioner of Norwick], Ann Roe": the office of somebody who is named in the source.
    pub(super) fn is_office_of_named(&self, part: &Part, attribution: &Attribution) -> bool {
        let Part::Description(d) = part else { return false };
        let sources = attribution.source.iter().map(|s| self.words.parsed.tokens_in(*s));
        let mut names = sources.flat_map(|tokens| self.entities.name_in(&tokens).collect::<Vec<_>>());
        names.any(|name| {
            let name = &self.entities.names[name];
            name.tokens.start > d.head && name.roles.iter().any(|role| role.contains(&d.head))
        })
    }

    /// "WHAT TO KNOW: Lights make the town safer": words in capitals before a colon, once, at the beginning of a paragraph, whose last
    /// is nobody's name elsewhere.
    pub(super) fn is_heading(&self, span: Span) -> bool {
        let words = &self.words;
        let tokens = words.parsed.tokens_in(span);
        let Some(paragraph) = words.parsed.paragraphs.get(words.paragraph(tokens.start)).filter(|_| !tokens.is_empty()) else {
            return false;
        };
        let shouted = |at: usize| words.form(at).chars().count() > 1 && words.form(at).chars().all(|c| c.is_uppercase() || c == '-');
        let (start, last) = (paragraph.tokens.start, tokens.end - 1);
        (start..tokens.end).all(shouted)
            && words.low(tokens.end) == ":"
            && self.headings.forms.get(words.low(last)).is_none_or(|forms| forms.iter().all(|form| *form == words.form(last)))
            && self.headings.openings.get(words.low(start)) == Some(&1)
    }

    /// Whether a finite verb other than `head` ("ex-friends" may have the form of one) stands among `tokens` before anything that
    /// could begin a relative clause.
    pub(super) fn is_clause(&self, tokens: &Range<usize>, head: usize) -> bool {
        let relative = |at: &usize| self.words.tag(*at).is_wh() || matches!(self.words.low(*at), "that" | "," | "--" | "—");
        let own = |at: usize| at == head && (tokens.len() == 1 || at + 1 == tokens.end && extent::is_people(self.words.low(at)));
        tokens.clone().take_while(|at| *at == tokens.start || !relative(at)).any(|at| self.words.tag(at).is_finite() && !own(at))
    }

    /// Its reporting words are a passive, "was asked": the subject of the sentence is spoken to.
    pub(super) fn is_passive(&self, attribution: &Attribution) -> bool {
        let words = &self.words;
        let Some(cue) = attribution.cue.first().map(|cue| words.parsed.tokens_in(*cue)) else { return false };
        let mut verbs = cue.filter(|&at| lexicon::turning_verbs().says(words.low(at), "addressed")).peekable();
        let Some(&first) = verbs.peek() else { return false };
        let chunks = self.scene.chunks(words.sentence(first));
        verbs.any(|at| chunks.verb_at(at).and_then(|verb| chunks.verbs.get(verb)).is_some_and(|verb| verb.passive))
    }

    /// A lone last name where capitals do not tell names.
    pub(super) fn in_headline(&self, span: Span) -> Option<EntityId> {
        let tokens = self.words.parsed.tokens_in(span);
        let named = |id: &EntityId| {
            let e = &self.entities.list[*id];
            e.at.iter().any(|at| tokens.contains(&at.start) && !self.words.is_name(at.start))
                && e.mentions.iter().any(|m| span.overlaps(m.span) && m.kind == MentionKind::Name)
        };
        self.entities.starting_in(tokens.clone()).into_iter().find(named).filter(|_| tokens.len() <= 4)
    }

    /// A body that is quoted as saying "I" only passes on what somebody said to it: "..., according to the Daily News".
    pub(super) fn only_relays(&self, attribution: &Attribution, ids: &[EntityId]) -> bool {
        let body = |&id: &EntityId| self.entities.list[id].kind == SpeakerKind::Organisation && !self.entities.list[id].guessed;
        let mut said = attribution.content.iter().flat_map(|s| self.words.parsed.tokens_in(*s));
        attribution.kind == Kind::Direct
            && ids.iter().all(body)
            && said
                .any(|at| matches!(self.words.low(at), "i" | "my" | "me" | "myself") && self.words.quoted(at) && self.words.form(at) != "i")
    }
}
