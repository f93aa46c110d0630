//! The stage by its constructions. Attributions and speakers are given, so that only what this stage does can fail.

mod kinds;

use super::*;
use crate::article::Article;
use crate::attribution::{Kind, Tier};
use crate::speaker::{Mention, MentionKind, Speaker, SpeakerKind};

/// One attribution: speakers (several with "+"), source, cue and content, each a piece of the text; the content is looked
/// for after the start of the sentence that `cue` stands in. A name with a leading "*" is an organisation, with "~" a group.
pub(super) type Said<'a> = (&'a str, &'a str, &'a str, &'a str);

fn find(text: &str, piece: &str, from: usize) -> Span {
    let at = text[from..].find(piece).map_or_else(|| text.find(piece), |at| Some(at + from));
    let at = at.unwrap_or_else(|| panic!("{piece:?} is no piece of the text"));
    Span::new(at, at + piece.len())
}

pub(super) fn run(text: &str, said: &[Said]) -> (Speakers, Sides) {
    let (_, article) = Article::from_text(text);
    let parsed = Text::parse(text, &article.blocks());
    let (mut attributions, mut list, mut of) = (Vec::new(), Vec::<Speaker>::new(), Vec::new());
    let mut from = 0;
    for &(names, source, cue, content) in said {
        let content = find(text, content, from);
        let near = content.start.saturating_sub(120) as usize;
        let near = (near..).find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        let source = (!source.is_empty()).then(|| find(text, source, near.max(from.min(near))));
        let cue = (!cue.is_empty()).then(|| find(text, cue, source.map_or(near, |s| s.start as usize)));
        from = content.start as usize;
        let quoted = content.of(text).starts_with('“');
        attributions.push(Attribution {
            kind: if quoted { Kind::Direct } else { Kind::Indirect },
            tier: Tier::ReportedSpeech,
            source: source.into_iter().collect(),
            cue: cue.into_iter().collect(),
            content: vec![content],
            confidence: 1.0,
        });
        let mut ids = Vec::new();
        for marked in names.split('+') {
            let name = marked.trim_start_matches(['*', '~']);
            let kind = match marked.chars().next() {
                Some('*') => SpeakerKind::Organisation,
                Some('~') => SpeakerKind::Group,
                _ => SpeakerKind::Person,
            };
            let id = list.iter().position(|s| s.name == name).unwrap_or_else(|| {
                let mentions =
                    text.match_indices(name).map(|(at, _)| Mention { span: Span::new(at, at + name.len()), kind: MentionKind::Name });
                list.push(Speaker {
                    name: name.to_owned(),
                    kind,
                    role: None,
                    shares_role: false,
                    mentions: mentions.collect(),
                    confidence: 1.0,
                });
                list.len() - 1
            });
            ids.push(id);
        }
        of.push(ids);
    }
    let speakers = Speakers { sure: vec![1.0; of.len()], list, of };
    let sides = group(text, &parsed, &attributions, &speakers);
    (speakers, sides)
}

/// `label: speaker, speaker; ...` of all sides, in their order.
pub(super) fn grouped(text: &str, said: &[Said]) -> String {
    let (speakers, sides) = run(text, said);
    let names = |side: &Side| side.speakers.iter().map(|&id| speakers.list[id].name.as_str()).collect::<Vec<_>>().join(", ");
    sides.list.iter().map(|side| format!("{}: {}", side.label, names(side))).collect::<Vec<_>>().join("; ")
}

/// `stance target: statement` of the first position of the first side.
fn position(text: &str, said: Said) -> String {
    let (_, sides) = run(text, &[said]);
    let Some(position) = sides.list.iter().find_map(|side| side.positions.first()) else { return String::new() };
    let target = position.target.map_or(String::new(), |t| format!(" {}", t.of(text)));
    format!("{:?}{target}: {}", position.stance, position.statement(text))
}

