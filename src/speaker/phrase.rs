//! What the words of a source are: names, a pronoun, or a description.

use super::entity::Entities;
use super::extent::{is_people, people_by_form, trimmed};
use super::joint;
use super::names::{self, Type};
use super::roles::is_partisan;
use super::words::Words;
use crate::lexicon;
use crate::text::{Span, Tag};
use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A place in `Entities::names`.
    Name(usize),
    /// One token.
    Pronoun(usize),
    Description(Description),
}

/// A noun phrase without a name of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Description {
    /// The phrase with its complements, without appositions and relative clauses.
    pub tokens: Range<usize>,
    pub head: usize,
    /// "the", "this": it speaks of somebody known.
    pub definite: bool,
    /// It begins with "his", "Brennox's": somebody else's.
    pub owned: bool,
    pub plural: bool,
}

/// The parts of a source, those joined by "and" each by itself.
pub(super) fn read(words: &Words, entities: &Entities, span: Span) -> Vec<Part> {
    let mut range = trimmed(words, span);
    range.start = maker(words, &range).unwrap_or(range.start);
    if range.is_empty() {
        return Vec::new();
    }
    let first = words.low(range.start);
    // "Mine owner Roe"
    let pronoun = words.tag(range.start).is_pronoun() && (first != "mine" || range.len() == 1)
        || words.tag(range.start) == Tag::Wp
        || matches!(first, "who" | "which" | "that" | "both" | "he" | "she" | "they" | "it");
    let owner = words.tag(range.start) == Tag::PrpS && range.len() > 1;
    // "Many of them said": those who were named last; "one of them" is one, and stays open.
    let them = range.len() == 3 && words.low(range.start + 1) == "of" && matches!(words.low(range.start + 2), "them" | "whom");
    if them && matches!(first, "all" | "many" | "most") {
        return vec![Part::Pronoun(range.start + 2)];
    }
    // "WHO" is a body.
    let pronoun = pronoun && !(words.form(range.start).len() > 2 && names::is_acronym(words.form(range.start)));
    // "He (Roe) said": the name in brackets tells who he is.
    let told = words.low(range.start + 1) == "(" && words.tag(range.start).is_pronoun();
    if let Some(name) = entities.name_in(&(range.start + 1..range.end)).next().filter(|_| told) {
        return vec![Part::Name(name)];
    }
    // "She and Mayor Joe Hill said".
    if words.tag(range.start) == Tag::Prp && range.len() > 2 && words.low(range.start + 1) == "and" {
        let rest = range.start + 2..range.end;
        let with = name_heads(words, entities, &rest);
        return std::iter::once(Part::Pronoun(range.start)).chain(with.into_iter().map(Part::Name)).collect();
    }
    if pronoun && !owner && (range.len() == 1 || first != "both" && first != "that") {
        return vec![Part::Pronoun(range.start)];
    }
    if let Some(parts) = joint::including(words, entities, &range).or_else(|| joint::governments(words, entities, &range)) {
        return parts;
    }
    // "The Brazilian said": one person by his people.
    let people = range.len() <= 2 && words.low(range.start.wrapping_sub(usize::from(range.len() == 1))) == "the";
    if let (true, Some(last)) = (people, range.end.checked_sub(1))
        && super::taken::is_compatriot(words, last)
    {
        let tokens = last - 1..last + 1;
        return vec![Part::Description(Description { tokens, head: last, definite: true, owned: false, plural: false })];
    }
    let heads = name_heads(words, entities, &range);
    let described = description(words, &range);
    let Some(&first_name) = heads.first() else {
        return joint::two(words, entities, &range)
            .or_else(|| joint::two_described(words, &range))
            .unwrap_or_else(|| described.map(Part::Description).into_iter().collect());
    };
    let start = entities.names[first_name].whole.start;
    let mut out = Vec::new();
    // "the government and the LDP": two parties; "officers of Brennox and Delta" are one.
    if let Some(d) =
        described.filter(|d| d.tokens.end < start && words.low(start.wrapping_sub(1)) == "the" && words.low(start.wrapping_sub(2)) == "and")
    {
        out.push(Part::Description(Description { tokens: d.tokens.start..start - 2, ..d }));
    }
    let last = heads.last().map_or(range.end, |&n| entities.names[n].tokens.end);
    out.extend(heads.into_iter().map(Part::Name));
    out.extend(joint::others(words, &(last..range.end)).map(Part::Description));
    out
}

