//! Those who stand with a body, a state, a town or a person without being named as its speakers.

use super::*;

#[test]
fn executives_stand_with_their_company() {
    let text = "Brennox Power denied the claim. Brennox Power executives said the claim was unfair. Harbour Gas rejected the report.";
    let said = [
        ("*Brennox Power", "Brennox Power", "denied", "the claim"),
        ("~Brennox Power executives", "Brennox Power executives", "said", "the claim was unfair"),
        ("*Harbour Gas", "Harbour Gas", "rejected", "the report"),
    ];
    assert_eq!(grouped(text, &said), "Brennox Power: Brennox Power, Brennox Power executives; Harbour Gas: Harbour Gas");
}

#[test]
fn other_critics_stand_with_the_critic_who_is_named() {
    let text = "Ann Gray and other critics of the ruling demanded an appeal.";
    let said = [("Ann Gray+~other critics of the ruling", "Ann Gray and other critics of the ruling", "demanded", "an appeal")];
    assert_eq!(grouped(text, &said), "Ann Gray: Ann Gray, other critics of the ruling");
}

#[test]
fn an_army_chief_stands_with_his_state() {
    let text = "Joe Hill, Peru’s chief of the Armed Forces, said the border must open. Peruvian President Ana Solis said the treaty was \
                unfair. Chilean General Tomas Rey rejected the claim.";
    let said = [
        ("Joe Hill", "Joe Hill", "said", "the border must open"),
        ("Ana Solis", "Ana Solis", "said", "the treaty was unfair"),
        ("Tomas Rey", "Tomas Rey", "rejected", "the claim"),
    ];
    assert_eq!(grouped(text, &said), "Peru: Joe Hill, Ana Solis; Chile: Tomas Rey");
}

#[test]
fn town_officials_stand_with_the_town_whose_mayor_is_heard() {
    let said = [
        ("Ann Gray", "Ann Gray", "said", "the mill must close"),
        ("~City officials", "City officials", "said", "the smoke was a danger"),
        ("*Brook Mill", "Brook Mill", "denied", "the charge"),
    ];
    let text = "Norwick Mayor Ann Gray said the mill must close. City officials said the smoke was a danger. Brook Mill denied the charge.";
    assert_eq!(grouped(text, &said), "Norwick: Ann Gray, City officials; Brook Mill: Brook Mill");
    // They are not those of a town that is named after them.
    let text = "Norwick Mayor Ann Gray said the mill must close. City officials said the smoke was a danger. Brook Mill denied the charge. \
                Leeds Mayor Joe Hill opposed the mill.";
    let two = [said[0], said[1], said[2], ("Joe Hill", "Leeds Mayor Joe Hill", "opposed", "the mill.")];
    assert_eq!(grouped(text, &two), "Norwick: Ann Gray, City officials; Brook Mill: Brook Mill; Leeds: Joe Hill");
}

#[test]
fn federal_prosecutors_are_of_the_department() {
    let text = "The Justice Department said the plea was fair. Federal prosecutors said the sentence must stand. State prosecutors demanded \
                a new trial. Joe Hill denied the charge.";
    let said = [
        ("*Justice Department", "The Justice Department", "said", "the plea was fair"),
        ("~Federal prosecutors", "Federal prosecutors", "said", "the sentence must stand"),
        ("~State prosecutors", "State prosecutors", "demanded", "a new trial"),
        ("Joe Hill", "Joe Hill", "denied", "the charge"),
    ];
    let found = grouped(text, &said);
    assert!(found.starts_with("Justice Department: Justice Department, Federal prosecutors;"), "{found}");
}

#[test]
fn a_document_speaks_for_whose_it_is() {
    let text = "Ann Gray said the bridge must close. Gray’s letter demanded a new bridge. The memo demanded a new bridge too.";
    let said = [
        ("Ann Gray", "Ann Gray", "said", "the bridge must close"),
        ("#Gray’s letter", "Gray’s letter", "demanded", "a new bridge"),
        ("#The memo", "The memo", "demanded", "a new bridge too"),
    ];
    let found = grouped(text, &said);
    assert!(found.starts_with("Ann Gray: Ann Gray, Gray’s letter") && !found.contains("letter, The memo"), "{found}");
}

