//! What a noun phrase with a role noun says of a person: of which state, body, party or other person he is.

use super::roles::*;
use super::{Affiliation, Reader};
use crate::lexicon;
use crate::side::phrase::{PlaceKind, Role};
use crate::speaker::{MentionKind, SpeakerId, SpeakerKind};
use crate::text::{Span, Tag};
use std::ops::Range;

impl Reader<'_> {
    /// Reads a phrase with a role noun. `after`: it follows the name, so that the first role counts, else the last.
    pub(super) fn phrase(&self, tokens: &Range<usize>, after: bool, out: &mut Affiliation) {
        let words = self.words;
        // A role may come without the pronoun that says whose it is: "his" before "defence minister".
        let owned = tokens.start > 0 && matches!(words.lower(tokens.start - 1).as_str(), "his" | "her");
        let tokens = &(tokens.start - usize::from(owned)..tokens.end);
        let roles = words.roles(tokens);
        let found =
            if after { roles.first() } else { roles.iter().rev().find(|(_, r)| !in_complement(words, tokens, r.start)).or(roles.last()) };
        // "Peru's chief medical officer Professor Gray": the office tells more than the degree.
        let degree = |r: &Range<usize>| matches!(words.lower(r.start).as_str(), "professor" | "prof." | "prof" | "dr." | "dr");
        let office = |(role, _): &&(Role, Range<usize>)| matches!(role, Role::Office | Role::Executive | Role::Force);
        let held = found.filter(|(_, r)| !after && degree(r)).and_then(|_| roles.iter().rev().find(office));
        let Some((role, at)) = held.or(found).cloned() else {
            return;
        };
        let evidence = words.span(tokens.clone());
        let before = tokens.start..at.start;
        let tail = at.end..tokens.end;
        let linked = matches!(words.word(tail.start), "of" | "for" | "at" | "to" | "from" | "in" | "with") && !tail.is_empty();
        // "who heads the agency"
        let verb = lexicon::leading_verbs().has(&words.lower(at.start));
        let complement = if linked {
            tail.start + 1..tail.end
        } else if verb {
            tail
        } else {
            tail.start..tail.start
        };
        if (tokens.start..at.start).any(|i| lexicon::modifiers().says(&words.lower(i), "held")) && role != Role::Voice {
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
        // "Gray's incoming chief of staff" is Gray's, whatever state he is to serve; so is "Gray's pollster".
        let owner = before.clone().any(|i| self.is_other_person(i) && words.possessive(i + 1));
        let hired = matches!(words.lower(at.start).as_str(), "strategist" | "pollster" | "consultant");
        if (owner && (matches!(role, Role::Office | Role::Executive) || hired) || possessive && hired) && words.places(&before).is_empty() {
            if let Some(id) = self.other_speaker(&before) {
                out.principal.get_or_insert((id, evidence));
                return;
            }
        }
        match role {
            Role::Voice => out.voice = true,
            Role::Executive | Role::Office | Role::Force => {
                let local = at.len() == 1 && matches!(words.lower(at.start).as_str(), "mayor" | "sheriff" | "councillor");
                if local {
                    // A town's mayor speaks for his town.
                    let state = |run: &Range<usize>| {
                        let name = words.span(run.clone()).of(words.text).trim_end_matches(['s', '\'', '’']);
                        lexicon::us_state(name).is_some()
                    };
                    let run = words.name_run(&before).or_else(|| words.name_run(&complement)).filter(|run| !state(run));
                    match run {
                        Some(run) => {
                            out.town = true;
                            set_body(out, words, run, evidence);
                        }
                        None => out.local = Some(evidence),
                    }
                    return;
                }
                // "president of the Teachers' Association in Lima" is no president of Peru.
                let heads = words.lower(at.start) == "president"
                    && words
                        .name_run(&complement)
                        .is_some_and(|run| run.start <= complement.start + 1 && words.place_at(run.start, &complement).is_none());
                if heads && words.places(&before).is_empty() && self.heads_body(&before, &complement, evidence, out) {
                    return;
                }
                // "American Weavers Federation President Ann Gray" heads no state either.
                let bodied = words.lower(at.start) == "president"
                    && before.clone().next_back().is_some_and(|i| words.capitalised(i))
                    && words.places(&before).last().is_none_or(|place| place.tokens.end < before.end)
                    && before.clone().any(|i| {
                        words.capitalised(i) && lexicon::organisation_word(&words.lower(i)).is_some_and(|kind| kind != "government")
                    });
                if bodied && self.heads_body(&before, &(at.end..at.end), evidence, out) {
                    return;
                }
                let place =
                    words.places(&before).into_iter().chain(words.places(&complement).into_iter().filter(|p| !located(words, p))).next();
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
            // "Peru's chief of the armed forces": of the state, not of a body.
            Role::Head if state_body(words, &complement) && words.places(&complement).is_empty() && !words.places(&before).is_empty() => {
                if let Some(place) = words.places(&before).first() {
                    set_country(out, place, words);
                }
            }
            Role::Agent | Role::Head | Role::Member => self.belongs(role, at.start, &before, &complement, evidence, out),
        }
    }

    /// "FIFA president", "president of the Teachers' Association": a body, no state.
    fn heads_body(&self, before: &Range<usize>, complement: &Range<usize>, evidence: Span, out: &mut Affiliation) -> bool {
        let words = self.words;
        let title = |i: usize| words.lower(i) == "the" || lexicon::modifiers().says(&words.lower(i), "front");
        let run = words.name_run(complement).or_else(|| words.name_run(before).filter(|run| !run.clone().any(title)));
        let run = run.and_then(|run| self.body_in(run));
        let Some(run) = run else { return false };
        set_body(out, words, run, evidence);
        out.leads = true;
        true
    }

    /// Spokespeople, heads and members: the side is what is named beside.
    pub(super) fn belongs(
        &self,
        role: Role,
        role_at: usize,
        before: &Range<usize>,
        complement: &Range<usize>,
        evidence: Span,
        out: &mut Affiliation,
    ) {
        let words = self.words;
        // A seat in a parliament is no seat of its town: "MP for Leeds", "Montana senator".
        let legislator = lexicon::side_bodies().get_lower(words.word(role_at)) == Some("legislator");
        if complement.clone().any(|i| words.lower(i) == "community") {
            out.voice |= role == Role::Member;
            return;
        }
        for region in [complement, before] {
            if region.is_empty() {
                continue;
            }
            if role == Role::Agent && out.principal.is_none() {
                if let Some(id) = self.other_speaker(region) {
                    out.principal = Some((id, evidence));
                    if lexicon::lawyers().has(&words.lower(role_at)) {
                        out.client = Some(id);
                    }
                    return;
                }
                if self.patron(region, evidence, out) {
                    return;
                }
            }
            if self.party(region, out) {
                return;
            }
            if legislator && words.places(region).is_empty() {
                continue;
            }
            let run = self.body_run(region);
            let place = words.places(region).into_iter().find(|place| !located(words, place));
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
                // "A military spokesman in Leeds" does not speak for Leeds.
                (_, Some(run)) if words.place_at(run.start, region).is_some_and(|p| p.tokens == run && located(words, &p)) => {}
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
            if let Some(run) = self.body_before(region) {
                set_body(out, words, run, evidence);
                return;
            }
            if state_body(words, region) {
                out.local = Some(evidence);
            }
        }
    }

    /// "A department spokesman": of the department that was named last before, by its own name.
    fn body_before(&self, region: &Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let at = region.end.checked_sub(1).filter(|&at| at >= region.start && !words.capitalised(at))?;
        let noun = words.lower(at);
        // "A bureau spokesman" where the article names the FBI.
        let known = |i: &usize| words.capitalised(*i) && lexicon::body_name(&words.lower(*i)).is_some_and(|(_, theirs)| theirs == noun);
        if let Some(named) = (0..at).rev().find(known) {
            return Some(named..named + 1);
        }
        if !lexicon::body_nouns().says(&noun, "house") {
            return None;
        }
        let named = (1..at).rev().find(|&i| words.capitalised(i) && words.lower(i) == noun)?;
        let sentence = words.sentence(named);
        let mut start = named;
        while start > sentence.start && words.capitalised(start - 1) && !matches!(words.word(start - 1), "The" | "A" | "An") {
            start -= 1;
        }
        let of = words.word(named + 1) == "of" && words.capitalised(named + 2);
        let run = if of { words.name_run(&(start..sentence.end.min(named + 7)))? } else { start..named + 1 };
        (run.len() > 1).then_some(run).and_then(|run| self.body_in(run))
    }

    /// A person named in `region` for whom somebody speaks, though he says nothing himself: "the Harris campaign".
    pub(super) fn patron(&self, region: &Range<usize>, evidence: Span, out: &mut Affiliation) -> bool {
        let full = region.clone().filter(|&i| self.words.capitalised(i)).find_map(|i| self.people.get(self.words.word(i))?.clone());
        let any = full.is_some();
        if let (Some(full), None) = (full, &out.patron) {
            // "A spokesman for Roe", who was "Ann Roe (R-Ky.)" before, is of the party.
            if out.party.is_none() {
                out.party = self.party_of(&full).map(|label| (label, evidence));
            }
            out.patron = Some((full, evidence));
        }
        any
    }

    /// The party that the article names right behind the full name of somebody who does not speak.
    fn party_of(&self, full: &str) -> Option<String> {
        let words = self.words;
        words.text.match_indices(full).find_map(|(at, _)| {
            let name = words.tokens_in(Span::new(at, at + full.len()));
            let mut told = Affiliation::default();
            let after = words.after(&name);
            if !after.is_empty() {
                self.after_name(&after, &mut told);
            }
            told.party.map(|(label, _)| label)
        })
    }

    /// The first capitalised run that may be the name of a body: "the UK-based rights organisation Open Rights Group" is
    /// named by its second, and an adjective that only begins a sentence names none.
    fn body_run(&self, region: &Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let mut from = region.start;
        while let Some(run) = words.name_run(&(from..region.end)) {
            let last = run.end - 1;
            let tied = run.len() == 1 && words.word(last).rsplit_once('-').is_some_and(|(_, end)| lexicon::ties().says(end, "body"));
            let opens = run.len() == 1 && words.sentence(last).start == last && words.tag(last).is_adjective();
            let adjective = opens && words.place_at(last, region).is_none();
            if !(tied || adjective) {
                return self.body_in(run);
            }
            from = run.end;
        }
        None
    }

    /// The part of a capitalised run that may be the name of a body: without "Assistant" and the like in front, and
    /// nothing of a run that is an adjective ("British-Israeli") or a federal state.
    pub(super) fn body_in(&self, mut run: Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let rank = |i: usize| lexicon::side_bodies().get_lower(words.word(i)) == Some("rank");
        let tied = |i: usize| words.word(i).ends_with("-based");
        let opens = |i: usize| {
            i == words.sentence(i).start
                && matches!(words.tag(i), Tag::Cc | Tag::In | Tag::Rb | Tag::Dt)
                && (words.tag(i) == Tag::Dt || lexicon::sentence_starters().has(&words.lower(i)))
        };
        while run.start < run.end && (rank(run.start) || tied(run.start) || opens(run.start)) {
            run.start += 1;
        }
        // A parliament and its majority are of all parties: "Senate Minority Leader".
        if run.clone().all(|i| lexicon::chambers().has(words.word(i))) {
            return None;
        }
        // "the Weavers Union in Lima"
        let place =
            run.clone().skip(1).find(|&i| words.word(i) == "in" && words.place_at(i + 1, &run).is_some_and(|p| p.tokens.end == run.end));
        run.end = place.unwrap_or(run.end);
        let adjective = run.len() == 1 && {
            let word = words.word(run.start);
            word.split_once('-').is_some_and(|(a, b)| lexicon::country(a).is_some() && lexicon::country(b).is_some())
        };
        let state = lexicon::us_state(words.span(run.clone()).of(words.text)).is_some();
        let person = run.clone().any(|i| words.word(i) == "and" && self.is_other_person(i.saturating_sub(1)));
        (!run.is_empty() && !adjective && !state && !person).then_some(run)
    }

    /// The word is the last of another person's name.
    pub(super) fn is_other_person(&self, token: usize) -> bool {
        let word = self.words.word(token);
        let persons = self.speakers.list.iter().enumerate().filter(|(id, s)| *id != self.id && s.kind == SpeakerKind::Person);
        self.words.capitalised(token) && persons.into_iter().any(|(_, s)| s.name.split_whitespace().last() == Some(word))
    }

    /// A speaker other than this one whose mention stands in `region`, or whom a possessive there points to.
    pub(super) fn other_speaker(&self, region: &Range<usize>) -> Option<SpeakerId> {
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
        // "the Harris campaign" is not the campaign of somebody else who speaks.
        if region.clone().any(|i| words.capitalised(i) && self.people.contains_key(words.word(i))) {
            return None;
        }
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
}
