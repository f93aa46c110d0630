//! What the words at a name tell of whom its bearer speaks for.

use super::*;

/// What the words at the first speaker's names say of him.
fn affiliation_of(text: &str, said: &[Said]) -> affiliation::Affiliation {
    let (parsed, attributions, speakers) = given(text, said);
    affiliation::affiliations(&phrase::Words { text, parsed: &parsed }, &attributions, &speakers).swap_remove(0)
}

#[test]
fn the_office_of_a_title_is_its_holders() {
    for office in ["The attorney general’s office", "The AG’s office"] {
        let text =
            format!("Attorney General Ann Gray said the fraud was plain. {office} said the fraud went on. Joe Hill denied the charge.");
        let marked = format!("*{office}");
        let said = [
            ("Ann Gray", "Ann Gray", "said", "the fraud was plain"),
            (marked.as_str(), office, "said", "the fraud went on"),
            ("Joe Hill", "Joe Hill", "denied", "the charge"),
        ];
        assert_eq!(grouped(&text, &said), format!("Ann Gray: Ann Gray, {office}; Joe Hill: Joe Hill"));
    }
}

#[test]
fn a_party_behind_its_state() {
    let of = |text: &str| affiliation_of(text, &[("Joe Hill", "Joe Hill", "said", "the vote was near")]);
    let body = |text: &str| of(text).body.map(|(label, _)| label);
    assert_eq!(body("Italy’s Northern League leader Joe Hill said the vote was near.").as_deref(), Some("Northern League"));
    let group = "Joe Hill, founder of a Facebook group called Occupy Norwick, said the vote was near.";
    assert_eq!(body(group).as_deref(), Some("Occupy Norwick"));
    // Who is sent to a state is not of it.
    assert_eq!(of("Joe Hill, chief of mission to Peru, said the vote was near.").country, None);
    let ministry = "Joe Hill, the Peruvian foreign ministry’s spokesman, said the vote was near.";
    assert_eq!(of(ministry).country.map(|(name, _)| name), Some("Peru"));
}

#[test]
fn what_somebody_was_once_makes_no_government() {
    let said = [("Joe Hill", "Joe Hill", "said", "it was a mistake")];
    assert!(affiliation_of("Joe Hill, who replaced Ann Gray as chancellor, said it was a mistake.", &said).office.is_none());
    assert!(affiliation_of("Joe Hill, who serves as chancellor, said it was a mistake.", &said).office.is_some());
}

#[test]
fn those_who_back_his_bill_are_no_party_of_his() {
    let said = [("Joe Hill", "Hill", "said", "it was time")];
    let party = |text: &str| affiliation_of(text, &said).party.map(|(label, _)| label);
    assert_eq!(party("Two Democrats currently back Sen. Joe Hill’s bill. Hill said it was time."), None);
    assert_eq!(party("Newly elected Democratic Sen. Joe Hill left. Hill said it was time.").as_deref(), Some("Democrats"));
    let said = [("Brook", "Brook", "said", "it was time")];
    let two = "Republican Gray and Democrat Brook met. Brook said it was time.";
    assert_eq!(affiliation_of(two, &said).party.map(|(label, _)| label).as_deref(), Some("Democrats"));
}

#[test]
fn a_spokesman_before_the_mayor_is_not_the_mayor() {
    let said = [("Joe Hill", "Hill", "said", "it was fair")];
    let a = affiliation_of("A spokesman for Mayor Joe Hill of Norwick left. Hill said it was fair.", &said);
    assert!(a.local.is_some() && a.body.is_none());
}

#[test]
fn a_signature_is_of_no_government() {
    let said = [("Joe Hill", "Hill", "said", "it was fair")];
    assert!(affiliation_of("The letter is signed “Joe Hill, President.” Hill said it was fair.", &said).office.is_none());
    assert!(affiliation_of("President Joe Hill left. Hill said it was fair.", &said).office.is_some());
}

#[test]
fn what_has_learned_something_reports() {
    let said = [("*Harbour Eight", "Harbour Eight", "has learned", "that the mill will close")];
    assert!(affiliation_of("Harbour Eight has learned that the mill will close.", &said).voice);
}
