//! How a speaker leans in a statement: for something, against it, or neither. A multinomial logistic regression over
//! named features, so that each weight can be read and explained. `src/model/README.md` tells how the table is made.

use super::Stance;
use super::features::{Context, Statement};
use super::phrase::Words;
use super::stance;
use crate::attribution::{Attribution, Kind};
use crate::lexicon;
use crate::model::named::{Features, weights};
use crate::text::Tag;

/// A leaning that is so much more probable than that of the form of the statement replaces it.
const CLEARLY: f32 = 0.16;

/// The same for a statement in which no word judges, wants or refuses: it is for and against nothing sooner, whatever the article
/// around it is like.
const CLEARLY_PLAIN: f32 = 0.4;

/// The features of words that judge, want, refuse, or speak of somebody's acts: a statement without any of them is a plain fact sooner.
const TELLING: [&str; 31] = [
    "negated",
    "negated twice",
    "no",
    "must",
    "must not",
    "have to",
    "will",
    "will not",
    "would",
    "could",
    "to do",
    "command",
    "judges well",
    "judges badly",
    "act stops",
    "act builds",
    "act intends",
    "words for",
    "words against",
    "another side acts",
    "another side named",
    "scare",
    "exclamation",
    "question",
    "only",
    "harm",
    "you",
    "we",
    "subject we",
    "subject i",
    "called so",
];

/// Of what is so, the form tells more than the words.
const FORM: [&str; 3] = ["concedes", "emphatic", "plain harm"];

/// What the kinds of stance come down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Leaning {
    /// Supports, demands, promises.
    For,
    /// Opposes, accuses, denies, warns.
    Against,
    Neither,
}

impl Leaning {
    pub const ALL: [Leaning; 3] = [Leaning::For, Leaning::Against, Leaning::Neither];

    pub fn of(stance: Stance) -> Leaning {
        match stance {
            Stance::Supports | Stance::Demands | Stance::Promises => Leaning::For,
            Stance::Opposes | Stance::Accuses | Stance::Denies | Stance::Warns => Leaning::Against,
            Stance::Asserts => Leaning::Neither,
        }
    }
}

weights! {
    /// The weights for each leaning.
    LeaningWeights<3>,
    "leaning.tsv",
    "Weights of the leaning of statements: feature, weights for, against, neither."
}

impl LeaningWeights {
    /// The leaning of `form` unless `features` make another one clearly more probable. Refusals, denials, promises and
    /// hostile words speak for themselves.
    pub fn leaning(&self, form: Stance, features: &Features) -> Leaning {
        if !matches!(form, Stance::Asserts | Stance::Supports | Stance::Demands) || features.iter().any(|(name, _)| FORM.contains(name)) {
            return Leaning::of(form);
        }
        let plain = features.iter().all(|(name, _)| !TELLING.contains(name));
        let clearly = if plain { CLEARLY_PLAIN } else { CLEARLY };
        let odds = self.0.sums(features).map(f32::exp);
        let all: f32 = odds.iter().sum();
        let formed = Leaning::ALL.iter().position(|l| *l == Leaning::of(form)).unwrap_or(2);
        let most = (0..3).max_by(|&a, &b| odds[a].total_cmp(&odds[b]).then(b.cmp(&a))).unwrap_or(formed);
        Leaning::ALL[if (odds[most] - odds[formed]) / all > clearly { most } else { formed }]
    }

    /// Fits the weights to statements whose leaning is known.
    #[cfg(feature = "train")]
    pub fn fit(examples: &[(Features, Leaning)], penalty: f64) -> LeaningWeights {
        let examples: Vec<(&Features, [bool; 3])> =
            examples.iter().map(|(features, truth)| (features, Leaning::ALL.map(|leaning| leaning == *truth))).collect();
        let descent = crate::model::named::Descent { steps: 1500, step: 0.5, penalty };
        LeaningWeights(crate::model::named::Named::fit(&examples, &descent, |sums| {
            let most = sums.iter().copied().fold(f64::MIN, f64::max);
            let odds = sums.map(|sum| (sum - most).exp());
            let all: f64 = odds.iter().sum();
            odds.map(|odds| odds / all)
        }))
    }
}

