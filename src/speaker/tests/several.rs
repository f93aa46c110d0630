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
