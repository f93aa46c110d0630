//! What the article tells of each party as a whole: who they are, what they say, and of whom.

use crate::attribution::Attribution;
use crate::lexicon;
use crate::side::Parties;
use crate::side::affiliation::Affiliation;
use crate::side::features::is_content;
use crate::side::grouping::normal;
use crate::side::leaning::Leaning;
use crate::side::phrase::Words;
use crate::side::stance::{self, CueStance};
use crate::speaker::{MentionKind, SpeakerId, SpeakerKind, Speakers};
use std::collections::{BTreeMap, BTreeSet};

/// The classes of `speaker_classes.txt`.
pub(super) const CLASSES: [&str; 19] = [
    "state", "local", "police", "court", "lawmaker", "party", "campaign", "business", "labour", "activist", "people", "lawyer", "learned",
    "press", "health", "military", "world", "church", "official",
];

/// One party.
pub(super) struct Portrait {
    pub kinds: BTreeSet<&'static str>,
    /// Places in `CLASSES`.
    pub classes: BTreeSet<usize>,
    /// The words that its speakers are called by and described with at their names, without their own, as stems.
    pub told: BTreeSet<String>,
    /// Places that these name.
    pub places: BTreeSet<&'static str>,
    /// Words of each name of a body or group, the last word of a person's, as stems.
    pub titles: Vec<Vec<String>>,
    /// Last words of its names, lower case.
    pub names: BTreeSet<String>,
    /// Of its attributions.
    pub attributions: Vec<usize>,
    /// For each content word that it uses how often, and how it leans in total where it does.
    pub said: BTreeMap<String, (f32, f32)>,
    /// The shares of what it says for something, against it, and neither.
    pub leaning: [f32; 3],
    pub countries: BTreeSet<&'static str>,
    /// Political parties that its people are of, normalised.
    pub parties: BTreeSet<String>,
    /// One of them heads a government, a town.
    pub executive: bool,
    pub town: bool,
    /// One of them is a lawyer for somebody.
    pub counsel: bool,
    /// Nouns of what its reporting words, whatever is said, back; and of what they are against.
    pub backed: BTreeSet<String>,
    pub opposed: BTreeSet<String>,
    /// How often its speakers are named.
    pub named: usize,
    /// Tokens at which one of them is named, in order, and the sentences of these.
    pub mentions: Vec<usize>,
    pub sentences: BTreeSet<u32>,
}

/// How an attribution leans, by its cue and form.
pub(super) fn leaning(words: &Words, attribution: &Attribution) -> Leaning {
    let content: Vec<_> = attribution.content.iter().map(|c| words.tokens_in(*c)).collect();
    Leaning::of(match stance::of_cue(words, attribution) {
        CueStance::Is(stance) => stance,
        _ => stance::of_content(words, &content, attribution.kind),
    })
}

pub(super) fn portraits(
    words: &Words,
    attributions: &[Attribution],
    speakers: &Speakers,
    affiliations: &[Affiliation],
    parties: &Parties,
    most: usize,
) -> Vec<Portrait> {
    let count = parties.list.len().min(most);
    let mut home: BTreeMap<SpeakerId, usize> = BTreeMap::new();
    for (at, side) in parties.list.iter().enumerate().take(count) {
        home.extend(side.speakers.iter().map(|&id| (id, at)));
    }
    let mut out: Vec<Portrait> = (0..count).map(|at| portrait(words, speakers, affiliations, parties, at)).collect();
    for (index, (attribution, of)) in attributions.iter().zip(&speakers.of).enumerate() {
        let homes: BTreeSet<usize> = of.iter().filter_map(|id| home.get(id).copied()).collect();
        if homes.is_empty() {
            continue;
        }
        let leaning = leaning(words, attribution);
        let tokens = attribution.content.iter().flat_map(|c| words.tokens_in(*c));
        let own: BTreeSet<String> = tokens.filter(|&i| is_content(words, i) || words.capitalised(i)).map(|i| words.lower(i)).collect();
        let nouns = attribution.content.iter().flat_map(|c| words.tokens_in(*c)).filter(|&i| words.tag(i).is_noun());
        let nouns: BTreeSet<String> = nouns.map(|i| words.lower(i)).collect();
        let told = match stance::of_cue(words, attribution) {
            CueStance::Is(stance) => Some(Leaning::of(stance)),
            _ => None,
        };
        for at in homes {
            let portrait = &mut out[at];
            match told {
                Some(Leaning::For) => portrait.backed.extend(nouns.iter().cloned()),
                Some(Leaning::Against) => portrait.opposed.extend(nouns.iter().cloned()),
                _ => {}
            }
            portrait.attributions.push(index);
            portrait.leaning[Leaning::ALL.iter().position(|l| *l == leaning).unwrap_or(2)] += 1.0;
            for word in &own {
                let entry = portrait.said.entry(word.clone()).or_default();
                entry.0 += 1.0;
                entry.1 += match leaning {
                    Leaning::For => 1.0,
                    Leaning::Against => -1.0,
                    Leaning::Neither => 0.0,
                };
            }
        }
    }
    for portrait in &mut out {
        let all: f32 = portrait.leaning.iter().sum();
        portrait.leaning = portrait.leaning.map(|n| n / all.max(1.0));
    }
    out
}

