//! Reading noun phrases: roles, capitalised runs, and the words that describe a mention.

use super::index::Index;
pub(super) use super::places::{Place, PlaceKind};
use crate::lexicon;
use crate::speaker::Speakers;
use crate::text::{Span, Tag, Text};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;

/// The article's tokens with what the lexicon says of them, and where its speakers are named.
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub parsed: &'a Text,
    pub index: Index,
    /// All places of the article, once somebody has asked for them.
    pub(super) all_places: OnceCell<Vec<Place>>,
    /// What was looked for in the whole text, and whether it stands there.
    sought: RefCell<BTreeMap<String, bool>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Executive,
    Office,
    Force,
    Agent,
    Head,
    Member,
    Voice,
}

impl<'a> Words<'a> {
    pub fn new(text: &'a str, parsed: &'a Text, speakers: &Speakers) -> Words<'a> {
        Words { text, parsed, index: Index::new(text, speakers), all_places: OnceCell::new(), sought: RefCell::default() }
    }

    /// The article has `piece` somewhere; the text is looked through once for each.
    pub fn says(&self, piece: &str) -> bool {
        if let Some(&known) = self.sought.borrow().get(piece) {
            return known;
        }
        let found = self.text.contains(piece);
        self.sought.borrow_mut().insert(piece.to_owned(), found);
        found
    }

    pub fn word(&self, token: usize) -> &'a str {
        self.parsed.tokens.get(token).map_or("", |t| t.span.of(self.text))
    }

    pub fn lower(&self, token: usize) -> String {
        self.word(token).to_lowercase()
    }

    pub fn tag(&self, token: usize) -> Tag {
        self.parsed.tokens.get(token).map_or(Tag::Fw, |t| t.tag)
    }

    /// The stretch of text from the first to the last of `tokens`.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        let get = |i: usize| self.parsed.tokens.get(i).map(|t| t.span);
        match (get(tokens.start), tokens.end.checked_sub(1).and_then(get)) {
            (Some(first), Some(last)) if last.end >= first.start => Span { start: first.start, end: last.end },
            _ => Span { start: 0, end: 0 },
        }
    }

    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        self.parsed.tokens_in(span)
    }

    /// The tokens of the sentence that `token` stands in.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let sentence = self.parsed.tokens.get(token).and_then(|t| self.parsed.sentences.get(t.sentence as usize));
        sentence.map_or(token..token, |s| s.tokens.clone())
    }

    /// The tokens of the paragraph that `token` stands in.
    pub fn paragraph(&self, token: usize) -> Range<usize> {
        if token >= self.parsed.tokens.len() {
            return token..token;
        }
        self.parsed.paragraphs.get(self.parsed.paragraph_of(token)).map_or(token..token, |p| p.tokens.clone())
    }

    pub fn capitalised(&self, token: usize) -> bool {
        self.word(token).starts_with(char::is_uppercase)
    }

    pub fn possessive(&self, token: usize) -> bool {
        matches!(self.word(token), "'s" | "’s" | "'" | "’")
    }

    /// The role noun that begins at `at`, the longest one.
    pub fn role_at(&self, at: usize, within: &Range<usize>) -> Option<(Role, Range<usize>)> {
        let table = lexicon::side_roles();
        for end in (at + 1..=(at + 3).min(within.end)).rev() {
            let Some(value) = table.get_lower(self.span(at..end).of(self.text)) else { continue };
            let role = match value {
                "executive" => Role::Executive,
                "office" => Role::Office,
                "force" => Role::Force,
                "agent" => Role::Agent,
                "head" => Role::Head,
                "member" => Role::Member,
                _ => Role::Voice,
            };
            return Some((role, at..end));
        }
        None
    }

    /// All role nouns of `within`.
    pub fn roles(&self, within: &Range<usize>) -> Vec<(Role, Range<usize>)> {
        let mut out = Vec::new();
        let mut at = within.start;
        while at < within.end {
            match self.role_at(at, within) {
                Some(found) => {
                    at = found.1.end;
                    out.push(found);
                }
                None => at += 1,
            }
        }
        out
    }

    /// The first run of capitalised words in `within`, small joining words inside it included.
    pub fn name_run(&self, within: &Range<usize>) -> Option<Range<usize>> {
        let start =
            within.clone().find(|&i| self.capitalised(i) && !matches!(self.word(i), "The" | "A" | "An" | "His" | "Her" | "Their"))?;
        let mut end = start + 1;
        while end < within.end {
            let small = matches!(self.word(end), "of" | "for" | "the" | "and" | "&" | "on" | "to" | "in");
            let mut next = end;
            while small
                && next < within.end
                && next < end + 2
                && matches!(self.word(next), "of" | "for" | "the" | "and" | "&" | "on" | "to" | "in")
            {
                next += 1;
            }
            // "Committee for a Fair Budget"
            let article = self.word(end) == "for" && next == end + 1 && matches!(self.word(next), "a" | "an");
            next += usize::from(article);
            if next < within.end && self.capitalised(next) {
                end = next + 1;
            } else {
                break;
            }
        }
        Some(start..end)
    }

    /// The words before the mention `tokens` that describe it: "Ukrainian Ambassador" before "Andrii Melnyk", and
    /// "The council's chief executive," before "Ann Gray". Empty where there are none.
    pub fn before(&self, tokens: &Range<usize>) -> Range<usize> {
        let sentence = self.sentence(tokens.start);
        let mut at = tokens.start;
        if at > sentence.start + 1 && self.word(at - 1) == "," {
            // A plural before a comma is no description of one name: "met the foreign ministers, Gray said".
            let plural = self.tag(at - 2).is_plural();
            let ends_in_role = !plural
                && (1..=3).any(|n| {
                    at > n + sentence.start && self.role_at(at - 1 - n, &(sentence.start..at - 1)).is_some_and(|(_, r)| r.end == at - 1)
                });
            let place_end = self.places(&(at.saturating_sub(4).max(sentence.start)..at - 1)).last().is_some_and(|p| p.tokens.end == at - 1);
            if !ends_in_role && !place_end {
                return tokens.start..tokens.start;
            }
            at -= 1;
        }
        let end = at;
        while at > sentence.start && end - at < 12 {
            let word = self.word(at - 1);
            let low = word.to_lowercase();
            let mark = !word.starts_with(|c: char| c.is_alphanumeric()) && !self.possessive(at - 1) && !matches!(word, "&" | "-");
            let verb = self.tag(at - 1).is_verb()
                && (word.starts_with(char::is_lowercase) || at - 1 == sentence.start)
                && !matches!(low.as_str(), "acting" | "incoming" | "outgoing")
                && lexicon::side_roles().get(&low).is_none()
                // "Gray campaign chairman": a noun between a name and a role has the form of a verb.
                && !(at > sentence.start + 1 && self.capitalised(at - 2) && self.role_at(at, &(at..end)).is_some());
            // "The refugees President Gray let in": a title in capitals goes on no noun in small letters.
            let others = self.tag(at - 1).is_plural() && low == word && at < end && self.capitalised(at) && {
                self.role_at(at, &(at..end)).is_some_and(|(_, role)| role.end == end)
            };
            // "Two Democrats currently back Senator Gray's bill": the verb may be taken for an adverb too.
            let adverb = self.tag(at - 1).is_adverb()
                && low == word
                && low.ends_with("ly")
                && at > sentence.start + 1
                && self.tag(at - 2).is_plural();
            if mark || verb || others || adverb || lexicon::function_words().says(&low, "border") {
                break;
            }
            at -= 1;
            if matches!(low.as_str(), "the" | "a" | "an" | "his" | "her" | "their" | "its" | "my" | "our") {
                // What stands before a determiner belongs to it only through a preposition: "spokesman for the party".
                let pronoun = matches!(low.as_str(), "his" | "her" | "their" | "its" | "my" | "our");
                let joined = !pronoun && at > sentence.start && matches!(self.word(at - 1), "of" | "for");
                if !joined {
                    break;
                }
            }
        }
        // A description does not begin with a joining word.
        while at < end && matches!(self.word(at), "of" | "for" | "and" | "at") {
            at += 1;
        }
        at..end
    }

    /// "Roe from the Weavers Union says", "Roe of the South African-based Weavers Alliance": the body's name after the first of `tokens`.
    pub fn body_of_origin(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        const REACH: usize = 9;
        let near = tokens.start + 1..tokens.end.min(tokens.start + REACH);
        let run = self.name_run(&near).filter(|run| run.start <= near.start + 1)?;
        let based = run.clone().rev().find(|&i| self.word(i).ends_with("-based"));
        let run = based.map_or(run.start, |i| i + 1)..run.end;
        let body = run.clone().any(|i| {
            let low = self.lower(i);
            lexicon::organisation_word(&low).is_some_and(|kind| kind != "government")
                || matches!(low.as_str(), "alliance" | "coalition" | "union")
        });
        // "Of Natural Justice in Leeds": what is in a place is a body.
        let place = run.clone().find(|&i| self.word(i) == "in").unwrap_or(run.end);
        let placed = self.word(place) == "in" && self.capitalised(place + 1) && self.place_at(run.start, tokens).is_none();
        let run = if body { run } else { run.start..place };
        (run.len() > 1 && (body || placed)).then_some(run)
    }

    /// The words after the mention `tokens` that describe it: ", a spokesman for the union," or " of China".
    pub fn after(&self, tokens: &Range<usize>) -> Range<usize> {
        let sentence = self.sentence(tokens.start);
        let at = tokens.end;
        let none = at..at;
        if at >= sentence.end {
            return none;
        }
        if matches!(self.word(at), "of" | "from") {
            if let Some(run) = self.body_of_origin(&(at..sentence.end)) {
                return at..run.end;
            }
            // "Senator Gray of New York, a Democrat,": the federal state is passed over.
            let state = |end: &usize| lexicon::us_state(self.span(at + 1..*end).of(self.text)).is_some() && self.word(*end) == ",";
            if let Some(end) = (at + 2..=at + 3).find(state) {
                return self.after(&(at..end));
            }
            // "General Gray of the Peruvian army"
            let the = usize::from(self.word(at + 1) == "the");
            return match self.place_at(at + 1 + the, &sentence) {
                Some(place) if the == 0 => at..place.tokens.end,
                Some(place) if lexicon::side_bodies().says(&self.lower(place.tokens.end), "state") => at..place.tokens.end + 1,
                _ => none,
            };
        }
        // "Chief Gray with the Leeds Police Department said"
        if self.word(at) == "with" {
            let run = self.body_of_origin(&(at..sentence.end)).filter(|run| self.tag(run.end).is_finite());
            return run.map_or(none, |run| at..run.end);
        }
        // "Ann Roe, MD, director of Brennox": the degree is passed over.
        let letters = at + usize::from(self.word(at) == ",");
        let closed = matches!(self.word(letters + 1), "," | "and") || lexicon::is_letters(self.word(letters + 1));
        if letters + 1 < sentence.end && lexicon::is_letters(self.word(letters)) && closed {
            return self.after(&(at..letters + 1));
        }
        let close = match self.word(at) {
            "," | "–" | "—" | "--" => None,
            "(" => Some(")"),
            _ => return none,
        };
        let start = at + 1;
        // "Smith, 54, a nurse": the age is passed over.
        let skip = self.word(start).chars().all(|c| c.is_ascii_digit()) && self.word(start + 1) == "," && close.is_none();
        let start = if skip { start + 2 } else { start };
        let mut end = start;
        while end < sentence.end && end - start < 18 {
            let word = self.word(end);
            let stop = matches!(word, "," | ";" | ":" | "." | "”" | "“" | "\"" | "–" | "—" | "--" | "(" | ")") || close == Some(word);
            if stop || matches!(word, "said" | "says" | "told") {
                break;
            }
            end += 1;
        }
        start.min(sentence.end)..end
    }
}
