//! The roles that stand at a name: right before it, or as an apposition on either side.

use super::names::{is_acronym, is_plural_role, is_role};
use super::words::Words;
use crate::lexicon;
use crate::text::Tag;
use std::ops::Range;

/// How far a role reaches before a name, in tokens.
const LONGEST_ROLE: usize = 12;

/// The role nouns of a phrase: those before its first preposition.
pub(super) fn heads(words: &Words, role: &Range<usize>) -> Vec<usize> {
    let core = role
        .clone()
        .find(|&i| i > role.start && matches!(words.low(i), "of" | "for" | "at" | "in" | "to" | "from" | "who" | "with" | "on"));
    // "the Prime Minister's wife" is no minister, and "President Roe's lawyer" no president.
    let owner = |i: usize| {
        let name = (i + 1..role.end).find(|&at| !words.is_name(at)).unwrap_or(role.end);
        name < role.end && words.possessive(name)
    };
    (role.start..core.unwrap_or(role.end))
        .filter(|&i| !owner(i))
        .filter(|&i| lexicon::role(words.low(i)).is_some() || is_office(words.low(i)))
        .collect()
}

/// The party of a word before a name or an office.
pub(super) fn party(low: &str) -> Option<&'static str> {
    lexicon::partisans().get(low).and_then(|value| value.split(' ').next()).filter(|party| *party != "none")
}

/// A word for a member of a party: "an Oklahoma Republican", "ranking Democrat Ann Roe".
pub(super) fn is_partisan(low: &str) -> bool {
    lexicon::partisans().says(low, "member")
}

/// The party whose letter stands behind the name that ends at `end`: "Ann Roe, R-Texas", "Ann Roe (D)".
pub(super) fn party_letter(words: &Words, end: usize) -> Option<&'static str> {
    let form = matches!(words.low(end), "," | "(").then(|| words.form(end + 1))?;
    match form.split('-').next() {
        Some("R") => party("republican"),
        Some("D") => party("democrat"),
        _ => None,
    }
}

/// "Democrat Roe": a party before the last name of somebody who is named by it elsewhere.
pub(super) fn partisan_by_name(words: &Words, tokens: &Range<usize>) -> bool {
    let name = tokens.start + 1;
    let low = words.low(name);
    let known = lexicon::organisation_word(low).is_some()
        || lexicon::chambers().has(words.form(name))
        || lexicon::place(low).is_some()
        || lexicon::is_group(low)
        || is_plural_role(low);
    tokens.len() == 2 && is_partisan(words.low(tokens.start)) && !known && words.is_named_plainly(low)
}

/// "Republican presidential hopeful", "Senate hopeful": who seeks an office, by a word that is an adjective elsewhere.
pub(super) fn seeks(words: &Words, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |i| words.low(i));
    lexicon::candidacies().has(words.low(at)) && (lexicon::modifiers().says(before, "office") || party(before).is_some())
}

/// "[Minister of mines and energy] Ann Roe": the head of an office in small letters with its matter, right before the name at `name`.
fn office_of_matter(words: &Words, name: usize, limit: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let matter = |i: usize| words.tag(i).is_noun() && !words.tag(i).is_proper() || words.tag(i).is_adjective();
    let of = (limit.max(name.saturating_sub(LONGEST))..name).rev().find(|&i| matches!(words.low(i), "of" | "for"))?;
    let head = of.checked_sub(1).filter(|&i| i >= limit && lexicon::complements().says(words.low(i), "matter"))?;
    let within = (of + 1..name).all(|i| matter(i) || matches!(words.low(i), "and" | ",") && i + 1 < name);
    let whole = within && of + 1 < name && !is_role(words.low(name - 1)) && !words.is_name(name - 1);
    // "He told the minister of transport Roe had lied": Roe is no minister.
    let told = (limit..head).rev().find(|&i| words.tag(i) != Tag::Dt).is_some_and(|i| words.tag(i).is_verb());
    let end = (name..).find(|&i| !words.is_name(i))?;
    (whole && !(told && words.tag(end).is_finite())).then_some(head)
}

/// "Ann Roe, 45,": years of a life.
pub(super) fn is_age(low: &str) -> bool {
    low.len() <= 3 && low.parse::<u32>().is_ok_and(|age| (5..=115).contains(&age))
}

/// Abbreviated titles that are offices.
pub(super) fn is_office(low: &str) -> bool {
    lexicon::title_kinds().says(low, "office")
}

