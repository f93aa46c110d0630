//! From the live document to a snapshot. All reads, no writes; where elements stand is asked in one go at the end.

use super::bindings::{self, Visibility};
use super::layout;
use crate::snapshot::{Attr, NodeId, PageSnapshot, SnapshotBuilder, Tag};
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node};

/// A snapshot, and the page's node for each of its nodes.
pub struct LivePage {
    pub snapshot: PageSnapshot,
    nodes: Vec<Node>,
}

/// What of the document is ours and not the page's.
#[derive(Default)]
pub struct Ours {
    /// The overlay's host, which is passed over.
    pub host: Option<Element>,
    /// The attribute on elements that we hide, and the one on those that we fold: both count as shown.
    pub hidden_by: Option<(String, String)>,
}

impl Ours {
    fn marks(&self) -> Option<(JsString, JsString)> {
        self.hidden_by.as_ref().map(|(hidden, folded)| (hidden.as_str().into(), folded.as_str().into()))
    }
}

/// The value of the second attribute where it folds an element.
pub const FOLD: &str = "fold";

impl LivePage {
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.index())
    }

    /// Where `element` stands in the snapshot.
    pub fn place(&self, element: &Element) -> Option<NodeId> {
        let at = self.nodes.iter().position(|node| element.is_same_node(Some(node)))?;
        Some(NodeId(at as u32))
    }

    pub fn element(&self, id: NodeId) -> Option<&Element> {
        self.node(id).filter(|node| node.node_type() == Node::ELEMENT_NODE).map(|node| node.unchecked_ref())
    }
}

/// Reads the document. One that no window shows (parsed, not loaded) says what it hides by `hidden` and
/// inline styles only.
pub fn read(document: &Document, ours: &Ours) -> LivePage {
    let window = document.default_view();
    let url = window.as_ref().and_then(|w| w.location().href().ok()).or_else(|| document.url().ok()).unwrap_or_default();
    let mut reader = Reader {
        page: SnapshotBuilder::new(&url),
        nodes: Vec::new(),
        visibility: window.clone().map(Visibility::new),
        ours,
        marks: ours.marks(),
        names: Attr::ALL.iter().map(|&attr| (attr, attr.name().into())).collect(),
        within_hidden: 0,
        around: Vec::new(),
        boxes: Vec::new(),
    };
    if let Some(root) = document.document_element() {
        reader.page.page().lang = root.get_attribute("lang").unwrap_or_default();
        reader.walk(root.unchecked_into());
    }
    let (mut snapshot, nodes, mut boxes) = (reader.page.finish(), reader.nodes, reader.boxes);
    if let Some(window) = window {
        boxes.sort_unstable();
        boxes.dedup_by_key(|(id, _)| *id);
        boxes.retain(|(id, _)| snapshot.node(*id).visible);
        layout::measure(&window, &mut snapshot, &nodes, &boxes);
    }
    LivePage { snapshot, nodes }
}

struct Reader<'a> {
    page: SnapshotBuilder,
    nodes: Vec<Node>,
    visibility: Option<Visibility>,
    ours: &'a Ours,
    /// The two attributes of `Ours::hidden_by`, and those that the snapshot keeps.
    marks: Option<(JsString, JsString)>,
    names: Vec<(Attr, JsString)>,
    /// How many of the open elements we hide ourselves.
    within_hidden: usize,
    /// Of each open element, itself or the nearest around it that is a block.
    around: Vec<Option<NodeId>>,
    /// The blocks with text of their own, and whether we hide them.
    boxes: Vec<(NodeId, bool)>,
}

/// An open element: the next sibling to go on with, and whether it is one that we hide.
type Open = (Option<Node>, bool);

