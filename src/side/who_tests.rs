//! Who counts as a side, and what it is called.

use super::tests::{grouped, run};

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
    assert!(!grouped(text, &said).contains("United States"));
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
    let found = grouped(text, &said);
    assert!(found.contains("Open Data Trust: Ann Gray"), "{found}");
    assert!(!found.contains("Baghdad") && !found.contains("Senate") && !found.contains("Leeds-based"), "{found}");
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
