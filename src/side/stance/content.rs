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
    let all: Vec<usize> = tokens.iter().flat_map(|t| t.clone()).collect();
    // "It would cost jobs" is said of a plan.
    let bad = |all: &[usize]| all.iter().any(|&i| turns(&words.lower(i), "bad") || words.lower(i) == "nothing");
    let impersonal = all.windows(3).take(3).any(|w| {
        let verb = words.lower(w[2]);
        words.lower(w[0]) == "it" && (turns(&verb, "effect") || turns(&verb, "worsens") && bad(&all))
    });
    let own = |word: &str| {
        matches!(word, "we" | "i") || kind != Kind::Direct && (matches!(word, "he" | "she" | "they") || word == "it" && !impersonal)
    };
    let modal = all.iter().any(|&i| matches!(words.lower(i).as_str(), "will" | "would" | "could" | "may" | "might"));
    let (mut against, mut backing, mut negators, mut events) = (0, 0, 0, 0);
    let table = lexicon::stance_words();
    for (place, &i) in all.iter().enumerate() {
        let low = words.lower(i);
        let negates = |p: usize| is_negator(&words.lower(all[p])) && !is_not_only(words, all[p]);
        let negated = (1..=3).any(|n| place.checked_sub(n).is_some_and(negates));
        match look_up(table, &low) {
            Some(_) if in_a_name(words, i) => {}
            // "no danger", "not illegal": neither blame nor praise by itself; the negation counts.
            Some("against") if !negated && is_relieved(words, &all, place) => backing += 1,
            Some("against") if !modal && turns(&low, "event") && !is_done(words, &all, place) => events += 1,
            Some("against") if !negated => against += 1,
            Some("for") if negated => against += 1,
            Some("for") => backing += 1,
            // "Cut jobs", "end pensions"; "will not cut a pension".
            _ if turns(&low, "good") && is_cut(words, &all, place) || turns(&low, "bad") && is_worsened(words, &all, place) => {
                let refused = before_place(words, &all, place).any(|i| is_negator(&words.lower(i)));
                if refused { backing += 1 } else { against += 1 }
            }
            _ => {}
        }
        negators += usize::from(is_negator(&low) && !is_not_only(words, i));
    }
    if is_demand(words, &all) {
        return Stance::Demands;
    }
    if unsurpassed(words, &all) {
        return Stance::Supports;
    }
    // "Not one family would be moved", "nobody will be left behind"
    if against <= 1 && nobody_will(words, &all) {
        return Stance::Promises;
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
        return if modal { Stance::Warns } else { Stance::Accuses };
    }
    // Harm that nobody is said to have done, nor will do: a fact.
    if events > 0 && against == 0 && backing == 0 && negators == 0 {
        return Stance::Asserts;
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
            // "Nobody was hurt"
            Some("nobody" | "no") if events > 0 && against == 0 => Stance::Asserts,
            Some("not" | "nobody" | "few") => Stance::Accuses,
            _ if concedes(words, &all) => Stance::Asserts,
            // "I do not think that they came" is no denial.
            Some("we" | "i") if doubts(words, &all) => Stance::Asserts,
            Some("none" | "nothing") => Stance::Denies,
            // "We cannot wait", "we do not have enough nurses" deny nothing; "we did not take it" does.
            Some(word) if (own(word) || matches!(word, "my" | "our")) && is_past(words, &all) => Stance::Denies,
            _ if backing > 0 => Stance::Supports,
            _ => Stance::Asserts,
        };
    }
    if backing > 0 { Stance::Supports } else { Stance::Asserts }
}

/// The first negation is of something that was or was not done: "did not", "have never", "was no".
fn is_past(words: &Words, all: &[usize]) -> bool {
    let Some(place) = all.iter().position(|&i| is_negator(&words.lower(i))) else { return false };
    let auxiliary = |i: usize| matches!(words.lower(i).as_str(), "did" | "was" | "were");
    let done = all.get(place + 1..(place + 4).min(all.len())).unwrap_or(&[]).iter().any(|&i| words.tag(i) == Tag::Vbn);
    let perfect = |i: usize| matches!(words.lower(i).as_str(), "has" | "have" | "had") && done;
    let before = all[place.saturating_sub(2)..place]
        .iter()
        .any(|&i| auxiliary(i) || perfect(i) || words.tag(i) == Tag::Vbd && !matches!(words.lower(i).as_str(), "had"));
    let never = words.lower(all[place]) == "never" && all.get(place + 1).is_some_and(|&i| matches!(words.tag(i), Tag::Vbd | Tag::Vbn));
    before || never
}

/// What `word` does to the good or bad of others; see `bettering.txt`.
fn turns(word: &str, what: &str) -> bool {
    look_up(lexicon::bettering(), word).is_some_and(|value| value.split(' ').any(|one| one == what))
}

/// How far before a word stands what is done to it.
const REACH: usize = 6;

