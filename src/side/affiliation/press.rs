//! Papers and broadcasters, which are no party to what they report.

use super::super::phrase::Words;
use super::Affiliation;
use crate::lexicon;
use crate::speaker::{Mention, MentionKind, SpeakerKind, Speakers};

/// What is called a newspaper right before its name, what somebody "told", or what "has learned that" or "can reveal that", reports.
pub(super) fn hear_reporters(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    for (a, speaker) in out.iter_mut().zip(&speakers.list) {
        let known = a.country.is_some()
            || a.office.is_some()
            || a.party.is_some()
            || a.principal.is_some()
            || a.patron.is_some()
            || a.local.is_some();
        if speaker.kind != SpeakerKind::Organisation || known || is_body(&speaker.name) {
            continue;
        }
        let reports = |m: &&Mention| {
            let tokens = words.tokens_in(m.span);
            let mut before = tokens.start;
            while before > 0 && words.lower(before - 1) == "the" {
                before -= 1;
            }
            let last = if before > 0 { words.lower(before - 1) } else { String::new() };
            // "Told Brennox to stop", "told Brennox that" and "told Brennox in a letter" may be said to anybody.
            let end = tokens.end;
            let heard = last == "told"
                && match words.word(end) {
                    "." | "," => true,
                    "on" => lexicon::calendar().has(&words.lower(end + 1)),
                    "in" => (end + 1..end + 4).any(|i| words.lower(i) == "interview"),
                    _ => false,
                };
            // "Brennox has learned that"
            let learns = matches!((words.word(end), words.word(end + 1)), ("has", "learned" | "learnt") | ("can", "reveal"))
                && matches!(words.word(end + 2), "that" | "," | ".");
            words.capitalised(tokens.start) && (heard || learns || before == tokens.start && lexicon::press_nouns().has(&last))
        };
        a.voice |= speaker.mentions.iter().filter(|m| m.kind == MentionKind::Name).any(|m| reports(&m));
    }
}

/// A body that may be told something without being a paper, by a word of its name: a court, a company, a union.
fn is_body(name: &str) -> bool {
    name.split_whitespace().any(|word| lexicon::organisation_word(word).is_some_and(|kind| kind != "press"))
}
