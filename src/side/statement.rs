//! Statements: the words of an attribution cut to one clause or sentence each, verbatim, no negation lost.

use super::phrase::Words;
use super::stance::{self, CueStance};
use crate::attribution::{Attribution, Kind};
use crate::lexicon;
use crate::text::{Span, Tag, lemma};
use std::ops::Range;

/// One sentence's worth of what an attribution reports.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// What is shown: with the cue where the content does not stand by itself.
    pub spans: Vec<Span>,
    /// The content alone, as tokens.
    pub content: Vec<Range<usize>>,
    /// A clause with a verb of its own.
    pub finite: bool,
    /// The cue is shown with it.
    pub with_cue: bool,
}

/// Longer statements lose a relative clause at their end.
const LONG: usize = 30;

/// The units of `attribution`, in text order.
pub(super) fn units(words: &Words, attribution: &Attribution, cue: CueStance) -> Vec<Unit> {
    let mut pieces: Vec<(u32, Span)> = Vec::new();
    for &span in &attribution.content {
        let tokens = words.tokens_in(span);
        let mut at = tokens.start;
        while at < tokens.end {
            let sentence = words.parsed.tokens[at].sentence;
            let end = words.sentence(at).end.min(tokens.end).max(at + 1);
            let whole = words.span(at..end);
            let cut = Span { start: whole.start.max(span.start), end: whole.end.min(span.end) };
            if !cut.is_empty() {
                pieces.push((sentence, cut));
            }
            at = end;
        }
    }
    let mut out: Vec<Unit> = Vec::new();
    let mut last_sentence = None;
    for (sentence, piece) in pieces {
        let Some(piece) = trim(words, piece, last_sentence == Some(sentence)) else { continue };
        let tokens = words.tokens_in(piece);
        match out.last_mut() {
            // The two halves of a sentence that the cue splits.
            Some(unit) if last_sentence == Some(sentence) => {
                unit.spans.push(piece);
                unit.content.push(tokens);
            }
            _ => out.push(Unit { spans: vec![piece], content: vec![tokens], finite: false, with_cue: false }),
        }
        last_sentence = Some(sentence);
    }
    for unit in &mut out {
        cut_contrast(words, unit);
        shorten(words, unit);
        // "The plan, as Roe put it, is a joke": the verb opens the second half.
        let half = |tokens: &Range<usize>| words.tag(tokens.start).is_finite();
        unit.finite = unit.content.iter().any(|tokens| is_finite(words, tokens)) || unit.content.iter().skip(1).any(half);
    }
    if let Some(unit) = out.first_mut() {
        // "The firm was accused by residents of lying" is read as it is written.
        match attribution.whole_passive().filter(|_| unit.spans.len() > 1) {
            Some(whole) => (unit.spans, unit.with_cue) = (vec![whole], true),
            None => add_cue(words, attribution, cue, unit),
        }
        // "Roe's worried about": what is left of the verb is no word by itself.
        for span in &mut unit.spans {
            let clitic = ["’s ", "'s "].iter().find(|clitic| span.of(words.text).starts_with(**clitic));
            span.start += clitic.map_or(0, |clitic| clitic.len() as u32);
        }
    }
    out
}

