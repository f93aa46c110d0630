//! "they" and "it".

use super::check;

#[test]
fn many_who_are_the_subject_before() {
    check("Drivers are angry. [They] say {pay is low}.", &["Drivers"]);
    check("Ann Hill and John Park rent a flat, but [they] say {rents are too high}.", &["Ann Hill + John Park"]);
    check("Ann Hill, Joe Roe and John Park left the room.\n\n[They] criticised {the plan}.", &["Ann Hill + Joe Roe + John Park"]);
    check("The FBI was silent, though [they] said {so} later.", &["FBI"]);
    // Who of the two is open.
    check("[Officials] said {the road was shut}. Residents were angry. [They] said {it was late}.", &["Officials", "?"]);
}

#[test]
fn the_body_or_text_that_is_the_subject_before() {
    check("The study is the largest so far. [It] found {more}.", &["The study"]);
    // "This group" may be the states, or any body named before.
    check("The NATO summit heard of 15 nations. This group is new, as [it] opposes {cuts}.", &["?"]);
    check("[Brennox Corp.] said {Peru was wrong}. [It] said {so} twice.", &["Brennox Corp."; 2]);
    check("[The Labour Office] said {no}. [It] reads {so}.", &["Labour Office", "?"]);
}

#[test]
fn so_many_of_a_group() {
    check("[About 3 in 10 voters] say {no}.", &["3 in 10 voters"]);
    check("[68% of Norwick voters] say {no}.", &["68% of Norwick voters"]);
    check("[More than half of respondents in the Brennox poll] said {no}.", &["More than half of respondents in the Brennox poll"]);
    check("[Millions of Americans] think {so}.", &["Millions of Americans"]);
}

#[test]
fn a_count_of_those_who_were_named_is_nobody_else() {
    check("[Both camps] say {no}. [All three candidates] say {so}. [The two brothers] spoke {of it}.", &["?"; 3]);
    check("[Both old and new members] say {no}.", &["Both old and new members"]);
}

#[test]
fn others_are_nobody_in_particular() {
    check("[Some drivers] said {no}. [Others] said {so}.", &["Some drivers", "?"]);
}

#[test]
fn each_of_those_who_are_listed() {
    check(
        "The Norwick Reform Party (NRP) met. [the NRP, the Norwick Labour Party and Brennox] said {no}.",
        &["Norwick Reform Party + Norwick Labour Party + Brennox"],
    );
    check("[Joe Hill] said {no}. [He and former Mayor Ann Roe both] said {so}.", &["Joe Hill", "Joe Hill + Ann Roe"]);
}

#[test]
fn the_governments_of_two_states() {
    check("Peru and Chile met. [The Peruvian and Chilean governments] say {no}.", &["Peru + Chile"]);
}
