//! Who stands together by what kind of party he is, and who does not.

use super::*;

#[test]
fn trade_bodies_stand_with_the_business_groups() {
    let text = "Business groups condemned the levy. Ann Hill, director of the Confederation of Lakeland Industry, said the levy was wrong. \
                The Lakeland Environmental Agency said the levy was fair.";
    let said: &[Said] = &[
        ("~Business groups", "Business groups", "condemned", "the levy"),
        ("Ann Hill", "Ann Hill", "said", "the levy was wrong"),
        ("*Lakeland Environmental Agency", "The Lakeland Environmental Agency", "said", "the levy was fair"),
    ];
    let expect = "Business groups: Business groups, Ann Hill; Lakeland Environmental Agency: Lakeland Environmental Agency";
    assert_eq!(grouped(text, said), expect);
    // Without the groups heard, a confederation speaks for itself.
    let alone = "Ann Hill, director of the Confederation of Lakeland Industry, said the levy was wrong.";
    let sides = grouped(alone, &[("Ann Hill", "Ann Hill", "said", "the levy was wrong")]);
    assert_eq!(sides, "Confederation of Lakeland Industry: Ann Hill");
}

#[test]
fn one_group_is_one_however_many_of_it_speak() {
    let text = "Multiple tenants said the rent was wrong. Additional tenants from all over the town said the rent was unfair.";
    let said: &[Said] = &[
        ("~Multiple tenants", "Multiple tenants", "said", "the rent was wrong"),
        ("~Additional tenants from all over the town", "Additional tenants from all over the town", "said", "the rent was unfair"),
    ];
    assert_eq!(grouped(text, said), "Tenants: Multiple tenants, Additional tenants from all over the town");
}

#[test]
fn a_credit_union_is_no_union_of_workers() {
    let text = "Port workers demanded higher pay. The Lakeland Credit Union said higher pay was wrong.";
    let said: &[Said] = &[
        ("~Port workers", "Port workers", "demanded", "higher pay"),
        ("*Lakeland Credit Union", "The Lakeland Credit Union", "said", "higher pay was wrong"),
    ];
    assert_eq!(grouped(text, said), "Port workers: Port workers; Lakeland Credit Union: Lakeland Credit Union");
}

#[test]
fn a_minister_is_of_the_one_government_that_is_named() {
    let said: &[Said] = &[("Ana Solis", "Ana Solis", "said", "the levy must go")];
    assert_eq!(
        grouped("Transport Minister Ana Solis said the levy must go. The Peruvian government pays.", said),
        "Peruvian government: Ana Solis"
    );
    let two = "Transport Minister Ana Solis said the levy must go. The Peruvian government and the Chilean government pay.";
    assert_eq!(grouped(two, said), "Ana Solis: Ana Solis");
}

#[test]
fn who_comes_from_a_body_speaks_for_it() {
    let said: &[Said] = &[("Ann Hill", "Ann Hill", "says", "the levy is wrong")];
    assert_eq!(
        grouped("Ann Hill from the Lakeland-based River Justice Alliance says the levy is wrong.", said),
        "River Justice Alliance: Ann Hill"
    );
}
