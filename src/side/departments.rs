//! Departments of a government: they stand with their minister, or with the head of the government, where these are heard.

use super::affiliation::Affiliation;
use super::grouping::{Key, Membership, normal};
use super::phrase::Words;
use super::quarrel::Quarrels;
use crate::lexicon;
use crate::speaker::{SpeakerId, SpeakerKind, Speakers};
use std::collections::{BTreeMap, BTreeSet};

/// "The Education Department said" stands with the education secretary, or else with the one head of a government, where no word of
/// a quarrel is between them. What stands with the department moves with it.
pub(super) fn join_departments(
    words: &Words,
    speakers: &Speakers,
    affiliations: &[Affiliation],
    quarrels: &Quarrels,
    out: &mut [Option<Membership>],
) {
    let people = |id: &SpeakerId| speakers.list[*id].kind == SpeakerKind::Person;
    let heads: Vec<SpeakerId> = (0..out.len()).filter(people).filter(|&id| affiliations[id].executive && !affiliations[id].leads).collect();
    let states: BTreeSet<&'static str> =
        out.iter().flatten().filter_map(|m| if let Key::Country(name) = m.key { Some(name) } else { None }).collect();
    // Who leads the department for a matter, by the words for it: the first one.
    let mut ministers: BTreeMap<String, SpeakerId> = BTreeMap::new();
    for id in (0..out.len()).filter(people) {
        for word in matters_of(words, &affiliations[id]) {
            ministers.entry(word).or_insert(id);
        }
    }
    for id in 0..out.len() {
        let Some(Key::Body(own)) = out[id].as_ref().map(|m| m.key.clone()) else { continue };
        let Some(matter) = matter(&own) else { continue };
        let minister = matter.iter().filter_map(|word| ministers.get(word)).min().copied();
        let mut keys = heads.iter().filter_map(|&head| out[head].as_ref().map(|m| &m.key));
        let one = keys.next().is_some_and(|first| keys.all(|key| key == first));
        let head = heads.first().copied().filter(|_| one && states.len() <= 1);
        // A ministry is not the United States', so that of two states it is the other one's.
        let foreign: Vec<&str> = states.iter().copied().filter(|name| *name != "United States").collect();
        let of_state =
            |name: &str| (0..out.len()).find(|&other| out[other].as_ref().is_some_and(|m| matches!(m.key, Key::Country(c) if c == name)));
        let abroad = match foreign[..] {
            [name] if own.contains("ministry") => of_state(name),
            _ => None,
        };
        let head =
            head.filter(|&head| !(own.contains("ministry") && out[head].as_ref().is_some_and(|m| m.key == Key::Country("United States"))));
        let Some(chief) = minister.or(head).or(abroad).filter(|&chief| chief != id && !quarrels.between(chief, id)) else { continue };
        let Some(theirs) = out[chief].clone().filter(|m| m.key.is_firm() || matches!(m.key, Key::Alone(_))) else { continue };
        let own = Key::Body(own);
        for (membership, speaker) in out.iter_mut().zip(&speakers.list) {
            let Some(membership) = membership.as_mut().filter(|m| m.key == own) else { continue };
            let evidence = membership.evidence.or_else(|| speaker.mentions.first().map(|m| m.span));
            *membership = Membership { evidence, ..theirs.clone() };
        }
    }
}

/// The words for what a department of a state is for, by its name, lower case: of "education department" and "department of
/// education" it is "education". Nothing of other bodies, and of the department of a town or a federal state.
fn matter(name: &str) -> Option<BTreeSet<String>> {
    let parts = lexicon::departments();
    let words: Vec<&str> = name.split_whitespace().collect();
    let kind = words.iter().position(|w| parts.says(w, "kind"))?;
    let local = |w: &&str| parts.says(w, "local") || is_state(w);
    let ends = kind + 1 == words.len() && words.len() <= 4;
    let of = kind == 0 && matches!(words.get(1), Some(&("of" | "for")));
    if !(ends || of) || words.iter().any(local) || lexicon::independent_bodies().has(name) {
        return None;
    }
    let told = |w: &&&str| !parts.says(w, "empty");
    let out: BTreeSet<String> = words.iter().filter(told).map(|w| (*w).to_owned()).collect();
    (!out.is_empty()).then_some(out)
}

/// `word` names a federal state in small letters, by its first letter's capital.
fn is_state(word: &str) -> bool {
    lexicon::us_state(&super::grouping::capital(word)).is_some()
}

/// The words for the matters of whose departments the office is that the article gives him.
fn matters_of(words: &Words, a: &Affiliation) -> Vec<String> {
    let Some(office) = a.office.filter(|_| !a.voice) else { return Vec::new() };
    let low = normal(office.of(words.text));
    let named = lexicon::office_bodies().entries().filter(|(title, _)| low.contains(title)).flat_map(|(_, bodies)| bodies.split(' '));
    let minister = low.split(' ').any(|w| matches!(w, "minister" | "secretary"));
    let told = low.split(' ').map(|w| w.trim_end_matches(',')).filter(|_| minister);
    named.chain(told).map(str::to_owned).collect()
}
