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

/// Two who are heard, each with what he is called, and their sides.
fn two(first: (&str, &str), second: (&str, &str)) -> String {
    let text = format!("{} said the plan was unfair. {} demanded a new bridge.", first.0, second.0);
    let said = [(first.1, first.1, "said", "the plan was unfair"), (second.1, second.1, "demanded", "a new bridge")];
    grouped(&text, &said)
}

/// Both are heard, and do not stand together.
fn are_apart(found: &str) -> bool {
    let side_of = |name: &str| found.split("; ").find(|side| side.contains(name));
    side_of("Ann Gray").is_some() && side_of("Joe Hill").is_some() && side_of("Ann Gray") != side_of("Joe Hill")
}

#[test]
fn a_shadow_minister_stands_with_no_minister() {
    let minister = ("Health Secretary Joe Hill", "Joe Hill");
    for shadow in ["The shadow health secretary, Ann Gray,", "Shadow health secretary Ann Gray", "But shadow home secretary Ann Gray"] {
        let found = two((shadow, "Ann Gray"), minister);
        assert!(are_apart(&found), "{shadow}: {found}");
    }
}

#[test]
fn the_president_of_a_union_is_no_head_of_state() {
    let minister = ("Finance minister Joe Hill", "Joe Hill");
    for president in ["Weavers’ union president Ann Gray", "Ann Gray, president of the cyclists’ federation,"] {
        let found = two((president, "Ann Gray"), minister);
        assert!(are_apart(&found), "{president}: {found}");
    }
    let text = "The Weavers Union said the plan was unfair. “We will wait,” said its president, Ann Gray. Finance minister Joe Hill demanded more.";
    let said = [
        ("*Weavers Union", "The Weavers Union", "said", "the plan was unfair"),
        ("Ann Gray", "its president, Ann Gray", "said", "“We will wait,”"),
        ("Joe Hill", "Joe Hill", "demanded", "more"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Weavers Union: Weavers Union, Ann Gray"), "{found}");
}

#[test]
fn a_body_with_a_country_in_its_name_is_no_state() {
    let minister = ("Peru’s health minister Joe Hill", "Joe Hill");
    for body in ["Oxfam Peru director Ann Gray", "Ann Gray, director of Rivers Peru,"] {
        let found = two((body, "Ann Gray"), minister);
        assert!(are_apart(&found), "{body}: {found}");
    }
}

#[test]
fn a_minister_without_a_state_before_a_foreign_one() {
    let found = two(("Trade Minister Ann Gray", "Ann Gray"), ("Chilean Commerce Minister Joe Hill", "Joe Hill"));
    assert!(found.contains("Chile: Joe Hill"), "{found}");
    let found = two(("Chilean President Ann Gray", "Ann Gray"), ("Trade Minister Joe Hill", "Joe Hill"));
    assert!(found.contains("Chile: Ann Gray, Joe Hill"), "{found}");
}

#[test]
fn parties_before_an_office() {
    let found = two(("Conservative MP Ann Gray", "Ann Gray"), ("Tory backbencher Joe Hill", "Joe Hill"));
    assert_eq!(found, "Conservatives: Ann Gray, Joe Hill");
    assert!(
        two(("Liberal Democrat peer Ann Gray", "Ann Gray"), ("Lib Dem leader Joe Hill", "Joe Hill"))
            .contains("Liberal Democrats: Ann Gray")
    );
}

#[test]
fn whose_manager_he_is_need_not_stand_with_him() {
    let text = "Nurse Ann Gray said her manager, Joe Hill, had bullied her. Joe Hill demanded proof.";
    let said = [("Ann Gray", "Ann Gray", "said", "her manager, Joe Hill, had bullied her"), ("Joe Hill", "Joe Hill", "demanded", "proof")];
    assert_eq!(grouped(text, &said), "Joe Hill: Joe Hill");
}

#[test]
fn a_matter_at_the_head_of_a_sentence_is_no_body() {
    let found = two(("Fire chief Ann Gray", "Ann Gray"), ("Immigration lawyer Joe Hill", "Joe Hill"));
    assert_eq!(found, "Ann Gray: Ann Gray; Joe Hill: Joe Hill");
}

#[test]
fn those_who_clash_are_no_pair() {
    let text = "Ann Gray and Joe Hill clashed on Monday over a plan to close the mill. Ann Gray said the plan was unfair.";
    let said = [
        ("Ann Gray+Joe Hill", "Ann Gray and Joe Hill", "clashed", "a plan to close the mill"),
        ("Ann Gray", "Ann Gray", "said", "the plan was unfair"),
    ];
    // Nothing tells of either by himself.
    assert_eq!(grouped(text, &said), "");
}
