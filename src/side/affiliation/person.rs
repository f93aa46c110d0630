//! What the words around the name of a person say of him.

use super::roles::*;
use super::{Affiliation, Reader};
use crate::lexicon;
use crate::side::phrase::Role;
use std::ops::Range;

impl Reader<'_> {
    /// Reads a mention of a person: the words before the name, within the mention, and after it.
    pub(super) fn person(&self, tokens: &Range<usize>, name: &str, out: &mut Affiliation) {
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
                out.kin = out.kin.or_else(|| self.relative(&name));
                if let Some(run) = self.heard_origin(name.end) {
                    set_body(out, words, run.clone(), words.span(run));
                }
                // "Gray will serve as his adviser"
                let serves = words.word(name.end + 1) == "serve" && words.word(name.end + 2) == "as";
                if serves {
                    let sentence = words.sentence(name.end).end;
                    let end = (name.end + 3..sentence).find(|&i| matches!(words.word(i), "," | "." | ";")).unwrap_or(sentence);
                    self.phrase(&(name.end + 3..end), true, out);
                }
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

    /// "Gray from the West Leeds police", "Gray with Greenpeace said", where these are heard.
    fn heard_origin(&self, at: usize) -> Option<Range<usize>> {
        let words = self.words;
        let start = at + 1 + usize::from(words.word(at + 1) == "the");
        let end = (start..start + 6).find(|&i| !words.capitalised(i))?;
        let run = start..end + usize::from(words.lower(end) == "police");
        let subject = words.tag(run.end).is_finite() && words.place_at(run.start, &run).is_none();
        let link = match words.word(at) {
            "of" => run.len() > 1,
            "from" => run.len() > 1 || subject,
            "with" | "at" => subject,
            _ => false,
        };
        (link && self.is_heard(&run)).then_some(run)
    }

    fn before_name(&self, tokens: &Range<usize>, out: &mut Affiliation) {
        let words = self.words;
        // "Gray and Leeds Mayor Ann Hill": what stands before "and" is Gray's.
        let person = |i: usize| self.is_other_person(i) || words.capitalised(i) && self.people.contains_key(words.word(i));
        let cut = tokens.clone().filter(|&i| words.word(i) == "and" && i > tokens.start && person(i - 1)).max();
        let tokens = &(cut.map_or(tokens.start, |at| at + 1)..tokens.end);
        // "A spokesman for Mayor Gray": only the last office is Gray's.
        let roles = words.roles(tokens);
        let link = |i: &usize| matches!(words.word(*i), "for" | "of" | "to") && roles.iter().any(|(_, r)| r.end == *i);
        let titled = |i: usize| words.roles(&(i + 1..tokens.end)).iter().any(|(_, r)| r.end == tokens.end && words.capitalised(r.start));
        let another = tokens.clone().rev().find(link).filter(|&i| titled(i));
        let tokens = &(another.map_or(tokens.start, |at| at + 1)..tokens.end);
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
            // "Republican Gray and Democrat Hill": the word right before the name is his.
            let last = tokens.end - 1;
            if !self.party(&(last..tokens.end), out) {
                self.party(tokens, out);
            }
            return;
        }
        self.phrase(tokens, false, out);
    }

    pub(super) fn after_name(&self, tokens: &Range<usize>, out: &mut Affiliation) {
        let words = self.words;
        let first = words.word(tokens.start);
        if matches!(first, "of" | "from" | "with") {
            if let Some(run) = words.body_of_origin(tokens) {
                // "Gray of the Civic Party"
                if self.party(&run, out) {
                    return;
                }
                self.employed(run.clone(), words.span(run), out);
            } else if let Some(place) = words.place_at(tokens.start + 1 + usize::from(words.word(tokens.start + 1) == "the"), tokens) {
                set_country(out, &place, words);
                if place.tokens.end < tokens.end {
                    set_body(out, words, place.tokens.start..tokens.end, words.span(tokens.clone()));
                }
            }
            return;
        }
        // "(R-Ky.)", ", R-Wis.": the party by its letter, a hyphen, a federal state.
        let mut chars = first.chars();
        let (letter, hyphen, state) = (chars.next(), chars.next(), chars.next());
        let tied = matches!((letter, hyphen), (Some('R' | 'D'), Some('-' | '‑' | '–'))) && state.is_some();
        // ", Republican of Leeds,", "(D)"
        let alone = matches!(first, "D" | "R") && words.word(tokens.end) == ")";
        let of_state = matches!(first, "Republican" | "Democrat") && words.word(tokens.start + 1) == "of";
        // "(D., Mont.)"
        let short = matches!(first, "D." | "R.") && words.word(tokens.start + 1) == ",";
        if (tied && state.is_some_and(char::is_uppercase) || alone || of_state || short) && out.party.is_none() {
            let label = if letter == Some('R') { "Republicans" } else { "Democrats" };
            out.party = Some((label.to_owned(), words.span(tokens.start..tokens.start + 1)));
            return;
        }
        if tied {
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
        // ", who works for the Harbour Department,"
        if first == "who" && words.word(tokens.start + 1) == "works" && matches!(words.word(tokens.start + 2), "for" | "at") {
            let complement = tokens.start + 3..tokens.end;
            self.belongs(Role::Member, tokens.start + 1, &(tokens.start..tokens.start), &complement, words.span(tokens.clone()), out);
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
        // The "and" in a name joins no two people: "the Customs and Border Bureau commissioner".
        let named = |i: usize| {
            let inner = i > tokens.start + 1 && words.capitalised(i - 1) && words.capitalised(i + 1) && i + 1 < role.start;
            inner && matches!(first, "the" | "a" | "an") && !self.is_other_person(i - 1)
        };
        let plain = (tokens.start..role.start).all(|i| match words.word(i) {
            "and" => named(i),
            word => !matches!(word, "or" | "but" | "to" | "with" | "that"),
        });
        if plain {
            self.phrase(tokens, true, out);
        }
    }
}