/// Cuts marks, white space and a leading "that" off `span`; `None` where no word is left.
fn trim(words: &Words, span: Span, continues: bool) -> Option<Span> {
    let mut span = span;
    loop {
        let text = span.of(words.text);
        let (opens, closes) = (count(text, &['“', '«']), count(text, &['”', '»']));
        let straight = count(text, &['"']);
        let first = text.chars().next()?;
        let last = text.chars().next_back()?;
        let paired =
            matches!((first, last), ('“', '”') | ('"', '"') | ('«', '»')) && (opens + closes == 2 || (straight == 2 && opens == 0));
        let loose_open = matches!(first, '“' | '«') && (opens > closes || paired) || first == '"' && (straight % 2 == 1 || paired);
        let loose_close = matches!(last, '”' | '»') && closes > opens || last == '"' && straight % 2 == 1;
        let brackets = last == ')' && !text.contains('(');
        // "‘It is wrong,’", "„So ist es“", "»So«": a mark that the statement does not close, or that holds all of it.
        let inner_close = text
            .char_indices()
            .skip(1)
            .any(|(at, c)| c == '’' && at + 3 < text.len() && !text[at + 3..].starts_with(char::is_alphanumeric));
        let single = first == '‘' && !inner_close || matches!(first, '„' | '»');
        let before_last = text.chars().rev().nth(1);
        let closing = matches!(last, '’' | '\'') && before_last.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?')) && !text.contains('‘');
        if single {
            span.start += first.len_utf8() as u32;
            if first == '‘' && last == '’' {
                span.end -= last.len_utf8() as u32;
            }
            continue;
        }
        if closing || matches!(last, '“' | '«') && first != '«' {
            span.end -= last.len_utf8() as u32;
            continue;
        }
        // "''We need it,''": two apostrophes are a mark.
        let double = text.matches("''").count();
        let both = text.starts_with("''") && text.ends_with("''") && double == 2;
        if text.starts_with("''") && (double == 1 || both) {
            span.start += 2;
            span.end -= if both { 2 } else { 0 };
            continue;
        }
        if text.ends_with("''") && double == 1 {
            span.end -= 2;
            continue;
        }
        if first.is_whitespace()
            || loose_open
            || matches!(first, ',' | ';' | ':' | '–' | '—' | '-' | '…')
            || first == '.' && !text[1..].starts_with(|c: char| c.is_ascii_digit())
        {
            span.start += first.len_utf8() as u32;
            // A pair goes together.
            if paired {
                span.end -= last.len_utf8() as u32;
            }
            continue;
        }
        let stop = last == '.' && !is_abbreviation(words, span);
        if last.is_whitespace() || loose_close || brackets || stop || matches!(last, ',' | ';' | ':' | '–' | '—' | '-') {
            span.end -= last.len_utf8() as u32;
            continue;
        }
        // "That is wrong", "That title was dropped": with a capital it is hardly ever a conjunction.
        if text.starts_with("that ") && !continues && !words.tag(words.tokens_in(span).start + 1).is_finite() {
            span.start += "that ".len() as u32;
            continue;
        }
        // "Argues that, “Women have ...”"
        if (text.starts_with("that, “") || text.starts_with("that, \"")) && !continues {
            span.start += "that,".len() as u32;
            continue;
        }
        return text.chars().any(char::is_alphanumeric).then_some(span);
    }
}

fn count(text: &str, marks: &[char]) -> usize {
    text.chars().filter(|c| marks.contains(c)).count()
}

/// The full stop at the end belongs to the last word: "the U.S."
fn is_abbreviation(words: &Words, span: Span) -> bool {
    let last = words.tokens_in(span).end.saturating_sub(1);
    words.word(last).len() > 1 && words.word(last).ends_with('.')
}

/// "Did not": the negation at `end` is that of an auxiliary before it.
pub(super) fn is_negated_auxiliary(words: &Words, end: usize) -> bool {
    let auxiliary = |low: &str| matches!(low, "did" | "does" | "do" | "has" | "had" | "was" | "is");
    matches!(words.lower(end).as_str(), "not" | "n't" | "n’t") && end > 0 && auxiliary(&words.lower(end - 1))
}

