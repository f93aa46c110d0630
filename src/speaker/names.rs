//! Names in the article: runs of capitalised words, cut into role and name, with what the words around tell.

use super::roles::{apposition_after, apposition_before, heads, is_age, is_office, is_partisan, partisan_by_name, role_start, seeks};
use super::words::Words;
use crate::lexicon::{self, Gender};
use crate::text::Tag;
use std::collections::BTreeSet;
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

pub(super) fn is_title(low: &str) -> bool {
    is_role(low) || lexicon::title(low).is_some()
}

pub(super) fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    (2..=7).contains(&letters) && form.chars().all(|c| c.is_uppercase() || c == '.' || c == '&' || c == '-' || c.is_ascii_digit())
}

/// "harbour99": letters and digits in one word, lower case.
pub(super) fn is_handle(low: &str) -> bool {
    let mixed = low.contains(|c: char| c.is_ascii_digit()) && low.len() > 4 && low.starts_with(|c: char| c.is_ascii_lowercase());
    mixed && low.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
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
        let end = super::runs::run_end(words, at);
        if let Some(name) = cut(words, at..end) {
            out.push(name);
        }
        at = end;
    }
    add_surnames(words, &mut out);
    add_articles(words, &mut out);
    add_fronts(words, &mut out);
    out
}

/// "According to The Hill": an article that is written large within a sentence is a part of a name of one word, wherever that stands,
/// and the name is a body's.
fn add_articles(words: &Words, names: &mut [Name]) {
    let article = |name: &Name| {
        let the = name.whole.start.wrapping_sub(1);
        let open = matches!(name.kind, Type::Unknown | Type::Organisation);
        open && name.whole.len() == 1 && words.form(the) == "The" && words.sentence(the) == words.sentence(name.whole.start)
    };
    let within = |name: &&Name| {
        let (the, bounds) = (name.whole.start - 1, words.bounds(name.whole.start));
        let opens = the == bounds.start || matches!(words.tag(the - 1), Tag::Open | Tag::Colon | Tag::Lrb | Tag::Stop);
        !opens && tells(words, bounds)
    };
    let known: BTreeSet<&str> = names.iter().filter(|name| article(name)).filter(within).map(|name| words.low(name.whole.start)).collect();
    for name in names.iter_mut().filter(|name| article(name) && known.contains(words.low(name.whole.start))) {
        *name = plain(name.whole.start - 1..name.whole.end, Type::Organisation);
    }
}

/// "7 On Your Side": an owner's pronoun that is written large is a part of a body's name, and so are the words in capitals and the
/// number before it, where a sentence in which capitals tell something has them all.
fn add_fronts(words: &Words, names: &mut [Name]) {
    let whole = |name: &Name| {
        let bounds = words.bounds(name.whole.start);
        let owner = name.whole.start.checked_sub(1).filter(|&at| at > bounds.start)?;
        if words.tag(owner) != Tag::PrpS || !words.capital(owner) {
            return None;
        }
        let large = |at: &usize| words.capital(*at) && words.tag(*at) != Tag::Dt;
        let start = (bounds.start + 1..owner).rev().take_while(large).last()?;
        Some(start - usize::from(words.tag(start - 1) == Tag::Cd)..name.whole.end)
    };
    let told = |name: &&Name| tells(words, words.bounds(name.whole.start));
    let known: BTreeSet<String> = names.iter().filter(told).filter_map(&whole).map(|tokens| words.written(&tokens)).collect();
    for name in names.iter_mut() {
        if let Some(tokens) = whole(name).filter(|tokens| known.contains(&words.written(tokens))) {
            *name = plain(tokens, Type::Organisation);
        }
    }
}

/// Whether a capital letter tells something in a sentence: more of its words are written small.
fn tells(words: &Words, mut sentence: Range<usize>) -> bool {
    let small = sentence.clone().filter(|&i| words.form(i).starts_with(char::is_lowercase)).count();
    sentence.next();
    small > sentence.filter(|&i| words.capital(i)).count()
}

/// A surname that is also a noun for a person ("Tester", "Baker") stands alone where the full name is given elsewhere.
fn add_surnames(words: &Words, names: &mut Vec<Name>) {
    let full = |name: &&Name| name.kind == Type::Person && name.tokens.len() > 1;
    let surnames: BTreeSet<&str> = names
        .iter()
        .filter(full)
        .filter_map(|name| name.tokens.clone().rev().map(|i| words.low(i)).find(|low| !is_suffix(low)))
        .filter(|low| is_title(low))
        .collect();
    let lone = |at: &usize| words.is_name(*at) && !words.is_name(at + 1) && (*at == 0 || !words.is_name(at - 1));
    // "The Baker" is one who bakes.
    let named = |at: &usize| surnames.contains(words.low(*at)) && !matches!(words.tag(at.wrapping_sub(1)), Tag::Dt | Tag::PrpS | Tag::Jj);
    let found: Vec<Name> = (0..words.len()).filter(lone).filter(named).map(|at| plain(at..at + 1, Type::Unknown)).collect();
    let free = |new: &Name| {
        let next = names.get(names.partition_point(|old| old.tokens.end <= new.tokens.start));
        next.is_none_or(|old| old.tokens.start >= new.tokens.end)
    };
    let found: Vec<Name> = found.into_iter().filter(free).collect();
    names.extend(found);
    names.sort_by_key(|name| name.tokens.start);
}

