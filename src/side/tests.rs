//! The stage by its constructions. Attributions and speakers are given, so that only what this stage does can fail.

mod alliances;
mod allies;
mod disputes;
mod groups;
mod kinds;
mod members;
mod offices;
mod origins;
mod positions;
mod states;
mod ties;
mod told;
mod who;

use super::*;
use crate::article::Article;
use crate::attribution::{Kind, Tier};
use crate::speaker::{Mention, MentionKind, Speaker, SpeakerKind};

/// One attribution: speakers (several with "+"), source, cue and content, each a piece of the text; the content is looked
/// for after the start of the sentence that `cue` stands in. A name with a leading "*" is an organisation, with "~" a group,
/// with "#" a document, with "?" somebody without a name.
type Said<'a> = (&'a str, &'a str, &'a str, &'a str);

fn find(text: &str, piece: &str, from: usize) -> Span {
    let at = text[from..].find(piece).map_or_else(|| text.find(piece), |at| Some(at + from));
    let at = at.unwrap_or_else(|| panic!("{piece:?} is no piece of the text"));
    Span::new(at, at + piece.len())
}

fn given(text: &str, said: &[Said]) -> (Text, Vec<Attribution>, Speakers) {
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
            let name = marked.trim_start_matches(['*', '~', '#', '?']);
            let kind = match marked.chars().next() {
                Some('*') => SpeakerKind::Organisation,
                Some('~') => SpeakerKind::Group,
                Some('#') => SpeakerKind::Document,
                Some('?') => SpeakerKind::Anonymous,
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
    (parsed, attributions, Speakers { sure: vec![1.0; of.len()], list, of })
}

fn run(text: &str, said: &[Said]) -> (Speakers, Sides) {
    let (parsed, attributions, speakers) = given(text, said);
    let sides = group(text, &parsed, &attributions, &speakers);
    (speakers, sides)
}

/// Whether the parties of the first two speakers never stand together, whatever the weights say.
fn apart(text: &str, said: &[Said]) -> bool {
    let (parsed, attributions, speakers) = given(text, said);
    let parties = parties(&phrase::Words::new(text, &parsed, &speakers), &attributions, &speakers);
    let party = |id: usize| parties.list.iter().position(|side| side.speakers.contains(&id)).unwrap();
    let two = [party(0), party(1)];
    parties.pairs.iter().any(|pair| two.contains(&pair.first) && two.contains(&pair.second) && pair.apart)
}

/// `label: speaker, speaker; ...` of all sides, in their order.
fn grouped(text: &str, said: &[Said]) -> String {
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
