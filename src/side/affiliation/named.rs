//! Whom or what the words beside a role name: a body, another speaker, somebody who says nothing himself.

use super::{Affiliation, Reader};
use crate::lexicon;
use crate::side::near::{may_be, person_before};
use crate::side::phrase::Place;
use crate::speaker::{MentionKind, Speaker, SpeakerId, SpeakerKind};
use crate::text::{Span, Tag};
use std::ops::Range;

/// At so many places of a name at most it is looked which party is named behind it.
const PLACES: usize = 64;

impl Reader<'_> {
    /// The body whose expert somebody is, by the name right before his role: "Brennox's chief economist".
    pub(super) fn employer(&self, role: usize, evidence: Span) -> Option<(String, Span)> {
        let words = self.words;
        let sentence = words.sentence(role).start;
        let quote = |i: usize| matches!(words.word(i), "’" | "'" | "\"" | "”");
        let mut end = role;
        while end > sentence && (!words.capitalised(end - 1) || words.possessive(end - 1)) && role - end < 4 {
            let bare = words.tag(end - 1).is_adjective()
                || lexicon::modifiers().has(&words.lower(end - 1))
                || !words.roles(&(end - 1..end)).is_empty();
            if !(bare || words.possessive(end - 1) || quote(end - 1)) {
                return None;
            }
            end -= 1;
        }
        let mut start = end;
        while start > sentence && words.capitalised(start - 1) && words.word(start - 1) != "The" {
            start -= 1;
        }
        let learned = |i: usize| lexicon::side_bodies().get_lower(words.word(i)) == Some("learned");
        let body = start < end && words.place_at(start, &(start..end)).is_none() && !(start..end).any(learned);
        body.then(|| (words.span(start..end).of(words.text).to_owned(), evidence))
    }

    /// The association or union that is heard and was named last before `at`, in the paragraph or the one before.
    pub(super) fn body_near(&self, at: usize) -> Option<(String, Span)> {
        let words = self.words;
        let paragraph = words.paragraph(at);
        let from = if paragraph.start > 0 { words.paragraph(paragraph.start - 1).start } else { 0 };
        let (from, to) = (words.span(from..from + 1).start, words.span(at..at + 1).start);
        let joins = |s: &Speaker| {
            s.kind == SpeakerKind::Organisation
                && s.name.contains(' ')
                && lexicon::country(&s.name).is_none()
                && s.name.starts_with(char::is_uppercase)
                && s.name.split_whitespace().any(|word| lexicon::organisation_word(word).is_some_and(|kind| kind != "government"))
        };
        let mut named = words.index.before(to).take_while(|m| m.span.start >= from);
        let near = named.find(|m| m.kind == MentionKind::Name && m.span.end <= to && joins(&self.speakers.list[m.id]))?;
        Some((self.speakers.list[near.id].name.clone(), near.span))
    }

    /// `run` is how an organisation that is heard is called.
    pub(super) fn is_heard(&self, run: &Range<usize>) -> bool {
        let words = self.words;
        words.index.is_body(words.span(run.clone()).of(words.text))
    }

    /// "A department spokesman": of the department that was named last before, by its own name.
    pub(super) fn body_before(&self, region: &Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let at = region.end.checked_sub(1).filter(|&at| at >= region.start && !words.capitalised(at))?;
        let noun = words.lower(at);
        // "A bureau spokesman" where the article names the FBI.
        if let Some(named) = self.bodies.known_before(&noun, at) {
            return Some(named..named + 1);
        }
        let named = self.bodies.written_before(&noun, at)?;
        let sentence = words.sentence(named);
        let mut start = named;
        while start > sentence.start && words.capitalised(start - 1) && !matches!(words.word(start - 1), "The" | "A" | "An") {
            start -= 1;
        }
        let of = words.word(named + 1) == "of" && words.capitalised(named + 2);
        let run = if of { words.name_run(&(start..sentence.end.min(named + 7)))? } else { start..named + 1 };
        (run.len() > 1).then_some(run).and_then(|run| self.body_in(run))
    }

    /// "Campaign adviser Ann Gray", without whose: of the person who was named last before.
    pub(super) fn of_bare_campaign(&self, region: &Range<usize>) -> Option<SpeakerId> {
        let words = self.words;
        let start = region.start + usize::from(matches!(words.lower(region.start).as_str(), "a" | "the"));
        let bare = start + 1 == region.end && words.lower(start) == "campaign";
        person_before(words, region.start, Some(self.id)).filter(|_| bare)
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

    /// "His spokesman", of the person whose full name stands last before it in the sentence and who says nothing himself.
    pub(super) fn patron_before(&self, region: &Range<usize>, evidence: Span, out: &mut Affiliation) -> bool {
        let words = self.words;
        let pronoun = words.lower(region.start);
        if region.len() != 1 || !matches!(pronoun.as_str(), "his" | "her") || out.patron.is_some() {
            return false;
        }
        let mut before = (words.sentence(region.start).start..region.start).rev().filter(|&i| words.capitalised(i));
        let full = before.find_map(|i| self.people.get(words.word(i))?.clone()).filter(|full| may_be(full, &pronoun));
        out.patron = full.map(|full| (full, evidence));
        out.patron.is_some()
    }

    /// The party that the article names right behind the full name of somebody who does not speak.
    fn party_of(&self, full: &str) -> Option<String> {
        let words = self.words;
        words.text.match_indices(full).take(PLACES).find_map(|(at, _)| {
            let name = words.tokens_in(Span::new(at, at + full.len()));
            let mut told = Affiliation::default();
            let after = words.after(&name);
            if !after.is_empty() {
                self.after_name(&after, &mut told);
            }
            told.party.map(|(label, _)| label)
        })
    }

    /// "A Facebook group called Harbour First": the body that bears the name behind such a word.
    pub(super) fn body_called(&self, region: &Range<usize>) -> Option<Range<usize>> {
        let called = region.clone().find(|&i| lexicon::naming().has(&self.words.lower(i)))?;
        let run = self
            .words
            .name_run(&(called + 1..region.end))
            .filter(|run| run.start == called + 1 + usize::from(self.words.word(called + 1) == "the"))?;
        self.body_in(run)
    }

    /// "Peru's Northern League leader": a party, a union or the like that is named behind its state, and is no part of it.
    pub(super) fn body_of_state(&self, region: &Range<usize>, place: &Place) -> Option<Range<usize>> {
        let words = self.words;
        let owned = words.possessive(place.tokens.end);
        let run = words.name_run(&(place.tokens.end + 1..region.end)).filter(|run| owned && run.start == place.tokens.end + 1)?;
        let name = words.span(run.clone()).of(words.text).to_lowercase();
        let kind = lexicon::organisation_word(words.word(run.end - 1)).filter(|_| run.len() > 1);
        let private = lexicon::party(&name).is_some() || kind == Some("union") || kind.is_none() && run.len() > 1 && self.is_heard(&run);
        self.body_in(run).filter(|_| private)
    }

    /// "Norwick's Harbour Board": the body with a name of several words behind a town or somebody who is not heard.
    pub(super) fn owned_body(&self, owner: &Range<usize>, region: &Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let mark = owner.end - usize::from(words.possessive(owner.end - 1));
        let state = words.place_at(owner.start, region).is_some();
        if !words.possessive(mark) || state || self.is_heard(&(owner.start..mark)) || self.is_other_person(mark - 1) {
            return None;
        }
        let run = words.name_run(&(mark + 1..region.end)).filter(|run| run.start == mark + 1 && run.len() > 1)?;
        let body = run.clone().any(|i| lexicon::organisation_word(&words.lower(i)).is_some());
        self.body_in(run).filter(|_| body)
    }

    /// The first capitalised run that may be the name of a body: "the UK-based rights organisation Open Rights Group" is
    /// named by its second, and an adjective that only begins a sentence names none.
    pub(super) fn body_run(&self, region: &Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let mut from = region.start;
        while let Some(run) = words.name_run(&(from..region.end)) {
            let last = run.end - 1;
            let tied = run.len() == 1 && words.word(last).rsplit_once('-').is_some_and(|(_, end)| lexicon::ties().says(end, "body"));
            let opens = run.len() == 1 && words.sentence(last).start == last && words.tag(last).is_adjective();
            let adjective = opens && words.place_at(last, region).is_none();
            // "Fire chief Ann Gray" at the head of a sentence.
            let matter = run.len() == 1 && words.sentence(last).start == last && lexicon::matters().has(&words.lower(last));
            if !(tied || adjective || matter) {
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
        // "One executive" is of no "One".
        let opens = |i: usize| {
            i == words.sentence(i).start
                && (matches!(words.tag(i), Tag::Cc | Tag::In | Tag::Rb | Tag::Dt) || words.tag(i) == Tag::Cd && !words.capitalised(i + 1))
                && (matches!(words.tag(i), Tag::Dt | Tag::Cd) || lexicon::sentence_starters().has(&words.lower(i)))
        };
        // "Los Angeles-based" is no body.
        run.start = run.clone().rev().find(|&i| tied(i)).map_or(run.start, |i| i + 1);
        while run.start < run.end && (rank(run.start) || opens(run.start)) {
            run.start += 1;
        }
        // "Harbour Additional Director"
        while run.len() > 1 && rank(run.end - 1) {
            run.end -= 1;
        }
        // "A spokesman for Mrs. Gray"
        if run.len() == 1 && lexicon::title(&words.lower(run.start)).is_some() {
            return None;
        }
        // "Chief Financial Officer"
        if run.len() == 1 && lexicon::side_bodies().get_lower(words.word(run.start)) == Some("matter") {
            return None;
        }
        // "Author and activist Ann Gray" at the head of a sentence, "I", "Our editor".
        let role = |i: usize| i == words.sentence(i).start && lexicon::role(&words.lower(i)).is_some();
        if run.len() == 1 && (words.word(run.start) == "I" || words.tag(run.start) == Tag::PrpS || role(run.start)) {
            return None;
        }
        // A parliament and its majority are of all parties: "Senate Minority Leader".
        if run.clone().all(|i| lexicon::chambers().has(words.word(i))) {
            return None;
        }
        // "the Weavers Union in Lima", "the Brook Harbour Centre in Leeds"
        let known = |i: usize| words.place_at(i + 1, &run).is_some_and(|p| p.tokens.end == run.end) || i >= run.start + 2;
        let article = |i: usize| words.word(i + 1) == "the" && words.capitalised(i + 2);
        let place = run.clone().skip(1).find(|&i| words.word(i) == "in" && (article(i) || words.capitalised(i + 1) && known(i)));
        run.end = place.unwrap_or(run.end);
        let adjective = run.len() == 1 && {
            let word = words.word(run.start);
            // "British-Israeli", "Caribbean-American"
            word.split_once('-').is_some_and(|(_, b)| lexicon::country(b).is_some())
        };
        let state = lexicon::us_state(words.span(run.clone()).of(words.text)).is_some();
        let person = run.clone().any(|i| words.word(i) == "and" && self.is_other_person(i.saturating_sub(1)));
        (!run.is_empty() && !adjective && !state && !person).then_some(run)
    }

    /// The word is the last of another person's name.
    pub(super) fn is_other_person(&self, token: usize) -> bool {
        let word = self.words.word(token);
        self.words.capitalised(token) && self.words.index.people_called(word).iter().any(|&id| id != self.id)
    }

    /// Who holds the office that `region` names and nothing else: "the attorney general's office", "the president".
    pub(super) fn holder(&self, region: &Range<usize>) -> Option<SpeakerId> {
        let words = self.words;
        let start = region.start + usize::from(words.lower(region.start) == "the");
        // "The AG's office"
        let short = words.word(start);
        let initials =
            |title: &str| title.split(' ').filter_map(|word| word.chars().next()).map(|c| c.to_ascii_uppercase()).collect::<String>();
        let by_initials = || {
            let shouted = short.len() > 1 && short.chars().all(char::is_uppercase);
            let mut found = self.holders.iter().filter(|(title, _)| shouted && initials(title) == short).map(|(_, id)| *id);
            found.next().filter(|_| found.next().is_none())
        };
        let (id, end) = match words.role_at(start, region) {
            Some((_, at)) => (*self.holders.get(&words.span(at.clone()).of(words.text).to_lowercase())?, at.end),
            None => (by_initials()?, start + 1),
        };
        let rest = (end..region.end).all(|i| words.possessive(i) || words.word(i) == "office");
        id.filter(|&id| start > region.start && rest && id != self.id)
    }

    /// A speaker other than this one whose mention stands in `region`, or whom a possessive there points to.
    pub(super) fn other_speaker(&self, region: &Range<usize>) -> Option<SpeakerId> {
        let words = self.words;
        let span = words.span(region.clone());
        let index = &words.index;
        let other = |ids: &[SpeakerId]| ids.iter().copied().find(|&id| id != self.id);
        let named = index.within(span).filter(|m| m.kind != MentionKind::Pronoun && m.id != self.id);
        if let Some(id) = named.map(|m| m.id).min() {
            return Some(id);
        }
        let text = span.of(words.text).trim_start_matches("the ").to_lowercase();
        if let (false, Some(id)) = (text.is_empty(), other(index.called(&text))) {
            return Some(id);
        }
        // By the last name, where the mention is part of a longer one.
        let surnames = region.clone().filter(|&i| words.capitalised(i)).map(|i| index.people_called(words.word(i)));
        if let Some(id) = surnames.filter_map(other).min() {
            return Some(id);
        }
        if let Some(id) = self.holder(region) {
            return Some(id);
        }
        // "the fisheries bureau's spokesman" where the bureau speaks too.
        let head = text.split_whitespace().last().unwrap_or("");
        // "the Harris campaign" is not the campaign of somebody else who speaks.
        if region.clone().any(|i| words.capitalised(i) && self.people.contains_key(words.word(i))) {
            return None;
        }
        if let (true, Some(id)) = (head.len() > 3, other(index.described(head))) {
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
        index.last_person(from..span.start + 1, &words.lower(region.start), Some(self.id))
    }
}
