//! Which forms of a name may be of one person, and what the words around a name make of it.

use super::SpeakerKind;
use super::entity::Entity;
use super::names::{Name, Type};
use super::words::Words;
use crate::lexicon::{self, Gender};
use crate::text::Tag;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// "Linnea Transit, the company that", "Brennox, a chemicals maker".
pub(super) fn is_explained_as_body(words: &Words, end: usize) -> bool {
    if words.low(end) != "," || words.tag(end + 1) != Tag::Dt {
        return false;
    }
    let noun = (end + 2..end + 8).take_while(|&i| words.tag(i).is_noun() || words.tag(i).is_adjective()).last();
    noun.is_some_and(|i| lexicon::organisation_word(words.low(i)).is_some() || lexicon::body_nouns().says(words.low(i), "kind"))
}

/// Lone names, in lower case, of which their own sentence says "it" behind the verb and none "he" or "she" ("Brennox says it will
/// grow"), and those that stand alone again and again before they begin a longer name. They are bodies, and no surnames.
pub(super) fn bodies(words: &Words, names: &[Name]) -> BTreeSet<String> {
    const REACH: usize = 14;
    let (mut things, mut people): (BTreeSet<&str>, BTreeSet<&str>) = Default::default();
    let heads: BTreeSet<usize> = names.iter().map(|name| name.tokens.start).collect();
    for name in names.iter().filter(|n| n.tokens.len() == 1 && n.whole == n.tokens && n.roles.is_empty()) {
        let at = name.tokens.start;
        let low = words.low(at);
        let pronoun = |i: &usize| matches!(words.low(*i), "it" | "its" | "he" | "she" | "his" | "her" | "him");
        let behind = at + 1..words.bounds(at).end.min(at + REACH);
        // Another name in between may be who is meant.
        let own = behind.clone().take_while(|i| !heads.contains(i)).find(pronoun);
        let clause = words.tag(at + 1).is_finite();
        let said = own.filter(|&i| clause && words.bounds(at).contains(&(at + 1)) && !is_empty(words, i));
        // "Roe said so. He left."
        let next = words.bounds(at).end;
        if matches!(words.low(next), "he" | "she")
            && words.paragraph(next) == words.paragraph(at)
            && heads.range(at + 1..next).next().is_none()
        {
            people.insert(low);
        }
        if let Some(pronoun) = said.map(|i| words.low(i)) {
            if matches!(pronoun, "it" | "its") { &mut things } else { &mut people }.insert(low);
        }
    }
    // "Brennox" again and again, and then "Brennox Model Boats": the name of a thing begins with it. Who is named in full before goes
    // by one name later.
    let mut lone: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        let first = words.low(name.tokens.start);
        if name.tokens.len() == 1 {
            *lone.entry(first).or_default() += 1;
        } else if lexicon::given_name(first).is_none() && name.roles.is_empty() && lone.get(first).is_some_and(|&n| n > 1) {
            things.insert(first);
        } else {
            lone.insert(first, 0);
        }
    }
    let titled = names.iter().filter(|n| n.kind == Type::Person && (n.whole != n.tokens || !n.roles.is_empty() || n.certain));
    people.extend(titled.map(|n| words.low(n.tokens.end - 1)));
    let longer = names.iter().filter(|n| n.kind == Type::Person && n.tokens.len() > 1);
    people.extend(longer.flat_map(|n| n.tokens.clone().map(|i| words.low(i))));
    let person = |low: &str| people.contains(low) || lexicon::given_name(low).is_some() || lexicon::family_name(low);
    things.into_iter().filter(|low| !person(low)).map(str::to_owned).collect()
}

/// "It is clear", "it was time": the pronoun stands for nothing.
fn is_empty(words: &Words, it: usize) -> bool {
    let adverb = usize::from(words.tag(it + 2).is_adverb());
    let is = matches!(words.low(it + 1), "is" | "was" | "'s");
    words.low(it) == "it" && is && (words.tag(it + 2 + adverb).is_adjective() || matches!(words.low(it + 2), "time" | "up"))
}

/// The states named in `range`.
pub(super) fn places(words: &Words, range: &Range<usize>) -> Vec<&'static str> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let longest = (at + 1..=range.end.min(at + 3)).rev().find_map(|end| {
            let text = words.span(&(at..end)).of(words.text);
            lexicon::country(text).or_else(|| lexicon::bloc(text)).map(|p| (p.label, end))
        });
        match longest {
            Some((label, end)) => {
                out.push(label);
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// Whether the name `own` may be another form of the person `entity`.
pub(super) fn same_person(entity: &Entity, own: &[String], name: &Name) -> bool {
    if entity.place || !(entity.kind == SpeakerKind::Person) {
        return false;
    }
    let opposed = entity.certain && matches!((entity.gender, name.gender), (Gender::Male, Gender::Female) | (Gender::Female, Gender::Male));
    // "Lady Roe" is not who is named "Joe Roe" later.
    let named_later = own.len() > 1 && entity.words.len() == 1;
    if opposed && (named_later || name.certain && (own.len() == 1 || entity.words.len() == 1)) {
        return false;
    }
    let (short, long) = if own.len() < entity.words.len() { (own, entity.words.as_slice()) } else { (entity.words.as_slice(), own) };
    match (short, long) {
        ([one], [.., last]) if one == last => true,
        // Surname first: "Wang Yi", then "Wang". Not after a given name: "Ann" is not "Ann Roe" unless nobody else is.
        // "Mr. Wang" goes with the surname, which in "Wang Yi" is the first word: the last is none.
        ([one], [first, .., last]) if one == first => {
            let honorific = own.len() == 1 && name.certain && name.roles.is_empty() && !lexicon::family_name(last);
            lexicon::given_name(first).is_none()
                || own.len() == 1 && name.kind == Type::Unknown
                || honorific && lexicon::given_name(last).is_none()
        }
        ([a, .., x], [b, .., y]) => lexicon::same_given_name(a, b) && x == y || short.len() >= 2 && long.ends_with(short),
        _ => false,
    }
}

/// "Rahim" of "Datuk Seri Rahim Salleh", "Mora" of "Luis Carlos Mora Rojas": a name by which somebody with several is
/// known, where it is no given name that another person may have.
pub(super) fn is_middle(entity: &Entity, own: &[String], name: &Name) -> bool {
    let [one] = own else { return false };
    let bare = name.kind == Type::Unknown && name.whole.start == name.tokens.start;
    // "Pardo" of "Álvaro Pardo Restrepo": the first of two surnames, which is no second given name.
    let first =
        |at: usize| at == 0 && lexicon::given_name(one).is_none() && entity.words.first().is_some_and(|w| lexicon::given_name(w).is_some());
    let inner = entity.words.len() >= 3
        && entity.words[1..].iter().position(|word| word == one).is_some_and(|at| at > 0 || entity.words.len() > 3 || first(at));
    entity.kind == SpeakerKind::Person && !entity.place && bare && one.chars().count() > 2 && inner
}
