//! Camps that the article draws by what people do together: they chant as one, agree, speak with one mouth, or are all against
//! the same person.

use super::affiliation::Affiliation;
use super::grouping::{Key, Membership, capital};
use super::near::person_before;
use super::phrase::Words;
use super::quarrel::Quarrels;
use crate::attribution::{Attribution, Kind};
use crate::lexicon;
use crate::speaker::{MentionKind, Speaker, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A voice that agrees stands so many paragraphs behind the one that it agrees with.
const REACH: usize = 2;

pub(super) fn join_camps_of_the_article(
    words: &Words,
    attributions: &[Attribution],
    speakers: &Speakers,
    affiliations: &[Affiliation],
    quarrels: &Quarrels,
    out: &mut [Option<Membership>],
) {
    join_families(speakers, affiliations, quarrels, out);
    join_crowds(words, attributions, speakers, out);
    join_joint(attributions, speakers, affiliations, quarrels, out);
    join_rivals(words, attributions, speakers, out);
    join_listed(words, speakers, quarrels, out);
    join_agreeing(words, attributions, speakers, affiliations, out);
}

/// Nothing but a name is known of him: he may stand with others for what he does.
fn is_open(id: SpeakerId, speakers: &Speakers, out: &[Option<Membership>]) -> bool {
    speakers.list[id].kind == SpeakerKind::Person && out[id].as_ref().is_some_and(|m| m.key == Key::Alone(id) && m.evidence.is_none())
}

/// A family that is not at odds is one side: whoever of it has an office or a body brings the other one there.
fn join_families(speakers: &Speakers, affiliations: &[Affiliation], quarrels: &Quarrels, out: &mut [Option<Membership>]) {
    for (id, a) in affiliations.iter().enumerate() {
        let Some((owner, evidence)) = a.kin else { continue };
        let free = |id: usize, out: &[Option<Membership>]| match &out[id] {
            None => speakers.list[id].kind != SpeakerKind::Document,
            Some(m) => m.key == Key::Alone(id) || matches!(m.key, Key::Camp(_)) && speakers.list[id].kind == SpeakerKind::Group,
        };
        let (from, to) = if free(id, out) { (owner, id) } else { (id, owner) };
        if !free(to, out) || from == to || quarrels.between(from, to) {
            continue;
        }
        let label = speakers.list[from].name.clone();
        let theirs = out[from].clone().unwrap_or(Membership { key: Key::Alone(from), label, evidence: Some(evidence) });
        out[to] = Some(Membership { evidence: Some(evidence), ..theirs.clone() });
        out[from] = Some(theirs);
    }
}

/// The unnamed voices of a rally in a transcript, one behind the other, where one of them is "(chanting)".
fn join_crowds(words: &Words, attributions: &[Attribution], speakers: &Speakers, out: &mut [Option<Membership>]) {
    let unnamed = |id: SpeakerId| speakers.list[id].name.to_lowercase().starts_with("unidentified ");
    // Only where the article speaks of protesters they are more than a crowd.
    let found = || (0..words.parsed.tokens.len()).any(|i| lexicon::protest_words().says(&words.lower(i), "people"));
    let protest = LazyCell::new(found);
    let mut at = 0;
    while at < attributions.len() {
        let of = |index: usize| speakers.of.get(index).and_then(|of| if let [id] = of[..] { Some(id) } else { None });
        let end = (at..attributions.len()).find(|&i| !of(i).is_some_and(&unnamed)).unwrap_or(attributions.len());
        let members: Vec<SpeakerId> = (at..end).filter_map(of).collect();
        if let (Some(first), Some(last)) = (attributions.get(at), attributions.get(end.saturating_sub(1)).filter(|_| end > at)) {
            let extent = Span { start: first.extent().start, end: last.extent().end };
            let chants = words.tokens_in(extent).any(|i| lexicon::protest_words().says(&words.lower(i), "crowd"));
            let label = if chants && *protest { "protesters" } else { "crowd" };
            for id in members.into_iter().filter(|_| chants) {
                let evidence = speakers.list[id].mentions.first().map(|m| m.span);
                out[id] = Some(Membership { key: Key::Camp(label.to_owned()), label: capital(label), evidence });
            }
        }
        at = end.max(at) + 1;
    }
}

/// "Gray and Hill said": two of whom nothing else is known, and who speak as one.
fn join_joint(
    attributions: &[Attribution],
    speakers: &Speakers,
    affiliations: &[Affiliation],
    quarrels: &Quarrels,
    out: &mut [Option<Membership>],
) {
    // Two who speak each for himself as well may differ.
    let alone: BTreeSet<SpeakerId> = speakers.of.iter().filter_map(|of| if let [id] = of[..] { Some(id) } else { None }).collect();
    for (attribution, of) in attributions.iter().zip(&speakers.of) {
        let (&[first, second], Some(source)) = (&of[..], attribution.source.first()) else { continue };
        // What is called by one word may be an office that was taken for a name.
        let full = |id: SpeakerId| speakers.list[id].name.contains(' ');
        let plain = |id: SpeakerId| is_open(id, speakers, out) && affiliations[id].body.is_none() && affiliations[id].office.is_none();
        if attribution.kind == Kind::Direct
            || !plain(first)
            || !plain(second)
            || !full(first)
            || !full(second)
            || alone.contains(&first) && alone.contains(&second)
            || quarrels.between(first, second)
        {
            continue;
        }
        let last = |id: SpeakerId| speakers.list[id].name.split_whitespace().last().unwrap_or("").to_owned();
        let label = format!("{} and {}", last(first), last(second));
        for id in [first, second] {
            out[id] = Some(Membership { key: Key::Alone(first), label: label.clone(), evidence: Some(*source) });
        }
    }
}

/// The noun of a group that is named by being against somebody: "his opponents", "the other candidates", "critics of Hill".
fn rival_noun(speaker: &Speaker) -> Option<String> {
    let head = speaker.name.split([',', '(']).next()?.split(" of ").next()?.split_whitespace().last()?.to_lowercase();
    (speaker.kind == SpeakerKind::Group && lexicon::rival_nouns().has(&head)).then_some(head)
}

/// Where "his opponents" are heard, whoever of no other side is reported to attack the same man is one of them.
fn join_rivals(words: &Words, attributions: &[Attribution], speakers: &Speakers, out: &mut [Option<Membership>]) {
    let mut attacks: Vec<(SpeakerId, SpeakerId, Span)> = Vec::new();
    for (attribution, of) in attributions.iter().zip(&speakers.of) {
        let (Some(cue), Some(target)) = (attribution.cue.first(), attacked(words, attribution)) else { continue };
        attacks.extend(of.iter().filter(|&&id| id != target).map(|&id| (id, target, *cue)));
    }
    let mut first: BTreeMap<SpeakerId, SpeakerId> = BTreeMap::new();
    let mut attackers: BTreeMap<SpeakerId, Vec<(SpeakerId, Span)>> = BTreeMap::new();
    for (id, target, cue) in attacks {
        first.entry(id).or_insert(target);
        attackers.entry(target).or_default().push((id, cue));
    }
    for group in 0..speakers.list.len() {
        let Some(noun) = rival_noun(&speakers.list[group]) else { continue };
        let Some(target) = target_of(words, speakers, group).or_else(|| first.get(&group).copied()) else { continue };
        let open = |(id, _): &&(SpeakerId, Span)| is_open(*id, speakers, out);
        let members: Vec<(SpeakerId, Span)> = attackers.get(&target).into_iter().flatten().filter(open).copied().collect();
        if members.is_empty() {
            continue;
        }
        let theirs = out[group].clone().filter(|m| matches!(m.key, Key::Camp(_)) && m.evidence.is_some()).unwrap_or_else(|| Membership {
            label: capital(&noun),
            key: Key::Camp(noun),
            evidence: speakers.list[group].mentions.first().map(|m| m.span),
        });
        out[group] = Some(theirs.clone());
        for (id, cue) in members {
            out[id] = Some(Membership { evidence: Some(cue), ..theirs.clone() });
        }
    }
}

/// The person named right behind, or within, words that attack: "accused Hill of", "Gray called Hill".
fn attacked(words: &Words, attribution: &Attribution) -> Option<SpeakerId> {
    let cue = words.tokens_in(*attribution.cue.first()?);
    let attack = cue.clone().find(|&i| lexicon::attack_words().has(&words.lower(i)))?;
    let reach = attack + 1..attack + 7;
    let end = reach.clone().find(|&i| matches!(words.word(i), "," | "." | "of" | "for" | "that" | "over")).unwrap_or(reach.end);
    person_in(words, reach.start..end)
}

/// The first person whose last name stands in `tokens`.
fn person_in(words: &Words, mut tokens: Range<usize>) -> Option<SpeakerId> {
    tokens.find_map(|i| words.index.people_called(words.word(i)).first().copied().filter(|_| words.capitalised(i)))
}

/// Whose rivals a group is, by the words that it is called by: "Hill's opponents", "critics of Hill", "his opponents".
fn target_of(words: &Words, speakers: &Speakers, group: SpeakerId) -> Option<SpeakerId> {
    let called = speakers.list[group].mentions.iter().filter(|m| m.kind != MentionKind::Pronoun);
    called.map(|m| words.tokens_in(m.span)).find_map(|tokens| {
        person_in(words, tokens.clone()).or_else(|| {
            let pronoun = matches!(words.lower(tokens.start).as_str(), "his" | "her");
            pronoun.then(|| person_before(words, tokens.start, None))?
        })
    })
}

/// "Critics such as Gray and Hill", "his rivals Gray, Hill and Coe": who is named is one of them. "Rivals Gray and Hill" may be each
/// other's.
fn join_listed(words: &Words, speakers: &Speakers, quarrels: &Quarrels, out: &mut [Option<Membership>]) {
    let rivals: Vec<(SpeakerId, String)> =
        speakers.list.iter().enumerate().filter_map(|(id, speaker)| Some((id, rival_noun(speaker)?))).collect();
    for at in 0..words.parsed.tokens.len() {
        let noun = words.lower(at);
        if !lexicon::rival_nouns().has(&noun) {
            continue;
        }
        let sentence = words.sentence(at);
        let each = |noun: &str| lexicon::rival_nouns().says(noun, "each");
        let mut before = at.saturating_sub(3).max(sentence.start)..at;
        if each(&noun) && !before.any(|i| words.possessive(i) || matches!(words.lower(i).as_str(), "his" | "her" | "other")) {
            continue;
        }
        let mut next = at + 1;
        while next < sentence.end && (matches!(words.word(next), "," | "such" | "as" | "including" | "like") && next < at + 4) {
            next += 1;
        }
        // "To his critics, Hill said", "the critics and Hill": no list of theirs.
        let linked = next == at + 1 || (at + 1..next).any(|i| matches!(words.word(i), "such" | "including" | "like"));
        if !linked || !words.capitalised(next) {
            continue;
        }
        let mut end = next;
        while end < sentence.end && (words.capitalised(end) || matches!(words.word(end), "," | "and")) {
            end += 1;
        }
        let list = words.span(next..end);
        let listed: BTreeSet<SpeakerId> = words.index.within(list).filter(|m| m.kind == MentionKind::Name).map(|m| m.id).collect();
        let members: Vec<SpeakerId> = listed.into_iter().filter(|&id| is_open(id, speakers, out)).collect();
        // "The candidates" who are heard are those of the list, and no voices from outside.
        let camp = |id: &SpeakerId| out[*id].as_ref().is_none_or(|m| matches!(m.key, Key::Camp(_)));
        let called = |own: &str| own == noun || each(own) && each(&noun);
        let group = rivals.iter().filter(|(_, own)| called(own)).map(|(id, _)| *id).find(camp);
        if members.is_empty() || quarrels.among(&members) || group.is_none() && members.len() < 2 {
            continue;
        }
        let label = capital(&noun);
        let list = Membership { key: Key::Camp(noun), label, evidence: Some(words.span(at..end)) };
        let theirs = group.and_then(|id| out[id].clone()).unwrap_or(list);
        if let Some(id) = group {
            out[id] = Some(theirs.clone());
        }
        for id in members {
            out[id] = Some(Membership { evidence: Some(words.span(at..end)), ..theirs.clone() });
        }
    }
}

/// "Gray agreed", right behind what Hill said: they stand together.
fn join_agreeing(
    words: &Words,
    attributions: &[Attribution],
    speakers: &Speakers,
    affiliations: &[Affiliation],
    out: &mut [Option<Membership>],
) {
    for index in 1..attributions.len() {
        let (Some(&[id]), Some(cue)) = (speakers.of.get(index).map(Vec::as_slice), attributions[index].cue.first()) else { continue };
        let tokens = words.tokens_in(*cue);
        let agrees = tokens.len() == 1 && lexicon::agreeing().has(&words.lower(tokens.start));
        let bound = matches!(words.lower(tokens.end).as_str(), "to" | "on" | "not");
        if !agrees || bound || !is_open(id, speakers, out) || affiliations[id].voice {
            continue;
        }
        let before = (0..index).rev().find_map(|i| match speakers.of.get(i).map(Vec::as_slice) {
            Some(&[other]) if other != id => Some((i, other)),
            _ => None,
        });
        let Some((at, other)) = before else { continue };
        let behind = (tokens.end + 4).min(words.sentence(tokens.start).end);
        // "Gray agreed with Coe" is said of Coe, whoever spoke before.
        if person_in(words, tokens.end..behind).is_some_and(|named| named != other && named != id) {
            continue;
        }
        let paragraph = |i: usize| words.parsed.paragraph_of(words.tokens_in(attributions[i].extent()).start);
        if paragraph(index) > paragraph(at) + REACH {
            continue;
        }
        let Some(theirs) = out[other].clone() else { continue };
        out[id] = Some(Membership { evidence: Some(*cue), ..theirs });
    }
}
