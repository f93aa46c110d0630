//! For whom an office speaks that is not the story's own state's, and what a side is called.

use super::*;

#[test]
fn a_commissioner_of_a_body_that_is_heard() {
    let text =
        "Brennox said it would hire. Finance minister Joe Hill said the money is there. Brennox commissioner Ann Gray demanded more money.";
    let said = [
        ("*Brennox", "Brennox", "said", "it would hire"),
        ("Joe Hill", "Joe Hill", "said", "the money is there"),
        ("Ann Gray", "Ann Gray", "demanded", "more money"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Brennox: Brennox, Ann Gray"), "{found}");
}

#[test]
fn an_office_within_what_was_taken_for_a_name() {
    let text = "The Weavers Union demanded a new law. WU President Ann Gray said the law is wrong.";
    let said = [
        ("*Weavers Union", "The Weavers Union", "demanded", "a new law"),
        ("*WU President Ann Gray", "WU President Ann Gray", "said", "the law is wrong"),
    ];
    assert_eq!(grouped(text, &said), "Weavers Union: Weavers Union, WU President Ann Gray");
}

#[test]
fn an_economist_of_a_body_that_is_heard_is_no_expert_from_outside() {
    let text = "The Lakeland Mill Group said prices must rise. LMG’s chief economist Ann Gray said prices are low. French President Joe Hill \
                said prices must fall.";
    let said = [
        ("*Lakeland Mill Group", "The Lakeland Mill Group", "said", "prices must rise"),
        ("Ann Gray", "Ann Gray", "said", "prices are low"),
        ("Joe Hill", "Joe Hill", "said", "prices must fall"),
    ];
    let found = grouped(text, &said);
    assert!(found.contains("Lakeland Mill Group: Lakeland Mill Group, Ann Gray"), "{found}");
    let other = [("Ann Gray", "Ann Gray", "said", "prices are low"), ("Joe Hill", "Joe Hill", "said", "prices must fall")];
    assert!(!grouped(text, &other).contains("Ann Gray"));
}

#[test]
fn a_spokesman_of_somebody_who_is_silent() {
    let text = "Peruvian President Ann Gray said the vote was fair. Opposition leader Peter Marsh returned on Monday, his spokesman said.";
    let said = [
        ("Ann Gray", "Ann Gray", "said", "the vote was fair"),
        ("~his spokesman", "his spokesman", "said", "Opposition leader Peter Marsh returned on Monday"),
    ];
    assert!(grouped(text, &said).contains("Peter Marsh: his spokesman"), "{}", grouped(text, &said));
}

#[test]
fn papers_are_no_party() {
    let text = "French President Joe Hill said the port must close. Newspaper Brennox said the port is closed. “It must stay,” Ann Gray told \
                Lakeland Wire. Lakeland Wire said the port must stay.";
    let said = [
        ("Joe Hill", "Joe Hill", "said", "the port must close"),
        ("*Brennox", "Brennox", "said", "the port is closed"),
        ("*Lakeland Wire", "Lakeland Wire", "said", "the port must stay"),
    ];
    assert_eq!(grouped(text, &said), "France: Joe Hill");
    // A company that is told something is no paper.
    let text = "French President Joe Hill said the port must close. “It must stay,” Ann Gray told Brennox in a letter. Brennox rejected the claim.";
    let said = [("Joe Hill", "Joe Hill", "said", "the port must close"), ("*Brennox", "Brennox", "rejected", "the claim")];
    assert!(grouped(text, &said).contains("Brennox: Brennox"), "{}", grouped(text, &said));
}

#[test]
fn a_president_of_a_state_heads_no_association_nearby() {
    let text = "The Weavers Union said the law is wrong. “It must go,” says president Ann Gray. The mill is shut.";
    let said =
        [("*Weavers Union", "The Weavers Union", "said", "the law is wrong"), ("Ann Gray", "president Ann Gray", "says", "“It must go,”")];
    assert!(grouped(text, &said).contains("Weavers Union: Weavers Union, Ann Gray"), "{}", grouped(text, &said));
    let text = format!("{text} President Gray flew home.");
    assert!(!grouped(&text, &said).contains("Weavers Union, Ann Gray"), "{}", grouped(&text, &said));
}

#[test]
fn labels_are_short_and_no_two_alike() {
    let text =
        "The weavers’ council rejected the law. HILL said the law must go. Joe Hill said the law is wrong. Mr Roe called the law unfair.";
    let said = [("*HILL", "HILL", "said", "the law must go"), ("Joe Hill", "Joe Hill", "said", "the law is wrong")];
    assert_eq!(grouped(text, &said), "Joe Hill: HILL, Joe Hill");
    let text = "The harbour council rejected the law.";
    assert_eq!(
        grouped(text, &[("*The harbour council", "The harbour council", "rejected", "the law")]),
        "Harbour council: The harbour council"
    );
}

#[test]
fn one_states_government_is_called_as_the_article_calls_it() {
    let text = "Communications Minister Ann Gray said the jet was cheap. The Peruvian government paid for it.";
    assert_eq!(grouped(text, &[("Ann Gray", "Ann Gray", "said", "the jet was cheap")]), "Peruvian government: Ann Gray");
}

#[test]
fn the_fullest_name_tells_the_office() {
    let text = "Nobody paid for Prime Minister Tun Ana Solis. Communications Minister Ann Gray said the jet was cheap. In Parliament Ana said \
                the jet was needed. The Peruvian government paid.";
    let said = [("Ann Gray", "Ann Gray", "said", "the jet was cheap"), ("Ana", "Ana", "said", "the jet was needed")];
    assert_eq!(grouped(text, &said), "Peruvian government: Ann Gray, Ana");
}

#[test]
fn a_chief_of_staff_is_of_the_one_who_governs() {
    let text =
        "President-elect Joe Hill said the tax must fall. Chief of Staff Ann Gray said the tax is unfair. Mary Coe said the tax is fair.";
    let said = [
        ("Joe Hill", "Joe Hill", "said", "the tax must fall"),
        ("Ann Gray", "Ann Gray", "said", "the tax is unfair"),
        ("Mary Coe", "Mary Coe", "said", "the tax is fair"),
    ];
    assert!(grouped(text, &said).contains("Joe Hill: Joe Hill, Ann Gray"), "{}", grouped(text, &said));
}

#[test]
fn who_will_serve_somebody_stands_with_him() {
    let text = "Joe Hill’s team announced that investor Ann Gray will serve as his adviser. Hill said the tax must fall. Gray said the tax is \
                unfair.";
    let said = [("Joe Hill", "Hill", "said", "the tax must fall"), ("Ann Gray", "Gray", "said", "the tax is unfair")];
    assert_eq!(grouped(text, &said), "Joe Hill: Joe Hill, Ann Gray");
}

#[test]
fn who_comes_from_a_police_that_is_heard() {
    let text = "North Leeds police said the pills were deadly. Inspector Ann Gray from the North Leeds police demanded a ban.";
    let said =
        [("*North Leeds police", "North Leeds police", "said", "the pills were deadly"), ("Ann Gray", "Ann Gray", "demanded", "a ban")];
    assert_eq!(grouped(text, &said), "North Leeds police: North Leeds police, Ann Gray");
}

#[test]
fn a_director_of_affairs_is_of_the_body_where_he_works() {
    let text = "Joe Hill, director of Public Affairs at Northport Docks, rejected the claim. Ann Gray, director of the Institute for Northport \
                Docks, demanded a ban.";
    let found = grouped(text, &[("Joe Hill", "Joe Hill", "rejected", "the claim"), ("Ann Gray", "Ann Gray", "demanded", "a ban")]);
    assert_eq!(found, "Northport Docks: Joe Hill");
}

#[test]
fn a_president_who_is_a_manager_too_is_of_the_body_that_he_manages() {
    let text = "The Peruvian government grounded the jet. Joe Hill, vice president and general manager of the 40 program and Brennox's \
                site in Leeds, demanded a probe. Brennox said it was aware of the debris.";
    let said = [
        ("*Peruvian government", "The Peruvian government", "grounded", "the jet"),
        ("Joe Hill", "Joe Hill, vice president and general manager", "demanded", "a probe"),
        ("*Brennox", "Brennox", "said", "it was aware of the debris"),
    ];
    assert!(grouped(text, &said).contains("Brennox: Joe Hill, Brennox"), "{}", grouped(text, &said));
}

#[test]
fn a_department_stands_with_its_minister_or_the_head_of_the_government() {
    let text = "President Joe Hill said the loans are gone. The Education Department said it would pay. Senator Ann Gray, R-Ky., called the \
                plan theft.";
    let said = [
        ("Joe Hill", "President Joe Hill", "said", "the loans are gone"),
        ("*Education Department", "The Education Department", "said", "it would pay"),
        ("Ann Gray", "Senator Ann Gray", "called", "the plan theft"),
    ];
    assert_eq!(grouped(text, &said), "Joe Hill: Joe Hill, Education Department; Ann Gray: Ann Gray");
    // Not where it is a town's, and not where they are at odds.
    let town = text.replace("Education Department", "Leeds City Department");
    let said = [said[0], ("*Leeds City Department", "The Leeds City Department", "said", "it would pay"), said[2]];
    assert!(!grouped(&town, &said).contains("Joe Hill: Joe Hill, Leeds"), "{}", grouped(&town, &said));
    let odds = "President Joe Hill said the loans are gone. The Education Department accused Joe Hill of theft.";
    let said = [
        ("Joe Hill", "President Joe Hill", "said", "the loans are gone"),
        ("*Education Department", "The Education Department", "accused", "Joe Hill of theft"),
    ];
    assert!(!grouped(odds, &said).contains("Joe Hill: Joe Hill, "), "{}", grouped(odds, &said));
    let justice = "Attorney General Ann Gray said the case is closed. The Justice Ministry said the files are sealed. Actor Joe Hill said he \
                   was framed.";
    let said = [
        ("Ann Gray", "Attorney General Ann Gray", "said", "the case is closed"),
        ("*Justice Ministry", "The Justice Ministry", "said", "the files are sealed"),
    ];
    assert!(grouped(justice, &said).contains("Ann Gray, Justice Ministry"), "{}", grouped(justice, &said));
}

#[test]
fn a_commissioner_for_a_matter_is_the_unions() {
    let text = "Ann Gray, commissioner for the budget, said the talks are late. An EU official said the plan is fair. Austrian Chancellor Joe \
                Hill said the budget is too big.";
    let said = [
        ("Ann Gray", "Ann Gray, commissioner for the budget,", "said", "the talks are late"),
        ("?An EU official", "An EU official", "said", "the plan is fair"),
        ("Joe Hill", "Joe Hill", "said", "the budget is too big"),
    ];
    assert!(grouped(text, &said).contains("European Union: Ann Gray"), "{}", grouped(text, &said));
}

#[test]
fn his_own_start_up_and_he_are_one() {
    let text = "Joe Hill built a drone. Hill said he wanted to help. His Leeds-based start-up Brennox demanded new rules. Regulators said \
                drones are unsafe.";
    let said = [
        ("Joe Hill", "Hill", "said", "he wanted to help"),
        ("*Brennox", "Brennox", "demanded", "new rules"),
        ("~Regulators", "Regulators", "said", "drones are unsafe"),
    ];
    assert!(grouped(text, &said).contains("Brennox: Joe Hill, Brennox"), "{}", grouped(text, &said));
}

#[test]
fn the_chairman_of_a_campaign_stands_with_whose_it_is() {
    let text = "Ann Roe said the count was wrong. Roe campaign chairman Joe Hill said the count was a farce. Peruvian President Tomas Rey \
                said the count was fair.";
    let said = [
        ("Ann Roe", "Ann Roe", "said", "the count was wrong"),
        ("Joe Hill", "Roe campaign chairman Joe Hill", "said", "the count was a farce"),
        ("Tomas Rey", "Tomas Rey", "said", "the count was fair"),
    ];
    assert!(grouped(text, &said).contains("Ann Roe: Ann Roe, Joe Hill"), "{}", grouped(text, &said));
}

#[test]
fn a_company_that_is_not_named_is_no_side() {
    let text = "Peruvian President Ann Gray accused Chile of theft. Chilean President Joe Hill denied the charge. The company said the ship is \
                in port.";
    let said = [
        ("Ann Gray", "Ann Gray", "accused", "Chile of theft"),
        ("Joe Hill", "Joe Hill", "denied", "the charge"),
        ("*The company", "The company", "said", "the ship is in port"),
    ];
    let (parsed, attributions, mut speakers) = given(text, &said);
    speakers.list[2].mentions.iter_mut().for_each(|mention| mention.kind = MentionKind::Description);
    let sides = group(text, &parsed, &attributions, &speakers);
    assert!(sides.list.iter().all(|side| !side.speakers.contains(&2)), "{:?}", sides.list);
}

#[test]
fn an_adviser_of_a_campaign_is_whose_was_named_last() {
    let text = "Ann Gray is late. Campaign adviser Joe Hill said Gray was proud of the plan. Mary Coe called the plan theft.";
    let said = [
        ("Ann Gray", "", "", "Ann Gray is late"),
        ("Joe Hill", "Campaign adviser Joe Hill", "said", "Gray was proud of the plan"),
        ("Mary Coe", "Mary Coe", "called", "the plan theft"),
    ];
    assert!(grouped(text, &said).contains("Ann Gray: Ann Gray, Joe Hill"), "{}", grouped(text, &said));
}

#[test]
fn who_founded_a_body_stands_with_it() {
    let found = |text: &str| {
        let said = [
            ("Ann Gray", "Gray", "demanded", "a ban"),
            ("*Harbour Forum", "The Harbour Forum", "demanded", "the law"),
            ("Joe Hill", "Joe Hill", "rejected", "the law"),
        ];
        grouped(text, &said)
    };
    let text = "Ann Gray is ill. Gray demanded a ban. The Harbour Forum, the conservative group she founded, demanded the law. Joe Hill \
                rejected the law.";
    assert!(found(text).contains("Harbour Forum: Ann Gray, Harbour Forum"), "{}", found(text));
    let by_another = text.replace("she founded", "her foes founded");
    assert!(!found(&by_another).contains("Harbour Forum: Ann Gray, Harbour Forum"), "{}", found(&by_another));
}

#[test]
fn a_candidate_is_not_his_party() {
    let said = [("Joe Hill", "Joe Hill", "said", "the wall must rise"), ("Ann Gray", "Ann Gray", "called", "the wall a joke")];
    let text = "Republican presidential candidate Joe Hill said the wall must rise. Peruvian President Ann Gray called the wall a joke.";
    assert!(grouped(text, &said).contains("Joe Hill: Joe Hill"), "{}", grouped(text, &said));
    // Of two parties each is one, and so is a party that is heard itself.
    let text = "Republican senator Joe Hill said the wall must rise. Democratic senator Ann Gray called the wall a joke.";
    assert_eq!(grouped(text, &said), "Republicans: Joe Hill; Democrats: Ann Gray");
    let text = "Republican senator Joe Hill said the wall must rise. Republicans demanded the wall.";
    let said = [said[0], ("~Republicans", "Republicans", "demanded", "the wall.")];
    assert_eq!(grouped(text, &said), "Republicans: Joe Hill, Republicans");
}

#[test]
fn an_ambassador_is_not_of_the_state_to_which_he_is_sent() {
    let text = "Ann Gray, the ambassador to Peru, called the wall a joke. Chilean President Joe Hill said the wall must rise.";
    let said = [("Ann Gray", "Ann Gray", "called", "the wall a joke"), ("Joe Hill", "Joe Hill", "said", "the wall must rise")];
    assert!(!grouped(text, &said).contains("Peru"), "{}", grouped(text, &said));
}

#[test]
fn what_is_no_name_of_a_body() {
    let label = |text: &str| grouped(text, &[("Ann Gray", "Ann Gray", "called", "the wall a joke")]);
    let one = label("Los Angeles-based attorney Ann Gray called the wall a joke.");
    assert!(!one.contains("Angeles"), "{one}");
    let two = label("Author and activist Ann Gray called the wall a joke.");
    assert!(!two.contains("Author"), "{two}");
}

#[test]
fn who_is_of_a_body_in_a_place() {
    let text = "Ann Gray from Natural Justice in Cape Town demanded a ban. Joe Hill of Leeds rejected the ban.";
    let said = [("Ann Gray", "Ann Gray", "demanded", "a ban"), ("Joe Hill", "Joe Hill", "rejected", "the ban")];
    assert!(grouped(text, &said).contains("Natural Justice: Ann Gray"), "{}", grouped(text, &said));
}

#[test]
fn a_study_of_a_body_is_its_own() {
    let text = "Harbour Board officials demanded a ban. The Harbour Board study warned of the mill. The Joe Hill study praised the mill.";
    let said = [
        ("*Harbour Board", "Harbour Board officials", "demanded", "a ban"),
        ("#Harbour Board study", "The Harbour Board study", "warned of", "the mill"),
    ];
    assert!(grouped(text, &said).contains("Harbour Board: Harbour Board, Harbour Board study"), "{}", grouped(text, &said));
}

#[test]
fn one_of_a_row_of_groups() {
    let text = "Janitors, baggage handlers and cabin cleaners demanded a rise. Ann Gray, who works as a cabin cleaner, rejected the offer. \
                Brennox called the demand absurd.";
    let said = [
        ("~Janitors", "Janitors", "demanded", "a rise"),
        ("Ann Gray", "Ann Gray", "rejected", "the offer"),
        ("*Brennox", "Brennox", "called", "the demand absurd"),
    ];
    assert!(grouped(text, &said).contains("Janitors: Janitors, Ann Gray"), "{}", grouped(text, &said));
}

#[test]
fn the_office_of_who_is_named_before_is_not_his() {
    let text = "Prosecutors heard former strategist Steve Marsh and former Gray campaign deputy Rick Coe. Peruvian President Ann Gray said the \
                case is closed. Chilean President Joe Hill denied the charge.";
    let said = [("Ann Gray", "Ann Gray", "said", "the case is closed"), ("Joe Hill", "Joe Hill", "denied", "the charge")];
    let (parsed, attributions, mut speakers) = given(text, &said);
    let at = find(text, "Gray campaign", 0).start as usize;
    speakers.list[0].mentions.insert(0, Mention { span: Span::new(at, at + 4), kind: MentionKind::Name });
    let sides = group(text, &parsed, &attributions, &speakers);
    assert!(sides.list.iter().any(|side| side.label == "Peru" && side.speakers == [0]), "{:?}", sides.list);
}

#[test]
fn a_body_whose_name_is_written_small() {
    let text = "A spokeswoman for flydubai rejected the claim. Nepal’s minister Joe Hill demanded a probe.";
    let said = [
        ("?A spokeswoman for flydubai", "A spokeswoman for flydubai", "rejected", "the claim"),
        ("Joe Hill", "Joe Hill", "demanded", "a probe"),
    ];
    assert!(grouped(text, &said).contains("Flydubai: A spokeswoman for flydubai"), "{}", grouped(text, &said));
}

#[test]
fn a_body_is_called_without_its_place() {
    let text = "Yahya Sinwar, the leader of Hamas in the Gaza Strip, rejected the plan. Israel demanded the plan.";
    let said = [("Yahya Sinwar", "Yahya Sinwar", "rejected", "the plan"), ("*Israel", "Israel", "demanded", "the plan.")];
    assert!(grouped(text, &said).contains("Hamas: Yahya Sinwar"), "{}", grouped(text, &said));
}

#[test]
fn the_chief_of_the_company_goes_with_the_one_firm() {
    let sides = |text: &str| {
        let analysis = crate::analyze_text(text);
        let name = |id: usize| analysis.speakers.list[id].name.clone();
        let of = |side: &Side| side.speakers.iter().map(|&id| name(id)).collect::<Vec<_>>().join(", ");
        analysis.sides.list.iter().map(of).collect::<Vec<_>>()
    };
    let chief = "“We will cut prices by half,” said Ann Roe, the company’s chief financial officer.";
    let text = format!("Norvik says it will cut prices this year.\n\n{chief}\n\nThe Weavers Union said wages must rise.");
    assert!(sides(&text).contains(&"Norvik, Ann Roe".to_owned()), "{:?}", sides(&text));
    // There are two.
    let text = format!("Norvik says it will cut prices this year. Brennox says it will raise them.\n\n{chief}");
    assert!(sides(&text).contains(&"Ann Roe".to_owned()), "{:?}", sides(&text));
}

#[test]
fn a_chief_of_something_goes_with_the_firm_and_not_with_the_matter() {
    let label = |text: &str| {
        let analysis = crate::analyze_text(&format!("{text}\n\nThe Norwick council said the rent must rise."));
        let ann = analysis.speakers.list.iter().position(|s| s.name == "Ann Roe").expect(text);
        analysis.sides.list.iter().find(|side| side.speakers.contains(&ann)).map(|side| side.label.clone()).unwrap_or_default()
    };
    assert_eq!(label("Ann Roe, Chief Commercial Officer of Brook Circular, said prices must fall."), "Brook Circular");
    assert_eq!(label("Ann Roe, CEO, Brennox Outdoors, said prices must fall."), "Brennox Outdoors");
    assert_eq!(label("Harbour Board Additional Director Ann Roe said prices must fall."), "Harbour Board");
    for text in [
        "Chief Financial Officer Ann Roe said prices must fall.",
        "Patrol Chief Ann Roe said prices must fall.",
        "Ann Roe, a Caribbean-American manager, said prices must fall.",
    ] {
        assert!(matches!(label(text).as_str(), "" | "Ann Roe"), "{text}: {}", label(text));
    }
}

#[test]
fn what_a_town_keeps_is_a_body_of_its_own() {
    let text = "Ann Roe, the director of the Norwick police, rejected the plan. Joe Hill demanded the plan.";
    let said = [("Ann Roe", "Ann Roe", "rejected", "the plan"), ("Joe Hill", "Joe Hill", "demanded", "the plan.")];
    assert!(grouped(text, &said).contains("Norwick police: Ann Roe"), "{}", grouped(text, &said));
}
