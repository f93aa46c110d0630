//! Speakers who stand together, or apart, for what the article says elsewhere than at their names.

use super::affiliation::Affiliation;
use super::grouping::{Key, Membership, capital, normal};
use super::phrase::Words;
use crate::attribution::Attribution;
use crate::lexicon;
use crate::speaker::{MentionKind, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// "SEIU spokesman" and the union that the article names in full are one body: where the label of a body is a
/// mention of a speaker, the body is that speaker's.
pub(super) fn join_bodies(words: &Words, speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
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
    let ways = Ways::new(&full);
    for membership in out.iter_mut().flatten() {
        let Key::Body(name) = &membership.key else { continue };
        if let Some((long, label)) = ways.full(name).map(|at| &full[at]) {
            (membership.key, membership.label) = (Key::Body(long.clone()), label.clone());
        }
    }
    // Whose name begins with the letters, the first of them in the order of the names.
    let mut initial: BTreeMap<String, (&String, SpeakerId)> = BTreeMap::new();
    for (name, &id) in &owner {
        for letters in initials(name) {
            initial.entry(letters).or_insert((name, id));
        }
    }
    let by_letters = |short: &str| initial.get(short).filter(|_| is_short(short));
    let keys: Vec<Option<Membership>> = out.to_vec();
    // The party that the head of the government leads stands with him.
    for (id, a) in affiliations.iter().enumerate() {
        let (true, Some((label, span)), Some(own)) = (a.executive && speakers.list[id].kind == SpeakerKind::Person, &a.body, &keys[id])
        else {
            continue;
        };
        let name = normal(label);
        let written = owner.get_key_value(&name).map(|(full, &id)| (full, id));
        let led = written.into_iter().chain(by_letters(&name).copied()).min().map(|(_, led)| led);
        if let Some(led) = led.filter(|&led| led != id && keys[led].as_ref().is_some_and(|m| matches!(m.key, Key::Party(_) | Key::Body(_))))
        {
            out[led] = Some(Membership { evidence: Some(*span), ..own.clone() });
        }
    }
    for membership in out.iter_mut().flatten() {
        let (Key::Body(name) | Key::Party(name)) = &membership.key else { continue };
        let id = owner.get(name).or_else(|| by_letters(name).map(|(_, id)| id));
        if let Some(theirs) = id.and_then(|&id| keys[id].as_ref()) {
            (membership.key, membership.label) = (theirs.key.clone(), theirs.label.clone());
        }
    }
}

/// By what else a body may be called, its place among those whose names are known.
#[derive(Default)]
struct Ways<'a> {
    /// The last one that is known for a certain body.
    same: BTreeMap<&'a str, usize>,
    /// The bodies that are known to be what a noun says: "an agency" is neither of two.
    of_noun: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// The first one by its letters or those of its other form, and by what its house is for.
    letters: BTreeMap<String, usize>,
    houses: BTreeMap<&'a str, usize>,
    /// By its noun the first one, and nothing where there are others.
    nouns: BTreeMap<&'a str, Option<usize>>,
}

