//! What the lists may say of their words: a value with a slip of the pen would be read as none, or as the last one that is asked for.

use super::ALL;

/// Lists whose value is one of these, or several with commas between.
const ONE: &[(&str, &[&str])] = &[
    ("abbreviations.txt", &["before", "before+", "free", "free+", "number", "number+"]),
    ("american_offices.txt", &["", "only"]),
    ("anybody.txt", &["", "open"]),
    ("authorities.txt", &["agency", "whole", "word"]),
    ("bond_words.txt", &["addition", "backs", "contrast", "rival"]),
    ("calendar.txt", &["day", "month"]),
    ("campaigners.txt", &["", "environment"]),
    ("cue_nouns.txt", &["accuses", "demands", "denies", "opposes", "promises", "says", "supports", "warns"]),
    ("degree_words.txt", &["only", "strong"]),
    ("documents.txt", &["", "about"]),
    ("given_names.txt", &["f", "f?", "m", "m?", "x", "x?"]),
    ("interview_words.txt", &["answers", "asks", "other", "own"]),
    ("judging_words.txt", &["blames", "praises"]),
    ("kickers.txt", &["", "behind"]),
    ("leading_verbs.txt", &["", "founds"]),
    (
        "leaning_words.txt",
        &["act builds", "act intends", "act stops", "cue asks", "cue calls", "cue claims", "cue grants", "cue reports", "cue thinks"],
    ),
    ("logistics.txt", &["date", "event", "harm"]),
    ("makers.txt", &["made", "noun"]),
    ("occasions.txt", &["", "front"]),
    ("organisation_words.txt", &["church", "club", "company", "government", "institute", "party", "press", "school", "union"]),
    ("passive_links.txt", &["charge", "other"]),
    ("pointers.txt", &["ahead", "first", "whole"]),
    ("press_nouns.txt", &["", "printed"]),
    ("prosecution.txt", &["body", "department", "document", "federal", "people", "person"]),
    ("protest_words.txt", &["crowd", "people"]),
    ("rival_nouns.txt", &["", "against", "each"]),
    ("roles.txt", &["f", "m", "x"]),
    ("side_bodies.txt", &["amount", "backers", "camp", "learned", "legislator", "matter", "party", "rank", "sent", "state", "voice"]),
    ("side_kinds.txt", &["+business", "+environment", "+labour", "+press", "-", "business", "environment", "labour", "press"]),
    ("side_roles.txt", &["agent", "executive", "force", "head", "member", "office", "voice"]),
    ("stance_cues.txt", &["accuses", "demands", "denies", "none", "opposes", "promises", "supports", "warns"]),
    ("stance_words.txt", &["against", "for"]),
    ("subordinators.txt", &["", "condition"]),
    ("titles.txt", &["f", "m", "x"]),
    ("transcript_words.txt", &["", "own"]),
];

/// Lists whose value is some of these with spaces between.
const SEVERAL: &[(&str, &[&str])] = &[
    ("amounts.txt", &["front", "of", "round"]),
    ("anonymity.txt", &["ends", "refuses", "wants"]),
    ("asking.txt", &["answers", "asked", "puts"]),
    ("auxiliaries.txt", &["between", "helps", "possible"]),
    ("backing.txt", &["helped", "not", "noun", "past", "verb"]),
    ("bettering.txt", &["bad", "cuts", "effect", "event", "good", "relieves", "worsens"]),
    ("body_nouns.txt", &["full", "house", "kind", "last", "owned", "people", "private", "public", "speaks", "taken"]),
    ("comparatives.txt", &["bad", "late", "less"]),
    ("complements.txt", &["for", "matter", "of", "on"]),
    ("departments.txt", &["empty", "house", "kind", "local"]),
    ("endings.txt", &["agent", "es", "pair", "people", "soft", "thing", "whole"]),
    ("clock_words.txt", &["", "zone"]),
    ("function_words.txt", &["about", "announces", "border", "group", "over", "placed", "stem", "tail", "title"]),
    ("gives_out.txt", &["", "passes"]),
    ("modifiers.txt", &["bare", "behind", "front", "held", "left", "office", "opposed"]),
    ("partisans.txt", &["alone", "democrats", "member", "none", "republicans"]),
    ("ties.txt", &["body", "name", "state"]),
    ("title_kinds.txt", &["adjective", "given", "office", "second", "surname"]),
    (
        "turning_verbs.txt",
        &[
            "addressed",
            "addresses",
            "appoints",
            "charges",
            "cites",
            "conceded",
            "directs",
            "doubts",
            "draws",
            "it",
            "rarely",
            "refuses",
            "relayed",
            "relents",
            "receives",
            "reluctant",
            "seems",
            "shows",
            "tells",
            "text",
        ],
    ),
];

/// Lists whose value ends in one of these, behind a name.
const LAST: &[(&str, &[&str])] = &[
    ("blocs.txt", &["adjective", "bloc", "body", "movement"]),
    ("countries.txt", &["capital", "name", "people"]),
    ("cues.txt", &["attitude", "speech"]),
    ("party_members.txt", &["Conservatives", "Democrats", "Republicans", "name"]),
    ("places.txt", &["adjective", "agency", "institution", "name", "seat"]),
];

/// Lists whose values are names or other words of the language, and one whose reader tests it.
const WORDS: &[&str] = &[
    "ambiguous_places.txt",
    "body_kin.txt",
    "body_names.txt",
    "irregular.txt",
    "nicknames.txt",
    "office_bodies.txt",
    "parties.txt",
    "party_words.txt",
    "role_kin.txt",
    "seats.txt",
    "speaker_classes.txt",
    "us_states.txt",
];

#[test]
fn every_value_is_a_known_one() {
    let of = |lists: &[(&str, &'static [&'static str])], file: &str| lists.iter().find(|(name, _)| *name == file).map(|(_, known)| *known);
    for (file, table) in ALL.iter().filter(|(file, _)| !WORDS.contains(file)) {
        for (key, value) in table().entries() {
            let one = |known: &[&str]| value.split(',').all(|word| known.contains(&word));
            let several = |known: &[&str]| value.split(' ').all(|word| known.contains(&word));
            let last = |known: &[&str]| value.rsplit('\t').next().is_some_and(|word| known.contains(&word));
            let known = match (of(ONE, file), of(SEVERAL, file), of(LAST, file)) {
                (Some(known), ..) => one(known),
                (_, Some(known), _) => several(known),
                (.., Some(known)) => last(known),
                _ => value.is_empty(),
            };
            assert!(known, "{file}: {key} is {value:?}");
        }
    }
}
