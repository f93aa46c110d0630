//! Sources that the form of a sentence tells: shared by two cues, that of the sentence's subject for a participle, an
//! apposition that belongs to its source.

use super::Attribution;
use super::facts::{Facts, punct};
use crate::lexicon;
use crate::text::{Span, Tag, Text, lemma};

/// "Roe called for a vote and stressed that ...": a cue right behind "and" without a source of its own has that of the
/// cue before it in the sentence. Nothing may stand between the two that could be another subject's clause: the
/// earlier content ends where the "and" begins.
pub(super) fn share_sources(text: &str, parsed: &Text, found: &mut [Attribution]) {
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let Some(later) = rest.first_mut() else { continue };
        let Some(cue) = later.cue.first().filter(|_| later.source.is_empty()) else { continue };
        let token = parsed.tokens_in(*cue).start;
        let Some(and) = token.checked_sub(1).and_then(|i| parsed.tokens.get(i)) else { continue };
        if and.tag != Tag::Cc || and.sentence != parsed.tokens[token].sentence {
            continue;
        }
        let reaches = |a: &&Attribution| {
            let between = a.content.last().and_then(|c| text.get(c.end as usize..and.span.start as usize));
            !a.source.is_empty() && between.is_some_and(|words| !words.contains(char::is_alphanumeric))
        };
        if let Some(earlier) = before.iter().rev().take(3).find(reaches) {
            later.source = earlier.source.clone();
        }
    }
}

/// "Roe was as short when asked for the letter, saying that ...": a participle behind a comma or a preposition reports
/// what the subject of the sentence says, where the model finds no other source.
pub(super) fn participles(parsed: &Text, facts: &Facts, found: &mut [Attribution]) {
    for attribution in found.iter_mut().filter(|a| a.source.is_empty()) {
        let Some(cue) = attribution.cue.first().map(|c| parsed.tokens_in(*c)) else { continue };
        let tag = |t: usize| parsed.tokens.get(t).map(|token| token.tag);
        let verb = cue.start;
        let Some(before) = verb.checked_sub(1).filter(|_| tag(verb) == Some(Tag::Vbg)) else { continue };
        let fact = facts[verb];
        if before < verb - fact.place as usize || !(facts.is(before, punct::COMMA) || tag(before) == Some(Tag::In)) {
            continue;
        }
        let start = verb - fact.place as usize;
        let main = (start..verb).find(|&t| facts[t].is_verb() && facts[t].subject > 0 && facts[t].quotation == fact.quotation);
        let subject = main.and_then(|main| facts.subject(main, start..verb)).and_then(|tokens| parsed.span_of(tokens));
        if let Some(subject) = subject {
            attribution.source = vec![subject];
        }
    }
}

/// "The ministers of A and B, X and Y, both said": what stands between commas inside a source, and is no clause, belongs
/// to it.
pub(super) fn join_source(text: &str, parsed: &Text, facts: &Facts, attribution: &mut Attribution) {
    const LONGEST: usize = 12;
    let apposition = |before: &Span, after: &Span| {
        let between = parsed.tokens_in(*before).end..parsed.tokens_in(*after).start;
        let (Some(first), Some(last)) = (between.clone().next(), between.clone().last()) else { return true };
        let noun = !between.clone().any(|t| facts[t].is_verb() || facts[t].quotation > 0);
        between.len() <= LONGEST && first < last && facts.is(first, punct::COMMA) && facts.is(last, punct::COMMA) && noun
    };
    let mut joined: Vec<Span> = Vec::new();
    for span in attribution.source.drain(..) {
        match joined.last_mut() {
            Some(last) if last.end <= span.start && apposition(last, &span) => last.end = span.end,
            _ => joined.push(span),
        }
    }
    // "Ann Roe said it was alone. Bo Hill, her deputy, denied it": who is named in another sentence than the reporting words is no part of
    // a source that is named in theirs.
    let sentence = |span: &Span| parsed.tokens.get(parsed.tokens_in(*span).start).map(|token| token.sentence);
    let own = attribution.cue.first().and_then(sentence);
    if joined.iter().any(|span| sentence(span) == own) {
        joined.retain(|span| sentence(span) == own);
    }
    // "[Outside] court, Ann Roe said": a preposition is nobody.
    let low = |t: usize| parsed.tokens.get(t).map_or_else(String::new, |token| token.span.of(text).to_lowercase());
    let small = |t: usize| matches!(parsed.tokens[t].tag, Tag::In | Tag::Cc | Tag::To) || lexicon::function_words().says(&low(t), "placed");
    let names = |span: &Span| parsed.tokens_in(*span).any(|t| !small(t));
    if joined.iter().any(names) {
        joined.retain(names);
    }
    // "A letter in which [the bishop] said": the clause has a subject of its own.
    for span in &mut joined {
        let tokens = parsed.tokens_in(*span);
        let clause = tokens.clone().find(|&t| {
            let wh = parsed.tokens.get(t + 1).is_some_and(|next| next.tag == Tag::Wdt && t + 2 < tokens.end);
            wh && parsed.tokens[t].tag == Tag::In
        });
        if let Some(start) = clause.and_then(|t| parsed.tokens.get(t + 2)) {
            span.start = start.span.start;
        }
    }
    attribution.source = joined;
}

