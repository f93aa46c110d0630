//! Where a content begins and ends: what tells of the occasion is no part of it.

use super::facts::{Facts, punct};
use super::{Attribution, Kind};
use crate::lexicon;
use crate::text::{Span, Tag, Text};

/// What tells of the occasion is so many words long at most.
const OCCASION: usize = 16;
/// And so many words stand before its noun: "in a brief, nationally televised address".
const FRONT: usize = 6;

/// "She defended the delay [in a televised address]": the occasion is cut off a content that has no verb of its own before it; in a
/// clause it may be part of what is said, "she would explain it in a speech".
pub(super) fn cut_occasion(text: &str, parsed: &Text, facts: &Facts, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.last().copied().filter(|_| attribution.kind != Kind::Direct) else { return };
    let Some(content) = attribution.content.last_mut().filter(|content| content.start >= cue.end) else { return };
    let tokens = parsed.tokens_in(*content);
    let low = |t: usize| parsed.tokens.get(t).map_or_else(String::new, |token| token.span.of(text).to_lowercase());
    let tag = |t: usize| parsed.tokens.get(t).map_or(Tag::Fw, |token| token.tag);
    let begins = |&t: &usize| {
        // "The lies in her speech" are in it: only "during" tells of an occasion whosever it is.
        let (first, next) = (low(t), low(t + 1));
        let any = matches!(next.as_str(), "a" | "an");
        let own = any || first == "during" && matches!(next.as_str(), "his" | "her" | "their");
        let noun = (t + 2..tokens.end.min(t + 2 + FRONT)).find(|&i| lexicon::occasions().get(&low(i)) == Some("") && !tag(i + 1).is_noun());
        // "Televised" may have the form of a past tense. "In a Norwick Times article" tells where the claims are.
        let front = |i: usize| {
            let noun = tag(i).is_noun() && (!tag(i).is_proper() || first == "during");
            noun || tag(i).is_adjective() || tag(i).is_adverb() || matches!(tag(i), Tag::Vbn | Tag::Vbd | Tag::Cd)
        };
        // "The racism in a post by her rival" is the rival's.
        let whose = |i: usize| matches!(low(i).as_str(), "by" | "of" | "from");
        let behind = |noun: usize| !whose(noun + 1) && (noun + 1..tokens.end).all(|i| !tag(i).is_finite() && facts[i].quotation == 0);
        matches!(first.as_str(), "in" | "during") && own && noun.is_some_and(|noun| (t + 2..noun).all(front) && behind(noun))
    };
    let from = (tokens.start + 2).max(tokens.end.saturating_sub(OCCASION));
    let Some(start) = (from..tokens.end).find(begins) else { return };
    let verb = |t: usize| tag(t).is_finite() || tag(t) == Tag::To;
    if let (false, Some(last)) = ((tokens.start..start).any(verb), parsed.tokens.get(start - 1)) {
        content.end = last.span.end;
    }
}

