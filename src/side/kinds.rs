//! Speakers of one kind who stand together: the trade bodies with the business groups, a union with the workers.

use super::affiliation::Affiliation;
use super::grouping::{Key, Membership, capital, normal};
use super::phrase::Words;
use super::quarrel::Quarrels;
use crate::lexicon;
use crate::speaker::{Speaker, SpeakerId, SpeakerKind, Speakers};
use crate::text::Span;
use std::collections::BTreeMap;

/// Whether `word` only says how many, or which ones, of a group speak.
fn is_amount(word: &str) -> bool {
    let low = word.to_lowercase();
    matches!(low.as_str(), "the" | "of" | "these" | "those") || lexicon::amounts().says(&low, "front")
}

/// The words of `label` without those that say how many there are.
fn plain(label: &str) -> &str {
    let mut rest = label.trim();
    while let Some((first, tail)) = rest.split_once(' ') {
        if !is_amount(first) {
            break;
        }
        rest = tail.trim_start();
    }
    // "Some in the valley" are no camp "in the valley".
    let placed = rest.split(' ').next().is_some_and(|first| lexicon::function_words().says(&first.to_lowercase(), "placed"));
    if placed { label.trim() } else { rest }
}

/// The noun that a group is called by, without what follows it: "customers" of "customers from all over the country".
fn noun(label: &str) -> &str {
    let ends = lexicon::function_words();
    let next = |at: usize| label[at + 1..].split_once(' ').map_or("", |(word, _)| word);
    let small = label.match_indices(' ').map(|(at, _)| at).find(|&at| ends.says(next(at), "group"));
    let end = small.into_iter().chain(label.find(',')).min().unwrap_or(label.len());
    let short = label[..end].trim_end();
    if is_amount(short) { label } else { short }
}

/// "Multiple customers" and "additional customers" are one group; so are "rights activists" and "the activists", where no
/// other activists are heard.
pub(super) fn join_camps(speakers: &Speakers, out: &mut [Option<Membership>]) {
    for (membership, speaker) in out.iter_mut().zip(&speakers.list) {
        let Some(membership) = membership.as_mut().filter(|m| matches!(m.key, Key::Camp(_)) && speaker.kind == SpeakerKind::Group) else {
            continue;
        };
        let short = noun(plain(&membership.label)).to_owned();
        if short.chars().count() > 3 {
            (membership.key, membership.label) = (Key::Camp(normal(&short)), capital(&short));
        }
    }
    let camps: Vec<(String, String)> = out
        .iter()
        .flatten()
        .filter_map(|m| if let Key::Camp(key) = &m.key { Some((key.clone(), m.label.clone())) } else { None })
        .collect();
    // By the noun that ends a longer name, or begins it before an "of", the one camp of that noun.
    let mut longer: BTreeMap<&str, Option<&(String, String)>> = BTreeMap::new();
    for camp in &camps {
        let ending = camp.0.rsplit_once(' ').map(|(_, noun)| noun);
        let beginning = camp.0.split_once(' ').filter(|(_, rest)| rest.starts_with("of ")).map(|(noun, _)| noun);
        for noun in ending.into_iter().chain(beginning) {
            let known = longer.entry(noun).or_insert(Some(camp));
            *known = known.filter(|other| *other == camp);
        }
    }
    for membership in out.iter_mut().flatten() {
        let Key::Camp(own) = &membership.key else { continue };
        if let Some((key, label)) = longer.get(own.as_str()).copied().flatten() {
            (membership.key, membership.label) = (Key::Camp(key.clone()), label.clone());
        }
    }
}

/// The kind that `label` names all of, or a body of which it names. The longest entry counts.
fn kind(label: &str, group: bool) -> Option<&'static str> {
    let table = lexicon::side_kinds();
    let low = normal(label);
    let words: Vec<&str> = low.split(|c: char| c.is_whitespace() || c == ',').collect();
    // A public authority is of no such kind, whatever its matter is: "the environmental agency".
    // Its head says so: a union of "service employees" is no service of the state.
    let public = |w: &&str| lexicon::side_bodies().get(w) == Some("state") || lexicon::body_nouns().says(w, "public");
    let head = words.split(|w| matches!(*w, "of" | "for" | "in")).next().and_then(<[&str]>::last);
    let listed = words.len() >= 2 && table.get(&words[words.len() - 2..].join(" ")).is_some();
    if !group && !listed && head.is_some_and(public) {
        return None;
    }
    for length in (1..=4).rev() {
        for piece in words.windows(length) {
            // A group is called by its last noun: "airport workers".
            if group && piece.last() != words.last() {
                continue;
            }
            // "Union Pacific" is no union.
            let union = |word: &str| lexicon::organisation_word(word.trim_end_matches('s')) == Some("union");
            if !group && matches!(piece, [word] if union(word)) && head != piece.first() {
                continue;
            }
            let found = table.get(&piece.join(" ")).map(|kind| (kind.starts_with('+'), kind.trim_start_matches('+')));
            if let Some((_, kind)) = found.filter(|(all, _)| *all == group) {
                return Some(kind);
            }
        }
    }
    None
}

