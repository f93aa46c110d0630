//! On what sides agree or differ, and where there is nothing to take sides in.

use super::*;

#[test]
fn together_and_in_contrast() {
    let text = "The foreign ministers of Peru and Chile, Ana Solis and Tomas Rey, both stressed the importance of the river treaty, which Bolivian minister Luis Paz did not. Bolivian minister Luis Paz said the treaty is unfair.";
    let (_, sides) = run(
        text,
        &[
            ("Ana Solis+Tomas Rey", "Ana Solis and Tomas Rey", "stressed", "the importance of the river treaty"),
            ("Luis Paz", "Bolivian minister Luis Paz", "said", "the treaty is unfair"),
        ],
    );
    let label = |id: &usize| sides.list[*id].label.as_str();
    let issues: Vec<String> = sides
        .issues
        .iter()
        .map(|i| {
            let with: Vec<&str> = i.positions.iter().map(|(s, _)| label(s)).chain(i.others.iter().map(label)).collect();
            format!("{:?} {} {}", i.relation, i.label.of(text), with.join("+"))
        })
        .collect();
    assert_eq!(issues, ["Agree river treaty Peru+Chile", "Disagree river treaty Peru+Chile+Bolivia"]);
    assert!(sides.by_side());
}

#[test]
fn no_sides_where_there_are_none() {
    let check = |text: &str, said: &[Said]| assert!(!run(text, said).1.by_side(), "{text}");
    check("", &[]);
    check("Chilean Foreign Minister Tomas Rey rejected the plan.", &[("Tomas Rey", "Tomas Rey", "rejected", "the plan")]);
    check(
        "“She was a great friend,” Peruvian President Ana Solis said. “Her songs were lovely,” Chilean President Tomas Rey said.",
        &[("Ana Solis", "Ana Solis", "said", "“She was a great friend,”"), ("Tomas Rey", "Tomas Rey", "said", "“Her songs were lovely,”")],
    );
    check(
        "“We must defend better,” Rovers coach Joe Hill said. “They were terrible,” City striker Ben Lowe said.",
        &[("Joe Hill", "Joe Hill", "said", "“We must defend better,”"), ("Ben Lowe", "Ben Lowe", "said", "“They were terrible,”")],
    );
}

#[test]
fn a_match_report_is_no_dispute() {
    let text = "Rovers beat City in the semi-final. Striker Ben Lowe scored from a penalty before half-time. Midfielder Al Coe hit the crossbar and the goalkeeper saved in overtime. Rovers United accused City of time-wasting. City Athletic denied the claim.";
    let said: [Said; 2] = [
        ("*Rovers United", "Rovers United", "accused", "City of time-wasting"),
        ("*City Athletic", "City Athletic", "denied", "the claim"),
    ];
    assert!(!run(text, &said).1.by_side());
}

#[test]
fn who_prosecutes_is_one_side() {
    let text = "State advocate Joe Hill said the tweets are a crime. The indictment claims the tweets led to riots. Ann Gray, the lawyer of \
                Mary Coe, called the case weak. Coe denied the charge.";
    let said = [
        ("Joe Hill", "State advocate Joe Hill", "said", "the tweets are a crime"),
        ("#indictment", "The indictment", "claims", "the tweets led to riots"),
        ("Ann Gray", "Ann Gray", "called", "the case weak"),
        ("Mary Coe", "Coe", "denied", "the charge"),
    ];
    let (parsed, attributions, mut speakers) = given(text, &said);
    speakers.list[0].role = Some(find(text, "State advocate", 0));
    let sides = group(text, &parsed, &attributions, &speakers);
    let side = sides.list.iter().find(|side| side.speakers.contains(&0)).expect("he takes a side");
    assert_eq!((side.label.as_str(), &side.speakers[..]), ("Prosecution", &[0, 1][..]));
}
