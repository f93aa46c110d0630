//! What a colon at the end of a paragraph announces: "Roe also said:", with a list behind it, or what the page sets off as a quotation.

use super::facts::{Facts, punct};
use super::{Attribution, Kind, Tier};
use crate::block::Label;
use crate::text::chunk::is_negation;
use crate::text::{Paragraph, Span, Tag, Text};
use std::ops::Range;

/// The verb stands so many tokens before the colon at most: "said the following:".
const REACH: usize = 3;
/// Before what is set off as a quotation it may stand farther away: "wrote in a letter to the board:".
const REACH_OF_QUOTE: usize = 10;
/// So many tokens in front of it may be left over from a name.
const LEFT_OVER: usize = 2;
/// So many items at most, and so many tokens in a line that is an item by its form alone.
const ITEMS: usize = 40;
const LINE: usize = 40;

/// The items of a list are what the subject of the sentence before it says, where that sentence ends with a verb of speech and a colon.
pub(super) fn listed(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    for (number, paragraph) in parsed.paragraphs.iter().enumerate() {
        let Some(colon) = paragraph.tokens.clone().next_back().filter(|&t| parsed.tokens[t].span.of(text) == ":") else { continue };
        let set_off = parsed.paragraphs.get(number + 1).is_some_and(|next| next.label == Label::Quote);
        let from = paragraph.tokens.start.max(colon.saturating_sub(if set_off { REACH_OF_QUOTE } else { REACH }));
        let says = |&t: &usize| facts[t].speech && facts[t].is_verb() && facts[t].quotation == 0 && !facts[t].is_passive();
        // "Things that Roe never said:"
        let negated = |t: usize| is_negation(&parsed.tokens[t].span.of(text).to_lowercase());
        let Some(verb) = (from..colon).rev().find(says).filter(|_| !(from..colon).any(negated)) else { continue };
        let items = items(text, parsed, facts, number + 1);
        let cue = parsed.tokens[verb].span;
        if items.is_empty() {
            // A word or two before the verb that are taken for the content are a part of the name or of the occasion.
            let left_over = |c: &Span| c.end <= cue.start && parsed.tokens_in(*c).len() <= LEFT_OVER;
            found.retain(|a| !(a.cue.iter().any(|own| own.overlaps(cue)) && a.content.iter().all(left_over)));
            continue;
        }
        if found
            .iter()
            .any(|a| a.content.iter().any(|c| items.iter().any(|item| item.contains(*c)) && a.cue.iter().any(|c| c.overlaps(cue))))
        {
            continue;
        }
        // What is set off is one's own words, whoever the models took for the source of a part of them.
        let within = |a: &Attribution| set_off && a.content.iter().all(|c| items.iter().any(|item| item.contains(*c)));
        let own = |a: &Attribution| a.source.iter().all(|s| matches!(s.of(text), "I" | "We" | "we"));
        found.retain(|a| !(within(a) && own(a)));
        match found.iter_mut().find(|a| a.cue.iter().any(|own| own.overlaps(cue)) && !a.source.is_empty()) {
            Some(own) if own.content.iter().all(|c| c.end <= cue.start && parsed.tokens_in(*c).len() <= LEFT_OVER) => own.content = items,
            Some(own) => {
                // "[In a letter to the board], Roe wrote on his [platform]:" tells where.
                let fronted = |c: &Span| set_off && parsed.tokens.get(parsed.tokens_in(*c).start).is_some_and(|t| t.tag == Tag::In);
                let behind = |c: &Span| c.start >= cue.start && parsed.tokens_in(*c).len() <= LEFT_OVER;
                own.content.retain(|c| !(paragraph.span.contains(*c) && (fronted(c) || behind(c))));
                own.content.extend(items);
            }
            None => {
                let subject = facts.subject(verb, paragraph.tokens.clone()).and_then(|tokens| parsed.span_of(tokens));
                let Some(source) = subject else { continue };
                found.push(Attribution {
                    kind: Kind::Indirect,
                    tier: Tier::ReportedSpeech,
                    source: vec![source],
                    cue: vec![cue],
                    content: items,
                    confidence: 0.7,
                });
            }
        }
    }
}

/// The items from the paragraph `first` on: those of a list, what is set off as a quotation, or three lines or more that begin with a capital or a mark and end with none.
fn items(text: &str, parsed: &Text, facts: &Facts, first: usize) -> Vec<Span> {
    let rest = parsed.paragraphs.get(first..).unwrap_or(&[]);
    let listed = |p: &&Paragraph| p.label == Label::List;
    let line = |p: &&Paragraph| p.label == Label::Paragraph && is_line(text, parsed, facts, &p.tokens);
    let by_label: Vec<Span> = rest.iter().take(ITEMS).take_while(listed).filter_map(|p| words(text, parsed, p)).collect();
    if !by_label.is_empty() {
        return by_label;
    }
    let set_off: Vec<Span> = rest.iter().take(ITEMS).take_while(|p| p.label == Label::Quote).map(|p| p.span).collect();
    if !set_off.is_empty() {
        return set_off;
    }
    // Two lines may be the page's own, "Sign up for our newsletter".
    let by_form: Vec<Span> = rest.iter().take(ITEMS).take_while(line).filter_map(|p| words(text, parsed, p)).collect();
    if by_form.len() > 2 { by_form } else { Vec::new() }
}

/// A line without a stop, a mark of quotation or a colon at its end, of a few words at least.
fn is_line(text: &str, parsed: &Text, facts: &Facts, tokens: &Range<usize>) -> bool {
    let Some(last) = tokens.clone().next_back() else { return false };
    let ends = matches!(facts[last].punct, punct::NONE | punct::SEMICOLON | punct::COMMA) && facts[last].quotation == 0;
    let first = parsed.tokens[tokens.start].span.of(text);
    let begins = first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !c.is_alphanumeric());
    (3..=LINE).contains(&tokens.len()) && ends && begins
}

/// The item without the mark in front of it.
fn words(text: &str, parsed: &Text, paragraph: &Paragraph) -> Option<Span> {
    let word = |t: &usize| parsed.tokens[*t].span.of(text).contains(char::is_alphanumeric) || parsed.tokens[*t].span.of(text).contains('“');
    let start = paragraph.tokens.clone().find(word)?;
    let last = paragraph.tokens.end - 1;
    Some(Span { start: parsed.tokens[start].span.start, end: parsed.tokens[last].span.end })
}

#[cfg(test)]
mod tests {
    use crate::attribution::forms::tests::check;

    #[test]
    fn a_list_behind_a_colon_is_what_was_said() {
        let text = "In a long interview, Ada Brook also said:\n\nThe bridge must stay open to all\n\nThe council will pay for the repair\n\n\
                    The work must begin in May\n\nThe bridge was built in 1931.";
        let items = "The bridge must stay open to all ... The council will pay for the repair ... The work must begin in May";
        check(text, &[&format!("Ada Brook | also said: | {items}")]);
    }

    #[test]
    fn what_follows_a_colon_and_is_no_list_stays_the_articles() {
        check("Ada Brook also said:\n\nThe bridge was built in 1931.\n\nIt has two lanes.", &[]);
    }
}
