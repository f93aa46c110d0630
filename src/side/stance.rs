//! Stance and target: from the reporting words where they tell it, else from the form of what is said.

use super::Stance;
use super::phrase::Words;
use super::statement::Unit;
use crate::attribution::Attribution;
use crate::lexicon::{self, Table};
use crate::text::{Span, Tag};
use std::ops::Range;

/// What the reporting words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueStance {
    /// A stance, negation already taken into account.
    Is(Stance),
    /// Said, told, wrote: the content has to tell.
    Neutral,
    /// What is reported is not held by the speaker, or is a journalist's reading: "did not say", "appeared to".
    NoPosition,
}

/// The base form of `word` (lower case) that `table` holds, regular endings taken off. Irregular forms stand in the table.
pub(super) fn look_up(table: &'static Table, word: &str) -> Option<&'static str> {
    if let Some(value) = table.get(word) {
        return Some(value);
    }
    let mut stems: Vec<String> = Vec::new();
    for ending in ["ies", "ied"] {
        stems.extend(word.strip_suffix(ending).map(|stem| format!("{stem}y")));
    }
    for ending in ["es", "s", "ed", "d", "ing"] {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 3) else { continue };
        stems.push(stem.to_owned());
        stems.push(format!("{stem}e"));
        // "banned", "permitting": the doubled letter.
        let mut chars = stem.chars().rev();
        if let (Some(a), Some(b)) = (chars.next(), chars.next()) {
            if a == b {
                stems.push(stem[..stem.len() - a.len_utf8()].to_owned());
            }
        }
    }
    stems.iter().find_map(|stem| table.get(stem))
}

fn base_with(table: &'static Table, word: &str, rest: &str) -> Option<&'static str> {
    for key in table.keys().filter(|key| key.ends_with(rest) && key.len() > rest.len() + 1) {
        let Some(base) = key.strip_suffix(rest).and_then(|k| k.strip_suffix(' ')) else { continue };
        let form = word == base
            || ["s", "es", "ed", "d", "ing"]
                .iter()
                .any(|e| word.strip_suffix(e) == Some(base) || word.strip_suffix(e).is_some_and(|w| format!("{w}e") == base));
        if form {
            return table.get(key);
        }
    }
    None
}

/// Words that turn what they stand before into its contrary.
pub(super) fn is_negator(word: &str) -> bool {
    matches!(
        word,
        "not" | "n't" | "n’t" | "never" | "no" | "nor" | "neither" | "without" | "cannot" | "nobody" | "none" | "nothing" | "hardly"
    )
}

/// Whether the word at `token` praises or blames what it is said of. In a name, "Disaster Management Centre", it judges nothing.
pub(super) fn judges(words: &Words, token: usize) -> Option<&'static str> {
    look_up(lexicon::judging_words(), &words.lower(token)).filter(|_| !in_a_name(words, token))
}

fn in_a_name(words: &Words, token: usize) -> bool {
    let sentence = words.sentence(token);
    let capital = |i: usize| sentence.contains(&i) && words.capitalised(i);
    words.tag(token).is_proper() && capital(token) && (capital(token + 1) || token > sentence.start && capital(token - 1))
}

/// "not only", "no doubt": more is said, nothing is denied.
pub(super) fn is_not_only(words: &Words, token: usize) -> bool {
    matches!(
        (words.lower(token).as_str(), words.lower(token + 1).as_str()),
        ("not", "only" | "just" | "merely" | "simply" | "least") | ("no" | "without", "doubt" | "question")
    )
}

/// The reporting words with the auxiliaries and negations before them: "did not support".
pub(super) fn whole_cue(words: &Words, attribution: &Attribution) -> Option<Range<usize>> {
    let first = attribution.cue.first()?;
    let mut tokens = words.tokens_in(*first);
    if tokens.is_empty() {
        return None;
    }
    let sentence = words.sentence(tokens.start);
    let source_end =
        attribution.source.iter().map(|s| words.tokens_in(*s).end).filter(|&end| end <= tokens.start).max().unwrap_or(sentence.start);
    let (mut at, mut start, mut negated) = (tokens.start, tokens.start, false);
    while at > source_end.max(sentence.start) && tokens.start - at < 6 {
        let low = words.lower(at - 1);
        let tag = words.tag(at - 1);
        let refusing = at < tokens.start && words.lower(at) == "to" && look_up_refusal(&low);
        let aux = matches!(
            low.as_str(),
            "do" | "does"
                | "did"
                | "has"
                | "have"
                | "had"
                | "is"
                | "was"
                | "are"
                | "were"
                | "be"
                | "been"
                | "will"
                | "would"
                | "could"
                | "can"
                | "ca"
                | "wo"
                | "longer"
                | "to"
                | "yet"
        );
        if !(aux || refusing || is_negator(&low) || tag.is_adverb()) {
            break;
        }
        at -= 1;
        negated |= is_negator(&low) || refusing;
        if is_negator(&low) || refusing || (negated && aux) {
            start = at;
        }
    }
    if negated {
        tokens.start = start;
    }
    Some(tokens)
}

