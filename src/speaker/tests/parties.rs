//! Words for a party at a name, and offices in small letters before one.

use super::{check, resolved};

#[test]
fn a_party_before_a_last_name_is_no_part_of_it() {
    check("Ann Brook met Joe Dale. [Republican Brook] said {no}. [Democrat Dale] said {yes}.", &["Ann Brook", "Joe Dale"]);
    check("[Republican Brook] said {no}. [Brook] said {never}.", &["Brook"; 2]);
    // Of whom nobody else tells, it may be the name of a body; and people of a faith are nobody's namesakes.
    check("[Republican Forum] said {no}.", &["Republican Forum"]);
    check("Leeds Christians met. [Conservative Christians] said {no}.", &["Conservative Christians"]);
}

#[test]
fn whose_committee_a_member_of_a_party_is_on_does_not_speak() {
    check("[Oversight ranking Democrat Elijah Dale] said {no}.", &["Elijah Dale"]);
}

#[test]
fn what_somebody_hopes_to_be() {
    check("[Republican Presidential hopeful Sen. Ann Roe] said {no}.", &["Ann Roe"]);
    let role = |marked: &str| {
        let (text, speakers) = resolved(marked);
        speakers.list[0].role.map(|role| role.of(&text).to_owned())
    };
    assert_eq!(role("[Republican presidential hopeful Ann Roe] said {no}.").as_deref(), Some("Republican presidential hopeful"));
    assert_eq!(role("He was hopeful [Ann Roe] would say {no}."), None);
}

#[test]
fn the_matter_of_an_office_in_small_letters() {
    let role = |marked: &str| {
        let (text, speakers) = resolved(marked);
        speakers.list[0].role.map(|role| role.of(&text).to_owned())
    };
    assert_eq!(role("[The minister of mines and energy Tom Hill] said {no}.").as_deref(), Some("minister of mines and energy"));
    assert_eq!(role("On Monday [minister of mines Tom Hill] said {no}.").as_deref(), Some("minister of mines"));
    // The minister is told, and somebody else lied.
    assert_eq!(role("He told the minister of transport [Ann Roe] had said {no}."), None);
}

#[test]
fn an_office_before_a_dash() {
    let (text, speakers) = resolved("[A former candidate -- Joe Hill, who lost --] said {no}.");
    assert_eq!(speakers.list[0].name, "Joe Hill");
    assert_eq!(speakers.list[0].role.map(|role| role.of(&text)), Some("former candidate"));
    // What he was doing meanwhile is no office.
    let (_, speakers) = resolved("[Joe Hill, while a candidate last year,] said {no}.");
    assert_eq!(speakers.list[0].role, None);
}

#[test]
fn a_full_name_in_a_headline_of_capitals() {
    check("[Ann Roe] Just Announced {Her Official Plan For The Norwick Harbour}.\n\nAnn Roe was tired. [Roe] said {no}.", &["Ann Roe"; 2]);
}

#[test]
fn an_office_behind_the_name_may_be_of_somebody_else() {
    check("[Joe Hill, President Roe’s first budget director] said {no}.", &["Joe Hill"]);
}

#[test]
fn the_governor_by_his_party() {
    check("[Gov. Sam Hill] said {yes}. [The Republican governor] said {no}.", &["Sam Hill"; 2]);
    let text = "[Democratic Gov. Ann Roe] said {yes}. [The Republican governor] said {no}.";
    check(text, &["Ann Roe", "The Republican governor"]);
    let text = "[Sen. Ann Roe, R-Texas,] said {yes}. [The Democratic senator] said {no}.";
    check(text, &["Ann Roe", "The Democratic senator"]);
    // "Democratic" is a part of the party's name there.
    let text = "[Joe Hill, the leader of his own party,] said {yes}. Ann Roe, the leader of the Democratic Party, left. \
                [The Democratic Party leader] said {no}.";
    check(text, &["Joe Hill", "Ann Roe"]);
}

#[test]
fn whom_a_title_lets_in_are_not_of_the_office() {
    let (text, speakers) = resolved("They mocked the refugees [President Roe] let in as {no}.");
    assert_eq!(speakers.list[0].role.map(|role| role.of(&text)), Some("President"));
}

#[test]
fn whose_critics_they_are_begins_the_clause() {
    check("The land was ruined by [economic policies Mr Roe’s critics] blame {on him}.", &["Mr Roe’s critics"]);
}

#[test]
fn an_office_of_a_place_takes_up_who_was_just_named() {
    check("Nobody knew whether Ann Roe was ready. [The Vermont senator] said {no}.", &["Ann Roe"]);
    // Not where two were named, nor one of whom something else is told.
    check("Ann Roe met Joe Hill. [The Vermont senator] said {no}.", &["The Vermont senator"]);
    check("Mayor Ann Roe was ready. [The Vermont senator] said {no}.", &["The Vermont senator"]);
}

#[test]
fn a_member_of_a_house_by_his_party() {
    check("[House Republican Thomas Roe] said {no}.", &["Thomas Roe"]);
}

#[test]
fn a_name_in_a_clause_about_somebody_does_not_speak() {
    check("[A federal judge handling a Freedom of Norwick Act lawsuit] ordered {a release}.", &["A federal judge"]);
}

#[test]
fn a_body_with_its_article_begins_the_clause() {
    check("It is [a probe the law enforcement agency] said {was ongoing}.", &["the law enforcement agency"]);
    check("[Half the company] said {no}.", &["Half the company"]);
}

#[test]
fn one_office_of_one_owner() {
    check("[Speaker Paul Roe’s office] said {no}. [Roe’s office] said {never}.", &["Speaker Paul Roe’s office"; 2]);
}
