//! Headlines that say who speaks in their own short way, which the models know little of: "Minister: we won", "Pier is safe, says
//! mayor", "‘We won’: Varga hails ruling".

use super::Attribution;
use super::facts::{Facts, punct};
use super::told::told;
use crate::block::Label;
use crate::lexicon::{self, CueTier};
use crate::text::{Tag, Text, lemma};
use std::ops::Range;

/// A headline has so many tokens at most, who speaks in it so many.
const LONGEST: usize = 30;
const SOURCE: usize = 5;
const SURE: f32 = 0.9;

/// Adds what such headlines report, in the place of what the models made of the same words.
pub(super) fn headlines(text: &str, parsed: &Text, facts: &Facts, found: &mut Vec<Attribution>) {
    for (number, paragraph) in parsed.paragraphs.iter().enumerate() {
        let head = matches!(paragraph.label, Label::Headline | Label::Subhead) || number == 0 && is_line(text, parsed, &paragraph.tokens);
        if !head || paragraph.tokens.len() > LONGEST {
            continue;
        }
        let line = Line { text, parsed, facts, tokens: paragraph.tokens.clone() };
        let parts = line.named_before().or_else(|| line.quoted_before()).or_else(|| line.named_behind());
        let Some((source, cue, content)) = parts else { continue };
        let told = told(parsed, &source, &cue, &[content], SURE);
        let (cue, content) = (told.cue[0], told.content[0]);
        found.retain(|a| !(a.cue.iter().any(|c| c.overlaps(cue)) || a.source.is_empty() && a.content.iter().any(|c| c.overlaps(content))));
        found.push(told);
    }
}

/// A first line without a stop at its end is a headline, whatever it is marked as.
fn is_line(text: &str, parsed: &Text, tokens: &Range<usize>) -> bool {
    let last = tokens.clone().next_back().map_or("", |last| parsed.tokens[last].span.of(text));
    parsed.paragraphs.len() > 1 && last.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '’' | '\'' | '”' | '"'))
}

/// Source, cue and content, each a range of tokens that is not empty.
type Parts = (Range<usize>, Range<usize>, Range<usize>);

struct Line<'a> {
    text: &'a str,
    parsed: &'a Text,
    facts: &'a Facts,
    tokens: Range<usize>,
}