/// The words before the one at `place`, the nearest first, as far as nothing parts them from it.
fn before_place<'w>(words: &'w Words<'w>, all: &'w [usize], place: usize) -> impl Iterator<Item = usize> + 'w {
    let near = place.saturating_sub(REACH)..place;
    // A finite verb between them begins another clause, but for the verb itself that does it.
    let finite = |i: usize| {
        words.tag(i).is_finite() && words.tag(i) != Tag::Md && !turns(&words.lower(i), "relieves") && !turns(&words.lower(i), "worsens")
    };
    near.rev().map(|p| all[p]).take_while(move |&i| !matches!(words.tag(i), Tag::Comma | Tag::Colon | Tag::Stop) && !finite(i))
}

/// "End the crisis", "protect people from fraud": what is bad is made less.
fn is_relieved(words: &Words, all: &[usize], place: usize) -> bool {
    before_place(words, all, place).any(|i| turns(&words.lower(i), "relieves") && (words.tag(i).is_verb() || words.lower(i) == "end"))
}

/// "Cut jobs": what is good is made less.
fn is_cut(words: &Words, all: &[usize], place: usize) -> bool {
    before_place(words, all, place).any(|i| turns(&words.lower(i), "cuts") && words.tag(i).is_verb())
}

/// "Raise unemployment": what is bad is made more.
fn is_worsened(words: &Words, all: &[usize], place: usize) -> bool {
    before_place(words, all, place).take(4).any(|i| turns(&words.lower(i), "worsens") && words.tag(i).is_verb())
}

/// "The army killed 12", "an attack on the law": somebody does it, or it is said in a figure.
fn is_done(words: &Words, all: &[usize], place: usize) -> bool {
    let i = all[place];
    let low = |n: usize| place.checked_sub(n).map(|p| words.lower(all[p])).unwrap_or_default();
    let perfect = words.tag(i) == Tag::Vbn && (1..=2).any(|n| matches!(low(n).as_str(), "has" | "have" | "had")) && low(1) != "been";
    let active = perfect || matches!(words.tag(i), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vb | Tag::Vbg);
    let somebody = |i: usize| {
        let low = words.lower(i);
        lexicon::is_group(&low)
            || lexicon::role(&low).is_some()
            || lexicon::organisation_word(&low).is_some()
            || lexicon::side_bodies().says(&low, "state")
            || matches!(low.as_str(), "he" | "she" | "they" | "we" | "you")
            || words.tag(i).is_proper()
    };
    // "The attack was ordered by Gray"
    let by = all.iter().skip(place + 1).take(REACH).position(|&i| words.lower(i) == "by").map(|p| place + p + 2);
    let named = by.is_some_and(|p| all.iter().skip(p).take(2).any(|&i| somebody(i)));
    // The verb's own clause may begin before it: "has killed".
    let who = (place.saturating_sub(REACH)..place).map(|p| all[p]).any(somebody);
    let on = |n: usize| all.get(place + n).map(|&i| words.lower(i)).unwrap_or_default();
    active && who || named || on(1) == "on" && !lexicon::calendar().has(&on(2))
}

/// "Has never been safer", "could not be prouder", "no reason not to sign".
fn unsurpassed(words: &Words, all: &[usize]) -> bool {
    let low = |i: usize| words.lower(i);
    let more = |i: usize| {
        let word = low(i);
        let base = word.trim_end_matches("er");
        let bad = lexicon::comparatives().says(&word, "bad")
            || [word.as_str(), base].iter().any(|w| look_up(lexicon::stance_words(), w) == Some("against"))
            || [word.as_str(), base].iter().any(|w| look_up(lexicon::judging_words(), w) == Some("blames"));
        let degree = matches!(words.tag(i), Tag::Jjr | Tag::Rbr) || word.ends_with("er") && words.tag(i) != Tag::Dt;
        degree && lexicon::role(&word).is_none() && !bad
    };
    let most = |w: &[usize]| {
        let never = low(w[1]) == "never" && matches!(low(w[2]).as_str(), "been" | "be");
        // "There has never been water in that well."
        let never = never && !all.iter().take(2).any(|&i| low(i) == "there");
        let could = matches!(low(w[0]).as_str(), "could" | "can") && is_negator(&low(w[1])) && low(w[2]) == "be";
        (never || could) && more(w[3])
    };
    let no_reason = |w: &[usize]| low(w[0]) == "no" && low(w[1]) == "reason" && is_negator(&low(w[2]));
    all.windows(4).any(|w| most(w) || no_reason(w))
}

/// Praise or a promise in the form of a denial: its form tells more than its words.
pub(in crate::side) fn is_emphatic(words: &Words, all: &[usize]) -> bool {
    unsurpassed(words, all) || nobody_will(words, all)
}

/// Harm is told, and nobody who did it, nobody who wants or may do it: a fact.
pub(in crate::side) fn is_plain_harm(words: &Words, all: &[usize]) -> bool {
    let (mut harm, mut more) = (false, false);
    for (place, &i) in all.iter().enumerate() {
        let low = words.lower(i);
        let known = look_up(lexicon::stance_words(), &low).is_some();
        let event = known && turns(&low, "event") && !is_done(words, all, place);
        harm |= event;
        more |= known && !event || words.tag(i) == Tag::Md || super::judges(words, i).is_some_and(|_| !event);
    }
    harm && !more
}

