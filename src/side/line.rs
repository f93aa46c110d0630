//! Where the article draws the line, between states or within one, and on which side of it each affiliation is.

use super::affiliation::Affiliation;
use super::grouping::{Key, Membership, capital, normal};
use super::phrase::Words;
use crate::lexicon;
use crate::speaker::{Speaker, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::collections::BTreeMap;

/// Where the article draws the line: between states, or within one.
pub(super) struct Line {
    /// The government itself is heard, so that its agencies stand with it.
    governed: bool,
    /// States face each other.
    pub international: bool,
    /// The state of offices that are named without one.
    pub home: Option<&'static str>,
}

impl Line {
    pub fn new(words: &Words, speakers: &Speakers, affiliations: &[Affiliation]) -> Line {
        let mut states: Vec<&'static str> =
            affiliations.iter().filter(|a| !a.voice).filter_map(|a| a.country.map(|(name, _)| name)).collect();
        states.sort_unstable();
        states.dedup();
        let home = home(words, speakers, affiliations);
        let abroad = states.iter().filter(|s| Some(**s) != home).count();
        let governed = affiliations.iter().any(|a| a.executive || a.seat);
        Line { governed, international: states.len() >= 2 || (abroad >= 1 && home.is_some()), home }
    }

    /// The side of a speaker by his affiliation alone.
    pub fn of(&self, text: &str, id: SpeakerId, speakers: &Speakers, affiliations: &[Affiliation]) -> Option<Membership> {
        let a = &affiliations[id];
        let speaker = &speakers.list[id];
        if let Some((label, span)) = &a.party
            && !a.executive
        {
            return Some(Membership { key: Key::Party(normal(label)), label: label.clone(), evidence: Some(*span) });
        }
        let named_party = speaker.kind == SpeakerKind::Organisation && speaker.name.split_whitespace().any(|w| w == "Party");
        if named_party {
            let evidence = speaker.mentions.first().map(|m| m.span);
            return Some(Membership { key: Key::Party(normal(&speaker.name)), label: speaker.name.clone(), evidence });
        }
        if a.voice && a.principal.is_none() {
            return None;
        }
        if let (Some((name, span)), None, None) = (&a.patron, a.country, a.principal) {
            return Some(Membership { key: Key::Body(normal(name)), label: name.clone(), evidence: Some(*span) });
        }
        if a.principal.is_some() && a.country.is_none() {
            return Some(Membership { key: Key::Alone(id), label: speaker.name.clone(), evidence: None });
        }
        if self.international {
            if let Some((name, span)) = a.country {
                return Some(Membership { key: Key::Country(name), label: name.to_owned(), evidence: Some(span) });
            }
            // An American secretary is no minister.
            let minister = |span: Span| span.of(text).to_lowercase().contains("minister");
            let of_home = |span: &Span| self.home.is_some_and(|home| home != "United States" || !minister(*span));
            if let (Some(span), Some(home), None) = (a.office.filter(of_home), self.home, &a.body) {
                return Some(Membership { key: Key::Country(home), label: home.to_owned(), evidence: Some(span) });
            }
        }
        if a.principal.is_some() {
            return Some(Membership { key: Key::Alone(id), label: speaker.name.clone(), evidence: None });
        }
        // A state's agencies stand with its government where that is heard.
        if let (Some((name, span)), true) = (a.country, a.body.is_none() || self.governed && (self.international || !independent(speaker)))
        {
            return Some(Membership { key: Key::Country(name), label: name.to_owned(), evidence: Some(span) });
        }
        if let (Some(span), true) = (a.office, a.body.is_none() || a.executive) {
            return Some(Membership { key: Key::Government, label: speaker.name.clone(), evidence: Some(span) });
        }
        if let Some((label, span)) = &a.body {
            // An organisation is called by the name that it bears as a speaker.
            let own = speaker.kind == SpeakerKind::Organisation && !a.leads && speaker.name.split_whitespace().count() <= 7;
            let label = if own { &speaker.name } else { label };
            return Some(Membership { key: Key::Body(normal(label)), label: capital(label), evidence: Some(*span) });
        }
        if let Some((name, span)) = a.country {
            return Some(Membership { key: Key::Country(name), label: name.to_owned(), evidence: Some(span) });
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

/// The state of offices that are named without one. Papers name the state of a foreign office, not that of their own: it
/// is a state much spoken of, the first of those whose head is not named with it. Only where a head of government is named without
/// his state, and no other state than this is spoken of beside him; and not a state that speaks by its own name.
fn home(words: &Words, speakers: &Speakers, affiliations: &[Affiliation]) -> Option<&'static str> {
    let mut named: BTreeMap<&'static str, (usize, bool)> = BTreeMap::new();
    for place in words.all_places() {
        named.entry(place.name).or_default().0 += 1;
    }
    for (a, speaker) in affiliations.iter().zip(&speakers.list) {
        if let (true, Some((name, _)), SpeakerKind::Person) = (a.executive, a.country, speaker.kind) {
            named.entry(name).or_default().1 = true;
        }
    }
    // Of its own state a paper lets the government speak, not the state, but for once: in the headline.
    let speaks = |name: &str| {
        let state = |s: &Speaker| lexicon::country(&s.name).is_some_and(|place| place.kind != lexicon::PlaceKind::People);
        let often = |id: SpeakerId| words.index.said(id).len() > 1;
        let of_state = |(id, (a, s)): (SpeakerId, (&Affiliation, &Speaker))| {
            a.country.is_some_and(|(country, _)| country == name) && often(id) && state(s)
        };
        affiliations.iter().zip(&speakers.list).enumerate().any(of_state)
    };
    let mut counts: Vec<usize> = named.values().map(|(count, _)| *count).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let least = counts.get(1).or(counts.first()).copied().unwrap_or(0).max(3);
    let most = counts.first().copied().unwrap_or(0);
    let open =
        named.iter().filter(|(_, (count, headed))| !headed && *count >= least && *count * 2 >= most).filter(|(name, _)| !speaks(name));
    let home = open.max_by_key(|(name, (count, _))| (*count, std::cmp::Reverse(**name))).map(|(name, _)| *name)?;
    let unnamed =
        affiliations.iter().zip(&speakers.list).filter(|(a, s)| a.executive && a.country.is_none() && s.kind == SpeakerKind::Person);
    let beside = |token: usize| {
        let places = words.places_of_paragraph(token);
        let mut open = places.iter().filter(|p| !named.get(p.name).is_some_and(|(_, headed)| *headed)).map(|p| p.name).peekable();
        open.peek().is_some() && open.all(|name| name == home)
    };
    // One office of each paragraph tells it for all.
    let offices = unnamed.filter_map(|(a, _)| a.office).map(|office| words.tokens_in(office).start);
    let paragraphs: BTreeMap<usize, usize> = offices.map(|token| (words.paragraph(token).start, token)).collect();
    paragraphs.into_values().any(beside).then_some(home)
}

/// A body that answers to no government of the day, so that within its state the two may differ: the police of a federation, a
/// central bank, those who count votes.
fn independent(speaker: &Speaker) -> bool {
    speaker.kind == SpeakerKind::Organisation && lexicon::independent_bodies().has(&normal(&speaker.name))
}