impl Reader<'_> {
    fn walk(&mut self, root: Node) {
        // An explicit stack, because pages nest deeper than the stack of a WebAssembly module allows.
        let mut open: Vec<Open> = Vec::new();
        let mut next = Some(root);
        loop {
            let Some(node) = next else {
                let Some((sibling, hidden)) = open.pop() else { return };
                self.page.close();
                self.around.pop();
                self.within_hidden -= usize::from(hidden);
                next = sibling;
                continue;
            };
            // The root has no sibling that is the document's.
            let sibling = if open.is_empty() { None } else { node.next_sibling() };
            next = sibling.clone();
            match node.node_type() {
                Node::TEXT_NODE => {
                    let text = node.node_value().unwrap_or_default();
                    self.page.text(&text);
                    self.nodes.push(node);
                    let block = self.around.last().copied().flatten();
                    if let Some(block) = block.filter(|_| text.contains(|c: char| !c.is_whitespace())) {
                        self.boxes.push((block, self.within_hidden > 0));
                    }
                }
                Node::ELEMENT_NODE => {
                    if open.len() == 1 && self.ours.host.as_ref().is_some_and(|host| node.is_same_node(Some(host))) {
                        continue;
                    }
                    let element: Element = node.clone().unchecked_into();
                    let (goes_in, hidden) = self.open(&element);
                    self.nodes.push(node.clone());
                    self.within_hidden += usize::from(hidden);
                    open.push((sibling, hidden));
                    next = if goes_in { first_child(&node) } else { None };
                }
                _ => {}
            }
        }
    }

    /// Opens `element` in the snapshot; whether its children are worth reading, and whether we hide it.
    fn open(&mut self, element: &Element) -> (bool, bool) {
        let tag = Tag::from_name(&element.local_name());
        let hidden_by_us = self.is_hidden_by_us(element);
        let visible = hidden_by_us || !tag.is_silent() && self.shows(element);
        let id = self.page.open(tag, self.attributes(tag, element), visible);
        // A form answers to the names of its fields, which can stand for anything that it is asked.
        let is_box = tag != Tag::Form && (tag.is_block() || tag == Tag::Custom);
        self.around.push(if is_box { Some(id) } else { self.around.last().copied().flatten() });
        match tag {
            Tag::Title if self.page.page().title.is_empty() && in_html(element) => {
                self.page.page().title = folded(&element.text_content().unwrap_or_default());
            }
            Tag::Meta => self.meta(element),
            Tag::Script if element.get_attribute("type").is_some_and(|kind| kind.trim() == "application/ld+json") => {
                self.page.page().json_ld.push(element.text_content().unwrap_or_default());
            }
            _ => {}
        }
        // The head is not shown, but says what the page is about.
        (visible || matches!(tag, Tag::Head), hidden_by_us)
    }

    fn is_hidden_by_us(&self, element: &Element) -> bool {
        let Some((hidden, folded)) = &self.marks else { return false };
        bindings::has_attribute(element, hidden) || bindings::attribute(element, folded).as_deref() == Some(FOLD)
    }

    fn attributes(&self, tag: Tag, element: &Element) -> Vec<(Attr, String)> {
        if tag == Tag::Form {
            return self.names.iter().filter_map(|(attr, name)| Some((*attr, bindings::form_attribute(element, name)?))).collect();
        }
        if !element.has_attributes() {
            return Vec::new();
        }
        self.names.iter().filter_map(|(attr, name)| Some((*attr, bindings::attribute(element, name)?))).collect()
    }

    fn meta(&mut self, element: &Element) {
        let name = ["property", "name", "itemprop"].iter().find_map(|name| element.get_attribute(name));
        if let (Some(name), Some(content)) = (name, element.get_attribute("content")) {
            self.page.page().meta.push((name.to_ascii_lowercase(), content));
        }
    }

    fn shows(&self, element: &Element) -> bool {
        match &self.visibility {
            // Below an element that we hide nothing has a box, and only the element's own style tells.
            Some(visibility) if self.within_hidden > 0 => visibility.display(element) != "none",
            Some(visibility) => visibility.of(element),
            None => !hides_itself(element),
        }
    }
}

/// The children of a template stand in a document of their own; those of the rest are siblings of the first.
fn first_child(node: &Node) -> Option<Node> {
    let child = bindings::first_child(node);
    // A form answers to the names of its fields, which are elements but not its own first child.
    if child.is_object() { child.dyn_into::<Node>().ok() } else { None }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn in_html(element: &Element) -> bool {
    element.namespace_uri().as_deref() == Some("http://www.w3.org/1999/xhtml")
}

/// As the reader of saved pages has it.
fn hides_itself(element: &Element) -> bool {
    if element.has_attribute("hidden") {
        return true;
    }
    let style = element.get_attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether `value` is a document, from whatever window it comes.
pub fn as_document(value: &JsValue) -> Option<Document> {
    let kind = bindings::get(value, "nodeType").as_f64()?;
    (kind == f64::from(Node::DOCUMENT_NODE)).then(|| value.clone().unchecked_into())
}
