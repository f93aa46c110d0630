//! People by whom the article shows what a group says: "Customers say they paid twice. “I paid 900,” said Ann Roe."

use super::affiliation::Affiliation;
use super::grouping::{Key, Membership, is_interviewer};
use super::phrase::Words;
use crate::attribution::{Attribution, Kind};
use crate::speaker::{SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::collections::BTreeMap;

/// So many paragraphs behind the group, or behind another example of it, somebody may still be one.
const REACH: usize = 2;

/// Whoever tells of himself, right behind what a group of people says, and of whom the article tells nothing else, is one of
/// the group. The words of the group are the evidence.
pub(super) fn join_examples(
    words: &Words,
    attributions: &[Attribution],
    speakers: &Speakers,
    affiliations: &[Affiliation],
    out: &mut [Option<Membership>],
) {
    let mut group: Option<(SpeakerId, usize)> = None;
    let mut with_office: BTreeMap<SpeakerId, bool> = BTreeMap::new();
    let mut asks: BTreeMap<SpeakerId, bool> = BTreeMap::new();
    for (attribution, of) in attributions.iter().zip(&speakers.of) {
        let Some(content) = attribution.content.first() else { continue };
        let paragraph = paragraph(words, *content);
        let &[id] = &of[..] else { continue };
        let camp = out[id].as_ref().is_some_and(|m| matches!(m.key, Key::Camp(_)));
        // Officials and lawmakers are named with their office.
        let offices = || speakers.list[id].mentions.iter().any(|m| !words.roles(&words.tokens_in(m.span)).is_empty());
        if speakers.list[id].kind == SpeakerKind::Group && camp && !*with_office.entry(id).or_insert_with(offices) {
            group = Some((id, paragraph));
            continue;
        }
        let Some((of_group, last)) = group else { continue };
        // A reporter's question is no voice in between.
        if *asks.entry(id).or_insert_with(|| is_interviewer(words, attributions, id)) {
            continue;
        }
        let known = out[id].as_ref().is_some_and(|m| out[of_group].as_ref().is_some_and(|theirs| m.key == theirs.key));
        let plain =
            is_plain(id, speakers, affiliations) && out[id].as_ref().is_none_or(|m| m.key == Key::Alone(id) && m.evidence.is_none());
        if paragraph > last + REACH || !(known || plain) {
            // Another voice in between: whoever comes behind it is no longer an example.
            group = None;
        } else if known || tells_of_himself(words, attribution) {
            group = Some((of_group, paragraph));
            let evidence = speakers.list[of_group].mentions.first().map(|m| m.span);
            if let (true, Some(theirs)) = (plain, out[of_group].clone()) {
                out[id] = Some(Membership { evidence, ..theirs });
            }
        }
    }
}

fn paragraph(words: &Words, span: Span) -> usize {
    words.parsed.paragraph_of(words.tokens_in(span).start)
}

/// A person of whom the article tells no office, work, party or body.
fn is_plain(id: SpeakerId, speakers: &Speakers, affiliations: &[Affiliation]) -> bool {
    let (speaker, a) = (&speakers.list[id], &affiliations[id]);
    let free = a.country.is_none() && a.office.is_none() && a.body.is_none() && a.party.is_none();
    let open = a.principal.is_none() && a.patron.is_none() && a.camp.is_none() && a.local.is_none();
    speaker.kind == SpeakerKind::Person && speaker.role.is_none() && free && open && !a.voice
}

/// His words in marks speak of "I" or "we".
fn tells_of_himself(words: &Words, attribution: &Attribution) -> bool {
    let first = |i: usize| matches!(words.lower(i).as_str(), "i" | "me" | "my" | "we" | "us" | "our");
    let first = |i: usize| first(i) && words.word(i) != "US";
    attribution.kind != Kind::Indirect && attribution.content.iter().any(|span| words.tokens_in(*span).any(first))
}
