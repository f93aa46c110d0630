//! Of which body somebody is, by what stands behind or before the name.

use super::*;

/// Who says so and the body that he is of stand on one side.
fn together(who: &str, name: &str, body: &str, side: &str) {
    let text = format!("{who} said the plan was unfair. {body} demanded a new bridge.");
    let named = body.trim_start_matches("The ");
    let marked = format!("*{named}");
    let said = [(name, name, "said", "the plan was unfair"), (marked.as_str(), named, "demanded", "a new bridge")];
    assert_eq!(grouped(&text, &said), format!("{side}: {name}, {named}"), "{text}");
}

#[test]
fn with_at_and_from_a_body_that_is_heard() {
    together("Chief Joe Hill with the Leeds Police Department", "Joe Hill", "The Leeds Police Department", "Leeds Police Department");
    together("Ann Gray at the Harbour Trust", "Ann Gray", "The Harbour Trust", "Harbour Trust");
    together("Ann Gray from Greenpeace", "Ann Gray", "Greenpeace", "Greenpeace");
}

#[test]
fn whose_head_he_is_goes_before_what_of() {
    together("Ann Gray, Brennox’s head of policy for Europe,", "Ann Gray", "Brennox", "Brennox");
    together("Ann Gray, chairwoman of Norwick’s Harbour Board,", "Ann Gray", "The Harbour Board", "Harbour Board");
}

#[test]
fn the_leader_of_the_one_council() {
    together("Council leader Ann Gray", "Ann Gray", "Norwick City Council", "Norwick City Council");
}

#[test]
fn a_party_by_its_name_in_full_and_by_its_members() {
    together("Conservative leader Ann Gray", "Ann Gray", "The Conservatives", "Conservatives");
    together("Ann Gray, the leader of the Conservative Party,", "Ann Gray", "The Conservatives", "Conservatives");
    together("Ann Gray, the ranking Democrat on the committee,", "Ann Gray", "Democrats", "Democrats");
}

#[test]
fn a_general_of_the_army_of_a_state() {
    together("Brig. Gen. Joe Hill of the Peruvian army", "Joe Hill", "The Peruvian army", "Peruvian army");
}
