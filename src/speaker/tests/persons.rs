//! Persons: pronouns, descriptions and names for one.

use super::check;

#[test]
fn nobody_names_himself() {
    check("Peter Hill came late. John Park was tired. [He] said {Park had slept badly}.", &["Peter Hill"]);
    check("Peter Hill came late. John Park was tired. [He] thanked Park {for the visit}.", &["Peter Hill"]);
    // The pronoun points forward.
    check("When [he] said {so}, John Park was tired.", &["?"]);
}

#[test]
fn an_owner_is_no_subject() {
    check("[Peter Hill] said {no}. John Park’s plan had failed. [He] said {so}.", &["Peter Hill"; 2]);
}

#[test]
fn descriptions_with_a_name_in_them() {
    check("[Ann Roe pal] says {no}.", &["Ann Roe pal"]);
    check("[Ann Roe’s publicist] said {no}.", &["Ann Roe’s publicist"]);
    check("[Leader of Roe’s party] says {no}.", &["Leader of Roe’s party"]);
    check("[Ex-friends] told her {no}.", &["Ex-friends"]);
    check("[Ex-gov] says {no}.\n\nFormer Ohio Gov. Jon Hill left.", &["Jon Hill"]);
    check("{Roe was offered a deal}: [lawyer]\n\nAnn Hill, a lawyer, was in court.", &["Ann Hill"]);
}

#[test]
fn an_office_behind_the_name_is_no_second_person() {
    check("According to [Tom Roe, Deputy News Director at Brennox,] {it was fine}.", &["Tom Roe"]);
}

#[test]
fn a_person_goes_before_a_body_of_the_name() {
    check("Ann Roe owns Roe Holdings. [Roe] said {no}.", &["Ann Roe"]);
    check("Mayor Ann Roe owns Roe LP. [Roe] said {no}.", &["Ann Roe"]);
}

#[test]
fn words_in_marks_rename_nobody() {
    check("[His wife Grace] said {no}. They called her “Gaudy Grace”.", &["Grace"]);
}

#[test]
fn the_chief_by_initials() {
    check("[Brennox CEO Ann Hill] said {no}. [The CEO] said {never}.", &["Ann Hill"; 2]);
}

#[test]
fn a_word_of_a_longer_name_that_opens_a_sentence() {
    check(
        "[Tovaros Adhan Gebremes, head of the agency,] said {no}.\n\n[Tovaros] added {that it was late}.",
        &["Tovaros Adhan Gebremes"; 2],
    );
}

#[test]
fn roles_around_a_name() {
    // "President Roe's lawyer" is no president.
    check("President Ann Roe left. President Roe’s lawyer, Joe Hill, stayed. [The president] said {no}.", &["Ann Roe"]);
    check("[Longtime Ann Roe adviser Joe Hill] said {no}. [Ann Roe] said {yes}.", &["Joe Hill", "Ann Roe"]);
    let who = "[Eva Moor, director-general of WHO,] said {no}.";
    super::check_role("At that time Brennox’s owner, [Ann Roe,] said {no}.", "Brennox’s owner");
    super::check_role(who, "director-general of WHO");
    let (_, speakers) = super::resolved("[Joe Hill, whose father and brother run a bar,] said {no}.");
    assert_eq!(speakers.list[0].role, None);
}

#[test]
fn an_expert_of_the_lead_is_one() {
    let (_, speakers) = super::resolved("[An expert] has warned {of debt}.\n\nThe bank waits, [an expert] said {today}.");
    assert_eq!(speakers.list.len(), 1);
    let (_, speakers) = super::resolved("[A witness] spoke {of smoke}.\n\nThe pier burns, [a witness] said {today}.");
    assert_eq!(speakers.list.len(), 2);
}

#[test]
fn a_name_in_capitals() {
    check("Senator Ann Hillary left.\n\n[HILLARY]: {No.}", &["Ann Hillary"]);
    check("[BFTU President Ann Roe] said {no}.", &["Ann Roe"]);
}

