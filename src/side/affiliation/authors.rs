//! Whose a document is: "the letter said" after "the councillors sent a letter".

use super::super::near::person_before;
use super::super::phrase::Words;
use super::Affiliation;
use crate::attribution::Attribution;
use crate::lexicon;
use crate::speaker::{MentionKind, SpeakerId, SpeakerKind, Speakers};
use crate::text::{Span, Tag};
use std::collections::BTreeMap;

/// So many words may stand between a determiner or an owner and the noun: "its latest quarterly report".
const MODIFIERS: usize = 3;

/// So many nouns back it is looked who gave out what "the report" speaks of, so that the work is bounded.
const BACK: usize = 64;

/// A document speaks for who wrote it or gave it out, where the article tells of one such speaker only, who is no voice himself.
pub(super) fn of_authors(words: &Words, attributions: &[Attribution], speakers: &Speakers, out: &mut [Affiliation]) {
    let open = |id: &SpeakerId| {
        let a = &out[*id];
        speakers.list[*id].kind == SpeakerKind::Document
            && a.principal.is_none()
            && a.patron.is_none()
            && a.party.is_none()
            && a.country.is_none()
    };
    let documents: Vec<SpeakerId> = (0..speakers.list.len()).filter(open).collect();
    if documents.is_empty() {
        return;
    }
    let places = Places::new(words, attributions, speakers);
    let nouns = places.by_noun.values().flatten();
    let authors: BTreeMap<usize, (SpeakerId, Span)> = nouns.filter_map(|&noun| Some((noun, places.author(noun)?))).collect();
    for id in documents {
        let mut found: Vec<(SpeakerId, Span)> = Vec::new();
        for mention in speakers.list[id].mentions.iter().filter(|m| m.kind != MentionKind::Pronoun) {
            let tokens = words.tokens_in(mention.span);
            let Some(noun) = tokens.clone().take_while(|&i| words.word(i) != "of").filter(|&i| is_document(words, i)).last() else {
                continue;
            };
            found.extend(authors.get(&noun));
            // What "a report" says is told with it; "the report" was told of before.
            let definite = matches!(words.lower(tokens.start).as_str(), "the" | "that" | "this");
            let named = (tokens.start..noun).any(|i| words.capitalised(i) && i > words.sentence(i).start);
            if definite && !named {
                let same = places.by_noun.get(&singular(&words.lower(noun))).map_or(&[][..], Vec::as_slice);
                let before = &same[..same.partition_point(|&at| at < noun)];
                found.extend(before.iter().rev().take(BACK).filter_map(|at| authors.get(at)));
            }
        }
        found.retain(|(author, _)| *author != id && speakers.list[*author].kind != SpeakerKind::Document);
        let Some(&(author, evidence)) = found.first() else { continue };
        if found.iter().all(|(other, _)| *other == author) && !out[author].voice {
            out[id].principal = Some((author, evidence));
            (out[id].body, out[id].camp, out[id].voice) = (None, None, false);
        }
    }
}

fn is_document(words: &Words, token: usize) -> bool {
    lexicon::documents().has(&singular(&words.lower(token)))
}

fn is_owner(words: &Words, token: usize) -> bool {
    words.possessive(token) || matches!(words.lower(token).as_str(), "his" | "her" | "their" | "its")
}

fn singular(noun: &str) -> String {
    let one = noun.strip_suffix('s').filter(|one| lexicon::documents().has(one));
    one.unwrap_or(noun).to_owned()
}

/// Where documents and those who speak are named.
struct Places<'a> {
    words: &'a Words<'a>,
    speakers: &'a Speakers,
    /// The tokens of nouns for documents, by the noun.
    by_noun: BTreeMap<String, Vec<usize>>,
    /// Whose mention ends before a token, and begins at one.
    ends: BTreeMap<usize, SpeakerId>,
    starts: BTreeMap<usize, SpeakerId>,
    /// Whose reporting words a token stands in or right behind.
    said: BTreeMap<usize, SpeakerId>,
}

