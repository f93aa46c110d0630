//! From HTML to a snapshot: what a browser would show, as far as it can be told without styles.

use crate::snapshot::{Attr, PageSnapshot, SnapshotBuilder, Tag};
use ego_tree::iter::Edge;
use scraper::node::Node;

/// Parses `html` as a browser does (html5ever, through scraper).
pub fn snapshot(html: &str, url: &str) -> PageSnapshot {
    let document = scraper::Html::parse_document(html);
    let mut builder = SnapshotBuilder::new(url);
    // An explicit stack, because saved pages nest deeper than a thread's stack allows.
    let mut edges = document.tree.root().traverse();
    for edge in &mut edges {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let tag = Tag::from_name(element.name());
                    let attrs = Attr::ALL.iter().filter_map(|&a| element.attr(a.name()).map(|v| (a, v.to_owned())));
                    builder.open(tag, attrs.collect::<Vec<_>>(), !hides_itself(element));
                }
                Node::Text(text) => {
                    builder.text(text);
                }
                _ => {}
            },
            Edge::Close(node) => {
                if node.value().is_element() {
                    builder.close();
                }
            }
        }
    }
    builder.finish()
}

fn hides_itself(element: &scraper::node::Element) -> bool {
    if element.attr("hidden").is_some() {
        return true;
    }
    let style = element.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    style.contains("display:none") || style.contains("visibility:hidden")
}