/// "[Roe] was asked", "[Roe], who is accused of": the subject of a passive is spoken to or of, and does not speak; "by Hill" does.
pub(super) fn addressed(text: &str, parsed: &Text, facts: &Facts, found: &mut [Attribution]) {
    let low = |t: usize| parsed.tokens.get(t).map_or_else(String::new, |token| token.span.of(text).to_lowercase());
    for attribution in found.iter_mut() {
        // "[Asked whether he would go], Roe said": so it is without its auxiliary.
        let asked = |t: usize| lexicon::subordinators().has(&low(t)) || matches!(parsed.tokens[t].tag, Tag::In | Tag::Wrb | Tag::Wp);
        let opens = |t: usize| facts[t].place == 0 && facts[t].is_verb() && t + 1 < parsed.tokens.len() && asked(t + 1);
        let passive = |t: &usize| (facts[*t].is_passive() || opens(*t)) && lexicon::turning_verbs().says(&low(*t), "addressed");
        let verb = attribution.cue.iter().flat_map(|cue| parsed.tokens_in(*cue)).find(passive);
        let Some((at, verb)) = verb.and_then(|t| Some((t, parsed.tokens.get(t)?))) else { continue };
        attribution.source.retain(|source| source.start > verb.span.start);
        if opens(at) {
            attribution.content.clear();
        }
    }
}

/// "[Roe] has faced accusations that ...", "[Roe] is under fire over allegations that ...": whoever receives them does not say them.
pub(super) fn received(text: &str, parsed: &Text, facts: &Facts, found: &mut [Attribution]) {
    /// Adjectives between the verb and its noun are so many at most.
    const NEAR: usize = 3;
    let low = |t: usize| parsed.tokens.get(t).map_or_else(String::new, |token| token.span.of(text).to_lowercase());
    let stance = |t: usize| {
        let token = &parsed.tokens[t];
        lexicon::cue_noun(&lemma(token.span.of(text), token.tag)).filter(|_| token.tag.is_common_noun())
    };
    let noun = |t: &usize| stance(*t).is_some();
    // "Drew the conclusion that", "drew fire over comments that": one's own, unless they accuse.
    let receives = |t: usize, noun: usize| {
        let accuses = stance(noun) == Some(lexicon::Stance::Accuses);
        lexicon::turning_verbs().says(&low(t), "receives")
            || accuses && (lexicon::turning_verbs().says(&low(t), "draws") || lexicon::function_words().says(&low(t), "over"))
    };
    let between = |t: usize| parsed.tokens[t].tag.is_adjective() || matches!(parsed.tokens[t].tag, Tag::Dt | Tag::Cd | Tag::Vbn);
    for attribution in found.iter_mut().filter(|a| !a.source.is_empty()) {
        let cue = attribution.cue.iter().flat_map(|cue| parsed.tokens_in(*cue));
        // The noun may be the first word of the content: "faces [accusations that she took bribes]".
        let content = attribution.content.first().map(|c| parsed.tokens_in(*c)).filter(|c| c.len() > 1 && facts[c.start + 1].that);
        let Some(noun) = cue.rev().find(noun).or_else(|| content.map(|c| c.start).filter(noun)) else { continue };
        let sentence = parsed.tokens[noun].sentence;
        let mut before = (0..noun).rev().take(NEAR).take_while(|&t| parsed.tokens[t].sentence == sentence);
        let Some(verb) = before.find(|&t| receives(t, noun) || !between(t)).filter(|&t| receives(t, noun)) else { continue };
        let place = parsed.tokens[verb].span.start;
        attribution.source.retain(|source| source.start > place);
    }
}

