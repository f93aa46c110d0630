//! Who stands together by what the article lets people do together, and by whose people they are.

use super::*;

#[test]
fn a_family_stands_with_the_one_who_is_heard() {
    let text = "Joe Hill said the sentence was unjust.\n\nHis wife, Ann, said the judge must resign. His daughters rejected the verdict.";
    let said = [
        ("Joe Hill", "Joe Hill", "said", "the sentence was unjust"),
        ("Ann", "Ann", "said", "the judge must resign"),
        ("~His daughters", "His daughters", "rejected", "the verdict"),
    ];
    assert_eq!(grouped(text, &said), "Joe Hill: Joe Hill, Ann, His daughters");
    // "Her mother" is not his.
    let text = "Joe Hill said the pills must stay. Her mother, Ann, demanded a ban.";
    let said = [("Joe Hill", "Joe Hill", "said", "the pills must stay"), ("Ann", "Ann", "demanded", "a ban")];
    assert_eq!(grouped(text, &said), "Joe Hill: Joe Hill; Ann: Ann");
    // Who has a body brings the other one there.
    let text = "Joe Hill, chief executive of Northport Docks, said the price was fair. Hill’s wife, Ann Gray, rejected the claim.";
    let said = [("Joe Hill", "Joe Hill", "said", "the price was fair"), ("Ann Gray", "Ann Gray", "rejected", "the claim")];
    assert_eq!(grouped(text, &said), "Northport Docks: Joe Hill, Ann Gray");
}

#[test]
fn two_who_speak_as_one_stand_together() {
    let text = "Joe Hill and Ann Gray said the mill must stay. Mary Coe, a city councillor, accused the mill’s owners of greed.";
    let said = [
        ("Joe Hill+Ann Gray", "Joe Hill and Ann Gray", "said", "the mill must stay"),
        ("Mary Coe", "Mary Coe", "accused", "the mill’s owners of greed"),
    ];
    assert_eq!(grouped(text, &said), "Hill and Gray: Joe Hill, Ann Gray; Mary Coe: Mary Coe");
}

