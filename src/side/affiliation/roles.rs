//! Roles of several people at once, and the small questions that all readings of a role ask.

use super::Affiliation;
use crate::lexicon;
use crate::side::phrase::{Place, PlaceKind, Role, Words};
use crate::speaker::{MentionKind, SpeakerId};
use crate::text::{Span, Tag};
use std::ops::Range;

/// "The foreign ministers of Russia and China, Sergei Lavrov and Wang Yi": the names take the states in their order.
pub(super) fn pair_plural_roles(words: &Words, out: &mut [Affiliation]) {
    for sentence in &words.parsed.sentences {
        let tokens = sentence.tokens.clone();
        for (_, role) in words
            .roles(&tokens)
            .into_iter()
            .filter(|(r, at)| matches!(r, Role::Executive | Role::Office | Role::Head) && words.lower(at.end - 1).ends_with('s'))
        {
            let (mut places, mut at) = (Vec::new(), role.end);
            if words.word(at) == "of" {
                at += 1;
                while at < tokens.end && (places.is_empty() || matches!(words.word(at - 1), "and" | ",")) {
                    let Some(place) = words.place_at(at, &tokens) else { break };
                    at = place.tokens.end + usize::from(matches!(words.word(place.tokens.end), "and" | ","));
                    places.push(place);
                }
            } else {
                // "the Russian and Chinese foreign ministers, ..."
                let from = role.start.saturating_sub(7).max(tokens.start);
                places = words.places(&(from..role.start)).into_iter().filter(|p| p.kind == PlaceKind::Adjective).collect();
                at += usize::from(words.word(at) == ",");
            }
            if places.len() < 2 {
                continue;
            }
            let evidence = words.span(role.start.min(places.first().map_or(role.start, |p| p.tokens.start))..at);
            let behind = words.index.within(Span { start: evidence.end, end: sentence.span.end });
            let mut named: Vec<(Span, SpeakerId)> = behind.filter(|m| m.kind == MentionKind::Name).map(|m| (m.span, m.id)).collect();
            named.sort();
            // The list of names must begin right here, and be as long as that of the states: "attended by the Russian and
            // Chinese foreign ministers, Gray said" names neither.
            let together = named.windows(2).take(places.len() - 1).all(|pair| {
                let between = words.tokens_in(pair[0].0).end..words.tokens_in(pair[1].0).start;
                between.len() <= 3
                    && between.clone().any(|i| matches!(words.word(i), "and" | ","))
                    && between.clone().all(|i| matches!(words.word(i), "and" | ",") || words.capitalised(i))
            });
            if named.len() < places.len() || !together {
                continue;
            }
            if named.first().is_none_or(|(span, _)| words.tokens_in(*span).start > at + 1) {
                continue;
            }
            for (place, (_, id)) in places.iter().zip(named) {
                if let Some(a) = out.get_mut(id) {
                    a.country.get_or_insert((place.name, evidence));
                    a.office.get_or_insert(evidence);
                }
            }
        }
    }
}

/// The role noun of `tokens` is a plural: it says what several people are.
pub(super) fn plural_role(words: &Words, tokens: &Range<usize>) -> bool {
    // A role with two states ("foreign ministers of Peru and Chile") is dealt out in order afterwards.
    let shared = words.places(tokens).len() > 1 && words.roles(tokens).iter().any(|(_, at)| words.lower(at.end - 1).ends_with('s'));
    shared || words.roles(tokens).last().is_some_and(|(_, at)| words.tag(at.end - 1).is_plural())
}

pub(super) fn set_country(out: &mut Affiliation, place: &Place, words: &Words) {
    out.country.get_or_insert((place.name, words.span(place.tokens.clone())));
    out.seat |= place.kind == PlaceKind::Institution;
}

pub(super) fn set_body(out: &mut Affiliation, words: &Words, run: Range<usize>, evidence: Span) {
    let mut end = run.end;
    while end > run.start && words.possessive(end - 1) {
        end -= 1;
    }
    let label = words.span(run.start..end).of(words.text);
    if !label.is_empty() {
        out.body.get_or_insert((label.to_owned(), evidence));
    }
}