fn look_up_refusal(word: &str) -> bool {
    lexicon::turning_verbs().says(word, "refuses")
}

/// The stance that the cue of `attribution` gives.
pub(super) fn of_cue(words: &Words, attribution: &Attribution) -> CueStance {
    let Some(whole) = whole_cue(words, attribution) else { return CueStance::Neutral };
    let own = attribution.cue.iter().map(|s| words.tokens_in(*s)).fold(whole.clone(), |all, t| all.start.min(t.start)..all.end.max(t.end));
    let own = own.start..own.end.min(own.start + 12);
    // "refused to back": the refusal turns the verb that follows within the cue.
    let refusing = |i: usize| look_up_refusal(&words.lower(i)) && words.lower(i + 1) == "to" && i + 2 < own.end;
    let negated = own.clone().any(|i| is_negator(&words.lower(i)) || refusing(i));
    let table = lexicon::stance_cues();
    // Of "filed a lawsuit demanding" the verb tells more than the noun.
    let (mut found, mut by_noun) = (None, false);
    for i in own.clone() {
        let low = words.lower(i);
        if lexicon::turning_verbs().says(&low, "seems") {
            return CueStance::NoPosition;
        }
        if refusing(i) {
            continue;
        }
        let next = words.lower(i + 1);
        let particle = match next.as_str() {
            "for" | "on" | "out" | "down" | "to" | "off" | "back" | "by" | "with" | "at" => base_with(table, &low, &next),
            _ => None,
        };
        // A verb counts, and the head noun of a noun cue; an adjective before it does not.
        let Some(value) = particle.or_else(|| look_up(table, &low)) else { continue };
        if found.is_none() || words.tag(i).is_verb() {
            found = Some(value);
            by_noun = words.tag(i).is_noun();
        }
        if !by_noun {
            break;
        }
    }
    match (found.and_then(named), negated) {
        (_, _) if found == Some("none") => CueStance::NoPosition,
        (None, true) => CueStance::NoPosition,
        // "asked everybody to leave", "told them not to": who is to do something is told so.
        (None, false) if directs(words, own.clone()) => match infinitive_after(words, attribution) {
            Some(true) => CueStance::Is(Stance::Opposes),
            Some(false) => CueStance::Is(Stance::Demands),
            None => CueStance::Neutral,
        },
        (None, false) => CueStance::Neutral,
        (Some(stance), false) => CueStance::Is(stance),
        // "pleaded not guilty"
        (Some(Stance::Denies), true) if own.clone().any(|i| words.lower(i) == "guilty") => CueStance::Is(Stance::Denies),
        (Some(stance), true) => match stance {
            Stance::Supports | Stance::Demands | Stance::Promises => CueStance::Is(Stance::Opposes),
            Stance::Opposes => CueStance::Is(Stance::Supports),
            _ => CueStance::NoPosition,
        },
    }
}

fn named(value: &str) -> Option<Stance> {
    Some(match value {
        "supports" => Stance::Supports,
        "opposes" => Stance::Opposes,
        "accuses" => Stance::Accuses,
        "demands" => Stance::Demands,
        "denies" => Stance::Denies,
        "promises" => Stance::Promises,
        "warns" => Stance::Warns,
        _ => return None,
    })
}

/// The stance of the cue as what `unit` says turns it: "vowed never to go" refuses, "warned that they must go" demands.
pub(super) fn refined(words: &Words, attribution: &Attribution, cue: CueStance, unit: &Unit, form: Stance) -> CueStance {
    /// So far from the start of a statement a negation is that of its verb.
    const EARLY: usize = 6;
    let CueStance::Is(stance) = cue else { return cue };
    let Some(content) = unit.content.first() else { return cue };
    let mut early = content.clone().take(EARLY).map(|i| words.lower(i));
    let backs = |form| matches!(form, Stance::Supports | Stance::Demands | Stance::Promises);
    match stance {
        Stance::Promises if early.any(|word| is_negator(&word)) => CueStance::Is(Stance::Opposes),
        Stance::Warns if content.clone().any(|i| matches!(words.lower(i).as_str(), "must" | "should" | "ought")) => {
            CueStance::Is(Stance::Demands)
        }
        Stance::Warns => match infinitive_after(words, attribution) {
            Some(true) => CueStance::Is(Stance::Opposes),
            Some(false) => CueStance::Is(Stance::Demands),
            None => cue,
        },
        // Who pleads guilty admits it.
        Stance::Denies if pleads_guilty(words, attribution, content) => CueStance::Neutral,
        // "He stressed that it rained": what is stressed tells; "he stressed the need for it" backs it.
        Stance::Supports | Stance::Demands if unit.finite && !backs(form) && states(words, attribution) => CueStance::Neutral,
        _ => cue,
    }
}