#[test]
fn who_agrees_stands_with_whom_he_agrees_with() {
    let text = "Some in Leeds said the bridge must go. “It must go,” Ann Gray agreed. Joe Hill agreed to pay for the bridge.";
    let said = [
        ("~Some in Leeds", "Some in Leeds", "said", "the bridge must go"),
        ("Ann Gray", "Ann Gray", "agreed", "“It must go,”"),
        ("Joe Hill", "Joe Hill", "agreed", "to pay for the bridge"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Some in Leeds: Some in Leeds, Ann Gray"), "{found}");
    assert!(!found.contains("Ann Gray, Joe Hill"), "{found}");
}

#[test]
fn rivals_are_those_who_attack_the_same_man() {
    let text = "Peter Marsh took the stage. His rivals attacked Marsh for his wealth. Joe Hill accused Marsh of greed. Ann Gray blamed Marsh \
                for the strike. Mary Coe said the hall was full.";
    let said = [
        ("~His rivals", "His rivals", "attacked", "Marsh for his wealth"),
        ("Joe Hill", "Joe Hill", "accused", "Marsh of greed"),
        ("Ann Gray", "Ann Gray", "blamed", "Marsh for the strike"),
        ("Mary Coe", "Mary Coe", "said", "the hall was full"),
        ("Peter Marsh", "Peter Marsh", "", "took the stage"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Rivals: His rivals, Joe Hill, Ann Gray"), "{found}");
}

#[test]
fn critics_named_in_a_list_are_critics() {
    let text = "Critics such as Joe Hill and Ann Gray fear the law. Hill said the law must go. Gray said the law is a danger. Mary Coe said \
                the law must stay.";
    let said = [
        ("Joe Hill", "Hill", "said", "the law must go"),
        ("Ann Gray", "Gray", "said", "the law is a danger"),
        ("Mary Coe", "Mary Coe", "said", "the law must stay"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Critics: Joe Hill, Ann Gray"), "{found}");
    // "The candidates" are those of the list.
    let text = "His rivals Joe Hill and Ann Gray took the stage. The candidates rejected the tax. Hill demanded a new law.";
    let said = [("~The candidates", "The candidates", "rejected", "the tax"), ("Joe Hill", "Hill", "demanded", "a new law")];
    assert_eq!(grouped(text, &said), "Rivals: The candidates, Joe Hill");
    // Nor does what stands behind a comma or "and" make a list.
    let text =
        "Critics condemned the tax. To his critics, Joe Hill said the tax is fair. The critics and Ann Gray met. Ann Gray praised the tax.";
    let said = [
        ("~Critics", "Critics", "condemned", "the tax"),
        ("Joe Hill", "Joe Hill", "said", "the tax is fair"),
        ("Ann Gray", "Ann Gray", "praised", "the tax"),
    ];
    assert_eq!(grouped(text, &said), "Critics: Critics; Joe Hill: Joe Hill, Ann Gray");
    // Two rivals may be each other's.
    let text = "Rivals Joe Hill and Ann Gray took the stage. Hill demanded a new law. Gray rejected the law.";
    let said = [("Joe Hill", "Hill", "demanded", "a new law"), ("Ann Gray", "Gray", "rejected", "the law")];
    assert_eq!(grouped(text, &said), "Joe Hill: Joe Hill; Ann Gray: Ann Gray");
}

#[test]
fn who_is_at_odds_is_not_joined() {
    let text = "Joe Hill said the will was fair. His brother, Adam, accused Joe Hill of greed.";
    let said = [("Joe Hill", "Joe Hill", "said", "the will was fair"), ("Adam", "Adam", "accused", "Joe Hill of greed")];
    assert_eq!(grouped(text, &said), "Joe Hill: Joe Hill; Adam: Adam");
    let text = "The Lakeland Justice Department accused the West Leeds police of violence. West Leeds police said the raid was right.";
    let said = [
        ("*Lakeland Justice Department", "The Lakeland Justice Department", "accused", "the West Leeds police of violence"),
        ("*West Leeds police", "West Leeds police", "said", "the raid was right"),
    ];
    assert_eq!(grouped(text, &said), "Lakeland Justice Department: Lakeland Justice Department; West Leeds police: West Leeds police");
}

#[test]
fn critics_are_called_so() {
    let text = "Critics of Peter Marsh condemned the tax. Joe Hill accused Marsh of greed. Peter Marsh said the tax was fair.";
    let said = [
        ("~Critics of Peter Marsh", "Critics of Peter Marsh", "condemned", "the tax"),
        ("Joe Hill", "Joe Hill", "accused", "Marsh of greed"),
        ("Peter Marsh", "Peter Marsh", "said", "the tax was fair"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Critics of Peter Marsh: Critics of Peter Marsh, Joe Hill"), "{found}");
}

#[test]
fn who_chants_together_is_one_crowd() {
    let text = "The protesters came at noon.\n\nUNIDENTIFIED PERSON #1: We want the mill to stay.\n\nUNIDENTIFIED GROUP: (Chanting) The mill must stay.\n\nJOE HILL: The \
                mill must go.";
    let said = [
        ("UNIDENTIFIED PERSON #1", "UNIDENTIFIED PERSON #1", "", "We want the mill to stay."),
        ("~UNIDENTIFIED GROUP", "UNIDENTIFIED GROUP", "", "(Chanting) The mill must stay."),
        ("JOE HILL", "JOE HILL", "", "The mill must go."),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Protesters: UNIDENTIFIED PERSON #1, UNIDENTIFIED GROUP"), "{found}");
}

#[test]
fn police_and_agencies_are_the_authorities() {
    let text = "West Leeds police said the pills were deadly. The Lakeland Food Agency warned against the pills. Joe Hill said the pills were \
                safe.";
    let said = [
        ("*West Leeds police", "West Leeds police", "said", "the pills were deadly"),
        ("*Lakeland Food Agency", "Lakeland Food Agency", "warned", "against the pills"),
        ("Joe Hill", "Joe Hill", "said", "the pills were safe"),
    ];
    assert_eq!(grouped(text, &said), "Authorities: West Leeds police, Lakeland Food Agency");
    // The police of a federation answer to no government of the day, nor does a central bank.
    let text = "The FBI said the raid was right. The Energy Department said the raid was wrong.";
    let said =
        [("*FBI", "The FBI", "said", "the raid was right"), ("*Energy Department", "The Energy Department", "said", "the raid was wrong")];
    assert!(!grouped(text, &said).contains("FBI, "));
}

#[test]
fn authorities_are_of_the_state_where_the_report_was_written() {
    let text = "LEEDS, Chile (Reuters) - A mill burned, police said. Government spokesman Joe Hill said the state must act. Peruvian President \
                Ann Gray demanded an inquiry.";
    let said = [
        ("*police", "police", "said", "A mill burned"),
        ("Joe Hill", "Government spokesman Joe Hill", "said", "the state must act"),
        ("Ann Gray", "Ann Gray", "demanded", "an inquiry"),
    ];
    assert_eq!(grouped(text, &said), "Chile: police, Joe Hill; Peru: Ann Gray");
}

#[test]
fn two_unions_stand_together() {
    let text = "Ann Gray, president of the Weavers Union, said the list is wrong. Joe Hill, president of the Brotherhood of Miners, said the \
                list must go. Mary Coe, director of the Lakeland Mill, said the list must stay.";
    let said = [
        ("Ann Gray", "Ann Gray", "said", "the list is wrong"),
        ("Joe Hill", "Joe Hill", "said", "the list must go"),
        ("Mary Coe", "Mary Coe", "said", "the list must stay"),
    ];
    assert_eq!(grouped(text, &said), "Unions: Ann Gray, Joe Hill; Lakeland Mill: Mary Coe");
}

#[test]
fn the_press_is_a_party_where_it_is_heard_as_one() {
    let text = "Media bosses demanded a new law. Journalists rejected the law. The Lakeland Press Council said the law is wrong. “It must go,” \
                says president Ann Gray. The government said the law is right.";
    let said = [
        ("~Media bosses", "Media bosses", "demanded", "a new law"),
        ("~Journalists", "Journalists", "rejected", "the law"),
        ("*Lakeland Press Council", "The Lakeland Press Council", "said", "the law is wrong"),
        ("Ann Gray", "president Ann Gray", "says", "“It must go,”"),
        ("*government", "The government", "said", "the law is right"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Media bosses: Media bosses, Journalists, Lakeland Press Council, Ann Gray"), "{found}");
}

#[test]
fn who_backs_somebody_stands_with_him() {
    let said = [
        ("Joe Hill", "Joe Hill", "said", "the director must go"),
        ("Ann Gray", "Ann Gray", "said", "the director was a fool"),
        ("*Harbour Board", "The Harbour Board", "denied", "the charge"),
    ];
    for told in ["Joe Hill, who backs Gray,", "Joe Hill, a Gray ally,", "Joe Hill, a supporter of Ann Gray,", "Longtime Gray ally Joe Hill"]
    {
        let text = format!("{told} said the director must go. Ann Gray said the director was a fool. The Harbour Board denied the charge.");
        assert_eq!(grouped(&text, &said), "Ann Gray: Joe Hill, Ann Gray; Harbour Board: Harbour Board", "{told}");
    }
    // The plan is not its maker, who was an ally once is none now, and another's ally is not he.
    for told in [
        "Joe Hill, who supports Gray's plan,",
        "Joe Hill, who supports impeaching Gray,",
        "Joe Hill, who endorsed Gray in 2020,",
        "Joe Hill, a former Gray ally,",
        "Joe Hill, no ally of Gray,",
        "Joe Hill, a supporter of Gray's impeachment,",
        "Joe Hill, a Gray ally turned critic,",
        "Joe Hill, running against Gray ally Ann Brook,",
    ] {
        let text = format!("{told} said the director must go. Ann Gray said the director was a fool. The Harbour Board denied the charge.");
        let (parsed, attributions, speakers) = given(&text, &said);
        let words = phrase::Words::new(&text, &parsed, &speakers);
        assert!(affiliation::affiliations(&words, &attributions, &speakers)[0].principal.is_none(), "{told}");
    }
}

#[test]
fn a_husband_by_a_clause() {
    let text = "Ann Gray said the mill was sound. Joe Hill, who also happens to be Gray’s husband, denied the charge. The Harbour Board said \
                the mill must close.";
    let said = [
        ("Ann Gray", "Ann Gray", "said", "the mill was sound"),
        ("Joe Hill", "Joe Hill", "denied", "the charge"),
        ("*Harbour Board", "The Harbour Board", "said", "the mill must close"),
    ];
    assert_eq!(grouped(text, &said), "Ann Gray: Ann Gray, Joe Hill; Harbour Board: Harbour Board");
}

#[test]
fn who_sues_a_wife_is_no_kin() {
    let said = [("Ann Gray", "Ann Gray", "said", "the mill was sound"), ("Joe Hill", "Joe Hill", "denied", "the charge")];
    let text = "Ann Gray said the mill was sound. Joe Hill, who is suing Gray’s husband, denied the charge.";
    let (parsed, attributions, speakers) = given(text, &said);
    let words = phrase::Words::new(text, &parsed, &speakers);
    assert!(affiliation::affiliations(&words, &attributions, &speakers)[1].kin.is_none());
}