#[test]
fn who_tells_of_himself_behind_a_group_is_one_of_it() {
    let text = "Customers said Brennox Movers charged them twice.\n\n“I paid the bill and they kept my bed,” said Ann Gray.\n\n\
                “We were robbed,” Tom Ruiz said.\n\nBrennox Movers denied the claim.\n\n“I saw it,” said Eva Holm.";
    let said = [
        ("~Customers", "Customers", "said", "Brennox Movers charged them twice"),
        ("Ann Gray", "Ann Gray", "said", "“I paid the bill and they kept my bed,”"),
        ("Tom Ruiz", "Tom Ruiz", "said", "“We were robbed,”"),
        ("*Brennox Movers", "Brennox Movers", "denied", "the claim"),
        // Behind somebody else it is open whose example she is.
        ("Eva Holm", "Eva Holm", "said", "“I saw it,”"),
    ];
    let (_, sides) = run(text, &said);
    assert_eq!(sides.of(0), sides.of(1));
    assert_eq!(sides.of(0), sides.of(2));
    assert_ne!(sides.of(0), sides.of(4));
}

#[test]
fn a_court_divides() {
    let text = "The ruling was read in Leeds. “The law is plain,” Justice Ann Gray wrote for the court. Justice Tom Ruiz agreed that the tax \
                must go. “The law is dead,” Justice Eva Holm wrote in her dissent. The Supreme Court said the tax was void.";
    let said = [
        ("Ann Gray", "Justice Ann Gray", "wrote", "“The law is plain,”"),
        ("Tom Ruiz", "Justice Tom Ruiz", "agreed", "the tax must go"),
        ("Eva Holm", "Justice Eva Holm", "wrote", "“The law is dead,”"),
        ("*Supreme Court", "The Supreme Court", "said", "the tax was void"),
    ];
    assert_eq!(grouped(text, &said), "Supreme Court: Ann Gray, Tom Ruiz, Supreme Court; Dissenting justices: Eva Holm");
    // A dissent by somebody else is not hers.
    let text =
        "“The law is plain,” Justice Ann Gray wrote for the court, over a dissent by Eva Holm. The Supreme Court said the tax was void.";
    let said = [
        ("Ann Gray", "Justice Ann Gray", "wrote", "“The law is plain,”"),
        ("*Supreme Court", "The Supreme Court", "said", "the tax was void"),
    ];
    assert_eq!(grouped(text, &said), "Supreme Court: Ann Gray, Supreme Court");
}

#[test]
fn a_bureau_spokesman_speaks_for_the_fbi() {
    let text = "The FBI denied the claim. Lawmakers in Leeds demanded an answer. The claim is false, a bureau spokesperson said.";
    let said = [
        ("*FBI", "The FBI", "denied", "the claim"),
        ("~Lawmakers", "Lawmakers in Leeds", "demanded", "an answer"),
        ("a bureau spokesperson", "a bureau spokesperson", "said", "The claim is false"),
    ];
    assert_eq!(grouped(text, &said), "FBI: FBI, a bureau spokesperson; Lawmakers: Lawmakers");
}

#[test]
fn executives_at_the_head_of_a_sentence() {
    let text = "Critics of Brennox demanded a refund. Brennox executives rejected the claim.\n\nThe claim is false, Brennox said.";
    let said = [
        ("~Critics of Brennox", "Critics of Brennox", "demanded", "a refund"),
        ("~Brennox executives", "Brennox executives", "rejected", "the claim"),
        ("*Brennox", "Brennox", "said", "The claim is false"),
    ];
    let (_, sides) = run(text, &said);
    assert!(sides.of(1).is_some());
    assert_eq!(sides.of(1), sides.of(2));
    // A word that only looks like an adverb is part of the name.
    let text = "Residents demanded a refund. Lakeside Power executives rejected the claim.";
    let said = [
        ("~Residents", "Residents", "demanded", "a refund"),
        ("~Lakeside Power executives", "Lakeside Power executives", "rejected", "the claim"),
    ];
    assert!(grouped(text, &said).contains("Lakeside Power: "), "{}", grouped(text, &said));
}

