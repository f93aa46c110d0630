//! What a statement is for or against, what it is towards, and which piece of the text it is.

use super::*;

#[test]
fn no_negation_is_lost() {
    let check = |text: &str, said: Said, expect: &str| assert_eq!(position(text, said), expect, "{text}");
    check(
        "The union did not support the deal.",
        ("*The union", "The union", "support", "the deal"),
        "Opposes the deal: did not support the deal",
    );
    check(
        "The mine has never accepted blame and denied polluting the river.",
        ("*The mine", "The mine", "denied", "polluting the river"),
        "Denies: denied polluting the river",
    );
    check(
        "The minister denied that he had been paid.",
        ("*The minister", "The minister", "denied", "that he had been paid"),
        "Denies: denied that he had been paid",
    );
    check(
        "The group does not recognise the court.",
        ("*The group", "The group", "recognise", "the court"),
        "Opposes the court: does not recognise the court",
    );
    check(
        "The council refused to back the plan.",
        ("*The council", "The council", "back", "the plan"),
        "Opposes the plan: refused to back the plan",
    );
    check(
        "“We will not sell the land,” the trust said.",
        ("*the trust", "the trust", "said", "“We will not sell the land,”"),
        "Opposes: We will not sell the land",
    );
    // What the cue takes back is no position at all.
    check("The company did not say when work must begin.", ("*The company", "The company", "say", "when work must begin"), "");
}

#[test]
fn stance_and_target() {
    let check = |text: &str, said: Said, expect: &str| assert_eq!(position(text, said), expect, "{text}");
    check(
        "The union accused the airline of breaking its word.",
        ("*The union", "The union", "accused", "the airline of breaking its word"),
        "Accuses the airline: accused the airline of breaking its word",
    );
    check(
        "The union urged the airline to reopen talks.",
        ("*The union", "The union", "urged", "the airline to reopen talks"),
        "Demands the airline: urged the airline to reopen talks",
    );
    check(
        "The union called for a public inquiry.",
        ("*The union", "The union", "called", "for a public inquiry"),
        "Demands a public inquiry: called for a public inquiry",
    );
    check(
        "The airline vowed to keep flying.",
        ("*The airline", "The airline", "vowed", "to keep flying"),
        "Promises: vowed to keep flying",
    );
    check(
        "The union said that pilots must rest.",
        ("*The union", "The union", "said", "that pilots must rest"),
        "Demands: pilots must rest",
    );
    check(
        "The union said the offer was unacceptable.",
        ("*The union", "The union", "said", "the offer was unacceptable"),
        "Accuses: the offer was unacceptable",
    );
    // A cue within a quotation is the speaker's own word, not the article's.
    check(
        "“They accused us and we must answer,” the union said.",
        ("*the union", "the union", "said", "“They accused us and we must answer,”"),
        "Demands: They accused us and we must answer",
    );
    // To concede is not to deny.
    check(
        "“We do not dispute the count,” the union said.",
        ("*the union", "the union", "said", "“We do not dispute the count,”"),
        "Asserts: We do not dispute the count",
    );
    // What the article adds about somebody else is no word of the speaker.
    check(
        "The union stressed the importance of rest, which the airline did not.",
        ("*The union", "The union", "stressed", "the importance of rest, which the airline did not."),
        "Supports: stressed the importance of rest",
    );
    // A clause that hangs on it makes it no statement by itself.
    check(
        "The union stressed the need to wait for a count before any quota is changed.",
        ("*The union", "The union", "stressed", "the need to wait for a count before any quota is changed"),
        "Supports: stressed the need to wait for a count before any quota is changed",
    );
    // A journalist's reading.
    check("The union appeared to oppose the merger.", ("*The union", "The union", "appeared to oppose", "the merger"), "");
}

/// The stance of what is said with a reporting word that tells none.
#[test]
fn stance_of_what_is_said() {
    let stance = |source: &str, cue: &str, content: &str| {
        let text = if content.starts_with('“') { format!("{content} {source} {cue}.") } else { format!("{source} {cue} {content}.") };
        let (_, sides) = run(&text, &[(&format!("*{source}"), source, cue, content)]);
        sides.list.iter().find_map(|side| side.positions.first()).map(|p| p.stance)
    };
    for (cue, content, expect) in [
        ("maintained", "the islands belong to the country", Stance::Asserts),
        ("said", "“We want to help those people.”", Stance::Supports),
        ("said", "“We look forward to working with the council to deliver the school.”", Stance::Supports),
        ("said", "“We will not sell the land.”", Stance::Opposes),
    ] {
        assert_eq!(stance("The ministry", cue, content), Some(expect), "{content}");
    }
}