impl Line<'_> {
    /// "Minister: we won", "Experts: the pier must close".
    fn named_before(&self) -> Option<Parts> {
        let colon = self.tokens.clone().skip(1).take(SOURCE).find(|&t| self.facts.is(t, punct::COLON))?;
        let (source, content) = (self.tokens.start..colon, colon + 1..self.tokens.end);
        let own = content.clone().any(|t| lexicon::interview_words().says(&self.low(t), "own"));
        let name = source.clone().all(|t| self.parsed.tokens[t].tag.is_proper());
        // "Norwick: we will not pay" is what the town says, "Norwick: pier falls" is not.
        // "Church: the history of a building" is a topic, and so is "School: new rules".
        let low = self.low(source.end - 1);
        let body = lexicon::organisation_word(&low).is_some() && lexicon::role(&low).is_none() && !lexicon::is_group(&low);
        let topic = content.clone().next().is_some_and(|t| self.parsed.tokens[t].tag == Tag::Dt && self.low(t) != "no") || body;
        let somebody = self.is_somebody(&source) && content.len() > 1 && (!topic || own && self.tells(&content) && !body);
        let speaks = somebody || (name || body) && own && !topic && self.tells(&content);
        (speaks && !self.is_page_word(&source)).then_some((source, colon..colon + 1, content))
    }

    /// "‘We won’: Varga hails ruling": who does something about the words is who says them.
    fn quoted_before(&self) -> Option<Parts> {
        let quote = self.facts.quotes.get(self.facts.tokens.get(self.tokens.start)?.quotation.checked_sub(1)? as usize)?;
        let end = self.parsed.tokens_in(quote.span).end;
        let colon = Some(end).filter(|&t| self.tokens.contains(&t) && self.facts.is(t, punct::COLON))?;
        let verb = (colon + 2..self.tokens.end).take(SOURCE).find(|&t| self.parsed.tokens[t].tag.is_finite())?;
        let source = colon + 1..verb;
        let proper = source.clone().any(|t| self.parsed.tokens[t].tag.is_proper());
        (proper || self.is_somebody(&source)).then_some((source, colon..colon + 1, self.tokens.start..end))
    }

    /// "Pier is safe, says mayor", "Storm could hit coast by Friday, forecasters warn".
    fn named_behind(&self) -> Option<Parts> {
        let comma = self.tokens.clone().rev().take(SOURCE + 2).find(|&t| self.facts.is(t, punct::COMMA))?;
        let (tail, content) = (comma + 1..self.tokens.end, self.tokens.start..comma);
        if tail.len() < 2 || !self.tells(&content) {
            return None;
        }
        let (first, last) = (tail.start..tail.start + 1, tail.end - 1..tail.end);
        let (cue, source) = if self.reports(first.start) {
            (first, tail.start + 1..tail.end)
        } else if self.reports(last.start) {
            (last, tail.start..tail.end - 1)
        } else {
            return None;
        };
        let name = source.clone().all(|t| self.parsed.tokens[t].tag.is_proper());
        (name || self.is_somebody(&source)).then_some((source, cue, content))
    }

    fn low(&self, token: usize) -> String {
        self.parsed.tokens[token].span.of(self.text).to_lowercase()
    }

    /// Its last word is one for somebody who speaks: an office, a trade, a group.
    fn is_somebody(&self, source: &Range<usize>) -> bool {
        // "Mayor of Norwick" is a mayor.
        let head = source.clone().find(|&t| self.parsed.tokens[t].tag == Tag::In && t > source.start).unwrap_or(source.end);
        let Some(last) = (source.start..head).next_back().map(|t| self.low(t)) else { return false };
        let noun = source.clone().all(|t| !self.facts[t].is_verb() && self.facts[t].quotation == 0);
        let one = last.strip_suffix('s').unwrap_or(&last);
        let person = [last.as_str(), one].iter().any(|w| lexicon::role(w).is_some() || lexicon::is_person_noun(w));
        noun && (person || lexicon::is_group(&last) || lexicon::organisation_word(&last).is_some_and(|kind| kind != "company"))
    }

    fn is_page_word(&self, source: &Range<usize>) -> bool {
        let words: Vec<String> = source.clone().map(|t| self.low(t)).collect();
        lexicon::kickers().has(&words.join(" "))
    }

    /// A clause, or words in marks.
    fn tells(&self, content: &Range<usize>) -> bool {
        let finite = |t: usize| self.parsed.tokens[t].tag.is_finite() || self.parsed.tokens[t].tag == Tag::Md;
        content.len() > 1 && content.clone().any(|t| finite(t) || self.facts[t].quotation > 0)
    }

    /// A verb of speech in the present or the past: "says", "warn", "claimed".
    fn reports(&self, token: usize) -> bool {
        let (word, tag) = (self.low(token), self.parsed.tokens[token].tag);
        let speech = lexicon::cue(&lemma(&word, if tag.is_verb() { tag } else { Tag::Vbz })).is_some_and(|cue| cue.tier == CueTier::Speech);
        speech || lexicon::said_forms().has(&word)
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::tests::{check, found};

    #[test]
    fn a_headline_names_who_speaks_before_a_colon() {
        let story = "The bridge will open in May.";
        check(&format!("Minister: we won\n\n{story}"), &["Minister | : | we won"]);
        check(&format!("Experts: bridge must close\n\n{story}"), &["Experts | : | bridge must close"]);
        check(&format!("PM: No new bridge this year\n\n{story}"), &["PM | : | No new bridge this year"]);
        // What the story is about is nobody.
        assert_eq!(found(&format!("Bridge: what we know so far\n\n{story}")), [""; 0]);
        assert_eq!(found(&format!("School: new rules from Monday\n\n{story}")), [""; 0]);
        assert_eq!(found(&format!("Live: bridge is open again\n\n{story}")), [""; 0]);
    }

    #[test]
    fn a_headline_names_who_speaks_at_its_end() {
        let story = "The bridge will open in May.";
        check(&format!("Bridge is safe, says mayor\n\n{story}"), &["mayor | says | Bridge is safe"]);
        check(&format!("Bridge is safe, says mayor of Norwick\n\n{story}"), &["mayor of Norwick | says | Bridge is safe"]);
        check(&format!("Storm could hit the bridge, forecasters warn\n\n{story}"), &["forecasters | warn | Storm could hit the bridge"]);
    }

    #[test]
    fn a_headline_begins_with_what_is_said() {
        let story = "The bridge will open in May.";
        check(&format!("‘We won’: Brook hails the ruling\n\n{story}"), &["Brook | : | ‘We won’", "Brook | hails | the ruling"]);
    }
}