#[test]
fn states_face_each_other() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    check(
        "Peruvian Foreign Minister Ana Solis accused Chile of closing the pass. Chile’s Tomas Rey denied closing the pass.",
        &[("Ana Solis", "Ana Solis", "accused", "Chile of closing the pass"), ("Tomas Rey", "Tomas Rey", "denied", "closing the pass.")],
        "Peru: Ana Solis; Chile: Tomas Rey",
    );
    check(
        "The foreign ministers of Peru and Chile, Ana Solis and Tomas Rey, met. Solis said the pass must open. Rey of Chile said it must not open.",
        &[("Solis", "Solis", "said", "the pass must open"), ("Rey", "Rey", "said", "it must not open")],
        "Peru: Solis; Chile: Rey",
    );
    // A plural before a name that begins its own clause is somebody else's.
    check(
        "Bolivian minister Luis Paz spoke first. In a session attended by the Peruvian and Chilean foreign ministers, Luis Paz demanded a treaty. Chilean minister Tomas Rey rejected it.",
        &[("Luis Paz", "Luis Paz", "demanded", "a treaty"), ("Tomas Rey", "Tomas Rey", "rejected", "it.")],
        "Bolivia: Luis Paz; Chile: Tomas Rey",
    );
    check(
        "The Kremlin rejected the plan. Berlin demanded a ceasefire.",
        &[("*The Kremlin", "The Kremlin", "rejected", "the plan"), ("*Berlin", "Berlin", "demanded", "a ceasefire")],
        "Russia: The Kremlin; Germany: Berlin",
    );
    check(
        "Norway’s fisheries ministry condemned the catch. Icelandic officials defended the catch.",
        &[
            ("*Norway’s fisheries ministry", "Norway’s fisheries ministry", "condemned", "the catch"),
            ("~Icelandic officials", "Icelandic officials", "defended", "the catch."),
        ],
        "Norway: Norway’s fisheries ministry; Iceland: Icelandic officials",
    );
}

#[test]
fn an_office_without_a_state_is_nobodys_by_guess() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    // Chile is most spoken of, and the one foreign voice: it is not the secretary's.
    check(
        "Chile must yield, Defence Secretary Guy Hart said. Chile’s ships and Chile’s ports are closed. Chilean minister Tomas Rey rejected the threat.",
        &[("Guy Hart", "Guy Hart", "said", "Chile must yield"), ("Tomas Rey", "Tomas Rey", "rejected", "the threat")],
        "Guy Hart: Guy Hart; Chile: Tomas Rey",
    );
    // The government names itself.
    check(
        "The UK government defended the plan. Home Secretary Guy Hart said the plan must pass.",
        &[("*The UK government", "The UK government", "defended", "the plan"), ("Guy Hart", "Guy Hart", "said", "the plan must pass")],
        "United Kingdom: The UK government, Guy Hart",
    );
    // A second head of government makes a second state, which its own paper does not name with her.
    check(
        "President Ana Solis said Peru must reply. Peru’s miners agree. Peru waits. Chilean President Tomas Rey denied the claim.",
        &[("Ana Solis", "President Ana Solis", "said", "Peru must reply"), ("Tomas Rey", "Tomas Rey", "denied", "the claim")],
        "Peru: Ana Solis; Chile: Tomas Rey",
    );
    // Her own minister, and another one's.
    check(
        "Peruvian President Ana Solis rejected the offer. Her finance minister, Luis Paz, said it must not be taken. Chilean President Tomas Rey and his envoy Eva Ruiz met. Ruiz denied any pressure.",
        &[
            ("Ana Solis", "Ana Solis", "rejected", "the offer"),
            ("Luis Paz", "Luis Paz", "said", "it must not be taken"),
            ("Tomas Rey", "Tomas Rey", "", "met"),
            ("Eva Ruiz", "Ruiz", "denied", "any pressure"),
        ],
        "Peru: Ana Solis, Luis Paz; Chile: Tomas Rey, Eva Ruiz",
    );
}

#[test]
fn parties_bodies_and_clients_within_a_state() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    check(
        "Senator Joe Hill (R-Ky.) opposed the bill. Democratic Rep. Ann Gray supported the bill.",
        &[("Joe Hill", "Joe Hill", "opposed", "the bill"), ("Ann Gray", "Ann Gray", "supported", "the bill.")],
        "Republicans: Joe Hill; Democrats: Ann Gray",
    );
    check(
        "Tom Lee, a spokesman for the Harbour Workers Union, demanded higher pay. Maria Kent, chief executive of Northport Docks, rejected the demand.",
        &[("Tom Lee", "Tom Lee", "demanded", "higher pay"), ("Maria Kent", "Maria Kent", "rejected", "the demand")],
        "Harbour Workers Union: Tom Lee; Northport Docks: Maria Kent",
    );
    check(
        "Peter Marsh denied the charges. Marsh’s lawyer, Eve Stone, said the case must be dropped.",
        &[("Peter Marsh", "Peter Marsh", "denied", "the charges"), ("Eve Stone", "Eve Stone", "said", "the case must be dropped")],
        "Peter Marsh: Peter Marsh, Eve Stone",
    );
}