/// Takes off what the article adds at the end to set somebody else against the speaker: ", which the minister did not". It is
/// no word of his; inside quotation marks it would be.
fn cut_contrast(words: &Words, unit: &mut Unit) {
    let Some(tokens) = unit.content.last().cloned() else { return };
    let Some(end) = tokens.clone().next_back() else { return };
    let auxiliary = end > tokens.start && is_negated_auxiliary(words, end);
    let border = tokens.clone().rev().take(14).find(|&i| {
        words.word(i) == "," && matches!(words.lower(i + 1).as_str(), "which" | "something" | "while" | "unlike" | "though" | "but")
    });
    let Some(border) = border.filter(|&border| auxiliary && border > tokens.start + 2) else { return };
    if words.span(border..tokens.end).of(words.text).contains(['“', '”', '"']) {
        return;
    }
    if let (Some(span), Some(content)) = (unit.spans.last_mut(), unit.content.last_mut()) {
        content.end = border;
        span.end = words.span(content.clone()).end;
    }
}

/// Takes an aside between dashes and a relative clause at the end out of a long unit, unless a negation would go with it.
fn shorten(words: &Words, unit: &mut Unit) {
    let Some(mut tokens) = unit.content.last().cloned() else { return };
    if tokens.len() <= LONG {
        return;
    }
    let whole = |words: &Words, range: Range<usize>| {
        !range.clone().any(|i| stance::is_negator(&words.lower(i))) && !words.span(range).of(words.text).contains(['“', '”', '"'])
    };
    let dashes: Vec<usize> = tokens.clone().filter(|&i| matches!(words.word(i), "–" | "—" | "--")).collect();
    if let [open, close] = dashes[..]
        && open > tokens.start
        && close + 1 < tokens.end
        && close > open + 4
        && whole(words, open..close)
    {
        let (head, tail) = (tokens.start..open, close + 1..tokens.end);
        if let (Some(span), Some(content)) = (unit.spans.last_mut(), unit.content.last_mut()) {
            let end = span.end;
            span.end = words.span(head.clone()).end;
            *content = head;
            unit.spans.push(Span { start: words.span(tail.clone()).start, end });
            unit.content.push(tail.clone());
        }
        tokens = tail;
    }
    let from = tokens.start + 10;
    let border = (from..tokens.end)
        .find(|&i| words.word(i) == "," && matches!(words.lower(i + 1).as_str(), "which" | "who" | "where" | "whose" | "including"));
    let Some(border) = border.filter(|&border| whole(words, border..tokens.end)) else { return };
    if let (Some(span), Some(content)) = (unit.spans.last_mut(), unit.content.last_mut()) {
        content.end = border;
        span.end = words.span(content.clone()).end;
    }
}

/// The verb of a clause stands at most so far behind the word that begins it.
const CLAUSE: usize = 8;

/// A subject and a finite verb of its own, besides those of relative and hanging clauses; no infinitive, gerund or bare noun phrase.
fn is_finite(words: &Words, tokens: &Range<usize>) -> bool {
    let (mut relatives, mut verbs) = (0, 0);
    for i in tokens.clone() {
        let tag = words.tag(i);
        let after_noun = i > tokens.start && (words.tag(i - 1).is_noun() || words.word(i - 1) == ",");
        if after_noun && (matches!(tag, Tag::Wdt | Tag::Wp) || words.lower(i) == "that") {
            relatives += 1;
        }
        // "The need to wait before a quota is changed" is no statement by itself for the clause that hangs on it.
        let verb_follows = (i + 1..tokens.end.min(i + CLAUSE)).any(|verb| words.tag(verb).is_finite());
        relatives += usize::from(i > tokens.start && verb_follows && lexicon::subordinators().has(&words.lower(i)));
        // "will have gone": one verb group.
        let group_goes_on = i > tokens.start
            && (words.tag(i - 1).is_finite() || words.tag(i - 1).is_adverb() && i > tokens.start + 1 && words.tag(i - 2).is_finite());
        if tag.is_finite() && !group_goes_on && (i > tokens.start || words.capitalised(i)) {
            verbs += 1;
        }
    }
    verbs > relatives
}

