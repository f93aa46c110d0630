//! What the words at a name tell of whom its bearer speaks for.

use super::*;

/// What the words at the first speaker's names say of him.
fn affiliation_of(text: &str, said: &[Said]) -> affiliation::Affiliation {
    let (parsed, attributions, speakers) = given(text, said);
    affiliation::affiliations(&phrase::Words::new(text, &parsed, &speakers), &attributions, &speakers).swap_remove(0)
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

fn of_hill(told: &str) -> affiliation::Affiliation {
    affiliation_of(&format!("{told} said the vote was near."), &[("Joe Hill", "Joe Hill", "said", "the vote was near")])
}

#[test]
fn a_party_behind_its_state() {
    let a = of_hill("Italy’s Norwick League leader Joe Hill");
    assert_eq!(a.body.map(|(label, _)| label).as_deref(), Some("Norwick League"));
    // A ministry, and the bank of a state, are parts of it.
    assert_eq!(of_hill("Joe Hill, the Peruvian foreign ministry’s spokesman,").country.map(|(name, _)| name), Some("Peru"));
    assert_eq!(of_hill("Peru’s Central Bank governor Joe Hill").country.map(|(name, _)| name), Some("Peru"));
}

#[test]
fn a_group_by_what_it_is_called() {
    let body = |told: &str| of_hill(told).body.map(|(label, _)| label);
    assert_eq!(body("Joe Hill, founder of a Brennox group called Occupy Norwick,").as_deref(), Some("Occupy Norwick"));
    assert_ne!(body("Joe Hill, director of a trust named after Ann Gray,").as_deref(), Some("Ann Gray"));
}

#[test]
fn who_is_sent_to_a_state_is_not_of_it() {
    assert_eq!(of_hill("Joe Hill, chief of mission to Peru,").country, None);
}

#[test]
fn where_a_shop_is_makes_no_body() {
    assert!(of_hill("Joe Hill, owner of a salon in Norwick County,").body.is_none());
}

#[test]
fn what_somebody_was_once_makes_no_government() {
    let said = [("Joe Hill", "Joe Hill", "said", "it was a mistake")];
    assert!(affiliation_of("Joe Hill, who replaced Ann Gray as chancellor, said it was a mistake.", &said).office.is_none());
    for now in ["who serves as", "who also serves as", "who has served since May as"] {
        assert!(affiliation_of(&format!("Joe Hill, {now} chancellor, said it was a mistake."), &said).office.is_some(), "{now}");
    }
}

#[test]
fn those_who_back_his_bill_are_no_party_of_his() {
    let said = [("Joe Hill", "Hill", "said", "it was time")];
    let party = |text: &str| affiliation_of(text, &said).party.map(|(label, _)| label);
    assert_eq!(party("Two Democrats currently back Sen. Joe Hill’s bill. Hill said it was time."), None);
    assert_eq!(party("Newly elected Democratic Sen. Joe Hill left. Hill said it was time.").as_deref(), Some("Democrats"));
}

#[test]
fn each_of_two_has_the_party_before_his_own_name() {
    let said = [("Brook", "Brook", "said", "it was time")];
    let two = "Republican Gray and Democrat Brook met. Brook said it was time.";
    assert_eq!(affiliation_of(two, &said).party.map(|(label, _)| label).as_deref(), Some("Democrats"));
}

#[test]
fn a_spokesman_before_the_mayor_is_not_the_mayor() {
    let said = [("Joe Hill", "Hill", "said", "it was fair")];
    let a = affiliation_of("A spokesman for Mayor Joe Hill of Norwick left. Hill said it was fair.", &said);
    assert!(a.local.is_some() && a.body.is_none() && a.principal.is_none());
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
    let said = [("*Harbour Eight", "Harbour Eight", "said", "the mill will close")];
    assert!(!affiliation_of("Harbour Eight has learned from its mistakes. Harbour Eight said the mill will close.", &said).voice);
}

#[test]
fn the_head_of_somebodys_party_need_not_stand_with_him() {
    let said = [("Joe Hill", "Hill", "urged", "Gray to go"), ("Ann Gray", "Gray", "said", "she would stay")];
    let text = "Joe Hill, the leader of Gray’s own party, left. Hill urged Gray to go. Ann Gray said she would stay.";
    assert!(affiliation_of(text, &said).principal.is_none());
}

#[test]
fn within_one_state_its_government_is_no_state() {
    let text = "President Ann Gray said the bill must pass. The White House said the vote was near. Joe Hill denied the charge.";
    let said = [
        ("Ann Gray", "President Ann Gray", "said", "the bill must pass"),
        ("*White House", "The White House", "said", "the vote was near"),
        ("Joe Hill", "Joe Hill", "denied", "the charge"),
    ];
    assert_eq!(grouped(text, &said), "Ann Gray: Ann Gray, White House; Joe Hill: Joe Hill");
}
