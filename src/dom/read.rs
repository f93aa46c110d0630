//! From the live document to a snapshot. All reads, no writes; where elements stand is asked later, of few of them.

use super::bindings::{self, Numbers, OfForms, Visibility};
use super::layout;
use crate::Analysis;
use crate::block::Choices;
use crate::snapshot::{Attr, Layout, NodeId, PageSnapshot, SnapshotBuilder, Tag};
use js_sys::{JsString, Map};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node, NodeList, Window};

/// A snapshot, and the page's node for each of its nodes.
pub struct LivePage {
    pub snapshot: PageSnapshot,
    nodes: Vec<Node>,
    window: Option<Window>,
    /// The elements that we hide or fold ourselves.
    hidden: HashSet<NodeId>,
    /// What has been measured, as it was before we drew anything.
    measured: RefCell<HashMap<NodeId, Option<Layout>>>,
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
        self.node(id).filter(|_| self.snapshot.tag(id).is_some()).map(|node| node.unchecked_ref())
    }

    /// The analysis of the page as it stands, whatever the reader has said of it.
    pub fn analysis(&self) -> Analysis {
        crate::analyze_as(&self.snapshot, &Choices::default(), &|elements| self.measure(elements))
    }

    /// Whether `id` is, or stands in, an element that we hide.
    pub fn is_hidden_by_us(&self, id: NodeId) -> bool {
        !self.hidden.is_empty() && std::iter::once(id).chain(self.snapshot.ancestors(id)).any(|id| self.hidden.contains(&id))
    }

    /// The places of `elements`. What has been asked before is not measured again.
    pub fn measure(&self, elements: &[NodeId]) -> Vec<Option<Layout>> {
        let Some(window) = &self.window else { return crate::snapshot::nowhere(elements) };
        let mut measured = self.measured.borrow_mut();
        let new: Vec<NodeId> = elements.iter().copied().filter(|id| !measured.contains_key(id)).collect();
        let found = layout::measure(self, window, &new);
        measured.extend(new.into_iter().zip(found));
        elements.iter().map(|id| measured.get(id).copied().flatten()).collect()
    }
}

/// Reads the document. One that no window shows (parsed, not loaded) says what it hides by `hidden` and
/// inline styles only.
pub fn read(document: &Document, ours: &Ours) -> LivePage {
    let window = document.default_view();
    let url = window.as_ref().and_then(|w| w.location().href().ok()).or_else(|| document.url().ok()).unwrap_or_default();
    let rare = RARE.iter().map(|attr| attr.name()).chain(HIDING);
    let rare: Vec<String> = rare.map(|name| format!("[{name}]")).collect();
    let mut reader = Reader {
        page: SnapshotBuilder::new(&url),
        nodes: Vec::new(),
        visibility: window.clone().map(Visibility::new),
        ours,
        marks: ours.marks(),
        names: NAMES.with(Clone::clone),
        rare: Next::new(document.query_selector_all(&rare.join(",")).ok()),
        tags: TAGS.with(Clone::clone),
        of_forms: OfForms::new(),
        hidden: HashSet::new(),
        within_hidden: 0,
    };
    if let Some(root) = document.document_element() {
        reader.page.page().lang = root.get_attribute("lang").unwrap_or_default();
        reader.walk(root.unchecked_into());
    }
    let Reader { page, nodes, hidden, .. } = reader;
    LivePage { snapshot: page.finish(), nodes, window, hidden, measured: RefCell::default() }
}

/// Attributes that few elements have: who has one of them is asked once for the whole page.
const RARE: [Attr; 5] = [Attr::Id, Attr::Role, Attr::Itemprop, Attr::AriaLabel, Attr::DataTestid];
/// The same of those that may hide an element.
const HIDING: [&str; 2] = ["hidden", "style"];

thread_local! {
    static TAGS: Rc<Numbers> = Rc::new(tags());
    /// The names of `Attr::ALL`.
    static NAMES: Rc<[JsString]> = Attr::ALL.iter().map(|&attr| attr.name().into()).collect();
}

/// The name of every text node.
const TEXT: &str = "#text";
/// Its number among the numbers of tags.
const TEXT_NUMBER: usize = Tag::COUNT;

/// The numbers of tags by the names that their elements have in HTML, and in XML.
fn tags() -> Numbers {
    let tags = Map::new();
    let add = |name: &str, number: usize| {
        tags.set(&JsValue::from_str(name), &JsValue::from_f64(number as f64));
    };
    for tag in Tag::ALL {
        add(tag.name(), tag.number());
        add(&tag.name().to_ascii_uppercase(), tag.number());
    }
    add(TEXT, TEXT_NUMBER);
    tags.unchecked_into()
}

/// A list of elements in document order, of which the next is waited for.
struct Next {
    list: Option<NodeList>,
    at: u32,
    next: Option<Node>,
}

impl Next {
    fn new(list: Option<NodeList>) -> Next {
        let next = list.as_ref().and_then(|list| list.item(0));
        Next { list, at: 0, next }
    }

    /// Whether `node` is in the list. All nodes are asked for, in document order, but for those that are skipped.
    fn is(&mut self, node: &Node) -> bool {
        let is = self.next.as_ref() == Some(node);
        if is {
            self.step();
        }
        is
    }

    /// Nothing below `node` will be asked for.
    fn skip(&mut self, node: &Node) {
        while self.next.as_ref().is_some_and(|next| node.contains(Some(next))) {
            self.step();
        }
    }

