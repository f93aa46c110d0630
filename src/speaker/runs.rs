//! How far the words of one name reach: over small words, "of", "and", a comma, an owner, a nickname in marks.

use super::names::{is_acronym, is_title};
use super::words::Words;
use crate::lexicon;
use crate::text::Tag;
use std::ops::Range;

/// The end of the run of name words that starts at `start`.
pub(super) fn run_end(words: &Words, start: usize) -> usize {
    let limit = words.bounds(start).end;
    let mut end = start + 1;
    while end < limit {
        let name = |at: usize| at < limit && words.is_name(at);
        let low = words.low(end);
        if name(end) && words.quoted(end) == words.quoted(start) {
            end += 1;
        } else if is_nickname(words, end) && end + 3 < limit {
            end += 4;
        } else if lexicon::name_particles().has(low) && name(end + 1) {
            end += 2;
        } else if lexicon::name_particles().has(low) && lexicon::name_particles().has(words.low(end + 1)) && name(end + 2) {
            end += 3;
        } else if matches!(low, "of" | "for" | "on") && takes_complement(words.low(end - 1), low) {
            let skip = 1 + usize::from(words.low(end + 1) == "the");
            if !name(end + skip) {
                break;
            }
            end += skip + 1;
        } else if low == "," && goes_on_after_comma(words, start, end, limit)
            || low == "and" && (goes_on_after_and(words, start, end, limit) || two_matters(words, start, end, limit))
            || words.possessive(end) && owner_in_name(words, end, limit)
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// "William “Bill” Roe", "James (Jim) Roe": one word in marks or brackets, which open at `open`, between a given name and another name.
pub(super) fn is_nickname(words: &Words, open: usize) -> bool {
    let marks = matches!((words.tag(open), words.tag(open + 2)), (Tag::Open, Tag::Close) | (Tag::Lrb, Tag::Rrb));
    let given = open > 0 && lexicon::given_name(words.low(open - 1)).is_some();
    marks && given && words.is_name(open + 3) && words.capital(open + 1) && !words.possessive(open + 3)
}

/// "Department of Health and Human Services": a department of one thing is one of two things, where what follows "and" is
/// neither a person nor a body nor a place of its own.
fn goes_on_after_and(words: &Words, start: usize, and: usize, limit: usize) -> bool {
    let Some(of) = (start..and).rev().find(|&i| matches!(words.low(i), "of" | "for" | "on")) else { return false };
    let body = of > start && of + 1 < and && lexicon::organisation_word(words.low(of - 1)).is_some_and(|kind| kind != "company");
    let end = (and + 1..limit).find(|&i| !words.is_name(i)).unwrap_or(limit);
    let thing = |i: usize| {
        let low = words.low(i);
        let known = lexicon::given_name(low).is_some()
            || lexicon::place(low).is_some()
            || lexicon::us_state(words.form(i)).is_some()
            || is_title(low)
            || lexicon::organisation_word(low).is_some_and(|kind| kind != "government" || !low.ends_with('s'))
            || is_acronym(words.form(i));
        !known && !words.quoted(i)
    };
    let service = |i: usize| i + 1 == end && i > and + 1 && lexicon::body_nouns().says(words.low(i), "last");
    body && end > and + 1 && end - and <= 4 && (and + 1..end).all(|i| thing(i) || service(i)) && !words.possessive(end)
}

/// "The Securities and Exchange Commission": a public body of two matters, where what stands before "and" is neither a body nor a
/// place nor a person by itself.
fn two_matters(words: &Words, start: usize, and: usize, limit: usize) -> bool {
    let end = (and + 1..limit).find(|&i| !words.is_name(i)).unwrap_or(limit);
    let (left, right) = (start..and, and + 1..end);
    let told = words.low(start.wrapping_sub(1)) == "the"
        || lexicon::country(words.form(start)).is_some()
        || lexicon::chambers().has(words.form(start));
    let government = |i: usize| lexicon::organisation_word(words.low(i)) == Some("government");
    let public = (2..=3).contains(&right.len()) && government(end - 1) && !government(end - 2);
    let known = |range: &Range<usize>| {
        let text = words.span(range).of(words.text);
        lexicon::place(text).is_some() || lexicon::body_named(&range.clone().map(|i| words.low(i)).collect::<Vec<_>>()).is_some()
    };
    let somebody = |i: usize| {
        let low = words.low(i);
        let place = i > start && lexicon::place(low).is_some();
        place || lexicon::given_name(low).is_some() || is_title(low) || is_acronym(words.form(i)) && i > start
    };
    let last = left.end - 1;
    told && public
        && left.len() <= 3
        && lexicon::organisation_word(words.low(last)).is_none()
        && !lexicon::press_words().has(words.low(last))
        && !known(&left)
        && !known(&(last..left.end))
        // "The Clintons and Justice Department"
        && !known(&right)
        && !left.chain(right).any(somebody)
}

/// "Ministry of Health, Labour and Welfare": one word between the comma and an "and" with which the name goes on.
fn goes_on_after_comma(words: &Words, start: usize, comma: usize, limit: usize) -> bool {
    let and = comma + 2 + usize::from(words.low(comma + 2) == ",");
    let government = |i: usize| lexicon::organisation_word(words.low(i)) == Some("government");
    let of = (start + 1..comma).any(|i| matches!(words.low(i), "of" | "for") && government(i - 1));
    of && words.is_name(comma + 1) && words.low(and) == "and" && goes_on_after_and(words, start, and, limit)
}

/// "the Urban Drivers' Union", "Children's Hospital": the owner is part of a body's name.
fn owner_in_name(words: &Words, mark: usize, limit: usize) -> bool {
    let before = words.low(mark - 1);
    let many = words.low(mark) == "'" && before.ends_with('s') || lexicon::people_plurals().has(before);
    let end = (mark + 1..limit).find(|&i| !words.is_name(i)).unwrap_or(limit);
    let body = end > mark + 1 && lexicon::organisation_word(words.low(end - 1)).is_some();
    many && body
}

/// Whether a preposition after `before` goes on with a name: "Department of Justice", "Secretary of State".
fn takes_complement(before: &str, preposition: &str) -> bool {
    // "Minister for Sport", but "Ann Roe, striker for Brennox" names no office.
    lexicon::complements().says(before, preposition)
        || preposition != "on" && lexicon::organisation_word(before).is_some()
        || preposition == "of" && is_title(before)
}
