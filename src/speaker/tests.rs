//! Constructions, one or two cases each. In the examples a source stands in square brackets and what it says in
//! braces; the first source belongs to the first content. `[]` is a content without a source.

mod bodies;
mod forms;
mod parties;
mod persons;
mod several;

use super::*;
use crate::article::Article;
use crate::attribution::{Kind, Tier, sort};

/// The speakers of an example, and the names for each of its attributions in order.
fn resolved(marked: &str) -> (String, Speakers) {
    let mut text = String::new();
    let (mut sources, mut contents, mut open) = (Vec::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '[' | '{' => open = text.len(),
            ']' => sources.push(Span::new(open, text.len())),
            '}' => contents.push(Span::new(open, text.len())),
            _ => text.push(c),
        }
    }
    assert_eq!(sources.len(), contents.len(), "{marked}");
    let (_, article) = Article::from_text(&text);
    let parsed = Text::parse(&article.text, &article.blocks());
    let attribution = |(source, content): (Span, Span)| Attribution {
        kind: if content.of(&text).starts_with('“') { Kind::Direct } else { Kind::Indirect },
        tier: Tier::ReportedSpeech,
        source: Some(source).filter(|s| !s.is_empty()).into_iter().collect(),
        cue: Vec::new(),
        content: vec![content],
        confidence: 1.0,
    };
    let mut attributions: Vec<Attribution> = sources.into_iter().zip(contents).map(attribution).collect();
    sort(&mut attributions);
    let speakers = resolve(&text, &parsed, &attributions);
    for speaker in &speakers.list {
        assert!(!speaker.mentions.is_empty(), "{} has no mention", speaker.name);
        assert!(speaker.mentions.windows(2).all(|m| m[0].span <= m[1].span), "mentions of {} in order", speaker.name);
    }
    (text, speakers)
}

/// `expect`: the names for each attribution, joined by " + ", "?" where it stays open.
fn check(marked: &str, expect: &[&str]) {
    let (_, speakers) = resolved(marked);
    let names = |of: &Vec<SpeakerId>| {
        let names: Vec<&str> = of.iter().map(|&id| speakers.list[id].name.as_str()).collect();
        if names.is_empty() { "?".to_owned() } else { names.join(" + ") }
    };
    let found: Vec<String> = speakers.of.iter().map(names).collect();
    assert_eq!(found, expect, "{marked}");
}

/// `expect`: the role of the first speaker.
fn check_role(marked: &str, expect: &str) {
    let (text, speakers) = resolved(marked);
    assert_eq!(speakers.list[0].role.map(|r| r.of(&text)), Some(expect), "{marked}");
}

#[test]
fn names_in_all_their_forms() {
    check("[Norwegian Fisheries Minister Ingrid Solvang] on Tuesday said {it was over}. [Solvang] said {no more}.", &["Ingrid Solvang"; 2]);
    check("[Mr. Okoro] said {yes}. Later [David Okoro] said {no}.", &["David Okoro"; 2]);
    check("[The UKWater chief executive, Kate Nolan], said {it was fine}. [Nolan] added {it was clean}.", &["Kate Nolan"; 2]);
    check("[France’s Claire Dubois] said {no}.", &["Claire Dubois"]);
    check("Addressing [the same session, Foreign Minister Kate Nolan] called for {a halt}.", &["Kate Nolan"]);
    check("[NORWICK -- Mayor Kate Nolan] said {no}.", &["Kate Nolan"]);
    check("Foreign Minister Wang Li arrived on Monday. [Wang] said {talks went well}.", &["Wang Li"]);
    check("[The Urban Drivers’ Union] said {no}. The company waited. [The union] said {it would strike}.", &["Urban Drivers’ Union"; 2]);
    check("[The Norwick Housing Agency (NHA)] said {no}. [The NHA] said {rents rose}.", &["Norwick Housing Agency"; 2]);
}

#[test]
fn one_surname_of_two_people_stays_open() {
    check("[Anna Berg] said {yes}. [Peter Berg] said {no}. [Berg] said {perhaps}.", &["Anna Berg", "Peter Berg", "?"]);
}

