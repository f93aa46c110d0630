//! What web-sys does not have, or has under an unstable flag only, and small helpers at the edge.

use js_sys::{Array, Function, JsString, Map, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Node, Range, Window};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    pub type Highlight;
    #[wasm_bindgen(constructor, catch)]
    pub fn new() -> Result<Highlight, JsValue>;
    #[wasm_bindgen(method)]
    pub fn add(this: &Highlight, range: &Range);
    #[wasm_bindgen(method)]
    pub fn clear(this: &Highlight);
    #[wasm_bindgen(method, setter)]
    pub fn set_priority(this: &Highlight, priority: i32);

    /// `CSS.highlights`.
    pub type Registry;
    #[wasm_bindgen(method)]
    pub fn set(this: &Registry, name: &str, highlight: &Highlight);
    #[wasm_bindgen(method)]
    pub fn delete(this: &Registry, name: &str) -> bool;

    // What reading asks of every node, in the cheapest form: names are strings of the page's engine already, a value comes
    // over without a check of its type, and nothing is caught that cannot be thrown.
    type Raw;
    #[wasm_bindgen(method, getter, js_name = nodeName)]
    fn node_name(this: &Raw) -> JsValue;
    #[wasm_bindgen(method, js_name = getAttribute)]
    fn attribute(this: &Raw, name: &JsString) -> Option<String>;
    #[wasm_bindgen(method, js_name = hasAttribute)]
    fn has_attribute(this: &Raw, name: &JsString) -> bool;
    #[wasm_bindgen(method, js_name = getComputedStyle)]
    fn computed_style(this: &Raw, element: &Element) -> Option<Computed>;

    /// A map to numbers.
    #[wasm_bindgen(extends = Map)]
    pub type Numbers;
    /// Not a number for what the map does not have.
    #[wasm_bindgen(method, js_name = get)]
    fn number(this: &Numbers, key: &JsValue) -> f64;

    /// A method or getter of the browser's own, to be called with an object.
    #[wasm_bindgen(extends = Function)]
    type Method;
    #[wasm_bindgen(method, js_name = call)]
    fn node_of(this: &Method, object: &Node) -> Option<Node>;
    #[wasm_bindgen(method, js_name = call)]
    fn text_of(this: &Method, object: &Node, name: &JsString) -> Option<String>;
    #[wasm_bindgen(method, js_name = call)]
    fn holds(this: &Method, object: &Node, options: &JsValue) -> bool;

    /// What `getComputedStyle` gives, by the names of properties that need no string to ask.
    pub type Computed;
    #[wasm_bindgen(method, getter, js_name = fontSize)]
    fn font_size(this: &Computed) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = fontFamily)]
    fn font_family(this: &Computed) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn position(this: &Computed) -> JsValue;
    #[wasm_bindgen(js_name = parseFloat)]
    fn parse_float(text: &JsValue) -> f64;

    type PointQuery;
    #[wasm_bindgen(method, catch, js_name = caretPositionFromPoint)]
    fn caret_position(this: &PointQuery, x: f32, y: f32) -> Result<Option<web_sys::CaretPosition>, JsValue>;
}

pub fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

pub fn put(of: &JsValue, name: &str, value: &JsValue) {
    // Fails on frozen objects only, of which we write none.
    let _ = Reflect::set(of, &JsValue::from_str(name), value);
}

/// The registry of custom highlights; `None` in browsers without it.
pub fn highlights() -> Option<Registry> {
    let registry = get(&get(&js_sys::global(), "CSS"), "highlights");
    registry.is_object().then(|| registry.unchecked_into())
}

/// `node.nodeName`; no string for a form that has a field of this name.
pub fn node_name(node: &Node) -> JsValue {
    node.unchecked_ref::<Raw>().node_name()
}

/// The number of `key`, where there is one.
pub fn number(of: &Numbers, key: &JsValue) -> Option<usize> {
    let number = of.number(key);
    (!number.is_nan()).then_some(number as usize)
}

pub fn attribute(element: &Element, name: &JsString) -> Option<String> {
    element.unchecked_ref::<Raw>().attribute(name)
}

pub fn has_attribute(element: &Element, name: &JsString) -> bool {
    element.unchecked_ref::<Raw>().has_attribute(name)
}

/// What is asked of a form, which answers with its fields to their names: by the browser's own methods.
pub struct OfForms {
    first_child: Method,
    next_sibling: Method,
    attribute: Method,
}