/// The stance with that leaning: what the form of the statement gives, else what its words are the nearest to.
pub(super) fn stance(leaning: Leaning, form: Stance, features: &Features) -> Stance {
    if Leaning::of(form) == leaning {
        return form;
    }
    let has = |name: &str| features.iter().any(|(n, _)| *n == name);
    match leaning {
        Leaning::For if has("will of its own") => Stance::Promises,
        Leaning::For if has("must") => Stance::Demands,
        Leaning::For => Stance::Supports,
        Leaning::Against if has("will not") => Stance::Opposes,
        Leaning::Against if has("will") || has("would") => Stance::Warns,
        // To accuse takes somebody who is accused.
        Leaning::Against if ["another side acts", "another side named", "beside against", "you"].into_iter().any(has) => Stance::Accuses,
        Leaning::Against => Stance::Opposes,
        Leaning::Neither => Stance::Asserts,
    }
}

/// What the reporting words of `attribution` do, of those that give no stance: claim, report, grant; see `leaning_words.txt`.
pub(super) fn cue_kind(words: &Words, attribution: &Attribution) -> &'static str {
    let cue = stance::whole_cue(words, attribution).unwrap_or(0..0);
    { cue }.find_map(|i| stance::look_up(lexicon::leaning_words(), &words.lower(i))).unwrap_or_default()
}

