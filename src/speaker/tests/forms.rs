//! Forms of names, and what takes them up.

use super::check;

#[test]
fn titles_without_a_full_stop() {
    check("Nurse Amy Walker met Joe Hill in May. [Ms Walker] said {no}. [Ms Brown] said {so}.", &["Amy Walker", "Brown"]);
    check("[Datuk Seri Najib Osman] said {no}. [Najib] said {so}.", &["Najib Osman"; 2]);
}

#[test]
fn a_nickname_within_the_name() {
    check("[William “Bill” Hart] said {no}. [Hart] said {so}.", &["William “Bill” Hart"; 2]);
    check("[James (Jim) Hart] said {no}. [Hart] said {so}.", &["James (Jim) Hart"; 2]);
}

#[test]
fn the_first_of_two_surnames() {
    check("[President Carlos Pardo Restrepo] said {no}. [Pardo] said {so}.", &["Carlos Pardo Restrepo"; 2]);
}

#[test]
fn names_with_small_words_and_a_name_that_is_a_month() {
    check("[Peter van der Meer] said {no}. [Van der Meer] said {so}.", &["Peter van der Meer"; 2]);
    check("[Justice Minister Jan Zych] said {no}. [Zych] said {so}.", &["Jan Zych"; 2]);
}

#[test]
fn bodies_by_their_names() {
    check("[The Royal Mint] said {no}. [It] said {so}.", &["Royal Mint"; 2]);
    check("[Boeing] said {no}. The board met.", &["Boeing"]);
    check("[Norwick city council] said {no}. Residents met.", &["Norwick city council"]);
    check("[Developer Brookfield Homes] said {no}. [The firm] said {so}.", &["Brookfield Homes"; 2]);
    check("[The Hospital Workers’ Union] said {no}. [The hospital] said {so}.", &["Hospital Workers’ Union", "The hospital"]);
    check("[The government and the opposition] rejected {it}.", &["The government + the opposition"]);
}

#[test]
fn one_of_a_people_or_of_an_age() {
    check("[Striker Danilo Reyes] said {no}. [The Brazilian] said {so}. [The 31-year-old] said {it}.", &["Danilo Reyes"; 3]);
    check("[Ann Roe] said {no}. Joe Hill left. [The 31-year-old] said {so}.", &["Ann Roe", "?"]);
}

#[test]
fn where_a_woman_is_named_she_is_no_man() {
    let said = "[Susan Clay] said {no}. [Robert Dunn] said {so}.";
    check(&format!("{said} [She] said {{it}}."), &["Susan Clay", "Robert Dunn", "Susan Clay"]);
    check(&format!("{said} [He] said {{it}}."), &["Susan Clay", "Robert Dunn", "Robert Dunn"]);
}

#[test]
fn who_is_told_of_right_before_a_bare_quotation() {
    check("The crowd was large. Ann Roe climbed on a car.\n\n[]{“We are not afraid of them.”}", &["Ann Roe"]);
    check("The crowd was large. Ann Roe met Joe Hill.\n\n[]{“We are not afraid of them.”}", &["?"]);
}

#[test]
fn answers_of_an_interview_are_whom_its_introduction_names() {
    let text = "Ada Brook leads the council of Norwick. She met us at the pier.\n\nQ: Why is the pier closed?\n\n[A]: {We found a crack in it.}\n\n\
                Q: When will it open?\n\n[A]: {I have promised that it will open in May.}";
    check(text, &["Ada Brook", "Ada Brook"]);
    let text = "Ada Brook leads the council of Norwick.\n\nTom Reed: Why is the pier closed?\n\n[Ada Brook]: {It has a crack.}\n\nTR: When will it \
                open?\n\n[AB]: {In May, and not a day later.}";
    check(text, &["Ada Brook", "Ada Brook"]);
    // Of two who are introduced either may answer.
    let text = "Ada Brook and Tom Reed lead the council of Norwick.\n\nQ: Why is the pier closed?\n\n[A]: {We found a crack in it.}\n\n\
                Q: When will it open?\n\n[A]: {I have promised that it will open in May.}";
    check(text, &["?", "?"]);
}

#[test]
fn father_and_son_are_two() {
    let text = "[John Hale Jr.] said {no}. [John Hale Sr.], who founded it in 1961, said {so}. [John Hale Jr.] said {it}.";
    check(text, &["John Hale Jr.", "John Hale Sr.", "John Hale Jr."]);
}