#[test]
fn roles_are_the_words_of_the_article() {
    check_role("[U.S. Secretary of State Martin Hale] said {no}.", "U.S. Secretary of State");
    check_role("[Tom Adeyemi, general secretary of the Urban Drivers’ Union], said {no}.", "general secretary of the Urban Drivers’ Union");
    check_role("[David Okoro, a lawyer for Brennox], said {no}.", "lawyer for Brennox");
    check_role("[chief executive Carla Voss] said {no}.", "chief executive");
    check_role("[Ann Hill, MD, FASA, medical director at Brennox,] said {no}.", "medical director at Brennox");
    check_role("[Ann Hill, VP of Renewable Road Transport for Brennox,] said {no}.", "VP of Renewable Road Transport for Brennox");
    check_role("says [Brennox Events co-owner and lead planner Ann Hill]: {no}.", "Brennox Events co-owner and lead planner");
    check_role(
        "[Ann Hill, a clinical psychologist and registered dietitian], said {no}.",
        "clinical psychologist and registered dietitian",
    );
    check_role("[Ann Hill, CEO, Brennox Outdoors,] said {no}.", "CEO, Brennox Outdoors");
    check_role("[Ann Hill, an engineer at the University of Norwick (UN),] said {no}.", "engineer at the University of Norwick");
    check_role("[Bank of Norwick governor Ann Hill] said {no}.", "Bank of Norwick governor");
    check_role("[European Commission President Ann Hill], Norway’s former defence minister, said {no}.", "European Commission President");
}

/// "A spokeswoman for Brennox" is a name that says the role already.
#[test]
fn a_role_that_is_the_name_is_not_said_again() {
    let (text, speakers) = resolved("[A spokeswoman for Brennox] said {no}. [The mayor] said {yes}. [Governor Joe Hill] said {so}.");
    let shown = |s: &Speaker| s.role_beside_name(&text).map(|role| role.of(&text).to_owned());
    assert_eq!(speakers.list.iter().map(shown).collect::<Vec<_>>(), [None, None, Some("Governor".to_owned())]);
}

#[test]
fn descriptions_of_one_person() {
    let start = "U.S. Secretary of State Martin Hale met Norwegian Fisheries Minister Ingrid Solvang in Oslo. ";
    check(&format!("{start}[The U.S. top diplomat] said {{no}}."), &["Martin Hale"]);
    check(&format!("{start}[The Norwegian minister] said {{no}}."), &["Ingrid Solvang"]);
    check(&format!("{start}[Her lawyer] said {{no}}."), &["Her lawyer"]);
    check(&format!("{start}[The Danish minister] said {{no}}."), &["The Danish minister"]);
}

#[test]
fn pronouns() {
    check("Ann Hill met John Park. [She] said {no}.", &["Ann Hill"]);
    check("[Carla Voss] said {the offer was fair}. [She] said {it would stay}.", &["Carla Voss"; 2]);
    check("[Carla Voss] said {the offer was fair}. [Her remarks] rejected {the plan}.", &["Carla Voss"; 2]);
    check("[Officials] said {the road was shut}. [They] said {it would open on Friday}.", &["Officials"; 2]);
    check("[Brennox Corp.] said {it was sorry}. [It] said {it would pay}.", &["Brennox Corp."; 2]);
    check("The mayor praised Ann Hill, [who] said {no}.", &["Ann Hill"]);
    check("[Nobody] heard {a word}. [He] said {no}.", &["?", "?"]);
    // Whose words the sentence before tells is meant sooner than the subject before him.
    let boats = "[Foreign Minister Gunnar Holm] warned {Oslo}.\n\nThe talks went on.\n\nAccording to [Irish Marine Minister Declan Moyle], {40 boats were tied up}.";
    check(&format!("{boats} [He] denied {{a deal}}."), &["Gunnar Holm", "Declan Moyle", "Declan Moyle"]);
}

#[test]
fn joint_sources() {
    check(
        "[The foreign ministers of Russia and China, Oleg Savin and Wang Li], both stressed {peace}. [Wang of China] said {no}.",
        &["Oleg Savin + Wang Li", "Wang Li"],
    );
    check("[Ann Hill and John Park] said {yes}. [They] said {it was urgent}.", &["Ann Hill + John Park"; 2]);
    check("[Hill and her colleagues] said {yes}.", &["Hill and her colleagues"]);
}

#[test]
fn sources_without_a_name() {
    check(
        "[A senior official] said {no}. [Critics] said {yes}. [One resident] said {perhaps}.",
        &["A senior official", "Critics", "One resident"],
    );
    check("[The report] said {yes}.", &["The report"]);
    let kinds = |marked: &str| resolved(marked).1.list.iter().map(|s| s.kind).collect::<Vec<_>>();
    assert_eq!(kinds("[A senior official] said {no}."), [SpeakerKind::Anonymous]);
    assert_eq!(kinds("[Critics] said {no}."), [SpeakerKind::Group]);
    assert_eq!(kinds("[The report] said {no}."), [SpeakerKind::Document]);
    // Several papers are no group of people.
    assert_eq!(kinds("[The documents] said {no}."), [SpeakerKind::Document]);
    assert_eq!(kinds("[The Justice Department] said {no}."), [SpeakerKind::Organisation]);
}

