//! Which speakers stand on one side.

use super::affiliation::Affiliation;
use super::phrase::Words;
use crate::speaker::{MentionKind, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::collections::BTreeMap;

/// What a side is known by; speakers with equal keys stand together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Country(&'static str),
    /// The government of the story's own state.
    Government,
    Party(String),
    Body(String),
    Camp(String),
    Alone(SpeakerId),
}

/// The key of a speaker, a label, and the words that are the evidence.
#[derive(Clone, Debug)]
pub(super) struct Membership {
    pub key: Key,
    pub label: String,
    pub evidence: Option<Span>,
}

/// The side of each speaker; `None` for voices that speak for no side.
pub(super) fn memberships(words: &Words, speakers: &Speakers, affiliations: &[Affiliation]) -> Vec<Option<Membership>> {
    let line = Line::new(words, affiliations);
    let direct: Vec<Option<Membership>> = (0..speakers.list.len()).map(|id| line.of(id, speakers, affiliations)).collect();
    let mut out: Vec<Option<Membership>> = (0..speakers.list.len())
        .map(|id| {
            let own = direct[id].clone()?;
            // Who speaks for another speaker stands where that one stands, at most three steps away.
            let (mut at, mut steps) = (id, 0);
            while let (Some((next, _)), true) = (affiliations[at].principal, steps < 3) {
                if at != id && !matches!(direct[at].as_ref().map(|m| &m.key), Some(Key::Alone(_)) | None) {
                    break;
                }
                (at, steps) = (next, steps + 1);
            }
            if at == id || !matches!(own.key, Key::Alone(_)) {
                return Some(own);
            }
            let evidence = affiliations[id].principal.map(|(_, span)| span);
            let label = direct[at].as_ref().map_or_else(|| speakers.list[at].name.clone(), |m| m.label.clone());
            let key = direct[at].as_ref().map_or(Key::Alone(at), |m| m.key.clone());
            Some(Membership { key, label, evidence })
        })
        .collect();
    join_bodies(words, speakers, &mut out);
    name_governments(speakers, affiliations, &line, &mut out);
    out
}

/// Where the article draws the line: between states, or within one.
struct Line {
    /// States face each other.
    international: bool,
    /// The state of offices that are named without one.
    home: Option<&'static str>,
}

impl Line {
    fn new(words: &Words, affiliations: &[Affiliation]) -> Line {
        let mut named: BTreeMap<&'static str, (usize, bool)> = BTreeMap::new();
        let all = 0..words.parsed.tokens.len();
        for place in words.places(&all) {
            named.entry(place.name).or_default().0 += 1;
        }
        let mut states: Vec<&'static str> =
            affiliations.iter().filter(|a| !a.voice).filter_map(|a| a.country.map(|(name, _)| name)).collect();
        for a in affiliations {
            if let (true, Some((name, _))) = (a.executive, a.country) {
                named.entry(name).or_default().1 = true;
            }
        }
        states.sort_unstable();
        states.dedup();
        // Papers name the state of a foreign office, not that of their own: what is left is the state most spoken of
        // among those whose head is not named with it.
        let unnamed = affiliations.iter().any(|a| a.office.is_some() && a.country.is_none());
        let home = named.iter().filter(|(_, (_, headed))| !headed).max_by_key(|(name, (count, _))| (*count, std::cmp::Reverse(**name)));
        let home = home.filter(|(_, (count, _))| *count >= 3).map(|(name, _)| *name);
        let abroad = states.iter().filter(|s| Some(**s) != home).count();
        Line { international: states.len() >= 2 || (unnamed && abroad >= 1 && home.is_some()), home }
    }

