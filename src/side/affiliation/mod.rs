//! For whom a speaker speaks, by the words of the article that stand at his mentions.

mod offices;
mod phrase;
mod roles;

use super::phrase::{PlaceKind, Role, Words};
use crate::attribution::Attribution;
use crate::lexicon;
use crate::speaker::{MentionKind, Speaker, SpeakerId, SpeakerKind, Speakers};
use crate::text::{Span, Tag};
use roles::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// What the article says of a speaker, each with the words that say it. The first evidence of a kind counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Affiliation {
    /// The state whose government the speaker belongs to.
    pub country: Option<(&'static str, Span)>,
    /// He or it heads the government.
    pub executive: bool,
    /// The government of his state is named as such: "the White House", "the Gray administration".
    pub seat: bool,
    /// He heads a body that is no state: "president of the Teachers' Association".
    pub leads: bool,
    /// An office of state, whether or not its country is named.
    pub office: Option<Span>,
    /// An organisation, by its name.
    pub body: Option<(String, Span)>,
    pub party: Option<(String, Span)>,
    /// Another speaker, whose lawyer, aide or supporter this one is.
    pub principal: Option<(SpeakerId, Span)>,
    /// A person of whom the article tells but who says nothing himself, for whom this one speaks, by his full name.
    pub patron: Option<(String, Span)>,
    /// A group of people with a cause.
    pub camp: Option<(String, Span)>,
    /// An authority that is not named with its place: the mayor, local authorities.
    pub local: Option<Span>,
    /// A town, by its mayor or sheriff.
    pub town: bool,
    /// Whose lawyer this one is: a party of a case.
    pub client: Option<SpeakerId>,
    /// Common nouns that describe him, lower case: "cabin cleaner".
    pub nouns: Vec<(String, Span)>,
    /// All words of what he is called, lower case: "environmental".
    pub words: Vec<String>,
    /// An expert, a witness, a reporter.
    pub voice: bool,
}

/// The affiliation of each speaker.
pub(super) fn affiliations(words: &Words, attributions: &[Attribution], speakers: &Speakers) -> Vec<Affiliation> {
    let mut out = vec![Affiliation::default(); speakers.list.len()];
    let people = people(words);
    for (id, speaker) in speakers.list.iter().enumerate() {
        let reader = Reader { words, speakers, people: &people, id };
        reader.read(speaker, attributions, &mut out[id]);
        // "The president", once his union is named, is the president of the union.
        let a = &mut out[id];
        let bare =
            |span: Span| matches!(span.of(words.text).to_lowercase().trim_start_matches("the "), "president" | "chancellor" | "premier");
        if a.leads && a.country.is_none() && a.office.is_some_and(bare) {
            (a.executive, a.office) = (false, None);
        }
    }
    pair_plural_roles(words, speakers, &mut out);
    offices::head_administrations(words, speakers, &mut out);
    offices::american_secretaries(words, speakers, &mut out);
    offices::of_campaigns(words, speakers, &mut out);
    offices::of_transitions(words, speakers, &mut out);
    out
}

/// The full names of people by their last word, where the article has one such person only.
fn people(words: &Words) -> BTreeMap<String, Option<String>> {
    let mut out: BTreeMap<String, Option<String>> = BTreeMap::new();
    for at in 1..words.parsed.tokens.len() {
        let given = words.capitalised(at - 1) && words.capitalised(at) && lexicon::given_name(words.word(at - 1)).is_some();
        if !given || words.sentence(at).start == at {
            continue;
        }
        let full = words.span(at - 1..at + 1).of(words.text).to_owned();
        let known = out.entry(words.word(at).to_owned()).or_insert_with(|| Some(full.clone()));
        if known.as_ref().is_some_and(|other| *other != full) {
            *known = None;
        }
    }
    out
}

struct Reader<'a> {
    words: &'a Words<'a>,
    speakers: &'a Speakers,
    people: &'a BTreeMap<String, Option<String>>,
    id: SpeakerId,
}

