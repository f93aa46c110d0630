//! What is annotated of an article, as the stages of the pipe would give it.

use super::{Gold, GoldArticle, GoldSpeaker, PRONOUNS, ScalarSpan};
use standpoint::attribution::{Attribution, Kind, Tier};
use standpoint::side::{Parties, Side};
use standpoint::speaker::{Mention, MentionKind, Speaker, SpeakerKind, Speakers};
use standpoint::text::Span;
use std::collections::BTreeSet;

/// The annotated speakers who are a source, with the places of their forms and sources as mentions.
pub fn gold_speakers(article: &GoldArticle, gold: &[&Gold]) -> Speakers {
    let heard: BTreeSet<&str> = gold.iter().flat_map(|g| g.speakers.iter().map(String::as_str)).collect();
    let list: Vec<&GoldSpeaker> = article.speakers.iter().filter(|s| heard.contains(s.id.as_str())).collect();
    let of: Vec<Vec<usize>> = gold.iter().map(|g| (0..list.len()).filter(|&i| g.speakers.contains(&list[i].id)).collect()).collect();
    let mut taken: Vec<Span> = Vec::new();
    let mut forms: Vec<(&str, usize)> = (0..list.len()).flat_map(|i| list[i].forms.iter().map(move |f| (f.as_str(), i))).collect();
    forms.retain(|(form, _)| !form.is_empty() && !PRONOUNS.contains(&form.to_lowercase().as_str()));
    forms.sort_by_key(|(form, i)| (std::cmp::Reverse(form.len()), *i));
    let mut mentions: Vec<Vec<Mention>> = vec![Vec::new(); list.len()];
    for (form, i) in forms {
        for (at, _) in article.text.match_indices(form) {
            let span = Span::new(at, at + form.len());
            let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let whole = !inner(article.text[..at].chars().next_back()) && !inner(article.text[at + form.len()..].chars().next());
            if whole && taken.iter().all(|t| !t.overlaps(span)) {
                taken.push(span);
                let kind = if form.starts_with(char::is_uppercase) { MentionKind::Name } else { MentionKind::Description };
                mentions[i].push(Mention { span, kind });
            }
        }
    }
    let kind = |s: &GoldSpeaker| match s.kind.as_str() {
        "organisation" => SpeakerKind::Organisation,
        "group" => SpeakerKind::Group,
        "anonymous" => SpeakerKind::Anonymous,
        "document" => SpeakerKind::Document,
        _ => SpeakerKind::Person,
    };
    let speaker = |(s, mut mentions): (&&GoldSpeaker, Vec<Mention>)| {
        mentions.sort_by_key(|m| m.span);
        Speaker { name: s.name.clone(), kind: kind(s), role: None, shares_role: false, mentions, confidence: 1.0 }
    };
    Speakers { list: list.iter().zip(mentions).map(speaker).collect(), sure: vec![1.0; of.len()], of }
}

/// Annotated attributions in bytes; those of one content are one attribution with several speakers.
pub fn gold_attributions(article: &GoldArticle) -> Vec<Gold> {
    let starts: Vec<usize> = article.text.char_indices().map(|(at, _)| at).chain([article.text.len()]).collect();
    let bytes = |span: ScalarSpan| Span::new(starts[span.0.min(starts.len() - 1)], starts[span.1.min(starts.len() - 1)]);
    let mut out: Vec<Gold> = Vec::new();
    for a in &article.attributions {
        let mut content: Vec<Span> = a.content_spans.iter().flatten().map(|&s| bytes(s)).collect();
        content.sort();
        if content.is_empty() {
            continue;
        }
        let source = a.source_span.map(bytes);
        let cue = a.cue_span.map(bytes);
        if let Some(same) = out.iter_mut().find(|g| g.attribution.content == content) {
            same.speakers.insert(a.speaker.clone());
            same.attribution.source.extend(source);
            same.attribution.source.sort();
            same.attribution.source.dedup();
            if cue.is_some_and(|c| same.attribution.cue.iter().all(|have| !have.overlaps(c))) {
                same.attribution.cue.extend(cue);
                same.attribution.cue.sort();
            }
            continue;
        }
        let kind = match a.kind.as_str() {
            "direct" => Kind::Direct,
            "mixed" => Kind::Mixed,
            _ => Kind::Indirect,
        };
        out.push(Gold {
            attribution: Attribution {
                kind,
                tier: Tier::ReportedSpeech,
                source: source.into_iter().collect(),
                cue: cue.into_iter().collect(),
                content,
                confidence: 1.0,
            },
            speakers: [a.speaker.clone()].into(),
        });
    }
    out
}

/// The annotated sides of `speakers`. Whether one is a state or a party, and the words that tie its speakers to it, are those of
/// `own`; who is on no side is one by himself where he is so there.
pub fn gold_parties(article: &GoldArticle, speakers: &Speakers, own: &Parties) -> Parties {
    let mut out = Parties::default();
    let side_of = |id: usize| article.speakers.iter().find(|s| s.name == speakers.list[id].name).map_or("none", |s| s.side.as_str());
    let home = |id: usize| own.list.iter().position(|side| side.speakers.contains(&id));
    let mut add = |label: &str, ids: Vec<usize>, alone: bool| {
        let several = ids.len() > 1;
        let evidence = |&id: &usize| {
            let found = home(id).and_then(|at| own.list[at].evidence[own.list[at].speakers.iter().position(|&s| s == id)?]);
            found.or_else(|| several.then(|| speakers.list[id].mentions.first().map(|m| m.span))?).filter(|_| !alone)
        };
        let evidence = ids.iter().map(evidence).collect();
        out.firm.push(!alone && ids.iter().any(|&id| home(id).is_some_and(|at| own.firm[at])));
        out.list.push(Side { label: label.to_owned(), speakers: ids, evidence, positions: Vec::new(), confidence: 1.0 });
    };
    for side in &article.sides {
        let ids: Vec<usize> = (0..speakers.list.len()).filter(|&id| side_of(id) == side.id).collect();
        if !ids.is_empty() {
            add(&side.label, ids, false);
        }
    }
    for id in (0..speakers.list.len()).filter(|&id| side_of(id) == "none" && home(id).is_some()) {
        add(&speakers.list[id].name, vec![id], true);
    }
    out
}