/// What the article says an organisation is, right before its name: "environmental organisation Clear Rivers".
fn described<'a>(words: &Words<'a>, speaker: &Speaker) -> &'a str {
    let before = |span: Span| {
        let tokens = words.tokens_in(span);
        let from = tokens.start.saturating_sub(3).max(words.sentence(tokens.start).start);
        let said = from < tokens.start && words.tag(tokens.start - 1).is_noun() && !words.capitalised(tokens.start - 1);
        said.then(|| words.span(from..tokens.start).of(words.text))
    };
    let named = speaker.mentions.iter().filter(|m| m.span.of(words.text).contains(|c: char| c.is_uppercase()));
    let told: Vec<&str> = named.flat_map(|m| before(m.span).into_iter().chain([m.span.of(words.text)])).collect();
    told.iter().find(|said| kind(said, false).is_some()).or(told.first()).copied().unwrap_or("")
}

/// Where all of a kind are heard as one ("business groups say"), a body of that kind stands with them, and who speaks
/// for such a body; so do two groups of one kind.
pub(super) fn join_kinds(
    words: &Words,
    speakers: &Speakers,
    affiliations: &[Affiliation],
    quarrels: &Quarrels,
    out: &mut [Option<Membership>],
) {
    let mut camps: BTreeMap<&'static str, (Membership, SpeakerId)> = BTreeMap::new();
    for (id, membership) in out.iter().enumerate() {
        let Some(membership) = membership.as_ref().filter(|m| matches!(m.key, Key::Camp(_))) else { continue };
        if let (Some(kind), SpeakerKind::Group) = (kind(&membership.label, true), speakers.list[id].kind) {
            camps.entry(kind).or_insert_with(|| (membership.clone(), id));
        }
    }
    if let (false, Some(unions)) = (camps.contains_key("labour"), unions(words, speakers, quarrels, out)) {
        camps.insert("labour", unions);
    }
    if camps.is_empty() {
        return;
    }
    for id in 0..out.len() {
        let speaker = &speakers.list[id];
        // "Journalists" are no witnesses where the media are a party.
        if let (None, SpeakerKind::Group, Some((theirs, camp))) =
            (&out[id], speaker.kind, kind(&speaker.name, true).and_then(|kind| camps.get(kind)))
            && !quarrels.between(id, *camp)
        {
            out[id] = Some(Membership { evidence: speaker.mentions.first().map(|m| m.span), ..theirs.clone() });
        }
        let Some(own) = out[id].clone() else { continue };
        let found = match &own.key {
            Key::Camp(_) => kind(&own.label, true).map(|kind| (kind, own.evidence)),
            Key::Body(_) => kind(&own.label, false).or_else(|| kind(described(words, speaker), false)).map(|kind| (kind, own.evidence)),
            Key::Alone(of) if *of != id => None,
            Key::Alone(_) if speaker.kind == SpeakerKind::Person => member(&affiliations[id], &camps),
            Key::Alone(_) if speaker.kind == SpeakerKind::Organisation => {
                let told = kind(&speaker.name, false).or_else(|| kind(described(words, speaker), false));
                told.map(|kind| (kind, speaker.mentions.first().map(|m| m.span)))
            }
            _ => None,
        };
        let found = found.and_then(|(kind, evidence)| Some((camps.get(kind)?, evidence)));
        if let Some(((theirs, _), evidence)) = found.filter(|((_, camp), _)| !quarrels.between(id, *camp)) {
            out[id] = Some(Membership { key: theirs.key.clone(), label: theirs.label.clone(), evidence: evidence.or(own.evidence) });
        }
    }
}

