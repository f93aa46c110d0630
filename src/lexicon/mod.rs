//! All words that live in no model, as text files beside this one: one entry a line, `#` comments, and
//! where an entry says more than its key, a tab and the rest. Parsed once, at the first question.

mod people;
mod places;
mod speech;
mod table;
#[cfg(test)]
mod values;

pub use people::{
    Gender, family_name, given_name, is_group, is_letters, is_person_noun, organisation_word, role, same_given_name, title, without_ex,
};
pub use places::{Place, PlaceKind, bloc, country, party, place, seat, state_name, us_state};
pub use speech::{Cue, CueTier, Stance, cue, cue_noun};
use std::sync::OnceLock;
pub use table::Table;

/// Defines an accessor of a word list: the file is built in and parsed at the first call.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name() -> &'static Table {
            static TABLE: OnceLock<Table> = OnceLock::new();
            TABLE.get_or_init(|| Table::parse(include_str!($file)))
        }
    )*
    #[cfg(test)]
    const ALL: &[(&str, fn() -> &'static Table)] = &[$(($file, $name)),*];
    };
}

lists! {
    /// Abbreviations that end in a full stop, without it, lower case; the value is the kind (see the file).
    abbreviations = "abbreviations.txt";
    /// Words that begin sentences and seldom follow an abbreviation within one, lower case.
    sentence_starters = "sentence_starters.txt";
    /// Forms of verbs that commonly report what stands beside them, lower case.
    said_forms = "said_forms.txt";
    /// Words of clauses that tell why somebody is not named, lower case (see the file).
    anonymity = "anonymity.txt";
    /// Nouns for who need not stand with whose he is, lower case.
    superiors = "superiors.txt";
    /// What the members of a party are called, by its name or a word for it, lower case (see the file).
    party_members = "party_members.txt";
    /// Words for parties before an office, and such offices, lower case (see the file).
    party_words = "party_words.txt";
    /// Words that turn the good or bad of what they stand with, lower case (see the file).
    bettering = "bettering.txt";
    /// Verbs for a quarrel of those who are their subject, base form.
    clashes = "clashes.txt";
    /// Nouns for the matter of an office, lower case.
    matters = "matters.txt";
    /// Words of protests, lower case (see the file).
    protest_words = "protest_words.txt";
    /// Forms of verbs by which somebody stands with who spoke before, lower case.
    agreeing = "agreeing.txt";
    /// Nouns for who campaigns for a matter, lower case (see the file).
    campaigners = "campaigners.txt";
    /// Words that say only when, lower case.
    times = "times.txt";
    /// Offices of the United States by their spelling, lower case.
    american_offices = "american_offices.txt";
    /// Words that begin what is said in the passive, behind who says it, lower case (see the file).
    passive_links = "passive_links.txt";
    /// Words of questions and answers, lower case (see the file).
    asking = "asking.txt";
    /// Words of an interview in questions and answers, lower case (see the file).
    interview_words = "interview_words.txt";
    /// Words of the page before a colon, which are nobody, lower case.
    kickers = "kickers.txt";
    /// Words for who runs for an office or holds the first one, lower case.
    candidacies = "candidacies.txt";
    /// Degrees, certificates and honours behind a name (see the file).
    letters_after_names = "letters_after_names.txt";
    /// Words that name who passes a report on, lower case.
    relaying = "relaying.txt";
    /// Words for a party before a name or an office, lower case (see the file).
    partisans = "partisans.txt";
    /// Nouns for where something is said or written, lower case (see the file).
    occasions = "occasions.txt";
    /// Words for standing with somebody, lower case (see the file).
    backing = "backing.txt";
    /// Small words by where they stand, lower case (see the file).
    function_words = "function_words.txt";
    /// Words before a reporting word, lower case (see the file).
    auxiliaries = "auxiliaries.txt";
    /// Words that turn what they stand before into its contrary, lower case.
    negators = "negators.txt";
    /// Participles behind which a name stands, lower case.
    naming = "naming.txt";
    /// Plural nouns that stand before another noun.
    plural_modifiers = "plural_modifiers.txt";
    /// Plurals for people without an s, lower case.
    people_plurals = "people_plurals.txt";
    /// Words that take two people up again, lower case.
    pair_nouns = "pair_nouns.txt";
    /// Nouns on which a clause hangs without a word that joins it.
    relative_nouns = "relative_nouns.txt";
    /// Parts of the names of departments, lower case (see the file).
    departments = "departments.txt";
    /// Pronouns for anybody, lower case (see the file).
    anybody = "anybody.txt";
    /// Those who prosecute, lower case (see the file).
    prosecution = "prosecution.txt";
    /// The departments that offices lead, lower case (see the file).
    office_bodies = "office_bodies.txt";
    /// Bodies of a state that answer to no government of the day.
    independent_bodies = "independent_bodies.txt";
    /// Names of bodies that have several, lower case (see the file).
    body_names = "body_names.txt";
    /// Nouns for bodies and for several people as one, lower case (see the file).
    body_nouns = "body_nouns.txt";
    /// The bodies that a general word for one may mean, lower case (see the file).
    body_kin = "body_kin.txt";
    /// Nouns for a building or a piece of land that end its name, lower case.
    place_words = "place_words.txt";
    /// Words with which "in" leads to a person as well as to a place, lower case.
    trust_words = "trust_words.txt";
    /// Words that begin a clause which hangs on another, lower case.
    subordinators = "subordinators.txt";
    /// What somebody gives out, lower case (see the file).
    makers = "makers.txt";
    /// Nouns for who is described first and named afterwards, lower case.
    introduced = "introduced.txt";
    /// Words that end the name of a paper, a site or a station, lower case.
    press_words = "press_words.txt";
    /// Words for an amount, lower case (see the file).
    amounts = "amounts.txt";
    /// Words that tie a name to what follows, behind a hyphen, lower case (see the file).
    ties = "ties.txt";
    /// The prepositions that go on with a name after a noun, lower case.
    complements = "complements.txt";
    /// Titles by how they are used, lower case (see the file).
    title_kinds = "title_kinds.txt";
    /// Small words within the names of people, lower case.
    name_particles = "name_particles.txt";
    /// Plural nouns that end like those for people and are none, lower case.
    no_agents = "no_agents.txt";
    /// Verbs that turn what follows, by form, lower case (see the file).
    turning_verbs = "turning_verbs.txt";
    /// Words before the noun for an office or a person, lower case (see the file).
    modifiers = "modifiers.txt";
    /// Nouns for who speaks for a party of a case, lower case.
    lawyers = "lawyers.txt";
    /// Forms of verbs for what somebody does to the body whose side he is on, lower case.
    leading_verbs = "leading_verbs.txt";
    /// Words for a parliament and its parts; case counts.
    chambers = "chambers.txt";
    /// Comparatives by what they tell, lower case (see the file).
    comparatives = "comparatives.txt";
    /// Nouns for those to whom nothing will be done, lower case.
    spared = "spared.txt";
    /// Words of degree, lower case (see the file).
    degree_words = "degree_words.txt";
    /// What a transcript says of a speaker, lower case (see the file).
    transcript_words = "transcript_words.txt";
    /// Words between a subject of several and its verb, lower case.
    shared_subjects = "shared_subjects.txt";
    /// Nouns for bodies that can be counted, lower case (see the file).
    counted_bodies = "counted_bodies.txt";
    /// Words of reports on matches, lower case.
    match_words = "match_words.txt";
    /// Nouns that a number follows and that are no name with it, lower case.
    numbered = "numbered.txt";
    /// Nouns that by themselves name no matter.
    empty_nouns = "empty_nouns.txt";
    /// Verbs that attribute, base form, with stance and tier (see the file).
    cues = "cues.txt";
    /// Nouns that report, singular, with the stance of what they report.
    cue_nouns = "cue_nouns.txt";
    /// Titles before a name, lower case without the full stop, with the sex they tell (see the file).
    titles = "titles.txt";
    /// Nouns for a person by role, office or work, singular, with the sex they tell (see the file).
    roles = "roles.txt";
    /// Given names, lower case, with the sex they tell (see the file).
    given_names = "given_names.txt";
    /// Common family names, lower case.
    family_names = "family_names.txt";
    /// Short forms of given names, with the full ones (see the file).
    nicknames = "nicknames.txt";
    /// Countries by name, people and capital, lower case, with the label and which of them (see the file).
    countries = "countries.txt";
    /// Alliances, international bodies and movements, lower case, with the label and which of them (see the file).
    blocs = "blocs.txt";
    /// Buildings and offices that stand for a government or institution, lower case, with its label.
    seats = "seats.txt";
    /// Parties, their members and adjectives, lower case, with the label.
    parties = "parties.txt";
    /// American states by name, postal code and press abbreviation, with the name; case counts.
    us_states = "us_states.txt";
    /// Words of the names of organisations, lower case without the full stop, with the kind of organisation.
    organisation_words = "organisation_words.txt";
    /// Plural nouns for a group that can speak, lower case.
    groups = "groups.txt";
    /// Nouns for a person that tell no role, lower case.
    person_nouns = "person_nouns.txt";
    /// Months and days of the week and their short forms, lower case, with which of them.
    calendar = "calendar.txt";
    /// Nouns for something written or shown that can say something, lower case.
    documents = "documents.txt";
    /// Nouns for what one person says or writes, lower case.
    utterances = "utterances.txt";
    /// The offices that a general word for a person may mean, lower case (see the file).
    role_kin = "role_kin.txt";
    /// Forms whose base form the rules of spelling do not find, lower case, with the base form.
    irregular = "irregular.txt";
    /// What a town keeps, lower case (see the file).
    local_bodies = "local_bodies.txt";
    /// Nouns that are never verbs, lower case.
    nouns = "nouns.txt";
    /// Words that only point at what is said elsewhere (see the file).
    pointers = "pointers.txt";
    /// What stands beside a time of day, as it is written.
    clock_words = "clock_words.txt";
    /// Words that lost their beginning, as they stand behind the apostrophe, lower case.
    elisions = "elisions.txt";
    /// Endings of words by what they tell, lower case (see the file).
    endings = "endings.txt";
    /// Verbs that lose no e before "ed" and "ing", base form.
    whole_stems = "whole_stems.txt";
    /// States whose names are also other names, with the words that tell; case counts (see the file).
    ambiguous_places = "ambiguous_places.txt";
    /// States and blocs by name, adjective, capital and seat; case counts (see the file).
    places = "places.txt";
    /// Nouns that say for whom somebody speaks, lower case (see the file).
    side_roles = "side_roles.txt";
    /// Nouns that head the name of a body or a camp, lower case (see the file).
    side_bodies = "side_bodies.txt";
    /// Words that tell how two speakers stand to each other, lower case (see the file).
    bond_words = "bond_words.txt";
    /// Words by the class of speakers that they tell of, lower case (see the file).
    speaker_classes = "speaker_classes.txt";
    /// Words for authorities that act together, lower case (see the file).
    authorities = "authorities.txt";
    /// Words for a member of somebody's family, lower case.
    kin = "kin.txt";
    /// Forms of verbs for giving out something written, lower case.
    gives_out = "gives_out.txt";
    /// Nouns for who reports news, lower case.
    press_nouns = "press_nouns.txt";
    /// Forms of verbs for words against a person, lower case.
    attack_words = "attack_words.txt";
    /// Plural nouns for people who are against one person or matter, lower case (see the file).
    rival_nouns = "rival_nouns.txt";
    /// Words by the kind of party that they tell of, lower case (see the file).
    side_kinds = "side_kinds.txt";
    /// Words of dates and events, lower case (see the file).
    logistics = "logistics.txt";
    /// Reporting words by the stance they give, base form, lower case (see the file).
    stance_cues = "stance_cues.txt";
    /// Words of what is said that tell for or against, base form, lower case (see the file).
    stance_words = "stance_words.txt";
    /// Words that judge what they are said of, base form, lower case (see the file).
    judging_words = "judging_words.txt";
    /// Reporting words and words of what is said by how who uses them leans, base form, lower case (see the file).
    leaning_words = "leaning_words.txt";
}