/// "Roe was heard, with [some] calling her out, saying ...": a participle behind "with", and one that goes on from it, are of who stands
/// right behind that, and not of the sentence's subject.
pub(super) fn behind_with(text: &str, parsed: &Text, facts: &Facts, found: &mut [Attribution]) {
    /// Who stands behind "with" has so many words at most.
    const WHO: usize = 4;
    let tag = |t: usize| parsed.tokens.get(t).map(|token| token.tag);
    for attribution in found.iter_mut() {
        let (Some(cue), Some(source)) = (attribution.cue.first(), attribution.source.last()) else { continue };
        let verb = parsed.tokens_in(*cue).start;
        if tag(verb) != Some(Tag::Vbg) || verb == 0 || !facts.is(verb - 1, punct::COMMA) || source.start > cue.start {
            continue;
        }
        let from = parsed.tokens_in(*source).end.max(verb - facts[verb].place as usize);
        let with = (from..verb)
            .rev()
            .find(|&t| t > from && parsed.tokens[t].span.of(text) == "with" && facts.is(t - 1, punct::COMMA) && facts[t].quotation == 0);
        let Some(with) = with.filter(|&with| !(with..verb).any(|t| tag(t).is_some_and(Tag::is_finite))) else { continue };
        let end = (with + 1..verb).take(WHO + 1).find(|&t| tag(t) == Some(Tag::Vbg)).filter(|&end| end > with + 1);
        let people = |t: usize| tag(t).is_some_and(|tag| tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Dt | Tag::Cd));
        if let Some(span) = end.filter(|&end| (with + 1..end).all(people)).and_then(|end| parsed.span_of(with + 1..end)) {
            attribution.source = vec![span];
        }
    }
}

