//! A court that divides, the justices who decide with it and those who dissent; and those who prosecute.

use super::affiliation::Affiliation;
use super::grouping::{Key, Membership, normal};
use super::phrase::Words;
use super::quarrel::Quarrels;
use crate::attribution::Attribution;
use crate::lexicon;
use crate::speaker::{MentionKind, Speaker, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;

/// So many words behind a source, and so many before it, tell for which part of the court it writes.
const NEAR: usize = 8;
const BEFORE: usize = 3;

/// The part of the court for which somebody writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Court,
    Dissent,
}

/// "Justice Gray wrote for the court", "Justice Hill wrote in a dissent": where one of the two is written, the court and its
/// justices stand together, and those who dissent stand against them.
pub(super) fn part_courts(
    words: &Words,
    attributions: &[Attribution],
    speakers: &Speakers,
    affiliations: &[Affiliation],
    out: &mut [Option<Membership>],
) {
    let mut told: Vec<Option<(Part, Span)>> = vec![None; out.len()];
    let justices: Vec<bool> = speakers.list.iter().map(|speaker| is_justice(words, speaker)).collect();
    for (attribution, of) in attributions.iter().zip(&speakers.of) {
        let ([id], Some(source)) = (&of[..], attribution.source.first()) else { continue };
        if justices[*id] && told[*id].is_none() {
            told[*id] = part(words, attribution, *source);
        }
    }
    if told.iter().all(Option::is_none) {
        return;
    }
    let mut courts = speakers.list.iter().filter(|s| is_court(s));
    let court = courts.next().filter(|_| courts.next().is_none());
    let label = court.map_or_else(|| "Court majority".to_owned(), |court| court.name.clone());
    let majority = |evidence: Option<Span>| Membership { key: Key::Camp("court majority".to_owned()), label: label.clone(), evidence };
    for (id, speaker) in speakers.list.iter().enumerate() {
        if affiliations[id].principal.is_some() {
            continue;
        }
        let name = speaker.mentions.iter().find(|m| m.kind == MentionKind::Name).map(|m| m.span);
        out[id] = match told[id] {
            Some((Part::Dissent, span)) => Some(Membership {
                key: Key::Camp("dissenting justices".to_owned()),
                label: "Dissenting justices".to_owned(),
                evidence: Some(span),
            }),
            Some((Part::Court, span)) => Some(majority(Some(span))),
            None if justices[id] || court.is_some_and(|court| court.name == speaker.name) => Some(majority(name)),
            None => continue,
        };
    }
}

/// "Supreme Court", "the Constitutional Court".
fn is_court(speaker: &Speaker) -> bool {
    speaker.kind == SpeakerKind::Organisation && speaker.name.split_whitespace().last() == Some("Court")
}

/// "Justice" stands before the name, as a title.
fn is_justice(words: &Words, speaker: &Speaker) -> bool {
    let titled = |span: Span| {
        let tokens = words.tokens_in(span);
        tokens.start > 0 && words.word(tokens.start - 1) == "Justice" || words.word(tokens.start) == "Justice" && tokens.len() > 1
    };
    speaker.kind == SpeakerKind::Person && speaker.mentions.iter().any(|m| m.kind == MentionKind::Name && titled(m.span))
}

/// What the words around `source`, outside what it says, tell.
fn part(words: &Words, attribution: &Attribution, source: Span) -> Option<(Part, Span)> {
    let tokens = words.tokens_in(source);
    let sentence = words.sentence(tokens.start);
    let said = |i: usize| attribution.content.iter().any(|content| content.contains(words.span(i..i + 1)));
    let near = tokens.start.saturating_sub(BEFORE).max(sentence.start)..(tokens.end + NEAR).min(sentence.end);
    let dissents = |i: usize| match words.lower(i).as_str() {
        "dissented" => i >= tokens.end,
        "dissenting" => true,
        // Another's dissent does not make him dissent: "wrote for the court, over a dissent by Hill".
        "dissent" => {
            (i.saturating_sub(4).max(near.start)..i).any(|b| matches!(words.lower(b).as_str(), "in" | "his" | "her"))
                && words.lower(i + 1) != "by"
        }
        _ => false,
    };
    let decides =
        |i: usize| words.lower(i) == "for" && words.lower(i + 1) == "the" && matches!(words.lower(i + 2).as_str(), "court" | "majority");
    let mut open = near.clone().filter(|&i| !said(i));
    let found = open.find_map(|i| if decides(i) { Some(Part::Court) } else { dissents(i).then_some(Part::Dissent) })?;
    Some((found, words.span(near)))
}

/// Who prosecutes is one side: a prosecutor, "the state" in whose name he does, the indictment. With the side that one of them is
/// known by, a state or its department, else by itself.
pub(super) fn join_prosecution(
    words: &Words,
    speakers: &Speakers,
    affiliations: &[Affiliation],
    quarrels: &Quarrels,
    out: &mut [Option<Membership>],
) {
    let low = |id: SpeakerId| normal(&speakers.list[id].name);
    let role = |id: SpeakerId| speakers.list[id].role.map_or(String::new(), |role| role.of(words.text).to_lowercase());
    let prosecutes = |id: SpeakerId| {
        let called = match speakers.list[id].kind {
            SpeakerKind::Person | SpeakerKind::Anonymous => role(id),
            _ => low(id),
        };
        let is = |what| lexicon::prosecution().entries().any(|(word, kind)| kind == what && called.ends_with(word));
        match speakers.list[id].kind {
            SpeakerKind::Document => is("document"),
            SpeakerKind::Organisation => lexicon::prosecution().says(&called, "body"),
            SpeakerKind::Group => is("people"),
            _ => is("person") && affiliations[id].principal.is_none() && affiliations[id].party.is_none(),
        }
    };
    let mut members: Vec<SpeakerId> = (0..out.len()).filter(|&id| prosecutes(id)).collect();
    // Of two groups each may be of another office: federal prosecutors and a state's.
    let group = |id: SpeakerId| speakers.list[id].kind == SpeakerKind::Group;
    if members.iter().filter(|&&id| group(id)).count() > 1 {
        members.retain(|&id| !group(id));
    }
    // An indictment alone may be anybody's.
    let people = members.iter().any(|&id| speakers.list[id].kind != SpeakerKind::Document);
    if members.len() < 2 || !people || quarrels.among(&members) {
        return;
    }
    let known = |&id: &SpeakerId| out[id].clone().filter(|m| matches!(m.key, Key::Country(_) | Key::Body(_)));
    let theirs = members.iter().find_map(known);
    for id in members {
        let open = out[id].as_ref().is_none_or(|m| !matches!(m.key, Key::Country(_) | Key::Body(_)));
        let evidence = speakers.list[id].mentions.first().map(|m| m.span);
        let own = Membership { key: Key::Camp("prosecution".to_owned()), label: "Prosecution".to_owned(), evidence };
        if open {
            out[id] = Some(theirs.clone().map_or(own, |m| Membership { evidence, ..m }));
        }
    }
}
