//! Who stands together by the words at his name, and who is on no side.

use super::*;

#[test]
fn states_face_each_other() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    check(
        "Peruvian Foreign Minister Ana Solis accused Chile of closing the pass. Chile’s Tomas Rey denied closing the pass.",
        &[("Ana Solis", "Ana Solis", "accused", "Chile of closing the pass"), ("Tomas Rey", "Tomas Rey", "denied", "closing the pass.")],
        "Peru: Ana Solis; Chile: Tomas Rey",
    );
    check(
        "The foreign ministers of Peru and Chile, Ana Solis and Tomas Rey, met. Solis said the pass must open. Rey of Chile said it must not open.",
        &[("Solis", "Solis", "said", "the pass must open"), ("Rey", "Rey", "said", "it must not open")],
        "Peru: Solis; Chile: Rey",
    );
    // A plural before a name that begins its own clause is somebody else's.
    check(
        "Bolivian minister Luis Paz spoke first. In a session attended by the Peruvian and Chilean foreign ministers, Luis Paz demanded a treaty. Chilean minister Tomas Rey rejected it.",
        &[("Luis Paz", "Luis Paz", "demanded", "a treaty"), ("Tomas Rey", "Tomas Rey", "rejected", "it.")],
        "Bolivia: Luis Paz; Chile: Tomas Rey",
    );
    check(
        "The Kremlin rejected the plan. Berlin demanded a ceasefire.",
        &[("*The Kremlin", "The Kremlin", "rejected", "the plan"), ("*Berlin", "Berlin", "demanded", "a ceasefire")],
        "Russia: The Kremlin; Germany: Berlin",
    );
    check(
        "Norway’s fisheries ministry condemned the catch. Icelandic officials defended the catch.",
        &[
            ("*Norway’s fisheries ministry", "Norway’s fisheries ministry", "condemned", "the catch"),
            ("~Icelandic officials", "Icelandic officials", "defended", "the catch."),
        ],
        "Norway: Norway’s fisheries ministry; Iceland: Icelandic officials",
    );
}

#[test]
fn an_office_without_a_state_is_nobodys_by_guess() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    // Chile is most spoken of, and the one foreign voice: it is not the secretary's.
    check(
        "Chile must yield, Defence Secretary Guy Hart said. Chile’s ships and Chile’s ports are closed. Chilean minister Tomas Rey rejected the threat.",
        &[("Guy Hart", "Guy Hart", "said", "Chile must yield"), ("Tomas Rey", "Tomas Rey", "rejected", "the threat")],
        "Guy Hart: Guy Hart; Chile: Tomas Rey",
    );
    // The government names itself.
    check(
        "The UK government defended the plan. Home Secretary Guy Hart said the plan must pass.",
        &[("*The UK government", "The UK government", "defended", "the plan"), ("Guy Hart", "Guy Hart", "said", "the plan must pass")],
        "UK government: The UK government, Guy Hart",
    );
    // A second head of government makes a second state, which its own paper does not name with her.
    check(
        "President Ana Solis said Peru must reply. Peru’s miners agree. Peru waits. Chilean President Tomas Rey denied the claim.",
        &[("Ana Solis", "President Ana Solis", "said", "Peru must reply"), ("Tomas Rey", "Tomas Rey", "denied", "the claim")],
        "Peru: Ana Solis; Chile: Tomas Rey",
    );
    // Her own minister, and another one's.
    check(
        "Peruvian President Ana Solis rejected the offer. Her finance minister, Luis Paz, said it must not be taken. Chilean President Tomas Rey and his envoy Eva Ruiz met. Ruiz denied any pressure.",
        &[
            ("Ana Solis", "Ana Solis", "rejected", "the offer"),
            ("Luis Paz", "Luis Paz", "said", "it must not be taken"),
            ("Tomas Rey", "Tomas Rey", "", "met"),
            ("Eva Ruiz", "Ruiz", "denied", "any pressure"),
        ],
        "Peru: Ana Solis, Luis Paz; Chile: Tomas Rey, Eva Ruiz",
    );
}

