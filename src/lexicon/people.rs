//! Names, titles, roles and words for people and organisations.

use super::{family_names, given_names, groups, nicknames, organisation_words, person_nouns, roles, titles};

/// The sex that a word tells of the person it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    Male,
    Female,
    /// Either.
    Any,
}

fn gender(value: &str) -> Gender {
    match value.as_bytes().first() {
        Some(b'm') => Gender::Male,
        Some(b'f') => Gender::Female,
        _ => Gender::Any,
    }
}

/// The sex of a given name, in any case; none for a word that is no given name or is commonly another word.
pub fn given_name(word: &str) -> Option<Gender> {
    given_names().get_lower(word).filter(|value| !value.ends_with('?')).map(gender)
}

/// Whether two given names, lower case, are one: the same, or one a short form of the other ("Bill" and "William").
pub fn same_given_name(a: &str, b: &str) -> bool {
    let short = |short: &str, full: &str| nicknames().get(short).is_some_and(|forms| forms.split(' ').any(|form| form == full));
    a == b || short(a, b) || short(b, a)
}

pub fn family_name(word: &str) -> bool {
    family_names().has_lower(word)
}

/// A title before a name ("Mr.", "Sen.", "President"), with or without its full stop.
pub fn title(word: &str) -> Option<Gender> {
    titles().get_lower(word.trim_end_matches('.')).map(gender)
}

/// A degree, certificate or honour as it stands behind a name: "MD", "Ph.D.", "R.D.".
pub fn is_letters(form: &str) -> bool {
    let letters: String = form.chars().filter(|c| *c != '.').collect();
    letters.chars().filter(|c| c.is_uppercase()).count() > 1 && super::letters_after_names().has(letters.to_lowercase().as_str())
}

/// A noun for a person by role, office or work; plurals are found by their singular.
pub fn role(word: &str) -> Option<Gender> {
    let single = |w: &str| roles().get_lower(w).map(gender);
    let found = |word: &str| {
        single(word)
            .or_else(|| single(word.strip_suffix('s')?))
            .or_else(|| single(&format!("{}man", word.strip_suffix("men")?)))
            .or_else(|| single(&format!("{}y", word.strip_suffix("ies")?)))
    };
    // "vice-president", "ex-wives", "co-chair"
    found(word).or_else(|| found(word.rsplit_once('-')?.1))
}

/// The noun without what is tied in front of it and leaves it the same kind of person: "ex-governor", "co-chairs".
pub fn without_ex(word: &str) -> &str {
    match word.split_once('-') {
        Some(("ex" | "co" | "vice" | "then", rest)) if !rest.is_empty() => rest,
        _ => word,
    }
}

/// A plural noun for a group that can speak: "critics", "officials".
pub fn is_group(word: &str) -> bool {
    groups().has_lower(without_ex(word))
}

/// A noun for a person that tells no role: "man", "people".
pub fn is_person_noun(word: &str) -> bool {
    person_nouns().has_lower(word)
}

/// The kind of organisation whose names carry this word: company, school, institute, government, party, union,
/// club, church, press.
pub fn organisation_word(word: &str) -> Option<&'static str> {
    organisation_words().get_lower(word.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people() {
        assert_eq!(given_name("Mary"), Some(Gender::Female));
        assert_eq!(given_name("Sergei"), Some(Gender::Male));
        assert_eq!(given_name("May"), None);
        assert_eq!(title("Mrs."), Some(Gender::Female));
        assert_eq!(role("spokeswomen").or(role("spokeswoman")), Some(Gender::Female));
        assert_eq!(role("ministers"), Some(Gender::Any));
        assert_eq!(role("policemen"), Some(Gender::Male));
        assert_eq!(role("table"), None);
        assert_eq!(role("ex-wives").or(role("ex-wife")), Some(Gender::Female));
        assert_eq!(role("ex-friends"), Some(Gender::Any));
        assert_eq!((without_ex("ex-governor"), without_ex("x-ray"), without_ex("ex-")), ("governor", "x-ray", "ex-"));
        assert!(is_group("ex-friends") && !is_group("non-members"));
        assert!(is_group("critics") && !is_group("tables"));
        assert_eq!(organisation_word("Corp."), Some("company"));
    }
}
