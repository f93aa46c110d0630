//! Which speakers stand on one side.

use super::affiliation::Affiliation;
use super::joining::*;
use super::kinds::*;
use super::phrase::Words;
use crate::attribution::Attribution;
use crate::lexicon;
use crate::speaker::{MentionKind, Speaker, SpeakerId, SpeakerKind, Speakers};
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
    /// How sure it is that the speaker is rightly on a side, and this one, by the kind of evidence: estimates,
    /// checked against articles annotated by hand, where those of .85 are right in .77.
    pub fn sure(&self, speaker: &Speaker) -> f32 {
        match (&self.key, self.evidence) {
            (Key::Country(_) | Key::Party(_), _) => 0.95,
            (Key::Government | Key::Body(_), _) | (Key::Alone(_), Some(_)) => 0.85,
            (Key::Camp(_), _) => 0.75,
            (Key::Alone(_), None) if speaker.kind == SpeakerKind::Person => 0.7,
            (Key::Alone(_), None) => 0.45,
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
    let direct: Vec<Option<Membership>> = (0..speakers.list.len()).map(|id| line.of(words.text, id, speakers, affiliations)).collect();
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
    principals_stand(speakers, affiliations, &mut out);
    part_governments(speakers, affiliations, &mut out);
    join_government(words, speakers, affiliations, &mut out);
    voices_among_themselves(speakers, affiliations, &mut out);
    place_locals(words, attributions, speakers, affiliations, &line, &mut out);
    clients_stand_alone(speakers, affiliations, &mut out);
    join_bodies(words, speakers, affiliations, &mut out);
    join_camps(speakers, &mut out);
    join_members(words, speakers, affiliations, &mut out);
    join_kinds(words, speakers, affiliations, &mut out);
    join_towns(speakers, affiliations, &mut out);
    super::authorities::join_authorities(words, speakers, affiliations, &mut out);
    join_led_parties(words, speakers, affiliations, &mut out);
    join_prosecutors(words, speakers, &mut out);
    super::court::part_courts(words, attributions, speakers, affiliations, &mut out);
    super::examples::join_examples(words, attributions, speakers, affiliations, &mut out);
    join_pairs(words, attributions, speakers, &mut out);
    join_opposition(words, speakers, affiliations, &mut out);
    super::camps::join_camps_of_the_article(words, attributions, speakers, affiliations, &mut out);
    name_governments(speakers, affiliations, &line, &mut out);
    name_administrations(words, speakers, affiliations, &line, &mut out);
    super::labels::name_bare_governments(words, line.international, &mut out);
    protagonists(words, attributions, speakers, affiliations, &mut out);
    super::labels::join_same_names(speakers, &mut out);
    super::labels::tidy(speakers, &mut out);
    out
}

/// For whom others speak is a party himself, an expert too: "Gray and his co-authors" stand with Gray, and he with them.
fn principals_stand(speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    for id in 0..out.len() {
        let Some(principal) = affiliations[id].principal.map(|(of, _)| of) else { continue };
        let held = out[id].as_ref().is_some_and(|m| m.key == Key::Alone(principal));
        let people = speakers.list[id].kind == SpeakerKind::Group;
        if held && people && out[principal].is_none() && speakers.list[principal].kind == SpeakerKind::Person {
            let label = speakers.list[principal].name.clone();
            out[principal] = Some(Membership { key: Key::Alone(principal), label, evidence: None });
        }
    }
}

/// Whom the article is about is a party of his own, without an office too: who is named four times or more, and at least
/// half as often as whoever is named most. The evidence is his name.
fn protagonists(
    words: &Words,
    attributions: &[Attribution],
    speakers: &Speakers,
    affiliations: &[Affiliation],
    out: &mut [Option<Membership>],
) {
    const NAMED: usize = 4;
    let named = |s: &Speaker| {
        s.mentions.iter().filter(|m| m.kind == MentionKind::Name && m.span.of(words.text).starts_with(char::is_uppercase)).count()
    };
    let most = speakers.list.iter().map(&named).max().unwrap_or(0);
    for (id, speaker) in speakers.list.iter().enumerate() {
        let Some(membership) = out[id].as_mut().filter(|m| m.key == Key::Alone(id) && m.evidence.is_none()) else { continue };
        // So is who holds a seat or an office, though nothing tells of his party or state.
        membership.evidence = affiliations[id].politician;
        let count = named(speaker);
        // A transcript writes its own reporter in capitals.
        let reporter =
            speaker.name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) || only_asks(words, attributions, speakers, id);
        if speaker.kind == SpeakerKind::Person && count >= NAMED && count * 2 >= most && !reporter {
            membership.evidence = speaker.mentions.iter().find(|m| m.kind == MentionKind::Name).map(|m| m.span);
        }
    }
}