impl Context<'_> {
    /// What tells how the speaker leans where the reporting words do not.
    pub fn leaning(&self, statement: &Statement) -> Features {
        let words = self.words;
        let tokens: Vec<usize> = statement.unit.content.iter().flat_map(|t| t.clone()).collect();
        let lower: Vec<String> = tokens.iter().map(|&i| words.lower(i)).collect();
        let low = |place: usize| lower.get(place).map_or("", String::as_str);
        let has = |list: &[&str]| lower.iter().any(|w| list.contains(&w.as_str()));
        let mut out: Features = vec![("bias", 1.0)];
        let [of, against, neither] = statement.appraisal.leaning;
        let mean = (of + against + neither) / 3.0;
        out.extend([
            ("appraised for", (of - mean) / 2.0),
            ("appraised against", (against - mean) / 2.0),
            ("appraised plain", (neither - mean) / 2.0),
        ]);
        let negates = |place: usize| stance::is_negator(low(place)) && !stance::is_not_only(words, tokens[place]);
        let negated_at = |place: usize| (1..=4).any(|n| place.checked_sub(n).is_some_and(negates));
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        // The reporting words.
        let cue = stance::whole_cue(words, statement.attribution).unwrap_or(0..0);
        let kind = cue_kind(words, statement.attribution);
        for name in ["cue claims", "cue reports", "cue thinks", "cue grants", "cue calls", "cue asks"] {
            add(name, kind.split(',').any(|k| k == name));
        }
        add("cue none", statement.attribution.cue.is_empty());
        add("cue present", cue.clone().any(|i| words.tag(i) == Tag::Vbz));
        add(
            match statement.form {
                Stance::Supports => "form supports",
                Stance::Opposes => "form opposes",
                Stance::Accuses => "form accuses",
                Stance::Demands => "form demands",
                Stance::Denies => "form denies",
                Stance::Promises => "form promises",
                Stance::Warns => "form warns",
                Stance::Asserts => "form plain",
            },
            true,
        );
        // What the article says beside it: "criticised the plan, saying ...", or just before of the same speaker.
        let sentence = words.sentence(if cue.is_empty() { tokens.first().copied().unwrap_or(0) } else { cue.start });
        let said = &statement.attribution.content;
        let extent = words.span(sentence.clone());
        let near = said.partition_point(|c| c.end <= extent.start)..said.partition_point(|c| c.start < extent.end);
        let near: Vec<_> = said.get(near).unwrap_or_default().iter().map(|c| words.tokens_in(*c)).collect();
        let content = |i: usize| near.iter().any(|tokens| tokens.contains(&i));
        let beside: Vec<&str> =
            { sentence }.filter(|&i| !content(i)).filter_map(|i| stance::look_up(lexicon::stance_cues(), &words.lower(i))).collect();
        add("beside for", beside.iter().any(|s| matches!(*s, "supports" | "demands" | "promises")));
        add("beside against", beside.iter().any(|s| matches!(*s, "opposes" | "accuses" | "denies" | "warns")));
        let before = statement.before.map(Leaning::of);
        add("before for", before == Some(Leaning::For));
        add("before against", before == Some(Leaning::Against));
        // Its verbs.
        let verb = (0..tokens.len()).find(|&p| words.tag(tokens[p]).is_finite()).unwrap_or(tokens.len());
        let verb_tag = tokens.get(verb).map(|&i| words.tag(i));
        add("past", verb_tag == Some(Tag::Vbd));
        add("present", matches!(verb_tag, Some(Tag::Vbz | Tag::Vbp)));
        add("is", matches!(low(verb), "is" | "are" | "was" | "were" | "’s" | "'s"));
        add("to do", low(0) == "to" && tokens.get(1).is_some_and(|&i| words.tag(i) == Tag::Vb));
        add("command", tokens.first().is_some_and(|&i| words.tag(i) == Tag::Vb));
        let subject = (0..verb.min(lower.len()))
            .rev()
            .map(low)
            .find(|w| matches!(*w, "we" | "i" | "you" | "he" | "she" | "it" | "they" | "this" | "that" | "there" | "who" | "which"));
        add("subject we", subject == Some("we"));
        add("subject i", subject == Some("i"));
        add("subject you", subject == Some("you"));
        add("subject he", matches!(subject, Some("he" | "she")));
        add("subject it", subject == Some("it"));
        add("subject they", subject == Some("they"));
        add("subject this", matches!(subject, Some("this" | "that")));
        add("subject there", subject == Some("there"));
        let will = ["will", "’ll", "'ll", "wo"];
        add("will", has(&will) || lower.windows(2).any(|w| w[0] == "going" && w[1] == "to"));
        add(
            "will of its own",
            verb < 6
                && (will.contains(&low(verb)) || low(verb) == "would")
                && subject.is_some_and(|s| matches!(s, "we" | "i" | "he" | "she" | "it" | "they")),
        );
        add(
            "will not",
            (0..lower.len())
                .any(|p| (will.contains(&low(p)) || matches!(low(p), "would" | "can" | "could" | "ca")) && stance::is_negator(low(p + 1))),
        );
        add("would", has(&["would"]));
        // The month is no "may".
        let may = tokens.iter().any(|&i| words.tag(i) == Tag::Md && words.lower(i) == "may");
        add("could", may || has(&["could", "might"]));
        add("can", has(&["can", "able"]));
        add("must", has(&["must", "should", "ought", "need", "needs", "let"]));
        add("must not", (0..lower.len()).any(|p| matches!(low(p), "must" | "should") && stance::is_negator(low(p + 1))));
        add("have to", lower.windows(2).any(|w| matches!(w[0].as_str(), "have" | "has") && w[1] == "to"));
        add("if", has(&["if", "unless"]));
        add("but", has(&["but", "despite", "although", "though", "however", "while"]));
        add("because", has(&["because", "since", "so"]));
        add("rather", has(&["rather", "instead", "without"]));
        add("against", has(&["against"]));
        add("only", lower.iter().any(|w| lexicon::degree_words().says(w, "only")));
        add("very", lower.iter().any(|w| lexicon::degree_words().says(w, "strong")));
        add("question", statement.unit.spans.last().is_some_and(|s| s.of(words.text).trim_end_matches(['”', '"']).ends_with('?')));
        add("exclamation", statement.unit.spans.last().is_some_and(|s| s.of(words.text).trim_end_matches(['”', '"']).ends_with('!')));
        add("compared", tokens.iter().any(|&i| matches!(words.tag(i), Tag::Jjr | Tag::Rbr)));
        add("superlative", tokens.iter().any(|&i| matches!(words.tag(i), Tag::Jjs | Tag::Rbs)));
        add("a figure", tokens.iter().any(|&i| words.tag(i) == Tag::Cd));
        add("we", has(&["we", "our", "us"]));
        add("they", has(&["they", "their", "them"]));
        add("you", has(&["you", "your"]));
        add("scare", lower.iter().any(|w| matches!(w.as_str(), "“" | "\"" | "‘")) && statement.attribution.kind != Kind::Direct);
        // Negation, and hostile and kind words with and without it.
        let negators = (0..lower.len()).filter(|&p| negates(p)).count();
        add("negated", negators > 0);
        add("concedes", stance::concedes(words, &tokens));
        add("emphatic", stance::is_emphatic(words, &tokens));
        add("plain harm", stance::is_plain_harm(words, &tokens));
        add("negated twice", negators > 1);
        add("verb negated", (verb..verb + 4).any(|p| stance::is_negator(low(p))));
        add("no", has(&["no", "none", "nothing", "nobody"]));
        let (mut counts, mut acts) = ([0.0f32; 4], [0.0f32; 3]);
        let mut last = "";
        for place in 0..lower.len() {
            let negated = negated_at(place);
            match stance::look_up(lexicon::stance_words(), low(place)) {
                Some("against") => {
                    counts[usize::from(negated)] += 1.0;
                    last = "last word against";
                }
                Some("for") => {
                    counts[2 + usize::from(negated)] += 1.0;
                    last = "last word for";
                }
                _ => {}
            }
            for kind in stance::look_up(lexicon::leaning_words(), low(place)).unwrap_or_default().split(',') {
                let act = ["act stops", "act builds", "act intends"].iter().position(|name| *name == kind);
                act.into_iter().for_each(|act| acts[act] = 1.0);
            }
        }
        // Words that judge, turned by a negation before them, and those above with them.
        let (mut well, mut badly) = (counts[2] + counts[1], counts[0] + counts[3]);
        for (place, &token) in tokens.iter().enumerate() {
            let negated = negated_at(place);
            let known = stance::look_up(lexicon::stance_words(), low(place)).is_some();
            match stance::judges(words, token).filter(|_| !known) {
                Some("praises") if !negated => well += 1.0,
                Some("blames") if negated => well += 0.5,
                Some(_) => badly += 1.0,
                None => {}
            }
        }
        add("judges well", well > badly);
        add("judges badly", badly > well);
        add("judges badly often", badly > well + 1.0);
        add("judges nothing", well + badly == 0.0);
        add(
            "judges by its verb",
            (verb + 1..verb + 5).any(|p| tokens.get(p).is_some_and(|&i| stance::judges(words, i) == Some("praises"))),
        );
        add("called so", kind.contains("cue calls") && badly > well);
        add("last word against", last == "last word against");
        add("last word for", last == "last word for");
        // Who is spoken of.
        let named =
            |from: usize, to: usize| self.others(lower.get(from..to.min(lower.len())).unwrap_or_default(), statement.side).next().is_some();
        let (subject_other, object_other) = (named(0, verb), named(verb, lower.len()));
        add("another side acts", subject_other);
        add("another side named", object_other);
        add("another side and hostile words", (subject_other || object_other) && counts[0] > 0.0);
        let own = lower.iter().take(verb).any(|w| self.last_names[statement.side].contains(w));
        add("its side acts", own);
        let first = lower.iter().find(|w| w.starts_with(char::is_alphanumeric)).map_or("", String::as_str);
        add("begins with not", stance::is_negator(first));
        add("begins with it", matches!(first, "it" | "this" | "that" | "these" | "those"));
        add("harm", lower.iter().any(|w| lexicon::logistics().get(w) == Some("harm")));
        add("state or party", statement.firm);
        for (name, share) in ["article for", "article against", "article plain"].into_iter().zip(self.leaning) {
            out.push((name, share));
        }
        for (name, share) in ["side for", "side against", "side plain"].into_iter().zip(self.leanings[statement.side]) {
            out.push((name, share));
        }
        for (name, count) in ["words against", "negated against", "words for", "negated for"].into_iter().zip(counts) {
            out.extend((count > 0.0).then_some((name, count.min(3.0) / 2.0)));
        }
        for (name, act) in ["act stops", "act builds", "act intends"].into_iter().zip(acts) {
            out.extend((act > 0.0).then_some((name, act)));
        }
        out
    }
}