#[test]
fn a_service_workers_union_stands_with_the_cleaners() {
    let text = "Cabin cleaners said the wage was too low. The Service Workers Union demanded a raise. Harbour Air denied the claim.";
    let said = [
        ("~Cabin cleaners", "Cabin cleaners", "said", "the wage was too low"),
        ("*Service Workers Union", "The Service Workers Union", "demanded", "a raise"),
        ("*Harbour Air", "Harbour Air", "denied", "the claim"),
    ];
    let (_, sides) = run(text, &said);
    assert_eq!(sides.of(0), sides.of(1));
    assert_ne!(sides.of(0), sides.of(2));
}

#[test]
fn an_executive_director_is_of_what_he_directs() {
    let text = "Ann Gray, executive director of Clear Rivers, said the mill must close. Harbour Gas rejected the tax.";
    let said = [("Ann Gray", "Ann Gray", "said", "the mill must close"), ("*Harbour Gas", "Harbour Gas", "rejected", "the tax.")];
    assert_eq!(grouped(text, &said), "Clear Rivers: Ann Gray; Harbour Gas: Harbour Gas");
}

#[test]
fn an_office_before_another_name_is_not_his() {
    let text = "Joe Hill, a close friend of Peruvian President Ana Solis, said the tax was fair. Chile rejected the tax.";
    let said = [("Joe Hill", "Joe Hill", "said", "the tax was fair"), ("*Chile", "Chile", "rejected", "the tax.")];
    assert_eq!(grouped(text, &said), "Joe Hill: Joe Hill; Chile: Chile");
}

#[test]
fn who_works_for_a_body_is_of_it() {
    let said = |source, claim| {
        [
            ("*Harbour Department", "The Harbour Department", "said", "the tax was fair"),
            ("Ann Gray", source, "said", claim),
            ("*Brennox Power", "Brennox Power", "rejected", "the tax."),
        ]
    };
    let told = |who: &str| {
        format!("The Harbour Department said the tax was fair. {who} said the mill must close. Brennox Power rejected the tax.")
    };
    let ours = "Harbour Department: Harbour Department, Ann Gray; Brennox Power: Brennox Power";
    for who in [
        "Ann Gray, who works for the Harbour Department,",
        "Ann Gray, deputy commissioner for water and locks at the Harbour Department,",
        "Ann Gray, a vice president of planning for the Harbour Department,",
    ] {
        assert_eq!(grouped(&told(who), &said(who, "the mill must close")), ours, "{who}");
    }
    // A vice president of a learned body is an expert.
    let who = "Ann Gray, executive vice president of the Leeds Institute,";
    assert_eq!(
        grouped(&told(who), &said(who, "the mill must close")),
        "Harbour Department: Harbour Department; Brennox Power: Brennox Power"
    );
}

#[test]
fn the_and_in_a_name_joins_no_two_people() {
    let text = "Ann Gray, the Peru Customs and Border Bureau commissioner, said the tax was fair. Chile rejected the tax.";
    let said = [("Ann Gray", "Ann Gray", "said", "the tax was fair"), ("*Chile", "Chile", "rejected", "the tax.")];
    assert_eq!(grouped(text, &said), "Peru: Ann Gray; Chile: Chile");
}

#[test]
fn a_forum_is_no_part_of_the_state_it_is_named_after() {
    let text = "Peruvian officials said the border must open. Ann Gray, director of the Weavers Forum of Peru, said the tax was unfair. \
                Chile rejected the tax.";
    let said = [
        ("~Peruvian officials", "Peruvian officials", "said", "the border must open"),
        ("Ann Gray", "Ann Gray", "said", "the tax was unfair"),
        ("*Chile", "Chile", "rejected", "the tax."),
    ];
    assert!(grouped(text, &said).contains("Weavers Forum of Peru: Ann Gray"), "{}", grouped(text, &said));
}