/// Where the role right before a name begins: "Kyiv resident", "fisheries bureau spokesman", "ICE's acting director".
pub(super) fn role_start(words: &Words, run: &Range<usize>, name: usize) -> usize {
    let limit = words.bounds(name).start.max(run.start.saturating_sub(LONGEST_ROLE));
    let mut start = run.start;
    // "Certified Financial Planner (CFP) Ann Roe"
    if start > limit + 3 && words.low(start - 1) == ")" && words.low(start - 3) == "(" && is_acronym(words.form(start - 2)) {
        start -= 3;
    }
    let office = office_of_matter(words, name, limit).filter(|_| start == name);
    start = office.unwrap_or(start);
    let lower_role = start > limit && (is_role(words.low(start - 1)) || seeks(words, start - 1)) && !words.quoted(start - 1);
    if start == name && !lower_role {
        return start;
    }
    while start > limit {
        let tag = words.tag(start - 1);
        let shadow = lexicon::modifiers().says(words.low(start - 1), "opposed");
        let noun = tag.is_noun()
            || tag.is_adjective()
            || words.is_name(start - 1)
            || is_role(words.low(start - 1))
            || shadow
            || lexicon::matters().has(words.low(start - 1));
        // "Bank of Norwick governor": the body of an office.
        let of_body = || words.low(start - 1) == "of" && words.is_name(start) && lexicon::organisation_word(words.low(start - 2)).is_some();
        let inner = start > limit + 1 && (two_roles(words, start - 1, limit) || of_body());
        let goes_on = noun || words.possessive(start - 1) && start - 1 > limit || inner;
        // "The way President Roe rules": a clause hangs on the noun.
        let hangs = lexicon::relative_nouns().has(words.low(start - 1)) && words.tag(start - 1).is_noun() || of_others(words, start, name);
        if !goes_on || hangs || words.quoted(start - 1) != words.quoted(name) {
            break;
        }
        start -= 1;
    }
    while start < run.start && (words.possessive(start) || lexicon::calendar().has(words.low(start))) {
        start += 1;
    }
    start
}

/// "The refugees President Roe let in": a title in capitals right before the name goes on no people in small letters.
fn of_others(words: &Words, start: usize, name: usize) -> bool {
    let people = start.checked_sub(1).filter(|&i| words.tag(i).is_plural() && !words.capital(i) && is_plural_role(words.low(i)));
    people.is_some_and(|i| !lexicon::plural_modifiers().has(words.low(i))) && start + 1 == name && words.capital(start)
}

/// "Brennox co-owner and lead planner Ann Roe": two offices of one person, where no article makes it two people ("the president
/// and prime minister Ann Roe").
fn two_roles(words: &Words, and: usize, limit: usize) -> bool {
    if words.low(and) != "and" || !is_role(words.low(and - 1)) {
        return false;
    }
    let front = |i: &usize| words.tag(*i).is_noun() || words.tag(*i).is_adjective() || words.is_name(*i);
    let start = (limit..and).rev().take_while(front).last().unwrap_or(and);
    start == limit || !matches!(words.low(start - 1), "the" | "'s" | "'" | "and" | ",") && words.tag(start - 1) != Tag::PrpS
}

/// "The UKHospitality chief executive, Kate Nicholls": the phrase before the comma.
pub(super) fn apposition_before(words: &Words, start: usize) -> Option<Range<usize>> {
    let limit = words.bounds(start).start;
    if start < limit + 2 || !matches!(words.low(start - 1), "," | "--" | "—" | "–") {
        return None;
    }
    let end = start - 1;
    // "A blow to the governor — Joe Hill had asked for more": behind one dash begins a clause; an apposition is closed by another mark.
    let name = (start..words.bounds(start).end).find(|&i| !words.is_name(i)).unwrap_or(start);
    if words.low(end) != "," && words.tag(name).is_finite() {
        return None;
    }
    let mut from = end;
    while from > limit && end - from < LONGEST_ROLE {
        let (tag, low) = (words.tag(from - 1), words.low(from - 1));
        let inner = tag.is_noun()
            || tag.is_adjective()
            || words.is_name(from - 1)
            || words.possessive(from - 1)
            || matches!(low, "of" | "for" | "the" | "a" | "an" | "and" | "at");
        if !inner {
            break;
        }
        from -= 1;
    }
    // "At that time Brennox's owner, Ann Roe": the time is no part of it.
    if from > limit && (lexicon::calendar().has(words.low(from)) || words.low(from) == "time") {
        from += 1;
    }
    // "Citing a ministry official, Ann Roe said": he is whom she cites.
    let verb = from.checked_sub(1).filter(|&i| i >= limit && words.tag(i) == Tag::Vbg);
    // "The managing director, Ann Roe"
    let noun = |i: usize| i > limit && matches!(words.tag(i - 1), Tag::Dt | Tag::PrpS | Tag::Pos);
    if verb.is_some_and(|i| !noun(i)) {
        return None;
    }
    // "Critics and the minister of trade, Joe Hill": who stands before "and the" is somebody else.
    let joined = (from..end).rev().find(|&i| words.low(i) == "and" && matches!(words.low(i + 1), "the" | "a" | "an"));
    let role = trim(words, joined.map_or(from, |and| and + 1)..end);
    let found = heads(words, &role);
    let head = *found.last()?;
    // The office is the head of the phrase, not the owner of one.
    let next = words.low(head + 1);
    (head + 1 == end || matches!(next, "of" | "for" | "at" | "in" | "to")).then_some(role)
}