#[test]
fn quotations_that_stand_alone() {
    check("[Oleg Savin] accused others {of cheating}.\n\n[]{“Not all of them are honest.”}", &["Oleg Savin"; 2]);
    check("[Oleg Savin] accused others {of cheating}. Then Ann Hill rose.\n\n[]{“Not all of them are honest.”}", &["Oleg Savin", "?"]);
    check("[]{“Not all of them are honest.”}", &["?"]);
}

#[test]
fn titles_and_given_names() {
    check("[Sir Alan Reed] said {yes}. [Sir Alan] said {no}.", &["Alan Reed"; 2]);
    check("[Sir Alan] said {yes}. [Alan Reed] said {no}.", &["Alan Reed"; 2]);
    check("[PM Reed] said {yes}. Later [Prime Minister Alan Reed] said {no}.", &["Alan Reed"; 2]);
    check("[Minister for Sport and Youth, Jane Hill], said {yes}. [The minister] said {no}.", &["Jane Hill"; 2]);
    check("Farmers heard Dr. Paul King Jr. speak. [King] said {yes}.", &["Paul King Jr."]);
    // A surname that is a noun too, once the full name is given.
    check("Senator Jon Tester was there. [Tester] said {no}.", &["Jon Tester"]);
}

#[test]
fn roles_right_before_the_name() {
    check("[Transport researcher Paul Berg] said {no}.", &["Paul Berg"]);
    check("[Brennox co-founder and chief executive Jane Hill] said {no}.", &["Jane Hill"]);
    check("[The mayor’s chief of staff Jane Hill] said {no}.", &["Jane Hill"]);
    check("The plan [that minister Jane Hill] defends {is new}.", &["Jane Hill"]);
    check_role("[Ann Roe, director of trade and planning for Brennox], said {no}.", "director of trade and planning for Brennox");
    check("The mayor met James Roe, an Ohio Republican [who] said {no}. [Roe] said {yes}.", &["James Roe"; 2]);
}

#[test]
fn names_of_bodies() {
    check("[The Department of Health and Human Services] said {no}.", &["Department of Health and Human Services"]);
    check("[Seattle-based Brennox Holdings] said {no}.", &["Brennox Holdings"]);
    check("[Downing Street] said {no}.", &["Downing Street"]);
    check("Lindmark Airlines (LMA) and Delta Air (DLA) fly there. [Both airlines] said {no}.", &["Lindmark Airlines + Delta Air"]);
}

#[test]
fn what_is_no_speaker() {
    check("Article 5 was read. Then [it] says {so}.", &["?"]);
    check("The bank waited. [It] can also be revealed {that it lost}.", &["?"]);
    check("[Much] has been said {of it}.", &["?"]);
    check("[LINDMARK]: The lights make {the town safer}.\n\nThe mayor agreed.", &["?"]);
    check("Brennox spoke in New York. [New rules] say {so}.", &["New rules"]);
    // The source was cut short: the noun that follows the name speaks.
    check("[Energy] officials said {no}.", &["Energy officials"]);
}

#[test]
fn a_place_before_a_described_person_says_nothing() {
    check("[Peruvian exercise director Brigadier General Jane Hill] said {it was wrong}.", &["Jane Hill"]);
}

#[test]
fn the_first_word_alone_is_the_body_named_before() {
    check("The strike hits Coastal Airlines. [Coastal] said {it was ready}.", &["Coastal Airlines"]);
}

#[test]
fn the_fed_is_the_federal_reserve() {
    check("[The Fed] said {rates would rise}. [The U.S. Federal Reserve] warned {of debt}.", &["U.S. Federal Reserve"; 2]);
}

#[test]
fn a_short_given_name_is_the_full_one() {
    check("[William Hart] said {yes}. Later [Bill Hart] said {no}.", &["William Hart"; 2]);
    check("[William Hart] said {yes}. Later [Tom Hart] said {no}.", &["William Hart", "Tom Hart"]);
}

#[test]
fn hardly_anybody_and_one_another_are_nobody() {
    check("[Few ministers] said {yes}.", &["?"]);
    check("[Each other] said {no}.", &["?"]);
}

#[test]
fn a_group_and_a_body_joined_by_and_are_two() {
    check("[The FBI and federal prosecutors] said {no}.", &["FBI + federal prosecutors"]);
    check("[Parents’ groups and Democrats] said {no}.", &["Parents’ groups + Democrats"]);
    check("Ann Roe left. [Roe and her colleagues] said {no}.", &["Roe and her colleagues"]);
}

#[test]
fn one_is_not_many() {
    check("[Democrats] said {no}. [It] also pointed out {another bill}.", &["Democrats", "?"]);
}

#[test]
fn a_transcript_that_knows_no_name_gives_what_it_has() {
    check("[UNIDENTIFIED PERSON #1]: {Go home now}.\n\nANN ROE: Not yet.", &["UNIDENTIFIED PERSON #1"]);
}

