//! What an apposition, a title and the words around a name tell of the side somebody is on.

use super::*;

#[test]
fn a_party_told_behind_the_name() {
    for who in ["Senator Ann Gray of New York, a Democrat,", "Senator Ann Gray, Democrat of Leeds,", "Senator Ann Gray (D)"] {
        let text = format!("Democrats said the tax was fair. {who} said the mill must close. Republicans rejected the tax.");
        let said = [
            ("*Democrats", "Democrats", "said", "the tax was fair"),
            ("Ann Gray", "Ann Gray", "said", "the mill must close"),
            ("*Republicans", "Republicans", "rejected", "the tax."),
        ];
        assert_eq!(grouped(&text, &said), "Democrats: Democrats, Ann Gray; Republicans: Republicans", "{who}");
    }
}

#[test]
fn a_party_taken_for_a_person() {
    let text = "Senate Republicans said the tax was fair. Brennox Power rejected the tax.";
    let said = [
        ("Senate Republicans", "Senate Republicans", "said", "the tax was fair"),
        ("*Brennox Power", "Brennox Power", "rejected", "the tax."),
    ];
    assert_eq!(grouped(text, &said), "Republicans: Senate Republicans; Brennox Power: Brennox Power");
}

#[test]
fn who_was_something_is_it_no_longer() {
    let text =
        "The Peruvian government said the tax was fair. Ann Gray, who was Peruvian ambassador in Leeds for a year, called the tax a crime.";
    let said = [
        ("*Peruvian government", "The Peruvian government", "said", "the tax was fair"),
        ("Ann Gray", "Ann Gray", "called", "the tax a crime"),
    ];
    assert!(grouped(text, &said).contains("Ann Gray: Ann Gray"), "{}", grouped(text, &said));
}

#[test]
fn a_title_takes_no_words_of_another_clause() {
    let text = "Ann Gray threw her weight behind President Joe Hill. She said the tax was fair. Hill said the mill must close.";
    let said = [("Ann Gray", "Ann Gray", "said", "the tax was fair"), ("Joe Hill", "Joe Hill", "said", "the mill must close.")];
    assert_eq!(grouped(text, &said), "Ann Gray: Ann Gray; Joe Hill: Joe Hill");
    let text = "Chile said the border must open. The Peruvian refugees President Joe Hill let in are safe, he said.";
    let said = [
        ("*Chile", "Chile", "said", "the border must open"),
        ("Joe Hill", "Joe Hill", "said", "The Peruvian refugees President Joe Hill let in"),
    ];
    assert!(!grouped(text, &said).contains("Peru:"), "{}", grouped(text, &said));
}

#[test]
fn advisers_are_of_whom_their_council_is() {
    let text = "Joe Hill said the tax was fair. Ann Coe, who leads Mr. Hill's Council of Weavers, said the mill must close. Brennox Power \
                rejected the tax.";
    let said = [
        ("Joe Hill", "Joe Hill", "said", "the tax was fair"),
        ("Ann Coe", "Ann Coe", "said", "the mill must close"),
        ("*Brennox Power", "Brennox Power", "rejected", "the tax."),
    ];
    assert_eq!(grouped(text, &said), "Joe Hill: Joe Hill, Ann Coe; Brennox Power: Brennox Power");
}

#[test]
fn who_speaks_for_an_office_stands_with_its_holder() {
    let text = "Attorney General Ann Gray said the tax was a fraud. Ned Coe denied the charge, and Leeds wept. The mill closed. Joe Hill, a \
                lawyer with the attorney general’s office, asked for more time in a long letter.";
    let said = [
        ("Ann Gray", "Ann Gray", "said", "the tax was a fraud"),
        ("Ned Coe", "Ned Coe", "denied", "the charge"),
        ("Joe Hill", "Joe Hill", "asked", "for more time in a long letter."),
    ];
    let (speakers, sides) = run(text, &said);
    let side = |name: &str| speakers.list.iter().position(|s| s.name == name).and_then(|id| sides.of(id));
    assert_eq!(side("Joe Hill"), side("Ann Gray"));
    assert_ne!(side("Joe Hill"), side("Ned Coe"));
    assert!(sides.list[0].evidence.iter().flatten().any(|e| e.of(text).contains("the attorney general’s office")));
}

#[test]
fn bodies_are_called_by_their_names() {
    for (who, label) in [
        ("Ann Gray, founder of the Brook Harbour Centre in Leeds,", "Brook Harbour Centre"),
        ("Ann Gray, senior adviser to the Committee for a Fair Budget,", "Committee for a Fair Budget"),
    ] {
        let text = format!("{who} said the mill must close. Brennox Power rejected the tax.");
        let said = [("Ann Gray", "Ann Gray", "said", "the mill must close"), ("*Brennox Power", "Brennox Power", "rejected", "the tax.")];
        assert_eq!(grouped(&text, &said), format!("{label}: Ann Gray; Brennox Power: Brennox Power"));
    }
    let text = "New numbers from the Brook Millers Association, which rose, said the mill must close. Joe Hill, president of the Brook Millers \
                Association, said the tax was fair. Brennox Power rejected the tax.";
    let numbers = "New numbers from the Brook Millers Association";
    let said = [
        ("*New numbers from the Brook Millers Association", numbers, "said", "the mill must close"),
        ("Joe Hill", "Joe Hill", "said", "the tax was fair"),
        ("*Brennox Power", "Brennox Power", "rejected", "the tax."),
    ];
    let found = grouped(text, &said);
    assert!(found.contains(": New numbers from the Brook Millers Association, Joe Hill; Brennox Power"), "{found}");
}

#[test]
fn a_secretary_of_the_treasury_is_the_united_states() {
    let text = "China said the border must open. Ann Gray, the secretary of the Treasury, said the tax was fair. The United States and \
                China met in Leeds.";
    let said = [("*China", "China", "said", "the border must open"), ("Ann Gray", "Ann Gray", "said", "the tax was fair")];
    assert_eq!(grouped(text, &said), "China: China; United States: Ann Gray");
}

#[test]
fn a_committee_on_a_state_is_not_that_states() {
    let text = "The House Peru Committee demanded answers. The Peruvian government denied the charge.";
    let said = [
        ("*House Peru Committee", "The House Peru Committee", "demanded", "answers"),
        ("*The Peruvian government", "The Peruvian government", "denied", "the charge"),
    ];
    let (_, sides) = run(text, &said);
    assert_ne!(sides.of(0), sides.of(1));
}
