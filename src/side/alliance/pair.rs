//! What speaks for two parties' standing together, and what against it.

use super::portrait::{Portrait, leaning, portraits};
use super::{MOST, Pair};
use crate::attribution::{Appraiser, Attribution};
use crate::lexicon;
use crate::model::named::Features;
use crate::side::Parties;
use crate::side::affiliation::Affiliation;
use crate::side::leaning::Leaning;
use crate::side::phrase::Words;
use crate::side::quarrel::Quarrels;
use crate::speaker::Speakers;
use std::collections::{BTreeMap, BTreeSet};

/// All pairs of `parties`, of the first of them where there are many, and what tells of each of these that it takes a side.
pub(in crate::side) fn compare(
    words: &Words,
    attributions: &[Attribution],
    speakers: &Speakers,
    affiliations: &[Affiliation],
    quarrels: &Quarrels,
    parties: &Parties,
) -> (Vec<Pair>, Vec<Features>) {
    let portraits = portraits(words, attributions, speakers, affiliations, parties, MOST);
    let comparison = Comparison::new(words, attributions, quarrels, parties, &portraits);
    let mut out = Vec::new();
    for first in 0..portraits.len() {
        for second in first + 1..portraits.len() {
            let apart = comparison.apart(first, second);
            out.push(Pair { first, second, features: comparison.features(first, second), apart });
        }
    }
    let appraiser = Appraiser::new(words.text, words.parsed);
    let taking = (0..portraits.len()).map(|at| comparison.taking(at, &appraiser, affiliations)).collect();
    (out, taking)
}

/// The parties of an article side by side.
pub(super) struct Comparison<'a> {
    pub words: &'a Words<'a>,
    pub attributions: &'a [Attribution],
    pub parties: &'a Parties,
    pub portraits: &'a [Portrait],
    /// The party that is named most often.
    pub protagonist: Option<usize>,
    /// For each party how it leans where it speaks of each other one: for, against, neither.
    pub of_others: Vec<Vec<[f32; 3]>>,
    /// Those of whom one is reported to speak against the other, the earlier party first.
    quarrels: BTreeSet<(usize, usize)>,
    /// Those of whom one is called the other's critics or rivals, the earlier party first.
    rivals: BTreeSet<(usize, usize)>,
    /// How often each state is named.
    states: BTreeMap<&'static str, usize>,
    /// For how many parties each word is used: by them, and at their names.
    pub said_by: BTreeMap<&'a str, usize>,
    pub told_of: BTreeMap<&'a str, usize>,
}