/// "New numbers from the Harbour Board", "a statement issued by a spokesman": where those begin who gave it out.
fn maker(words: &Words, range: &Range<usize>) -> Option<usize> {
    let noun = range.clone().find(|&i| lexicon::makers().says(words.low(i), "noun"))?;
    let made = usize::from(lexicon::makers().says(words.low(noun + 1), "made"));
    let start = noun + made + 2;
    let by = match words.low(start - 1) {
        "by" => true,
        "from" => made == 0,
        _ => false,
    };
    if !by || start >= range.end || !(range.start..noun).all(|i| noun_like(words, i)) {
        return None;
    }
    let first = start + usize::from(words.tag(start) == Tag::Dt);
    // "Data from China" is nobody's.
    let place = lexicon::place(words.low(first)).is_some() && first + 1 >= range.end;
    let body = description(words, &(start..range.end)).is_some_and(|d| {
        let low = words.low(d.head);
        names::is_role(low) || lexicon::is_group(low) || lexicon::organisation_word(low).is_some()
    });
    (!place && (words.is_name(first) || body)).then_some(start)
}

/// The names in `range` that are the source, not part of a description of it.
fn name_heads(words: &Words, entities: &Entities, range: &Range<usize>) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    // "At Norwick Court, Brennox's lawyer, Ann Roe,": the place before the comma is not the source.
    let placed = range.start > 0
        && matches!(words.low(range.start - 1), "at" | "in" | "near" | "outside")
        && words.bounds(range.start).start < range.start;
    let comma = range.clone().find(|&i| placed && words.low(i) == ",").unwrap_or(range.start);
    for at in entities.name_in(range) {
        let name = &entities.names[at];
        if name.tokens.end <= comma {
            continue;
        }
        let Some(&last) = out.last() else {
            if leads(words, entities, range, at) && !describes_person(words, entities, range, at) {
                out.push(at);
            } else if name.tokens.start > range.start + 25 {
                break;
            }
            continue;
        };
        // "Roe of Ohio and Brennox chief Jane Hill": only joining words between.
        let between = entities.names[last].tokens.end..name.whole.start;
        let joined =
            between.clone().any(|i| matches!(words.low(i), "and" | "&" | "or")) || between.len() == 1 && words.low(between.start) == ",";
        let only = between
            .clone()
            .all(|i| matches!(words.low(i), "," | "and" | "&" | "or" | "of" | "the" | "both") || words.low(i.wrapping_sub(1)) == "of");
        // "Roe of Ohio, Md., the second Democrat": a place after a comma says where he is from.
        let from = between.len() == 1 && words.low(between.start) == "," && lexicon::us_state(words.form(name.tokens.start)).is_some();
        // "Ex-Leeds, England, Mayor Jane Hill": the place comes first, then who speaks.
        let person = |n: usize| entities.of[n].is_some_and(|id| entities.list[id].is_person() && !entities.list[id].guessed);
        let placed = !between.is_empty() && between.clone().all(|i| words.low(i) == "," || words.is_name(i));
        if placed && !person(last) && person(at) && !name.roles.is_empty() {
            out.pop();
            out.push(at);
            continue;
        }
        // "Tom Roe, Deputy News Director at Brennox": what stands behind the comma is said of him.
        let said_of = entities.names[last].roles.iter().any(|role| role.contains(&name.tokens.start));
        if from || said_of {
            continue;
        }
        // "The NRP, the Labour Party and Brennox": bodies in a row.
        let row = between.len() == 2
            && words.low(between.start) == ","
            && words.low(between.start + 1) == "the"
            && !(person(last) || person(at))
            && words.low(name.tokens.end) == "and"
            && (words.is_name(name.tokens.end + 1) || words.is_name(name.tokens.end + 2));
        let joined = joined || row;
        let owner = words.possessive(name.tokens.end) || modifies(words, name.tokens.end, range.end);
        if joined && only && !owner && between.end > between.start {
            out.push(at);
        }
    }
    // "Roe and her colleagues" are neither Roe alone nor a name.
    if let [only] = out.as_slice() {
        let end = entities.names[*only].tokens.end;
        if words.low(end) == "and"
            && end + 1 < range.end
            && (words.tag(end + 1) == Tag::PrpS || words.tag(end + 1).is_common_noun() || words.tag(end + 1).is_adjective())
        {
            out.clear();
        }
    }
    out
}

/// A common noun goes on after the name: "Biden administration officials", "the U.S. top diplomat".
fn modifies(words: &Words, end: usize, limit: usize) -> bool {
    let person = |i: usize| !words.is_name(i) && is_people(words.low(i));
    let noun = (end..limit).find(|&i| !words.tag(i).is_adjective() || person(i));
    noun.is_some_and(|i| words.tag(i).is_common_noun() || person(i))
}

