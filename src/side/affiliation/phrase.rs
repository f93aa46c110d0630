//! What a noun phrase with a role noun says of a person: of which state, body, party or other person he is.

use super::roles::*;
use super::{Affiliation, Reader};
use crate::lexicon;
use crate::side::phrase::{PlaceKind, Role};
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
        let found = if after {
            self.own_role(&roles)
        } else {
            roles.iter().rev().find(|(_, r)| !in_complement(words, tokens, r.start)).or(roles.last())
        };
        // "Peru's chief medical officer Professor Gray": the office tells more than the degree.
        let degree = |r: &Range<usize>| matches!(words.lower(r.start).as_str(), "professor" | "prof." | "prof" | "dr." | "dr");
        let office = |(role, _): &&(Role, Range<usize>)| matches!(role, Role::Office | Role::Executive | Role::Force);
        let held = found.filter(|(_, r)| !after && degree(r)).and_then(|_| roles.iter().rev().find(office));
        let Some((role, at)) = held.or(found).map(|first| self.joined_role(&roles, first)).cloned() else {
            return;
        };
        let evidence = words.span(tokens.clone());
        let before = tokens.start..at.start;
        let tail = at.end..tokens.end;
        // "A lawyer with the office who questioned Gray" is not Gray's.
        let tail = tail.start..tail.clone().find(|&i| matches!(words.word(i), "who" | "which" | "whose")).unwrap_or(tail.end);
        let linked = matches!(words.word(tail.start), "of" | "for" | "at" | "to" | "from" | "in" | "with") && !tail.is_empty();
        // An ambassador to a state does not speak for it.
        let sent = words.word(tail.start) == "to" && lexicon::side_bodies().get_lower(words.word(at.end - 1)) == Some("sent");
        let linked = linked && !sent;
        // "The chief of mission to Peru" is sent there.
        let sent_to = |i: &usize| words.word(*i) == "to" && lexicon::side_bodies().get_lower(words.word(*i - 1)) == Some("sent");
        let tail = tail.start..tail.clone().skip(1).find(sent_to).unwrap_or(tail.end);
        // "who heads the agency"
        let verb = lexicon::leading_verbs().has(&words.lower(at.start));
        let complement = if linked {
            tail.start + 1..tail.end
        } else if verb {
            tail
        } else {
            tail.start..tail.start
        };
        // "A former minister", "who was a minister in the Gray administration", "who replaced Hill as minister".
        let verb = (tokens.start + 1..at.start).find(|&i| !words.tag(i).is_adverb()).filter(|&i| words.tag(i) == Tag::Vbd);
        let as_office = verb.is_some_and(|verb| (verb..at.start).any(|i| words.word(i) == "as"));
        let then = words.lower(tokens.start) == "who" && (words.lower(tokens.start + 1) == "was" || as_office);
        let held = then || (tokens.start..at.start).any(|i| lexicon::modifiers().says(&words.lower(i), "held"));
        if held && role != Role::Voice {
            self.party(&before, out);
            return;
        }
        // "Representative Ann Gray" sits in a parliament; a representative of somebody speaks for him.
        let role = if role == Role::Agent && words.word(at.start).starts_with("Representative") { Role::Member } else { role };
        // "his defence minister": of his side.
        let possessive = matches!(words.lower(tokens.start).as_str(), "his" | "her");
        // "Her manager" is above her, and as often against her.
        if possessive && lexicon::superiors().has(&words.lower(at.end - 1)) && words.places(&before).is_empty() && complement.is_empty() {
            return;
        }
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
        if (owner && (matches!(role, Role::Office | Role::Executive) || hired) || possessive && hired)
            && words.places(&before).is_empty()
            && let Some(id) = self.other_speaker(&before)
        {
            out.principal.get_or_insert((id, evidence));
            return;
        }
        // "The shadow health secretary" is of the opposition.
        if (tokens.start.saturating_sub(1)..at.start).any(|i| lexicon::modifiers().says(&words.lower(i), "opposed")) {
            if !self.party(&before, out) {
                out.party.get_or_insert(("Opposition".to_owned(), evidence));
            }
            out.politician.get_or_insert(evidence);
            return;
        }
        // "Union president Ann Gray", "president of the cyclists' federation": of a body in small letters, which is no state.
        if let Some(body) = self.small_body(&at, &before, &complement) {
            out.leads = true;
            match self.other_speaker(&body) {
                Some(id) => out.principal = out.principal.or(Some((id, evidence))),
                None => set_body(out, words, body, evidence),
            }
            return;
        }
        match role {
            // "A Democratic strategist" is of his party.
            Role::Voice if matches!(words.lower(at.start).as_str(), "strategist" | "pollster") && self.party(&before, out) => {}
            Role::Voice => {
                out.voice = true;
                // Of a former employer he is none any more.
                if !held {
                    out.employer = out.employer.take().or_else(|| self.employer(at.start, evidence));
                }
            }
            Role::Executive | Role::Office | Role::Force => {
                let local = at.len() == 1 && matches!(words.lower(at.start).as_str(), "mayor" | "sheriff" | "councillor");
                if local {
                    // A town's mayor speaks for his town.
                    let state = |run: &Range<usize>| lexicon::us_state(words.span(run.clone()).of(words.text)).is_some();
                    // "For Mayor Ada Brook": the capital begins the sentence.
                    let name = |run: &Range<usize>| !state(run) && words.tag(run.start) != Tag::In;
                    let run = words.name_run(&before).or_else(|| words.name_run(&complement)).filter(name);
                    match run {
                        Some(run) => {
                            out.town = true;
                            set_body(out, words, run, evidence);
                        }
                        None => out.local = Some(evidence),
                    }
                    return;
                }
                // "A vice president of planning for Brennox", "deputy commissioner for water at the Works Department": of the body.
                let vice = at.len() == 2 && words.lower(at.start) == "vice" && !complement.is_empty();
                if let Some(run) = self.workplace(&complement, vice).filter(|_| role == Role::Office) {
                    self.employed(run, evidence, out);
                    return;
                }
                // "Says president Ann Gray", in small letters and without a state: of the association that was named last.
                let bare = words.word(at.start) == "president" && before.is_empty() && complement.is_empty() && !after;
                let bare = bare && !self.is_president_by_name();
                if let Some((label, span)) = bare.then(|| self.body_near(at.start)).flatten() {
                    out.body.get_or_insert((label, span));
                    out.leads = true;
                    return;
                }
                // "Ann Gray, President" is a signature, of whatever body.
                if after && words.word(at.start) == "President" && before.is_empty() && complement.is_empty() {
                    return;
                }
                // "Brennox commissioner Ann Gray", where Brennox is heard, is no commissioner of the state.
                let commissioner = matches!(words.word(at.start), "commissioner" | "treasurer" | "comptroller" | "ombudsman");
                if let Some(run) = words.name_run(&before).filter(|run| commissioner && run.end == at.start && self.is_heard(run)) {
                    set_body(out, words, run, evidence);
                    out.leads = true;
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
                // The chancellor of a state where a prime minister governs heads its treasury.
                let governs =
                    words.lower(at.start) != "chancellor" || out.country.is_some_and(|(name, _)| matches!(name, "Germany" | "Austria"));
                out.executive |= role == Role::Executive && !vice && governs;
                if role == Role::Executive {
                    out.politician.get_or_insert(evidence);
                }
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

    /// The role that a phrase behind a name says the person has, of all role nouns in it: the first one. Of two side by side it is the
    /// second, "executive director"; and an office right before the name of somebody else is that one's, "a friend of President Gray".
    pub(super) fn own_role<'r>(&self, roles: &'r [(Role, Range<usize>)]) -> Option<&'r (Role, Range<usize>)> {
        let words = self.words;
        let others = |at: usize| {
            let full = words.capitalised(at + 1) && lexicon::given_name(words.word(at)).is_some();
            words.capitalised(at) && (self.is_other_person(at) || self.people.contains_key(words.word(at)) || full)
        };
        let own = |i: &usize| roles.get(i + 1).is_none_or(|(_, next)| next.start != roles[*i].1.end) && !others(roles[*i].1.end);
        (0..roles.len()).find(own).map(|i| &roles[i])
    }

    /// He is of the body `run`, or an expert where it is a learned one.
    pub(super) fn employed(&self, run: Range<usize>, evidence: Span, out: &mut Affiliation) {
        if run.clone().any(|i| lexicon::side_bodies().get_lower(self.words.word(i)) == Some("learned")) {
            out.voice = true;
        } else {
            set_body(out, self.words, run, evidence);
        }
    }

    /// The body that the end of `complement` says somebody works at, or, where `hired`, works for.
    fn workplace(&self, complement: &Range<usize>, hired: bool) -> Option<Range<usize>> {
        let words = self.words;
        let link = |i: &usize| words.word(*i) == "at" || hired && matches!(words.word(*i), "for" | "of");
        let from = complement.clone().rev().find(link).map_or(complement.start, |at| at + 1);
        if from == complement.start && !hired {
            return None;
        }
        let run = words.name_run(&(from..complement.end)).filter(|run| run.start <= from + 1)?;
        let body = words.place_at(run.start, complement).is_none() || run.len() > 2;
        self.body_in(run).filter(|_| body)
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
        // "President of the Weavers Union, who represents the workers of Brennox": he speaks for the union.
        if out.leads && out.body.is_some() {
            return;
        }
        // A seat in a parliament is no seat of its town: "MP for Leeds", "Montana senator".
        let legislator = lexicon::side_bodies().get_lower(words.word(role_at)) == Some("legislator");
        if legislator {
            out.politician.get_or_insert(evidence);
        }
        if complement.clone().any(|i| words.lower(i) == "community") {
            out.voice |= role == Role::Member;
            return;
        }
        // "Director of Public Affairs at Brennox" is of Brennox, not of its affairs.
        // "A spokeswoman for flydubai": a name that is written small.
        let small = complement.start;
        let low = words.lower(small);
        let known = lexicon::is_group(&low)
            || lexicon::role(&low).is_some()
            || lexicon::organisation_word(&low).is_some()
            || lexicon::side_bodies().has(&low)
            || lexicon::body_nouns().has(&low)
            || lexicon::person_nouns().has(&low);
        if role == Role::Agent
            && complement.len() == 1
            && words.tag(small).is_noun()
            && !words.tag(small).is_plural()
            && !known
            && low.len() > 3
            && !words.capitalised(small)
        {
            set_body(out, words, complement.clone(), evidence);
            return;
        }
        let at = (complement.start..complement.end)
            .find(|&i| words.word(i) == "at" && words.capitalised(i + 1 + usize::from(words.word(i + 1) == "the")));
        let of = words.word(complement.start.wrapping_sub(1)) == "of";
        let employer = at.map_or(complement.end..complement.end, |at| at + 1..complement.end);
        let employer = if of && employer.len() > 1 { employer } else { complement.end..complement.end };
        // "Brennox's head of policy for Europe": whose head he is goes before what of.
        let owned = before.end > before.start && words.possessive(before.end - 1);
        let regions = if owned { [&employer, before, complement] } else { [&employer, complement, before] };
        for region in regions {
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
                if self.patron(region, evidence, out) || self.patron_before(region, evidence, out) {
                    return;
                }
                if let Some(id) = self.of_bare_campaign(region) {
                    out.principal = Some((id, evidence));
                    return;
                }
            }
            if self.party(region, out) {
                return;
            }
            if legislator && words.places(region).is_empty() {
                continue;
            }
            if of_government(words, region) {
                out.office.get_or_insert(evidence);
                return;
            }
            // "Owner of a salon in Norwick County" is not of the county.
            let placed = |run: &Range<usize>| {
                run.start > region.start + 1 && matches!(words.word(run.start - 1), "in" | "near" | "outside" | "after")
            };
            let run = self.body_called(region).or_else(|| self.body_run(region).filter(|run| !placed(run)));
            let run = run.map(|run| self.owned_body(&run, region).unwrap_or(run)).map(|run| of_town(words, run, region));
            // The head of "Gray's own party" need not stand with Gray.
            let of_party = |last: usize| (last + 2..(last + 4).min(region.end)).any(|i| words.lower(i) == "party");
            // "Who leads Mr. Gray's council of advisers": of Gray, not of a body "Mr. Gray".
            let owner = run.clone().map(|run| run.end - 1).filter(|&last| self.is_other_person(last) && words.possessive(last + 1));
            if owner.is_some_and(of_party) {
                continue;
            }
            if let Some(id) = owner.and_then(|last| self.other_speaker(&(last..last + 1))) {
                out.principal.get_or_insert((id, evidence));
                return;
            }
            let place = words.places(region).into_iter().find(|place| !located(words, place));
            // "Peru's Northern League leader" is of the league.
            let party = place.as_ref().and_then(|place| self.body_of_state(region, place));
            let place = place.filter(|_| party.is_none());
            let run = party.or(run);
            // "Director of the Weavers Forum of Peru": of the forum, which is no part of the state.
            let place = place.filter(|place| run.as_ref().is_none_or(|run| !bears_place(words, run, place)));
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
                    self.employed(run, evidence, out);
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
}
