//! A news page of our own around a test, and questions to it.

use js_sys::{Array, Function, Promise, Reflect};
use serde_json::Value;
use standpoint::dom;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ShadowRoot};

/// The story: all of it must stay. Nested inlines, character references, characters beyond the basic plane.
pub const STORY: &str = r##"<h1 data-story>Varn Council Puts Off Vote On Closing The Old Mill Bridge</h1>
<p data-story>VARN -- Mayor Ada Brook said on Monday that the old mill bridge &amp; its&nbsp;tower will stay open until the spring.</p>
<p data-story>“We <b>🐟 counted <i>every</i> bolt</b> twice,” Brook told reporters, “and not <em>one</em> of them was loose.”</p>
<p data-story>The bridge was built in 1911 and carries some four hundred carts a day, most of them on their way to the market on the other bank.</p>
<p data-story>&ldquo;The council has never asked us,&rdquo; said Piet Horn, who leads the farmers&rsquo; union. “Our carts cannot swim.”</p>
<p id="asked" data-story>Horn said that the union would block the road if the bridge was closed before the harvest.</p>
<p style="display:none">“Nobody is to read this,” said Hidden Person, who does not exist.</p>
<p class="unseen">“Nor is anybody to read this,” said Unseen Person, who does not exist either.</p>
<p data-story>According to the report of the county engineer, the two middle piers have sunk by an inch since last autumn.</p>
<p data-story>The engineer, Tove Lind, warned that 𝔘 beams of that age give no sign before they break. “They do not bend,” she said.</p>
<p data-story>The council is to meet again on the third of March, when the winter ice has gone and the piers can be looked at from below.</p>"##;

const BEFORE: &str = r##"<style>.unseen{display:none}p{margin:14px 0}</style><div id="skip"><a href="#a">Skip to content</a></div>
<header><a href="#h">The Varn Post</a><nav><ul><li><a href="#1">News</a></li><li><a href="#2">Sport</a></li><li><a href="#3">Weather</a></li></ul></nav></header>
<main><article>"##;

const AFTER: &str = r##"<div class="newsletter signup"><h3>Newsletter</h3><p>Sign up for our free newsletter and get the news in your inbox.</p><form><input type="email"><button type="button">Sign up</button></form></div></article>
<section class="related-stories"><h2>Related stories</h2><ul><li><a href="#4">Ten bridges to see before they fall</a></li><li><a href="#5">Where the mill went</a></li></ul></section></main>
<footer><ul><li><a href="#6">About us</a></li><li><a href="#7">Privacy policy</a></li><li><a href="#8">Contact</a></li></ul><p>© The Varn Post. All rights reserved.</p></footer>"##;

/// Stands in the body while it lives. What the test runner writes there is out of sight meanwhile.
pub struct Page;

impl Page {
    pub fn news() -> Page {
        Page::of(&format!("{BEFORE}{STORY}{AFTER}"))
    }

    pub fn of(body: &str) -> Page {
        // A test that has failed has left its page behind: without unwinding nothing is dropped.
        drop(Page);
        let page = Page;
        js(
            "for (const e of document.body.children) e.hidden = true; document.documentElement.lang = 'en'; document.title = 'The Varn Post';",
        );
        let holder = document().create_element("div").unwrap();
        holder.set_id("fixture");
        holder.set_inner_html(body);
        document().body().unwrap().append_child(&holder).unwrap();
        page
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        dom::close();
        js("document.getElementById('fixture')?.remove(); for (const e of document.body.children) e.hidden = false; scrollTo(0, 0);");
    }
}

pub fn document() -> web_sys::Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Runs JavaScript; `root` is the overlay's shadow root, `marked` the pieces of the page under its marks.
pub fn js(code: &str) -> JsValue {
    let all = format!(
        "const root = [...document.documentElement.children].map((e) => e.shadowRoot).find(Boolean);\
         const marked = () => [...CSS.highlights.values()].flatMap((h) => [...h]).map(String);\
         const shown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible';{code}"
    );
    Function::new_no_args(&all).call0(&JsValue::NULL).unwrap_or_else(|error| panic!("{code}: {error:?}"))
}

pub fn text(code: &str) -> String {
    let value = js(&format!("return {code}"));
    value.as_string().unwrap_or_else(|| panic!("{code} is no text but {value:?}"))
}

pub fn texts(code: &str) -> Vec<String> {
    js(&format!("return {code}")).unchecked_into::<Array>().iter().filter_map(|value| value.as_string()).collect()
}

pub fn number(code: &str) -> f64 {
    let value = js(&format!("return {code}"));
    value.as_f64().unwrap_or_else(|| panic!("{code} is no number but {value:?}"))
}

pub fn holds(code: &str) -> bool {
    js(&format!("return {code}")).is_truthy()
}

pub fn html() -> String {
    text("document.documentElement.outerHTML")
}

/// Opens with these options, given as a JavaScript object's inside.
pub fn open(options: &str) -> Value {
    let result = dom::open(&js(&format!("return {{shadowMode: 'open', {options}}}")));
    let json = js_sys::JSON::stringify(&result).unwrap().as_string().unwrap();
    serde_json::from_str(&json).unwrap()
}

pub fn root() -> ShadowRoot {
    js("return root").unchecked_into()
}

pub fn click(selector: &str) {
    let element: Element = root().query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"));
    element.unchecked_into::<web_sys::HtmlElement>().click();
}

pub fn press(key: &str) {
    js(&format!(
        "(root.activeElement ?? root.querySelector('.panel')).dispatchEvent(new KeyboardEvent('keydown', {{key: '{key}', bubbles: true, composed: true, cancelable: true}}))"
    ));
}

pub async fn wait(milliseconds: i32) {
    let promise = Promise::new(&mut |done, _| {
        web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}

/// The report on the open page.
pub fn report() -> Value {
    serde_json::from_str(&dom::report("json").expect("the overlay is open")).unwrap()
}

pub fn article() -> String {
    report()["article"]["text"].as_str().unwrap().to_owned()
}

/// The contents of all attributions, cut out of the article by its own offsets.
pub fn contents() -> Vec<String> {
    let report = report();
    let article: Vec<char> = report["article"]["text"].as_str().unwrap().chars().collect();
    let cut = |span: &Value| article[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize].iter().collect();
    let attributions = report["attributions"].as_array().unwrap();
    attributions.iter().flat_map(|one| one["content"].as_array().unwrap()).map(cut).collect()
}

/// Without white space, which a page breaks as it likes.
pub fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

pub fn callback(name: &str) -> String {
    let key = format!("called_{name}");
    Reflect::delete_property(&js_sys::global(), &key.as_str().into()).unwrap();
    format!("{name}: (...args) => {{ globalThis.{key} = (globalThis.{key} ?? 0) + 1 }}")
}
