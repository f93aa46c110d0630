//! What the words that are said to be said tell: a clause or the thing that was done, whole or cut short.

use super::Reader;
use crate::attribution::{Attribution, Kind};
use crate::lexicon::{self, CueTier};
use crate::model::named::Features;
use crate::text::{Tag, lemma};

impl Reader<'_> {
    /// What its words are, and where they begin and end.
    pub(super) fn content(&self, attribution: &Attribution, out: &mut Features) {
        let content = self.tokens(&attribution.content);
        let cue = self.tokens(&attribution.cue);
        let indirect = attribution.kind == Kind::Indirect;
        let (Some(&first), Some(&last)) = (content.first(), content.last()) else { return };
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        let words = content.iter().filter(|&&i| !self.tag(i).is_punctuation()).count();
        let finite = content.iter().filter(|&&i| self.tag(i).is_finite()).count();
        let verbs = content.iter().filter(|&&i| self.tag(i).is_verb()).count();
        add("under 3 words", words < 3);
        add("under 5 words", words < 5);
        add("under 8 words", words < 8);
        add("under 12 words", words < 12);
        add("over 30 words", words > 30);
        add("over 45 words", words > 45);
        add("no verb", verbs == 0);
        add("no finite verb", finite == 0);
        let opening = self.low(first);
        let tag = self.tag(first);
        let opens = match tag {
            _ if opening == "that" && finite > 0 => "opens that",
            _ if self.is_mark(first) => "opens quotation",
            _ if opening == "to" => "opens to",
            _ if matches!(opening.as_str(), "if" | "whether" | "how" | "what" | "why" | "who" | "when" | "where" | "which") => {
                "opens question"
            }
            Tag::Prp | Tag::Ex => "opens pronoun",
            Tag::Vbg => "opens gerund",
            Tag::In => "opens preposition",
            Tag::Vb | Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn | Tag::Md => "opens verb",
            _ if finite > 0 => "opens clause",
            _ => "opens noun",
        };
        add(opens, true);
        let behind = cue.last().is_some_and(|&c| first > c);
        let speech = self.head(&cue).is_some_and(|head| {
            self.tag(head).is_verb()
                && lexicon::cue(&lemma(self.parsed.tokens[head].span.of(self.text), self.tag(head)))
                    .is_some_and(|c| c.tier == CueTier::Speech)
        });
        let verb = self.head(&cue).is_some_and(|head| self.tag(head).is_verb());
        if indirect && behind {
            add(
                match (opens, speech, verb) {
                    ("opens noun", true, _) => "noun, speech",
                    ("opens noun", _, true) => "noun, other verb",
                    ("opens noun", ..) => "noun, no verb",
                    ("opens to", true, _) => "to, speech",
                    ("opens to", _, true) => "to, other verb",
                    ("opens clause" | "opens pronoun" | "opens that", true, _) => "clause, speech",
                    ("opens clause" | "opens pronoun" | "opens that", _, true) => "clause, other verb",
                    ("opens gerund", ..) => "gerund, indirect",
                    ("opens preposition", ..) => "preposition, indirect",
                    _ => "otherwise, indirect",
                },
                true,
            );
        }
        add("noun of one's own", opens == "opens noun" && tag == Tag::PrpS);
        add("noun with the", opens == "opens noun" && opening == "the");
        add("noun with a", opens == "opens noun" && matches!(opening.as_str(), "a" | "an"));
        add(
            "noun that is a name",
            opens == "opens noun"
                && content.iter().all(|&i| self.tag(i).is_proper() || matches!(self.tag(i), Tag::Dt | Tag::Cc | Tag::Pos)),
        );
        let noun_speech = content
            .iter()
            .take(8)
            .any(|&i| self.tag(i).is_noun() && lexicon::cue_noun(&lemma(self.parsed.tokens[i].span.of(self.text), self.tag(i))).is_some());
        add("speech within", noun_speech && opens == "opens noun");
        let quoted = content.iter().filter(|&&i| matches!(self.tag(i), Tag::Open | Tag::Close)).count();
        add("marks within, indirect", quoted > 0 && indirect);
        let sentences: std::collections::BTreeSet<_> = content.iter().filter_map(|&i| self.sentence(i)).collect();
        add("two sentences", sentences.len() > 1);
        add("three sentences", sentences.len() > 2);
        add("two sentences, indirect", sentences.len() > 1 && indirect);
        add("several pieces", attribution.content.len() > 1);
        add("several pieces, indirect", attribution.content.len() > 1 && indirect);
        add("several pieces, mixed", attribution.content.len() > 1 && attribution.kind == Kind::Mixed);
        let figures = content.iter().filter(|&&i| self.tag(i) == Tag::Cd).count();
        add("a figure", figures > 0);
        add("will or would", content.iter().any(|&i| self.tag(i) == Tag::Md));
        add("we or i, indirect", indirect && content.iter().any(|&i| matches!(self.low(i).as_str(), "we" | "our" | "i" | "my")));
        add("you, indirect", indirect && content.iter().any(|&i| matches!(self.low(i).as_str(), "you" | "your")));
        // Where it ends, and what follows.
        let bounds = self.bounds(last);
        let mut next = last + 1;
        while next < bounds.end && matches!(self.tag(next), Tag::Close | Tag::Rrb) {
            next += 1;
        }
        let ends = next >= bounds.end
            || self.tag(next) == Tag::Stop
            || self.tag(last) == Tag::Stop
            || matches!(self.low(last).as_str(), "”" | "\"");
        add("to the sentence's end", ends);
        add("to a comma", !ends && self.tag(next) == Tag::Comma);
        // "that if the motion failed they would come back" before "on Wednesday, amid ...": more may belong to it.
        let stops = !ends && behind && self.tag(next) == Tag::Comma && bounds.end.saturating_sub(next) > 3;
        let after = self.tag(next + 1);
        add("stops at a comma", stops);
        add("stops before a conjunction", stops && (after == Tag::Cc || after == Tag::In));
        add("stops before a participle", stops && after == Tag::Vbg);
        add("stops before a relative", stops && after.is_wh());
        // A participle or "amid" behind a comma, which tells of the speaker or is the narration's.
        let tail = |w: &[usize]| {
            self.tag(w[0]) == Tag::Comma && (self.tag(w[1]) == Tag::Vbg || lexicon::function_words().says(&self.low(w[1]), "tail"))
        };
        add("a tail, indirect", indirect && content.windows(2).skip(3).any(tail));
        let close = content.iter().rposition(|&i| self.is_mark(i));
        let behind_marks = close.map_or(0, |at| content[at + 1..].iter().filter(|&&i| !self.tag(i).is_punctuation()).count());
        let before_marks = content.iter().position(|&i| self.is_mark(i)).unwrap_or(0);
        let mixed = attribution.kind == Kind::Mixed;
        add("words behind the quotation", mixed && behind_marks > 0);
        add("many words behind the quotation", mixed && behind_marks > 5);
        add("many words before the quotation", mixed && before_marks > 5);
        // The next sentence of the paragraph is a quotation, which this one leaves out.
        let goes_on = bounds.end.max(self.bounds(cue.last().copied().unwrap_or(last)).end);
        let paragraph = |i: usize| self.parsed.tokens.get(i).map(|_| self.parsed.paragraph_of(i));
        add(
            "the quotation goes on",
            !indirect && self.is_mark(goes_on) && !content.contains(&goes_on) && paragraph(goes_on) == paragraph(last),
        );
        add("to a conjunction", !ends && self.tag(next) == Tag::Cc);
        add("to a preposition", !ends && matches!(self.tag(next), Tag::In | Tag::To));
        add("to a relative", !ends && self.tag(next).is_wh());
        add("to a verb", !ends && (self.tag(next).is_verb() || self.tag(next) == Tag::Md));
        add("to a noun", !ends && (self.tag(next).is_noun() || self.tag(next).is_adjective() || self.tag(next) == Tag::Dt));
        let left = bounds.end.saturating_sub(next);
        add("much is left", !ends && left > 8);
        add("much is left, indirect", !ends && left > 8 && indirect);
        add("from the sentence's beginning", self.bounds(first).start == first);
        let before = first.checked_sub(1).filter(|b| self.sentence(*b) == self.sentence(first));
        add("from a comma", before.is_some_and(|b| self.tag(b) == Tag::Comma));
        add("commas within", indirect && content.iter().filter(|&&i| self.tag(i) == Tag::Comma).count() > 1);
        add("parenthesis within", content.iter().any(|&i| matches!(self.low(i).as_str(), "(" | "—" | "--" | "–")));
        add("relative within", indirect && content.iter().any(|&i| matches!(self.tag(i), Tag::Wdt | Tag::Wp)));
        add(
            "and a clause",
            indirect
                && content.windows(3).any(|w| {
                    self.tag(w[0]) == Tag::Cc
                        && matches!(self.low(w[0]).as_str(), "and" | "but")
                        && (self.tag(w[1]).is_finite() || self.tag(w[1]) == Tag::Prp && self.tag(w[2]).is_finite())
                }),
        );
        add(
            "after or when within",
            indirect && content.iter().skip(2).any(|&i| matches!(self.low(i).as_str(), "after" | "when" | "while" | "as" | "before")),
        );
    }
}
