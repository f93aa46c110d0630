//! Which speakers stand on one side.

use super::affiliation::Affiliation;
use super::phrase::Words;
use crate::attribution::Attribution;
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

impl Key {
    /// A state, a government or a party: what it says is a position sooner than what a company or a commission says.
    pub fn is_firm(&self) -> bool {
        matches!(self, Key::Country(_) | Key::Government | Key::Party(_))
    }
}

/// The key of a speaker, a label, and the words that are the evidence.
#[derive(Clone, Debug)]
pub(super) struct Membership {
    pub key: Key,
    pub label: String,
    pub evidence: Option<Span>,
}

impl Membership {
    /// How sure the kind of evidence makes it that the speaker stands here (see the reliability table of `sides`).
    pub fn sure(&self) -> f32 {
        match (&self.key, self.evidence) {
            (Key::Alone(_), None) => 0.9,
            (Key::Country(_) | Key::Party(_), Some(_)) => 0.95,
            (Key::Body(_) | Key::Alone(_), Some(_)) => 0.9,
            (Key::Government, _) => 0.75,
            _ => 0.7,
        }
    }
}

/// The side of each speaker; `None` for voices that speak for no side.
pub(super) fn memberships(
    words: &Words,
    attributions: &[Attribution],
    speakers: &Speakers,
    affiliations: &[Affiliation],
) -> Vec<Option<Membership>> {
    let line = Line::new(words, speakers, affiliations);
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
    join_government(speakers, affiliations, &mut out);
    voices_among_themselves(speakers, affiliations, &mut out);
    place_locals(words, attributions, speakers, affiliations, &line, &mut out);
    clients_stand_alone(speakers, affiliations, &mut out);
    join_bodies(words, speakers, affiliations, &mut out);
    join_members(words, speakers, affiliations, &mut out);
    join_pairs(words, attributions, speakers, &mut out);
    join_opposition(words, speakers, affiliations, &mut out);
    name_governments(speakers, affiliations, &line, &mut out);
    out
}

/// Where the article draws the line: between states, or within one.
struct Line {
    /// The government itself is heard, so that its agencies stand with it.
    governed: bool,
    /// States face each other.
    international: bool,
    /// The state of offices that are named without one.
    home: Option<&'static str>,
}

impl Line {
    fn new(words: &Words, speakers: &Speakers, affiliations: &[Affiliation]) -> Line {
        let mut states: Vec<&'static str> =
            affiliations.iter().filter(|a| !a.voice).filter_map(|a| a.country.map(|(name, _)| name)).collect();
        states.sort_unstable();
        states.dedup();
        let home = home(words, speakers, affiliations);
        let abroad = states.iter().filter(|s| Some(**s) != home).count();
        let governed = affiliations.iter().any(|a| a.executive);
        Line { governed, international: states.len() >= 2 || (abroad >= 1 && home.is_some()), home }
    }