impl OfForms {
    pub fn new() -> Option<OfForms> {
        let prototype = |class: &str| get(&get(&js_sys::global(), class), "prototype");
        let getter = |name: &str| -> Option<Method> {
            let describe = get(&get(&js_sys::global(), "Object"), "getOwnPropertyDescriptor").dyn_into::<Function>().ok()?;
            let descriptor = describe.call2(&JsValue::NULL, &prototype("Node"), &JsValue::from_str(name)).ok()?;
            get(&descriptor, "get").dyn_into::<Function>().ok().map(JsCast::unchecked_into)
        };
        let attribute = get(&prototype("Element"), "getAttribute").dyn_into::<Function>().ok()?.unchecked_into();
        Some(OfForms { first_child: getter("firstChild")?, next_sibling: getter("nextSibling")?, attribute })
    }

    pub fn first_child(&self, form: &Node) -> Option<Node> {
        self.first_child.node_of(form)
    }

    pub fn next_sibling(&self, form: &Node) -> Option<Node> {
        self.next_sibling.node_of(form)
    }

    pub fn attribute(&self, form: &Node, name: &JsString) -> Option<String> {
        self.attribute.text_of(form, name)
    }
}

/// Asks of each element whether the page shows it.
pub struct Visibility {
    options: Object,
    window: Window,
    /// `Element.prototype.checkVisibility`, which old browsers do not have.
    shows: Option<Method>,
}

impl Visibility {
    pub fn new(window: Window) -> Visibility {
        let options = Object::new();
        put(&options, "checkVisibilityCSS", &JsValue::TRUE);
        put(&options, "visibilityProperty", &JsValue::TRUE);
        let shows = get(&get(&get(&js_sys::global(), "Element"), "prototype"), "checkVisibility");
        let shows = shows.dyn_into::<Function>().ok().map(JsCast::unchecked_into);
        Visibility { options, window, shows }
    }

    pub fn of(&self, element: &Element) -> bool {
        // Without the method everything counts as shown.
        let shown = self.shows.as_ref().is_none_or(|shows| shows.holds(element, &self.options));
        // An element with `display: contents` has no box, but its children do.
        shown || self.display(element) == "contents"
    }

    /// The computed `display`, which tells also below an element that is not displayed.
    pub fn display(&self, element: &Element) -> String {
        style(&self.window, element, "display")
    }
}

/// A property of the computed style; empty where there is none.
pub fn style(window: &Window, element: &Element, property: &str) -> String {
    let computed = window.get_computed_style(element).ok().flatten();
    computed.and_then(|style| style.get_property_value(property).ok()).unwrap_or_default()
}

/// The computed style of an element; `None` where there is none.
pub fn computed(window: &Window, element: &Element) -> Option<Computed> {
    window.unchecked_ref::<Raw>().computed_style(element)
}

/// CSS pixels; 0 where unknown.
pub fn font_size(style: &Computed) -> f32 {
    let size = parse_float(&style.font_size()) as f32;
    if size.is_finite() { size } else { 0.0 }
}

/// A string of the page's engine: it is compared, not read.
pub fn font_family(style: &Computed) -> JsValue {
    style.font_family()
}

/// The same.
pub fn position(style: &Computed) -> JsValue {
    style.position()
}

/// Left and upper edge in the viewport, width and height, in CSS pixels.
pub fn rect(element: &Element) -> [f32; 4] {
    let rect = element.get_bounding_client_rect();
    [rect.x() as f32, rect.y() as f32, rect.width() as f32, rect.height() as f32]
}

/// The text node and the place in it (UTF-16) under a point of the viewport.
pub fn caret_at(document: &Document, x: f32, y: f32) -> Option<(Node, u32)> {
    let position = document.unchecked_ref::<PointQuery>().caret_position(x, y).ok().flatten()?;
    Some((position.offset_node()?, position.offset()))
}

/// `root.adoptedStyleSheets`, of a document or a shadow root; `None` where scripts may not touch it.
pub fn adopted_sheets(root: &JsValue) -> Option<Array> {
    let list = Reflect::get(root, &JsValue::from_str("adoptedStyleSheets")).ok()?;
    list.is_object().then(|| Array::from(&list))
}

pub fn set_adopted_sheets(root: &JsValue, sheets: &Array) -> bool {
    Reflect::set(root, &JsValue::from_str("adoptedStyleSheets"), sheets).unwrap_or(false)
}

/// A name of ten letters that no page can know in advance.
pub fn random_name(window: &Window) -> String {
    let mut bytes = [0u8; 10];
    if let Ok(crypto) = window.crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().map(|byte| char::from(b'a' + byte % 26)).collect()
}
