//! Bodies, and what they give out.

use super::check;

#[test]
fn the_agency_is_no_police() {
    check("The Harbour Office was shut. [Norwick Police] said {no}. [The agency] said {yes}.", &["Norwick Police", "Harbour Office"]);
}

#[test]
fn what_somebody_gives_out() {
    check("[New numbers from the Norwick Housing Board] show {rents rose}.", &["Norwick Housing Board"]);
    check("[A statement issued by a Brennox spokesman] said {no}.", &["a Brennox spokesman"]);
    check("[Data from China] showed {exports fell}.", &["Data from China"]);
    check("[A report by the Norwick Housing Board] said {rents rose}.", &["A report by the Norwick Housing Board"]);
}

#[test]
fn a_state_goes_by_its_own_name() {
    check("Roe flew to Lima. [Chile and Peru] blamed {the storm}.", &["Chile + Peru"]);
}

#[test]
fn a_theatre_is_nobody() {
    check("[Ann Roe] said {no} at Norwick Theater.\n\n[]{“And I never will.”}", &["Ann Roe"; 2]);
}

#[test]
fn names_of_bodies_that_look_like_other_words() {
    check("Ann Roe, who left, was late. [WHO] said {no}.", &["WHO"]);
    let kind = |marked: &str| super::resolved(marked).1.list[0].kind;
    assert_eq!(kind("[The Norwick Examiner] said {no}."), crate::speaker::SpeakerKind::Organisation);
    assert_eq!(kind("Roe lives in San Lorenzo. [San Lorenzo] said {no}."), crate::speaker::SpeakerKind::Organisation);
    check("[The Norwick Centers for Water Control] said {no}.", &["Norwick Centers for Water Control"]);
}

#[test]
fn what_is_written_speaks_for_itself() {
    check("[An internal Brennox investigation] found {no fault}.", &["An internal Brennox investigation"]);
    check("Ann Roe came home. [Her speeches] divide {the world}.", &["Ann Roe"]);
}

#[test]
fn the_company_is_no_state() {
    check("Brennox sued in New York. New York is large. [The company] said {no}.", &["Brennox"]);
}

#[test]
fn an_adjective_of_a_people_alone_is_the_body_whose_name_it_begins() {
    check(
        "The hub serves Norwegian Airways and Delta Jets. {“All jets fly today,”} [Norwegian] said in a statement.",
        &["Norwegian Airways"],
    );
    check("{“All jets fly today,”} [Norwegian] said in a statement.", &["?"]);
}

#[test]
fn the_group_is_the_association_that_was_named() {
    check(
        "New numbers from the Norwick Weavers Association tell of a slump. [The group] said {sales fell in May}.",
        &["Norwick Weavers Association"],
    );
    check("[Friends of the Harbour] said {the pier was unsafe}.", &["Friends of the Harbour"]);
}

#[test]
fn where_is_no_part_of_a_name() {
    check("That is so in Norwick, [where realtor Ada Brook] said {sales fell in May}.", &["Ada Brook"]);
}

#[test]
fn an_order_of_one_owner_is_one() {
    check(
        "[Ann Roe's executive order] said {the pier must close}. [Roe’s order] said {the harbour must close too}. [Joe Hill's order] said \
         {the pier must stay}.",
        &["Ann Roe's executive order", "Ann Roe's executive order", "Joe Hill's order"],
    );
}

#[test]
fn the_company_is_whom_the_story_is_of() {
    // No product of it, and nobody who is named by the way.
    check(
        "Brennox stopped the sale of its Swift mowers.\n\nBrennox said two Swift mowers had caught fire in Norwick.\n\n[The company] said \
         {all Swift mowers would be checked}.",
        &["Brennox"],
    );
    check(
        "Brennox was told of the Norwick gunman last year.\n\nAnd Brennox was warned of Norwick shooter Joe Hill, before [the agency] said \
         {he was no threat}.",
        &["Brennox"],
    );
    // "The bureau" is the FBI.
    check("The FBI was told of the fire in Norwick. [The bureau] said {it was no threat}.", &["FBI"]);
}

#[test]
fn the_bureau_is_the_one_of_that_name_however_far_back() {
    let between = "It rained.\n\n".repeat(9);
    check(
        &format!("[The Norwick Bureau of Weights] said {{no}}.\n\n{between}Brennox and Delta Jets were late. [The bureau] said {{yes}}."),
        &["Norwick Bureau of Weights"; 2],
    );
    // Of two it stays open.
    let two = format!("The Coal Department closed. The Norwick Bureau opened.\n\n{between}[The department] said {{yes}}.");
    check(&two, &["Coal Department"]);
    let two = format!("The Coal Department closed. The Steel Department opened.\n\n{between}[The department] said {{yes}}.");
    check(&two, &["The department"]);
}

#[test]
fn the_company_is_no_numbered_product() {
    check("Brennox grounded the 737 Max. The 737 Max is late. [The company] said {no}.", &["Brennox"]);
}

#[test]
fn one_body_by_two_orders_of_its_name() {
    check(
        "[Nepal's civil aviation authority] said {no}. [The Civil Aviation Authority of Nepal] said {so}. [Nepal's harbour authority] said {yes}.",
        &["Civil Aviation Authority of Nepal", "Civil Aviation Authority of Nepal", "Nepal's harbour authority"],
    );
}

