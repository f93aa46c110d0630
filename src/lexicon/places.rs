//! Countries and what stands for their governments, alliances, parties.

use super::{blocs, countries, parties, places, seats, us_states};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    /// "France"
    Country,
    /// "French", "Frenchmen"
    People,
    /// "Paris": the government only as the subject of a verb of speech or action.
    Capital,
    /// "Kremlin"
    Seat,
    /// "NATO"
    Bloc,
    /// "Security Council"
    Body,
    /// "Taliban"
    Movement,
    /// "Western"
    Adjective,
    /// "Republicans"
    Party,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The name of the party that it stands for: "United States".
    pub label: &'static str,
    pub kind: PlaceKind,
}

/// A country by its name, people or capital; one or more words parted by a space, in any case, without "the".
/// "US", "WHO" and their like must be written in capitals.
pub fn country(words: &str) -> Option<Place> {
    if is_small_acronym(words) {
        return None;
    }
    let (label, kind) = countries().get_lower(words)?.split_once('\t')?;
    let kind = match kind {
        "people" => PlaceKind::People,
        "capital" => PlaceKind::Capital,
        _ => PlaceKind::Country,
    };
    Some(Place { label, kind })
}

/// The one name that a state has for the panel, whichever list it comes from: "Czechia" is the "Czech Republic".
pub fn state_name(label: &'static str) -> &'static str {
    places().get(label).and_then(|value| value.split_once('\t')).map_or(label, |(name, _)| name)
}

/// An alliance, an international body or a movement.
pub fn bloc(words: &str) -> Option<Place> {
    if is_small_acronym(words) {
        return None;
    }
    let (label, kind) = blocs().get_lower(words)?.split_once('\t')?;
    let kind = match kind {
        "body" => PlaceKind::Body,
        "movement" => PlaceKind::Movement,
        "adjective" => PlaceKind::Adjective,
        _ => PlaceKind::Bloc,
    };
    Some(Place { label, kind })
}

/// A building, street or office that stands for a government or institution.
pub fn seat(words: &str) -> Option<Place> {
    seats().get_lower(words).map(|label| Place { label, kind: PlaceKind::Seat })
}

/// A political party, its members or its adjective.
pub fn party(words: &str) -> Option<Place> {
    parties().get_lower(words).map(|label| Place { label, kind: PlaceKind::Party })
}

/// The first of `country`, `bloc`, `seat` and `party` that knows the words.
pub fn place(words: &str) -> Option<Place> {
    country(words).or_else(|| bloc(words)).or_else(|| seat(words)).or_else(|| party(words))
}

/// The name of an American state from its name, postal code or press abbreviation ("Ky.").
pub fn us_state(word: &str) -> Option<&'static str> {
    us_states().get(word)
}

/// Words such as "us" and "who", which are names only in capitals.
fn is_small_acronym(words: &str) -> bool {
    words.len() <= 3 && !words.starts_with(|c: char| c.is_uppercase()) || matches!(words, "Us" | "Who" | "Un" | "Eta" | "Ira")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let check = |words: &str, label: &'static str, kind: PlaceKind| assert_eq!(place(words), Some(Place { label, kind }), "{words}");
        check("American", "United States", PlaceKind::People);
        check("U.S.", "United States", PlaceKind::Country);
        check("US", "United States", PlaceKind::Country);
        check("Beijing", "China", PlaceKind::Capital);
        check("Moscow", "Russia", PlaceKind::Capital);
        check("Washington", "United States", PlaceKind::Capital);
        check("Kremlin", "Russia", PlaceKind::Seat);
        check("Downing Street", "United Kingdom", PlaceKind::Seat);
        check("Brussels", "European Union", PlaceKind::Seat);
        check("NATO", "NATO", PlaceKind::Bloc);
        check("Republicans", "Republican Party", PlaceKind::Party);
        assert_eq!(place("us"), None);
        assert_eq!(place("who"), None);
        assert_eq!(us_state("Ky."), Some("Kentucky"));
    }
}
