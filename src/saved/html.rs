//! From HTML to a snapshot: what a browser would show, as far as it can be told without styles.

use crate::snapshot::{Attr, PageSnapshot, SnapshotBuilder, Tag};
use ego_tree::iter::Edge;
use scraper::node::{Element, Node};

/// Parses `html` as a browser does (html5ever, through scraper). An empty `url` is filled from the page's
/// canonical link or `og:url`.
pub fn snapshot(html: &str, url: &str) -> PageSnapshot {
    let document = scraper::Html::parse_document(html);
    let mut builder = SnapshotBuilder::new(url);
    let mut canonical = None;
    // Edges and not recursion, because saved pages nest deeper than a thread's stack allows.
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let tag = Tag::from_name(element.name());
                    let attrs = Attr::ALL
                        .iter()
                        .filter(|attr| attr.is_kept(tag))
                        .filter_map(|&a| element.attr(a.name()).map(|v| (a, v.to_owned())));
                    builder.open(tag, attrs.collect::<Vec<_>>(), !hides_itself(tag, element));
                    let own_text = || node.children().filter_map(|child| child.value().as_text().map(|text| &**text)).collect::<String>();
                    head(&mut builder, tag, element, own_text, &mut canonical);
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
    let page = builder.page();
    if page.url.is_empty() {
        let named = page.meta.iter().find(|(name, _)| name == "og:url").map(|(_, url)| url.clone());
        page.url = canonical.or(named).unwrap_or_default();
    }
    builder.finish()
}

/// Notes what an element says of the whole page.
fn head(builder: &mut SnapshotBuilder, tag: Tag, element: &Element, own_text: impl Fn() -> String, canonical: &mut Option<String>) {
    let page = builder.page();
    match tag {
        Tag::Html if page.lang.is_empty() => page.lang = element.attr("lang").or(element.attr("xml:lang")).unwrap_or_default().to_owned(),
        // The first: SVG images have titles too.
        Tag::Title if page.title.is_empty() => page.title = own_text().split_whitespace().collect::<Vec<_>>().join(" "),
        Tag::Meta => {
            let name = ["property", "name", "itemprop"].iter().find_map(|a| element.attr(a));
            if let (Some(name), Some(content)) = (name, element.attr("content")) {
                page.meta.push((name.to_ascii_lowercase(), content.to_owned()));
            }
        }
        Tag::Link if canonical.is_none() && element.attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
            *canonical = element.attr("href").filter(|href| href.starts_with("http")).map(str::to_owned);
        }
        Tag::Script if element.attr("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) => {
            page.json_ld.push(own_text());
        }
        _ => {}
    }
}

fn hides_itself(tag: Tag, element: &Element) -> bool {
    if element.attr("hidden").is_some() || (tag == Tag::Dialog && element.attr("open").is_none()) {
        return true;
    }
    let Some(style) = element.attr("style") else { return false };
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    // 'display:none' would also be found in a custom property ('--display:none'), hence the border before it.
    ["display:none", "visibility:hidden"]
        .iter()
        .any(|hiding| style.match_indices(hiding).any(|(at, _)| at == 0 || style.as_bytes().get(at - 1) == Some(&b';')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::NodeId;

    /// The visible text of the page, its nodes joined with `|`.
    fn visible(html: &str) -> String {
        let page = snapshot(html, "");
        let nodes = (0..page.nodes.len() as u32).map(NodeId).filter(|&id| page.node(id).visible);
        nodes.map(|id| page.text(id).trim()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("|")
    }

    #[track_caller]
    fn check(html: &str, expect: &str) {
        assert_eq!(visible(html), expect);
    }

    #[test]
    fn hidden_text_is_not_seen() {
        check("<p>a<p hidden>b<p style='color:red; Display : none !important'>c<p style='--display:none'>d", "a|d");
        check("<dialog>a</dialog><dialog open>b</dialog><template>c</template><noscript>d</noscript>", "b");
        check("<script>a</script><style>b</style><svg><title>c</title></svg><video>d</video><p>e", "e");
        check("<div style='visibility:hidden'><p>a</p></div><textarea>b</textarea><iframe>c</iframe>", "");
    }

    #[test]
    fn the_head_is_read() {
        let page = snapshot(
            "<html lang=en-GB><head><title> A\n title </title><meta name=Author content=X><meta property='og:url' content='https://a/b'>\
             <link rel=canonical href='https://a/c'><script type='application/ld+json'>{\"a\":1}</script></head><svg><title>no</title></svg>",
            "",
        );
        assert_eq!((page.lang.as_str(), page.title.as_str(), page.url.as_str()), ("en-GB", "A title", "https://a/c"));
        assert_eq!(page.meta, [("author".to_owned(), "X".to_owned()), ("og:url".to_owned(), "https://a/b".to_owned())]);
        assert_eq!(page.json_ld, ["{\"a\":1}"]);
        assert_eq!(snapshot("<meta property='og:url' content='https://a/b'>", "").url, "https://a/b");
        assert_eq!(snapshot("<meta property='og:url' content='https://a/b'>", "https://given").url, "https://given");
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        let deep = 5_000;
        let html = format!("{}deep{}", "<div>".repeat(deep), "</div>".repeat(deep));
        assert_eq!(visible(&html), "deep");
    }
}
