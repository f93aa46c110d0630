//! Who stands with whom for what all of them say and are called, and who never does.

use super::*;

#[test]
fn whose_description_names_a_body_that_is_heard_stands_with_it() {
    let text = "The Harbour Trust rejected the plan for a new bridge. Ann Gray, a volunteer with the Harbour Trust, also opposed the \
                plan. The city council demanded the bridge.";
    let said = [
        ("*Harbour Trust", "The Harbour Trust", "rejected", "the plan for a new bridge"),
        ("Ann Gray", "Ann Gray", "also opposed", "the plan"),
        ("*city council", "The city council", "demanded", "the bridge"),
    ];
    let (_, sides) = run(text, &said);
    assert_eq!(sides.of(0), sides.of(1));
    assert_ne!(sides.of(0), sides.of(2));
}

#[test]
fn who_demands_what_another_rejects_stands_apart() {
    // What they are called is alike, and they speak beside each other.
    let apart = |cue: &str| {
        let text = format!(
            "Tenants of the Mill House demanded repairs. A tenant, Ann Gray, {cue} the roof leaks and the repairs must \
             begin. Brook Estates, the owner, denied the charge."
        );
        let said = [
            ("~Tenants of the Mill House", "Tenants of the Mill House", "demanded", "repairs"),
            ("Ann Gray", "Ann Gray", cue, "the roof leaks and the repairs must begin"),
            ("*Brook Estates", "Brook Estates", "denied", "the charge"),
        ];
        let (_, sides) = run(&text, &said);
        assert!(sides.of(0).is_some());
        sides.of(0) != sides.of(1)
    };
    assert!(apart("denied"));
    assert!(!apart("said"));
}

#[test]
fn states_parties_and_heads_of_two_governments_stand_apart() {
    for (text, first, second) in [
        ("Peru and Chile are neighbours. Peru said the border must open. Chile said the border must open.", "*Peru", "*Chile"),
        ("The Republicans said the tax must fall. The Democrats said the tax must fall.", "*The Republicans", "*The Democrats"),
        ("President Joe Hill said the tax must fall. President Ann Gray said the tax must fall.", "Joe Hill", "Ann Gray"),
        ("Norwick Mayor Joe Hill said the tax must fall. Leeds Mayor Ann Gray said the tax must fall.", "Joe Hill", "Ann Gray"),
    ] {
        let content = if text.contains("border") { "the border must open" } else { "the tax must fall" };
        let said = [(first, first.trim_start_matches('*'), "said", content), (second, second.trim_start_matches('*'), "said", content)];
        let (_, sides) = run(text, &said);
        assert!(sides.of(0).is_some() && sides.of(0) != sides.of(1), "{text}");
    }
}

#[test]
fn who_is_joined_by_likeness_is_less_sure_and_shows_what_he_said_for_evidence() {
    let text = "Tenants of the Mill House demanded repairs. A tenant, Ann Gray, said the roof leaks and the repairs must begin. Brook \
                Estates, the owner, denied the charge.";
    let said = [
        ("~Tenants of the Mill House", "Tenants of the Mill House", "demanded", "repairs"),
        ("Ann Gray", "Ann Gray", "said", "the roof leaks and the repairs must begin"),
        ("*Brook Estates", "Brook Estates", "denied", "the charge"),
    ];
    let (_, sides) = run(text, &said);
    let tenants = &sides.list[sides.of(0).expect("the tenants are a side")];
    assert_eq!(tenants.speakers, [0, 1]);
    assert!(tenants.evidence.iter().all(Option::is_some));
    let alone = &sides.list[sides.of(2).expect("the owner is a side")];
    assert!(tenants.confidence < alone.confidence);
}

#[test]
fn a_government_without_its_state_is_not_that_of_a_foreign_one() {
    let told = "Some victims of the attack were Chilean, a spokesman for the Chilean presidency said. The attack was cruel, government \
                spokesman Joe Hill said.";
    let said = [
        (
            "?spokesman for the Chilean presidency",
            "a spokesman for the Chilean presidency",
            "said",
            "Some victims of the attack were Chilean",
        ),
        ("Joe Hill", "government spokesman Joe Hill", "said", "The attack was cruel"),
        ("~Peruvian officials", "Peruvian officials", "said", "the attack in Peru was planned"),
    ];
    // Where Chile alone speaks, it may be its government.
    assert!(!apart(told, &said[..2]));
    let text = format!("{told} Peruvian officials said the attack in Peru was planned.");
    assert!(apart(&text, &said));
}

#[test]
fn a_state_that_the_head_of_the_report_tells_stands_apart_from_others() {
    let text = "LIMA, Peru (Reuters) - The gunman was caught. Police said the attack was planned. Some of the dead were Chilean, a \
                spokesman for the Chilean presidency said.";
    let chile = "a spokesman for the Chilean presidency";
    let said = [
        ("~Police", "Police", "said", "the attack was planned"),
        ("?spokesman for the Chilean presidency", chile, "said", "Some of the dead were Chilean"),
    ];
    assert!(apart(text, &said));
    assert!(!apart(&text["LIMA, Peru (Reuters) - ".len()..], &said));
}

#[test]
fn lawyers_of_two_clients_stand_apart() {
    let text = "A lawyer for the victims' families, Joan Pratt, said the sentence was too mild. Dunn's lawyer, Peter Marsh, said he would \
                appeal. Bill Dunn was jailed for ten years on Monday.";
    let said = [
        ("Joan Pratt", "A lawyer for the victims' families, Joan Pratt", "said", "the sentence was too mild"),
        ("Peter Marsh", "Dunn's lawyer, Peter Marsh", "said", "he would appeal"),
    ];
    let (_, sides) = run(text, &said);
    assert!(sides.of(0).is_some());
    assert_ne!(sides.of(0), sides.of(1));
}
