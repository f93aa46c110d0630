//! For whom a speaker speaks, by the words of the article that stand at his mentions.

mod authors;
mod backers;
mod bodies;
mod body;
mod kin;
mod named;
mod offices;
mod owners;
mod person;
mod phrase;
mod presidents;
mod press;
mod roles;

use super::phrase::{Role, Words};
use crate::attribution::Attribution;
use crate::lexicon;
use crate::speaker::{MentionKind, Speaker, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
pub(super) use body::means_all;
use roles::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What the article says of a speaker, each with the words that say it. The first evidence of a kind counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Affiliation {
    /// The state whose government the speaker belongs to.
    pub country: Option<(&'static str, Span)>,
    /// He or it heads the government.
    pub executive: bool,
    /// The government of his state is named as such: "the White House", "the Gray administration".
    pub seat: bool,
    /// He heads a body that is no state: "president of the Teachers' Association".
    pub leads: bool,
    /// An office of state, whether or not its country is named.
    pub office: Option<Span>,
    /// An organisation, by its name.
    pub body: Option<(String, Span)>,
    pub party: Option<(String, Span)>,
    /// Another speaker, whose lawyer, aide or supporter this one is.
    pub principal: Option<(SpeakerId, Span)>,
    /// A person of whom the article tells but who says nothing himself, for whom this one speaks, by his full name.
    pub patron: Option<(String, Span)>,
    /// A group of people with a cause.
    pub camp: Option<(String, Span)>,
    /// An authority that is not named with its place: the mayor, local authorities.
    pub local: Option<Span>,
    /// A town, by its mayor or sheriff.
    pub town: bool,
    /// Whose lawyer this one is: a party of a case.
    pub client: Option<SpeakerId>,
    /// Common nouns that describe him, lower case: "cabin cleaner".
    pub nouns: Vec<(String, Span)>,
    /// All words of what he is called, lower case: "environmental".
    pub words: Vec<String>,
    /// Whose family he is of: another speaker.
    pub kin: Option<(SpeakerId, Span)>,
    /// He sits in a parliament or heads a government: a party by himself where nothing tells for whom he speaks.
    pub politician: Option<Span>,
    /// An expert, a witness, a reporter.
    pub voice: bool,
    /// The body whose expert he is: "Brennox's chief economist".
    pub employer: Option<(String, Span)>,
}

/// The affiliation of each speaker.
pub(super) fn affiliations(words: &Words, attributions: &[Attribution], speakers: &Speakers) -> Vec<Affiliation> {
    let mut out = vec![Affiliation::default(); speakers.list.len()];
    let people = people(words);
    let single = single_names(words, speakers);
    let holders = offices::holders(words, speakers);
    let bodies = bodies::Bodies::new(words);
    let inner = inner(words);
    for (id, speaker) in speakers.list.iter().enumerate() {
        let reader = Reader { words, speakers, people: &people, single: &single, holders: &holders, bodies: &bodies, inner: &inner, id };
        reader.read(speaker, attributions, &mut out[id]);
        // "The president", once his union is named, is the president of the union.
        let a = &mut out[id];
        let bare =
            |span: Span| matches!(span.of(words.text).to_lowercase().trim_start_matches("the "), "president" | "chancellor" | "premier");
        if a.leads && a.country.is_none() && a.office.is_some_and(bare) {
            (a.executive, a.office) = (false, None);
        }
    }
    pair_plural_roles(words, &mut out);
    offices::head_administrations(words, &mut out);
    offices::american_secretaries(words, speakers, &mut out);
    offices::european_commissioners(words, speakers, &mut out);
    owners::of_owners(words, speakers, &mut out);
    owners::of_the_company(words, speakers, &mut out);
    owners::of_its_body(words, speakers, &mut out);
    offices::of_campaigns(words, &mut out);
    offices::of_transitions(words, speakers, &mut out);
    offices::of_staff(words, speakers, &mut out);
    offices::of_employers(speakers, &mut out);
    backers::of_backed(words, speakers, &mut out);
    press::hear_reporters(words, speakers, &mut out);
    authors::of_authors(words, attributions, speakers, &mut out);
    out
}

/// The full names of people by their last word, where the article has one such person only.
fn people(words: &Words) -> BTreeMap<String, Option<String>> {
    let mut out: BTreeMap<String, Option<String>> = BTreeMap::new();
    for at in 1..words.parsed.tokens.len() {
        let given = words.capitalised(at - 1) && words.capitalised(at) && lexicon::given_name(words.word(at - 1)).is_some();
        if !given || words.sentence(at).start == at {
            continue;
        }
        let full = words.span(at - 1..at + 1).of(words.text).to_owned();
        let known = out.entry(words.word(at).to_owned()).or_insert_with(|| Some(full.clone()));
        if known.as_ref().is_some_and(|other| *other != full) {
            *known = None;
        }
    }
    out
}

/// Where each name stands of a person who is known by one name only.
fn single_names<'a>(words: &Words<'a>, speakers: &'a Speakers) -> BTreeMap<&'a str, Vec<usize>> {
    let single = speakers.list.iter().filter(|s| s.kind == SpeakerKind::Person && !s.name.contains(' '));
    let mut out: BTreeMap<&str, Vec<usize>> = single.map(|s| (s.name.as_str(), Vec::new())).collect();
    for at in 0..words.parsed.tokens.len() {
        if let Some(places) = out.get_mut(words.word(at)) {
            places.push(at);
        }
    }
    out
}

/// The words that stand within sentences, behind the first of them.
fn inner<'a>(words: &Words<'a>) -> BTreeSet<&'a str> {
    words.parsed.sentences.iter().flat_map(|s| s.tokens.clone().skip(1)).map(|token| words.word(token)).collect()
}