/// What the full stop after an abbreviation tells of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Something always follows: a name, a number.
    Before,
    /// A number follows, or it is a word of its own that ends a sentence ("No.").
    BeforeNumber,
    /// It may end a sentence.
    Free,
}

/// The kind of the abbreviation `word`, written without its last full stop.
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    let value = abbreviations().get_lower(word)?;
    let kind = value.trim_end_matches('+');
    if kind.len() == value.len() && !word.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    Some(match kind {
        "before" => Abbreviation::Before,
        "number" => Abbreviation::BeforeNumber,
        _ => Abbreviation::Free,
    })
}

/// The name that a body is known by, and the noun that means it where it is named, by any of its names, lower case.
pub fn body_name(name: &str) -> Option<(&'static str, &'static str)> {
    body_names().get(name)?.split_once('\t')
}

/// The body that `words` name by a name of one word, or by the one it is known by with anything in front ("U.S. Federal Reserve").
pub fn body_named(words: &[&str]) -> Option<&'static str> {
    let known = |name: &str| body_name(name).map(|(body, _)| body);
    match words {
        [word] => known(word),
        _ => (0..words.len()).map(|from| words[from..].join(" ")).find_map(|tail| known(&tail).filter(|body| *body == tail)),
    }
}

/// Whether an ending of `word` is listed as one that tells `what` (see `endings.txt`).
pub fn ends_in(word: &str, what: &str) -> bool {
    word.char_indices().any(|(at, _)| endings().says(&word[at..], what))
}