#[test]
fn statements_are_pieces_of_the_text() {
    let text = "Peruvian Foreign Minister Ana Solis said: “The pass — ‘our’ pass — must open. We won’t wait… Chile’s “offer” is, frankly, not enough”. Chile’s Tomas Rey rejected that";
    let said = [
        ("Ana Solis", "Ana Solis", "said", "“The pass — ‘our’ pass — must open. We won’t wait… Chile’s “offer” is, frankly, not enough”"),
        ("Tomas Rey", "Tomas Rey", "rejected", "that"),
    ];
    let (_, sides) = run(text, &said);
    let statements: Vec<String> = sides.list.iter().flat_map(|s| &s.positions).map(|p| p.statement(text)).collect();
    assert_eq!(
        statements,
        ["The pass — ‘our’ pass — must open", "Chile’s “offer” is, frankly, not enough", "We won’t wait…", "rejected that"]
    );
}

#[test]
fn what_is_said_again_in_other_words_stands_behind_the_better_statement() {
    let text = "Mayor Ada Brook, a Democrat, demanded that the council close the old mill bridge before the winter. The ice came late. \
                Brook later said the council must close the old mill bridge at once.";
    let said = [
        ("Ada Brook", "Mayor Ada Brook, a Democrat", "demanded", "that the council close the old mill bridge before the winter"),
        ("Ada Brook", "Brook", "said", "the council must close the old mill bridge at once"),
    ];
    let (_, sides) = run(text, &said);
    let positions: Vec<_> = sides.list.iter().flat_map(|side| &side.positions).collect();
    assert_eq!(positions.len(), 1, "{positions:?}");
    let behind: Vec<String> = positions[0].merged.iter().flat_map(|(spans, _)| spans).map(|span| span.of(text).to_owned()).collect();
    assert!(behind.len() == 1 && behind[0].contains("close the old mill bridge"), "{behind:?}");
    assert_ne!(positions[0].merged[0].1, positions[0].attribution);
}

#[test]
fn a_refusal_opposes_and_nothing_to_do_with_denies() {
    let said = |content| ("Ann Hill", "Ann Hill", "said", content);
    let text = "Mayor Ann Hill of Leeds said the officers won't help the agents.";
    assert_eq!(position(text, said("the officers won't help the agents")), "Opposes: the officers won't help the agents");
    let text = "Mayor Ann Hill of Leeds said our drills had nothing to do with the strait.";
    assert_eq!(
        position(text, said("our drills had nothing to do with the strait")),
        "Denies: our drills had nothing to do with the strait"
    );
}

#[test]
fn what_is_said_turns_the_reporting_words() {
    let check = |text: &str, said: Said, expect: &str| assert_eq!(position(text, said), expect, "{text}");
    check(
        "The trust vowed never to sell the land.",
        ("*The trust", "The trust", "vowed", "never to sell the land"),
        "Opposes: vowed never to sell the land",
    );
    check(
        "The mayor warned all residents to leave the valley.",
        ("*The mayor", "The mayor", "warned", "all residents to leave the valley"),
        "Demands all residents: warned all residents to leave the valley",
    );
    check(
        "The mayor warned all residents not to enter the old mine.",
        ("*The mayor", "The mayor", "warned", "all residents not to enter the old mine"),
        "Opposes all residents: warned all residents not to enter the old mine",
    );
    check(
        "The engineers warned that the dam must be closed.",
        ("*The engineers", "The engineers", "warned", "that the dam must be closed"),
        "Demands: the dam must be closed",
    );
    // Weight on a fact is no support of it; a need that is stressed is wanted.
    check(
        "The agency stressed that the figures were from May.",
        ("*The agency", "The agency", "stressed", "that the figures were from May"),
        "Asserts: the figures were from May",
    );
    check(
        "The agency stressed that the rules should apply to everybody.",
        ("*The agency", "The agency", "stressed", "that the rules should apply to everybody"),
        "Supports: the rules should apply to everybody",
    );
    check(
        "The company pleaded not guilty to fraud.",
        ("*The company", "The company", "pleaded not guilty", "to fraud"),
        "Denies fraud: pleaded not guilty to fraud",
    );
    let admitted = position("The company pleaded guilty to fraud.", ("*The company", "The company", "pleaded guilty", "to fraud"));
    assert!(!admitted.starts_with("Denies"), "{admitted}");
}

