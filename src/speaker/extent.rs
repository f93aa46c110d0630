//! How far the words of a source reach: without adverbs and times at their ends, or the verb behind them.

use super::names;
use super::roles::is_office;
use super::words::Words;
use crate::lexicon;
use crate::text::{Span, Tag};
use std::ops::Range;

/// The tokens of a source without adverbs and times at its ends.
pub(super) fn trimmed(words: &Words, span: Span) -> Range<usize> {
    let mut range = words.parsed.tokens_in(span);
    let loose = |i: usize| {
        let tag = words.tag(i);
        // "Mrs. Connelly" may have the form of an adverb.
        tag.is_adverb() && words.low(i) != "then" && words.low(i + 1) != "than" && !words.is_name(i)
            || matches!(tag, Tag::Comma | Tag::Open | Tag::Close | Tag::Colon | Tag::Stop | Tag::Cc)
    };
    // A verb outside a relative clause is no part of a source: what stands before it is.
    let inner = |i: usize| words.tag(i).is_wh() || matches!(words.tag(i), Tag::Comma | Tag::Prp);
    let clause = range.clone().find(|&i| inner(i)).unwrap_or(range.end);
    // "Ms Walker" has the form of a plural and a verb.
    let titled = |i: usize| words.capital(i) && lexicon::title(words.low(i - 1)).is_some();
    let verb =
        |i: usize| matches!(words.tag(i), Tag::Vbz | Tag::Vbp | Tag::Vbd | Tag::Md) && !people_by_form(words, i, range.end) && !titled(i);
    if let Some(verb) = (range.start + 1..clause).find(|&i| verb(i)) {
        range.end = verb;
    }
    // "That minister Ann Roe will use", "that Roe", "that local residents": before a name or a plural the word joins a clause.
    let joins = || {
        let next = range.start + 1;
        let noun = next + usize::from(words.tag(next).is_adjective());
        words.is_name(next)
            || names::is_role(words.low(next)) && words.is_name(next + 1)
            || noun < range.end && words.tag(noun).is_plural() && !words.tag(noun + 1).is_noun()
    };
    if range.len() > 1 && words.low(range.start) == "that" && joins() {
        range.start += 1;
    }
    // "Modelling that minister Ann Roe will use": so it does behind a noun.
    let joined = |&i: &usize| words.low(i) == "that" && words.tag(i - 1).is_noun() && i + 1 < range.end;
    if let Some(that) = (range.start + 1..range.end).find(joined) {
        range.end = that;
    }
    // "of Jews", "whose brother Jack": the words before are missing, or it is another's clause.
    if matches!(words.low(range.start), "of" | "whose") {
        range.end = range.start;
    }
    if let Some(people) = in_a_relative_clause(words, &range) {
        range.start = people;
    }
    // "[Doubts] grow, Mr": a title without a name is nobody.
    let honorific = |low: &str| lexicon::title(low).is_some() && lexicon::role(low).is_none() && !is_office(low);
    if range.len() == 1 && honorific(words.low(range.start).trim_end_matches('.')) {
        range.end = range.start;
    }
    // "[In Norwick,] where realtor Ann Roe": the word joins a clause too.
    if range.len() > 1 && words.tag(range.start) == Tag::Wrb {
        range.start += 1;
    }
    // "Mr Roe's" report says what Mr Roe says.
    if range.len() > 1 && words.possessive(range.end - 1) {
        range.end -= 1;
    }
    while range.start < range.end
        && (loose(range.start) || matches!(words.low(range.start), "even" | "like" | "by" | "from" | "to" | "with" | "per"))
    {
        range.start += 1;
    }
    while range.len() > 1 {
        let last = range.end - 1;
        let timed = lexicon::calendar().has(words.low(last))
            || matches!(words.low(last), "today" | "yesterday" | "later" | "also" | "on" | "has" | "have" | "had");
        if !loose(last) && !timed {
            break;
        }
        range.end = last;
    }
    range
}

/// "A bomb [investigators] believe is his", "things [libertarians] say": where people begin who are the subject of a clause behind a noun, without
/// a word that joins them.
fn in_a_relative_clause(words: &Words, range: &Range<usize>) -> Option<usize> {
    // "A probe [the agency] said was ongoing": so does a body with its article.
    let body = range.end.checked_sub(1).filter(|&last| lexicon::organisation_word(words.low(last)).is_some());
    let article = (range.start + 2..range.end).find(|&i| words.low(i) == "the" && words.tag(i - 1).is_common_noun());
    let plain = |article: usize| {
        // "Think tank" is "think-tank".
        let tied = |i: usize| lexicon::organisation_word(&format!("{}-{}", words.low(i.saturating_sub(1)), words.low(i))).is_some();
        let bodied = |i: usize| is_people(words.low(i)) || lexicon::organisation_word(words.low(i)).is_some() || tied(i);
        let front = |i: usize| words.is_name(i) || words.tag(i) == Tag::In || bodied(i);
        !lexicon::amounts().has(words.low(article - 1)) && !(range.start..article).any(front)
    };
    if let (Some(_), Some(article)) = (body, article.filter(|&article| plain(article))) {
        return Some(article);
    }
    let last = range.end.checked_sub(1).filter(|&last| range.len() > 1 && words.tag(last).is_plural() && is_people(words.low(last)))?;
    let before = last - 1;
    let common = |i: usize| words.tag(i).is_common_noun() && !is_people(words.low(i)) && lexicon::organisation_word(words.low(i)).is_none();
    // "A group of activists", "a dozen lawyers": of one noun only, and of no amount.
    let plain = (range.start + 1..before).all(|i| words.tag(i).is_adjective()) && !lexicon::amounts().has(words.low(before));
    let one = matches!(words.low(range.start), "a" | "an" | "one") && plain;
    let many = range.len() == 2 && words.tag(before).is_plural() && !lexicon::plural_modifiers().has(words.low(before));
    // "Policies [Mr Roe's critics] blame on him": whose critics they are begins the clause.
    let owned = words.possessive(before).then(|| {
        let named = |i: usize| words.is_name(i) || lexicon::title(words.low(i)).is_some();
        let start = (range.start..before).rev().take_while(|&i| named(i)).last()?;
        let noun = start.checked_sub(1).filter(|&i| i >= range.start)?;
        (common(noun) && words.tag(noun).is_plural()).then_some(start)
    });
    owned.flatten().or((common(before) && (one || many)).then_some(last))
}

/// "Roe allies", "Roe spokesman Joe Hill": what the tagger takes for a verb is a noun for people where the source ends with it or a
/// name follows it. "Roe campaign chairman Joe Hill": or another noun before one that a name follows.
pub(super) fn people_by_form(words: &Words, at: usize, end: usize) -> bool {
    let people = |at: usize| is_people(words.low(at)) && (at + 1 == end || words.is_name(at + 1));
    people(at) || at + 2 < end && people(at + 1)
}

/// A noun for one person or several.
pub(super) fn is_people(low: &str) -> bool {
    lexicon::is_person_noun(low) || lexicon::is_group(low) || names::is_role(low) || names::is_plural_role(low)
}
