//! What a side is called: short, in the article's own words, and no two sides alike.

use super::affiliation::Affiliation;
use super::grouping::{Key, Membership, capital, normal, without_shouting};
use super::line::Line;
use super::phrase::{PlaceKind, Words};
use crate::lexicon;
use crate::speaker::{SpeakerId, SpeakerKind, Speakers};
use std::collections::{BTreeMap, BTreeSet};

/// The government within its own state bears its head's name, or its own.
pub(super) fn name_governments(speakers: &Speakers, affiliations: &[Affiliation], line: &Line, out: &mut [Option<Membership>]) {
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
pub(super) fn name_administrations(
    words: &Words,
    speakers: &Speakers,
    affiliations: &[Affiliation],
    line: &Line,
    out: &mut [Option<Membership>],
) {
    if line.international {
        return;
    }
    let of_country = |id: &usize| out[*id].as_ref().is_some_and(|m| matches!(m.key, Key::Country(_)));
    let called = |id: usize| {
        let last = speakers.list[id].name.split_whitespace().last()?;
        let name = format!("{last} administration");
        let named = speakers.list[id].kind == SpeakerKind::Person && words.says(&name);
        let own = speakers.list[id].kind == SpeakerKind::Organisation && last.eq_ignore_ascii_case("administration");
        let of = speakers.list[id].name.split_whitespace().rev().nth(1).filter(|w| own && w.starts_with(char::is_uppercase));
        named.then_some(name).or_else(|| of.map(|of| format!("{} administration", without_shouting(of))))
    };
    let heads = (0..out.len()).filter(|&id| affiliations[id].executive).filter(of_country);
    let Some((id, label)) = heads.filter_map(|id| called(id).map(|label| (id, label))).next() else { return };
    let key = out[id].as_ref().map(|m| m.key.clone());
    for membership in out.iter_mut().flatten().filter(|m| Some(&m.key) == key.as_ref()) {
        membership.label = label.clone();
    }
}

/// Within one state its government is "the Peruvian government" where the article says so, rather than the state; else, where
/// its seat is heard or nobody is named with the state, and the state is not heard by its own name, it bears its head's name or that of the
/// seat: "the White House".
pub(super) fn name_bare_governments(
    words: &Words,
    speakers: &Speakers,
    affiliations: &[Affiliation],
    international: bool,
    out: &mut [Option<Membership>],
) {
    if international {
        return;
    }
    let of_state = |id: SpeakerId, out: &[Option<Membership>]| match out[id].as_ref().map(|m| &m.key) {
        Some(Key::Country(state)) => Some(*state),
        _ => None,
    };
    let seats: Vec<(&'static str, String)> = (0..out.len())
        .filter_map(|id| Some((of_state(id, out)?, id)))
        .filter(|(_, id)| affiliations[*id].executive || affiliations[*id].seat)
        .map(|(state, id)| (state, speakers.list[id].name.clone()))
        .collect();
    // Only where the government is heard as such, or nobody of it is named with the state, and the state itself is not heard.
    let heard = |state: &str, out: &[Option<Membership>]| {
        let members = || (0..out.len()).filter(|&id| of_state(id, out) == Some(state));
        let named = |id: SpeakerId| {
            let evidence = out[id].as_ref().and_then(|m| m.evidence).map(|span| words.places(&words.tokens_in(span)));
            evidence.is_some_and(|places| {
                places.iter().any(|p| p.name == state && !matches!(p.kind, PlaceKind::Institution | PlaceKind::Agency))
            })
        };
        (members().any(|id| affiliations[id].seat) || !members().any(named))
            && !members().any(|id| lexicon::country(&speakers.list[id].name).is_some())
    };
    let mut own: Vec<&'static str> = seats.iter().map(|(state, _)| *state).collect();
    own.sort_unstable();
    own.dedup();
    own.retain(|state| heard(state, out));
    let mut called: BTreeMap<&'static str, String> = BTreeMap::new();
    for place in words.all_places().iter().filter(|p| words.word(p.tokens.end) == "government") {
        let name = words.span(place.tokens.start..place.tokens.end + 1).of(words.text);
        called.entry(place.name).or_insert_with(|| name.to_owned());
    }
    for (state, name) in seats.into_iter().filter(|(state, _)| own.contains(state)) {
        called.entry(state).or_insert(name);
    }
    for membership in out.iter_mut().flatten() {
        let Key::Country(state) = membership.key else { continue };
        if let Some(name) = called.get(state).filter(|_| membership.label == state) {
            membership.label = name.clone();
        }
    }
}

/// Who alone speaks for a party, or most of all by far, gives the side its name: a candidate is not his party.
pub(super) fn name_sole_partisans(words: &Words, speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    /// Who is heard so often, and so many times as often as the next of his party, is its voice.
    const OFTEN: usize = 3;
    const TIMES: usize = 2;
    let mut heard = vec![0; speakers.list.len()];
    speakers.of.iter().flatten().for_each(|&id| heard[id] += 1);
    let mut parties: BTreeMap<&Key, Vec<SpeakerId>> = BTreeMap::new();
    for (id, membership) in out.iter().enumerate() {
        let Some(key) = membership.as_ref().map(|m| &m.key).filter(|key| matches!(key, Key::Party(_))) else { continue };
        parties.entry(key).or_default().push(id);
    }
    let rivals = parties.len() > 1;
    let mut labels: Vec<(Vec<SpeakerId>, String)> = Vec::new();
    let runs = |id: SpeakerId| {
        let role = speakers.list[id].role.map_or(String::new(), |role| role.of(words.text).to_lowercase());
        role.split(' ').any(|word| lexicon::candidacies().has(word))
    };
    for members in parties.into_values() {
        let mut people: Vec<SpeakerId> = members.iter().copied().filter(|&id| speakers.list[id].kind == SpeakerKind::Person).collect();
        people.sort_by_key(|&id| std::cmp::Reverse(heard[id]));
        let Some(&first) = people.first() else { continue };
        let (name, most) = (&speakers.list[first].name, heard[first]);
        let last = name.split_whitespace().last().unwrap_or(name);
        // The party itself, or others of it, are heard too.
        let others = members.iter().any(|&id| {
            let s = &speakers.list[id];
            let his = affiliations[id].principal.is_some_and(|(of, _)| of == first) || s.name.contains(last);
            !his && matches!(s.kind, SpeakerKind::Organisation | SpeakerKind::Group | SpeakerKind::Anonymous)
        });
        let alone = people.len() == 1 || most >= OFTEN && people.get(1).is_none_or(|&next| most >= TIMES * heard[next]);
        // Where parties face each other, it is the party that he speaks for.
        let partisan = rivals && !runs(first) || lexicon::party(last).is_some();
        if others || !alone || partisan || affiliations[first].principal.is_some() || affiliations[first].patron.is_some() {
            continue;
        }
        labels.push((members, name.clone()));
    }
    for (members, name) in labels {
        for id in members {
            out[id].iter_mut().for_each(|membership| membership.label.clone_from(&name));
        }
    }
}

/// Sides of the same name are one; so is a name in capitals of a headline, or one with an office before it, and the one person
/// of that name.
pub(super) fn join_same_names(speakers: &Speakers, out: &mut [Option<Membership>]) {
    let mut surnames: BTreeMap<String, Vec<SpeakerId>> = BTreeMap::new();
    let people = speakers.list.iter().enumerate().filter(|(_, s)| s.kind == SpeakerKind::Person && s.name.contains(' '));
    for (id, last) in people.filter_map(|(id, s)| Some((id, s.name.split_whitespace().last()?))) {
        surnames.entry(last.to_lowercase()).or_default().push(id);
    }
    let person = |last: &str, own: SpeakerId| {
        let mut found = surnames.get(&last.to_lowercase())?.iter().copied().filter(|&id| id != own);
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
    let mut first: BTreeMap<String, (Key, String)> = BTreeMap::new();
    let mut joined: BTreeMap<Key, (Key, String)> = BTreeMap::new();
    for own in out.iter().flatten() {
        if joined.contains_key(&own.key) {
            continue;
        }
        let (key, label) = first.entry(normal(&own.label)).or_insert_with(|| (own.key.clone(), own.label.clone())).clone();
        if key != own.key {
            let theirs = joined.get(&key).cloned().unwrap_or((key, label));
            if theirs.0 != own.key {
                joined.insert(own.key.clone(), theirs);
            }
        }
    }
    for membership in out.iter_mut().flatten() {
        // What was joined may have been joined again.
        let mut steps = 0;
        while let (Some((key, label)), true) = (joined.get(&membership.key).cloned(), steps < 4) {
            (membership.key, membership.label) = (key, label);
            steps += 1;
        }
    }
}

/// Without an article, a pronoun, brackets or the sign of a possessive: "The media union", "[Roe’s]", "his opponents".
pub(super) fn tidy(speakers: &Speakers, out: &mut [Option<Membership>]) {
    let people: BTreeSet<&str> =
        speakers.list.iter().filter(|s| s.kind == SpeakerKind::Person && !s.name.starts_with('[')).map(|s| s.name.as_str()).collect();
    for (membership, speaker) in out.iter_mut().zip(&speakers.list).filter_map(|(m, s)| Some((m.as_mut()?, s))) {
        if people.contains(membership.label.as_str()) {
            // "Longtime Joe Hill" is what a description of somebody else left of a name.
            if let Some((first, rest)) = membership.label.clone().split_once(' ')
                && lexicon::modifiers().says(&first.to_lowercase(), "bare")
                && rest.contains(' ')
            {
                membership.label = rest.to_owned();
            }
            continue;
        }
        let label = membership.label.trim_matches(|c: char| matches!(c, '[' | ']' | '“' | '”' | '"' | '‘'));
        let label = label.strip_suffix("’s").or_else(|| label.strip_suffix("'s")).unwrap_or(label);
        // "The Hill" is called so.
        let named = |(first, rest): &(&str, &str)| *first == "The" && !rest.contains(' ') && rest.starts_with(char::is_uppercase);
        if speaker.kind == SpeakerKind::Organisation && speaker.name == label && label.split_once(' ').is_some_and(|parts| named(&parts)) {
            membership.label = label.to_owned();
            continue;
        }
        let rest = label.split_once(' ').filter(|(first, rest)| {
            let low = first.to_lowercase();
            matches!(low.as_str(), "the" | "that" | "his" | "her" | "its" | "their") && !rest.is_empty()
        });
        // "The pair": such a noun is nobody's name without its article.
        let counted = |parts: &(&str, &str)| parts.0.eq_ignore_ascii_case("the") && lexicon::counted_bodies().has(parts.1);
        let rest = rest.filter(|parts| !counted(parts));
        membership.label = capital(rest.map_or(label, |(_, rest)| rest));
    }
}
