//! What each stage of the pipe found, for people to look at.

use super::overlay;
use super::read::{self, LivePage};
use super::to_js;
use crate::article::Article;
use crate::plan::OverlayPlan;
use crate::report::Report;
use crate::snapshot::{NodeData, PageSnapshot};
use crate::text::{ScalarOffsets, Span, Text, Token};
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

#[derive(Serialize)]
struct Stages {
    snapshot: Option<Nodes>,
    /// Unicode scalar values of the article's text, half-open.
    sentences: Vec<[u32; 2]>,
    /// The same, and the part of speech (Penn Treebank).
    tokens: Vec<(u32, u32, &'static str)>,
    plan: Option<Planned>,
    report: Report,
}

#[derive(Serialize)]
struct Nodes {
    nodes: usize,
    elements: usize,
    texts: usize,
    shown: usize,
}

#[derive(Serialize)]
struct Planned {
    hide: usize,
    fold: usize,
    marks: usize,
    labelled: usize,
    groups: usize,
    voices: usize,
}

/// The document's page, or the live one for `undefined`; `None` for what is no document.
pub fn page(document: &JsValue) -> Option<LivePage> {
    let document = match document.is_undefined() || document.is_null() {
        true => web_sys::window()?.document()?,
        false => read::as_document(document)?,
    };
    let ours = overlay::with(|overlay| overlay.ours());
    Some(read::read(&document, &ours.unwrap_or_default()))
}

pub fn stages(of: &JsValue) -> JsValue {
    let (snapshot, analysis, plan) = match of.as_string() {
        Some(text) => (None, crate::analyze_text(&text), None),
        None => {
            let Some(page) = page(of) else { return JsValue::NULL };
            let analysis = page.analysis();
            let plan = planned(&OverlayPlan::new(&page.snapshot, &analysis, false));
            (Some(nodes(&page.snapshot)), analysis, Some(plan))
        }
    };
    let text = &analysis.article.text;
    let offsets = ScalarOffsets::new(text);
    let scalars = |span: Span| [offsets.at(text, span.start as usize), offsets.at(text, span.end as usize)];
    let sentences = analysis.text.sentences.iter().map(|sentence| scalars(sentence.span)).collect();
    let tagged = |token: &Token| {
        let [start, end] = scalars(token.span);
        (start, end, token.tag.name())
    };
    let tokens = analysis.text.tokens.iter().map(tagged).collect();
    to_js(&Stages { snapshot, sentences, tokens, plan, report: Report::new("stages", &analysis) })
}

fn nodes(page: &PageSnapshot) -> Nodes {
    let element = |data: &NodeData| matches!(data, NodeData::Element { .. });
    let elements = page.nodes.iter().filter(|node| element(&node.data)).count();
    Nodes {
        nodes: page.nodes.len(),
        elements,
        texts: page.nodes.len() - elements,
        shown: page.nodes.iter().filter(|node| node.visible).count(),
    }
}

fn planned(plan: &OverlayPlan) -> Planned {
    Planned {
        hide: plan.hide.len(),
        fold: plan.hide.iter().filter(|hide| hide.fold).count(),
        marks: plan.marks.len(),
        labelled: plan.marks.iter().filter(|mark| mark.label.is_some()).count(),
        groups: plan.panel.groups.len(),
        voices: plan.panel.voices.len(),
    }
}

/// How long each stage takes on the live page, in milliseconds, for `.dev/measure.mjs`; and how much there was to do.
pub fn timings() -> JsValue {
    let clock = web_sys::window().and_then(|window| window.performance());
    let now = || clock.as_ref().map_or(0.0, |clock| clock.now());
    let t0 = now();
    let Some(page) = page(&JsValue::UNDEFINED) else { return JsValue::NULL };
    let t1 = now();
    let (blocks, _) = crate::block::blocks(&page.snapshot, &|elements| page.measure(elements));
    let t2 = now();
    let article = Article::assemble(&blocks);
    let text = Text::parse(&article.text, &article.blocks());
    let t3 = now();
    let attributions = crate::attribution::attributions(&article.text, &text);
    let t4 = now();
    let speakers = crate::speaker::resolve(&article.text, &text, &attributions);
    let t5 = now();
    let sides = crate::side::group(&article.text, &text, &attributions, &speakers);
    let t6 = now();
    let words = article.text.split_whitespace().count();
    to_js(&BTreeMap::from([
        ("nodes", page.snapshot.nodes.len() as f64),
        ("words", words as f64),
        ("found", sides.list.len() as f64),
        ("read", t1 - t0),
        ("blocks", t2 - t1),
        ("text", t3 - t2),
        ("attribution", t4 - t3),
        ("speakers", t5 - t4),
        ("sides", t6 - t5),
    ]))
}