#[test]
fn key_figures_are_people() {
    let kinds = |marked: &str| super::resolved(marked).1.list[0].kind;
    assert_eq!(kinds("[Two key figures] said {no}."), crate::speaker::SpeakerKind::Group);
    assert_eq!(kinds("[The figures] showed {so}."), crate::speaker::SpeakerKind::Document);
}

#[test]
fn a_native_is_not_the_place() {
    check("[The Oslo native] said {no}.", &["The Oslo native"]);
}

#[test]
fn one_of_several_names() {
    check("President Luis Carlos Mora Rojas spoke. [Mora] said {no}.", &["Luis Carlos Mora Rojas"]);
}

#[test]
fn who_is_described_first_and_named_afterwards() {
    check("[An expert] said {no}. “Never,” [Joe Hill] said {on Monday}.", &["Joe Hill"; 2]);
    // Who speaks for somebody may stay unnamed, and an expert who comes late too.
    let open = ["A spokesman for the port", "Joe Hill"];
    check("[A spokesman for the port] said {no}. “Never,” [Joe Hill] said {on Monday}.", &open);
    check("[A witness] said {no}. [Joe Hill] said {never}.", &["A witness", "Joe Hill"]);
    check("[An expert] said {no}. [Joe Hill, a lawyer,] said {never}.", &["An expert", "Joe Hill"]);
    check(
        "[A leading economist] warned {of debt}.\n\nThe bank was silent.\n\n[Ann Roe, a leading economist at Brennox,] said {so}.",
        &["Ann Roe"; 2],
    );
}

#[test]
fn people_that_have_the_form_of_a_verb() {
    check("Ann Roe came home. [Roe allies] suggested {that she stay}.", &["Roe allies"]);
    check("Ann Roe came home. [Roe constituent Dan Hill] said {no}.", &["Dan Hill"]);
    check("Ann Roe came home. In a note Thursday, [Roe spokesman Jesse Park] said, {no}.", &["Jesse Park"]);
}

#[test]
fn a_surname_that_has_the_form_of_an_adverb() {
    check("Ann Hensly came home.\n\n[Mrs. Hensly] endorsed {the plan}.", &["Ann Hensly"]);
}

#[test]
fn an_indirect_report_may_name_its_speaker() {
    check("Peter Hill and Eve Moss left. {Ms. Park was shocked by the noise}, [she] said.", &["Park"]);
    // Not where the pronoun comes first.
    check("Eve Moss came late. [She] said {Ann Park had slept badly}.", &["Eve Moss"]);
}

#[test]
fn a_front_runner_is_somebody() {
    check("Ann Roe left. [The Democratic front-runner, Eve Moss,] wants {a vote}.", &["Eve Moss"]);
}

#[test]
fn a_surname_goes_on_to_mean_who_was_called_so() {
    check("Joe Hill left. Mr. Hill came back. His father, Tom Hill, slept. [Mr. Hill] said {no}.", &["Joe Hill"]);
    // Nobody was called so before the other came.
    check("Joe Hill left. His father, Tom Hill, slept. [Mr. Hill] said {no}.", &["?"]);
}

#[test]
fn the_name_in_brackets_is_who_he_is() {
    check("Joe Hill met Tom Park. [He (Park)] said {so}.", &["Tom Park"]);
}

#[test]
fn who_comes_from_a_place_is_no_place() {
    check("Alan Hill, a welder from Englewood, New Jersey, [who] said {no}.", &["Alan Hill"]);
}

#[test]
fn the_subject_of_the_paragraph_before() {
    check("[Tom Park] said {it was late}.\n\nJoe Hill, 44, agreed.\n\n{“It was late,”} [he] said.", &["Tom Park", "Joe Hill"]);
    // "A reporter" asks, and "he" answers.
    check("Joe Hill spoke on Friday when a reporter asked about it.\n\n“{It was late},” [he] said.", &["Joe Hill"]);
}

#[test]
fn a_source_with_an_adjective_behind_it() {
    check("[A source familiar with the Brennox inquiry] said {no}.", &["A source familiar with the Brennox inquiry"]);
}

