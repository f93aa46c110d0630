//! For whom a speaker speaks, by the words of the article that stand at his mentions.

use super::phrase::{Place, PlaceKind, Role, Words};
use crate::attribution::Attribution;
use crate::lexicon;
use crate::speaker::{MentionKind, Speaker, SpeakerId, SpeakerKind, Speakers};
use crate::text::{Span, Tag};
use std::ops::Range;

/// What the article says of a speaker, each with the words that say it. The first evidence of a kind counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Affiliation {
    /// The state whose government the speaker belongs to.
    pub country: Option<(&'static str, Span)>,
    /// He or it heads the government.
    pub executive: bool,
    /// An office of state, whether or not its country is named.
    pub office: Option<Span>,
    /// An organisation, by its name.
    pub body: Option<(String, Span)>,
    pub party: Option<(String, Span)>,
    /// Another speaker, whose lawyer, aide or supporter this one is.
    pub principal: Option<(SpeakerId, Span)>,
    /// A group of people with a cause.
    pub camp: Option<(String, Span)>,
    /// An authority that is not named with its place: the mayor, local authorities.
    pub local: Option<Span>,
    /// Whose lawyer this one is: a party of a case.
    pub client: Option<SpeakerId>,
    /// Common nouns that describe him, lower case: "cabin cleaner".
    pub nouns: Vec<(String, Span)>,
    /// An expert, a witness, a reporter.
    pub voice: bool,
}

/// The affiliation of each speaker.
pub(super) fn affiliations(words: &Words, attributions: &[Attribution], speakers: &Speakers) -> Vec<Affiliation> {
    let mut out = vec![Affiliation::default(); speakers.list.len()];
    for (id, speaker) in speakers.list.iter().enumerate() {
        let reader = Reader { words, speakers, id };
        reader.read(speaker, attributions, &mut out[id]);
    }
    pair_plural_roles(words, speakers, &mut out);
    out
}

struct Reader<'a> {
    words: &'a Words<'a>,
    speakers: &'a Speakers,
    id: SpeakerId,
}

