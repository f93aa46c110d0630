//! PageSnapshot: the page as a flat array in document order. It is what reading fills, live or from
//! a file, and all that the later stages know of the page.

use std::ops::Range;

/// The place of a node in `PageSnapshot::nodes`: document order, the root is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Debug, Default)]
pub struct PageSnapshot {
    pub url: String,
    /// The `lang` attribute of the document element, as written; empty where there is none.
    pub lang: String,
    /// The text of `<title>`.
    pub title: String,
    /// Name (or property) and content of the `<meta>` elements of the head, in order.
    pub meta: Vec<(String, String)>,
    /// The contents of `<script type="application/ld+json">`, in order.
    pub json_ld: Vec<String>,
    pub nodes: Vec<Node>,
    attrs: Vec<(Attr, String)>,
    text: String,
}

#[derive(Clone, Debug)]
pub struct Node {
    /// `None` for the root only.
    pub parent: Option<NodeId>,
    /// One past the last node of the subtree: the subtree of node `i` is `i..end`.
    pub end: u32,
    /// False where the page does not show the node, by its own or an ancestor's doing.
    pub visible: bool,
    pub data: NodeData,
}

#[derive(Clone, Debug)]
pub enum NodeData {
    Element {
        tag: Tag,
        attrs: Range<u32>,
    },
    /// Bytes of the snapshot's text arena.
    Text(Range<u32>),
}

/// What only a live page knows of an element: where it stands, and how its text is set. CSS pixels, document coordinates.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Layout {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub font_size: f32,
    /// Tells one font family from another on the same page; 0 where unknown.
    pub family: u32,
    /// `position: fixed` or `sticky`, the element's own or that of one around it.
    pub pinned: bool,
}

/// Asks a live page for the places of elements, all in one go, because that is what costs. For each `None` where it has none.
pub type Places<'a> = &'a dyn Fn(&[NodeId]) -> Vec<Option<Layout>>;

/// The places on a saved page: there are none.
pub fn nowhere(elements: &[NodeId]) -> Vec<Option<Layout>> {
    vec![None; elements.len()]
}

macro_rules! names {
    ($(#[$doc:meta])* $kind:ident { $($variant:ident = $name:literal),* $(,)? } $($other:ident)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $kind { $($variant,)* $($other)? }
        impl $kind {
            pub const ALL: &'static [$kind] = &[$($kind::$variant),*];
            /// The lower-case name as HTML writes it.
            pub fn name(self) -> &'static str {
                match self { $($kind::$variant => $name,)* $($kind::$other => "other")? }
            }
        }
    };
}

names! {
    /// The element names that a stage asks about; names with a hyphen are `Custom`, all the rest `Other`.
    Tag {
        A = "a", Abbr = "abbr", Address = "address", Article = "article", Aside = "aside", Audio = "audio", B = "b",
        Blockquote = "blockquote", Body = "body", Br = "br", Button = "button", Canvas = "canvas", Caption = "caption",
        Center = "center", Cite = "cite", Code = "code", Custom = "custom", Datalist = "datalist", Dd = "dd", Details = "details", Dialog = "dialog", Div = "div",
        Dl = "dl", Dt = "dt", Em = "em", Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure",
        Font = "font", Footer = "footer", Form = "form", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5",
        H6 = "h6", Head = "head", Header = "header", Hgroup = "hgroup", Hr = "hr", Html = "html", I = "i", Iframe = "iframe", Img = "img",
        Input = "input", Label = "label", Legend = "legend", Li = "li", Link = "link", Main = "main", Mark = "mark", Menu = "menu",
        Meta = "meta", Meter = "meter", Nav = "nav", Noscript = "noscript", Object = "object", Ol = "ol",
        Optgroup = "optgroup", Option = "option", P = "p", Picture = "picture",
        Pre = "pre", Progress = "progress", Q = "q", S = "s", Script = "script", Section = "section", Select = "select", Small = "small",
        Span = "span", Strong = "strong", Style = "style", Sub = "sub", Summary = "summary", Sup = "sup", Svg = "svg",
        Table = "table", Tbody = "tbody", Td = "td", Template = "template", Textarea = "textarea", Tfoot = "tfoot",
        Th = "th", Thead = "thead", Time = "time", Title = "title", Tr = "tr", U = "u", Ul = "ul", Video = "video",
    } Other
}

names! {
    /// The attributes that a snapshot keeps; the text in the place of a picture of pictures only.
    Attr {
        Class = "class", Id = "id", Role = "role", Itemprop = "itemprop", AriaLabel = "aria-label", DataTestid = "data-testid",
        Alt = "alt",
    }
}

impl Attr {
    pub fn is_kept(self, tag: Tag) -> bool {
        self != Attr::Alt || tag == Tag::Img
    }

    /// Whether it gives the element a name in the page's own terms.
    pub fn is_name(self) -> bool {
        self != Attr::Alt
    }
}

impl Tag {
    /// How many numbers `number` gives.
    pub const COUNT: usize = Tag::ALL.len() + 1;

    /// The place in `ALL`, or the one behind it for `Other`.
    pub fn number(self) -> usize {
        self as usize
    }

    pub fn from_number(number: usize) -> Tag {
        Tag::ALL.get(number).copied().unwrap_or(Tag::Other)
    }

    /// `name` in lower case, as `localName` gives it.
    pub fn from_name(name: &str) -> Tag {
        if name.contains('-') {
            return Tag::Custom;
        }
        Tag::ALL.binary_search_by(|tag| tag.name().cmp(name)).map_or(Tag::Other, |at| Tag::ALL[at])
    }