#[test]
fn parties_bodies_and_clients_within_a_state() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    check(
        "Senator Joe Hill (R-Ky.) opposed the bill. Democratic Rep. Ann Gray supported the bill.",
        &[("Joe Hill", "Joe Hill", "opposed", "the bill"), ("Ann Gray", "Ann Gray", "supported", "the bill.")],
        "Republicans: Joe Hill; Democrats: Ann Gray",
    );
    check(
        "Tom Lee, a spokesman for the Harbour Workers Union, demanded higher pay. Maria Kent, chief executive of Northport Docks, rejected the demand.",
        &[("Tom Lee", "Tom Lee", "demanded", "higher pay"), ("Maria Kent", "Maria Kent", "rejected", "the demand")],
        "Harbour Workers Union: Tom Lee; Northport Docks: Maria Kent",
    );
    check(
        "Peter Marsh denied the charges. Marsh’s lawyer, Eve Stone, said the case must be dropped.",
        &[("Peter Marsh", "Peter Marsh", "denied", "the charges"), ("Eve Stone", "Eve Stone", "said", "the case must be dropped")],
        "Peter Marsh: Peter Marsh, Eve Stone",
    );
}

#[test]
fn experts_and_witnesses_are_on_no_side() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    check(
        "Chilean Foreign Minister Tomas Rey rejected the plan. Lia Born, a professor at Lima University, said the plan must fail.",
        &[("Tomas Rey", "Tomas Rey", "rejected", "the plan"), ("Lia Born", "Lia Born", "said", "the plan must fail")],
        "Chile: Tomas Rey",
    );
    check("Harbour resident Jo Kerr said the noise was terrible.", &[("Jo Kerr", "Jo Kerr", "said", "the noise was terrible")], "");
}

#[test]
fn campaigns_stand_with_those_for_whom_they_speak() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    // Jane Hill herself says nothing.
    check(
        "Voters like Jane Hill and Peter Marsh. The Hill campaign rejected the charge. Hill senior adviser Tom Lee said the charge must be dropped. Marsh’s campaign denied the claim.",
        &[
            ("*The Hill campaign", "The Hill campaign", "rejected", "the charge"),
            ("Tom Lee", "Hill senior adviser Tom Lee", "said", "the charge must be dropped"),
            ("*Marsh’s campaign", "Marsh’s campaign", "denied", "the claim"),
        ],
        "Jane Hill: The Hill campaign, Tom Lee; Peter Marsh: Marsh’s campaign",
    );
}

#[test]
fn what_makes_no_side() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    // People named by what they happen to do, unless they are for or against something; and words for all parties at once.
    check("The passengers said the bus was red.", &[("~The passengers", "The passengers", "said", "the bus was red")], "");
    let passengers = "The passengers: The passengers";
    check("The passengers rejected the offer.", &[("~The passengers", "The passengers", "rejected", "the offer")], passengers);
    check("Both camps rejected the offer.", &[("~Both camps", "Both camps", "rejected", "the offer")], "");
    check("The cleaners rejected the offer.", &[("~The cleaners", "The cleaners", "rejected", "the offer")], "Cleaners: The cleaners");
    // A seat is no town's, a nationality no client's, a place of work no state's.
    check("Ann Gray, the MP for Leeds, opposed the bill.", &[("Ann Gray", "Ann Gray", "opposed", "the bill")], "Ann Gray: Ann Gray");
    check(
        "Ann Gray, a British-Peruvian lawyer, opposed the bill.",
        &[("Ann Gray", "Ann Gray", "opposed", "the bill")],
        "Ann Gray: Ann Gray",
    );
    check(
        "Ann Gray, president of the Weavers Union in Lima, opposed the bill.",
        &[("Ann Gray", "Ann Gray", "opposed", "the bill")],
        "Weavers Union: Ann Gray",
    );
    check("Ann Gray, a Virginia Democrat, opposed the bill.", &[("Ann Gray", "Ann Gray", "opposed", "the bill")], "Ann Gray: Ann Gray");
    // Two presidents without a state are not of one government: each is a party by himself.
    check(
        "President Joe Hill said the treaty must be torn up. President Ann Gray said the treaty must be kept.",
        &[("Joe Hill", "Joe Hill", "said", "the treaty must be torn up"), ("Ann Gray", "Ann Gray", "said", "the treaty must be kept")],
        "Joe Hill: Joe Hill; Ann Gray: Ann Gray",
    );
}