/// A body that answers to no government of the day, so that within its state the two may differ: the police of a federation, a
/// central bank, those who count votes.
fn independent(speaker: &Speaker) -> bool {
    speaker.kind == SpeakerKind::Organisation && lexicon::independent_bodies().has(&normal(&speaker.name))
}

/// Whose every second word, or more, is a question puts questions to the parties: a reporter.
fn only_asks(words: &Words, attributions: &[Attribution], speakers: &Speakers, id: SpeakerId) -> bool {
    let own: Vec<&Attribution> = attributions.iter().zip(&speakers.of).filter(|(_, of)| of.contains(&id)).map(|(a, _)| a).collect();
    let asks =
        |a: &&&Attribution| a.cue.iter().any(|cue| cue.of(words.text).split(' ').any(|w| matches!(w, "asked" | "asks" | "inquired")));
    !own.is_empty() && own.iter().filter(asks).count() * 2 >= own.len()
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
        let governed = affiliations.iter().any(|a| a.executive || a.seat);
        Line { governed, international: states.len() >= 2 || (abroad >= 1 && home.is_some()), home }
    }

    fn of(&self, text: &str, id: SpeakerId, speakers: &Speakers, affiliations: &[Affiliation]) -> Option<Membership> {
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
    for place in words.places(&(0..words.parsed.tokens.len())) {
        named.entry(place.name).or_default().0 += 1;
    }
    for (a, speaker) in affiliations.iter().zip(&speakers.list) {
        if let (true, Some((name, _)), SpeakerKind::Person) = (a.executive, a.country, speaker.kind) {
            named.entry(name).or_default().1 = true;
        }
    }
    // Of its own state a paper lets the government speak, not the state.
    let speaks = |name: &str| {
        let state = |s: &Speaker| lexicon::country(&s.name).is_some_and(|place| place.kind != lexicon::PlaceKind::People);
        affiliations.iter().zip(&speakers.list).any(|(a, s)| state(s) && a.country.is_some_and(|(country, _)| country == name))
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
    let beside = |office: Span| {
        let places = words.places(&words.paragraph(words.tokens_in(office).start));
        let mut open = places.iter().filter(|p| !named.get(p.name).is_some_and(|(_, headed)| *headed)).map(|p| p.name).peekable();
        open.peek().is_some() && open.all(|name| name == home)
    };
    unnamed.filter_map(|(a, _)| a.office).any(beside).then_some(home)
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
            // A paragraph that names none goes on from the one before.
            let places =
                if places.is_empty() && paragraph.start > 0 { words.places(&words.paragraph(paragraph.start - 1)) } else { places };
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

/// Within one state its government is "the Gray administration", where the article calls it so, rather than the state.
fn name_administrations(words: &Words, speakers: &Speakers, affiliations: &[Affiliation], line: &Line, out: &mut [Option<Membership>]) {
    if line.international {
        return;
    }
    let of_country = |id: &usize| out[*id].as_ref().is_some_and(|m| matches!(m.key, Key::Country(_)));
    let called = |id: usize| {
        let last = speakers.list[id].name.split_whitespace().last()?;
        let name = format!("{last} administration");
        let named = speakers.list[id].kind == SpeakerKind::Person && words.text.contains(&name);
        let own = speakers.list[id].kind == SpeakerKind::Organisation && last.eq_ignore_ascii_case("administration");
        let of = speakers.list[id].name.split_whitespace().rev().nth(1).filter(|w| own && w.starts_with(char::is_uppercase));
        named.then_some(name).or_else(|| of.map(|of| format!("{} administration", capital(&of.to_lowercase()))))
    };
    let heads = (0..out.len()).filter(|&id| affiliations[id].executive).filter(of_country);
    let Some((id, label)) = heads.filter_map(|id| called(id).map(|label| (id, label))).next() else { return };
    let key = out[id].as_ref().map(|m| m.key.clone());
    for membership in out.iter_mut().flatten().filter(|m| Some(&m.key) == key.as_ref()) {
        membership.label = label.clone();
    }
}

/// Lower case, without the article and possessives, so that two ways of writing a name are one.
pub(super) fn normal(label: &str) -> String {
    let low = label.to_lowercase().replace('’', "'");
    let low = low.trim_end_matches("'s");
    low.strip_prefix("the ").unwrap_or(low).replace('.', "").trim().to_owned()
}

pub(super) fn capital(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