impl Reader<'_> {
    fn read(&self, speaker: &Speaker, attributions: &[Attribution], out: &mut Affiliation) {
        let words = self.words;
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
        match at_name {
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
            // "France's Emmanuel Macron"
            if let Some(place) = words.places(tokens).last().filter(|p| p.tokens.end + 1 == tokens.end && words.possessive(p.tokens.end)) {
                set_country(out, place, words);
            }
            self.party(tokens, out);
            return;
        }
        self.phrase(tokens, false, out);
    }

    fn after_name(&self, tokens: &Range<usize>, out: &mut Affiliation) {
        let words = self.words;
        let first = words.word(tokens.start);
        if matches!(first, "of" | "from") {
            if let Some(place) = words.place_at(tokens.start + 1, tokens) {
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
        let roles = words.roles(tokens);
        let Some((_, role)) = roles.first() else { return };
        // A role after "and" or after a verb is somebody else's: "Gray, Ruiz and company officials".
        let plain = (tokens.start..role.start).all(|i| !matches!(words.word(i), "and" | "or" | "but" | "to" | "with" | "that"));
        if plain {
            self.phrase(tokens, true, out);
        }
    }

    /// Reads a phrase with a role noun. `after`: it follows the name, so that the first role counts, else the last.
    fn phrase(&self, tokens: &Range<usize>, after: bool, out: &mut Affiliation) {
        let words = self.words;
        // A role may come without the pronoun that says whose it is: "his" before "defence minister".
        let owned = tokens.start > 0 && matches!(words.lower(tokens.start - 1).as_str(), "his" | "her");
        let tokens = &(tokens.start - usize::from(owned)..tokens.end);
        let roles = words.roles(tokens);
        let found =
            if after { roles.first() } else { roles.iter().rev().find(|(_, r)| !in_complement(words, tokens, r.start)).or(roles.last()) };
        let Some((role, at)) = found.cloned() else {
            return;
        };
        let evidence = words.span(tokens.clone());
        let before = tokens.start..at.start;
        let tail = at.end..tokens.end;
        let linked = matches!(words.word(tail.start), "of" | "for" | "at" | "to" | "from" | "in" | "with") && !tail.is_empty();
        // "who heads the agency"
        let verb =
            matches!(words.lower(at.start).as_str(), "heads" | "leads" | "chairs" | "headed" | "led" | "represents" | "representing");
        let complement = if linked {
            tail.start + 1..tail.end
        } else if verb {
            tail
        } else {
            tail.start..tail.start
        };
        if (tokens.start..at.start).any(|i| matches!(words.lower(i).as_str(), "former" | "ex" | "then")) && role != Role::Voice {
            self.party(&before, out);
            return;
        }
        // "Representative Ann Gray" sits in a parliament; a representative of somebody speaks for him.
        let role = if role == Role::Agent && words.word(at.start).starts_with("Representative") { Role::Member } else { role };
        // "his defence minister": of his side.
        let possessive = matches!(words.lower(tokens.start).as_str(), "his" | "her");
        if possessive && role != Role::Voice && words.places(&before).is_empty() {
            if let Some(id) = self.other_speaker(&before) {
                out.principal.get_or_insert((id, evidence));
            }
            // Whose minister he is stays open: not the story's own state's.
            return;
        }
        match role {
            Role::Voice => out.voice = true,
            Role::Executive | Role::Office | Role::Force => {
                let local = at.len() == 1 && matches!(words.lower(at.start).as_str(), "mayor" | "sheriff" | "councillor");
                if local {
                    // A town's mayor speaks for his town.
                    let run = words.name_run(&before).or_else(|| words.name_run(&complement));
                    match run {
                        Some(run) => set_body(out, words, run, evidence),
                        None => out.local = Some(evidence),
                    }
                    return;
                }
                let place = words.places(&before).into_iter().chain(words.places(&complement)).next();
                if let Some(place) = place {
                    set_country(out, &place, words);
                    out.country = out
                        .country
                        .map(|(name, span)| if span == words.span(place.tokens.clone()) { (name, evidence) } else { (name, span) });
                } else if words.lower(at.start) == "president" && self.heads_body(&before, &complement, evidence, out) {
                    return;
                }
                let vice = matches!(words.lower(at.start.saturating_sub(1)).as_str(), "vice" | "deputy");
                out.executive |= role == Role::Executive && !vice;
                // A general is named with his army, an office with its state; without either it is of the story's own state.
                if role != Role::Force || out.country.is_some() {
                    out.office.get_or_insert(evidence);
                }
                self.party(&before, out);
            }
            Role::Agent | Role::Head | Role::Member => self.belongs(role, at.start, &before, &complement, evidence, out),
        }
    }

    /// "FIFA president", "president of the Teachers' Association": a body, no state.
    fn heads_body(&self, before: &Range<usize>, complement: &Range<usize>, evidence: Span, out: &mut Affiliation) -> bool {
        let words = self.words;
        let title = |i: usize| {
            matches!(words.lower(i).as_str(), "vice" | "deputy" | "republican" | "democratic" | "then" | "late" | "the" | "incumbent")
        };
        let run = words.name_run(complement).or_else(|| words.name_run(before).filter(|run| !run.clone().any(title)));
        let Some(run) = run else { return false };
        set_body(out, words, run, evidence);
        true
    }

    /// Spokespeople, heads and members: the side is what is named beside.
    fn belongs(&self, role: Role, role_at: usize, before: &Range<usize>, complement: &Range<usize>, evidence: Span, out: &mut Affiliation) {
        let words = self.words;
        for region in [complement, before] {
            if region.is_empty() {
                continue;
            }
            if role == Role::Agent && out.principal.is_none() {
                if let Some(id) = self.other_speaker(region) {
                    out.principal = Some((id, evidence));
                    let word = words.lower(role_at);
                    if matches!(
                        word.as_str(),
                        "lawyer" | "lawyers" | "attorney" | "attorneys" | "barrister" | "solicitor" | "advocate" | "counsel"
                    ) {
                        out.client = Some(id);
                    }
                    return;
                }
            }
            if self.party(region, out) {
                return;
            }
            let run = words.name_run(region);
            let place = words.places(region).into_iter().next();
            match (place, run) {
                // The state itself, or a ministry of it: "Russian officials", "the Chinese foreign ministry's spokeswoman".
                (Some(place), run)
                    if run
                        .as_ref()
                        .is_none_or(|r| r.end <= place.tokens.end || words.possessive(r.end - 1) || state_body(words, region)) =>
                {
                    let agency = matches!(place.kind, PlaceKind::Agency);
                    set_country(out, &place, words);
                    if agency || run.as_ref().is_some_and(|r| r.end > place.tokens.end) {
                        set_body(out, words, run.unwrap_or(place.tokens.clone()), evidence);
                    }
                    if matches!(place.kind, PlaceKind::Institution) {
                        out.office.get_or_insert(evidence);
                    }
                    return;
                }
                (_, Some(run)) => {
                    if run.clone().any(|i| lexicon::side_bodies().get_lower(words.word(i)) == Some("learned")) {
                        out.voice = true;
                    } else {
                        set_body(out, words, run, evidence);
                    }
                    return;
                }
                _ => {}
            }
            if let Some(id) = self.other_speaker(region) {
                out.principal.get_or_insert((id, evidence));
                return;
            }
            if state_body(words, region) {
                out.local = Some(evidence);
            }
        }
    }

    /// The word is the last of another person's name.
    fn is_other_person(&self, token: usize) -> bool {
        let word = self.words.word(token);
        let persons = self.speakers.list.iter().enumerate().filter(|(id, s)| *id != self.id && s.kind == SpeakerKind::Person);
        self.words.capitalised(token) && persons.into_iter().any(|(_, s)| s.name.split_whitespace().last() == Some(word))
    }

    /// A speaker other than this one whose mention stands in `region`, or whom a possessive there points to.
    fn other_speaker(&self, region: &Range<usize>) -> Option<SpeakerId> {
        let words = self.words;
        let span = words.span(region.clone());
        let list = self.speakers.list.iter().enumerate().filter(|(id, _)| *id != self.id);
        let named = list.clone().find(|(_, s)| s.mentions.iter().any(|m| m.kind != MentionKind::Pronoun && span.contains(m.span)));
        if let Some((id, _)) = named {
            return Some(id);
        }
        let text = span.of(words.text).trim_start_matches("the ").to_lowercase();
        let same = list.clone().find(|(_, s)| {
            s.mentions
                .iter()
                .any(|m| m.kind != MentionKind::Pronoun && m.span.of(words.text).to_lowercase().trim_start_matches("the ") == text)
        });
        if let (false, Some((id, _))) = (text.is_empty(), same) {
            return Some(id);
        }
        // By the last name, where the mention is part of a longer one.
        let last = |name: &str| name.split_whitespace().last().unwrap_or("").to_owned();
        let person = list
            .clone()
            .find(|(_, s)| s.kind == SpeakerKind::Person && region.clone().any(|i| words.capitalised(i) && words.word(i) == last(&s.name)));
        if let Some((id, _)) = person {
            return Some(id);
        }
        // "the fisheries bureau's spokesman" where the bureau speaks too.
        let head = last(&text);
        let body = list.clone().find(|(_, s)| {
            let described =
                |m: &&crate::speaker::Mention| m.kind == MentionKind::Description && last(&m.span.of(words.text).to_lowercase()) == head;
            s.kind == SpeakerKind::Organisation && s.mentions.iter().any(|m| described(&m))
        });
        if let (true, Some((id, _))) = (head.len() > 3, body) {
            return Some(id);
        }
        if !matches!(words.lower(region.start).as_str(), "his" | "her") {
            return None;
        }
        // "her lawyer": the person named last before it, in the same sentence or the one before.
        let sentence = words.sentence(region.start).start;
        // Within a sentence a pronoun looks back no further: "he accepted the resignation of his minister".
        let opens = region.start == sentence;
        let near = if sentence > 0 && opens { words.sentence(sentence - 1).start } else { sentence };
        let from = words.span(near..near + 1).start;
        let before = list.filter(|(_, s)| s.kind == SpeakerKind::Person);
        let last = before.filter_map(|(id, s)| {
            s.mentions.iter().map(|m| m.span.start).filter(|&at| at <= span.start && at >= from).max().map(|at| (at, id))
        });
        last.max_by_key(|&(at, _)| at).map(|(_, id)| id)
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
        // "Gray and her colleagues", "supporters of Gray", "Gray's campaign".
        let joined = (tokens.start..tokens.end).find(|&i| words.word(i) == "and" && matches!(words.word(i + 1), "his" | "her" | "their"));
        if let Some(at) = joined {
            if let Some(id) = self.other_speaker(&(tokens.start..at)) {
                out.principal.get_or_insert((id, evidence));
                return;
            }
        }
        let mut backers = tokens.clone().filter(|&i| {
            matches!(
                words.lower(i).as_str(),
                "supporters" | "followers" | "allies" | "backers" | "campaign" | "office" | "team" | "statement"
            )
        });
        if backers.any(|_| true) || kind == SpeakerKind::Document && tokens.clone().any(|i| words.possessive(i)) {
            if let Some(id) = self.other_speaker(&tokens) {
                out.principal.get_or_insert((id, evidence));
                return;
            }
        }
        let core = tokens.start..head_end(words, &tokens);
        let head = words.lower(core.end.saturating_sub(1));
        let class = class_of(words, &tokens, &head);
        // The state stands before the head, or right after its "of": "the government of Peru".
        let mut places = words.places(&core);
        if let (true, Some("state"), "of") = (places.is_empty(), class, words.word(core.end)) {
            places.extend(words.places(&(core.end + 1..tokens.end)).into_iter().take(1));
        }
        if self.party(&core, out) {
            return;
        }
        let roles = words.roles(&tokens);
        if let Some((Role::Agent, at)) = roles.first() {
            let linked = matches!(words.word(at.end), "of" | "for" | "from" | "to");
            let complement = if linked { at.end + 1..tokens.end } else { at.end..at.end };
            self.belongs(Role::Agent, at.start, &(tokens.start..at.start), &complement, evidence, out);
            return;
        }
        if let Some(place) = places.first() {
            let whole = place.tokens == tokens;
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
            _ if kind == SpeakerKind::Group => {
                out.camp.get_or_insert((words.span(tokens).of(words.text).to_owned(), evidence));
            }
            _ => {}
        }
    }
}

/// "The foreign ministers of Russia and China, Sergei Lavrov and Wang Yi": the names take the states in their order.
fn pair_plural_roles(words: &Words, speakers: &Speakers, out: &mut [Affiliation]) {
    for sentence in &words.parsed.sentences {
        let tokens = sentence.tokens.clone();
        for (_, role) in words
            .roles(&tokens)
            .into_iter()
            .filter(|(r, at)| matches!(r, Role::Executive | Role::Office | Role::Head) && words.lower(at.end - 1).ends_with('s'))
        {
            let (mut places, mut at) = (Vec::new(), role.end);
            if words.word(at) == "of" {
                at += 1;
                while at < tokens.end && (places.is_empty() || matches!(words.word(at - 1), "and" | ",")) {
                    let Some(place) = words.place_at(at, &tokens) else { break };
                    at = place.tokens.end + usize::from(matches!(words.word(place.tokens.end), "and" | ","));
                    places.push(place);
                }
            } else {
                // "the Russian and Chinese foreign ministers, ..."
                let from = role.start.saturating_sub(7).max(tokens.start);
                places = words.places(&(from..role.start)).into_iter().filter(|p| p.kind == PlaceKind::Adjective).collect();
                at += usize::from(words.word(at) == ",");
            }
            if places.len() < 2 {
                continue;
            }
            let evidence = words.span(role.start.min(places.first().map_or(role.start, |p| p.tokens.start))..at);
            let mut named: Vec<(Span, SpeakerId)> = Vec::new();
            for (id, speaker) in speakers.list.iter().enumerate() {
                named.extend(speaker.mentions.iter().filter(|m| m.kind == MentionKind::Name).map(|m| (m.span, id)));
            }
            named.retain(|(span, _)| span.start >= evidence.end && (span.end as usize) <= sentence.span.end as usize);
            named.sort();
            // The list of names must begin right here, and be as long as that of the states: "attended by the Russian and
            // Chinese foreign ministers, Gray said" names neither.
            let together = named.windows(2).take(places.len() - 1).all(|pair| {
                let between = words.tokens_in(pair[0].0).end..words.tokens_in(pair[1].0).start;
                between.len() <= 3
                    && between.clone().any(|i| matches!(words.word(i), "and" | ","))
                    && between.clone().all(|i| matches!(words.word(i), "and" | ",") || words.capitalised(i))
            });
            if named.len() < places.len() || !together {
                continue;
            }
            if named.first().is_none_or(|(span, _)| words.tokens_in(*span).start > at + 1) {
                continue;
            }
            for (place, (_, id)) in places.iter().zip(named) {
                if let (Some(a), true) = (out.get_mut(id), words.lower(role.start).as_str() != "critics") {
                    a.country.get_or_insert((place.name, evidence));
                    a.office.get_or_insert(evidence);
                }
            }
        }
    }
}

/// The role noun of `tokens` is a plural: it says what several people are.
fn plural_role(words: &Words, tokens: &Range<usize>) -> bool {
    // A role with two states ("foreign ministers of Peru and Chile") is dealt out in order afterwards.
    let shared = words.places(tokens).len() > 1 && words.roles(tokens).iter().any(|(_, at)| words.lower(at.end - 1).ends_with('s'));
    shared || words.roles(tokens).last().is_some_and(|(_, at)| words.tag(at.end - 1).is_plural())
}

fn set_country(out: &mut Affiliation, place: &Place, words: &Words) {
    out.country.get_or_insert((place.name, words.span(place.tokens.clone())));
    out.executive |= place.kind == PlaceKind::Institution;
}

fn set_body(out: &mut Affiliation, words: &Words, run: Range<usize>, evidence: Span) {
    let mut end = run.end;
    while end > run.start && words.possessive(end - 1) {
        end -= 1;
    }
    let label = words.span(run.start..end).of(words.text);
    if !label.is_empty() {
        out.body.get_or_insert((label.to_owned(), evidence));
    }
}

fn is_determiner(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "some" | "many" | "most" | "several" | "other" | "all" | "both" | "new" | "these" | "those")
}