impl<'a> Places<'a> {
    fn new(words: &'a Words<'a>, attributions: &[Attribution], speakers: &'a Speakers) -> Places<'a> {
        let mut by_noun: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for token in (0..words.parsed.tokens.len()).filter(|&i| words.tag(i).is_noun() && is_document(words, i)) {
            by_noun.entry(singular(&words.lower(token))).or_default().push(token);
        }
        let (mut ends, mut starts, mut said) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (id, speaker) in speakers.list.iter().enumerate() {
            for mention in &speaker.mentions {
                let tokens = words.tokens_in(mention.span);
                starts.insert(tokens.start, id);
                ends.insert(tokens.end, id);
            }
        }
        for (attribution, of) in attributions.iter().zip(&speakers.of) {
            let (&[speaker], Some(cue)) = (&of[..], attribution.cue.first()) else { continue };
            let tokens = words.tokens_in(*cue);
            // "Said in a statement on Monday": the noun stands within the cue, or a few words behind it.
            said.extend((tokens.start..tokens.end + MODIFIERS + 2).map(|token| (token, speaker)));
        }
        Places { words, speakers, by_noun, ends, starts, said }
    }

    /// Whose the document is whose noun stands at `noun`, by the words around it.
    fn author(&self, noun: usize) -> Option<(SpeakerId, Span)> {
        let words = self.words;
        let sentence = words.sentence(noun);
        let from = noun.saturating_sub(MODIFIERS).max(sentence.start);
        // "Roe's latest report", "his report"; his bank records are by others.
        if lexicon::documents().says(&singular(&words.lower(noun)), "about") && (from..noun).any(|i| is_owner(words, i)) {
            return None;
        }
        if let Some(at) = (from..noun).rev().find(|&i| words.possessive(i)) {
            return Some((*self.ends.get(&at)?, words.span(self.begin(at)..noun + 1)));
        }
        let before = noun.saturating_sub(MODIFIERS + 1).max(sentence.start);
        let bare =
            |i: usize| words.tag(i).is_adjective() || words.tag(i).is_noun() || matches!(words.tag(i), Tag::Cd | Tag::Vbg | Tag::Vbn);
        let determiner = (before..noun).rev().find(|&i| !bare(i))?;
        let first = words.lower(determiner);
        if matches!(first.as_str(), "his" | "her") {
            let owner = person_before(words, determiner, None)?;
            return Some((owner, words.span(determiner..noun + 1)));
        }
        // "A report by the union", "the letter, signed by Roe"
        let after = noun + 1 + usize::from(words.word(noun + 1) == ",");
        let after = after + usize::from(lexicon::gives_out().get(&words.lower(after)) == Some(""));
        if words.word(after) == "by" || words.word(after) == "from" && after == noun + 1 {
            let at = after + 1;
            let start = [at, at + 1].into_iter().find(|start| self.starts.contains_key(start))?;
            return Some((self.starts[&start], words.span(determiner..start + 1)));
        }
        if !matches!(first.as_str(), "a" | "an" | "the" | "their" | "its" | "another" | "this" | "that") {
            return None;
        }
        // "The union released a report"
        let verb = determiner.checked_sub(1).filter(|&verb| verb > sentence.start)?;
        if lexicon::gives_out().get(&words.lower(verb)) == Some("") {
            let subject = if matches!(words.tag(verb - 1), Tag::Rb) || matches!(words.lower(verb - 1).as_str(), "has" | "have" | "had") {
                verb - 1
            } else {
                verb
            };
            return Some((*self.ends.get(&subject)?, words.span(self.begin(subject)..noun + 1)));
        }
        // "Roe said in a statement"
        let stands_in = words.word(verb) == "in" && matches!(first.as_str(), "a" | "an" | "the" | "its" | "their");
        let speaker = *self.said.get(&noun).filter(|_| stands_in)?;
        Some((speaker, words.span(verb..noun + 1)))
    }

    /// Where the mention begins that ends before the token `end`.
    fn begin(&self, end: usize) -> usize {
        let words = self.words;
        let speaker = self.ends.get(&end);
        let mentions = speaker.into_iter().flat_map(|&id| &self.speakers.list[id].mentions).map(|m| words.tokens_in(m.span));
        mentions.filter(|tokens| tokens.end == end).map(|tokens| tokens.start).max().unwrap_or(end.saturating_sub(1))
    }
}
