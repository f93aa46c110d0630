//! What an office or a campaign tells of its holder beyond the words at his name, once all speakers have been read.

use super::super::grouping::normal;
use super::super::joining::{initials, is_short};
use super::super::phrase::{Role, Words};
use super::Affiliation;
use crate::lexicon;
use crate::speaker::{MentionKind, Speaker, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Who holds each office, lower case, by the title before his name; nobody where two do.
pub(super) fn holders(words: &Words, speakers: &Speakers) -> BTreeMap<String, Option<SpeakerId>> {
    let mut out: BTreeMap<String, Option<SpeakerId>> = BTreeMap::new();
    let held = |i: usize| lexicon::modifiers().says(&words.lower(i), "held");
    for (id, speaker) in speakers.list.iter().enumerate().filter(|(_, s)| s.kind == SpeakerKind::Person) {
        for mention in speaker.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
            let name = words.tokens_in(mention.span);
            let titled = words.before(&name).start..name.end;
            let role = words.roles(&titled).into_iter().rev().find(|(role, _)| matches!(role, Role::Executive | Role::Office));
            let Some((_, at)) = role.filter(|(_, at)| at.end >= name.start && !titled.clone().any(held)) else { continue };
            let holder = out.entry(words.span(at).of(words.text).to_lowercase()).or_insert(Some(id));
            if *holder != Some(id) {
                *holder = None;
            }
        }
    }
    out
}

/// "Defense Secretary Ann Gray" without a state is the United States', by the title and its spelling, where the article
/// names them and no other state's offices so often that this one may be its own.
pub(super) fn american_secretaries(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    const STATE: &str = "United States";
    let mut named: BTreeMap<&'static str, usize> = BTreeMap::new();
    for place in words.all_places() {
        *named.entry(place.name).or_default() += 1;
    }
    let Some(&ours) = named.get(STATE) else { return };
    // Papers leave the state out at an office of their own: a state much named, none of whose people is named with it.
    let heard: Vec<&str> = out.iter().filter_map(|a| a.country.map(|(name, _)| name)).collect();
    let other = named.iter().any(|(name, count)| *count > ours && !heard.contains(name));
    for (a, speaker) in out.iter_mut().zip(&speakers.list) {
        if speaker.kind != SpeakerKind::Person || a.country.is_some() || a.office.is_none() || a.body.is_some() {
            continue;
        }
        // Two or three words: "Defense Secretary", "Secretary of State".
        let is_title = |words: &[&str]| {
            let title = words.join(" ").to_lowercase();
            lexicon::american_offices().has(&title) && (!other || lexicon::american_offices().says(&title, "only"))
        };
        let titled = speaker.mentions.iter().filter(|m| m.kind == MentionKind::Name).find_map(|m| {
            let before: Vec<&str> = words.text.get(..m.span.start as usize)?.split_whitespace().rev().take(3).collect();
            let before: Vec<&str> = before.into_iter().rev().collect();
            let own: Vec<&str> = m.span.of(words.text).split_whitespace().take(3).collect();
            let ends = (2..=before.len()).any(|n| is_title(&before[before.len() - n..]));
            (ends || (2..=own.len()).any(|n| is_title(&own[..n]))).then_some(m.span)
        });
        // ", the secretary of the Treasury,"
        let office = a.office.filter(|office| {
            let own: Vec<&str> = office.of(words.text).trim_start_matches("the ").split_whitespace().take(4).collect();
            own.len() > 2 && own[1] == "of" && (3..=own.len()).any(|n| is_title(&own[..n]))
        });
        a.country = titled.or(office).map(|span| (STATE, span));
    }
}

/// "President Gray" heads "the Gray administration", and has its state.
pub(super) fn head_administrations(words: &Words, out: &mut [Affiliation]) {
    for place in words.all_places() {
        let administration = place.tokens.len() == 2 && words.word(place.tokens.start + 1) == "administration";
        if !administration {
            continue;
        }
        let name = words.word(place.tokens.start);
        for &id in words.index.people_called(name) {
            let a = &mut out[id];
            if a.executive && !a.leads && a.country.is_none() {
                a.country = Some((place.name, words.span(place.tokens.clone())));
                a.seat = true;
            }
        }
    }
}

/// "Commissioner for the budget" without a state is the European Union's, where the article names it.
pub(super) fn european_commissioners(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    const UNION: &str = "European Union";
    if !words.all_places().iter().any(|place| place.name == UNION) {
        return;
    }
    for (a, speaker) in out.iter_mut().zip(&speakers.list) {
        let Some(office) = a.office.filter(|_| a.country.is_none() && a.body.is_none() && a.principal.is_none()) else { continue };
        let low = office.of(words.text).to_lowercase();
        if speaker.kind == SpeakerKind::Person && low.contains("commissioner for ") {
            a.country = Some((UNION, office));
        }
    }
}

/// "The Gray campaign's director": no body "Gray", but of the one person of this name who speaks.
pub(super) fn of_campaigns(words: &Words, out: &mut [Affiliation]) {
    for (own, a) in out.iter_mut().enumerate() {
        let Some((label, evidence)) = a.body.clone().filter(|_| a.principal.is_none()) else { continue };
        let campaign = words.tokens_in(evidence).any(|i| lexicon::side_bodies().get_lower(words.word(i)) == Some("backers"));
        let &[id] = words.index.people_called(&label) else { continue };
        if campaign && id != own && words.index.bodies_called(&label).len() != 1 {
            a.principal = Some((id, evidence));
            a.body = None;
        }
    }
}

