//! Which states, peoples and blocs the article names, and by which kind of name.

use super::phrase::Words;
use crate::lexicon;
use std::ops::Range;

/// How a word names a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceKind {
    Name,
    Adjective,
    /// A capital: the government only where it acts or speaks.
    Seat,
    /// The government itself.
    Institution,
    /// A part of the government.
    Agency,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The name a newspaper would use.
    pub name: &'static str,
    pub kind: PlaceKind,
    pub tokens: Range<usize>,
}

impl Words<'_> {
    /// The place whose name begins at `at`, the longest one, within `within`.
    pub fn place_at(&self, at: usize, within: &Range<usize>) -> Option<Place> {
        let table = lexicon::places();
        for end in (at + 1..=(at + 4).min(within.end)).rev() {
            let slice = self.span(at..end).of(self.text);
            let key = slice.strip_prefix("The ").or_else(|| slice.strip_prefix("the "));
            let found = match key {
                Some("North" | "South") => table.get(&format!("the {}", key.unwrap_or(""))),
                Some(_) => None,
                // What is led from a capital is its state's.
                None => table.get(slice).or_else(|| {
                    let (place, tie) = slice.rsplit_once('-')?;
                    lexicon::ties().says(tie, "state").then(|| table.get(place))?
                }),
            };
            let Some((name, kind)) = found.and_then(|value| value.split_once('\t')).or_else(|| further_place(slice)) else { continue };
            if key.is_some() && !self.says(name) {
                continue;
            }
            // "New Jersey", "New Mexico" are no Jersey and no Mexico.
            if at > 0 && self.word(at - 1) == "New" && lexicon::us_state(self.span(at - 1..end).of(self.text)).is_some() {
                continue;
            }
            // Such a name is taken only where the article says more of the state.
            if lexicon::ambiguous_places().get(name).is_some_and(|marks| !marks.split(' ').any(|mark| self.says(mark))) {
                continue;
            }
            let kind = match kind {
                "name" => PlaceKind::Name,
                "adjective" => PlaceKind::Adjective,
                "seat" => PlaceKind::Seat,
                "institution" => PlaceKind::Institution,
                _ => PlaceKind::Agency,
            };
            return Some(Place { name, kind, tokens: at..end });
        }
        None
    }

    /// The places named in `within`, in order, not overlapping.
    pub fn places(&self, within: &Range<usize>) -> Vec<Place> {
        let mut out = Vec::new();
        let mut at = within.start;
        while at < within.end {
            match self.place_at(at, within) {
                Some(place) => {
                    at = place.tokens.end;
                    out.push(place);
                }
                None => at += 1,
            }
        }
        out
    }

    /// All places of the article, in order.
    pub fn all_places(&self) -> &[Place] {
        self.all_places.get_or_init(|| self.places(&(0..self.parsed.tokens.len())))
    }

    /// The places of the whole paragraph that `token` stands in. A name does not go beyond its paragraph.
    pub fn places_of_paragraph(&self, token: usize) -> &[Place] {
        let (all, tokens) = (self.all_places(), self.paragraph(token));
        let from = all.partition_point(|p| p.tokens.start < tokens.start);
        &all[from..all.partition_point(|p| p.tokens.start < tokens.end).max(from)]
    }
}

/// The rarer names of states, peoples and blocs, which the lexicon knows in lower case.
fn further_place(slice: &str) -> Option<(&'static str, &'static str)> {
    if !slice.starts_with(char::is_uppercase) {
        return None;
    }
    let place = lexicon::country(slice).or_else(|| lexicon::bloc(slice)).or_else(|| lexicon::seat(slice))?;
    let kind = match place.kind {
        lexicon::PlaceKind::Country | lexicon::PlaceKind::Bloc | lexicon::PlaceKind::Movement => "name",
        lexicon::PlaceKind::People => "adjective",
        lexicon::PlaceKind::Capital => "seat",
        lexicon::PlaceKind::Seat if lexicon::places().get(place.label).is_some_and(|v| v.ends_with("\tname")) => "institution",
        _ => return None,
    };
    // One name for one state, whichever list it comes from.
    let label = lexicon::places().get(place.label).and_then(|v| v.split_once('\t')).map_or(place.label, |(name, _)| name);
    Some((label, kind))
}