    fn of(&self, id: SpeakerId, speakers: &Speakers, affiliations: &[Affiliation]) -> Option<Membership> {
        let a = &affiliations[id];
        let speaker = &speakers.list[id];
        if let Some((label, span)) = &a.party {
            if !a.executive {
                return Some(Membership { key: Key::Party(normal(label)), label: label.clone(), evidence: Some(*span) });
            }
        }
        let named_party = speaker.kind == SpeakerKind::Organisation && speaker.name.split_whitespace().any(|w| w == "Party");
        if named_party {
            let evidence = speaker.mentions.first().map(|m| m.span);
            return Some(Membership { key: Key::Party(normal(&speaker.name)), label: speaker.name.clone(), evidence });
        }
        if a.voice && a.principal.is_none() {
            return None;
        }
        if a.principal.is_some() && a.country.is_none() {
            return Some(Membership { key: Key::Alone(id), label: speaker.name.clone(), evidence: None });
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
        // A state's agencies stand with its government where that is heard.
        if let (Some((name, span)), true) = (a.country, a.body.is_none() || self.governed) {
            return Some(Membership { key: Key::Country(name), label: name.to_owned(), evidence: Some(span) });
        }
        if let (Some(span), true) = (a.office, a.body.is_none() || a.executive) {
            return Some(Membership { key: Key::Government, label: speaker.name.clone(), evidence: Some(span) });
        }
        if let Some((label, span)) = &a.body {
            // An organisation is called by the name that it bears as a speaker.
            let own = speaker.kind == SpeakerKind::Organisation && speaker.name.split_whitespace().count() <= 7;
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

/// "SEIU spokesman" and the union that the article names in full are one body: where the label of a body is a
/// mention of a speaker, the body is that speaker's.
fn join_bodies(words: &Words, speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    let mut owner: BTreeMap<String, SpeakerId> = BTreeMap::new();
    for (id, speaker) in speakers.list.iter().enumerate() {
        if !matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Group) {
            continue;
        }
        owner.entry(normal(&speaker.name)).or_insert(id);
        for mention in speaker.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun) {
            owner.entry(normal(mention.span.of(words.text))).or_insert(id);
        }
    }
    let full: Vec<(String, String)> = out
        .iter()
        .flatten()
        .filter_map(|m| if let Key::Body(name) = &m.key { Some((name.clone(), m.label.clone())) } else { None })
        .collect();
    for membership in out.iter_mut().flatten() {
        let Key::Body(name) = &membership.key else { continue };
        if let Some((long, label)) = full.iter().find(|(long, _)| acronym(name, long)) {
            (membership.key, membership.label) = (Key::Body(long.clone()), label.clone());
        }
    }
    let keys: Vec<Option<Membership>> = out.to_vec();
    // The party that the head of the government leads stands with him.
    for (id, a) in affiliations.iter().enumerate() {
        let (true, Some((label, span)), Some(own)) = (a.executive && speakers.list[id].kind == SpeakerKind::Person, &a.body, &keys[id])
        else {
            continue;
        };
        let name = normal(label);
        let led = owner.iter().find(|(full, _)| **full == name || acronym(&name, full)).map(|(_, &led)| led);
        if let Some(led) = led.filter(|&led| led != id && keys[led].as_ref().is_some_and(|m| matches!(m.key, Key::Party(_) | Key::Body(_))))
        {
            out[led] = Some(Membership { evidence: Some(*span), ..own.clone() });
        }
    }
    for membership in out.iter_mut().flatten() {
        let (Key::Body(name) | Key::Party(name)) = &membership.key else { continue };
        let id = owner.get(name).or_else(|| owner.iter().find(|(full, _)| acronym(name, full)).map(|(_, id)| id));
        if let Some(theirs) = id.and_then(|&id| keys[id].as_ref()) {
            (membership.key, membership.label) = (theirs.key.clone(), theirs.label.clone());
        }
    }
}

/// The state of offices that are named without one. Papers name the state of a foreign office, not that of their own: it
/// is the state most spoken of among those whose head is not named with it. Only where a head of government is named
/// without his state, and no other state than this is spoken of beside him.
fn home(words: &Words, speakers: &Speakers, affiliations: &[Affiliation]) -> Option<&'static str> {
    let mut named: BTreeMap<&'static str, (usize, bool)> = BTreeMap::new();
    for place in words.places(&(0..words.parsed.tokens.len())) {
        named.entry(place.name).or_default().0 += 1;
    }
    for (a, speaker) in affiliations.iter().zip(&speakers.list) {
        if let (true, Some((name, _)), SpeakerKind::Person) = (a.executive, a.country, speaker.kind) {
            named.entry(name).or_default().1 = true;
        }
    }
    let mut counts: Vec<usize> = named.values().map(|(count, _)| *count).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let least = counts.get(1).or(counts.first()).copied().unwrap_or(0).max(3);
    let open = named.iter().filter(|(_, (count, headed))| !headed && *count >= least);
    let home = open.max_by_key(|(name, (count, _))| (*count, std::cmp::Reverse(**name))).map(|(name, _)| *name)?;
    let unnamed =
        affiliations.iter().zip(&speakers.list).filter(|(a, s)| a.executive && a.country.is_none() && s.kind == SpeakerKind::Person);
    let beside = |office: Span| {
        let places = words.places(&words.paragraph(words.tokens_in(office).start));
        let mut open = places.iter().filter(|p| !named.get(p.name).is_some_and(|(_, headed)| *headed)).map(|p| p.name).peekable();
        open.peek().is_some() && open.all(|name| name == home)
    };
    unnamed.filter_map(|(a, _)| a.office).any(beside).then_some(home)
}

/// Offices named without a state are of the state whose government the article names as such, where there is one only:
/// "the UK government", "the White House". An office that is named with its state proves nothing: it may be foreign.
fn join_government(speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    let heads = affiliations.iter().zip(&speakers.list);
    let mut own: Vec<&'static str> =
        heads.filter(|(a, s)| a.executive && s.kind != SpeakerKind::Person).filter_map(|(a, _)| a.country.map(|(name, _)| name)).collect();
    own.sort_unstable();
    own.dedup();
    let [name] = own[..] else { return };
    // Another head of government who is named with his state makes it a story of two.
    let other = affiliations.iter().any(|a| a.country.is_some_and(|(theirs, _)| theirs != name));
    if other {
        return;
    }
    for membership in out.iter_mut().flatten().filter(|m| m.key == Key::Government) {
        (membership.key, membership.label) = (Key::Country(name), name.to_owned());
    }
}

/// Authorities named without their place are of the state that their sentences speak of, where states face each other
/// and it is one only.
fn place_locals(
    words: &Words,
    attributions: &[Attribution],
    speakers: &Speakers,
    affiliations: &[Affiliation],
    line: &Line,
    out: &mut [Option<Membership>],
) {
    if !line.international {
        return;
    }
    let sides: Vec<&'static str> =
        out.iter().flatten().filter_map(|m| if let Key::Country(name) = m.key { Some(name) } else { None }).collect();
    for (id, a) in affiliations.iter().enumerate() {
        let open = a.local.is_some() && a.country.is_none() && a.body.is_none();
        if !open || out[id].as_ref().is_some_and(|m| matches!(m.key, Key::Country(_) | Key::Party(_))) {
            continue;
        }
        let mut found: Vec<(&'static str, Span)> = Vec::new();
        for (attribution, _) in attributions.iter().zip(&speakers.of).filter(|(_, of)| of.contains(&id)) {
            let start = words.tokens_in(attribution.extent()).start;
            let paragraph = words.paragraph(start);
            let sentence = words.places(&words.sentence(start));
            let places = if sentence.iter().any(|p| sides.contains(&p.name)) { sentence } else { words.places(&paragraph) };
            found.extend(places.into_iter().filter(|p| sides.contains(&p.name)).map(|p| (p.name, words.span(p.tokens))));
        }
        // Where two states are named, it stays open which one's authorities speak.
        let same = found.windows(2).all(|pair| pair[0].0 == pair[1].0);
        if let Some(&(name, evidence)) = found.first().filter(|_| same) {
            out[id] = Some(Membership { key: Key::Country(name), label: name.to_owned(), evidence: Some(evidence) });
        }
    }
}

/// Where no two parties are heard, experts who differ are the parties themselves.
fn voices_among_themselves(speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    let mut keys: Vec<&Key> = out.iter().flatten().filter(|m| m.evidence.is_some()).map(|m| &m.key).collect();
    keys.sort();
    keys.dedup();
    let voices = affiliations.iter().zip(&speakers.list).filter(|(a, s)| a.voice && s.kind == SpeakerKind::Person).count();
    if keys.len() >= 2 || voices < 2 {
        return;
    }
    for (id, a) in affiliations.iter().enumerate() {
        if a.voice && out[id].is_none() && speakers.list[id].kind == SpeakerKind::Person {
            out[id] = Some(Membership { key: Key::Alone(id), label: speakers.list[id].name.clone(), evidence: None });
        }
    }
}

/// The client of a lawyer who is heard is a party of the case, whatever else he is.
fn clients_stand_alone(speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    for (lawyer, client) in affiliations.iter().enumerate().filter_map(|(id, a)| Some((id, a.client?))) {
        let evidence = affiliations[lawyer].principal.map(|(_, span)| span);
        let state = out[client].as_ref().is_some_and(|m| matches!(m.key, Key::Country(_) | Key::Government));
        if state || speakers.list[client].kind != SpeakerKind::Person {
            continue;
        }
        for id in [lawyer, client] {
            out[id] = Some(Membership { key: Key::Alone(client), label: speakers.list[client].name.clone(), evidence });
        }
    }
}

/// A person whom the article describes by the noun of a group that is heard belongs to it: a cleaner, the cleaners.
fn join_members(words: &Words, speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    let mut groups: BTreeMap<String, SpeakerId> = BTreeMap::new();
    for (id, speaker) in speakers.list.iter().enumerate() {
        if speaker.kind != SpeakerKind::Group || !out[id].as_ref().is_some_and(|m| matches!(m.key, Key::Camp(_))) {
            continue;
        }
        for mention in speaker.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun) {
            for token in words.tokens_in(mention.span).filter(|&i| words.tag(i).is_plural()) {
                groups.entry(words.lower(token)).or_insert(id);
            }
        }
    }
    for (id, a) in affiliations.iter().enumerate() {
        if speakers.list[id].kind != SpeakerKind::Person || !out[id].as_ref().is_some_and(|m| matches!(m.key, Key::Alone(_))) {
            continue;
        }
        let Some((group, evidence)) = a.nouns.iter().find_map(|(noun, span)| groups.get(&format!("{noun}s")).map(|&g| (g, *span))) else {
            continue;
        };
        let Some(theirs) = out[group].clone() else { continue };
        out[id] = Some(Membership { evidence: Some(evidence), ..theirs });
    }
}

/// "Both airlines said": two bodies of one kind that the article makes speak as one.
fn join_pairs(words: &Words, attributions: &[Attribution], speakers: &Speakers, out: &mut [Option<Membership>]) {
    for (attribution, of) in attributions.iter().zip(&speakers.of) {
        join_included(words, attribution, of, speakers, out);
        let Some(source) = attribution.source.first().filter(|_| of.len() == 2) else { continue };
        let tokens = words.tokens_in(*source);
        let both = tokens.len() == 2 && words.lower(tokens.start) == "both" && words.tag(tokens.start + 1).is_plural();
        let bodies =
            of.iter().all(|&id| out.get(id).and_then(Option::as_ref).is_some_and(|m| matches!(m.key, Key::Body(_) | Key::Alone(_))));
        let organisations = of.iter().all(|&id| speakers.list.get(id).is_some_and(|s| s.kind == SpeakerKind::Organisation));
        if !(both && bodies && organisations) {
            continue;
        }
        let label = words.word(tokens.start + 1);
        for &id in of {
            out[id] = Some(Membership { key: Key::Camp(normal(label)), label: capital(label), evidence: Some(*source) });
        }
    }
}

/// "The allies, including France’s A and Germany’s B, condemned": A and B stand with the allies.
fn join_included(words: &Words, attribution: &Attribution, of: &[SpeakerId], speakers: &Speakers, out: &mut [Option<Membership>]) {
    let (Some(first), Some(last)) = (attribution.source.first(), attribution.source.last()) else { return };
    let extent = Span { start: first.start, end: last.end };
    let list = words.tokens_in(extent).any(|i| words.lower(i) == "including" || words.lower(i) == "such" && words.lower(i + 1) == "as");
    let is_group = |id: &&SpeakerId| {
        speakers.list.get(**id).is_some_and(|s| s.kind == SpeakerKind::Group)
            && out.get(**id).and_then(Option::as_ref).is_some_and(|m| matches!(m.key, Key::Camp(_)))
    };
    let Some(group) = of.iter().find(is_group).filter(|_| list && of.len() > 1) else { return };
    let theirs = out[*group].clone();
    for &id in of.iter().filter(|id| *id != group) {
        out[id] = theirs.clone().map(|m| Membership { evidence: Some(extent), ..m });
    }
}

/// Where the article lets "the opposition" speak as one, a party that is not the government's is of it.
fn join_opposition(words: &Words, speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    let opposition = Key::Party("opposition".to_owned());
    if !out.iter().flatten().any(|m| m.key == opposition) {
        return;
    }
    let heads: Vec<&str> = (0..out.len())
        .filter(|&id| affiliations[id].executive && speakers.list[id].kind == SpeakerKind::Person)
        .flat_map(|id| speakers.list[id].name.split_whitespace())
        .collect();
    let governing = |label: &str| {
        words.text.match_indices(label).any(|(at, _)| {
            let first = words.tokens_in(Span::new(at, at + label.len())).start;
            (first.saturating_sub(4)..first).any(|i| {
                matches!(words.lower(i).as_str(), "ruling" | "governing" | "his" | "her")
                    || heads.contains(&words.word(i)) && words.possessive(i + 1)
            })
        })
    };
    for (membership, speaker) in out.iter_mut().zip(&speakers.list) {
        let Some(membership) = membership.as_mut().filter(|m| matches!(m.key, Key::Party(_))) else { continue };
        if !governing(&membership.label) && !governing(&speaker.name) {
            (membership.key, membership.label) = (opposition.clone(), "Opposition".to_owned());
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
    let body = |id: &usize| {
        affiliations[*id].executive && speakers.list[*id].kind == SpeakerKind::Organisation && out[*id].as_ref().is_some_and(&is_home)
    };
    let Some(head) = (0..speakers.list.len()).find(head).or_else(|| (0..speakers.list.len()).find(body)) else { return };
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
