//! The stance that the words of a statement give by themselves.

use super::{in_a_name, is_negator, is_not_only, look_up};
use crate::attribution::Kind;
use crate::lexicon;
use crate::side::Stance;
use crate::side::phrase::Words;
use crate::text::Tag;
use std::ops::Range;

/// The stance that the words of a statement give by themselves. Within quotation marks only "we" and "I" are who speaks; elsewhere "he"
/// may be.
pub(in crate::side) fn of_content(words: &Words, tokens: &[Range<usize>], kind: Kind) -> Stance {
    let own = |word: &str| matches!(word, "we" | "i") || kind != Kind::Direct && matches!(word, "he" | "she" | "it" | "they");
    let all: Vec<usize> = tokens.iter().flat_map(|t| t.clone()).collect();
    let (mut against, mut backing, mut negators) = (0, 0, 0);
    let table = lexicon::stance_words();
    for (place, &i) in all.iter().enumerate() {
        let low = words.lower(i);
        let before = |n: usize| place.checked_sub(n).map(|p| words.lower(all[p])).unwrap_or_default();
        let negated = (1..=3).any(|n| is_negator(&before(n)));
        match look_up(table, &low) {
            Some(_) if in_a_name(words, i) => {}
            // "no danger", "not illegal": neither blame nor praise by itself; the negation counts.
            Some("against") if !negated => against += 1,
            Some("for") if negated => against += 1,
            Some("for") => backing += 1,
            _ => {}
        }
        negators += usize::from(is_negator(&low) && !is_not_only(words, i));
    }
    if is_demand(words, &all) {
        return Stance::Demands;
    }
    if is_promise(words, &all, own) {
        // "It will cost jobs" is no promise.
        let its_own = all.iter().take(4).any(|&i| matches!(words.lower(i).as_str(), "we" | "i" | "he" | "she"));
        // Who says what he will not do or allow, refuses it; who will not rest, promises to go on.
        let refusal = all.windows(2).take(12).position(|pair| {
            matches!(words.lower(pair[0]).as_str(), "will" | "would" | "wo" | "be" | "’m" | "'m" | "’re" | "'re" | "am" | "are")
                && matches!(words.lower(pair[1]).as_str(), "not" | "n't" | "n’t" | "never" | "no")
                && !is_not_only(words, pair[1])
        });
        let refuses = refusal.is_some_and(|at| {
            !all.iter().skip(at + 2).take(3).any(|&i| look_up(lexicon::turning_verbs(), &words.lower(i)) == Some("relents"))
        });
        return match against > 0 && !its_own {
            true => Stance::Warns,
            false if refuses => Stance::Opposes,
            false => Stance::Promises,
        };
    }
    let first: Vec<String> = all.iter().take(3).map(|&i| words.lower(i)).collect();
    if against > 0 && against * 2 >= backing {
        let modal = all.iter().any(|&i| matches!(words.lower(i).as_str(), "will" | "would" | "could" | "may" | "might"));
        return if modal { Stance::Warns } else { Stance::Accuses };
    }
    if negators > 0 {
        // "There has never been anybody more qualified" praises.
        if never_more(words, &all) && against == 0 && !first.first().is_some_and(|word| own(word)) {
            return if backing > 0 { Stance::Supports } else { Stance::Asserts };
        }
        // "Officers won't help", "has no intention to talk", "no longer going to": a refusal, whoever refuses.
        let pairs = || all.windows(2).map(|pair| (words.lower(pair[0]), words.lower(pair[1])));
        let refuses = |(a, b): (String, String)| {
            a == "no" && matches!(b.as_str(), "intention" | "longer") || a == "wo" && matches!(b.as_str(), "n't" | "n’t")
        };
        if pairs().take(REFUSAL).any(refuses) {
            return Stance::Opposes;
        }
        // "had nothing to do with it"
        if pairs().any(|(a, b)| a == "nothing" && b == "to") {
            return Stance::Denies;
        }
        // "Not all of them are honest" blames; who says of himself that he did not, denies; the rest states a fact.
        return match first.first().map(String::as_str) {
            Some("not" | "nobody" | "few") => Stance::Accuses,
            _ if concedes(words, &all) => Stance::Asserts,
            // "I do not think that they came" is no denial.
            Some("we" | "i") if doubts(words, &all) => Stance::Asserts,
            Some("none" | "nothing" | "my" | "our") => Stance::Denies,
            Some(word) if own(word) => Stance::Denies,
            _ if backing > 0 => Stance::Supports,
            _ => Stance::Asserts,
        };
    }
    if backing > 0 { Stance::Supports } else { Stance::Asserts }
}

