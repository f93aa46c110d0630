//! Who counts as a side, and what it is called.

use super::*;

#[test]
fn whom_the_article_is_about_is_a_party() {
    let text = "Ada Brook wants the mill. Brook bought the land. Brook said the mill must be rebuilt. Nobody had asked Brook. Joe Hill, \
                a neighbour, heard of it. Brook went home.";
    let brook = |text: &str, name| run(text, &[(name, name, "said", "the mill must be rebuilt")]).1;
    assert!(brook(text, "Brook").list.iter().any(|side| side.label == "Brook" && side.evidence[0].is_some()));
    let once = "Ada Brook wants the mill. Brook said the mill must be rebuilt.";
    assert!(brook(once, "Brook").list.iter().all(|side| side.evidence[0].is_none()));
}

#[test]
fn a_federal_state_is_no_country() {
    let text = "New Jersey Gov. Ann Gray said the bridge must be closed. French President Joe Hill said the bridge is safe.";
    let said = [("Ann Gray", "Ann Gray", "said", "the bridge must be closed"), ("Joe Hill", "Joe Hill", "said", "the bridge is safe")];
    assert_eq!(grouped(text, &said), "Ann Gray: Ann Gray; France: Joe Hill");
}

#[test]
fn people_around_somebody_and_those_he_hires_are_his() {
    let text = "Those around Ann Gray said the vote must be held. Gray said the court is wrong. Gray’s incoming chief of staff Joe Hill \
                said the court must resign. Gray and other councillors demanded a new court.";
    let said = [
        ("~Those around Ann Gray", "Those around Ann Gray", "said", "the vote must be held"),
        ("Ann Gray", "Gray", "said", "the court is wrong"),
        ("Joe Hill", "Joe Hill", "said", "the court must resign"),
        ("~Gray and other councillors", "Gray and other councillors", "demanded", "a new court"),
    ];
    assert_eq!(grouped(text, &said), "Ann Gray: Those around Ann Gray, Ann Gray, Joe Hill, Gray and other councillors");
}

#[test]
fn a_government_is_called_what_the_article_calls_it() {
    let text = "President Donald Trump said the tax must fall. White House spokeswoman Ann Gray said the tax is unfair. The Trump \
                administration denied the report. Democrats said the tax must stay.";
    let said = [
        ("Donald Trump", "President Donald Trump", "said", "the tax must fall"),
        ("Ann Gray", "White House spokeswoman Ann Gray", "said", "the tax is unfair"),
        ("*Trump administration", "The Trump administration", "denied", "the report"),
        ("*Democrats", "Democrats", "said", "the tax must stay"),
    ];
    assert_eq!(grouped(text, &said), "Trump administration: Donald Trump, Ann Gray, Trump administration; Democrats: Democrats");
}

#[test]
fn an_american_secretary_needs_no_state() {
    let text = "Defense Secretary Ann Gray said the United States will stay. Chinese Foreign Minister Li Wen said the fleet must leave.";
    let said = [
        ("Ann Gray", "Defense Secretary Ann Gray", "said", "the United States will stay"),
        ("Li Wen", "Li Wen", "said", "the fleet must leave"),
    ];
    assert_eq!(grouped(text, &said), "United States: Ann Gray; China: Li Wen");
    // Of its own state's office a paper does not say which state's it is.
    let text = "Defense Secretary Ann Gray said the Philippines will stay. The Philippines has ships. The United States is an ally. \
                Chinese Foreign Minister Li Wen said the fleet must leave.";
    let said = [
        ("Ann Gray", "Defense Secretary Ann Gray", "said", "the Philippines will stay"),
        ("Li Wen", "Li Wen", "said", "the fleet must leave"),
    ];
    assert_eq!(grouped(text, &said), "Ann Gray: Ann Gray; China: Li Wen");
}

#[test]
fn what_stands_in_front_of_a_body_is_not_its_name() {
    let text = "Ann Gray, director of the Leeds-based Open Data Trust, said the law must go. Joe Hill, a military spokesman in Baghdad, \
                said the raid was right. Senate Majority Leader Al Coe said the raid was wrong.";
    let said = [
        ("Ann Gray", "Ann Gray", "said", "the law must go"),
        ("Joe Hill", "Joe Hill", "said", "the raid was right"),
        ("Al Coe", "Al Coe", "said", "the raid was wrong"),
    ];
    assert_eq!(grouped(text, &said), "Open Data Trust: Ann Gray; Al Coe: Al Coe");
}

#[test]
fn the_president_of_a_union_is_no_government() {
    let text = "Ann Gray, president of the Weavers Union, said the mill must pay. The president, Ann Gray, said a strike is near. \
                President Joe Hill said the strike is wrong.";
    let said = [
        ("Ann Gray", "Ann Gray", "said", "the mill must pay"),
        ("Ann Gray", "Ann Gray", "said", "a strike is near"),
        ("Joe Hill", "Joe Hill", "said", "the strike is wrong"),
    ];
    assert_eq!(grouped(text, &said), "Weavers Union: Ann Gray; Joe Hill: Joe Hill");
}

