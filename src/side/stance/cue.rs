//! The stance that the reporting words give, and towards whom.

use super::{CueStance, is_negator, look_up, stems};
use crate::attribution::Attribution;
use crate::lexicon::{self, Table};
use crate::side::Stance;
use crate::side::phrase::Words;
use crate::side::statement::Unit;
use crate::text::{Span, Tag, lemma};
use std::ops::Range;

/// The reporting words with the auxiliaries and negations before them: "did not support".
pub(in crate::side) fn whole_cue(words: &Words, attribution: &Attribution) -> Option<Range<usize>> {
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
        let aux = lexicon::auxiliaries().says(&low, "between");
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

/// "Gray and Hill clashed over the plan", "argued on Monday about it": what a quarrel is about is no position of either.
pub(in crate::side) fn is_clash(words: &Words, attribution: &Attribution) -> bool {
    const NEAR: usize = 5;
    let (Some(first), Some(content)) = (attribution.source.last().or(attribution.cue.first()), attribution.content.first()) else {
        return false;
    };
    let from = words.tokens_in(*first).end.min(attribution.cue.first().map_or(usize::MAX, |cue| words.tokens_in(*cue).start));
    let verb = (from..words.tokens_in(*content).end.min(from + NEAR)).find(|&i| words.tag(i).is_verb());
    let start = words.tokens_in(*content).start;
    let several = attribution.source.len() > 1 || words.tokens_in(*first).any(|i| words.lower(i) == "and" || words.tag(i).is_plural());
    verb.is_some_and(|verb| {
        let clash = look_up(lexicon::clashes(), &words.lower(verb)).is_some();
        let about = (verb + 1..start + 1).any(|i| matches!(words.lower(i).as_str(), "over" | "about" | "with"));
        clash && (about || several && words.lower(verb + 1) == "on") && words.lower(start) != "that"
    })
}

/// The stance that the cue of `attribution` gives.
pub(in crate::side) fn of_cue(words: &Words, attribution: &Attribution) -> CueStance {
    let Some(whole) = whole_cue(words, attribution) else { return CueStance::Neutral };
    let own = attribution.cue.iter().map(|s| words.tokens_in(*s)).fold(whole.clone(), |all, t| all.start.min(t.start)..all.end.max(t.end));
    let own = own.start..own.end.min(own.start + 12);
    // "refused to back": the refusal turns the verb that follows within the cue.
    let refusing = |i: usize| look_up_refusal(&words.lower(i)) && words.lower(i + 1) == "to" && i + 2 < own.end;
    let negated = own.clone().any(|i| is_negator(&words.lower(i)) || refusing(i));
    if is_clash(words, attribution) {
        return CueStance::NoPosition;
    }
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
        let particle = match words.tag(i + 1) {
            Tag::In | Tag::Rp | Tag::To | Tag::Rb => base_with(table, &low, &next),
            Tag::Dt => base_with(table, &low, &format!("{next} {}", words.lower(i + 2))),
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
pub(in crate::side) fn refined(words: &Words, attribution: &Attribution, cue: CueStance, unit: &Unit, form: Stance) -> CueStance {
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

fn look_up_refusal(word: &str) -> bool {
    lexicon::turning_verbs().says(word, "refuses")
}

/// The value of the entry of two words, "call for", whose first `word` is a form of and whose second is `rest`.
fn base_with(table: &'static Table, word: &str, rest: &str) -> Option<&'static str> {
    // "Stood by" too: of two words the irregular forms are not in the table.
    let irregular = [Tag::Vbd, Tag::Vbn].into_iter().map(|tag| lemma(word, tag).into_owned());
    std::iter::once(word.to_owned()).chain(stems(word)).chain(irregular).find_map(|stem| table.get(&format!("{stem} {rest}")))
}

/// Whom or what the stance is towards, where the grammar says it: the object of the cue.
pub(in crate::side) fn target(words: &Words, attribution: &Attribution, cue: &Range<usize>, finite: bool, stance: Stance) -> Option<Span> {
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
    // "Blamed them" tells nobody whom.
    let noun = (at..end).any(|i| words.tag(i).is_noun());
    // "Stressed the need to wait" is for no need.
    let empty = end - at <= 2 && lexicon::empty_nouns().has(&words.lower(end.saturating_sub(1)));
    (noun && end > at && !empty).then(|| words.span(at..end))
}