    /// Elements that break the line by default: their text is a block of its own.
    pub fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Caption
                | Center
                | Dd
                | Details
                | Dialog
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Header
                | Hgroup
                | Hr
                | Html
                | Legend
                | Li
                | Main
                | Menu
                | Nav
                | Ol
                | Optgroup
                | Option
                | P
                | Pre
                | Section
                | Select
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
                | Button
        )
    }

    /// Elements that set words within a line, and that nothing else is made of (as of `span`).
    pub fn is_phrase(self) -> bool {
        use Tag::*;
        matches!(self, A | Abbr | B | Br | Cite | Code | Em | Font | I | Mark | Q | S | Small | Strong | Sub | Sup | U)
    }

    /// Elements whose text no reader sees: no content of the page, or shown only where the element itself cannot be.
    pub fn is_silent(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Head | Script
                | Style
                | Noscript
                | Template
                | Title
                | Meta
                | Link
                | Svg
                | Canvas
                | Iframe
                | Textarea
                | Audio
                | Video
                | Object
                | Datalist
                | Progress
                | Meter
        )
    }
}

impl PageSnapshot {
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The tag of an element, `None` for a text node.
    pub fn tag(&self, id: NodeId) -> Option<Tag> {
        match self.node(id).data {
            NodeData::Element { tag, .. } => Some(tag),
            NodeData::Text(_) => None,
        }
    }

    /// The attributes of an element that are kept; none for a text node.
    pub fn attrs(&self, id: NodeId) -> &[(Attr, String)] {
        match &self.node(id).data {
            NodeData::Element { attrs, .. } => &self.attrs[attrs.start as usize..attrs.end as usize],
            NodeData::Text(_) => &[],
        }
    }

    pub fn attr(&self, id: NodeId, name: Attr) -> Option<&str> {
        self.attrs(id).iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    /// The characters of a text node as the page has them, white space and all; empty for an element.
    pub fn text(&self, id: NodeId) -> &str {
        match &self.node(id).data {
            NodeData::Text(range) => &self.text[range.start as usize..range.end as usize],
            NodeData::Element { .. } => "",
        }
    }

    /// The ancestors of `id`, the parent first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.node(id).parent, |&up| self.node(up).parent)
    }

    /// The subtree of `id`, itself included, in document order.
    pub fn subtree(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (id.0..self.node(id).end).map(NodeId)
    }
}

/// Fills a snapshot in document order. Calls of `open` and `close` pair; whatever is open at the end is closed.
#[derive(Default)]
pub struct SnapshotBuilder {
    page: PageSnapshot,
    open: Vec<NodeId>,
}

impl SnapshotBuilder {
    pub fn new(url: &str) -> Self {
        Self { page: PageSnapshot { url: url.to_owned(), ..PageSnapshot::default() }, open: Vec::new() }
    }

    /// The snapshot so far, for the fields that are no nodes.
    pub fn page(&mut self) -> &mut PageSnapshot {
        &mut self.page
    }

    /// Opens an element; `visible` is its own visibility, an ancestor's is taken into account here.
    pub fn open(&mut self, tag: Tag, attrs: impl IntoIterator<Item = (Attr, String)>, visible: bool) -> NodeId {
        let from = self.page.attrs.len() as u32;
        self.page.attrs.extend(attrs);
        let to = self.page.attrs.len() as u32;
        let id = self.push(NodeData::Element { tag, attrs: from..to }, visible && !tag.is_silent());
        self.open.push(id);
        id
    }

    pub fn close(&mut self) {
        if let Some(id) = self.open.pop() {
            self.page.nodes[id.index()].end = self.page.nodes.len() as u32;
        }
    }

    pub fn text(&mut self, text: &str) -> NodeId {
        let from = self.page.text.len() as u32;
        self.page.text.push_str(text);
        let to = self.page.text.len() as u32;
        self.push(NodeData::Text(from..to), true)
    }

    pub fn finish(mut self) -> PageSnapshot {
        while !self.open.is_empty() {
            self.close();
        }
        self.page
    }

    fn push(&mut self, data: NodeData, visible: bool) -> NodeId {
        let id = NodeId(self.page.nodes.len() as u32);
        let parent = self.open.last().copied();
        let visible = visible && parent.is_none_or(|up| self.page.nodes[up.index()].visible);
        self.page.nodes.push(Node { parent, end: id.0 + 1, visible, data });
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_so_that_they_can_be_found() {
        assert!(Tag::ALL.is_sorted_by_key(|tag| tag.name()));
        assert_eq!(Tag::from_name("blockquote"), Tag::Blockquote);
        assert_eq!(Tag::from_name("custom-element"), Tag::Custom);
        assert_eq!(Tag::from_name("bdi"), Tag::Other);
    }

    #[test]
    fn a_hidden_ancestor_hides_its_subtree() {
        let mut page = SnapshotBuilder::new("");
        page.open(Tag::Html, [], true);
        let hidden = page.open(Tag::Div, [(Attr::Class, "x".to_owned())], false);
        let inside = page.text("a");
        page.close();
        let outside = page.text("b");
        let page = page.finish();
        assert!(!page.node(hidden).visible && !page.node(inside).visible && page.node(outside).visible);
        assert_eq!(page.attr(hidden, Attr::Class), Some("x"));
        assert_eq!(page.subtree(hidden).collect::<Vec<_>>(), [hidden, inside]);
        assert_eq!(page.node(NodeId(0)).end, 4);
    }
}