/// "Nobody will be left behind", "not one family would be moved": people to whom something will not be done, or who will not get less.
fn nobody_will(words: &Words, all: &[usize]) -> bool {
    let low = |p: usize| all.get(p).map_or(String::new(), |&i| words.lower(i));
    let none = matches!(low(0).as_str(), "nobody" | "no") || low(0) == "not" && matches!(low(1).as_str(), "one" | "a");
    let Some(will) = (1..6).find(|&p| matches!(low(p).as_str(), "will" | "would")).filter(|_| none) else { return false };
    let people = |p: usize| {
        let one = low(p);
        lexicon::is_person_noun(&one)
            || lexicon::role(&one).is_some()
            || lexicon::is_group(&format!("{one}s"))
            || lexicon::organisation_word(&one).is_some()
    };
    let done = matches!(low(will + 1).as_str(), "be" | "get")
        && all.get(will + 2).is_some_and(|&i| words.tag(i) == Tag::Vbn || words.lower(i) == "less");
    done && (low(0) == "nobody" || (1..will).any(people) || (1..will).any(|p| lexicon::spared().has(&low(p))))
}

/// A refusal is one of the first pairs of words; later ones tell of somebody else.
const REFUSAL: usize = 10;

/// "Never ... more", "nobody ... better": the comparison makes it the most of all.
fn never_more(words: &Words, tokens: &[usize]) -> bool {
    let never = tokens.iter().position(|&i| matches!(words.lower(i).as_str(), "never" | "nobody" | "none"));
    never.is_some_and(|at| {
        let is = |i: usize, what: &str| lexicon::comparatives().says(&words.lower(i), what);
        let more = |&i: &usize| matches!(words.tag(i), Tag::Jjr | Tag::Rbr) && !is(i, "less");
        let no_longer = |&i: &usize| !is(i, "late");
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
                // "Children would have to walk": a burden.
                let burden = subject == "would";
                next == "to" && !guess && !burden && tokens.get(place + 2).is_some_and(|&j| words.tag(j) == Tag::Vb)
            }
            "let" => matches!(next.as_str(), "'s" | "’s" | "us"),
            // "It is time to end it", "it was time for new elections"
            "time" => {
                let is = place.checked_sub(1).is_some_and(|p| matches!(words.lower(tokens[p]).as_str(), "is" | "was" | "'s" | "’s"));
                is && matches!(next.as_str(), "to" | "for")
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::speaker::Speakers;
    use crate::text::Text;

    /// What the words of `said` give, as somebody is reported to have said them.
    fn stance_of(said: &str) -> Stance {
        let text = format!("Ann Gray said {said}.");
        let (_, article) = Article::from_text(&text);
        let parsed = Text::parse(&text, &article.blocks());
        of_content(&Words::new(&text, &parsed, &Speakers::default()), std::slice::from_ref(&(3..parsed.tokens.len() - 1)), Kind::Indirect)
    }

    #[test]
    fn harm_that_nobody_is_said_to_have_done_is_a_fact() {
        for said in [
            "12 people were hurt in a crush at the station",
            "18 soldiers were killed in the attack",
            "the firm met residents and assessed the damage",
            "nobody was injured in the blaze",
        ] {
            assert_eq!(stance_of(said), Stance::Asserts, "{said}");
        }
        for said in ["the army killed two farmers", "the attack was ordered by the army", "the law is an attack on the press"] {
            assert_eq!(stance_of(said), Stance::Accuses, "{said}");
        }
        assert_eq!(stance_of("the plan would kill jobs"), Stance::Warns);
    }

    #[test]
    fn what_is_bad_may_be_made_less_and_what_is_good_too() {
        for said in
            ["the law would protect people from fraud", "the deal was the only way to end the crisis", "the runway would ease delays"]
        {
            assert_eq!(stance_of(said), Stance::Supports, "{said}");
        }
        for said in ["the law would raise unemployment", "the ban would cut jobs", "it would bring more noise"] {
            assert_eq!(stance_of(said), Stance::Warns, "{said}");
        }
    }

    #[test]
    fn praise_and_promises_in_the_form_of_a_denial() {
        for said in ["our streets have never been safer", "she could not be prouder of it", "there was no reason not to sign it"] {
            assert_eq!(stance_of(said), Stance::Supports, "{said}");
        }
        for said in ["nobody would be left behind", "not one family will be moved"] {
            assert_eq!(stance_of(said), Stance::Promises, "{said}");
        }
        assert_eq!(stance_of("not all of them were honest"), Stance::Accuses);
    }

    #[test]
    fn a_burden_is_no_demand() {
        assert_ne!(stance_of("children would have to walk for miles"), Stance::Demands);
        assert_eq!(stance_of("the company has to make a new offer"), Stance::Demands);
        assert_eq!(stance_of("it was time to end the strike"), Stance::Demands);
    }
}
