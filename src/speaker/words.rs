//! The article's tokens as this stage reads them: lower-case forms, capitals, quotations, and which words
//! take part in names.

use crate::block::Label;
use crate::lexicon;
use crate::text::quotes::quotes;
use crate::text::{Span, Tag, Text};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) struct Words<'a> {
    pub text: &'a str,
    pub parsed: &'a Text,
    low: Vec<String>,
    name: Vec<bool>,
    quoted: Vec<bool>,
    /// Names, lower case, that stand somewhere without a party before them.
    plain: OnceCell<BTreeSet<String>>,
}

impl<'a> Words<'a> {
    pub fn new(text: &'a str, parsed: &'a Text) -> Words<'a> {
        let low: Vec<String> = parsed.tokens.iter().map(|t| lower(t.span.of(text))).collect();
        let mut words = Words { text, parsed, name: vec![false; low.len()], quoted: vec![false; low.len()], plain: OnceCell::new(), low };
        for quote in quotes(text, parsed) {
            for at in parsed.tokens_in(quote.span) {
                words.quoted[at] = true;
            }
        }
        for paragraph in &parsed.paragraphs {
            if !words.title_case(paragraph.tokens.clone(), paragraph.label) {
                for at in paragraph.tokens.clone() {
                    words.name[at] = words.reads_as_name(at);
                }
            }
        }
        words.mark_by_evidence();
        words.mark_speaking();
        words.mark_handles();
        words.unmark_letters();
        words
    }

    /// "Lantern said it would pay", "Salazar, who left": a word without an article that opens a sentence and speaks is a name, whatever
    /// the tagger makes of it, where nothing else is known of it.
    fn mark_speaking(&mut self) {
        let small = self.written_small();
        let known = |low: &str| {
            let low = lexicon::without_ex(low);
            lexicon::is_group(low)
                || lexicon::role(low).is_some()
                || lexicon::title(low).is_some()
                || lexicon::is_person_noun(low)
                || lexicon::organisation_word(low).is_some()
                || lexicon::documents().has(low)
                || lexicon::anybody().has(low)
                || lexicon::amounts().has(low)
                || lexicon::sentence_starters().has(low)
                || lexicon::kin().has(low)
                || lexicon::utterances().has(low)
                || lexicon::cue_noun(low).is_some()
        };
        for at in 0..self.len() {
            let begins =
                at == self.bounds(at).start || at == self.bounds(at).start + 1 && matches!(self.tag(at - 1), Tag::Open | Tag::Cc | Tag::Rb);
            // What the tagger makes of such a word is a guess.
            let small_word =
                matches!(self.tag(at), Tag::Dt | Tag::Prp | Tag::PrpS | Tag::In | Tag::Cc | Tag::Cd | Tag::Md | Tag::Ex | Tag::To);
            let noun = !small_word
                && !self.tag(at).is_wh()
                && !self.tag(at).is_plural()
                && !self.low(at).ends_with("ly")
                && self.form(at).chars().skip(1).any(char::is_lowercase);
            let says = lexicon::said_forms().has(self.low(at + 1));
            let told = self.low(at + 1) == "," && self.low(at + 2) == "who";
            if begins
                && noun
                && self.capital(at)
                && (says || told)
                && !self.name[at]
                && !small.contains(self.low(at))
                && !known(self.low(at))
            {
                self.name[at] = true;
            }
        }
    }

    /// "harbour99 wrote": letters and digits in one word that somewhere speak are the name that somebody uses on a site.
    fn mark_handles(&mut self) {
        let speaks = |&i: &usize| super::names::is_handle(self.low(i)) && lexicon::said_forms().has(self.low(i + 1));
        let handles: BTreeSet<String> = (0..self.len()).filter(speaks).map(|i| self.low[i].clone()).collect();
        for at in 0..self.len() {
            self.name[at] |= handles.contains(&self.low[at]);
        }
    }

    /// "Ann Roe, MD, FASA, says": degrees behind a name are no names.
    fn unmark_letters(&mut self) {
        for at in 1..self.len() {
            let first = if self.low(at - 1) == "," { at.saturating_sub(2) } else { at - 1 };
            let behind = self.is_name(first) || first + 1 < at && lexicon::is_letters(self.form(first));
            // "Brian Roe PhD", but "the MS Roe", "in Ohio, JD Roe said".
            let ends = !self.is_name(at + 1);
            if behind && ends && self.bounds(first).contains(&at) && lexicon::is_letters(self.form(at)) {
                self.name[at] = false;
            }
        }
    }

    /// The word, lower case, is part of a name somewhere, and no party stands before it there.
    pub fn is_named_plainly(&self, low: &str) -> bool {
        let plain = |&i: &usize| self.is_name(i) && (i == 0 || !lexicon::partisans().has(self.low(i - 1)));
        self.plain.get_or_init(|| (0..self.len()).filter(plain).map(|i| self.low[i].clone()).collect()).contains(low)
    }

    /// Behind the degrees that follow the name which ends at `end`.
    pub fn past_letters(&self, mut end: usize) -> usize {
        loop {
            let at = end + usize::from(self.low(end) == ",");
            if !lexicon::is_letters(self.form(at)) || self.is_name(at) {
                return end;
            }
            end = at + 1;
        }
    }

    /// The words that the article writes without a capital somewhere.
    fn written_small(&self) -> BTreeSet<String> {
        (0..self.len()).filter(|&i| !self.capital(i)).map(|i| self.low[i].clone()).collect()
    }

    /// A capitalised word at the beginning of a sentence is a name where it is one elsewhere in the article, by itself
    /// or before the same word: "New York" makes no name of "New rules".
    fn mark_by_evidence(&mut self) {
        // "Dramas roiled the team" where "dramas" is written small elsewhere: the capital is that of the sentence.
        let small = self.written_small();
        let known = |low: &str| {
            lexicon::given_name(low).is_some()
                || lexicon::family_name(low)
                || lexicon::place(low).is_some()
                || lexicon::role(low).is_some()
                || lexicon::title(low).is_some()
                || lexicon::organisation_word(low).is_some()
        };
        for at in 0..self.len() {
            let goes_on = self.is_name(at + 1) || matches!(self.low(at + 1), "of" | "for" | "on" | "and");
            let alone = self.name[at] && self.bounds(at).start == at && !goes_on;
            if alone && small.contains(self.low(at)) && !known(self.low(at)) && self.form(at).chars().any(char::is_lowercase) {
                self.name[at] = false;
            }
        }
        let follows = |words: &Words, i: usize| if words.is_name(i + 1) { words.low(i + 1).to_owned() } else { String::new() };
        let names: BTreeSet<(String, String)> =
            (0..self.len()).filter(|&i| self.name[i]).map(|i| (self.low[i].clone(), follows(self, i))).collect();
        // "Wang" after "Wang Li": a surname, wherever it stands.
        let titled = |i: usize| i > 0 && (lexicon::title(self.low(i - 1)).is_some() || lexicon::role(self.low(i - 1)).is_some());
        let known = |i: &usize| titled(*i) || lexicon::family_name(self.low(*i)) || lexicon::given_name(self.low(*i)).is_some();
        let surnames: BTreeSet<String> = (0..self.len()).filter(|&i| self.name[i]).filter(known).map(|i| self.low[i].clone()).collect();
        // "Tovaros" after "Tovaros Adhan Gebremes": a word of a longer name that is never written small, before a verb.
        let small: BTreeSet<&str> = (0..self.len()).filter(|&i| !self.capital(i)).map(|i| self.low(i)).collect();
        let noun = |low: &str| {
            lexicon::is_group(low)
                || lexicon::role(low).is_some()
                || lexicon::organisation_word(low).is_some()
                || lexicon::is_person_noun(low)
                || lexicon::place(low).is_some()
        };
        let part = |i: &usize| self.is_name(i + 1) || *i > 0 && self.is_name(i - 1);
        let parts: BTreeSet<String> = (0..self.len())
            .filter(|&i| self.name[i] && part(&i) && !noun(self.low(i)) && !small.contains(self.low(i)))
            .map(|i| self.low[i].clone())
            .collect();
        let headings: Vec<bool> = self.parsed.paragraphs.iter().map(|p| self.title_case(p.tokens.clone(), p.label)).collect();
        for at in 0..self.len() {
            let initial = self.bounds(at).start == at || self.tag(at.wrapping_sub(1)) == Tag::Open;
            let noun = self.tag(at).is_noun() || self.tag(at) == Tag::Fw || self.tag(at).is_adjective() || self.tag(at).is_verb();
            if initial
                && noun
                && self.capital(at)
                && (surnames.contains(self.low(at))
                    || parts.contains(self.low(at)) && self.tag(at + 1).is_finite()
                    || names.contains(&(self.low[at].clone(), follows(self, at))))
                && !lexicon::sentence_starters().has(self.low(at))
            {
                self.name[at] = true;
                // "Ann Roe Just Announced": the words of a name that stand side by side elsewhere too.
                let mut last = at;
                while last + 1 < self.bounds(at).end
                    && self.capital(last + 1)
                    && names.contains(&(self.low[last].clone(), self.low(last + 1).to_owned()))
                {
                    last += 1;
                    self.name[last] = true;
                }
            }
            // A surname within a sentence, whatever the tagger makes of it once: "Realtor Roe said".
            if !initial && self.capital(at) && surnames.contains(self.low(at)) && !lexicon::sentence_starters().has(self.low(at)) {
                self.name[at] |= headings.get(self.paragraph(at)) == Some(&false);
            }
            // "Downing Street", whatever the tagger makes of its first word; "No 10".
            let two = self.capital(at) && (self.capital(at + 1) || self.low(at + 1) == "10") && !(self.name[at] && self.is_name(at + 1));
            if two && lexicon::seat(&format!("{} {}", self.low(at), self.low(at + 1))).is_some() {
                self.name[at] = true;
                self.name[at + 1] = true;
            }
        }
    }

    /// Lower case, apostrophes straight, soft hyphens, accents and the full stop of an abbreviation left out.
    pub fn low(&self, at: usize) -> &str {
        self.low.get(at).map_or("", String::as_str)
    }

    pub fn form(&self, at: usize) -> &'a str {
        self.parsed.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    pub fn tag(&self, at: usize) -> Tag {
        self.parsed.tokens.get(at).map_or(Tag::Fw, |t| t.tag)
    }

    pub fn len(&self) -> usize {
        self.low.len()
    }

    /// The word takes part in a name, by its capital letter and tag.
    pub fn is_name(&self, at: usize) -> bool {
        self.name.get(at).copied().unwrap_or(false)
    }

    pub fn quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    pub fn capital(&self, at: usize) -> bool {
        self.form(at).starts_with(char::is_uppercase)
    }

    pub fn sentence(&self, at: usize) -> usize {
        self.parsed.tokens.get(at).map_or(usize::MAX, |t| t.sentence as usize)
    }

    pub fn paragraph(&self, at: usize) -> usize {
        self.parsed.sentences.get(self.sentence(at)).map_or(usize::MAX, |s| s.paragraph)
    }

    /// Where the sentence of `at` begins and ends, in tokens.
    pub fn bounds(&self, at: usize) -> Range<usize> {
        self.parsed.sentences.get(self.sentence(at)).map_or(at..at, |s| s.tokens.clone())
    }

    pub fn possessive(&self, at: usize) -> bool {
        matches!(self.low(at), "'s" | "'")
    }

    /// From the first byte of the first word to the last byte of the last.
    pub fn span(&self, range: &Range<usize>) -> Span {
        match (self.parsed.tokens.get(range.start), range.end.checked_sub(1).and_then(|last| self.parsed.tokens.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => Span { start: first.span.start, end: last.span.end },
            _ => Span { start: 0, end: 0 },
        }
    }

    /// The words of `range` as written, white space folded and soft hyphens left out.
    pub fn written(&self, range: &Range<usize>) -> String {
        let raw: String = self.span(range).of(self.text).chars().filter(|&c| c != '\u{AD}').collect();
        raw.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Headlines and the like, where a capital letter tells nothing.
    fn title_case(&self, tokens: Range<usize>, label: Label) -> bool {
        let last = tokens.end.wrapping_sub(1);
        let sentence = matches!(self.tag(last), Tag::Stop | Tag::Close) || self.low(last) == ":";
        let long: Vec<usize> =
            tokens.filter(|&i| self.low(i).chars().count() > 3 && self.low(i).starts_with(char::is_alphabetic)).collect();
        let capitals = long.iter().filter(|&&i| self.capital(i)).count();
        if sentence && !matches!(label, Label::Headline | Label::Subhead) {
            // A headline with a full stop: each word has its capital.
            return long.len() > 4 && capitals == long.len();
        }
        long.len() > 3 && capitals * 10 >= long.len() * 7
    }

    /// "MAYOR ANN ROE RESIGNS After months of": the word is one of more than four in capitals, a heading within the text, where a
    /// capital letter tells nothing.
    fn in_capitals(&self, at: usize) -> bool {
        const LEAST: usize = 4;
        let bounds = self.bounds(at);
        let shouted = |i: &usize| {
            let form = self.form(*i);
            !form.chars().any(char::is_lowercase) && form.chars().any(char::is_uppercase)
        };
        let back = (bounds.start..at).rev().take(2 * LEAST).take_while(shouted).count();
        let on = (at..bounds.end).take(2 * LEAST).take_while(shouted).count();
        back + on > LEAST
    }

    /// "Ms", "Dr": a title that is no office.
    fn honorific(&self, at: usize) -> bool {
        lexicon::title(self.low(at)).is_some() && lexicon::role(self.low(at)).is_none()
    }

    fn title_word(&self, at: usize) -> bool {
        lexicon::title(self.low(at)).is_some() || lexicon::role(self.low(at)).is_some()
    }

    fn reads_as_name(&self, at: usize) -> bool {
        let low = self.low(at);
        if !self.form(at).chars().any(char::is_uppercase)
            || !low.starts_with(char::is_alphabetic)
            || low == "i"
            || lexicon::anybody().has(low)
            || low.starts_with("i'")
        {
            return false;
        }
        let state = |form: &str| lexicon::us_state(form).is_some() || lexicon::us_state(&format!("{form}.")).is_some();
        let of_state = self.form(at).split_once('-').is_some_and(|(_, rest)| state(rest.trim_end_matches('.')));
        if (low.starts_with("r-") || low.starts_with("d-")) && of_state {
            // "R-Ky." is a party and a state.
            return false;
        }
        if !self.capital(at) {
            // "al-Rashid", "pro-Kremlin" is none.
            return self.tag(at).is_proper();
        }
        // "Ms Brown", whatever the tagger makes of the first word; so of "Pieter van Roe" at the head of a sentence.
        let before_name = self.capital(at + 1) && !self.title_word(at + 1) || lexicon::name_particles().has(self.low(at + 1));
        if before_name && (self.honorific(at) || lexicon::given_name(low).is_some()) && !lexicon::sentence_starters().has(low) {
            return !self.in_capitals(at);
        }
        // "Article 5", "June 20"
        let number = self.tag(at + 1) == Tag::Cd && self.low(at + 1).starts_with(|c: char| c.is_ascii_digit());
        if number && (lexicon::numbered().has(low) || lexicon::calendar().has(low)) {
            return false;
        }
        if self.in_capitals(at) {
            return false;
        }
        // "WHO" among words that are not in capitals is a body.
        let shouted = |at: usize| self.form(at).chars().filter(|c| c.is_uppercase()).count() >= 3;
        let alone = shouted(at) && !shouted(at + 1) && !(at > 0 && shouted(at - 1));
        // What the tagger takes for an exclamation, "BFTU President Roe", is one too.
        if alone && (low == "who" || self.tag(at) == Tag::Uh && !lexicon::sentence_starters().has(low)) {
            return true;
        }
        let tag = self.tag(at);
        let initial =
            self.bounds(at).start == at || matches!(self.tag(at.wrapping_sub(1)), Tag::Open | Tag::Close | Tag::Colon | Tag::Stop);
        if initial && lexicon::sentence_starters().has(low) {
            return false;
        }
        if tag.is_proper() {
            // "Jan Novotny" is no January.
            let given = lexicon::given_name(low).is_some() && self.capital(at + 1) && self.tag(at + 1) != Tag::Cd;
            return !lexicon::calendar().has(low) || given || matches!(low, "may" | "april" | "june" | "august");
        }
        let function =
            tag.is_pronoun() || tag.is_wh() || matches!(tag, Tag::Dt | Tag::In | Tag::Cc | Tag::Md | Tag::To | Tag::Uh | Tag::Pdt);
        !initial && !function && !lexicon::calendar().has(low)
    }
}

/// A straight apostrophe, and a letter without its accent: "Gutiérrez" is "Gutierrez" elsewhere.
fn without_accent(c: char) -> char {
    match c {
        '’' | 'ʼ' | '‘' => '\'',
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ț' | 'ţ' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ž' | 'ż' => 'z',
        _ => c,
    }
}

fn lower(form: &str) -> String {
    let low: String = form.chars().filter(|&c| c != '\u{AD}').flat_map(char::to_lowercase).map(without_accent).collect();
    match low.trim_end_matches('.') {
        "" => low,
        trimmed => trimmed.to_owned(),
    }
}
