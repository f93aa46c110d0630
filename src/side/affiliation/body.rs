//! What the words for an organisation, a group, a document or somebody unnamed say of it.

use super::roles::*;
use super::{Affiliation, Reader};
use crate::lexicon;
use crate::side::grouping::is_both_camps;
use crate::side::near::person_before;
use crate::side::phrase::{PlaceKind, Role, Words};
use crate::speaker::SpeakerKind;
use crate::text::{Span, Tag};
use std::ops::Range;

impl Reader<'_> {
    /// Reads a mention of an organisation, a group, a document or somebody unnamed.
    pub(super) fn body(&self, tokens: &Range<usize>, kind: SpeakerKind, out: &mut Affiliation) {
        let words = self.words;
        let evidence = words.span(tokens.clone());
        let tokens = without_amount(words, tokens);
        if tokens.is_empty() || self.of_somebody(&tokens, kind, evidence, out) {
            return;
        }
        // An office in short letters is no body: "MEC".
        let short = tokens.len() == 1 && words.word(tokens.start).len() > 1 && words.word(tokens.start).chars().all(char::is_uppercase);
        if short && kind == SpeakerKind::Organisation && words.role_at(tokens.start, &tokens).is_some() {
            out.voice = true;
            return;
        }
        let core = tokens.start..head_end(words, &tokens);
        let head = words.lower(core.end.saturating_sub(1));
        let class = class_of(words, &tokens, &head);
        // The state stands before the head, or right after its "of": "the government of Peru".
        let mut places = words.places(&core);
        // "West Leeds police" are not of the West.
        places.retain(|place| !(place.name == "West" && words.capitalised(place.tokens.end)));
        // "The House Peru Committee" is a house's committee on Peru.
        let of_house = |at: usize| at > tokens.start && lexicon::chambers().has(words.word(at - 1));
        places.retain(|place| !(of_house(place.tokens.start) && words.capitalised(place.tokens.end)));
        if let (true, Some("state"), "of" | "in") = (places.is_empty(), class, words.word(core.end)) {
            places.extend(words.places(&(core.end + 1..tokens.end)).into_iter().take(1));
        }
        // "The Aviation Authority of Nepal" is Nepal's.
        let agency = lexicon::body_nouns().says(&head, "house") && words.word(core.end) == "of";
        if let (true, true, Some(place)) = (places.is_empty(), agency, words.place_at(core.end + 1, &tokens)) {
            places.extend((place.tokens.end == tokens.end).then_some(place));
        }
        let named_for = words.lower(core.end.saturating_sub(1)) == "party" && matches!(words.word(core.end), "of" | "for");
        if self.party(if named_for { &tokens } else { &core }, out) {
            return;
        }
        let roles = words.roles(&tokens);
        // "City officials", "the county's leaders": of the town that is heard.
        if kind == SpeakerKind::Group
            && matches!(head.as_str(), "officials" | "leaders" | "authorities")
            && core.clone().any(|i| matches!(words.lower(i).as_str(), "city" | "town" | "county"))
            && places.is_empty()
        {
            out.local = Some(evidence);
            out.camp = Some((evidence.of(words.text).to_owned(), evidence));
            return;
        }
        // "A senior administration official": of the government that the story is about.
        let official = matches!(head.as_str(), "official" | "officials" | "aide" | "aides");
        let whose = if core.len() > 1 { words.lower(core.end - 2) } else { String::new() };
        let of_government = official && whose == "administration" || whose == "government" && head == "team";
        if of_government && places.is_empty() {
            out.office.get_or_insert(evidence);
            return;
        }
        // "Con Edison officials": of the body that stands before.
        if let (SpeakerKind::Group, Some((Role::Member, at)), true) = (kind, roles.first(), places.is_empty()) {
            let run = words.name_run(&(tokens.start..at.start)).filter(|run| run.end == at.start);
            // "City officials" at the head of a sentence are of no body of that name, unless the article has it elsewhere.
            let run = run.filter(|run| run.len() > 1 || self.inner.contains(words.word(run.start))).and_then(|run| self.body_in(run));
            if let Some(run) = run {
                set_body(out, words, run, evidence);
                return;
            }
        }
        // "The deputy head of China's delegation", who is not named.
        if let (Some((Role::Head, at)), SpeakerKind::Anonymous) = (self.own_role(&roles), kind)
            && words.word(at.end) == "of"
        {
            self.belongs(Role::Head, at.start, &(tokens.start..at.start), &(at.end + 1..tokens.end), evidence, out);
            return;
        }
        if let Some((Role::Agent, at)) = roles.first() {
            let linked = matches!(words.word(at.end), "of" | "for" | "from" | "to");
            let complement = if linked { at.end + 1..tokens.end } else { at.end..at.end };
            self.belongs(Role::Agent, at.start, &(tokens.start..at.start), &complement, evidence, out);
            return;
        }
        if let Some(place) = places.first() {
            let whole = place.tokens == tokens;
            // "Many Peruvians", "Peruvians" are no government; "the Peruvians" are often said for it.
            let people =
                lexicon::country(words.span(place.tokens.clone()).of(words.text)).is_some_and(|p| p.kind == lexicon::PlaceKind::People);
            let people = people && words.tag(place.tokens.end - 1).is_plural();
            if whole && people && words.lower(evidence_start(words, evidence)) != "the" {
                out.voice = out.body.is_none() && out.camp.is_none() && out.country.is_none();
                return;
            }
            let state = matches!(class, Some("state"))
                || agency
                || matches!(place.kind, PlaceKind::Institution)
                || roles.iter().any(|(r, _)| matches!(r, Role::Executive | Role::Office | Role::Force));
            if whole || state {
                set_country(out, place, words);
                // "An EU official" is no body, but of the Union; of several the article may draw a line between them and their state.
                if !whole && kind != SpeakerKind::Anonymous || place.kind == PlaceKind::Agency {
                    set_body(out, words, tokens.clone(), evidence);
                }
                out.executive |= place.kind == PlaceKind::Institution || head == "government" || head == "administration";
                if state || place.kind != PlaceKind::Agency {
                    out.office.get_or_insert(evidence);
                }
                return;
            }
        }
        if kind == SpeakerKind::Organisation && core.clone().any(|i| lexicon::side_bodies().get_lower(words.word(i)) == Some("learned")) {
            out.voice = true;
            return;
        }
        match class {
            Some("voice") => out.voice = out.body.is_none() && out.camp.is_none(),
            Some("camp") if kind != SpeakerKind::Organisation => {
                out.camp.get_or_insert((words.span(tokens).of(words.text).to_owned(), evidence));
            }
            Some("state") if matches!(head.as_str(), "authorities" | "police") => out.local = Some(evidence),
            Some("state") if matches!(head.as_str(), "government" | "administration" | "cabinet") => {
                out.executive = true;
                out.office.get_or_insert(evidence);
            }
            _ if kind == SpeakerKind::Organisation => {
                set_body(out, words, self.source_of(&tokens, core.end).unwrap_or(tokens), evidence);
            }
            // People without a cause: "passers-by", "friends", "travellers".
            // People named by their work may be a party: cleaners, pilots.
            None if kind == SpeakerKind::Group && lexicon::role(&head).is_none() && !core.clone().any(|i| words.capitalised(i)) => {
                out.voice = out.body.is_none() && out.camp.is_none();
            }
            _ if kind == SpeakerKind::Group => {
                // "Many in the valley" are no camp "in the valley".
                let place = matches!(words.tag(tokens.start), Tag::In | Tag::To);
                let label = if place && !matches!(words.tag(evidence_start(words, evidence)), Tag::In | Tag::To) {
                    evidence
                } else {
                    let joins = |i: &usize| matches!(words.tag(*i), Tag::In | Tag::To);
                    words.span(tokens.clone().find(|i| !joins(i)).unwrap_or(tokens.start)..tokens.end)
                };
                out.camp.get_or_insert((label.of(words.text).to_owned(), evidence));
            }
            _ => {}
        }
    }

    /// Whose numbers they are, where `tokens` are called by a common noun that ends before `end`: "new numbers from the Weavers Union".
    fn source_of(&self, tokens: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let words = self.words;
        let common = |i: usize| !words.capitalised(i) || i == words.sentence(i).start;
        let from = words.word(end) == "from" && (tokens.start..end).all(common);
        words.name_run(&(end + 1..tokens.end)).filter(|_| from)
    }

    /// Those who stand with somebody who is named, and those of whom the words tell that they stand with nobody or with
    /// everybody. False where the words tell neither.
    fn of_somebody(&self, tokens: &Range<usize>, kind: SpeakerKind, evidence: Span, out: &mut Affiliation) -> bool {
        let words = self.words;
        // "Those around Gray", "those close to the mayor": his people; of others the article does not say what they want.
        if words.lower(evidence_start(words, evidence)) == "those" {
            let near = (tokens.start..tokens.end).find(|&i| matches!(words.word(i), "around" | "close" | "loyal"));
            let around = near.map_or(tokens.end, |at| at + 1)..tokens.end;
            match self.other_speaker(&around).filter(|_| !around.is_empty()) {
                Some(id) => out.principal = out.principal.or(Some((id, evidence))),
                None => out.voice = !self.patron(&around, evidence, out),
            }
            return true;
        }
        // "His wife and daughter" stand with him.
        let kin = tokens.clone().find(|&i| lexicon::kin().has(&words.lower(i)));
        if let (Some(id), SpeakerKind::Group) = (kin.and_then(|_| self.owner(evidence_start(words, evidence))), kind) {
            out.kin.get_or_insert((id, evidence));
            return true;
        }
        // "A Pentagon memo", "the Harbour Board study": of the body whose name stands before what it gave out.
        let core = tokens.start..head_end(words, tokens);
        let given = core.len() > 1 && lexicon::documents().has(&words.lower(core.end - 1));
        if let (SpeakerKind::Document, true) = (kind, given) {
            let body = self.other_speaker(&(core.start..core.end - 1)).filter(|&id| {
                let name = &self.speakers.list[id].name;
                self.speakers.list[id].kind == SpeakerKind::Organisation
                    && name.starts_with(char::is_uppercase)
                    && lexicon::country(name).is_none()
            });
            if let Some(id) = body {
                out.principal.get_or_insert((id, evidence));
                return true;
            }
        }
        // "Former department officials", "a retired general" speak for the office no longer.
        let left = |i: &usize| lexicon::modifiers().says(&words.lower(*i), "left");
        let former = tokens.clone().find(left).filter(|_| matches!(kind, SpeakerKind::Group | SpeakerKind::Anonymous));
        if let Some(former) = former {
            let label = words.span(former..head_end(words, &(former..tokens.end)));
            match kind {
                SpeakerKind::Group => out.camp = out.camp.take().or(Some((label.of(words.text).to_owned(), evidence))),
                _ => out.voice = true,
            }
            return true;
        }
        // "Gray and her colleagues", "Gray and other councillors", "supporters of Gray", "Gray's campaign".
        let joined =
            (tokens.start..tokens.end).find(|&i| words.word(i) == "and" && matches!(words.word(i + 1), "his" | "her" | "their" | "other"));
        // "Gray and his opponents" stand on both sides.
        if is_both_camps(words.span(tokens.clone()).of(words.text)) {
            out.voice = true;
            return true;
        }
        if let Some(at) = joined
            && let Some(id) = self.other_speaker(&(tokens.start..at))
        {
            out.principal.get_or_insert((id, evidence));
            return true;
        }
        let mut backers = tokens.clone().filter(|&i| {
            lexicon::side_bodies().get_lower(words.word(i)) == Some("backers") || matches!(&*words.lower(i), "supporters" | "donors")
        });
        // An office of a matter is no man's: "Office for Budget Responsibility".
        let of_matter = matches!(words.word(tokens.start + 1), "for" | "of") && kind == SpeakerKind::Organisation;
        if backers.any(|_| !of_matter) || kind == SpeakerKind::Document && tokens.clone().any(|i| words.possessive(i)) {
            // "The attorney general's office"
            if let Some(id) = self.other_speaker(tokens).or_else(|| self.holder(&words.tokens_in(evidence))) {
                out.principal.get_or_insert((id, evidence));
                return true;
            }
            // "the party's letter to Roe" is the party's.
            let owner = tokens.clone().find(|&i| words.possessive(i)).unwrap_or(tokens.end);
            if self.patron(&(tokens.start..owner), evidence, out) {
                return true;
            }
            // "The campaign", "a campaign official", "her campaign": of whoever was named last before.
            let bare = words.lower(tokens.start) == "campaign" && tokens.len() <= 2;
            if let (true, Some(id)) = (bare, person_before(words, evidence_start(words, evidence), Some(self.id))) {
                out.principal.get_or_insert((id, evidence));
                return true;
            }
        }
        // "Neither side", "both camps", "their campaigns": all parties or none.
        let first = words.lower(evidence_start(words, evidence));
        let joint = |i: usize| matches!(words.lower(i).as_str(), "and" | "or" | "nor");
        let of_party = party_in(words, tokens).is_some() && !tokens.clone().any(joint);
        if kind == SpeakerKind::Group && !of_party && (means_all(&first) || matches!(first.as_str(), "their" | "its")) {
            out.voice = true;
            return true;
        }
        false
    }
}