pub(super) fn is_determiner(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "some" | "many" | "most" | "several" | "other" | "all" | "both" | "new" | "these" | "those")
}

/// A role in the complement of another one is not the person's: "aide to the president".
pub(super) fn in_complement(words: &Words, tokens: &Range<usize>, at: usize) -> bool {
    (tokens.start..at)
        .any(|i| matches!(words.word(i), "of" | "for" | "to") && words.roles(&(tokens.start..i)).iter().any(|(_, r)| r.end == i))
}

/// "Government spokesman", "the government's spokeswoman": of the story's own state, which is not named.
pub(super) fn of_government(words: &Words, region: &Range<usize>) -> bool {
    let last = region.clone().rev().find(|&i| !words.possessive(i)).unwrap_or(region.start);
    let named = |i: usize| words.capitalised(i) && i != last && !matches!(words.word(i), "The" | "A");
    let local = |i: usize| matches!(words.lower(i).as_str(), "local" | "city" | "state" | "provincial" | "regional" | "county");
    matches!(words.lower(last).as_str(), "government" | "cabinet")
        && words.places(region).is_empty()
        && !region.clone().any(|i| named(i) || local(i))
}

pub(super) fn state_body(words: &Words, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|i| lexicon::side_bodies().get_lower(words.word(i)) == Some("state"))
}

/// "The director of the [Milan police]": what a town keeps is called by its name and the nouns behind it.
pub(super) fn of_town(words: &Words, run: Range<usize>, region: &Range<usize>) -> Range<usize> {
    let noun = |i: &usize| words.tag(*i).is_noun() && !words.capitalised(*i);
    let end = (run.end..region.end).take_while(noun).last().map_or(run.end, |last| last + 1);
    // "The UNICEF school programme" is no school of a town.
    let acronym = words.span(run.clone()).of(words.text).chars().all(char::is_uppercase);
    if end > run.end && !acronym && lexicon::local_bodies().has(&words.lower(run.end)) { run.start..end } else { run }
}

/// Where the core of a noun phrase ends: before the first preposition, comma, relative or participle after the first word.
pub(super) fn head_end(words: &Words, tokens: &Range<usize>) -> usize {
    let stop = |i: &usize| {
        let tag = words.tag(*i);
        let joined = matches!(
            tag,
            Tag::In | Tag::To | Tag::Comma | Tag::Lrb | Tag::Wdt | Tag::Wp | Tag::Vbn | Tag::Vbg | Tag::Vbd | Tag::Colon | Tag::Cc
        );
        // "The ranking Democrat"
        let modifies = words.tag(*i + 1) == Tag::Nn || matches!(tag, Tag::Vbn | Tag::Vbg) && words.tag(*i + 1).is_proper();
        joined && !words.capitalised(*i) && !modifies
            || matches!(
                words.lower(*i).as_str(),
                "of" | "for" | "in" | "at" | "on" | "," | "(" | "who" | "that" | "from" | "with" | "to" | "by"
            )
    };
    tokens.clone().skip(1).find(stop).unwrap_or(tokens.end)
}

pub(super) fn class_of(words: &Words, tokens: &Range<usize>, head: &str) -> Option<&'static str> {
    let table = lexicon::side_bodies();
    let last_two = (tokens.start + 1..tokens.end)
        .find(|&i| words.lower(i) == head)
        .and_then(|i| table.get_lower(words.span(i - 1..i + 1).of(words.text)));
    last_two.or_else(|| table.get(head))
}