/// "Peruvian exercise director Brigadier General Jane Hill", "Roe campaign chairman Joe Hill": the first name is part of what is said
/// of the person named after it, with nothing but nouns and adjectives between them.
fn describes_person(words: &Words, entities: &Entities, range: &Range<usize>, at: usize) -> bool {
    let person = |n: usize| entities.of[n].is_some_and(|id| entities.list[id].is_person());
    let Some(next) = entities.name_in(&(entities.names[at].tokens.end..range.end)).find(|&n| n != at) else { return false };
    let between = entities.names[at].tokens.end..entities.names[next].tokens.start;
    let role = |i: usize| names::is_role(words.low(i)) || is_partisan(words.low(i));
    // A noun before an office may have the form of a verb.
    let noun = |i: usize| {
        role(i)
            || words.is_name(i)
            || words.tag(i).is_noun()
            || words.tag(i).is_adjective()
            || words.tag(i) == Tag::Vbg && role(i + 1) && entities.names[at].tokens.len() == 1
            || role(i + 1) && !matches!(words.tag(i), Tag::Cc | Tag::Comma)
    };
    let told = between.clone().any(role);
    person(next) && told && between.clone().all(noun)
}

/// Whether the name stands where the source's head is: at the beginning, after its role, or after a description and a comma.
fn leads(words: &Words, entities: &Entities, range: &Range<usize>, at: usize) -> bool {
    let name = &entities.names[at];
    if name.tokens.end < range.end && (words.possessive(name.tokens.end) || modifies(words, name.tokens.end, range.end)) {
        return false;
    }
    let person = entities.of[at].is_some_and(|id| entities.list[id].is_person());
    let mut start = name.whole.start;
    while start > range.start
        && (words.tag(start - 1) == Tag::Dt || words.tag(start - 1).is_adjective() || matches!(words.tag(start - 1), Tag::PrpS | Tag::Vbn))
    {
        start -= 1;
    }
    if start <= range.start {
        return true;
    }
    match words.low(start - 1) {
        "," | "--" | "—" | "–" | ":" => {
            // "the company's chief executive, Carla Voss": the description must be of a person. "[Addressing] the same session,
            // Foreign Minister Jane Hill": with an office of his own he is the subject, and what stands before is of another clause.
            let titled = name.whole.start < name.tokens.start;
            person && (titled || (range.start..start - 1).any(|i| lexicon::role(words.low(i)).is_some()))
        }
        "'s" | "'" => {
            // "France's Emmanuel Macron", "Ukraine's Air Force".
            let before = words.low(start.wrapping_sub(2));
            person || lexicon::place(before).is_some() || name.kind == Type::Organisation
        }
        // "Brennox co-founder and CEO Jane Hill", "Roe's chief of staff Jane Hill": the office stands right before the name.
        low if person && (name.whole.start < name.tokens.start || names::is_role(low) || matches!(low, "staff" | "state")) => {
            (range.start..start).all(|i| {
                noun_like(words, i)
                    // "“The Harbour” director Jane Hill"
                    || matches!(words.tag(i), Tag::Cc | Tag::Open | Tag::Close)
                    || words.low(i) == "of" && matches!(words.low(i + 1), "staff" | "state")
                    || names::is_role(words.low(i))
                    || lexicon::modifiers().says(words.low(i), "opposed")
                    // "Roe campaign chairman Joe Hill": a verb by its form only.
                    || i + 1 == start && i > range.start && words.is_name(i - 1)
                    // "Transport researcher Jane Hill": the same.
                    || i == range.start && words.capital(i) && words.tag(i) == Tag::Vb
            })
        }
        // "activist group Fight for $15", "the human rights organization Safeguard Defenders", "estate mogul and television star Jane Hill":
        // a noun without a determiner before "and" is nobody by itself.
        _ => (range.start..start).all(|i| {
            // "[A judge] handling a Harbour Act lawsuit": a clause hangs on the person, and the name is in it.
            let hangs = words.tag(i) == Tag::Vbg && i > range.start && is_people(words.low(i - 1));
            if hangs {
                return false;
            }
            let bare = person && words.tag(i) == Tag::Cc && i > range.start && i + 1 < start && !words.tag(i - 1).is_plural();
            noun_like(words, i) || bare && words.tag(i - 1).is_common_noun() && words.tag(range.start) != Tag::Dt
        }),
    }
}

/// The word may stand before the head of a noun phrase.
fn noun_like(words: &Words, at: usize) -> bool {
    let tag = words.tag(at);
    tag.is_noun() || tag.is_adjective() || tag.is_adverb() || matches!(tag, Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Vbn | Tag::Cd | Tag::Vbg)
}

