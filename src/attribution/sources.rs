//! Sources that the form of a sentence tells: shared by two cues, that of the sentence's subject for a participle, an
//! apposition that belongs to its source.

use super::Attribution;
use super::facts::{Facts, punct};
use crate::text::{Span, Tag, Text};

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
        let Some(subject) = main.map(|t| facts[t].subject) else { continue };
        let phrase: Vec<usize> = (start..verb).filter(|&t| facts[t].phrase == subject).collect();
        let ends = phrase.first().zip(phrase.last()).and_then(|(a, b)| parsed.tokens.get(*a).zip(parsed.tokens.get(*b)));
        if let Some((first, last)) = ends {
            attribution.source = vec![Span { start: first.span.start, end: last.span.end }];
        }
    }
}

/// "The ministers of A and B, X and Y, both said": what stands between commas inside a source, and is no clause, belongs
/// to it.
pub(super) fn join_source(parsed: &Text, facts: &Facts, attribution: &mut Attribution) {
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
    attribution.source = joined;
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
    fn an_apposition_belongs_to_the_source() {
        let joined = |input: &str, pieces: [&str; 2]| {
            let (_, article) = Article::from_text(input);
            let parsed = Text::parse(input, &article.blocks());
            let place = |words: &str| input.find(words).map(|at| Span::new(at, at + words.len())).expect("it is in the text");
            let mut attribution = alone(Span::new(0, 1));
            attribution.source = pieces.map(place).to_vec();
            super::join_source(&parsed, &facts(input, &parsed), &mut attribution);
            attribution.source.iter().map(|s| s.of(input).to_owned()).collect::<Vec<_>>()
        };
        let text = "The ministers of Norway and Chile, Ada Brook and Tom Reed, both stressed that trade must be free.";
        let whole = "The ministers of Norway and Chile, Ada Brook and Tom Reed, both";
        assert_eq!(joined(text, ["The ministers of Norway and Chile", "both"]), [whole]);
        let text = "The minister, who left early, and his aide said that trade must be free.";
        assert_eq!(joined(text, ["The minister", "and his aide"]), ["The minister", "and his aide"]);
    }
}