/// "The Examiner quoted [an official] as saying that ...": who is quoted speaks, and not who quotes.
pub(super) fn quoted_as(text: &str, parsed: &Text, facts: &Facts, found: &mut [Attribution]) {
    const LONGEST: usize = 14;
    let low = |t: usize| parsed.tokens.get(t).map_or_else(String::new, |token| token.span.of(text).to_lowercase());
    for at in 1..parsed.tokens.len() {
        if parsed.tokens[at - 1].span.of(text) != "as" || !lexicon::turning_verbs().says(&low(at), "relayed") {
            continue;
        }
        let start = (at - facts[at].place as usize).max(at.saturating_sub(LONGEST));
        let quotes = |t: &usize| lexicon::turning_verbs().says(&low(*t), "cites");
        let Some(verb) = (start..at - 1).rev().find(quotes).filter(|verb| verb + 1 < at - 1) else { continue };
        let span = |from: usize, to: usize| Span { start: parsed.tokens[from].span.start, end: parsed.tokens[to].span.end };
        // "Joe Hill, a farmer, as saying"
        let last = if facts.is(at - 2, punct::COMMA) { at - 3 } else { at - 2 };
        let quoted = span(verb + 1, last.max(verb + 1));
        let (cue, verb) = (span(at - 1, at), parsed.tokens[verb].span);
        for attribution in found.iter_mut().filter(|a| a.cue.iter().any(|c| c.overlaps(cue) || c.overlaps(verb))) {
            attribution.content.iter_mut().filter(|c| c.start < cue.end && c.end > verb.start).for_each(|c| c.start = cue.end.min(c.end));
            attribution.content.retain(|c| c.of(text).contains(char::is_alphanumeric));
            for content in &mut attribution.content {
                let inner = content.of(text);
                content.start += (inner.len() - inner.trim_start().len()) as u32;
            }
            if !attribution.content.is_empty() {
                (attribution.source, attribution.cue) = (vec![quoted], vec![cue]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::attribution::facts::facts;
    use crate::attribution::quoted::alone;
    use crate::text::{Span, Text};

    #[test]
    fn a_participle_says_what_the_subject_says() {
        let input = "Ada Brook was as short when asked for it, saying that the letter is a forgery.";
        let (_, article) = Article::from_text(input);
        let parsed = Text::parse(input, &article.blocks());
        let place = |words: &str| input.find(words).map(|at| Span::new(at, at + words.len())).expect("it is in the text");
        let mut found = [alone(place("that the letter is a forgery"))];
        found[0].cue = vec![place("saying")];
        super::participles(&parsed, &facts(input, &parsed), &mut found);
        assert_eq!(found[0].source, [place("Ada Brook")]);
    }

    #[test]
    fn who_is_quoted_speaks() {
        crate::attribution::forms::tests::check(
            "The Norwick Examiner quoted Ada Brook as saying the bridge would stay open.",
            &["Ada Brook | as saying | the bridge would stay open"],
        );
        crate::attribution::forms::tests::check(
            "The paper Focus cited security officials as saying that many of the victims came from abroad.",
            &["security officials | as saying | that many of the victims came from abroad"],
        );
    }

    #[test]
    fn who_is_spoken_to_does_not_speak() {
        let check = crate::attribution::forms::tests::check;
        check(
            "Ada Brook was asked: “Will you keep the bridge open for decades?”",
            &[" | was asked: | “Will you keep the bridge open for decades?”"],
        );
        let found = crate::attribution::forms::tests::found;
        let text = "Governor Tate Hill met reporters. Asked whether he would resign, Hill said he would not.";
        assert_eq!(found(text), ["Hill | said | he would not"]);
        check(
            "Ada Brook was warned by Tom Reed that the bridge was unsafe.",
            &["Tom Reed | was warned by | Ada Brook ... that the bridge was unsafe"],
        );
    }

    #[test]
    fn who_faces_accusations_does_not_make_them() {
        let found = crate::attribution::forms::tests::found;
        let text = "Mayor Joe Hill has faced accusations that he lied about the bridge. It was built in 1931.";
        assert!(!found(text).iter().any(|report| report.contains("Hill |")), "{:?}", found(text));
        crate::attribution::forms::tests::check(
            "Mayor Joe Hill dismissed complaints that the road is noisy.",
            &["Mayor Joe Hill | dismissed | complaints that the road is noisy"],
        );
    }

    #[test]
    fn where_it_was_said_is_nobody() {
        crate::attribution::forms::tests::check(
            "The case was heard on Monday. Outside court, Inspector Jo Hale said the sentence was fair.",
            &["Inspector Jo Hale | said | the sentence was fair"],
        );
    }

    #[test]
    fn a_participle_behind_with_is_of_who_stands_there() {
        let text = "Ann Roe said not all of her followers were glad, with some calling her out, saying she was wrong.";
        let found = crate::attribution::forms::tests::found(text);
        assert!(found.contains(&"some | saying | she was wrong".to_owned()), "{found:?}");
    }

    #[test]
    fn an_apposition_belongs_to_the_source() {
        let joined = |input: &str, pieces: [&str; 2]| {
            let (_, article) = Article::from_text(input);
            let parsed = Text::parse(input, &article.blocks());
            let place = |words: &str| input.find(words).map(|at| Span::new(at, at + words.len())).expect("it is in the text");
            let mut attribution = alone(Span::new(0, 1));
            attribution.source = pieces.map(place).to_vec();
            super::join_source(input, &parsed, &facts(input, &parsed), &mut attribution);
            attribution.source.iter().map(|s| s.of(input).to_owned()).collect::<Vec<_>>()
        };
        let text = "The ministers of Norway and Chile, Ada Brook and Tom Reed, both stressed that trade must be free.";
        let whole = "The ministers of Norway and Chile, Ada Brook and Tom Reed, both";
        assert_eq!(joined(text, ["The ministers of Norway and Chile", "both"]), [whole]);
        let text = "The minister, who left early, and his aide said that trade must be free.";
        assert_eq!(joined(text, ["The minister", "and his aide"]), ["The minister", "and his aide"]);
    }
}