    fn of(&self, id: SpeakerId, speakers: &Speakers, affiliations: &[Affiliation]) -> Option<Membership> {
        let a = &affiliations[id];
        let speaker = &speakers.list[id];
        if let Some((label, span)) = &a.party {
            if !a.executive {
                return Some(Membership { key: Key::Party(normal(label)), label: label.clone(), evidence: Some(*span) });
            }
        }
        if a.voice && a.principal.is_none() {
            return None;
        }
        if self.international {
            if let Some((name, span)) = a.country {
                return Some(Membership { key: Key::Country(name), label: name.to_owned(), evidence: Some(span) });
            }
            if let (Some(span), Some(home), None) = (a.office, self.home, &a.body) {
                return Some(Membership { key: Key::Country(home), label: home.to_owned(), evidence: Some(span) });
            }
        }
        if a.principal.is_some() {
            return Some(Membership { key: Key::Alone(id), label: speaker.name.clone(), evidence: None });
        }
        if let (Some(span), true) = (a.office, a.body.is_none() || a.executive) {
            let label = a.country.map_or_else(|| speaker.name.clone(), |(name, _)| name.to_owned());
            return Some(Membership { key: Key::Government, label, evidence: Some(span) });
        }
        if let Some((label, span)) = &a.body {
            return Some(Membership { key: Key::Body(normal(label)), label: label.clone(), evidence: Some(*span) });
        }
        if let Some((name, span)) = a.country {
            return Some(Membership { key: Key::Government, label: name.to_owned(), evidence: Some(span) });
        }
        if let Some((label, span)) = &a.camp {
            return Some(Membership { key: Key::Camp(normal(label)), label: capital(label), evidence: Some(*span) });
        }
        match speaker.kind {
            SpeakerKind::Anonymous | SpeakerKind::Document => None,
            _ => Some(Membership { key: Key::Alone(id), label: speaker.name.clone(), evidence: None }),
        }
    }
}

/// "SEIU spokesman" and the union that the article names in full are one body: where the label of a body is a
/// mention of a speaker, the body is that speaker's.
fn join_bodies(words: &Words, speakers: &Speakers, out: &mut [Option<Membership>]) {
    let mut owner: BTreeMap<String, SpeakerId> = BTreeMap::new();
    for (id, speaker) in speakers.list.iter().enumerate() {
        if !matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Group) {
            continue;
        }
        owner.entry(normal(&speaker.name)).or_insert(id);
        for mention in speaker.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
            owner.entry(normal(mention.span.of(words.text))).or_insert(id);
        }
    }
    let keys: Vec<Option<Membership>> = out.to_vec();
    for membership in out.iter_mut().flatten() {
        let (Key::Body(name) | Key::Party(name)) = &membership.key else { continue };
        let id = owner.get(name).or_else(|| owner.iter().find(|(full, _)| acronym(name, full)).map(|(_, id)| id));
        if let Some(theirs) = id.and_then(|&id| keys[id].as_ref()) {
            (membership.key, membership.label) = (theirs.key.clone(), theirs.label.clone());
        }
    }
}

/// `short` is made of the first letters of `full`'s long words.
fn acronym(short: &str, full: &str) -> bool {
    let letters = |w: &str| w.chars().next().into_iter().collect::<String>();
    short.len() >= 2
        && !short.contains(' ')
        && full.split(' ').filter(|w| !matches!(*w, "of" | "the" | "and" | "for")).map(letters).collect::<String>() == short
}

/// The government within its own state bears its head's name, or its own.
fn name_governments(speakers: &Speakers, affiliations: &[Affiliation], line: &Line, out: &mut [Option<Membership>]) {
    let rivals = out.iter().flatten().any(|m| matches!(&m.key, Key::Party(_)));
    let is_home = |m: &Membership| m.key == Key::Government || (rivals && line.home.is_some_and(|home| m.key == Key::Country(home)));
    let head = |id: &usize| {
        affiliations[*id].executive && speakers.list[*id].kind == SpeakerKind::Person && out[*id].as_ref().is_some_and(&is_home)
    };
    let Some(head) = (0..speakers.list.len()).find(head) else { return };
    let label = speakers.list[head].name.clone();
    let key = out[head].as_ref().map(|m| m.key.clone());
    for membership in out.iter_mut().flatten().filter(|m| Some(&m.key) == key.as_ref()) {
        membership.label = label.clone();
    }
}

/// Lower case, without the article and possessives, so that two ways of writing a name are one.
fn normal(label: &str) -> String {
    let low = label.to_lowercase().replace('’', "'");
    let low = low.trim_end_matches("'s");
    low.strip_prefix("the ").unwrap_or(low).replace('.', "").trim().to_owned()
}

fn capital(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