#[test]
fn a_name_before_a_colon_is_no_headline() {
    check("The talks in Norwick ended late on Friday.\n\n[Reporter Johanna Karadsheh] says:\n\n{“It was late.”}", &["Johanna Karadsheh"]);
}

#[test]
fn a_heading_in_capitals_names_nobody() {
    let marked = "DNC CHAIR [ANN ROE] RESIGNS After months {of talks}, the board was glad.";
    check(marked, &["?"]);
    // Not where a name alone is in capitals.
    check("[ANN ROE] said on Friday {that it was late}.", &["ANN ROE"]);
}

#[test]
fn what_he_plans_is_his() {
    check("Joe Hill came home. [His plan] calls {for a tax}.", &["Joe Hill"]);
}

#[test]
fn he_is_whom_the_paragraph_is_of() {
    // Not who is named last, but the subject of what goes before.
    check("Joe Hill was asked by Adam Coe about the mill. [He] said {it would close}.", &["Joe Hill"]);
    check(
        "[Joe Hill] said {the mill would close}.\n\nHill met Adam Coe in Norwick on Monday. At the talks [he] said {so again}.",
        &["Joe Hill"; 2],
    );
    // Two who may be meant alike: it stays open.
    check("Joe Hill and Adam Coe met on Monday. [He] said {the mill would close}.", &["?"]);
}

#[test]
fn a_quotation_of_its_own_is_no_texts() {
    check("[The bill] demands {a new mill}.\n\n[]{“I never wanted a mill in this town.”}", &["The bill", "?"]);
    check("[Ann Roe] demands {a new mill}.\n\n[]{“I always wanted a mill in this town.”}", &["Ann Roe"; 2]);
}

#[test]
fn the_campaign_chairman_of_somebody_speaks_for_himself() {
    check("Hillary Clinton spoke of Peru. [Clinton campaign chairman John Podesta] said {no}.", &["John Podesta"]);
}

#[test]
fn a_given_name_with_its_kin_comes_before_the_full_name() {
    check("{“She was clever,”} [her mother, Fiona,] said. [Fiona Roe] said {the pills must go}.", &["Fiona Roe"; 2]);
    // A first name without kin may be anybody's.
    check("[Joe Hill] said {no}. [Her brother, Joe,] said {yes}.", &["Joe Hill"; 2]);
}

#[test]
fn that_before_a_name_or_a_plural_joins_a_clause() {
    check("It is known [that Roe] thinks {the pier is lost}. [Roe] said {so}.", &["Roe"; 2]);
    check("It is not the first time [that local residents] rejected {the plan}.", &["local residents"]);
    check("[Some modelling that minister Ann Roe will use] shows {that rents rose}.", &["?"]);
    check("[Mr] said {no}.", &["?"]);
}

#[test]
fn an_honorific_goes_with_the_surname_in_front() {
    check("[The minister, Lou Jiwei,] said {no}. [Mr. Lou] said {yes}.", &["Lou Jiwei"; 2]);
    // "Mr. Scott" is no Scott Walker.
    check("[Scott Walker] said {no}. [Mr. Scott] said {yes}.", &["Scott Walker", "Scott"]);
}

#[test]
fn an_office_in_the_lead_is_who_holds_it_later() {
    check(
        "[The Peruvian finance minister] rejected {the claim}.\n\n[The finance minister, Ana Solis,] said {no}. [The trade minister, Tom \
         Rey,] said {yes}.",
        &["Ana Solis", "Ana Solis", "Tom Rey"],
    );
}

#[test]
fn what_stands_before_a_name_is_no_part_of_it() {
    check("[Real estate mogul and television star Joe Hill] said {no}.", &["Joe Hill"]);
    check("[Sens. Ann Roe] said {no}. [DJ Joe Hill] said {yes}.", &["Ann Roe", "Joe Hill"]);
}