/// "Tom Adeyemi, 52, general secretary of the Urban Drivers' Union,".
pub(super) fn apposition_after(words: &Words, end: usize) -> Option<Range<usize>> {
    let limit = words.bounds(end.checked_sub(1)?).end;
    let end = words.past_letters(end);
    if end >= limit || !matches!(words.low(end), "," | "(" | "--" | "—" | "–") {
        return None;
    }
    let mut start = end + 1;
    if is_age(words.low(start)) && words.low(start + 1) == "," {
        start += 2;
    }
    // "Ann Roe, whose father": that is said of the father.
    if words.low(start) == "whose" || matches!(words.low(start), "while" | "when" | "once") {
        return None;
    }
    let mut to = start;
    while to < limit && to - start < LONGEST_ROLE + 6 {
        let (tag, low) = (words.tag(to), words.low(to));
        // "vice president of engineering and planning for Brennox": two matters of one office.
        let linked = low == "and"
            && (start..to).any(|i| matches!(words.low(i), "of" | "for" | "at"))
            && (words.tag(to + 1).is_noun() || words.tag(to + 1).is_adjective())
            && lexicon::given_name(words.low(to + 1)).is_none();
        let relative = matches!(low, "who" | "which" | "whose" | "where") && !words.is_name(to);
        if matches!(low, "," | ")" | "--" | "—" | "–" | "and" | ";") && !(low == "and" && second_role(words, to + 1)) && !linked
            || relative
            || tag.is_finite()
            || tag == Tag::Stop
            || words.quoted(to)
        {
            break;
        }
        to += 1;
    }
    let mut role = trim(words, start..to.min(limit));
    // "After a meeting with Ann Roe, the president said": the comma ends what goes before the subject.
    let first = words.bounds(end).start;
    let fronted = words.tag(first) == Tag::In && !(first..end).any(|i| words.tag(i).is_finite());
    if fronted && words.low(end) == "," && words.low(start) == "the" && to < limit && words.tag(to).is_finite() {
        return None;
    }
    // "vice-rector at the National University (NNU), said": the bracket that was opened is left out.
    if let Some(open) = role.clone().find(|&i| words.low(i) == "(" && !(i..role.end).any(|j| words.low(j) == ")")) {
        role.end = open;
    }
    let found = heads(words, &role);
    let head = *found.last().filter(|&&h| is_role(words.low(h)))?;
    // "a former army captain involved in selection": what hangs on it by a participle is left out.
    let ends = matches!(words.low(role.end), "," | "(" | ")" | "--" | "—" | "–" | ".") || role.end == limit;
    if ends && head + 1 < role.end && matches!(words.tag(head + 1), Tag::Vbn | Tag::Vbg) && !words.is_name(head + 1) {
        return (head < role.start + 9).then_some(role.start..head + 1);
    }
    // ", CEO, Brennox Outdoors, said": the body behind a second comma.
    if let Some(end) = body_behind(words, role.end, limit).filter(|_| head + 1 == role.end) {
        role.end = end;
        return Some(role);
    }
    let next = words.low(head + 1);
    let closed =
        matches!(words.low(role.end), "," | "(" | ")" | "--" | "—" | "–" | "." | "who" | "whose" | "which" | "where" | ";" | "and")
            || role.end == limit
            || words.tag(role.end).is_finite();
    let modest = head < role.start + 9 && !words.is_name(head + 1);
    (closed && modest && (head + 1 == role.end || matches!(next, "of" | "for" | "at" | "in" | "to" | "with" | "on" | "from" | "and")))
        .then_some(role)
}

/// "[a psychologist and] registered dietitian": another office behind "and", not that of another person.
fn second_role(words: &Words, start: usize) -> bool {
    let part = |i: &usize| {
        let tag = words.tag(*i);
        (tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Vbn | Tag::Vbg)) && lexicon::given_name(words.low(*i)).is_none()
    };
    let role = (start..start + 4).take_while(part).find(|&i| is_role(words.low(i)));
    role.is_some_and(|i| i == start || !words.is_name(i + 1))
}

/// The end of a body's name behind the comma at `comma`: no person and no place, and no list of people with their offices.
fn body_behind(words: &Words, comma: usize, limit: usize) -> Option<usize> {
    let start = comma + 1;
    let end = (start..limit).find(|&i| !words.is_name(i)).unwrap_or(limit);
    let closed = end == limit || matches!(words.low(end), "," | "." | ")" | ";") || words.tag(end).is_finite();
    let place = lexicon::place(words.span(&(start..end.max(start + 1))).of(words.text)).is_some();
    let person = lexicon::given_name(words.low(start)).is_some() || is_role(words.low(start)) || is_role(words.low(end + 1));
    let state = lexicon::us_state(words.form(start)).is_some();
    (words.low(comma) == "," && end > start && closed && !place && !person && !state).then_some(end)
}

/// Without the article in front.
fn trim(words: &Words, mut range: Range<usize>) -> Range<usize> {
    while range.start < range.end && matches!(words.low(range.start), "the" | "a" | "an" | "and" | "'s" | "'" | "of") {
        range.start += 1;
    }
    range
}
