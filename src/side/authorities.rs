//! Authorities that act together: the police, the prosecutors and the agencies that are heard on one case.

use super::affiliation::Affiliation;
use super::grouping::{Key, Membership};
use super::phrase::Words;
use super::quarrel::Quarrels;
use crate::lexicon;
use crate::speaker::{SpeakerKind, Speakers};
use crate::text::datelines;

/// So many paragraphs at the beginning may hold the line that says where a report was written.
const HEAD: usize = 12;

/// "Police said", "federal prosecutors said", "the food agency said": with no word of a quarrel between them they are one side,
/// that of their state where states face each other.
pub(super) fn join_authorities(
    words: &Words,
    speakers: &Speakers,
    affiliations: &[Affiliation],
    quarrels: &Quarrels,
    out: &mut [Option<Membership>],
) {
    let open = |m: &Membership| matches!(m.key, Key::Body(_) | Key::Camp(_) | Key::Alone(_));
    let free = |id: usize| affiliations[id].country.is_none() && affiliations[id].party.is_none() && affiliations[id].principal.is_none();
    let enforce: Vec<usize> = (0..out.len())
        .filter(|&id| free(id) && out[id].as_ref().is_some_and(open) && is_enforcer(&speakers.list[id].name, speakers.list[id].kind))
        .collect();
    if enforce.is_empty() {
        return;
    }
    let agencies = (0..out.len())
        .filter(|&id| free(id) && out[id].as_ref().is_some_and(open) && is_agency(&speakers.list[id].name, speakers.list[id].kind));
    let members: Vec<usize> = enforce.iter().copied().chain(agencies).collect();
    let state = state_of_report(words).filter(|state| affiliations.iter().any(|a| a.country.is_some_and(|(name, _)| name != *state)));
    let headed = affiliations.iter().zip(&speakers.list).any(|(a, s)| a.executive && s.kind == SpeakerKind::Person && a.country.is_none());
    if let (Some(state), false) = (state, headed) {
        for (id, membership) in out.iter_mut().enumerate() {
            let Some(own) = membership.as_mut().filter(|m| m.key == Key::Government || members.contains(&id)) else { continue };
            let evidence = own.evidence.or_else(|| speakers.list[id].mentions.first().map(|m| m.span));
            *own = Membership { key: Key::Country(state), label: state.to_owned(), evidence };
        }
        return;
    }
    // A department that accuses the police of a city stands against it.
    if quarrels.among(&members) {
        return;
    }
    let mut keys: Vec<Key> = members.iter().filter_map(|&id| out[id].as_ref().map(|m| m.key.clone())).collect();
    keys.sort();
    keys.dedup();
    if keys.len() < 2 {
        return;
    }
    for (membership, speaker) in out.iter_mut().zip(&speakers.list) {
        let Some(membership) = membership.as_mut().filter(|m| keys.contains(&m.key)) else { continue };
        let evidence = membership.evidence.or_else(|| speaker.mentions.first().map(|m| m.span));
        *membership = Membership { key: Key::Camp("authorities".to_owned()), label: "Authorities".to_owned(), evidence };
    }
}

/// Police and prosecutors, and "officials" of whom nothing else is said.
fn is_enforcer(name: &str, kind: SpeakerKind) -> bool {
    let low = name.to_lowercase().replace('’', "'");
    let low = low.trim_start_matches("the ");
    let short = name.ends_with("PD") && name.len() <= 5;
    let table = lexicon::authorities();
    matches!(kind, SpeakerKind::Organisation | SpeakerKind::Group)
        && (short || table.says(low, "whole") || low.split_whitespace().any(|word| table.says(word, "word")))
}

/// A public agency by the last word of its name, which is independent of nobody.
fn is_agency(name: &str, kind: SpeakerKind) -> bool {
    let low = super::grouping::normal(name);
    let head = low.split(" for ").next().unwrap_or("").split(" of ").next().unwrap_or("").split_whitespace().last().unwrap_or("");
    kind == SpeakerKind::Organisation
        && lexicon::authorities().says(head, "agency")
        && low.contains(' ')
        && !lexicon::independent_bodies().has(&low)
}

/// The state that the dateline of the report names: "HANAU, Germany (Reuters) -", "BEIJING —".
fn state_of_report(words: &Words) -> Option<&'static str> {
    datelines(words.text, words.parsed).range(..HEAD).find_map(|(&number, &sign)| {
        let tokens = words.parsed.paragraphs[number].tokens.start..sign;
        let end = tokens.clone().find(|&at| words.word(at) == "(").unwrap_or(sign);
        let place = |from: usize| lexicon::country(words.span(from..end).of(words.text)).map(|place| lexicon::state_name(place.label));
        (tokens.start..end).find_map(place)
    })
}