impl Reader<'_> {
    fn read(&self, speaker: &Speaker, attributions: &[Attribution], out: &mut Affiliation) {
        let words = self.words;
        // Whom a transcript could not name.
        if speaker.name.to_lowercase().starts_with("unidentified ") {
            out.voice = true;
            return;
        }
        let mut spans: Vec<Span> = speaker.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun).map(|m| m.span).collect();
        // The source of an attribution is often the whole noun phrase: "Ann Gray, a spokeswoman for the union".
        for (attribution, of) in attributions.iter().zip(&self.speakers.of) {
            if of.len() == 1 && of[0] == self.id {
                spans.extend(attribution.source.iter().copied().filter(|s| s.of(words.text).contains(' ')));
            }
        }
        spans.sort();
        spans.dedup();
        let person = speaker.kind == SpeakerKind::Person;
        for &span in &spans {
            let tokens = words.tokens_in(span);
            if tokens.is_empty() {
                continue;
            }
            if person {
                self.person(&tokens, &speaker.name, out);
            } else {
                self.body(&tokens, speaker.kind, out);
            }
        }
        // What stands at the names comes first; a plural role is shared with others, and may not be his at all.
        if let Some(role) = speaker.role.filter(|role| !plural_role(words, &words.tokens_in(*role))) {
            let tokens = words.tokens_in(role);
            let own = spans.first().map_or(tokens.start, |s| words.tokens_in(*s).start);
            self.phrase(&tokens, role.start as usize >= own, out);
        }
    }

    /// Reads a mention of a person: the words before the name, within the mention, and after it.
    fn person(&self, tokens: &Range<usize>, name: &str, out: &mut Affiliation) {
        let words = self.words;
        // Where within the mention the name stands.
        let last = name.split_whitespace().last().unwrap_or("");
        let at_name = tokens.clone().rev().find(|&i| words.word(i) == last);
        // Who has no name is called by what he is: "a leader of the union".
        let unnamed = name.split(' ').next().is_some_and(|first| is_determiner(&first.to_lowercase()) || first == "one");
        match at_name.filter(|_| !unnamed) {
            None => self.phrase(tokens, false, out),
            Some(end) => {
                let first = name.split_whitespace().next().unwrap_or("");
                let start = (tokens.start..=end).find(|&i| words.word(i) == first).unwrap_or(end);
                let name = start..end + 1;
                let before = words.before(&name);
                if !before.is_empty() {
                    self.before_name(&before, out);
                }
                let after = words.after(&name);
                out.words.extend(before.clone().chain(after.clone()).take(16).map(|i| words.lower(i)));
                for i in before.clone().chain(after.clone()).filter(|&i| words.tag(i).is_noun() && i < after.start + 9) {
                    // "Justice Gray" is a title, which does not make him one of "the justices" who are heard.
                    if words.capitalised(i) && i != words.sentence(i).start {
                        continue;
                    }
                    out.nouns.push((words.lower(i), words.span(i..i + 1)));
                }
                if !after.is_empty() {
                    self.after_name(&after, out);
                }
            }
        }
    }

    fn before_name(&self, tokens: &Range<usize>, out: &mut Affiliation) {
        let words = self.words;
        // "Gray and Leeds Mayor Ann Hill": what stands before "and" is Gray's.
        let cut = tokens.clone().filter(|&i| words.word(i) == "and" && i > tokens.start && self.is_other_person(i - 1)).max();
        let tokens = &(cut.map_or(tokens.start, |at| at + 1)..tokens.end);
        if words.roles(tokens).is_empty() {
            // "NPR's Ann Gray" reports.
            let owner = tokens.end.checked_sub(2).filter(|&i| i >= tokens.start && words.possessive(i + 1));
            if owner.is_some_and(|i| lexicon::side_bodies().get_lower(words.word(i)) == Some("learned")) {
                out.voice = true;
                return;
            }
            // "France's Emmanuel Macron"
            if let Some(place) = words.places(tokens).last().filter(|p| p.tokens.end + 1 == tokens.end && words.possessive(p.tokens.end)) {
                set_country(out, place, words);
            }
            self.party(tokens, out);
            return;
        }
        self.phrase(tokens, false, out);
    }

    pub(super) fn after_name(&self, tokens: &Range<usize>, out: &mut Affiliation) {
        let words = self.words;
        let first = words.word(tokens.start);
        if matches!(first, "of" | "from") {
            if let Some(run) = words.body_of_origin(tokens) {
                // "Gray of the Civic Party"
                if self.party(&run, out) {
                    return;
                }
                set_body(out, words, run.clone(), words.span(run));
            } else if let Some(place) = words.place_at(tokens.start + 1, tokens) {
                set_country(out, &place, words);
            }
            return;
        }
        // "(R-Ky.)", ", R-Wis.": the party by its letter, a hyphen, a federal state.
        let mut chars = first.chars();
        if let (Some(letter @ ('R' | 'D')), Some('-' | '‑' | '–'), Some(next)) = (chars.next(), chars.next(), chars.next()) {
            if next.is_uppercase() && out.party.is_none() {
                let label = if letter == 'R' { "Republicans" } else { "Democrats" };
                out.party = Some((label.to_owned(), words.span(tokens.start..tokens.start + 1)));
            }
            return;
        }
        // "(D., Mont.)"
        if matches!(first, "D." | "R.") && words.word(tokens.start + 1) == "," && out.party.is_none() {
            let label = if first == "R." { "Republicans" } else { "Democrats" };
            out.party = Some((label.to_owned(), words.span(tokens.start..tokens.start + 1)));
            return;
        }
        // ", Md., the second Democrat in the House": the federal state is passed over.
        if lexicon::us_state(first).is_some() && tokens.len() == 1 && words.word(tokens.end) == "," {
            let next = words.after(&(tokens.start..tokens.end));
            if matches!(words.lower(next.start).as_str(), "a" | "an" | "the") {
                self.after_name(&next, out);
            }
            return;
        }
        let roles = words.roles(tokens);
        let Some((_, role)) = roles.first() else {
            // ", a Virginia Democrat,"
            if matches!(first, "a" | "an" | "the") {
                let head = head_end(words, tokens);
                self.party(&(tokens.start..head), out);
            }
            return;
        };
        // A role after "and" or after a verb is somebody else's: "Gray, Ruiz and company officials".
        let plain = (tokens.start..role.start).all(|i| !matches!(words.word(i), "and" | "or" | "but" | "to" | "with" | "that"));
        if plain {
            self.phrase(tokens, true, out);
        }
    }

    /// A party named in `tokens`.
    fn party(&self, tokens: &Range<usize>, out: &mut Affiliation) -> bool {
        let found = party_in(self.words, tokens);
        let any = found.is_some();
        if let (None, Some(label)) = (&out.party, found) {
            out.party = Some((label, self.words.span(tokens.clone())));
        }
        any
    }

    /// Reads a mention of an organisation, a group, a document or somebody unnamed.
    fn body(&self, tokens: &Range<usize>, kind: SpeakerKind, out: &mut Affiliation) {
        let words = self.words;
        let evidence = words.span(tokens.clone());
        let mut tokens = tokens.clone();
        while tokens.start < tokens.end {
            let amount = lexicon::side_bodies().get_lower(words.word(tokens.start)) == Some("amount");
            if amount && words.word(tokens.start + 1) == "of" {
                tokens.start += 2;
            } else if is_determiner(&words.lower(tokens.start)) || words.tag(tokens.start) == Tag::Cd && tokens.len() > 1 {
                tokens.start += 1;
            } else {
                break;
            }
        }
        if tokens.is_empty() {
            return;
        }
        // "Those around Gray", "those close to the mayor": his people; of others the article does not say what they want.
        if words.lower(evidence_start(words, evidence)) == "those" {
            let near = (tokens.start..tokens.end).find(|&i| matches!(words.word(i), "around" | "close" | "loyal"));
            let around = near.map_or(tokens.end, |at| at + 1)..tokens.end;
            match self.other_speaker(&around).filter(|_| !around.is_empty()) {
                Some(id) => out.principal = out.principal.or(Some((id, evidence))),
                None => out.voice = !self.patron(&around, evidence, out),
            }
            return;
        }
        // "Former department officials", "a retired general" speak for the office no longer.
        let left = |i: &usize| matches!(words.lower(*i).as_str(), "former" | "ex" | "retired" | "onetime");
        let former = tokens.clone().find(left).filter(|_| matches!(kind, SpeakerKind::Group | SpeakerKind::Anonymous));
        if let Some(former) = former {
            let label = words.span(former..head_end(words, &(former..tokens.end)));
            match kind {
                SpeakerKind::Group => out.camp = out.camp.take().or(Some((label.of(words.text).to_owned(), evidence))),
                _ => out.voice = true,
            }
            return;
        }
        // "Gray and her colleagues", "Gray and other councillors", "supporters of Gray", "Gray's campaign".
        let joined =
            (tokens.start..tokens.end).find(|&i| words.word(i) == "and" && matches!(words.word(i + 1), "his" | "her" | "their" | "other"));
        if let Some(at) = joined {
            if let Some(id) = self.other_speaker(&(tokens.start..at)) {
                out.principal.get_or_insert((id, evidence));
                return;
            }
        }
        let mut backers = tokens
            .clone()
            .filter(|&i| lexicon::side_bodies().get_lower(words.word(i)) == Some("backers") || words.lower(i) == "supporters");
        // An office of a matter is no man's: "Office for Budget Responsibility".
        let of_matter = matches!(words.word(tokens.start + 1), "for" | "of") && kind == SpeakerKind::Organisation;
        if backers.any(|_| !of_matter) || kind == SpeakerKind::Document && tokens.clone().any(|i| words.possessive(i)) {
            if let Some(id) = self.other_speaker(&tokens) {
                out.principal.get_or_insert((id, evidence));
                return;
            }
            // "the party's letter to Roe" is the party's.
            let owner = tokens.clone().find(|&i| words.possessive(i)).unwrap_or(tokens.end);
            if self.patron(&(tokens.start..owner), evidence, out) {
                return;
            }
        }
        // "Neither side", "both camps", "their campaigns": all parties or none.
        let first = words.lower(evidence_start(words, evidence));
        let joint = |i: usize| matches!(words.lower(i).as_str(), "and" | "or" | "nor");
        let of_party = party_in(words, &tokens).is_some() && !tokens.clone().any(joint);
        if kind == SpeakerKind::Group && !of_party && matches!(first.as_str(), "neither" | "both" | "each" | "either" | "their" | "its") {
            out.voice = true;
            return;
        }
        let core = tokens.start..head_end(words, &tokens);
        let head = words.lower(core.end.saturating_sub(1));
        let class = class_of(words, &tokens, &head);
        // The state stands before the head, or right after its "of": "the government of Peru".
        let mut places = words.places(&core);
        if let (true, Some("state"), "of") = (places.is_empty(), class, words.word(core.end)) {
            places.extend(words.places(&(core.end + 1..tokens.end)).into_iter().take(1));
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
        if official && places.is_empty() && core.len() > 1 && words.lower(core.end - 2) == "administration" {
            out.office.get_or_insert(evidence);
            return;
        }
        // "Con Edison officials": of the body that stands before.
        if let (SpeakerKind::Group, Some((Role::Member, at)), true) = (kind, roles.first(), places.is_empty()) {
            let run = words.name_run(&(tokens.start..at.start)).filter(|run| run.end == at.start);
            // "City officials" at the head of a sentence are of no body of that name.
            let run = run.filter(|run| run.len() > 1 || run.start > words.sentence(run.start).start).and_then(|run| self.body_in(run));
            if let Some(run) = run {
                set_body(out, words, run, evidence);
                return;
            }
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
                || matches!(place.kind, PlaceKind::Institution)
                || roles.iter().any(|(r, _)| matches!(r, Role::Executive | Role::Office | Role::Force));
            if whole || state {
                set_country(out, place, words);
                if !whole || place.kind == PlaceKind::Agency {
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
            _ if kind == SpeakerKind::Organisation => set_body(out, words, tokens, evidence),
            // People without a cause: "passers-by", "friends", "travellers".
            // People named by their work may be a party: cleaners, pilots.
            None if kind == SpeakerKind::Group && lexicon::role(&head).is_none() && !core.clone().any(|i| words.capitalised(i)) => {
                out.voice = out.body.is_none() && out.camp.is_none();
            }
            _ if kind == SpeakerKind::Group => {
                // "Many in the valley" are no camp "in the valley".
                let place = matches!(words.tag(tokens.start), Tag::In | Tag::To);
                let label = if place { evidence } else { words.span(tokens) };
                out.camp.get_or_insert((label.of(words.text).to_owned(), evidence));
            }
            _ => {}
        }
    }
}

/// The first token of the words `evidence`.
fn evidence_start(words: &Words, evidence: Span) -> usize {
    words.tokens_in(evidence).start
}