fn portrait(words: &Words, speakers: &Speakers, affiliations: &[Affiliation], parties: &Parties, at: usize) -> Portrait {
    let side = &parties.list[at];
    let mut texts: Vec<String> = vec![side.label.to_lowercase()];
    let (mut names, mut kinds, mut countries, mut places) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let (mut politics, mut executive, mut town, mut counsel) = (BTreeSet::new(), false, false, false);
    let (mut named, mut mentions, mut titles, mut own) = (0, Vec::new(), Vec::new(), BTreeSet::new());
    for &id in &side.speakers {
        let (speaker, affiliation) = (&speakers.list[id], &affiliations[id]);
        let person = speaker.kind == SpeakerKind::Person;
        kinds.insert(match speaker.kind {
            SpeakerKind::Person => "person",
            SpeakerKind::Organisation => "organisation",
            SpeakerKind::Group => "group",
            SpeakerKind::Anonymous => "anonymous",
            SpeakerKind::Document => "document",
        });
        names.extend(speaker.name.split_whitespace().last().map(str::to_lowercase));
        let title = stems(&speaker.name);
        if person {
            own.extend(title.iter().cloned());
            titles.extend(title.last().map(|last| vec![last.clone()]));
        } else {
            texts.push(speaker.name.to_lowercase());
            titles.push(title);
        }
        let mut read = |tokens: std::ops::Range<usize>| {
            places.extend(words.places(&tokens).into_iter().map(|place| place.name));
            texts.push(words.span(tokens).of(words.text).to_lowercase());
        };
        speaker.role.into_iter().for_each(|role| read(words.tokens_in(role)));
        for mention in speaker.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun) {
            let tokens = words.tokens_in(mention.span);
            mentions.push(tokens.start);
            if mention.kind == MentionKind::Name {
                named += 1;
                names.extend(mention.span.of(words.text).split_whitespace().last().map(str::to_lowercase));
            }
            read(words.before(&tokens));
            read(words.after(&tokens));
            if mention.kind == MentionKind::Description || !person {
                read(tokens);
            }
        }
        texts.extend(affiliation.nouns.iter().map(|(noun, _)| noun.clone()));
        texts.extend(affiliation.body.iter().map(|(body, _)| body.to_lowercase()));
        texts.extend(affiliation.party.iter().map(|(party, _)| party.to_lowercase()));
        texts.extend(affiliation.camp.iter().map(|(camp, _)| camp.to_lowercase()));
        countries.extend(affiliation.country.map(|(name, _)| name));
        executive |= affiliation.executive && person;
        town |= affiliation.town;
        let role = speaker.role.map_or(speaker.name.as_str(), |role| role.of(words.text));
        counsel |= role.split(' ').any(|word| lexicon::lawyers().has(&word.to_lowercase()));
        politics.extend(affiliation.party.iter().map(|(party, _)| normal(party)));
    }
    countries.extend(parties.states[at]);
    if parties.firm[at] && countries.is_empty() {
        politics.insert(normal(&side.label));
    }
    places.extend(countries.iter().copied());
    let mut told: BTreeSet<String> = texts.iter().flat_map(|text| stems(text)).collect();
    told.retain(|stem| !own.contains(stem));
    mentions.sort_unstable();
    let sentences = mentions.iter().filter_map(|&i| words.parsed.tokens.get(i)).map(|token| token.sentence).collect();
    let mut classes = BTreeSet::new();
    for text in &texts {
        let words: Vec<&str> = pieces(text).collect();
        for (n, word) in words.iter().enumerate() {
            let two = words.get(n + 1).map(|next| format!("{word} {next}"));
            let found = [Some((*word).to_owned()), two].into_iter().flatten().filter_map(|key| lexicon::speaker_classes().get(&key));
            classes.extend(found.flat_map(|value| value.split(' ')).filter_map(|class| CLASSES.iter().position(|c| *c == class)));
        }
    }
    Portrait {
        kinds,
        classes,
        told,
        places,
        titles,
        names,
        attributions: Vec::new(),
        said: BTreeMap::new(),
        leaning: [0.0; 3],
        countries,
        parties: politics,
        executive,
        town,
        counsel,
        backed: BTreeSet::new(),
        opposed: BTreeSet::new(),
        named,
        mentions,
        sentences,
    }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '.').map(|w| w.trim_end_matches('.')).filter(|w| !w.is_empty())
}

/// The longer words of `text`, lower case, a plural as its singular.
fn stems(text: &str) -> Vec<String> {
    let low = text.to_lowercase();
    let stem =
        |word: &str| word.strip_suffix("ies").map_or_else(|| word.strip_suffix('s').unwrap_or(word).to_owned(), |stem| format!("{stem}y"));
    pieces(&low).filter(|w| w.len() > 2 && !lexicon::function_words().says(w, "stem")).map(stem).collect()
}

#[cfg(test)]
mod tests {
    use super::CLASSES;
    use crate::lexicon;

    #[test]
    fn every_class_of_the_lexicon_is_known() {
        let table = lexicon::speaker_classes();
        for key in table.keys() {
            let value = table.get(key).unwrap_or("");
            assert!(value.split(' ').all(|class| CLASSES.contains(&class)), "{key}: {value}");
        }
    }
}