fn pleads_guilty(words: &Words, attribution: &Attribution, content: &Range<usize>) -> bool {
    let cue = whole_cue(words, attribution).unwrap_or(0..0);
    let mut all = cue.chain(content.clone()).map(|i| words.lower(i));
    all.clone().any(|word| word == "guilty") && !all.any(|word| is_negator(&word))
}

/// "warned everybody to stay at home": the infinitive that follows the cue and whom it is said to; whether it is negated.
fn infinitive_after(words: &Words, attribution: &Attribution) -> Option<bool> {
    const OBJECT: usize = 6;
    let end = words.tokens_in(*attribution.cue.last()?).end;
    let to = (end..end + OBJECT).find(|&i| {
        let tag = words.tag(i);
        !(tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Dt | Tag::Cd | Tag::Prp | Tag::PrpS | Tag::Pos) || words.capitalised(i))
    })?;
    let negated = is_negator(&words.lower(to));
    let to = to + usize::from(negated);
    (to > end && words.lower(to) == "to" && words.tag(to + 1) == Tag::Vb).then_some(negated)
}

/// The cue is one that with an infinitive wants somebody to do something: "ask", "tell".
fn directs(words: &Words, cue: Range<usize>) -> bool {
    { cue }.any(|i| lexicon::turning_verbs().says(&words.lower(i), "directs"))
}

/// The cue is one that with a clause only says how much weight the speaker gives to it: "stressed that", "suggested that".
fn states(words: &Words, attribution: &Attribution) -> bool {
    let cue = whole_cue(words, attribution).unwrap_or(0..0);
    { cue }
        .any(|i| look_up(lexicon::leaning_words(), &words.lower(i)).is_some_and(|kinds| kinds.split(',').any(|kind| kind == "cue claims")))
}

/// The stance that the words of a statement give by themselves.
pub(super) fn of_content(words: &Words, tokens: &[Range<usize>]) -> Stance {
    let all: Vec<usize> = tokens.iter().flat_map(|t| t.clone()).collect();
    let (mut against, mut backing, mut negators) = (0, 0, 0);
    let table = lexicon::stance_words();
    for (place, &i) in all.iter().enumerate() {
        let low = words.lower(i);
        let before = |n: usize| place.checked_sub(n).map(|p| words.lower(all[p])).unwrap_or_default();
        let negated = (1..=3).any(|n| is_negator(&before(n)));
        match look_up(table, &low) {
            // "no danger", "not illegal": neither blame nor praise by itself; the negation counts.
            Some(_) if in_a_name(words, i) => {}
            Some("against") if !negated => against += 1,
            Some("for") if negated => against += 1,
            Some("for") => backing += 1,
            _ => {}
        }
        negators += usize::from(is_negator(&low) && !is_not_only(words, i));
    }
    if is_demand(words, &all) {
        return Stance::Demands;
    }
    if is_promise(words, &all) {
        // "It will cost jobs" is no promise.
        let its_own = all.iter().take(4).any(|&i| matches!(words.lower(i).as_str(), "we" | "i" | "he" | "she"));
        // Who says what he will not do or allow, refuses it; who will not rest, promises to go on.
        let refusal = all.windows(2).take(12).position(|pair| {
            matches!(words.lower(pair[0]).as_str(), "will" | "would" | "wo" | "be" | "’m" | "'m" | "’re" | "'re" | "am" | "are")
                && matches!(words.lower(pair[1]).as_str(), "not" | "n't" | "n’t" | "never" | "no")
                && !is_not_only(words, pair[1])
        });
        let refuses = refusal.is_some_and(|at| {
            !all.iter().skip(at + 2).take(3).any(|&i| look_up(lexicon::turning_verbs(), &words.lower(i)) == Some("relents"))
        });
        return match against > 0 && !its_own {
            true => Stance::Warns,
            false if refuses => Stance::Opposes,
            false => Stance::Promises,
        };
    }
    let first: Vec<String> = all.iter().take(3).map(|&i| words.lower(i)).collect();
    if against > 0 && against * 2 >= backing {
        let modal = all.iter().any(|&i| matches!(words.lower(i).as_str(), "will" | "would" | "could" | "may" | "might"));
        return if modal { Stance::Warns } else { Stance::Accuses };
    }
    if negators > 0 {
        // "Officers won't help", "has no intention to talk", "no longer going to": a refusal, whoever refuses.
        let pairs = || all.windows(2).map(|pair| (words.lower(pair[0]), words.lower(pair[1])));
        if pairs()
            .any(|(a, b)| a == "no" && matches!(b.as_str(), "intention" | "longer") || a == "wo" && matches!(b.as_str(), "n't" | "n’t"))
        {
            return Stance::Opposes;
        }
        // "had nothing to do with it"
        if pairs().any(|(a, b)| a == "nothing" && b == "to") {
            return Stance::Denies;
        }
        // "Not all of them are honest" blames; who says of himself that he did not, denies; the rest states a fact.
        return match first.first().map(String::as_str) {
            Some("not" | "nobody" | "few") => Stance::Accuses,
            _ if concedes(words, &all) => Stance::Asserts,
            Some("we" | "i" | "he" | "she" | "they" | "it" | "none" | "nothing" | "my" | "our") => Stance::Denies,
            _ if backing > 0 => Stance::Supports,
            _ => Stance::Asserts,
        };
    }
    if backing > 0 { Stance::Supports } else { Stance::Asserts }
}