/// Cuts one run into role, title and name.
fn cut(words: &Words, run: Range<usize>) -> Option<Name> {
    let run = bare(words, run);
    // "ANN ROE, HOST:" in a transcript: the word says what she does in it.
    if run.len() == 1
        && words.low(run.start.wrapping_sub(1)) == ","
        && words.form(run.start).chars().all(char::is_uppercase)
        && lexicon::transcript_words().has(words.low(run.start))
    {
        return None;
    }
    // "UNIDENTIFIED PERSON #1": a transcript knows no more of the name.
    if run.len() == 1 && run.start > 0 && words.low(run.start - 1) == "unidentified" {
        let number =
            (run.end..run.end + 2).take_while(|&i| words.low(i) == "#" || words.low(i).trim_start_matches('#').parse::<u8>().is_ok());
        return Some(plain(run.start - 1..run.end + number.count(), Type::Organisation));
    }
    // "Ann Roe, VP of Renewable Road Transport": an office behind a name is no other name.
    let apposed = run.start > 1
        && words.low(run.start - 1) == ","
        && (words.is_name(run.start - 2) || lexicon::is_letters(words.form(run.start - 2)))
        && is_role(words.low(run.start))
        && matches!(words.low(run.start + 1), "of" | "for");
    // "In Kyiv, Minister of Defence Rustem Umerov said"
    let somebody = lexicon::place(words.low(run.start.saturating_sub(2))).is_some() || words.tag(run.end).is_finite();
    if apposed && !somebody && !run.clone().any(|i| lexicon::given_name(words.low(i)).is_some()) {
        return None;
    }
    // "General Electric" is no general.
    if run.len() > 1 && lexicon::body_name(&words.span(&run).of(words.text).to_lowercase()).is_some() {
        return Some(plain(run, Type::Organisation));
    }
    // "Martin Luther King Jr." is no king.
    let suffix = run.len() > 2 && is_suffix(words.low(run.end - 1));
    let last = run.end - 1 - usize::from(suffix);
    let of = run.clone().find(|&i| matches!(words.low(i), "of" | "for" | "on")).unwrap_or(run.end);
    let given = |i: usize| lexicon::given_name(words.low(i));
    let organisation_at = |i: usize| i < run.end && lexicon::organisation_word(words.low(i)).is_some();
    let title = run.clone().rev().find(|&i| {
        i < last
            && is_title(words.low(i))
            && !lexicon::title_kinds().says(words.low(i), "adjective")
            && !(i == run.start && given(i).is_some() && run.len() == 2)
    });
    let organisation = run.len() > 1 && (organisation_at(last) || of > run.start && of < run.end && organisation_at(of - 1));
    // "Deputy News Director" is an office; "Mayor King" has a surname that is also a title.
    let office = |tokens: &Range<usize>| {
        let end = words.low(tokens.end - 1);
        let titled = lexicon::title(end).is_some() && !lexicon::title_kinds().says(end, "surname");
        let front = tokens.len() > 1 || lexicon::modifiers().says(words.low(tokens.start.wrapping_sub(1)), "front");
        titled && front && given(tokens.start).is_none() && tokens.end == run.end
    };
    let after_title = title
        .filter(|&t| !organisation_at(last) && (of > t || t > of))
        .and_then(|t| name_after(words, &run, t))
        .filter(|tokens| !office(tokens));
    if let Some(tokens) = after_title {
        // "Developer Brookfield Homes"
        let body = title.is_some_and(|t| lexicon::body_nouns().says(words.low(t), "kind"))
            && given(tokens.start).is_none()
            && tokens.len() > 1
            && (words.low(tokens.end - 1).ends_with('s') || lexicon::organisation_word(words.low(tokens.end - 1)).is_some());
        return Some(if body && words.capital(tokens.start) { plain(tokens, Type::Organisation) } else { person(words, run, tokens) });
    }
    if organisation {
        return Some(plain(run, Type::Organisation));
    }
    if title.is_some_and(|t| t + 1 == of) {
        // "the Secretary of State" is a description.
        return None;
    }
    let known = words.span(&run).of(words.text);
    if run.len() > 1 && lexicon::us_state(known).is_some() {
        return Some(plain(run, Type::Organisation));
    }
    // "an Oklahoma Republican", "Republican Presidential [hopeful]" are said of somebody.
    if run.len() > 1 && (is_partisan(words.low(last)) || lexicon::modifiers().says(words.low(last), "office")) {
        return None;
    }
    if lexicon::place(known).is_some() || run.len() == 1 && lexicon::place(words.low(last)).is_some() && is_acronym(words.form(last)) {
        return Some(plain(run, Type::Place));
    }
    // In lower case "fed" is a verb.
    let body =
        (run.len() > 1 || words.capital(last)) && lexicon::body_named(&run.clone().map(|i| words.low(i)).collect::<Vec<_>>()).is_some();
    // "The CEO" is a description.
    if run.len() == 1 && is_acronym(words.form(last)) && is_role(words.low(last)) {
        return None;
    }
    if run.len() == 1 && is_acronym(words.form(last)) || body {
        return Some(plain(run, Type::Organisation));
    }
    let first_given = given(run.start).is_some() && run.len() > 1;
    // "The Norwick Examiner" is a paper.
    if run.len() > 1 && is_role(words.low(last)) && lexicon::press_words().has(words.low(last)) && !first_given {
        return Some(plain(run, Type::Organisation));
    }
    if is_title(words.low(last)) && !first_given {
        return None;
    }
    let mut tokens = run.clone();
    // "American Jane Roe", "Longtime Jane Roe adviser", "UDF Jane Roe".
    let shouted = |i: usize| is_acronym(words.form(i)) && words.form(i).len() > 2 && !words.form(i).contains('.');
    // "Senators Ann Roe of Leeds and Joe Hill of York"
    let plural = |i: usize| is_plural_role(words.low(i)) || words.low(i).strip_suffix('s').is_some_and(|one| lexicon::title(one).is_some());
    while tokens.len() > 2
        && given(tokens.start).is_none()
        && (plural(tokens.start) && given(tokens.start + 1).is_some()
            || lexicon::country(words.low(tokens.start)).is_some()
            || lexicon::modifiers().has(words.low(tokens.start)) && given(tokens.start + 1).is_some()
            || is_partisan(words.low(tokens.start)) && given(tokens.start + 1).is_some()
            || shouted(tokens.start) && given(tokens.start + 1).is_some())
    {
        tokens.start += 1;
    }
    // "House Republican Ann Roe"
    if tokens.len() > 2 && lexicon::chambers().has(words.form(tokens.start)) && is_partisan(words.low(tokens.start + 1)) {
        tokens.start += 2;
    }
    let partisan = partisan_by_name(words, &tokens);
    tokens.start += usize::from(partisan);
    let mut name = person(words, run, tokens);
    let initial = name.tokens.len() > 2 && name.tokens.clone().any(|i| words.low(i).chars().count() == 1);
    let age = words.low(name.tokens.end) == "," && is_age(words.low(name.tokens.end + 1));
    let strong = name.tokens.len() > 1 && given(name.tokens.start).is_some();
    if name.roles.is_empty() && !strong && !initial && !age && !partisan {
        name.kind = Type::Unknown;
    }
    Some(name)
}