#[test]
fn a_ministry_of_three_things_is_one() {
    check("[The Ministry of Health, Labour and Welfare] said {no}.", &["Ministry of Health, Labour and Welfare"]);
    check("[The Centers for Disease Control and Prevention] said {no}.", &["Centers for Disease Control and Prevention"]);
    check("[The Ministry of Health, Ann Roe and Joe Hill] said {no}.", &["Ministry of Health + Ann Roe + Joe Hill"]);
}

#[test]
fn a_public_body_of_two_matters_is_one() {
    check("[The Securities and Exchange Commission] said {no}.", &["Securities and Exchange Commission"]);
    check("[U.S. Immigration and Customs Enforcement] said {no}.", &["U.S. Immigration and Customs Enforcement"]);
    check("[The White House and Treasury Department] said {no}.", &["White House + Treasury Department"]);
    check("[The Clintons and Justice Department] said {no}.", &["Clintons + Justice Department"]);
    check("[The Harbour Board and Coal Commission] said {no}.", &["Harbour Board + Coal Commission"]);
}

#[test]
fn a_word_that_is_written_small_elsewhere_is_no_name() {
    let names = |marked: &str| super::resolved(marked).1.list.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
    assert!(!names("[Anyone] wanted {no}.").contains(&"Anyone".to_owned()));
    check("There were dramas at the pier. [Dramas] show {that he is unfit}. [Roe] said {so}.", &["?", "Roe"]);
}

#[test]
fn the_paper_is_who_was_quoted_last() {
    check("[The Norwick Daily] said {no}. [The paper] said {so}.", &["Norwick Daily"; 2]);
    check("[Ann Roe] said {no}. [The paper] said {so}.", &["Ann Roe", "The paper"]);
}

#[test]
fn a_committee_by_all_the_names_in_its_description() {
    check(
        "[The new House committee on China] said {no}. [The House Select Committee on Chinese Trade] said {so}. [The House committee on \
         Peru] said {yes}.",
        &["House Select Committee on Chinese Trade", "House Select Committee on Chinese Trade", "The House committee on Peru"],
    );
}

#[test]
fn a_body_is_told_by_its_it() {
    let names = |marked: &str| super::resolved(marked).1.list.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
    let text = "[Norvik] says {it sold less}. Norvik Pier, its newest house, is shut. [Norvik Pier] said {so}.";
    assert_eq!(names(text), ["Norvik", "Norvik Pier"]);
    assert_eq!(names("Norvik opened its Camp Norvik on Monday. [Norvik] says {it sold less}."), ["Norvik"]);
    // A name that stands alone again and again, and only then begins a longer one.
    let text = "The pier of Norvik was sold. Boats of Norvik left. The Norvik Model Boats are old. [Norvik] said {no}.";
    assert!(names(text).contains(&"Norvik".to_owned()), "{:?}", names(text));
    // Who bears a longer name stays one.
    check("[Tovaros Adhan Gebremes, a lawyer,] said {no}. [Tovaros] says {it is late}.", &["Tovaros Adhan Gebremes"; 2]);
}

#[test]
fn the_town_of_a_body_is_its_own() {
    check(
        "[The Norwick Police Department] said {no}. [The Leeds police department] said {yes}.",
        &["Norwick Police Department", "The Leeds police department"],
    );
}

#[test]
fn who_is_called_so_goes_by_that_name() {
    check("[A group] called the Norwick Friends said {no}. [The group] said {so}.", &["Norwick Friends"; 2]);
    check("[One lawmaker] called Joe Hill {a liar}. [A trader named Ann Roe] said {no}.", &["One lawmaker", "Ann Roe"]);
}

#[test]
fn a_name_that_opens_a_sentence_speaks() {
    check("[Lantern] said {sales would fall}. [Salazar], who left early, said {no}.", &["Lantern", "Salazar"]);
    // A word that is written small elsewhere is none.
    check("[Pepper] said {no}. The pepper was cheap.", &["?"]);
}

#[test]
fn a_general_firm_is_no_general() {
    check("[General Electric] said {no}.", &["General Electric"]);
}

#[test]
fn the_group_is_those_who_spoke_just_before() {
    check("[The rebels] rejected {the vote}. [The group] said {it was unfair}.", &["The rebels"; 2]);
    // Not across other sentences, and not past another body.
    let text = "[The rebels] rejected {the vote}. It was a cold day in the hills. [The group] said {it was unfair}.";
    check(text, &["The rebels", "The group"]);
    let text = "[Some villagers] said {the Brook Front planted the bomb}. [The group] denied {it}.";
    check(text, &["Some villagers", "Brook Front"]);
}

#[test]
fn people_by_what_they_stand_for() {
    check("[Environmentalists] warn of {a spill}. But [environmentalists] say {nothing was done}.", &["Environmentalists"; 2]);
    check("[Rivers Free Peru] said {no}. [He] said {so}.", &["Rivers Free Peru", "?"]);
}

#[test]
fn a_large_article_is_a_part_of_the_name() {
    let text = "[The Hill] reported {so}. Joe Hill told The Hill about it, and [he] said {no}.";
    check(text, &["The Hill", "Joe Hill"]);
}

#[test]
fn a_union_behind_a_plural_is_its_head() {
    check(
        "[A leader of the state’s largest teachers union] said {lawmakers missed the mark}.",
        &["A leader of the state’s largest teachers union"],
    );
}
