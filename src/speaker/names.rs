//! Names in the article: runs of capitalised words, cut into role and name, with what the words around tell.

use super::roles::{apposition_after, apposition_before, heads, is_office, role_start};
use super::words::Words;
use crate::lexicon::{self, Gender};
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Person,
    Organisation,
    /// A state or a capital, by its name.
    Place,
    /// Nothing tells yet.
    Unknown,
}

/// One mention by name. Ranges are of token indices.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The name alone, without role and title.
    pub tokens: Range<usize>,
    /// With the role and title right before it, without an article.
    pub whole: Range<usize>,
    pub kind: Type,
    /// The roles that stand at it: before the name, or as an apposition on either side.
    pub roles: Vec<Range<usize>>,
    /// The sex that titles and roles tell.
    pub gender: Gender,
    /// A title or a role tells the sex, not the given name alone.
    pub certain: bool,
}

const PARTICLES: &[&str] = &[
    "de", "del", "la", "le", "van", "von", "der", "den", "ten", "ter", "bin", "ibn", "al", "el", "da", "di", "dos", "das", "du", "ben",
    "abu", "bint", "af", "zu", "&",
];

/// A noun for a person by office or work, singular.
pub(super) fn is_role(low: &str) -> bool {
    lexicon::role(low).is_some() && !is_plural_role(low)
}

pub(super) fn is_plural_role(low: &str) -> bool {
    let stem = low.strip_suffix("ies").map(|s| format!("{s}y"));
    let single = |w: &str| lexicon::role(w).is_some();
    low.strip_suffix('s').is_some_and(single) && !low.ends_with("ss")
        || stem.as_deref().is_some_and(single)
        || low.ends_with("men") && single(low)
}

fn is_title(low: &str) -> bool {
    is_role(low) || lexicon::title(low).is_some()
}

pub(super) fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    (2..=7).contains(&letters) && form.chars().all(|c| c.is_uppercase() || c == '.' || c == '&' || c == '-' || c.is_ascii_digit())
}

/// All names, in text order.
pub(super) fn find(words: &Words) -> Vec<Name> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words.is_name(at) {
            at += 1;
            continue;
        }
        let end = run_end(words, at);
        if let Some(name) = cut(words, at..end) {
            out.push(name);
        }
        at = end;
    }
    out
}