struct Reader<'a> {
    words: &'a Words<'a>,
    speakers: &'a Speakers,
    people: &'a BTreeMap<String, Option<String>>,
    /// Where the names of people who are known by one name only are written.
    single: &'a BTreeMap<&'a str, Vec<usize>>,
    /// Who holds each office, where one of those who are heard does.
    holders: &'a BTreeMap<String, Option<SpeakerId>>,
    /// Where bodies are named.
    bodies: &'a bodies::Bodies,
    /// The words that stand within sentences, behind the first of them.
    inner: &'a BTreeSet<&'a str>,
    id: SpeakerId,
}

impl Reader<'_> {
    fn read(&self, speaker: &Speaker, attributions: &[Attribution], out: &mut Affiliation) {
        let words = self.words;
        // Whom a transcript could not name.
        if speaker.name.to_lowercase().starts_with("unidentified ") {
            out.voice = true;
            return;
        }
        let mut spans: Vec<Span> = speaker.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun).map(|m| m.span).collect();
        let starts: BTreeMap<u32, u32> = speaker.mentions.iter().map(|m| (m.span.end, m.span.start)).collect();
        // The source of an attribution is often the whole noun phrase: "Ann Gray, a spokeswoman for the union".
        for &index in words.index.said(self.id) {
            let Some(attribution) = attributions.get(index) else { continue };
            if self.speakers.of[index].len() == 1 {
                // What was left out in front of people, "policies [Mr Gray's critics] blame on him", is not said of them.
                let cut = |s: &Span| speaker.kind == SpeakerKind::Group && starts.get(&s.end).is_some_and(|start| *start > s.start);
                let whole = |s: &Span| s.of(words.text).contains(' ') && !cut(s);
                spans.extend(attribution.source.iter().copied().filter(whole));
            }
        }
        if speaker.kind == SpeakerKind::Person && !speaker.name.contains(' ') {
            spans.extend(self.fuller(&speaker.name));
        }
        spans.sort();
        spans.dedup();
        // "Senate Republicans" are no person of that name.
        let party = |word: &str| matches!(word, "Republicans" | "Democrats");
        let person = speaker.kind == SpeakerKind::Person && !speaker.name.split(' ').next_back().is_some_and(party);
        for &span in &spans {
            let tokens = words.tokens_in(span);
            if tokens.is_empty() {
                continue;
            }
            if person {
                self.person(&tokens, &speaker.name, out);
            } else if let Some(role) = self.officer(&tokens, speaker.kind) {
                self.phrase(&(tokens.start..role.end), false, out);
            } else {
                self.body(&tokens, speaker.kind, out);
            }
        }
        // What stands at the names comes first; a plural role is shared with others, and may not be his at all.
        if let Some(role) = speaker.role.filter(|role| !plural_role(words, &words.tokens_in(*role))) {
            let tokens = words.tokens_in(role);
            let own = spans.first().map_or(tokens.start, |s| words.tokens_in(*s).start);
            self.phrase(&tokens, role.start as usize >= own, out);
            // "CEO, Brennox Outdoors": the body behind the comma.
            let comma =
                tokens.clone().rev().find(|&i| words.word(i) == ",").filter(|_| out.body.is_none() && out.country.is_none() && !out.voice);
            if let Some(run) = comma.and_then(|comma| self.body_in(comma + 1..tokens.end)) {
                set_body(out, words, run, words.span(tokens));
            }
        }
    }

    /// The role in what was taken for an organisation's name and is a person's with his office: "NTEU President Ann Gray".
    fn officer(&self, tokens: &Range<usize>, kind: SpeakerKind) -> Option<Range<usize>> {
        let words = self.words;
        let (_, role) = words.roles(tokens).into_iter().rev().find(|(role, _)| !matches!(role, Role::Voice | Role::Force))?;
        let name = role.end..tokens.end;
        let person = name.len() >= 2 && name.clone().all(|i| words.capitalised(i)) && lexicon::given_name(words.word(name.start)).is_some();
        (kind == SpeakerKind::Organisation && words.capitalised(role.start) && person).then_some(role)
    }

    /// Where the article writes more than the one name that a person is known by, behind an office: the chain of his mentions may
    /// lack it, for a title in between.
    fn fuller(&self, name: &str) -> Vec<Span> {
        let words = self.words;
        let named = self.single.get(name).into_iter().flatten().copied();
        named
            .filter(|&i| i > 0 && words.capitalised(i - 1) && words.capitalised(i + 1))
            .filter(|&i| !words.roles(&words.before(&(i..i + 1))).is_empty())
            .map(|i| words.span(i..i + 2))
            .filter(|span| !words.index.covers(*span))
            .collect()
    }

    /// A party named in `tokens`.
    fn party(&self, tokens: &Range<usize>, out: &mut Affiliation) -> bool {
        let found = party_in(self.words, tokens);
        let any = found.is_some();
        if let (None, Some(label)) = (&out.party, found) {
            out.party = Some((label, self.words.span(tokens.clone())));
        }
        any
    }
}
