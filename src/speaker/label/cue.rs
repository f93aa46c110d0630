//! What the reporting words tell of whether something is said.

use super::{Reader, SILENT};
use crate::attribution::{Attribution, Kind};
use crate::lexicon::{self, CueTier, Stance};
use crate::model::named::Features;
use crate::text::chunk::Tense;
use crate::text::{Tag, lemma};
use std::ops::Range;

impl Reader<'_> {
    /// The word that reports: its main verb, else its first word.
    pub(super) fn head(&self, cue: &[usize]) -> Option<usize> {
        let auxiliary = |i: usize| lexicon::auxiliaries().says(&self.low(i), "helps");
        let verbs: Vec<usize> = cue.iter().copied().filter(|&i| self.tag(i).is_verb()).collect();
        // "Issued a statement saying" says.
        let says = verbs.last().is_some_and(|&last| {
            let base = lemma(self.parsed.tokens[last].span.of(self.text), self.tag(last)).into_owned();
            lexicon::cue(&base).is_some_and(|cue| cue.tier == CueTier::Speech && cue.stance == Stance::Says)
        });
        let gives = |i: usize| says && verbs.last() != Some(&i) && lexicon::gives_out().has(&self.low(i));
        verbs.iter().copied().find(|&i| !auxiliary(i) && !gives(i)).or(verbs.first().copied()).or(cue.first().copied())
    }

    /// What the reporting words are, and how they stand to source and content.
    pub(super) fn cue(&self, attribution: &Attribution, out: &mut Features) {
        let cue = self.tokens(&attribution.cue);
        let content = self.tokens(&attribution.content);
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        let indirect = attribution.kind == Kind::Indirect;
        let Some(head) = self.head(&cue) else {
            add("no cue", true);
            add("no cue, indirect", indirect);
            return;
        };
        let tag = self.tag(head);
        let word = self.low(head);
        let form = self.parsed.tokens[head].span.of(self.text);
        let base = lemma(form, tag).into_owned();
        let lows: Vec<String> = cue.iter().map(|&i| self.low(i)).collect();
        let has = |list: &[&str]| lows.iter().any(|w| list.contains(&w.as_str()));
        let known = lexicon::cue(&base);
        let according = has(&["according", "per"]);
        let noun = tag.is_noun();
        add(
            match known {
                _ if according => "cue according to",
                _ if word == ":" || word == "--" || word == "—" => "cue colon",
                _ if tag.is_verb() && matches!(base.as_str(), "say" | "tell" | "add") => "cue says",
                Some(cue) if tag.is_verb() && cue.tier == CueTier::Speech => "cue speech",
                Some(_) if tag.is_verb() => "cue attitude",
                _ if tag.is_verb() && lexicon::stance_cues().has(&base) => "cue stance",
                _ if tag.is_verb() => "cue other verb",
                _ if noun && lexicon::cue_noun(&lemma(form, tag)).is_some() => "cue noun of speech",
                _ if noun => "cue other noun",
                _ if tag.is_adjective() => "cue adjective",
                _ => "cue other",
            },
            true,
        );
        if let Some(cue) = known.filter(|_| tag.is_verb()) {
            add(
                match cue.stance {
                    Stance::Says => "verb says",
                    Stance::Accuses => "verb accuses",
                    Stance::Denies => "verb denies",
                    Stance::Demands => "verb demands",
                    Stance::Promises => "verb promises",
                    Stance::Warns => "verb warns",
                    Stance::Supports => "verb supports",
                    Stance::Opposes => "verb opposes",
                },
                true,
            );
        }
        for kind in lexicon::leaning_words().get(&base).unwrap_or_default().split(',') {
            add(
                ["cue claims", "cue reports", "cue thinks", "cue grants", "cue calls", "cue asks"]
                    .into_iter()
                    .find(|name| *name == kind)
                    .unwrap_or("cue of no kind"),
                true,
            );
        }
        add("cue of three words", cue.len() >= 3);
        add("cue of five words", cue.len() >= 5);
        let chunks = self.chunks(self.sentence(head).unwrap_or_default());
        let group = chunks.verb_at(head);
        let verb = group.and_then(|v| chunks.verbs.get(v));
        if let Some(verb) = verb {
            add("passive", verb.passive);
            add(
                match verb.tense {
                    Tense::Past => "tense past",
                    Tense::Present => "tense present",
                    Tense::Future => "tense future",
                    Tense::Modal => "tense modal",
                    Tense::None => "tense none",
                },
                true,
            );
            add("infinitive", verb.tense == Tense::None && verb.tokens.clone().any(|i| self.tag(i) == Tag::Vb));
            add("participle", verb.tense == Tense::None && self.tag(verb.head) == Tag::Vbg);
            add("perfect", verb.tokens.clone().any(|i| matches!(self.low(i).as_str(), "has" | "have" | "had")));
        }
        let negator = |w: &str| crate::text::chunk::is_negation(w) || matches!(w, "no" | "nor" | "neither" | "without");
        let negated = verb.is_some_and(|v| v.negated) || lows.iter().any(|w| negator(w)) || head > 0 && negator(&self.low(head - 1));
        let start = cue[0].saturating_sub(3);
        let refused = (start..=head).any(|i| lexicon::turning_verbs().says(&self.low(i), "refuses"));
        add("negated", negated);
        add("negated, indirect", negated && indirect);
        add("refused", refused);
        let seems = (start..=head).any(|i| lexicon::turning_verbs().says(&self.low(i), "seems"));
        add("seems", seems);
        add(SILENT, negated && !refused && lows.iter().any(|w| is_answer(w)));
        let turns = |i: usize, kind: &str| lexicon::turning_verbs().says(&self.low(i), kind);
        let rarely = negated || head > 0 && turns(head - 1, "rarely");
        // "Studies do not show a link", "she did not tell them that ...": nobody says what follows.
        let unsaid = indirect && rarely && turns(head, "shows");
        // "He declined to say which", "was reluctant to call it a crime"
        let first = content.first().copied().unwrap_or(head);
        let kept = refused && self.low(first) == "to" && turns(first + 1, "tells");
        // "Refusing to concede that they won": not his word either.
        let kept = kept || refused && self.low(first) == "that" && cue.iter().any(|&i| turns(i, "tells") || turns(i, "conceded"));
        let here = self.bounds(head).start.max(start);
        let reluctant = (here..head).any(|i| turns(i, "reluctant") && self.low(i + 1) == "to");
        // "She named Hill her deputy", "a group called the Norwick Friends", "they questioned him"
        let named = content.iter().all(|&i| self.tag(i).is_proper() || matches!(self.tag(i), Tag::Dt | Tag::Cc | Tag::Pos));
        let as_one = content.iter().any(|&i| self.low(i) == "as");
        let deed = indirect && (turns(head, "appoints") && !as_one || named && base == "call");
        let nobody = indirect
            && content.iter().all(|&i| matches!(self.tag(i), Tag::Prp | Tag::PrpS | Tag::Wdt | Tag::Wp) || self.tag(i).is_punctuation());
        // "He would be pardoned if he said that", "critics could argue that": nobody says it yet.
        let possible = indirect && head > 0 && lexicon::auxiliaries().says(&self.low(head - 1), "possible");
        let source = self.tokens(&attribution.source);
        let supposed = indirect
            && source.first().is_some_and(|&first| {
                first > 0 && matches!(self.low(first - 1).as_str(), "if" | "unless") && (first < 2 || self.low(first - 2) != "even")
            });
        add(SILENT, unsaid || kept || reluctant || deed || nobody || supposed || possible);
        add("no answer", (negated || refused) && is_asked(content.iter().map(|&i| self.low(i))));
        let subject = group.and_then(|v| chunks.subject(self.parsed, v)).and_then(|n| chunks.nouns.get(n));
        add("source is the subject", subject.is_some_and(|n| n.tokens.clone().any(|i| source.contains(&i))));
        add("another subject", subject.is_some_and(|n| !n.tokens.clone().any(|i| source.contains(&i))));
        // The order of the parts, and what stands between.
        let (first, last) = (cue[0], cue[cue.len() - 1]);
        let (from, to) = (content.first().copied().unwrap_or(first), content.last().copied().unwrap_or(last));
        add("content first", to < first);
        add("content around", from < first && to > last);
        add("source behind the cue", source.first().is_some_and(|&s| s > last));
        let gap = if from > last { from - last - 1 } else { first.saturating_sub(to + 1) };
        let plain = |range: Range<usize>| range.filter(|&i| !self.tag(i).is_punctuation()).count();
        add("content beside the cue", gap == 0);
        add("words before the content", from > last && plain(last + 1..from) > 0);
        add("words before the content, many", from > last && plain(last + 1..from) > 3);
        add(
            "preposition before the content",
            from > last && matches!(self.tag(last), Tag::In | Tag::To) || self.tag(from) == Tag::In && self.low(from) != "that",
        );
        add("cue ends in about", lows.last().is_some_and(|w| lexicon::function_words().says(w, "about")));
        add("content of another sentence", self.sentence(from) != self.sentence(head) && self.sentence(to) != self.sentence(head));
        add("said at a mark", attribution.kind != Kind::Indirect && matches!(base.as_str(), "say" | "tell" | "add"));
    }
}

/// A word for an answer: who "did not respond" or "has not commented" says nothing.
fn is_answer(word: &str) -> bool {
    lexicon::asking().says(word, "answers")
}

/// The content is what somebody was asked: "a request for comment".
fn is_asked(mut content: impl Iterator<Item = String>) -> bool {
    content.by_ref().take(6).any(|word| lexicon::asking().says(&word, "asked"))
}