/// Unions that are heard stand together, without all workers being heard as one, unless two of them are at odds.
fn unions(words: &Words, speakers: &Speakers, quarrels: &Quarrels, out: &[Option<Membership>]) -> Option<(Membership, SpeakerId)> {
    let labour = |m: &Membership, speaker: &Speaker| {
        matches!(m.key, Key::Body(_)) && kind(&m.label, false).or_else(|| kind(described(words, speaker), false)) == Some("labour")
    };
    let found: Vec<SpeakerId> = (0..out.len()).filter(|&id| out[id].as_ref().is_some_and(|m| labour(m, &speakers.list[id]))).collect();
    let first = *found.first()?;
    let other = found.iter().any(|&id| out[id].as_ref().map(|m| &m.key) != out[first].as_ref().map(|m| &m.key));
    let membership =
        Membership { key: Key::Camp("unions".to_owned()), label: "Unions".to_owned(), evidence: out[first].as_ref()?.evidence };
    (other && !quarrels.among(&found)).then_some((membership, first))
}

/// A person described by words of the kind: "environmental activist".
fn member(a: &Affiliation, camps: &BTreeMap<&'static str, (Membership, SpeakerId)>) -> Option<(&'static str, Option<Span>)> {
    let table = lexicon::campaigners();
    let active = a.nouns.iter().find(|(noun, _)| table.has(noun))?;
    let own = table.get(&active.0).filter(|kind| !kind.is_empty());
    let told = a.words.iter().find_map(|word| kind(word, false)).or(own)?;
    camps.contains_key(told).then_some((told, Some(active.1)))
}

/// "City officials" are of the town whose mayor or sheriff is heard, where there is one such town only.
pub(super) fn join_towns(speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    let mut towns: Vec<Membership> = affiliations.iter().zip(out.iter()).filter(|(a, _)| a.town).filter_map(|(_, m)| m.clone()).collect();
    towns.sort_by(|a, b| a.key.cmp(&b.key));
    towns.dedup_by(|a, b| a.key == b.key);
    let [town] = &towns[..] else { return };
    for (id, a) in affiliations.iter().enumerate() {
        let open = out[id].as_ref().is_none_or(|m| matches!(m.key, Key::Camp(_) | Key::Alone(_)));
        if let (true, Some(evidence), SpeakerKind::Group) = (open, a.local, speakers.list[id].kind) {
            out[id] = Some(Membership { evidence: Some(evidence), ..town.clone() });
        }
    }
}

/// "Roe's Civic Party" stands with Roe who heads the government, unless somebody else is heard who leads it.
pub(super) fn join_led_parties(words: &Words, speakers: &Speakers, affiliations: &[Affiliation], out: &mut [Option<Membership>]) {
    for id in 0..out.len() {
        let Some(own) = out[id].clone().filter(|m| matches!(m.key, Key::Party(_))) else { continue };
        if speakers.list[id].kind != SpeakerKind::Organisation {
            continue;
        }
        let alone = out.iter().flatten().filter(|m| m.key == own.key).count() == 1;
        let heads = |other: &SpeakerId| affiliations[*other].executive && speakers.list[*other].kind == SpeakerKind::Person;
        let owner = (0..out.len()).filter(heads).find_map(|other| {
            let last = speakers.list[other].name.split_whitespace().last()?;
            let owned = |span: Span| {
                let tokens = words.tokens_in(span);
                let from = tokens.start.saturating_sub(2);
                (from..tokens.end)
                    .find(|&i| words.word(i).replace('\u{AD}', "") == last && words.possessive(i + 1))
                    .map(|i| words.span(i..tokens.end))
            };
            Some((other, speakers.list[id].mentions.iter().find_map(|m| owned(m.span))?))
        });
        if let (true, Some((other, evidence))) = (alone, owner)
            && let Some(theirs) = out[other].clone()
        {
            out[id] = Some(Membership { evidence: Some(evidence), ..theirs });
        }
    }
}

/// American federal prosecutors are the Justice Department's.
pub(super) fn join_prosecutors(words: &Words, speakers: &Speakers, out: &mut [Option<Membership>]) {
    let table = lexicon::prosecution();
    let department = |m: &Membership| table.says(&normal(&m.label), "department");
    let Some(theirs) = out.iter().flatten().find(|m| matches!(m.key, Key::Body(_)) && department(m)).cloned() else { return };
    for (membership, speaker) in out.iter_mut().zip(&speakers.list) {
        let Some(membership) = membership.as_mut().filter(|m| matches!(m.key, Key::Camp(_) | Key::Alone(_) | Key::Body(_))) else {
            continue;
        };
        let federal = |span: Span| table.says(span.of(words.text).to_lowercase().trim_start_matches("the "), "federal");
        if let Some(mention) = speaker.mentions.iter().find(|m| federal(m.span)) {
            *membership = Membership { evidence: Some(mention.span), ..theirs.clone() };
        }
    }
}