/// "We do not dispute it."
pub(super) fn concedes(words: &Words, tokens: &[usize]) -> bool {
    let has = |test: &dyn Fn(&str) -> bool| tokens.iter().any(|&i| test(&words.lower(i)));
    has(&is_negator) && has(&|word| lexicon::turning_verbs().says(word, "conceded"))
}

/// "must", "should", "need to" and their like, but for a first person's plan of his own.
fn is_demand(words: &Words, tokens: &[usize]) -> bool {
    tokens.iter().enumerate().any(|(place, &i)| {
        let low = words.lower(i);
        let next = tokens.get(place + 1).map(|&j| words.lower(j)).unwrap_or_default();
        match low.as_str() {
            "must" | "should" | "ought" => true,
            "need" | "needs" | "require" | "requires" => {
                // "the people we need" is no demand.
                let relative = place >= 2 && words.lower(tokens[place - 1]) == "we" && words.tag(tokens[place - 2]).is_noun();
                words.tag(i).is_verb() && place > 0 && !relative
            }
            "have" | "has" => next == "to" && tokens.get(place + 2).is_some_and(|&j| words.tag(j) == Tag::Vb),
            "let" => matches!(next.as_str(), "'s" | "’s" | "us"),
            _ => false,
        }
    })
}

/// The speaker as subject of "will": "We will form a government", "it would respond".
fn is_promise(words: &Words, tokens: &[usize]) -> bool {
    let early = tokens.len().min(12);
    (1..early).any(|place| {
        let will = matches!(words.lower(tokens[place]).as_str(), "will" | "would" | "wo" | "'ll" | "’ll" | "going");
        let subject =
            (place.saturating_sub(3)..place).any(|p| matches!(words.lower(tokens[p]).as_str(), "we" | "i" | "he" | "she" | "it" | "they"));
        // A condition makes it a warning or a thought.
        will && subject
            && words.lower(tokens.get(place + 1).copied().unwrap_or(usize::MAX)) != "like"
            && !tokens[..place].iter().any(|&i| words.lower(i) == "if")
    })
}

/// Whom or what the stance is towards, where the grammar says it: the object of the cue.
pub(super) fn target(words: &Words, attribution: &Attribution, cue: &Range<usize>, finite: bool, stance: Stance) -> Option<Span> {
    let content = words.tokens_in(*attribution.content.first()?);
    let sentence = words.sentence(cue.start);
    // The object stands right after the cue, whether or not the content takes it in.
    let mut at = cue.end;
    if at >= sentence.end || content.start > at + 8 || content.start < cue.start {
        return None;
    }
    if finite && content.start <= at {
        return None;
    }
    if matches!(words.lower(at).as_str(), "for" | "on" | "against" | "of" | "over" | "about" | "with" | "at" | "to") {
        if words.tag(at + 1) == Tag::Vb {
            return None;
        }
        at += 1;
    }
    if matches!(stance, Stance::Promises) && words.lower(at) == "to" {
        return None;
    }
    let mut end = at;
    while end < sentence.end && end - at < 9 {
        let tag = words.tag(end);
        let inside = tag.is_noun()
            || tag.is_adjective()
            || matches!(tag, Tag::Dt | Tag::Cd | Tag::Pos | Tag::PrpS | Tag::Dollar | Tag::Prp | Tag::Vbn)
            || words.capitalised(end);
        if !inside {
            break;
        }
        end += 1;
    }
    let noun = (at..end).any(|i| words.tag(i).is_noun() || words.tag(i) == Tag::Prp);
    (noun && end > at).then(|| words.span(at..end))
}