#[test]
fn who_asks_somebody_to_do_something_demands_it() {
    let check = |text: &str, said: Said, expect: &str| assert_eq!(position(text, said), expect, "{text}");
    check(
        "The union asked the airline to reopen talks.",
        ("*The union", "The union", "asked", "the airline to reopen talks"),
        "Demands the airline: asked the airline to reopen talks",
    );
    check(
        "The union told the members not to accept the offer.",
        ("*The union", "The union", "told", "the members not to accept the offer"),
        "Opposes the members: told the members not to accept the offer",
    );
    // The verb behind a noun tells more than the noun.
    check(
        "The union filed a lawsuit demanding that the mill must close.",
        ("*The union", "The union", "filed a lawsuit demanding", "that the mill must close"),
        "Demands: the mill must close",
    );
    check(
        "The union hit back at the plan.",
        ("*The union", "The union", "hit back at", "the plan"),
        "Opposes the plan: hit back at the plan",
    );
}

#[test]
fn who_will_not_give_up_promises() {
    let check = |text: &str, said: Said, expect: &str| assert_eq!(position(text, said), expect, "{text}");
    check(
        "“We will not abandon the valley,” the trust said.",
        ("*the trust", "the trust", "said", "“We will not abandon the valley,”"),
        "Promises: We will not abandon the valley",
    );
    // "Not only" takes nothing back.
    let praise = position(
        "“He is not only a builder, he is a friend of the valley,” the trust said.",
        ("*the trust", "the trust", "said", "“He is not only a builder, he is a friend of the valley,”"),
    );
    assert!(!praise.starts_with("Denies"), "{praise}");
}

#[test]
fn nothing_of_the_reporting_words_is_left_over() {
    let statement = |text: &str| {
        let analysis = crate::analyze_text(text);
        let first = analysis.sides.list.iter().find_map(|side| side.positions.first());
        first.map_or(String::new(), |p| p.statement(&analysis.article.text))
    };
    let rest = "\n\nThe town council of Norwick denied that the lamps were needed and rejected the plan.";
    let text = format!("In the darkness, Ann Roe of the Lamp Union says, women can be robbed and harassed by gangs.{rest}");
    assert!(statement(&text).ends_with("women can be robbed and harassed by gangs"), "{}", statement(&text));
    assert!(!statement(&text).contains("says"), "{}", statement(&text));
    let text = format!("Ann Roe of the Lamp Union said the lamp plan fosters safety in the streets.{rest}");
    assert_eq!(statement(&text), "the lamp plan fosters safety in the streets");
    let text = format!("“That plan must be dropped at once,” said Ann Roe of the Lamp Union.{rest}");
    assert_eq!(statement(&text), "That plan must be dropped at once");
}

#[test]
fn who_slams_is_told_beside_it() {
    let text = "The new harbour plan has been slammed by Brook Mill.";
    let said = ("*Brook Mill", "Brook Mill", "has been slammed by", "The new harbour plan");
    assert_eq!(position(text, said), "Opposes: The new harbour plan has been slammed");
}

#[test]
fn whom_it_is_asked_of_stands_with_the_verb() {
    let text = "The Harbour Board wants Gray to push for new laws that would help sailors repair the pier.";
    let said = ("*Harbour Board", "The Harbour Board", "wants", "Gray to push for new laws that would help sailors repair the pier");
    assert_eq!(position(text, said), "Demands: wants Gray to push for new laws that would help sailors repair the pier");
    // What somebody fails to do is a clause of its own.
    let text = "The Harbour Board said its failure to close the pier was a mistake.";
    let said = ("*Harbour Board", "The Harbour Board", "said", "its failure to close the pier was a mistake");
    assert!(position(text, said).ends_with(": its failure to close the pier was a mistake"));
}

#[test]
fn two_apostrophes_are_a_mark() {
    let text = "''The mill must close,'' the Harbour Board said.";
    let said = ("*Harbour Board", "the Harbour Board", "said", "''The mill must close,''");
    assert_eq!(position(text, said), "Demands: The mill must close");
}

#[test]
fn whose_will_and_denial_it_is() {
    let said = |content: &str| {
        let text = format!("“{content},” Ann Gray said.");
        let quote = format!("“{content},”");
        let stance = position(&text, ("Ann Gray", "Ann Gray", "said", &quote));
        stance.split(':').next().unwrap_or("").to_owned()
    };
    // Within quotation marks "we" promise and deny; what "it" and "they" will do is no promise of hers.
    assert_eq!(said("We will close the mill"), "Promises");
    assert_ne!(said("It will happen here if the mill is closed"), "Promises");
    assert_ne!(said("They pay for what they will never use"), "Promises");
    assert_eq!(said("We did not close the mill"), "Denies");
    assert_ne!(said("He did not do his homework"), "Denies");
    assert_ne!(said("I do not think the mill is closed"), "Denies");
    // A guess and a need of somebody else are no demands by their form.
    assert_eq!(said("The mill has to close"), "Demands");
    assert_ne!(said("This has to be the first mill that is closed"), "Demands");
    assert_ne!(said("There has never been a mill more modern than this"), "Denies");
}