impl<'a> Comparison<'a> {
    fn new(
        words: &'a Words<'a>,
        attributions: &'a [Attribution],
        quarrels: &'a Quarrels,
        parties: &'a Parties,
        portraits: &'a [Portrait],
    ) -> Comparison<'a> {
        let mut of_others = vec![vec![[0.0f32; 3]; portraits.len()]; portraits.len()];
        let mut called: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (at, portrait) in portraits.iter().enumerate() {
            portrait.names.iter().for_each(|name| _ = called.entry(name).or_default().insert(at));
        }
        for (at, portrait) in portraits.iter().enumerate() {
            for &index in &portrait.attributions {
                let attribution = &attributions[index];
                let place = Leaning::ALL.iter().position(|l| *l == leaning(words, attribution)).unwrap_or(2);
                let tokens = attribution.content.iter().chain(&attribution.cue).flat_map(|c| words.tokens_in(*c));
                let said: BTreeSet<String> = tokens.filter(|&i| words.capitalised(i)).map(|i| words.lower(i)).collect();
                let others: BTreeSet<usize> = said.iter().filter_map(|word| called.get(word.as_str())).flatten().copied().collect();
                for other in others.into_iter().filter(|&other| other != at) {
                    of_others[at][other][place] += 1.0;
                }
            }
        }
        let rivals = rivals(words, portraits);
        let (mut said_by, mut told_of) = (BTreeMap::new(), BTreeMap::new());
        for portrait in portraits {
            portrait.said.keys().for_each(|word| *said_by.entry(word.as_str()).or_default() += 1);
            portrait.told.iter().for_each(|word| *told_of.entry(word.as_str()).or_default() += 1);
        }
        let mut states = BTreeMap::new();
        words.all_places().iter().for_each(|place| *states.entry(place.name).or_default() += 1);
        let homes = parties.list.iter().enumerate().flat_map(|(at, side)| side.speakers.iter().map(move |&id| (id, at)));
        let homes: BTreeMap<usize, usize> = homes.collect();
        let against = quarrels.all().filter_map(|(a, b)| Some((*homes.get(&a)?, *homes.get(&b)?)));
        let quarrels = against.map(|(a, b)| (a.min(b), a.max(b))).collect();
        let protagonist = (0..portraits.len()).max_by_key(|&at| (portraits[at].named, std::cmp::Reverse(at)));
        Comparison { words, attributions, quarrels, parties, portraits, protagonist, of_others, rivals, states, said_by, told_of }
    }

    /// One of the two is reported to speak against the other.
    pub fn quarrel(&self, first: usize, second: usize) -> bool {
        self.quarrels.contains(&(first.min(second), first.max(second)))
    }

    /// `government`, whose state is not named with it, is none of the state `other` where another one is heard that the article names
    /// no less often.
    fn foreign(&self, government: usize, other: usize) -> bool {
        let Some(state) = self.parties.states[other].filter(|_| self.parties.nameless[government]) else { return false };
        let named = |state: &str| self.states.get(state).copied().unwrap_or(0);
        self.parties.states.iter().flatten().any(|theirs| *theirs != state && named(theirs) >= named(state))
    }

    /// They never stand together.
    fn apart(&self, first: usize, second: usize) -> bool {
        let (a, b) = (&self.portraits[first], &self.portraits[second]);
        let states = self.parties.firm[first] && self.parties.firm[second] && !a.countries.is_empty() && !b.countries.is_empty();
        let politics = !a.parties.is_empty() && !b.parties.is_empty() && a.parties.is_disjoint(&b.parties);
        // One demands what the other one rejects.
        let contrary = !a.backed.is_disjoint(&b.opposed) || !b.backed.is_disjoint(&a.opposed);
        let heads = a.executive && b.executive || a.town && b.town;
        // Two lawyers of whom nothing says that they have one client have two.
        let counsel = a.counsel && b.counsel;
        // "Environmental groups" are no "industry groups".
        let label = |at: usize| self.parties.list[at].label.to_lowercase();
        let called = |at: usize| label(at).rsplit_once(' ').map(|(which, noun)| (which.to_owned(), noun.to_owned()));
        let shared = |one: &str, other: &str| one.split(' ').any(|word| other.split(' ').any(|theirs| theirs == word));
        let unlike = called(first)
            .zip(called(second))
            .is_some_and(|(one, other)| one.1 == other.1 && !shared(&one.0, &other.0) && lexicon::is_group(&one.1));
        states
            || unlike
            || politics
            || contrary
            || heads
            || counsel
            || self.foreign(first, second)
            || self.foreign(second, first)
            || self.rivals.contains(&(first, second))
            || self.quarrel(first, second)
    }
}

/// "To his critics, Hill said": the critics, and who is named in the same sentence.
fn rivals(words: &Words, portraits: &[Portrait]) -> BTreeSet<(usize, usize)> {
    let mut out = BTreeSet::new();
    for at in 1..words.parsed.tokens.len() {
        let owned = words.possessive(at - 1) || matches!(words.lower(at - 1).as_str(), "his" | "her" | "its" | "their");
        if !owned || !lexicon::rival_nouns().has(&words.lower(at)) {
            continue;
        }
        let (sentence, noun) = (words.sentence(at), words.lower(at));
        let stem = noun.strip_suffix('s').unwrap_or(&noun);
        let called = |p: &Portrait| p.kinds.contains("group") && p.told.contains(stem);
        let named = |p: &Portrait| {
            let from = p.mentions.partition_point(|i| *i < sentence.start);
            p.kinds.contains("person") && p.mentions.get(from).is_some_and(|i| *i < sentence.end)
        };
        for group in (0..portraits.len()).filter(|&i| called(&portraits[i])) {
            let people = (0..portraits.len()).filter(|&i| i != group && named(&portraits[i]));
            out.extend(people.map(|other| (group.min(other), group.max(other))));
        }
    }
    out
}