#[test]
fn a_spouse_of_the_same_surname_is_another_person() {
    check(
        "[Starmer] said {no}. [Lady Starmer] said {yes}. [Sir Keir] said {so}. [Keir Starmer] left. {“Never,”} [Starmer] said."
            .replace("left. {“Never,”}", "rejected {it}. {“Never,”}")
            .as_str(),
        &["Keir Starmer", "Starmer", "Keir Starmer", "Keir Starmer", "Keir Starmer"],
    );
    // "President Roe" is nobody's wife.
    check(
        "[Michelle Roe] said {no}. [Mrs. Roe] said {so}. [The president] said {yes}.",
        &["Michelle Roe", "Michelle Roe", "The president"],
    );
}

#[test]
fn a_title_of_a_work_before_an_office() {
    check("[“Harbour” director Jane Hill] said {no}.", &["Jane Hill"]);
}

#[test]
fn the_first_lady_bears_a_presidents_name() {
    check("President Obama left. [Michelle Obama] said {no}. [The first lady] said {so}.", &["Michelle Obama"; 2]);
    check(
        "President Obama left. [Michelle Obama] said {no}. [The Peruvian first lady] said {so}.",
        &["Michelle Obama", "The Peruvian first lady"],
    );
    check("President Hill left. [Michelle Roe] said {no}. [The first lady] said {so}.", &["Michelle Roe", "The first lady"]);
}

#[test]
fn degrees_behind_a_name_are_nobody() {
    let names = |marked: &str| super::resolved(marked).1.list.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
    assert_eq!(names("[Ann Roe, MD, PhD,] said {no}. [Joe Hill, R.D., co-owner of Brennox Foods,] said {so}."), ["Ann Roe", "Joe Hill"]);
    assert_eq!(names("[Ann Roe, SVP of trade at Brennox,] said {no}. [Eve Park, CPO] said {so}."), ["Ann Roe", "Eve Park"]);
    // A name may look like one.
    assert_eq!(names("[MD Roe] said {no}."), ["MD Roe"]);
}

#[test]
fn a_source_that_is_cut_wrongly_names_the_people_in_it_or_nobody() {
    check("He had [a backpack investigators] believe {is his}.", &["investigators"]);
    check("These are the kinds [of things libertarians] say {they hate}.", &["?"]);
    check("[Per the experts]: {sleep well}. [Sports officials] said {no}.", &["the experts", "Sports officials"]);
    check("President of the Central Council [of Weavers, Ann Roe,] said {no}.", &["?"]);
}

#[test]
fn an_accent_makes_nobody_else() {
    check("[Carlos Gutierrez] said {no}. [Gutiérrez] said {so}.", &["Carlos Gutierrez"; 2]);
}

#[test]
fn two_with_their_offices_speak_as_two() {
    check("[Mayor Ann Roe and Governor Joe Hill] said {no}.", &["Ann Roe + Joe Hill"]);
    check("[Brennox co-founder Ann Roe and chief executive Joe Hill] said {no}.", &["Ann Roe + Joe Hill"]);
    check("[Senators Ann Roe of Leeds and Joe Hill of York] said {no}.", &["Ann Roe + Joe Hill"]);
}

#[test]
fn an_office_before_a_comma_is_who_is_named_behind_it() {
    check("[Regional Commissioner of Norwick, Ann Roe] says {no}.", &["Ann Roe"]);
    check("[Certified Financial Planner (CFP) Ann Roe] says {no}.", &["Ann Roe"]);
}

#[test]
fn who_is_named_in_a_question_does_not_answer_it() {
    check("[Joe Hill] said {no}. Asked whether he would take gifts from Lord Roe, [he] said {so}.", &["Joe Hill"; 2]);
    check("[Joe Hill] said {no}.\n\nWhen asked again if Lord Roe would leave, [he] went on: {so}.", &["Joe Hill"; 2]);
}

#[test]
fn the_comma_ends_what_goes_before_the_subject() {
    check("President Ann Roe left. After a meeting with Bank chief Joe Hill, [the president] said {no}.", &["Ann Roe"]);
    check("After a meeting [Joe Hill, the mayor,] said {no}. [The mayor] said {so}.", &["Joe Hill"; 2]);
}

#[test]
fn a_name_that_somebody_uses_on_a_site() {
    check("[harbour99] wrote {no}. Later, in May, [harbour99] posted {so}.", &["harbour99"; 2]);
}