/// The end of the run of name words that starts at `start`.
fn run_end(words: &Words, start: usize) -> usize {
    let limit = words.bounds(start).end;
    let mut end = start + 1;
    while end < limit {
        let name = |at: usize| at < limit && words.is_name(at);
        let low = words.low(end);
        if name(end) && words.quoted(end) == words.quoted(start) {
            end += 1;
        } else if PARTICLES.contains(&low) && name(end + 1) {
            end += 2;
        } else if PARTICLES.contains(&low) && PARTICLES.contains(&words.low(end + 1)) && name(end + 2) {
            end += 3;
        } else if matches!(low, "of" | "for" | "on") && takes_complement(words.low(end - 1), low) {
            let skip = 1 + usize::from(words.low(end + 1) == "the");
            if !name(end + skip) {
                break;
            }
            end += skip + 1;
        } else if words.possessive(end) && owner_in_name(words, end, limit) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// "the Urban Drivers' Union", "Children's Hospital": the owner is part of a body's name.
fn owner_in_name(words: &Words, mark: usize, limit: usize) -> bool {
    let before = words.low(mark - 1);
    let many = words.low(mark) == "'" && before.ends_with('s') || matches!(before, "children" | "women" | "men" | "people");
    let end = (mark + 1..limit).find(|&i| !words.is_name(i)).unwrap_or(limit);
    let body = end > mark + 1 && lexicon::organisation_word(words.low(end - 1)).is_some();
    many && body
}

/// Whether a preposition after `before` goes on with a name: "Department of Justice", "Secretary of State".
fn takes_complement(before: &str, preposition: &str) -> bool {
    let organisation = lexicon::organisation_word(before).is_some();
    match preposition {
        "of" => organisation || is_title(before) || matches!(before, "republic" | "states" | "house" | "chamber" | "isle" | "duke"),
        "for" => organisation,
        _ => matches!(before, "committee" | "council" | "commission" | "panel" | "subcommittee"),
    }
}

/// Cuts one run into role, title and name.
fn cut(words: &Words, run: Range<usize>) -> Option<Name> {
    let last = run.end - 1;
    let of = run.clone().find(|&i| matches!(words.low(i), "of" | "for" | "on")).unwrap_or(run.end);
    let given = |i: usize| lexicon::given_name(words.low(i));
    let organisation_at = |i: usize| i < run.end && lexicon::organisation_word(words.low(i)).is_some();
    let title =
        run.clone().rev().find(|&i| i < last && is_title(words.low(i)) && !(i == run.start && given(i).is_some() && run.len() == 2));
    let organisation = run.len() > 1 && (organisation_at(last) || of > run.start && of < run.end && organisation_at(of - 1));
    let after_title = title.filter(|&t| !organisation_at(last) && (of > t || t > of)).and_then(|t| name_after(words, &run, t));
    if let Some(tokens) = after_title {
        return Some(person(words, run, tokens));
    }
    if organisation {
        return Some(plain(run, Type::Organisation));
    }
    if title.is_some_and(|t| t + 1 == of) {
        // "the Secretary of State" is a description.
        return None;
    }
    let known = words.span(&run).of(words.text);
    if lexicon::place(known).is_some() || run.len() == 1 && lexicon::place(words.low(last)).is_some() && is_acronym(words.form(last)) {
        return Some(plain(run, Type::Place));
    }
    if run.len() == 1 && is_acronym(words.form(last)) {
        return Some(plain(run, Type::Organisation));
    }
    let first_given = given(run.start).is_some() && run.len() > 1;
    if is_title(words.low(last)) && !first_given {
        return None;
    }
    let mut tokens = run.clone();
    // "American Jane Roe", "Tuesday Jane Roe".
    while tokens.len() > 2 && given(tokens.start).is_none() && (lexicon::country(words.low(tokens.start)).is_some()) {
        tokens.start += 1;
    }
    let mut name = person(words, run, tokens);
    let initial = name.tokens.len() > 2 && name.tokens.clone().any(|i| words.low(i).chars().count() == 1);
    let age = words.low(name.tokens.end) == "," && is_age(words.low(name.tokens.end + 1));
    let strong = name.tokens.len() > 1 && given(name.tokens.start).is_some();
    if name.roles.is_empty() && !strong && !initial && !age {
        name.kind = Type::Unknown;
    }
    Some(name)
}

fn plain(run: Range<usize>, kind: Type) -> Name {
    Name { tokens: run.clone(), whole: run, kind, roles: Vec::new(), gender: Gender::Any, certain: false }
}

pub(super) fn is_age(low: &str) -> bool {
    low.len() <= 3 && low.parse::<u32>().is_ok_and(|age| (5..=115).contains(&age))
}

/// The name after the title word at `title`: what follows it, or what follows its complement.
fn name_after(words: &Words, run: &Range<usize>, title: usize) -> Option<Range<usize>> {
    let start = title + 1;
    if !matches!(words.low(start), "of" | "for") {
        return (start < run.end).then_some(start..run.end);
    }
    let rest = start + 1..run.end;
    let given = rest.clone().skip(1).find(|&i| lexicon::given_name(words.low(i)).is_some() && i + 1 < run.end);
    match given {
        Some(given) => Some(given..run.end),
        None if rest.len() >= 3 => Some(run.end - 2..run.end),
        None => None,
    }
}

/// A person's name `tokens` within the run, with the roles around it.
fn person(words: &Words, run: Range<usize>, tokens: Range<usize>) -> Name {
    let mut roles = Vec::new();
    let start = role_start(words, &run, tokens.start);
    let mut role_end = tokens.start;
    // "Mr." and "Mrs." are no roles.
    while role_end > start
        && lexicon::title(words.low(role_end - 1)).is_some()
        && lexicon::role(words.low(role_end - 1)).is_none()
        && !is_office(words.low(role_end - 1))
    {
        role_end -= 1;
    }
    if role_end > start && (start..role_end).any(|i| is_role(words.low(i)) || is_office(words.low(i))) {
        roles.push(start..role_end);
    }
    roles.extend(apposition_before(words, start).filter(|r| heads(words, r).last().is_some_and(|&h| is_role(words.low(h)))));
    roles.extend(apposition_after(words, tokens.end));
    let mut gender = Gender::Any;
    for i in (start..tokens.start).chain(roles.iter().flat_map(|r| heads(words, r))) {
        let told = lexicon::title(words.low(i)).filter(|g| *g != Gender::Any).or(lexicon::role(words.low(i)));
        if let (Gender::Any, Some(told)) = (gender, told) {
            gender = told;
        }
    }
    let certain = gender != Gender::Any;
    if gender == Gender::Any && tokens.len() > 1 {
        gender = tokens.clone().take(tokens.len() - 1).find_map(|i| lexicon::given_name(words.low(i))).unwrap_or(Gender::Any);
    }
    Name { whole: start..tokens.end, tokens, kind: Type::Person, roles, gender, certain }
}
