//! Who stands with somebody by what is said of him beside his name: "Ann Gray, who backs Hill", "a Hill ally".

use super::super::phrase::Words;
use super::Affiliation;
use crate::lexicon;
use crate::speaker::{MentionKind, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// The people who are heard, by their last names; nobody where two share one.
type Surnames<'a> = BTreeMap<&'a str, Option<SpeakerId>>;

/// A person who is of no state, body or party, and for whom nobody else is known, stands with the one whom he backs.
pub(super) fn of_backed(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    let mut surnames: Surnames = BTreeMap::new();
    let people = || speakers.list.iter().enumerate().filter(|(_, s)| s.kind == SpeakerKind::Person);
    for (id, last) in people().filter_map(|(id, s)| Some((id, s.name.split_whitespace().last()?))) {
        surnames.entry(last).and_modify(|held| *held = None).or_insert(Some(id));
    }
    for (id, speaker) in people() {
        let a = &out[id];
        if a.principal.is_some() || a.country.is_some() || a.body.is_some() || a.party.is_some() {
            continue;
        }
        let names = speaker.mentions.iter().filter(|m| m.kind == MentionKind::Name).map(|m| words.tokens_in(m.span));
        let found = names.filter_map(|name| backed(words, &surnames, id, &name)).next();
        // Two who back each other stand together by whatever else is known of them.
        if let Some((other, evidence)) = found.filter(|(other, _)| out[*other].principal.is_none_or(|(of, _)| of != id)) {
            out[id].principal = Some((other, evidence));
            out[id].voice = false;
        }
    }
}

/// Whom the words around the name at `name` say that its bearer backs.
fn backed(words: &Words, surnames: &Surnames, id: SpeakerId, name: &Range<usize>) -> Option<(SpeakerId, Span)> {
    let after = words.after(name);
    if words.lower(after.start) == "who" {
        let helps = |i: &usize| lexicon::backing().says(&words.lower(*i), "helped");
        let verb = (after.start + 1..after.end).find(|i| !helps(i)).unwrap_or(after.start + 1);
        let has = words.lower(verb - 1) == "has";
        let low = words.lower(verb);
        let backs = lexicon::backing().says(&low, "verb") || has && lexicon::backing().says(&low, "past");
        // "Who supports Hill's plan" is for the plan, and "who backs Hill over Brook" for one of two.
        let border = |end: usize| matches!(words.word(end), "," | "." | ";" | "—" | "–" | ")" | "and") || words.tag(end).is_finite();
        if let Some((other, end)) = named_from(words, surnames, id, verb + 1).filter(|(_, end)| backs && border(*end)) {
            return Some((other, words.span(after.start..end)));
        }
    }
    // "Hill ally Ann Gray", "Ann Gray, a longtime Hill ally,", "a supporter of Joe Hill".
    let before = words.before(name);
    [(before.clone(), before.end.checked_sub(1)), (after.clone(), noun_in(words, &after))].into_iter().find_map(|(phrase, noun)| {
        let noun = noun.filter(|&i| phrase.contains(&i) && lexicon::backing().says(&words.lower(i), "noun"))?;
        let refused = |i: usize| {
            let low = words.lower(i);
            lexicon::backing().says(&low, "not") || lexicon::modifiers().says(&low, "held") || low == "and"
        };
        if (phrase.start..noun).any(refused) {
            return None;
        }
        let behind = words.word(noun + 1) == "of" && phrase == after;
        let (other, end) = match behind {
            true => named_from(words, surnames, id, noun + 2).filter(|(_, end)| !words.possessive(*end))?,
            false => {
                // "Hill's longtime ally"
                let front = |i: &usize| words.possessive(*i) || words.tag(*i).is_adjective() || is_bare(words, *i);
                let last = (phrase.start..noun).rev().find(|i| !front(i))?;
                let other = surnames.get(words.word(last)).copied().flatten().filter(|&other| other != id && phrase.contains(&last))?;
                (other, noun + 1)
            }
        };
        // "Hill ally Ann Brook" behind the name is somebody else, and "a Hill ally turned critic" is none.
        let closed = phrase == before || !words.capitalised(end) && !words.tag(end).is_noun() && !words.tag(end).is_verb();
        closed.then(|| (other, words.span(phrase.start..end)))
    })
}

/// "Longtime", "new": a word that tells nothing of who somebody is.
fn is_bare(words: &Words, i: usize) -> bool {
    lexicon::modifiers().says(&words.lower(i), "bare")
}

/// The noun that heads the apposition `after`: behind determiners, adjectives and names only.
fn noun_in(words: &Words, after: &Range<usize>) -> Option<usize> {
    after.clone().find(|&i| {
        let front = words.tag(i).is_adjective()
            || matches!(words.lower(i).as_str(), "a" | "an" | "the")
            || is_bare(words, i)
            || words.capitalised(i);
        !front && !words.possessive(i)
    })
}

/// The person other than `id` whose name begins at `start`, behind titles and roles at most, and where it ends.
fn named_from(words: &Words, surnames: &Surnames, id: SpeakerId, start: usize) -> Option<(SpeakerId, usize)> {
    let title = |i: usize| lexicon::title(&words.lower(i)).is_some() || lexicon::role(&words.lower(i)).is_some();
    let end = (start..).find(|&i| !words.capitalised(i) && !title(i) && words.lower(i) != "the")?;
    let last = end.checked_sub(1).filter(|&last| last >= start)?;
    surnames.get(words.word(last)).copied().flatten().filter(|&other| other != id).map(|other| (other, end))
}