pub(super) fn is_suffix(low: &str) -> bool {
    matches!(low, "jr" | "sr" | "junior" | "senior" | "ii" | "iii" | "iv")
}

/// The run without what is tied to a name in front ("Seattle-based", "Amazon-owned") and a kicker behind ("LIVE").
fn bare(words: &Words, mut run: Range<usize>) -> Range<usize> {
    let tied = |i: usize| words.low(i).rsplit_once('-').is_some_and(|(_, end)| lexicon::ties().says(end, "name"));
    if let Some(at) = run.clone().rev().find(|&i| tied(i) && i + 1 < run.end) {
        run.start = at + 1;
    }
    let kicker = |i: usize| words.form(i).chars().all(char::is_uppercase) && lexicon::kickers().says(words.low(i), "behind");
    while run.len() > 2 && kicker(run.end - 1) {
        run.end -= 1;
    }
    run
}

fn plain(run: Range<usize>, kind: Type) -> Name {
    Name { tokens: run.clone(), whole: run, kind, roles: Vec::new(), gender: Gender::Any, certain: false }
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
        // "President of the Central Council of Weavers"
        None if rest.len() >= 3 && !matches!(words.low(run.end - 2), "of" | "for" | "the") => Some(run.end - 2..run.end),
        None => None,
    }
}

/// A person's name `tokens` within the run, with the roles around it.
fn person(words: &Words, run: Range<usize>, tokens: Range<usize>) -> Name {
    let mut roles = Vec::new();
    // "Datuk Seri Roe": a title of two words.
    let mut tokens = tokens;
    if tokens.len() > 1 && tokens.start > run.start && lexicon::title_kinds().says(words.low(tokens.start), "second") {
        tokens.start += 1;
    }
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
    // The office stands at the name: "Secretary of State Ann Roe", not "the minister's Volvo Ann Roe".
    let core: Vec<usize> = (start..role_end).filter(|&i| is_role(words.low(i)) || is_office(words.low(i)) || seeks(words, i)).collect();
    let ends = core.last().is_some_and(|&i| i + 1 == role_end || matches!(words.low(i + 1), "of" | "for" | "-" | "to" | "general"));
    let wh = (start..role_end).any(|i| words.tag(i).is_wh() || words.tag(i).is_finite() && !words.is_name(i));
    if ends && !wh {
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
