//! Which speakers stand on one side.

use super::affiliation::Affiliation;
use super::joining::*;
use super::kinds::*;
use super::labels;
use super::line::Line;
use super::phrase::Words;
use super::quarrel::Quarrels;
use crate::attribution::{Attribution, Kind};
use crate::lexicon;
use crate::speaker::{MentionKind, Speaker, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::collections::BTreeSet;

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

    /// How little what `speaker` is called makes a name for a side: a state's is the best, a person's the last.
    pub fn rank(&self, speaker: &Speaker) -> u8 {
        match self {
            Key::Country(_) | Key::Government => 0,
            Key::Party(_) => 1,
            Key::Body(_) => 2,
            Key::Camp(_) => 3,
            Key::Alone(_) if !matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Anonymous) => 4,
            Key::Alone(_) => 5,
        }
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
    quarrels: &Quarrels,
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
                // Each speaks for the other: they are one, by the first.
                if next == id {
                    at = at.min(id);
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
    place_locals(words, attributions, affiliations, &line, &mut out);
    clients_stand_alone(speakers, affiliations, &mut out);
    join_bodies(words, speakers, affiliations, &mut out);
    super::departments::join_departments(words, speakers, affiliations, quarrels, &mut out);
    join_camps(speakers, &mut out);
    join_members(words, speakers, affiliations, &mut out);
    join_kinds(words, speakers, affiliations, quarrels, &mut out);
    join_towns(speakers, affiliations, &mut out);
    super::authorities::join_authorities(words, speakers, affiliations, quarrels, &mut out);
    join_led_parties(words, speakers, affiliations, &mut out);
    join_prosecutors(words, speakers, &mut out);
    super::court::join_prosecution(words, speakers, affiliations, quarrels, &mut out);
    super::court::part_courts(words, attributions, speakers, affiliations, &mut out);
    super::examples::join_examples(words, attributions, speakers, affiliations, &mut out);
    join_pairs(words, attributions, speakers, &mut out);
    join_opposition(words, speakers, affiliations, &mut out);
    super::camps::join_camps_of_the_article(words, attributions, speakers, affiliations, quarrels, &mut out);
    part_unknown(speakers, &mut out);
    labels::name_governments(speakers, affiliations, &line, &mut out);
    labels::name_administrations(words, speakers, affiliations, &line, &mut out);
    labels::name_bare_governments(words, speakers, affiliations, line.international, &mut out);
    labels::name_sole_partisans(words, speakers, affiliations, &mut out);
    protagonists(words, attributions, speakers, affiliations, &mut out);
    labels::join_same_names(speakers, &mut out);
    labels::tidy(speakers, &mut out);
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

/// "The company", "the bureau" of which it stays open which one that is: no side by itself, it is a part of one that has a name.
fn part_unknown(speakers: &Speakers, out: &mut [Option<Membership>]) {
    let general = |s: &Speaker| {
        let low = s.name.to_lowercase();
        let noun = low.strip_prefix("the ").filter(|_| s.kind == SpeakerKind::Organisation);
        let open = |noun| ["taken", "full", "house"].iter().any(|what| lexicon::body_nouns().says(noun, what));
        noun.is_some_and(open) && s.mentions.iter().all(|m| m.kind != MentionKind::Name)
    };
    let named = out.iter().zip(&speakers.list).filter(|(_, speaker)| !general(speaker)).filter_map(|(m, _)| m.as_ref());
    let named: BTreeSet<Key> = named.map(|m| m.key.clone()).collect();
    for (membership, _) in out.iter_mut().zip(&speakers.list).filter(|(_, speaker)| general(speaker)) {
        membership.take_if(|m| !named.contains(&m.key));
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
        let asks = only_asks(words, attributions, id);
        let reporter = speaker.name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) || asks;
        if speaker.kind == SpeakerKind::Person && count >= NAMED && count * 2 >= most && !reporter {
            membership.evidence = speaker.mentions.iter().find(|m| m.kind == MentionKind::Name).map(|m| m.span);
        }
        // Who puts question after question to the others, and has no office, stands with none of them.
        if membership.evidence.is_none() && is_interviewer(words, attributions, id) {
            out[id] = None;
        }
    }
}

/// "Gray and his opponents": they stand on both sides.
pub(super) fn is_both_camps(name: &str) -> bool {
    let low = name.to_lowercase();
    let mut words = low.split(' ').skip_while(|word| *word != "and").skip(1);
    matches!(words.next(), Some("his" | "her" | "their" | "its")) && words.any(|word| lexicon::rival_nouns().has(word))
}

/// Who puts question after question to the others.
pub(super) fn is_interviewer(words: &Words, attributions: &[Attribution], id: SpeakerId) -> bool {
    const QUESTIONS: usize = 3;
    words.index.said(id).len() >= QUESTIONS && only_asks(words, attributions, id)
}

/// Whose every second word, or more, is a question puts questions to the parties: a reporter.
fn only_asks(words: &Words, attributions: &[Attribution], id: SpeakerId) -> bool {
    let own = words.index.said(id);
    let asks = |a: &&Attribution| {
        a.kind != Kind::Indirect && a.cue.iter().any(|cue| cue.of(words.text).split(' ').any(|w| lexicon::asking().says(w, "puts")))
    };
    !own.is_empty() && own.iter().filter_map(|&at| attributions.get(at)).filter(asks).count() * 2 >= own.len()
}

/// Authorities named without their place are of the state that their sentences speak of, where states face each other
/// and it is one only.
fn place_locals(words: &Words, attributions: &[Attribution], affiliations: &[Affiliation], line: &Line, out: &mut [Option<Membership>]) {
    if !line.international {
        return;
    }
    let sides: BTreeSet<&'static str> =
        out.iter().flatten().filter_map(|m| if let Key::Country(name) = m.key { Some(name) } else { None }).collect();
    for (id, a) in affiliations.iter().enumerate() {
        let open = a.local.is_some() && a.country.is_none() && a.body.is_none();
        if !open || out[id].as_ref().is_some_and(|m| matches!(m.key, Key::Country(_) | Key::Party(_))) {
            continue;
        }
        let mut found: Vec<(&'static str, Span)> = Vec::new();
        for attribution in words.index.said(id).iter().filter_map(|&at| attributions.get(at)) {
            let start = words.tokens_in(attribution.extent()).start;
            let paragraph = words.paragraph(start);
            let sentence = words.places(&words.sentence(start));
            let named = sentence.iter().any(|p| sides.contains(p.name));
            let places = if named { &sentence } else { words.places_of_paragraph(start) };
            // A paragraph that names none goes on from the one before.
            let goes_on = places.is_empty() && paragraph.start > 0;
            let places = if goes_on { words.places_of_paragraph(paragraph.start - 1) } else { places };
            let mut states = places.iter().filter(|p| sides.contains(p.name));
            let Some(first) = states.next() else { continue };
            found.push((first.name, words.span(first.tokens.clone())));
            found.extend(states.find(|p| p.name != first.name).map(|p| (p.name, words.span(p.tokens.clone()))));
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

/// Lower case, without the article and possessives, so that two ways of writing a name are one.
pub(super) fn normal(label: &str) -> String {
    let low = label.to_lowercase().replace('’', "'");
    let low = low.trim_end_matches("'s");
    low.strip_prefix("the ").unwrap_or(low).replace('.', "").trim().to_owned()
}

/// "OBAMA" as "Obama"; "U.S." and "DeSantis" as they are written.
pub(super) fn without_shouting(name: &str) -> String {
    let shouted = name.len() > 3 && name.chars().all(char::is_uppercase);
    if shouted { capital(&name.to_lowercase()) } else { name.to_owned() }
}

pub(super) fn capital(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