/// "The transition team" is the president-elect's, where one is heard.
pub(super) fn of_transitions(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    let mut found = speakers.list.iter().enumerate().filter(|(_, s)| is_elect(words, s)).map(|(id, _)| id);
    let (elect, None) = (found.next(), found.next()) else { return };
    let Some(elect) = elect else {
        silent_elects(words, speakers, out);
        return;
    };
    for (id, speaker) in speakers.list.iter().enumerate() {
        // "The Energy Transition Council" is nobody's team.
        let team = |span: Span| {
            let tokens = words.tokens_in(span);
            let people =
                |low: &str| lexicon::side_bodies().get(low) == Some("backers") || lexicon::role(low).is_some() || lexicon::is_group(low);
            let of = |i: usize| words.lower(i) == "transition" && people(&words.lower(i + 1));
            let alone = |i: usize| words.lower(i) == "transition" && i + 1 == tokens.end;
            tokens.clone().any(|i| of(i) || alone(i))
        };
        let Some(mention) = speaker.mentions.iter().find(|m| team(m.span)) else { continue };
        if speaker.kind != SpeakerKind::Person && out[id].principal.is_none() && out[id].country.is_none() {
            out[id].principal = Some((elect, mention.span));
            (out[id].body, out[id].camp, out[id].voice) = (None, None, false);
        }
    }
}

/// "President-elect Ann Gray".
fn is_elect(words: &Words, speaker: &Speaker) -> bool {
    let titled = |span: Span| {
        let before = words.text.get(..span.start as usize).unwrap_or("").trim_end();
        let ending = before.len().checked_sub("-elect".len()).and_then(|at| before.get(at..)).unwrap_or("");
        ending.eq_ignore_ascii_case("-elect") || span.of(words.text).to_lowercase().contains("-elect ")
    };
    speaker.kind == SpeakerKind::Person && speaker.mentions.iter().any(|m| m.kind == MentionKind::Name && titled(m.span))
}

/// A chief of staff or a press secretary, named without whose, is of the one who governs or is to govern, where one such is heard.
pub(super) fn of_staff(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    let heads = |id: usize| {
        let s = &speakers.list[id];
        s.kind == SpeakerKind::Person && (out[id].executive && out[id].body.is_none() || is_elect(words, s))
    };
    let found: Vec<usize> = (0..out.len()).filter(|&id| heads(id)).collect();
    let [head] = found[..] else { return };
    for (id, a) in out.iter_mut().enumerate().filter(|(id, _)| *id != head) {
        let Some(office) = a.office.filter(|_| a.country.is_none() && a.body.is_none() && a.principal.is_none()) else { continue };
        let low = office.of(words.text).to_lowercase();
        if speakers.list[id].kind == SpeakerKind::Person && (low.contains("chief of staff") || low.contains("press secretary")) {
            a.principal = Some((head, office));
        }
    }
}

/// "The president-elect", for whom others speak, where the article calls him so by his name: he is one with those.
fn silent_elects(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    let unnamed = |s: &Speaker| s.name.to_lowercase().trim_start_matches("the ") == "president-elect";
    if !speakers.list.iter().any(unnamed) {
        return;
    }
    let elect = |name: &String| {
        let last = name.split_whitespace().last().unwrap_or(name);
        ["President-elect", "president-elect"]
            .iter()
            .any(|title| [name, last].iter().any(|name| words.text.contains(&format!("{title} {name}"))))
    };
    let mut teams: Vec<String> = out.iter().filter_map(|a| a.patron.as_ref().map(|(name, _)| name.clone())).collect();
    teams.sort_unstable();
    teams.dedup();
    teams.retain(elect);
    let [team] = &teams[..] else { return };
    for (a, speaker) in out.iter_mut().zip(&speakers.list) {
        if let (true, Some(mention)) = (unnamed(speaker), speaker.mentions.first()) {
            (a.patron, a.voice, a.office) = (Some((team.clone(), mention.span)), false, None);
            a.executive = false;
        }
    }
}

/// "Brennox's chief economist" speaks for Brennox where that is heard itself: then he is no expert from outside.
pub(super) fn of_employers(speakers: &Speakers, out: &mut [Affiliation]) {
    // By name and by first letters, who may be the employer.
    let mut by_name: BTreeMap<String, BTreeSet<SpeakerId>> = BTreeMap::new();
    let mut by_letters: BTreeMap<String, BTreeSet<SpeakerId>> = BTreeMap::new();
    for (id, (speaker, a)) in speakers.list.iter().zip(out.iter()).enumerate().filter(|(_, (s, _))| s.kind != SpeakerKind::Person) {
        for name in [Some(&speaker.name), a.body.as_ref().map(|(body, _)| body)].into_iter().flatten().map(|name| normal(name)) {
            for letters in initials(&name) {
                by_letters.entry(letters).or_default().insert(id);
            }
            by_name.entry(name).or_default().insert(id);
        }
    }
    for id in 0..out.len() {
        let Some((label, evidence)) = out[id].employer.clone().filter(|_| out[id].voice) else { continue };
        let own = normal(&label);
        let known = |ids: Option<&BTreeSet<SpeakerId>>| ids?.iter().copied().find(|&other| other != id && !out[other].voice);
        let found = known(by_name.get(&own)).into_iter().chain(known(by_letters.get(&own).filter(|_| is_short(&own)))).min();
        let heard = found.map(|other| out[other].body.clone().unwrap_or((speakers.list[other].name.clone(), evidence)));
        if let Some((body, _)) = heard {
            out[id].voice = false;
            out[id].body = Some((body, evidence));
        }
    }
}