/// The party that `tokens` name: by its full name ("Civic Party"), else by a word that stands for one.
pub(super) fn party_in(words: &Words, tokens: &Range<usize>) -> Option<String> {
    let table = lexicon::side_bodies();
    for i in tokens.clone() {
        let low = words.lower(i);
        if words.capitalised(i)
            && let Some(label) = party_before_office(words, i)
        {
            return Some(label.to_owned());
        }
        if table.get(&low) != Some("party") {
            continue;
        }
        if low == "party" || low == "parties" {
            let mut start = i;
            while start > tokens.start && words.capitalised(start - 1) {
                start -= 1;
            }
            let mut end = i + 1;
            if matches!(words.word(end), "of" | "for") && end < tokens.end {
                let name = words.name_run(&(end + 1..tokens.end));
                end = name.filter(|n| n.start <= end + 2).map_or(end, |n| n.end);
            }
            if start < i || end > i + 1 {
                let name = words.span(start..end).of(words.text);
                return Some(members(name).map_or_else(|| name.to_owned(), str::to_owned));
            }
            continue;
        }
        // "The leader of the opposition to the runway" leads no party.
        if low == "opposition" && words.lower(i + 1) != "to" {
            return Some("Opposition".to_owned());
        }
        // "Democrats for Peace" are a body of that name.
        let named = words.word(i + 1) == "for" && i + 2 < tokens.end && words.capitalised(i + 2);
        if !words.capitalised(i) || named {
            continue;
        }
        let Some(called) = lexicon::party_members().get(&low) else { continue };
        match called.split_once('\t') {
            Some(_) if words.lower(i + 1) == "party" => continue,
            found => return Some(found.map_or(called, |(label, _)| label).to_owned()),
        }
    }
    None
}

/// "Labour MP Ann Gray", "Conservative leader Joe Hill": the party by the word at `at` before an office. What is a word of any politics as
/// well needs a seat in a parliament behind it, or the party's name elsewhere in the article.
fn party_before_office(words: &Words, at: usize) -> Option<&'static str> {
    let (low, next) = (words.lower(at), words.lower(at + 1));
    let table = lexicon::party_words();
    let two = format!("{low} {next}");
    if let Some(label) = table.get(&two).filter(|_| words.capitalised(at + 1)) {
        return Some(label);
    }
    let label = table.get(&low).filter(|label| label.starts_with(char::is_uppercase))?;
    let named = || [format!("{} Party", words.word(at)), (*label).to_owned()].iter().any(|name| words.says(name));
    let party = || lexicon::side_bodies().get(&low) == Some("party") || label.ends_with('s') && named();
    (table.says(&next, "seat") || table.says(&next, "office") && party()).then_some(label)
}

/// What the members of a party are called, where its name in full and this are used for one another.
fn members(name: &str) -> Option<&'static str> {
    lexicon::party_members().get_lower(lexicon::party(&name.to_lowercase())?.label)
}

/// The place says where something is, not whose it is: "manager in Australia".
pub(super) fn located(words: &Words, place: &Place) -> bool {
    let before = place.tokens.start.wrapping_sub(1);
    let before = if words.lower(before) == "the" { before.wrapping_sub(1) } else { before };
    matches!(words.lower(before).as_str(), "in" | "at" | "near" | "from" | "outside" | "across")
        && matches!(place.kind, PlaceKind::Name | PlaceKind::Seat)
}

/// `run` is the name of a body, no part of the state, that ends in "of" and its state: "Weavers Forum of Peru".
pub(super) fn bears_place(words: &Words, run: &Range<usize>, place: &Place) -> bool {
    let ends = place.tokens.end == run.end && place.tokens.start > run.start + 2 && words.word(place.tokens.start - 1) == "of";
    let private = |i: usize| lexicon::body_nouns().says(&words.lower(i), "private");
    // "Oxfam Peru": the country behind the name of what is no part of a state.
    let behind = place.tokens.end == run.end && place.tokens.start > run.start && matches!(place.kind, PlaceKind::Name);
    let state = |i: usize| {
        let low = words.lower(i);
        lexicon::organisation_word(&low) == Some("government")
            || lexicon::side_bodies().says(&low, "state")
            || matches!(low.as_str(), "of" | "and" | "in")
    };
    let front = run.start..place.tokens.start;
    if behind && words.places(&front).is_empty() && !front.clone().any(state) && words.roles(&front).is_empty() {
        return true;
    }
    ends && run.clone().any(|i| private(i) || lexicon::organisation_word(words.word(i)).is_some_and(|kind| kind != "government"))
}