impl<'a> Ways<'a> {
    fn new(full: &'a [(String, String)]) -> Ways<'a> {
        let mut out = Ways::default();
        for (at, (long, _)) in full.iter().enumerate() {
            if let Some((body, noun)) = lexicon::body_name(long) {
                out.same.insert(body, at);
                out.of_noun.entry(noun).or_default().insert(body);
            }
            // The "DOJ" is the "Justice Department" as well.
            let turned = long.strip_suffix(" department").map(|rest| initials(&format!("department of {rest}")));
            for letters in turned.into_iter().flatten().chain(initials(long)) {
                out.letters.entry(letters).or_insert(at);
            }
            // "Energy officials" and "the Energy Department" are of one house.
            let house = |word: &str| lexicon::departments().says(word, "house");
            let front = long.rsplit_once(' ').filter(|(_, last)| house(last)).map(|(rest, _)| rest.trim_end());
            let behind = long.split_once(" of ").filter(|(first, _)| house(first)).map(|(_, rest)| rest);
            front.into_iter().chain(behind).for_each(|matter| _ = out.houses.entry(matter).or_insert(at));
            for noun in long.match_indices(' ').map(|(space, _)| &long[space + 1..]) {
                let known = out.nouns.entry(noun).or_insert(Some(at));
                *known = known.filter(|&first| full[first].0 == *long);
            }
        }
        out
    }

    /// The place of the body that `name` means and that has more of a name.
    fn full(&self, name: &str) -> Option<usize> {
        // "The central bank" is the Federal Reserve, which the article names, and so is the "Fed".
        let same = match lexicon::body_name(name) {
            Some((body, _)) => self.same.get(body),
            None => self.of_noun.get(name).filter(|bodies| bodies.len() == 1).and_then(|bodies| self.same.get(bodies.first()?)),
        };
        let letters = self.letters.get(name).filter(|_| is_short(name));
        let short = || letters.into_iter().chain(self.houses.get(name)).min();
        // "Council leader Ann Gray" leads the one council that is named.
        let only = || self.nouns.get(name).and_then(Option::as_ref).filter(|_| lexicon::organisation_word(name).is_some());
        same.or_else(short).or_else(only).copied()
    }
}

/// A person whom the article describes by the noun of a group that is heard belongs to it: a cleaner, the cleaners.
pub(super) fn join_members(words: &Words, speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    let mut groups: BTreeMap<String, SpeakerId> = BTreeMap::new();
    for (id, speaker) in speakers.list.iter().enumerate() {
        if speaker.kind != SpeakerKind::Group || !out[id].as_ref().is_some_and(|m| matches!(m.key, Key::Camp(_))) {
            continue;
        }
        for mention in speaker.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun) {
            let tokens = words.tokens_in(mention.span);
            for token in (tokens.start..row_end(words, tokens.end)).filter(|&i| words.tag(i).is_plural()) {
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

/// Where the row ends that a group is the first of: "janitors, baggage handlers and attendants". Only nouns, adjectives, commas and
/// one "and" with its noun stand in it.
fn row_end(words: &Words, from: usize) -> usize {
    const LONGEST: usize = 14;
    if words.word(from) != "," && words.word(from) != "and" {
        return from;
    }
    let end = words.sentence(from).end.min(from + LONGEST);
    let inner = |i: &usize| words.tag(*i).is_noun() || words.tag(*i).is_adjective() || matches!(words.word(*i), "," | "and");
    let stop = (from..end).find(|i| !inner(i)).unwrap_or(end);
    // Without an "and" it is no row.
    if (from..stop).any(|i| words.word(i) == "and") { stop } else { from }
}

/// "Both airlines said": two bodies of one kind that the article makes speak as one.
pub(super) fn join_pairs(words: &Words, attributions: &[Attribution], speakers: &Speakers, out: &mut [Option<Membership>]) {
    for (attribution, of) in attributions.iter().zip(&speakers.of) {
        join_others(words, attribution, of, speakers, out);
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

/// "Gray and other critics of the ruling say": who is named is one of them.
fn join_others(words: &Words, attribution: &Attribution, of: &[SpeakerId], speakers: &Speakers, out: &mut [Option<Membership>]) {
    let [first, second] = *of else { return };
    let camp = |id: SpeakerId| {
        speakers.list[id].kind == SpeakerKind::Group && out[id].as_ref().is_none_or(|m| matches!(m.key, Key::Camp(_) | Key::Alone(_)))
    };
    let Some((leader, group)) = [(first, second), (second, first)].into_iter().find(|&(a, b)| !camp(a) && camp(b)) else { return };
    let (Some(start), Some(end)) = (attribution.source.first(), attribution.source.last()) else { return };
    let extent = Span { start: start.start, end: end.end };
    let others = words.tokens_in(extent).any(|i| words.lower(i) == "and" && matches!(words.lower(i + 1).as_str(), "other" | "fellow"));
    if let (true, Some(theirs)) = (others, out[leader].clone()) {
        out[group] = Some(Membership { evidence: Some(extent), ..theirs });
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
    // "Critics, including the head of Brennox": whoever is of a body or a party stays with it.
    let elsewhere = |id: SpeakerId| out[id].as_ref().is_some_and(|m| matches!(m.key, Key::Body(_) | Key::Party(_)));
    let listed: Vec<SpeakerId> = of.iter().copied().filter(|id| id != group && !elsewhere(*id)).collect();
    for id in listed {
        out[id] = theirs.clone().map(|m| Membership { evidence: Some(extent), ..m });
    }
}

/// Where the article lets "the opposition" speak as one, a party that is not the government's is of it.
pub(super) fn join_opposition(words: &Words, speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
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
            // "The ruling Liberal Labour Party" does not make the "Labour Party" govern.
            let whole = first == words.sentence(first).start || !words.capitalised(first - 1) || label.starts_with(words.word(first - 1));
            whole
                && (first.saturating_sub(4)..first).any(|i| {
                    matches!(words.lower(i).as_str(), "ruling" | "governing" | "his" | "her")
                        || heads.contains(&words.word(i)) && words.possessive(i + 1)
                })
        })
    };
    let mut known: BTreeMap<String, bool> = BTreeMap::new();
    let mut governs = |name: &str| match known.get(name) {
        Some(&governs) => governs,
        None => *known.entry(name.to_owned()).or_insert_with(|| governing(name)),
    };
    for (membership, speaker) in out.iter_mut().zip(&speakers.list) {
        let Some(membership) = membership.as_mut().filter(|m| matches!(m.key, Key::Party(_))) else { continue };
        if !governs(&membership.label) && !governs(&speaker.name) {
            (membership.key, membership.label) = (opposition.clone(), "Opposition".to_owned());
        }
    }
}

/// What may be the first letters of a name.
pub(super) fn is_short(name: &str) -> bool {
    name.len() >= 2 && !name.contains(' ')
}

/// The first letters of the long words of `full`, and of all its words.
pub(super) fn initials(full: &str) -> [String; 2] {
    [false, true].map(|small| {
        full.split(' ').filter(|w| small || !matches!(*w, "of" | "the" | "and" | "for")).filter_map(|w| w.chars().next()).collect()
    })
}

/// The client of a lawyer who is heard is a party of the case, whatever else he is.
pub(super) fn clients_stand_alone(speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
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

/// Two heads of government whose state is not named are of two governments: each stands alone.
pub(super) fn part_governments(speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    let open = |id: usize, out: &[Option<Membership>]| {
        speakers.list[id].kind == SpeakerKind::Person && out[id].as_ref().is_some_and(|m| m.key == Key::Government)
    };
    if (0..out.len()).filter(|&id| affiliations[id].executive && open(id, out)).count() < 2 {
        return;
    }
    for id in 0..out.len() {
        if open(id, out) {
            out[id] = Some(Membership { key: Key::Alone(id), label: speakers.list[id].name.clone(), evidence: None });
        }
    }
}

/// Offices named without a state are of the state whose government the article names as such, where there is one only:
/// "the UK government", "the White House". An office that is named with its state proves nothing: it may be foreign.
pub(super) fn join_government(words: &Words, speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    let heads = affiliations.iter().zip(&speakers.list);
    let mut own: Vec<&'static str> = heads
        .filter(|(a, s)| a.executive && s.kind != SpeakerKind::Person || a.seat)
        .filter_map(|(a, _)| a.country.map(|(name, _)| name))
        .collect();
    own.sort_unstable();
    own.dedup();
    if own.is_empty() {
        own = state_of_ministers(words, affiliations, out);
    }
    let [name] = own[..] else { return };
    // Another head of government who is named with his state makes it a story of two: then only "the government" that speaks by
    // itself is the one that is named so.
    let other = affiliations.iter().any(|a| a.country.is_some_and(|(theirs, _)| theirs != name));
    for (membership, speaker) in out.iter_mut().zip(&speakers.list) {
        let Some(membership) = membership.as_mut().filter(|m| m.key == Key::Government) else { continue };
        if !other || normal(&speaker.name) == "government" {
            (membership.key, membership.label) = (Key::Country(name), name.to_owned());
        }
    }
}

/// Ministers named without a state, where no government speaks by itself: of the one state that speaks, or, where none does, of
/// the one whose government is named. Not the United States, which has no ministers.
fn state_of_ministers(words: &Words, affiliations: &[Affiliation], out: &[Option<Membership>]) -> Vec<&'static str> {
    let minister =
        |m: &Membership| m.key == Key::Government && m.evidence.is_some_and(|e| e.of(words.text).to_lowercase().contains("minister"));
    if !out.iter().flatten().any(minister) {
        return Vec::new();
    }
    // "Fisheries Minister Ann Gray said ... French Minister Joe Hill said": papers name the state of a foreign office, not that of their
    // own. Behind the one who is named with it the others are of it as well; an ambassador stands for another state than the one he is in.
    let first = out.iter().flatten().filter(|m| minister(m)).filter_map(|m| m.evidence).map(|e| e.start).min().unwrap_or(0);
    let sent = |span: Span| span.of(words.text).split_whitespace().any(|word| lexicon::side_bodies().get_lower(word) == Some("sent"));
    let named: Vec<(&'static str, Span)> = affiliations.iter().filter_map(|a| a.country).collect();
    if named.iter().all(|(_, span)| span.start > first || sent(*span)) && !named.is_empty() {
        return Vec::new();
    }
    let mut states: Vec<&'static str> = named.into_iter().map(|(name, _)| name).collect();
    if states.is_empty() {
        let government = |p: &crate::side::phrase::Place| matches!(words.lower(p.tokens.end).as_str(), "government" | "cabinet");
        states.extend(words.all_places().iter().filter(|p| government(p)).map(|p| p.name));
    }
    states.sort_unstable();
    states.dedup();
    states.retain(|name| *name != "United States");
    states
}