/// A role in the complement of another one is not the person's: "aide to the president".
fn in_complement(words: &Words, tokens: &Range<usize>, at: usize) -> bool {
    (tokens.start..at)
        .any(|i| matches!(words.word(i), "of" | "for" | "to") && words.roles(&(tokens.start..i)).iter().any(|(_, r)| r.end == i))
}

fn state_body(words: &Words, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|i| lexicon::side_bodies().get_lower(words.word(i)) == Some("state"))
}

/// Where the core of a noun phrase ends: before the first preposition, comma, relative or participle after the first word.
fn head_end(words: &Words, tokens: &Range<usize>) -> usize {
    let stop = |i: &usize| {
        let tag = words.tag(*i);
        let joined = matches!(
            tag,
            Tag::In | Tag::To | Tag::Comma | Tag::Lrb | Tag::Wdt | Tag::Wp | Tag::Vbn | Tag::Vbg | Tag::Vbd | Tag::Colon | Tag::Cc
        );
        joined && !words.capitalised(*i) && words.tag(*i + 1) != Tag::Nn
            || matches!(
                words.lower(*i).as_str(),
                "of" | "for" | "in" | "at" | "on" | "," | "(" | "who" | "that" | "from" | "with" | "to" | "by"
            )
    };
    tokens.clone().skip(1).find(stop).unwrap_or(tokens.end)
}