#[test]
fn a_campaign_is_no_body_of_its_candidates_name() {
    let text = "Ann Gray said the tax must fall. “We feel good,” said Joe Hill, the Gray campaign’s political director. Mary Coe said the tax is fair.";
    let said = [
        ("Ann Gray", "Ann Gray", "said", "the tax must fall"),
        ("Joe Hill", "Joe Hill", "said", "“We feel good,”"),
        ("Mary Coe", "Mary Coe", "said", "the tax is fair"),
    ];
    assert!(grouped(text, &said).contains("Ann Gray: Ann Gray, Joe Hill"), "{}", grouped(text, &said));
}

#[test]
fn an_author_stands_with_his_co_authors() {
    let text = "Climate scientist Ann Gray said the ice must be saved. Gray and her collaborators demanded a new law. Mary Coe said the law \
                is wrong.";
    let said = [
        ("Ann Gray", "Climate scientist Ann Gray", "said", "the ice must be saved"),
        ("~Gray and her collaborators", "Gray and her collaborators", "demanded", "a new law"),
        ("Mary Coe", "Mary Coe", "said", "the law is wrong"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Ann Gray: Ann Gray, Gray and her collaborators"), "{found}");
}

#[test]
fn officials_of_the_administration_are_its_own() {
    let text = "President Barack Obama said the raids will go on. The Obama administration denied the report. Administration officials said \
                the letter is wrong. Democrats demanded an end to the raids.";
    let said = [
        ("Barack Obama", "President Barack Obama", "said", "the raids will go on"),
        ("*Obama administration", "The Obama administration", "denied", "the report"),
        ("~Administration officials", "Administration officials", "said", "the letter is wrong"),
        ("*Democrats", "Democrats", "demanded", "an end to the raids"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Obama administration: Barack Obama, Obama administration, Administration officials"), "{found}");
}

#[test]
fn a_transition_team_is_the_president_elects() {
    let text = "President-elect Ann Gray said the tax must fall. The transition team demanded the names of all officials. Rep. Joe Hill, Md., \
                the top Democrat on the panel, said the list is wrong. Democrats said the tax must stay.";
    let said = [
        ("Ann Gray", "President-elect Ann Gray", "said", "the tax must fall"),
        ("*transition team", "The transition team", "demanded", "the names of all officials"),
        ("Joe Hill", "Rep. Joe Hill, Md., the top Democrat on the panel,", "said", "the list is wrong"),
        ("*Democrats", "Democrats", "said", "the tax must stay"),
    ];
    assert_eq!(grouped(text, &said), "Ann Gray: Ann Gray, transition team; Democrats: Joe Hill, Democrats");
}

#[test]
fn a_people_is_no_government_and_a_union_no_state() {
    let text = "French President Ann Gray said the port must close. Many Italians said the port must stay. American Weavers Federation \
                President Joe Hill said the port must be sold. Both Democratic senators demanded a vote. Democrats said the vote is unfair.";
    let said = [
        ("Ann Gray", "French President Ann Gray", "said", "the port must close"),
        ("~Many Italians", "Many Italians", "said", "the port must stay"),
        ("Joe Hill", "Joe Hill", "said", "the port must be sold"),
        ("~Both Democratic senators", "Both Democratic senators", "demanded", "a vote"),
        ("*Democrats", "Democrats", "said", "the vote is unfair"),
    ];
    let found = grouped(text, &said);
    assert!(!found.contains("Italy") && !found.contains("United States"), "{found}");
    assert!(found.contains("American Weavers Federation: Joe Hill"), "{found}");
    assert!(found.contains("Democrats: Both Democratic senators, Democrats"), "{found}");
}

#[test]
fn some_in_a_place_are_called_so() {
    let text = "Some in Leeds demanded a new bridge. Many in Leeds rejected the bridge.";
    let said =
        [("~Some in Leeds", "Some in Leeds", "demanded", "a new bridge"), ("~Many in Leeds", "Many in Leeds", "rejected", "the bridge")];
    assert_eq!(grouped(text, &said), "Some in Leeds: Some in Leeds; Many in Leeds: Many in Leeds");
}

#[test]
fn who_puts_the_questions_is_no_party() {
    let text = "Ada Brook met the owner. Brook asked the owner why the mill must close. Brook asked him what the workers want. Brook waited. \
                Joe Hill said the mill must close.";
    let said = [
        ("Ada Brook", "Brook", "asked", "why the mill must close"),
        ("Ada Brook", "Brook", "asked", "what the workers want"),
        ("Joe Hill", "Joe Hill", "said", "the mill must close"),
    ];
    let (speakers, sides) = run(text, &said);
    let party = sides
        .list
        .iter()
        .any(|side| side.speakers.iter().zip(&side.evidence).any(|(&id, e)| speakers.list[id].name == "Ada Brook" && e.is_some()));
    assert!(!party);
}

#[test]
fn a_party_is_not_governing_for_a_longer_name_that_ends_like_it() {
    let text = "Prime Minister Ann Gray said the tax must rise. The ruling Liberal Civic Party backed the tax in May. The opposition demanded a vote. \
                Joe Hill of the Civic Party said the tax is unfair.";
    let said = [
        ("Ann Gray", "Prime Minister Ann Gray", "said", "the tax must rise"),
        ("*opposition", "The opposition", "demanded", "a vote"),
        ("Joe Hill", "Joe Hill of the Civic Party", "said", "the tax is unfair"),
    ];
    assert!(grouped(text, &said).contains("Opposition: opposition, Joe Hill"), "{}", grouped(text, &said));
}

#[test]
fn a_body_that_answers_to_no_government_stands_apart_within_its_state() {
    let text = "President Ann Gray said the raid was right. White House spokesman Joe Hill said the report is wrong. The FBI denied that it \
                was careless. Democrats said the raid was illegal.";
    let said = [
        ("Ann Gray", "President Ann Gray", "said", "the raid was right"),
        ("Joe Hill", "White House spokesman Joe Hill", "said", "the report is wrong"),
        ("*FBI", "The FBI", "denied", "it was careless"),
        ("*Democrats", "Democrats", "said", "the raid was illegal"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("FBI: FBI"), "{found}");
}

#[test]
fn a_department_is_one_whatever_it_is_called() {
    let text = "The Justice Department said the raid was right. DOJ spokesman Joe Hill said the report is wrong. A lawyer waited. “We denied \
                it,” said Ann Gray, a department spokeswoman. Energy Department officials said the list is long. On Monday Energy officials \
                rejected the list.";
    let said = [
        ("*Justice Department", "The Justice Department", "said", "the raid was right"),
        ("Joe Hill", "DOJ spokesman Joe Hill", "said", "the report is wrong"),
        ("Ann Gray", "Ann Gray", "said", "“We denied it,”"),
        ("~Energy Department officials", "Energy Department officials", "said", "the list is long"),
        ("~Energy officials", "Energy officials", "rejected", "the list"),
    ];
    let found = grouped(text, &said);
    // The two may stand together: they are of one government.
    assert!(found.contains("Justice Department, Joe Hill, Ann Gray"), "{found}");
    assert!(found.contains("Energy Department officials, Energy officials"), "{found}");
}

#[test]
fn who_speaks_for_somebody_silent_is_of_his_party() {
    let text = "Senate leader Peter Coe (R-Ky.) let the judge get a vote. Coe spokesman Joe Hill said the vote is fair. Republicans said the \
                judge is wrong. Democrats demanded more votes.";
    let said = [
        ("Joe Hill", "Coe spokesman Joe Hill", "said", "the vote is fair"),
        ("*Republicans", "Republicans", "said", "the judge is wrong"),
        ("*Democrats", "Democrats", "demanded", "more votes"),
    ];
    assert_eq!(grouped(text, &said), "Republicans: Joe Hill, Republicans; Democrats: Democrats");
}

#[test]
fn a_mayor_is_of_the_state_that_the_paragraph_before_speaks_of() {
    let text = "Peruvian President Ann Gray said the raid was cruel. Chilean President Joe Hill said the raid was right.\n\nRockets fell on \
                Peru at night.\n\nMayor Al Coe said the raid was a crime.";
    let said = [
        ("Ann Gray", "Peruvian President Ann Gray", "said", "the raid was cruel"),
        ("Joe Hill", "Chilean President Joe Hill", "said", "the raid was right"),
        ("Al Coe", "Mayor Al Coe", "said", "the raid was a crime"),
    ];
    assert_eq!(grouped(text, &said), "Peru: Ann Gray, Al Coe; Chile: Joe Hill");
}

#[test]
fn who_held_an_office_speaks_for_it_no_longer() {
    let text = "The Justice Department said the plea was right. More than 2,000 former Justice Department officials demanded a new judge. \
                Democrats said the plea was wrong.";
    let said = [
        ("*Justice Department", "The Justice Department", "said", "the plea was right"),
        (
            "~More than 2,000 former Justice Department officials",
            "More than 2,000 former Justice Department officials",
            "demanded",
            "a new judge",
        ),
        ("*Democrats", "Democrats", "said", "the plea was wrong"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Former Justice Department officials: More than 2,000 former"), "{found}");
    assert!(found.contains("Justice Department: Justice Department;"), "{found}");
}

#[test]
fn an_office_tells_more_than_a_degree() {
    let text =
        "Peru’s Chief Medical Officer Professor Joe Hill said the film must shock. Chilean President Ann Gray said the film is cruel.";
    let said = [
        ("Joe Hill", "Peru’s Chief Medical Officer Professor Joe Hill", "said", "the film must shock"),
        ("Ann Gray", "Chilean President Ann Gray", "said", "the film is cruel"),
    ];
    assert_eq!(grouped(text, &said), "Peru: Joe Hill; Chile: Ann Gray");
}

#[test]
fn the_central_bank_is_the_fed() {
    let text = "The Federal Reserve said rates must rise. The central bank denied that it was slow.";
    let said = [
        ("*Federal Reserve", "The Federal Reserve", "said", "rates must rise"),
        ("*central bank", "The central bank", "denied", "it was slow"),
    ];
    let found = grouped(text, &said);
    assert_eq!(found, "Federal Reserve: Federal Reserve, central bank");
}
