//! What a side is called: short, in the article's own words, and no two sides alike.

use super::grouping::{Key, Membership, capital, normal};
use super::phrase::Words;
use crate::lexicon;
use crate::speaker::{SpeakerId, SpeakerKind, Speakers};

/// Within one state its government is "the Peruvian government" where the article says so, rather than the state.
pub(super) fn name_bare_governments(words: &Words, international: bool, out: &mut [Option<Membership>]) {
    if international {
        return;
    }
    let places = words.places(&(0..words.parsed.tokens.len()));
    for membership in out.iter_mut().flatten() {
        let Key::Country(state) = membership.key else { continue };
        if membership.label != state {
            continue;
        }
        let called = places.iter().find(|p| p.name == state && words.word(p.tokens.end) == "government");
        if let Some(place) = called {
            membership.label = words.span(place.tokens.start..place.tokens.end + 1).of(words.text).to_owned();
        }
    }
}

/// Sides of the same name are one; so is a name in capitals of a headline, or one with an office before it, and the one person
/// of that name.
pub(super) fn join_same_names(speakers: &Speakers, out: &mut [Option<Membership>]) {
    let person = |last: &str, own: SpeakerId| {
        let named = |(id, s): &(SpeakerId, &crate::speaker::Speaker)| {
            *id != own
                && s.kind == SpeakerKind::Person
                && s.name.contains(' ')
                && s.name.split_whitespace().last().is_some_and(|name| name.to_lowercase() == last.to_lowercase())
        };
        let mut found = speakers.list.iter().enumerate().filter(named).map(|(id, _)| id);
        found.next().filter(|_| found.next().is_none())
    };
    for id in 0..out.len() {
        let name = &speakers.list[id].name;
        let mut names = name.split_whitespace();
        let last = names.next_back().unwrap_or("");
        let office = names.clone().next().is_some() && names.all(|word| lexicon::role(&word.to_lowercase()).is_some());
        let shouted = name == last && last.chars().count() > 3 && last.chars().all(char::is_uppercase);
        let own = out[id].as_ref().is_some_and(|m| m.evidence.is_none() || matches!(m.key, Key::Alone(_) | Key::Body(_)));
        if !(office || shouted) || !own {
            continue;
        }
        if let Some(theirs) = person(last, id).and_then(|other| out[other].clone()) {
            out[id] = Some(theirs);
        }
    }
    for id in 1..out.len() {
        let Some(own) = out[id].clone() else { continue };
        let same = |m: &&Membership| m.key != own.key && normal(&m.label) == normal(&own.label);
        if let Some(theirs) = out[..id].iter().flatten().find(same).cloned() {
            for membership in out.iter_mut().flatten().filter(|m| m.key == own.key) {
                (membership.key, membership.label) = (theirs.key.clone(), theirs.label.clone());
            }
        }
    }
}

/// Without an article, a pronoun, brackets or the sign of a possessive: "The media union", "[Roe’s]", "his opponents".
pub(super) fn tidy(speakers: &Speakers, out: &mut [Option<Membership>]) {
    for membership in out.iter_mut().flatten() {
        let person = speakers.list.iter().any(|s| s.kind == SpeakerKind::Person && s.name == membership.label && !s.name.starts_with('['));
        if person {
            // "Longtime Joe Hill" is what a description of somebody else left of a name.
            if let Some((first, rest)) = membership.label.clone().split_once(' ') {
                if lexicon::modifiers().says(&first.to_lowercase(), "bare") && rest.contains(' ') {
                    membership.label = rest.to_owned();
                }
            }
            continue;
        }
        let label = membership.label.trim_matches(|c: char| matches!(c, '[' | ']' | '“' | '”' | '"' | '‘'));
        let label = label.strip_suffix("’s").or_else(|| label.strip_suffix("'s")).unwrap_or(label);
        let rest = label.split_once(' ').filter(|(first, rest)| {
            let low = first.to_lowercase();
            matches!(low.as_str(), "the" | "his" | "her" | "its" | "their") && !rest.is_empty()
        });
        membership.label = capital(rest.map_or(label, |(_, rest)| rest));
    }
}