    fn step(&mut self) {
        self.at += 1;
        self.next = self.list.as_ref().and_then(|list| list.item(self.at));
    }
}

struct Reader<'a> {
    page: SnapshotBuilder,
    nodes: Vec<Node>,
    visibility: Option<Visibility>,
    ours: &'a Ours,
    /// The two attributes of `Ours::hidden_by`.
    marks: Option<(JsString, JsString)>,
    names: Rc<[JsString]>,
    /// The elements with one of the rare attributes.
    rare: Next,
    tags: Rc<Numbers>,
    of_forms: Option<OfForms>,
    /// The elements that we hide ourselves, and how many of the open ones are.
    hidden: HashSet<NodeId>,
    within_hidden: usize,
}

/// An open element: the next sibling to go on with, and whether it is one that we hide.
type Open = (Option<Node>, bool);

/// What a node is to the reader.
enum Kind {
    Element(Tag),
    Text,
    Other,
}

impl Reader<'_> {
    #[inline(never)]
    fn walk(&mut self, root: Node) {
        // An explicit stack, because pages nest deeper than the stack of a WebAssembly module allows.
        let mut open: Vec<Open> = Vec::new();
        let mut next = Some(root);
        loop {
            let Some(node) = next else {
                let Some((sibling, hidden)) = open.pop() else { return };
                self.page.close();
                self.within_hidden -= usize::from(hidden);
                next = sibling;
                continue;
            };
            let kind = self.kind(&node);
            let form = self.of_forms.as_ref().filter(|_| matches!(kind, Kind::Element(Tag::Form)));
            // The root has no sibling that is the document's.
            let sibling = match (open.is_empty(), form) {
                (true, _) => None,
                (false, Some(form)) => form.next_sibling(&node),
                (false, None) => node.next_sibling(),
            };
            match kind {
                Kind::Text => {
                    self.page.text(&node.node_value().unwrap_or_default());
                    self.nodes.push(node);
                    next = sibling;
                }
                Kind::Element(tag) => {
                    if open.len() == 1 && self.ours.host.as_ref().is_some_and(|host| node.is_same_node(Some(host))) {
                        self.rare.skip(&node);
                        next = sibling;
                        continue;
                    }
                    let (goes_in, hidden) = self.open(tag, node.unchecked_ref());
                    self.within_hidden += usize::from(hidden);
                    open.push((sibling, hidden));
                    if !goes_in {
                        self.rare.skip(&node);
                    }
                    next = match self.of_forms.as_ref().filter(|_| tag == Tag::Form) {
                        _ if !goes_in => None,
                        Some(form) => form.first_child(&node),
                        None => node.first_child(),
                    };
                    self.nodes.push(node);
                }
                Kind::Other => next = sibling,
            }
        }
    }

    #[inline(never)]
    fn kind(&self, node: &Node) -> Kind {
        let name = bindings::node_name(node);
        match bindings::number(&self.tags, &name) {
            Some(TEXT_NUMBER) => Kind::Text,
            Some(number) => Kind::Element(Tag::from_number(number)),
            // Only a form answers with something else to its name.
            None if !name.is_string() => Kind::Element(Tag::Form),
            None if node.node_type() == Node::ELEMENT_NODE => {
                let tag = Tag::from_name(&node.unchecked_ref::<Element>().local_name());
                self.tags.set(&name, &JsValue::from_f64(tag.number() as f64));
                Kind::Element(tag)
            }
            None => Kind::Other,
        }
    }

    /// Opens `element` in the snapshot; whether its children are worth reading, and whether we hide it.
    #[inline(never)]
    fn open(&mut self, tag: Tag, element: &Element) -> (bool, bool) {
        let hidden_by_us = self.is_hidden_by_us(element);
        let rare = self.rare.is(element);
        let attributes = self.attributes(tag, element, rare);
        // To ask costs most of all. A word of a line that has no name and no style of its own is shown where the line is.
        let plain = tag.is_phrase() && !rare && attributes.is_empty();
        let visible = hidden_by_us || plain || !tag.is_silent() && self.shows(element);
        let id = self.page.open(tag, attributes, visible);
        if hidden_by_us {
            self.hidden.insert(id);
        }
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

    #[inline(never)]
    fn attributes(&self, tag: Tag, element: &Element, rare: bool) -> Vec<(Attr, String)> {
        let form = self.of_forms.as_ref().filter(|_| tag == Tag::Form);
        let asked = Attr::ALL.iter().zip(self.names.iter()).filter(|(attr, _)| attr.is_kept(tag) && (rare || !RARE.contains(attr)));
        let value = |name: &JsString| match form {
            Some(form) => form.attribute(element, name),
            None => bindings::attribute(element, name),
        };
        asked.filter_map(|(&attr, name)| Some((attr, value(name)?))).collect()
    }

    fn meta(&mut self, element: &Element) {
        let name = ["property", "name", "itemprop"].iter().find_map(|name| element.get_attribute(name));
        if let (Some(name), Some(content)) = (name, element.get_attribute("content")) {
            self.page.page().meta.push((name.to_ascii_lowercase(), content));
        }
    }

    #[inline(never)]
    fn shows(&self, element: &Element) -> bool {
        match &self.visibility {
            // Below an element that we hide nothing has a box, and only the element's own style tells.
            Some(visibility) if self.within_hidden > 0 => visibility.display(element) != "none",
            Some(visibility) => visibility.of(element),
            None => !hides_itself(element),
        }
    }
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