/// Where the people begin of whom so many in so many, or so many per cent, are meant: "about 3 in 10 voters", "68% of voters".
fn share(words: &Words, start: usize, end: usize) -> Option<usize> {
    let number = (start..end.min(start + 4)).find(|&i| words.tag(i) == Tag::Cd)?;
    let of = |at: usize| if words.low(at) == "of" { at + 1 + usize::from(words.low(at + 1) == "the") } else { at };
    let people = match words.low(number + 1) {
        "in" if words.tag(number + 2) == Tag::Cd => of(number + 3),
        "%" | "percent" | "per" if words.low(number + 2) == "cent" => of(number + 3),
        "%" | "percent" => of(number + 2),
        _ => return None,
    };
    // Without the people after it a share is nobody by itself.
    (people < end).then_some(people)
}

/// The noun phrase at the start of `range`.
pub(super) fn description(words: &Words, range: &Range<usize>) -> Option<Description> {
    let mut at = range.start;
    // "one of the officials", "a number of analysts", "many of them".
    let mut plural = false;
    if let Some(of) = (at..range.end.min(at + 4)).find(|&i| words.low(i) == "of") {
        let amount = (at..of).all(|i| {
            matches!(words.low(i), "one" | "a" | "the")
                || lexicon::amounts().says(words.low(i), "round")
                || lexicon::amounts().says(words.low(i), "of")
                || words.tag(i) == Tag::Cd
        });
        let one = (at..of).any(|i| words.low(i) == "one");
        if amount && of > at && of + 1 < range.end {
            plural = !one;
            at = of + 1;
        }
    }
    // "About 3 in 10 voters", "two in three of the residents": so many of them.
    if let Some(end) = share(words, at, range.end) {
        plural = true;
        at = end;
    }
    let start = at;
    let mut head = None;
    while at < range.end {
        let (tag, low) = (words.tag(at), words.low(at));
        let stop = match tag {
            Tag::In
            | Tag::To
            | Tag::Comma
            | Tag::Colon
            | Tag::Lrb
            | Tag::Wdt
            | Tag::Wp
            | Tag::WpS
            | Tag::Wrb
            | Tag::Md
            | Tag::Vbz
            | Tag::Vbp
            | Tag::Vbd => head.is_some(),
            Tag::Prp => head.is_some(),
            Tag::Vbn | Tag::Vbg => head.is_some() && !words.tag(at + 1).is_noun(),
            // "A source familiar with the matter": what follows the noun says what sort of source.
            _ => head.is_some() && lexicon::modifiers().says(low, "behind") && matches!(words.tag(at + 1), Tag::In | Tag::To),
        };
        if stop && !people_by_form(words, at, range.end)
            || (low == "and" || low == "or")
                && head.is_some()
                && !(words.tag(at + 1).is_noun()
                    || words.tag(at + 1).is_adjective()
                    || words.tag(at + 1) == Tag::Dt
                    || words.tag(at + 1) == Tag::PrpS)
        {
            break;
        }
        let member = lexicon::partisans().says(low, "alone") && !words.tag(at + 1).is_noun();
        if tag.is_noun() || member || matches!(tag, Tag::Cd | Tag::Prp) || lexicon::is_group(low) || names::is_role(low) {
            head = Some(at);
        }
        at += 1;
    }
    let core = at;
    // An adjective may stand for people: "both airlines", "the others".
    let head = head.or_else(|| (start < core).then(|| core - 1))?;
    let mut end = core.max(head + 1);
    // The complement belongs to it: "a lawyer for Brennox", "lawmakers on the House committee".
    while end < range.end && end < core + 14 {
        let tag = words.tag(end);
        if matches!(tag, Tag::Prp | Tag::Comma | Tag::Colon | Tag::Lrb | Tag::Wdt | Tag::Wp | Tag::WpS | Tag::Wrb)
            || tag.is_finite()
            || matches!(tag, Tag::Vbn | Tag::Vbg) && words.tag(end - 1).is_noun()
        {
            break;
        }
        end += 1;
    }
    while end > head + 1
        && (matches!(words.tag(end - 1), Tag::In | Tag::To | Tag::Cc | Tag::Dt)
            || words.tag(end - 1).is_adverb()
            || lexicon::calendar().has(words.low(end - 1)))
    {
        end -= 1;
    }
    let first = words.low(start);
    let owned = words.tag(start) == Tag::PrpS || (start..head).any(|i| words.possessive(i));
    plural |= words.tag(head).is_plural()
        || lexicon::is_group(words.low(head))
        // What the tagger takes for a verb, "environmentalists".
        || names::is_plural_role(words.low(head))
        || (start..core).any(|i| words.low(i) == "and" || words.low(i) == "both");
    Some(Description {
        tokens: range.start..end,
        head,
        definite: matches!(first, "the" | "this" | "that" | "these" | "those"),
        owned,
        plural,
    })
}
