//! What a reader is asked about an article that nobody has annotated: its speakers, and each statement that could be a position.

use super::GoldArticle;
use super::labels::Unjudged;
use serde_json::{Value, json};
use standpoint::article::Article;
use standpoint::attribution::Appraiser;
use standpoint::side;
use standpoint::speaker::AntecedentWeights;
use standpoint::text::{Span, Text};

/// The pipe's own speakers and statements, judged by nobody yet; spans are scalar values, half-open.
pub fn read(article: &GoldArticle) -> Value {
    let (_, read) = Article::from_text(&article.text);
    let (text, parsed) = (&read.text, &Text::parse(&read.text, &read.blocks()));
    let unjudged = Unjudged::read(article, AntecedentWeights::built_in());
    let (attributions, speakers) = unjudged.parts();
    let parties = side::parties_of(text, parsed, attributions, speakers);
    let candidates = side::candidates(text, parsed, attributions, speakers, &parties);
    let appraiser = Appraiser::new(text, parsed);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let scalars = |spans: &[Span]| -> Vec<[usize; 2]> {
        let at = |byte: u32| starts.partition_point(|&start| start < byte as usize);
        spans.iter().map(|s| [at(s.start), at(s.end)]).collect()
    };
    let mut statements: Vec<Value> = Vec::new();
    for (index, attribution) in attributions.iter().enumerate().filter(|(index, _)| !speakers.of[*index].is_empty()) {
        let own = candidates.iter().filter(|c| c.position.attribution == index);
        let mut units: Vec<&[Span]> = own.map(|c| c.position.spans.as_slice()).collect();
        units.dedup();
        if units.is_empty() {
            units.push(&attribution.content);
        }
        for unit in units {
            let inputs = appraiser.inputs(&attribution.source, &attribution.cue, unit);
            let tokens: Vec<[u32; 5]> = inputs.iter().map(|i| [i.word, i.ending, i.part.into(), i.tag.into(), i.shape.into()]).collect();
            statements.push(json!({
                "attribution": index, "spans": scalars(unit), "speakers": speakers.of[index], "tokens": tokens,
                "source": scalars(&attribution.source), "cue": scalars(&attribution.cue), "content": scalars(&attribution.content),
            }));
        }
    }
    let list: Vec<Value> =
        speakers.list.iter().map(|s| json!({ "name": s.name, "role": s.role.map(|r| r.of(text)), "kind": s.kind })).collect();
    json!({ "id": article.id, "text": text, "speakers": list, "statements": statements })
}