/// "[Called on] the two to leave", "[blamed] Roe for the delay": the content begins with whom the cue is about, and what hangs on him has
/// no verb but an infinitive or what follows "for", whatever the words behind it have.
fn wants(words: &Words, unit: &Unit) -> bool {
    let Some(tokens) = unit.content.first() else { return false };
    let noun = |i: &usize| {
        let tag = words.tag(*i);
        tag.is_noun()
            || tag.is_adjective()
            || matches!(tag, Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Cd | Tag::Cc | Tag::Prp)
            || words.capitalised(*i)
    };
    let end = tokens.clone().find(|i| !noun(i)).unwrap_or(tokens.end);
    // A noun may have the form of a verb before the infinitive: "allies to organise".
    let people = |i: usize| lexicon::is_group(&words.lower(i));
    let end = end + usize::from(words.tag(end) == Tag::Vbz && people(end) && words.word(end + 1) == "to");
    // Somebody, and not "his failure to pass the law is ...".
    let somebody = end.checked_sub(1).filter(|&i| i >= tokens.start).is_some_and(|i| {
        people(i)
            || words.capitalised(i) && words.tag(i).is_noun()
            || matches!(words.lower(i).as_str(), "him" | "her" | "them" | "us" | "everybody")
    });
    let infinitive = (end + 1..end + 4).any(|i| matches!(words.tag(i), Tag::Vb | Tag::Vbp));
    somebody && (words.word(end) == "to" && infinitive || words.word(end) == "for" && words.tag(end + 1) == Tag::Vbg)
}

/// Shows the cue with content that does not stand by itself, and wherever the cue denies or negates: "denied that ..."
/// without its verb says the contrary.
fn add_cue(words: &Words, attribution: &Attribution, cue: CueStance, unit: &mut Unit) {
    let Some(tokens) = stance::whole_cue(words, attribution) else { return };
    let turned = matches!(cue, CueStance::Is(super::Stance::Denies | super::Stance::Opposes));
    let negated = tokens.clone().any(|i| stance::is_negator(&words.lower(i)));
    // "She said the plan fosters trade": the tagger may miss the verb, and "said" alone tells nothing.
    let says = tokens.len() == 1 && matches!(&*lemma(&words.lower(tokens.start), words.tag(tokens.start)), "say" | "add");
    let bare = (!unit.finite || wants(words, unit)) && !says && attribution.kind != Kind::Direct;
    let mut cue_span = words.span(tokens);
    if let Some(last) = attribution.cue.last() {
        // A cue of several words, "rejected the claim that".
        if last.end > cue_span.end && last.end - cue_span.start < 60 {
            cue_span.end = last.end;
        }
    }
    if !(turned || negated || bare) || cue_span.of(words.text).contains('\n') {
        return;
    }
    unit.with_cue = true;
    let Some(first) = unit.spans.first_mut() else { return };
    let gap = words.text.get(cue_span.end as usize..first.start as usize);
    if let Some(gap) = gap.filter(|gap| gap.len() <= 60 && !gap.contains('\n')) {
        // Between cue and content stands at most the cue's object or "that": one stretch.
        let source_between = attribution.source.iter().any(|s| s.start >= cue_span.end && s.end <= first.start);
        if !source_between && !gap.contains(". ") {
            first.start = cue_span.start;
            return;
        }
    }
    // "Her election was slammed [by rivals]": whose word it is, is told beside it.
    if cue_span.of(words.text).ends_with(" by") && unit.spans.iter().all(|s| s.end <= cue_span.start) {
        cue_span.end -= " by".len() as u32;
    }
    if !unit.spans.iter().any(|s| s.overlaps(cue_span)) {
        unit.spans.push(cue_span);
        unit.spans.sort();
        // What stands side by side is one piece.
        unit.spans = unit.spans.drain(..).fold(Vec::new(), |mut joined: Vec<Span>, span| {
            match joined.last_mut() {
                Some(last) if Span { start: last.end, end: span.start }.of(words.text).trim().is_empty() => {
                    last.end = last.end.max(span.end)
                }
                _ => joined.push(span),
            }
            joined
        });
    }
}