#[test]
fn who_takes_a_side_is_one_without_a_name() {
    let text = "Brennox denied the charge. A former customer accused Brennox of fraud. A former customer demanded an inquiry.";
    let said = |name: &'static str, first: (&'static str, &'static str), second: (&'static str, &'static str)| {
        let source = name.trim_start_matches('?');
        [("*Brennox", "Brennox", "denied", "the charge"), (name, source, first.0, first.1), (name, source, second.0, second.1)]
    };
    let found = grouped(text, &said("?A former customer", ("accused", "Brennox of fraud"), ("demanded", "an inquiry")));
    assert!(found.contains("A former customer"), "{found}");
    // Who only tells what he saw is a voice.
    let text = "Brennox denied the charge. A reporter asked when the doors would open. A reporter asked who was there.";
    let found = grouped(text, &said("?A reporter", ("asked", "when the doors would open"), ("asked", "who was there")));
    assert!(!found.contains("A reporter"), "{found}");
}

#[test]
fn how_many_they_are_is_no_part_of_their_name() {
    let text = "More than two dozen workers demanded an apology. Brennox rejected the demand.";
    let said = [
        ("~More than two dozen workers", "More than two dozen workers", "demanded", "an apology"),
        ("*Brennox", "Brennox", "rejected", "the demand"),
    ];
    assert_eq!(grouped(text, &said), "Workers: More than two dozen workers; Brennox: Brennox");
}

#[test]
fn the_pair_keeps_its_article() {
    let text = "The pair demanded an apology. Brennox rejected the demand.";
    let said = [("*The pair", "The pair", "demanded", "an apology"), ("*Brennox", "Brennox", "rejected", "the demand")];
    assert_eq!(grouped(text, &said), "The pair: The pair; Brennox: Brennox");
}

#[test]
fn who_asks_the_customers_is_none_of_them() {
    let text = "Customers accused the firm of fraud. “Did they call you?” asked Nina Ness. “What did they tell me to say?” asked Ness. \
                “Who told us?” asked Ness. “They took 900 from me,” said Nate Wall. The firm denied the charge.";
    let said = [
        ("~Customers", "Customers", "accused", "the firm of fraud"),
        ("Nina Ness", "Nina Ness", "asked", "“Did they call you?”"),
        ("Nina Ness", "Ness", "asked", "“What did they tell me to say?”"),
        ("Nina Ness", "Ness", "asked", "“Who told us?”"),
        ("Nate Wall", "Nate Wall", "said", "“They took 900 from me,”"),
        ("*The firm", "The firm", "denied", "the charge"),
    ];
    let found = grouped(text, &said);
    assert!(!found.contains("Ness") && found.contains("Customers: Customers, Nate Wall"), "{found}");
}

#[test]
fn one_and_his_opponents_stand_on_both_sides() {
    let text = "Joe Gray and his opponents said the debate would be held. Joe Gray rejected the tax.";
    let said = [
        ("~Joe Gray and his opponents", "Joe Gray and his opponents", "said", "the debate would be held"),
        ("Joe Gray", "Joe Gray", "rejected", "the tax"),
    ];
    assert_eq!(grouped(text, &said), "Joe Gray: Joe Gray");
}

#[test]
fn two_sorts_of_groups_are_two_sides() {
    let text = "Environmental groups said the mine would poison the river. Industry groups said the mine would be safe.";
    let said = [
        ("~Environmental groups", "Environmental groups", "said", "the mine would poison the river"),
        ("~Industry groups", "Industry groups", "said", "the mine would be safe"),
    ];
    assert_eq!(grouped(text, &said), "Environmental groups: Environmental groups; Industry groups: Industry groups");
}