#[test]
fn a_paper_does_not_say_i() {
    check("{“I will never leave my post,”} according to [the Daily News].", &["?"]);
    check("{“The mayor will never leave,”} according to [the Daily News].", &["Daily News"]);
}

#[test]
fn what_names_nobody_is_left_out_unless_it_is_surely_an_attribution() {
    let attribution = |kind: Kind, confidence: f32| Attribution {
        kind,
        tier: Tier::ReportedSpeech,
        source: Vec::new(),
        cue: Vec::new(),
        content: vec![Span::new(0, 4)],
        confidence,
    };
    let found = vec![
        attribution(Kind::Direct, 0.6),
        attribution(Kind::Direct, 0.9),
        attribution(Kind::Indirect, 0.8),
        attribution(Kind::Indirect, 0.95),
        attribution(Kind::Indirect, 0.5),
    ];
    let of = vec![Vec::new(), Vec::new(), Vec::new(), Vec::new(), vec![0]];
    let speakers = Speakers { list: Vec::new(), of, sure: vec![0.0, 0.0, 0.0, 0.0, 0.4] };
    let (kept, speakers) = without_nameless(found, speakers);
    assert_eq!(kept.iter().map(|a| a.confidence).collect::<Vec<_>>(), [0.9, 0.95, 0.5]);
    assert_eq!((speakers.of, speakers.sure), (vec![Vec::new(), Vec::new(), vec![0]], vec![0.0, 0.0, 0.4]));
}

/// The judged probability of the label of `content`, whose source and cue are these words.
fn judged(text: &str, [source, cue, content]: [&str; 3]) -> f32 {
    let place = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).into_iter().collect::<Vec<_>>();
    let (_, article) = Article::from_text(text);
    let parsed = Text::parse(&article.text, &article.blocks());
    let found = [Attribution {
        kind: Kind::Indirect,
        tier: Tier::ReportedSpeech,
        source: place(source),
        cue: place(cue),
        content: place(content),
        confidence: 0.8,
    }];
    let mut speakers = resolve(text, &parsed, &found);
    judge(text, &parsed, &found, &mut speakers, LabelWeights::built_in());
    speakers.sure[0]
}

#[test]
fn a_statement_is_surer_than_an_act_and_silence_says_nothing() {
    let said = judged("Ada Brook said that the pier was unsafe.", ["Ada Brook", "said", "that the pier was unsafe"]);
    let act = judged("Ada Brook imposed a curfew on the harbour.", ["Ada Brook", "imposed", "a curfew on the harbour"]);
    assert!(said > act + 0.2, "{said} {act}");
    let silence = "Ada Brook did not respond to a request for comment.";
    assert_eq!(judged(silence, ["Ada Brook", "did not respond to", "a request for comment"]), 0.0);
}

#[test]
fn the_government_is_none_of_its_offices() {
    check(
        "[The Office for Harbour Works] said {the pier was unsafe}. [The government] said {the pier was sound}.",
        &["Office for Harbour Works", "The government"],
    );
    check(
        "[The Ministry of Harbours] said {the pier was unsafe}. [The ministry] will {close it}.",
        &["Ministry of Harbours", "Ministry of Harbours"],
    );
}

#[test]
fn a_group_and_those_who_are_named_of_it() {
    check(
        "[Norwick’s allies, including Peru’s Ana Solis and Chile’s Tomas Rey,] condemned {the raid}.",
        &["Norwick’s allies + Ana Solis + Tomas Rey"],
    );
    check("[Ann Roe, and other critics of the ruling,] demanded {an appeal}.", &["Ann Roe + other critics of the ruling"]);
}

/// What the whole pipe labels in `text`.
fn labelled(text: &str) -> Vec<String> {
    let analysis = crate::analyze_text(text);
    analysis.attributions.iter().flat_map(|a| &a.content).map(|span| span.of(&analysis.article.text).to_owned()).collect()
}

#[test]
fn what_nobody_says_has_no_label() {
    let start = "Ann Roe said the mill would stay open. ";
    for unsaid in [
        "Rigorous research rarely shows that any teaching approach helps.",
        "Studies do not indicate a link between soy and cancer.",
        "The council didn’t tell teachers that the pupils were in the study.",
        "Brennox has declined to detail which plants have reopened.",
        "Mayor Joe Hill was hesitant to call it an act of terrorism.",
        "President Joe Hill named Eve Park a judge in New Jersey.",
        "Officers questioned them.",
        "Brennox has not issued a statement saying the bridge was safe.",
        "Critics could argue that the scheme has failed.",
        "Joe Hill will be pardoned if he says that the plan is sound.",
    ] {
        assert_eq!(labelled(&format!("{start}{unsaid}")), ["the mill would stay open"], "{unsaid}");
    }
    assert_eq!(labelled(&format!("{start}Studies show that soy is safe.")).len(), 2);
}