/// "Roe told the [jury Varga stood over her]": who is told is no part of what is said, also where nothing but the noun is left of it.
pub(super) fn cut_addressee(text: &str, parsed: &Text, facts: &Facts, attribution: &mut Attribution) {
    let (Some(cue), Some(content)) = (attribution.cue.last().copied(), attribution.content.first_mut()) else { return };
    let tokens = parsed.tokens_in(*content);
    let Some(verb) = parsed.tokens_in(cue).find(|&t| facts[t].is_verb()).filter(|&verb| verb < tokens.start) else { return };
    let low = |t: usize| parsed.tokens.get(t).map_or_else(String::new, |token| token.span.of(text).to_lowercase());
    let tag = |t: usize| parsed.tokens.get(t).map_or(Tag::Fw, |token| token.tag);
    // "Said in a regulatory [filing that] the plant would close"
    let front = tokens.start > 0 && (tag(tokens.start - 1).is_adjective() || tag(tokens.start - 1) == Tag::Dt) && tokens.start - 1 > verb;
    if let Some(that) = (tokens.start + 1..tokens.end.min(tokens.start + 3)).find(|&t| facts[t].that).filter(|_| front)
        && (tokens.start..that).all(|t| tag(t).is_common_noun())
        && lexicon::occasions().has(&low(that - 1))
    {
        content.start = parsed.tokens[that].span.start;
        return;
    }
    let opens = |t: usize| matches!(tag(t), Tag::Dt | Tag::PrpS);
    if !lexicon::turning_verbs().says(&low(verb), "addresses") || !opens(tokens.start - 1) || verb + 1 != tokens.start - 1 {
        return;
    }
    let behind = tokens.clone().find(|&t| !tag(t).is_common_noun()).unwrap_or(tokens.end);
    // "Told the [truth about the war]" is told to nobody.
    let clause = opens(behind) || tag(behind).is_proper() || tag(behind) == Tag::Prp || facts[behind.min(tokens.end - 1)].that;
    // "Told the [story she had kept]": neither is what is no person and no body.
    let listener = || {
        let noun = low(behind - 1);
        lexicon::is_person_noun(&noun)
            || lexicon::is_group(&noun)
            || lexicon::role(&noun).is_some()
            || lexicon::organisation_word(&noun).is_some()
            || lexicon::body_nouns().has(&noun)
            || lexicon::kin().has(&noun)
    };
    if behind > tokens.start && behind + 2 < tokens.end && clause && listener() {
        content.start = parsed.tokens[behind].span.start;
    }
}

/// "[Asked how much she paid,] “We paid too much,” she said": what the narration sets before a whole sentence in quotation marks.
pub(super) fn cut_front(text: &str, parsed: &Text, facts: &Facts, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.first().copied() else { return };
    let Some(content) = attribution.content.first().copied().filter(|content| content.end <= cue.start) else { return };
    let tokens = parsed.tokens_in(content);
    let low = |t: usize| parsed.tokens.get(t).map_or_else(String::new, |token| token.span.of(text).to_lowercase());
    let Some(mark) = tokens.clone().find(|&t| facts[t].quotation > 0).filter(|&mark| mark > tokens.start + 1) else { return };
    let first = tokens.start + usize::from(matches!(low(tokens.start).as_str(), "and" | "but"));
    let first = first + usize::from(low(first) == "when");
    let comma = facts.is(mark - 1, punct::COMMA);
    let quote = facts.quotes[facts[mark].quotation as usize - 1].span;
    let sentence = parsed.tokens.get(mark + 1).is_some_and(|token| token.span.of(text).starts_with(char::is_uppercase));
    if comma && sentence && lexicon::occasions().says(&low(first), "front") && quote.end >= content.end {
        attribution.content[0] = Span { start: parsed.tokens[mark].span.start, end: content.end };
    }
}

#[cfg(test)]
mod tests {
    use crate::attribution::forms::tests::check;

    #[test]
    fn the_occasion_is_no_content() {
        check("Ada Brook defended the delay in a brief televised address.", &["Ada Brook | defended | the delay"]);
        // In a clause it may be part of what is said, and what is in somebody's speech is the point.
        check("Ada Brook said she would explain the delay in a speech.", &["Ada Brook | said | she would explain the delay in a speech"]);
        check("Ada Brook condemned the lies in his speech.", &["Ada Brook | condemned | the lies in his speech"]);
    }

    #[test]
    fn what_was_asked_is_no_content() {
        check(
            "When asked how much the bridge had cost, “We paid too much for it,” Ada Brook said.",
            &["Ada Brook | said | “We paid too much for it,”"],
        );
        // A condition is hers.
        let text = "If the vote fails, “We will leave the town,” Ada Brook said.";
        let (_, article) = crate::article::Article::from_text(text);
        let found = crate::attribution::attributions(text, &crate::text::Text::parse(text, &article.blocks()));
        assert!(found.iter().any(|a| a.content[0].of(text).starts_with("If the vote")), "{found:?}");
    }
}
