//! What a description is by its noun: a person, a group, a body, a document, or nothing that speaks.

use super::SpeakerKind;
use super::names;
use super::phrase::Description;
use super::words::Words;
use crate::lexicon;
use crate::text::Tag;

fn is_document(low: &str) -> bool {
    lexicon::documents().has(low) || low.strip_suffix('s').is_some_and(|one| lexicon::documents().has(one))
}

/// What sort of speaker a description is, by its head.
pub(super) fn kind_of(words: &Words, d: &Description, head: &str) -> SpeakerKind {
    // "Two key figures" are people, "the figures" are none.
    let counted = head.strip_suffix('s').is_some_and(lexicon::is_person_noun) && (d.tokens.start..d.head).any(|i| words.tag(i) == Tag::Cd);
    if d.plural && (counted || !is_document(head)) {
        return SpeakerKind::Group;
    }
    let person = names::is_role(head)
        || lexicon::is_person_noun(head)
        || lexicon::title(head).is_some()
        || matches!(head, "one" | "another" | "latter" | "former")
        || lexicon::partisans().says(head, "alone");
    let next = d.head + 1;
    if person && !(words.is_name(next) && words.sentence(next) == words.sentence(d.head)) {
        return SpeakerKind::Anonymous;
    }
    if is_document(head) {
        return SpeakerKind::Document;
    }
    if head == "those" || lexicon::body_nouns().says(head, "people") {
        return SpeakerKind::Group;
    }
    SpeakerKind::Organisation
}

/// "baggage handlers", "attendants": a plural noun for those who do something, by its ending.
fn is_agent(head: &str) -> bool {
    lexicon::ends_in(head, "agent") && !lexicon::no_agents().has(head)
}

/// Whether the noun is one for people, bodies or documents; "the failures" and "the waterway" say nothing.
pub(super) fn can_speak(words: &Words, d: &Description, head: &str, kind: SpeakerKind) -> bool {
    // "Much has been made of it."
    if d.tokens.len() == 1 && matches!(head, "much" | "little" | "this" | "that" | "these" | "those") {
        return false;
    }
    let one = head.strip_suffix("ies").map(|s| format!("{s}y")).or_else(|| head.strip_suffix('s').map(str::to_owned));
    let one = one.as_deref().unwrap_or(head);
    let known = |w: &str| {
        lexicon::organisation_word(w).is_some()
            || lexicon::side_bodies().has(w)
            || lexicon::is_group(w)
            || lexicon::is_person_noun(w)
            || lexicon::role(w).is_some()
    };
    match kind {
        SpeakerKind::Organisation | SpeakerKind::Group => {
            known(head)
                || known(one)
                || d.plural && (is_agent(head) || words.is_name(d.tokens.start))
                || words.is_name(d.head)
                || lexicon::place(head).is_some()
                || words.tag(d.head) == Tag::Cd && d.plural && words.low(d.tokens.start + 1) == "of"
                || lexicon::body_nouns().says(one, "speaks")
        }
        _ => true,
    }
}