#[test]
fn a_delegations_head_without_a_name_is_of_its_state() {
    let text = "The deputy head of Peru’s delegation said the border must open. Chile rejected the tax.";
    let head = "The deputy head of Peru’s delegation";
    let said =
        [("?The deputy head of Peru’s delegation", head, "said", "the border must open"), ("*Chile", "Chile", "rejected", "the tax.")];
    assert_eq!(grouped(text, &said), "Peru: The deputy head of Peru’s delegation; Chile: Chile");
}

#[test]
fn a_partys_strategist_is_of_the_party() {
    let text = "Democrats said the tax was fair. Joe Hill, a veteran Democratic strategist, said the mill must close. Republicans rejected \
                the tax.";
    let said = [
        ("*Democrats", "Democrats", "said", "the tax was fair"),
        ("Joe Hill", "Joe Hill", "said", "the mill must close"),
        ("*Republicans", "Republicans", "rejected", "the tax."),
    ];
    assert_eq!(grouped(text, &said), "Democrats: Democrats, Joe Hill; Republicans: Republicans");
    // A body may be called after the party.
    let text = "Ann Gray, director of Democrats for Peace, said the tax was fair. Republicans rejected the tax.";
    let said = [("Ann Gray", "Ann Gray", "said", "the tax was fair"), ("*Republicans", "Republicans", "rejected", "the tax.")];
    assert_eq!(grouped(text, &said), "Democrats for Peace: Ann Gray; Republicans: Republicans");
}

#[test]
fn the_campaign_is_that_of_the_one_named_last() {
    let text = "Ann Gray said the tax was fair. The campaign said the mill must close, and a campaign official said the border must open. \
                Brennox Power rejected the tax.";
    let said = [
        ("Ann Gray", "Ann Gray", "said", "the tax was fair"),
        ("*The campaign", "The campaign", "said", "the mill must close"),
        ("~a campaign official", "a campaign official", "said", "the border must open"),
        ("*Brennox Power", "Brennox Power", "rejected", "the tax."),
    ];
    assert_eq!(grouped(text, &said), "Ann Gray: Ann Gray, The campaign, a campaign official; Brennox Power: Brennox Power");
}

#[test]
fn a_document_stands_with_who_gave_it_out() {
    let said = |name: &'static str, source: &'static str| {
        [
            ("*Weavers Union", "The Weavers Union", "said", "wages must rise"),
            ("*Brook Mill", "Brook Mill", "denied", "the claim"),
            (name, source, "said", "hours were cut"),
        ]
    };
    let text = "The Weavers Union said wages must rise. Brook Mill denied the claim. The Weavers Union sent a letter to the mayor. The letter \
                said hours were cut.";
    assert_eq!(grouped(text, &said("#The letter", "The letter")), "Weavers Union: Weavers Union, The letter; Brook Mill: Brook Mill");
    let text = "The Weavers Union said wages must rise. Brook Mill denied the claim. The letter by Brook Mill said hours were cut.";
    assert_eq!(
        grouped(text, &said("#The letter", "The letter by Brook Mill")),
        "Weavers Union: Weavers Union; Brook Mill: Brook Mill, The letter"
    );
    // Both sent one.
    let text = "The Weavers Union said wages must rise. Brook Mill denied the claim. Brook Mill sent a letter. The Weavers Union issued a \
                letter too. The letter said hours were cut.";
    assert!(!grouped(text, &said("#The letter", "The letter")).contains("letter"), "{}", grouped(text, &said("#The letter", "The letter")));
    // It is another one.
    let text = "The Weavers Union said wages must rise. Brook Mill denied the claim. The Weavers Union sent a letter. A letter found in a \
                drawer said hours were cut.";
    assert!(
        !grouped(text, &said("#A letter", "A letter found")).contains("letter"),
        "{}",
        grouped(text, &said("#A letter", "A letter found"))
    );
}