/// A refusal is one of the first pairs of words; later ones tell of somebody else.
const REFUSAL: usize = 10;

/// "Never ... more", "nobody ... better": the comparison makes it the most of all.
fn never_more(words: &Words, tokens: &[usize]) -> bool {
    let never = tokens.iter().position(|&i| matches!(words.lower(i).as_str(), "never" | "nobody" | "none"));
    never.is_some_and(|at| {
        let more =
            |&i: &usize| matches!(words.tag(i), Tag::Jjr | Tag::Rbr) && !matches!(words.lower(i).as_str(), "less" | "fewer" | "worse");
        let no_longer = |&i: &usize| !matches!(words.lower(i).as_str(), "longer" | "later");
        tokens[at..].iter().filter(|i| no_longer(i)).any(more) && tokens[at..].iter().any(|&i| words.lower(i) == "than")
    })
}

/// "I do not think": what follows is no denial. "We did not know" is one.
fn doubts(words: &Words, tokens: &[usize]) -> bool {
    let doubt = |word: &str| lexicon::turning_verbs().says(word, "doubts");
    tokens.windows(2).take(5).any(|pair| is_negator(&words.lower(pair[0])) && doubt(&words.lower(pair[1])))
}

/// "We do not dispute it."
pub(in crate::side) fn concedes(words: &Words, tokens: &[usize]) -> bool {
    let has = |test: &dyn Fn(&str) -> bool| tokens.iter().any(|&i| test(&words.lower(i)));
    has(&is_negator) && has(&|word| lexicon::turning_verbs().says(word, "conceded"))
}

/// "must", "should", "need to" and their like, but for a first person's plan of his own.
fn is_demand(words: &Words, tokens: &[usize]) -> bool {
    tokens.iter().enumerate().any(|(place, &i)| {
        let low = words.lower(i);
        let next = tokens.get(place + 1).map(|&j| words.lower(j)).unwrap_or_default();
        match low.as_str() {
            "must" | "should" | "ought" => true,
            "need" | "needs" | "require" | "requires" => {
                // "the people we need", "what it needs to win" are no demands, and neither is "he needs her".
                let before = |n: usize| place.checked_sub(n).map(|p| tokens[p]);
                let relative = before(2).is_some_and(|j| words.tag(j).is_noun() || words.tag(j).is_wh());
                let subject = before(1).map_or(String::new(), |j| words.lower(j));
                let relative = relative && words.tag(before(1).unwrap_or(i)) == Tag::Prp;
                let other = matches!(subject.as_str(), "he" | "she")
                    || before(2).is_some_and(|j| words.lower(j) == "she" || words.lower(j) == "he");
                words.tag(i).is_verb() && place > 0 && !relative && !(other && next != "to")
            }
            // "This has to be the first time" guesses.
            "have" | "has" => {
                let low_at = |at: usize| tokens.get(at).map_or(String::new(), |&j| words.lower(j));
                let subject = place.checked_sub(1).map_or(String::new(), low_at);
                let most =
                    tokens.get(place + 4).is_some_and(|&j| words.tag(j) == Tag::Jjs || matches!(words.lower(j).as_str(), "first" | "last"));
                let guess =
                    matches!(subject.as_str(), "this" | "that" | "it") && low_at(place + 2) == "be" && low_at(place + 3) == "the" && most;
                next == "to" && !guess && tokens.get(place + 2).is_some_and(|&j| words.tag(j) == Tag::Vb)
            }
            "let" => matches!(next.as_str(), "'s" | "’s" | "us"),
            _ => false,
        }
    })
}

/// The speaker (`own`) as subject of "will": "We will form a government", "it would respond".
fn is_promise(words: &Words, tokens: &[usize], own: impl Fn(&str) -> bool) -> bool {
    let early = tokens.len().min(12);
    (1..early).any(|place| {
        let will = matches!(words.lower(tokens[place]).as_str(), "will" | "would" | "wo" | "'ll" | "’ll" | "going");
        let subject = (place.saturating_sub(3)..place).any(|p| own(&words.lower(tokens[p])));
        // "She would have decided otherwise" is past.
        let unreal = words.lower(tokens[place]) == "would" && tokens.get(place + 1).is_some_and(|&j| words.lower(j) == "have");
        // A condition makes it a warning or a thought.
        will && subject
            && !unreal
            && words.lower(tokens.get(place + 1).copied().unwrap_or(usize::MAX)) != "like"
            && !tokens[..place].iter().any(|&i| words.lower(i) == "if")
    })
}