/// Which lists of names a capitalised word stands in, one bit each: what the tagger is told of it.
pub fn name_lists(word: &str) -> u8 {
    let low = word.to_lowercase();
    let given = given_names().get(&low).is_some_and(|value| !value.ends_with('?'));
    let lists = [
        given,
        family_names().has(&low),
        countries().has(&low) || blocs().has(&low) || us_states().has(word),
        titles().has(low.trim_end_matches('.')),
        organisation_words().has(low.trim_end_matches('.')),
        calendar().has(low.trim_end_matches('.')),
    ];
    lists.iter().rev().fold(0, |bits, &is| bits << 1 | u8::from(is))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_each_key_once() {
        for (file, table) in ALL {
            let keys: Vec<&str> = table().keys().collect();
            assert!(!keys.is_empty(), "{file} is empty");
            for pair in keys.windows(2) {
                assert!(pair[0] < pair[1], "{file}: {} twice", pair[1]);
            }
        }
    }

    #[test]
    fn a_body_has_several_names() {
        assert_eq!(body_named(&["fed"]), Some("federal reserve"));
        assert_eq!(body_named(&["u.s.", "federal", "reserve"]), Some("federal reserve"));
        assert_eq!(body_named(&["well", "fed"]), None);
        assert_eq!(body_named(&[]), None);
        for (name, value) in body_names().entries() {
            let (body, _) = value.split_once('\t').unwrap_or_else(|| panic!("{name} has no noun"));
            assert!(body_name(body).is_some_and(|(known, _)| known == body), "{body} is not listed itself");
        }
    }

    #[test]
    fn abbreviations_are_capitalised_or_marked() {
        assert_eq!(abbreviation("Mr"), Some(Abbreviation::Before));
        assert_eq!(abbreviation("No"), Some(Abbreviation::BeforeNumber));
        assert_eq!(abbreviation("INC"), Some(Abbreviation::Free));
        assert_eq!(abbreviation("vs"), Some(Abbreviation::Before));
        assert_eq!(abbreviation("mass"), None);
        assert_eq!(abbreviation("house"), None);
    }
}