fn class_of(words: &Words, tokens: &Range<usize>, head: &str) -> Option<&'static str> {
    let table = lexicon::side_bodies();
    let last_two = (tokens.start + 1..tokens.end)
        .find(|&i| words.lower(i) == head)
        .and_then(|i| table.get_lower(words.span(i - 1..i + 1).of(words.text)));
    last_two.or_else(|| table.get(head))
}

/// The party that `tokens` name: by its full name ("Civic Party"), else by a word that stands for one.
fn party_in(words: &Words, tokens: &Range<usize>) -> Option<String> {
    let table = lexicon::side_bodies();
    for i in tokens.clone() {
        let low = words.lower(i);
        if table.get(&low) != Some("party") {
            continue;
        }
        if low == "party" || low == "parties" {
            let mut start = i;
            while start > tokens.start && words.capitalised(start - 1) && words.place_at(start - 1, tokens).is_none_or(|_| true) {
                start -= 1;
            }
            let mut end = i + 1;
            if matches!(words.word(end), "of" | "for") && end < tokens.end {
                let name = words.name_run(&(end + 1..tokens.end));
                end = name.filter(|n| n.start <= end + 2).map_or(end, |n| n.end);
            }
            if start < i || end > i + 1 {
                return Some(words.span(start..end).of(words.text).to_owned());
            }
            continue;
        }
        if low == "opposition" {
            return Some("Opposition".to_owned());
        }
        if !words.capitalised(i) {
            continue;
        }
        return Some(match low.as_str() {
            "republican" | "republicans" | "gop" => "Republicans".to_owned(),
            "democrat" | "democrats" | "democratic" if words.lower(i + 1) != "party" => "Democrats".to_owned(),
            "tory" | "tories" | "conservatives" => "Conservatives".to_owned(),
            "lib dems" | "liberal democrats" => "Liberal Democrats".to_owned(),
            _ => continue,
        });
    }
    None
}