/// "Both camps", "neither side": all parties or none.
pub(in crate::side) fn means_all(first: &str) -> bool {
    matches!(first, "neither" | "both" | "each" | "either")
}

/// The first token of the words `evidence`.
fn evidence_start(words: &Words, evidence: Span) -> usize {
    words.tokens_in(evidence).start
}

/// `tokens` without a determiner, number or amount in front: "dozens of the".
fn without_amount(words: &Words, tokens: &Range<usize>) -> Range<usize> {
    let mut tokens = tokens.clone();
    while tokens.start < tokens.end {
        let amount = lexicon::side_bodies().get_lower(words.word(tokens.start)) == Some("amount");
        // "More than two dozen", "nearly half", "at least ten"
        let (first, next) = (words.lower(tokens.start), tokens.start + 1);
        let amounts = lexicon::amounts();
        let counted = words.tag(next) == Tag::Cd || amounts.has(&words.lower(next));
        let round = amounts.says(&first, "round") && counted;
        let dozens = amounts.says(&first, "of") && words.tag(tokens.start.saturating_sub(1)) == Tag::Cd && tokens.len() > 1;
        let bound = matches!((first.as_str(), words.word(next)), ("at", "least" | "most") | ("up", "to"));
        if bound {
            tokens.start += 2;
        } else if round || dozens && words.word(next) != "of" {
            tokens.start += 1;
        } else if amount && words.word(tokens.start + 1) == "of" {
            tokens.start += 2;
        } else if is_determiner(&words.lower(tokens.start)) || words.tag(tokens.start) == Tag::Cd && tokens.len() > 1 {
            tokens.start += 1;
        } else {
            break;
        }
    }
    tokens
}
