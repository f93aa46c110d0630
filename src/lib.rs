//! Standpoint: who says what on a news page, and where each side stands.
//!
//! One straight pipe, each stage plain data in and plain data out:
//!
//! ```text
//! DOM --read--> PageSnapshot --blocks--> [Block] --assemble--> Article --parse--> Text
//!     --attributions--> [Attribution] --resolve--> Speakers --group--> Sides --plan--> OverlayPlan --draw--> DOM
//! ```
//!
//! Only [`dom`] (and the exports in it) touches a browser; everything else runs natively too.

pub mod article;
pub mod attribution;
pub mod block;
#[cfg(target_arch = "wasm32")]
pub mod dom;
pub mod lexicon;
pub mod model;
pub mod plan;
pub mod report;
#[cfg(feature = "cli")]
pub mod saved;
pub mod side;
pub mod snapshot;
pub mod speaker;
pub mod text;

use article::Article;
use attribution::Attribution;
use block::{Block, Choices, PageKind};
use serde::Serialize;
use side::Sides;
use snapshot::{NodeId, PageSnapshot, Places};
use speaker::{LabelWeights, Speakers};
use text::Text;

/// Everything that the pipe found, stage by stage.
#[derive(Clone, Debug)]
pub struct Analysis {
    pub url: String,
    /// An ISO 639-1 code; empty where unknown.
    pub language: String,
    pub title: String,
    pub page_kind: PageKind,
    pub blocks: Vec<Block>,
    pub article: Article,
    pub text: Text,
    pub attributions: Vec<Attribution>,
    pub speakers: Speakers,
    pub sides: Sides,
    pub notes: Vec<Note>,
    /// Elements that the reader wants to be rid of, with text in them or not.
    pub dismissed: Vec<NodeId>,
}

/// What was uncertain or missing, for the reader to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// The page is no article: nothing is hidden.
    NoArticle,
    /// It is unsure which part of the page is the article: nothing is hidden.
    Doubtful,
    /// The article quotes and reports nobody.
    NobodyQuoted,
    /// One voice only: there are no sides.
    OneVoice,
    /// The article is not in English: boilerplate is hidden, speech is not looked for.
    OtherLanguage,
}

impl Note {
    /// What the reader is told.
    pub fn sentence(self) -> &'static str {
        match self {
            Note::NoArticle => "This page does not look like an article, so nothing is hidden.",
            Note::Doubtful => "It is unsure which part of this page is the article, so nothing is hidden.",
            Note::NobodyQuoted => "Nobody is quoted or reported to have said anything here.",
            Note::OneVoice => "One voice only: there are no sides to compare.",
            Note::OtherLanguage => "Speech is recognised in English only; this article is in another language.",
        }
    }
}

/// Analyses a page.
pub fn analyze(page: &PageSnapshot) -> Analysis {
    analyze_as(page, &Choices::default(), &snapshot::nowhere)
}

/// Analyses a page of whose blocks the reader has said what they are, and which can be asked where its elements stand.
pub fn analyze_as(page: &PageSnapshot, choices: &Choices, places: Places) -> Analysis {
    let (mut blocks, page_kind) = block::blocks(page, places);
    // On a page that is no article nothing is hidden, so there is nothing to say against.
    let dismissed = match page_kind {
        PageKind::Article => block::follow(page, &mut blocks, choices),
        PageKind::NotAnArticle | PageKind::Doubtful => Vec::new(),
    };
    let article = Article::assemble(&blocks);
    let language = text::language(&page.lang, &article.text);
    Analysis { dismissed, ..run(page.url.clone(), language, page.title.clone(), page_kind, blocks, article) }
}

/// Analyses plain text, taken as the text of an article as it stands.
pub fn analyze_text(text: &str) -> Analysis {
    let (blocks, article) = Article::from_text(text);
    let title = article.headline.clone().unwrap_or_default();
    run(String::new(), text::language("", text), title, PageKind::Article, blocks, article)
}

fn run(url: String, language: String, title: String, page_kind: PageKind, blocks: Vec<Block>, article: Article) -> Analysis {
    let text = Text::parse(&article.text, &article.blocks());
    // Another language's speech would be misread, and unsure means unlabelled.
    let speaks = matches!(language.as_str(), "en" | "");
    let attributions = if speaks { attribution::attributions(&article.text, &text) } else { Vec::new() };
    let mut speakers = speaker::resolve(&article.text, &text, &attributions);
    speaker::judge(&article.text, &text, &attributions, &mut speakers, LabelWeights::built_in());
    let (attributions, speakers) = speaker::without_nameless(attributions, speakers);
    let mut sides = side::group(&article.text, &text, &attributions, &speakers);
    let (attributions, speakers) = side::without_doubtful(&article.text, attributions, speakers, &mut sides);
    let mut notes = Vec::new();
    match page_kind {
        PageKind::Article => {}
        PageKind::NotAnArticle => notes.push(Note::NoArticle),
        PageKind::Doubtful => notes.push(Note::Doubtful),
    }
    if !speaks {
        notes.push(Note::OtherLanguage);
    } else if attributions.is_empty() {
        notes.push(Note::NobodyQuoted);
    } else if speakers.list.len() == 1 {
        notes.push(Note::OneVoice);
    }
    Analysis { url, language, title, page_kind, blocks, article, text, attributions, speakers, sides, notes, dismissed: Vec::new() }
}