#[test]
fn experts_and_witnesses_are_on_no_side() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    check(
        "Chilean Foreign Minister Tomas Rey rejected the plan. Lia Born, a professor at Lima University, said the plan must fail.",
        &[("Tomas Rey", "Tomas Rey", "rejected", "the plan"), ("Lia Born", "Lia Born", "said", "the plan must fail")],
        "Chile: Tomas Rey",
    );
    check("Harbour resident Jo Kerr said the noise was terrible.", &[("Jo Kerr", "Jo Kerr", "said", "the noise was terrible")], "");
}

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
        "Supports the importance: stressed the importance of rest",
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
        ("noted", "the strike had lasted 30 days", Stance::Asserts),
        ("said", "“We want to help those people.”", Stance::Supports),
        ("said", "“We look forward to working with the council to deliver the school.”", Stance::Supports),
        ("asked", "“Is this how you treat a nurse?”", Stance::Accuses),
        ("said", "“We will not sell the land.”", Stance::Opposes),
    ] {
        assert_eq!(stance("The ministry", cue, content), Some(expect), "{content}");
    }
}

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
fn statements_are_pieces_of_the_text() {
    let text = "Peruvian Foreign Minister Ana Solis said: “The pass — ‘our’ pass — must open. We won’t wait… Chile’s “offer” is, frankly, not enough”. Chile’s Tomas Rey rejected that";
    let said = [
        ("Ana Solis", "Ana Solis", "said", "“The pass — ‘our’ pass — must open. We won’t wait… Chile’s “offer” is, frankly, not enough”"),
        ("Tomas Rey", "Tomas Rey", "rejected", "that"),
    ];
    let (_, sides) = run(text, &said);
    for position in sides.list.iter().flat_map(|s| &s.positions) {
        for span in &position.spans {
            assert!(text.get(span.range()).is_some_and(|piece| !piece.is_empty()), "{span:?}");
        }
    }
}

#[test]
fn campaigns_stand_with_those_for_whom_they_speak() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    // Jane Hill herself says nothing.
    check(
        "Voters like Jane Hill and Peter Marsh. The Hill campaign rejected the charge. Hill senior adviser Tom Lee said the charge must be dropped. Marsh’s campaign denied the claim.",
        &[
            ("*The Hill campaign", "The Hill campaign", "rejected", "the charge"),
            ("Tom Lee", "Hill senior adviser Tom Lee", "said", "the charge must be dropped"),
            ("*Marsh’s campaign", "Marsh’s campaign", "denied", "the claim"),
        ],
        "Jane Hill: The Hill campaign, Tom Lee; Peter Marsh: Marsh’s campaign",
    );
}

#[test]
fn what_makes_no_side() {
    let check = |text: &str, said: &[Said], expect: &str| assert_eq!(grouped(text, said), expect, "{text}");
    // People named by what they happen to do, and words for all parties at once.
    check("The passengers rejected the offer.", &[("~The passengers", "The passengers", "rejected", "the offer")], "");
    check("Both camps rejected the offer.", &[("~Both camps", "Both camps", "rejected", "the offer")], "");
    check("The cleaners rejected the offer.", &[("~The cleaners", "The cleaners", "rejected", "the offer")], "Cleaners: The cleaners");
    // A seat is no town's, a nationality no client's, a place of work no state's.
    check("Ann Gray, the MP for Leeds, opposed the bill.", &[("Ann Gray", "Ann Gray", "opposed", "the bill")], "Ann Gray: Ann Gray");
    check(
        "Ann Gray, a British-Peruvian lawyer, opposed the bill.",
        &[("Ann Gray", "Ann Gray", "opposed", "the bill")],
        "Ann Gray: Ann Gray",
    );
    check(
        "Ann Gray, president of the Weavers Union in Lima, opposed the bill.",
        &[("Ann Gray", "Ann Gray", "opposed", "the bill")],
        "Weavers Union: Ann Gray",
    );
    check("Ann Gray, a Virginia Democrat, opposed the bill.", &[("Ann Gray", "Ann Gray", "opposed", "the bill")], "Democrats: Ann Gray");
    // Two presidents without a state are not of one government; nothing tells what each is of.
    check(
        "President Joe Hill said the treaty must be torn up. President Ann Gray said the treaty must be kept.",
        &[("Joe Hill", "Joe Hill", "said", "the treaty must be torn up"), ("Ann Gray", "Ann Gray", "said", "the treaty must be kept")],
        "",
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
