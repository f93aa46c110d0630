//! What a reader does with pointer and keyboard.

use super::page::*;
use standpoint::dom;
use wasm_bindgen_test::wasm_bindgen_test;

/// A story far down, so that there is something to scroll to.
fn tall() -> Page {
    let page = Page::news();
    js("document.querySelector('#fixture h1').style.marginBottom = '3000px'");
    page
}

/// In a narrow window the panel is a sheet that begins folded.
fn unfold() {
    if holds("root.querySelector('.panel.folded')") {
        click("[data-do=collapse]");
    }
    assert!(!holds("root.querySelector('.panel.folded')"));
}

#[wasm_bindgen_test]
async fn a_line_leads_to_its_passage() {
    let _page = tall();
    open("");
    click(".line");
    wait(1000).await;
    assert!(number("scrollY") > 500.0, "scrolled to {}", number("scrollY"));
    assert!(holds("root.querySelector('.line.on') && root.querySelector('.label.on')"));
    // Focus and flash are over the underline.
    assert!(holds("new Set(marked()).size < marked().length"));
}

#[wasm_bindgen_test]
fn the_keys_go_through_marks_and_lines_and_close() {
    let page = Page::news();
    let before = html();
    open(&callback("onClose"));
    unfold();
    press("j");
    let first = text("root.querySelector('.label.on')?.title ?? ''");
    (0..3).for_each(|_| press("j"));
    let other = text("root.querySelector('.label.on')?.title ?? ''");
    assert!(!first.is_empty() && first != other, "{first:?} {other:?}");
    press("k");
    press("ArrowDown");
    press("ArrowUp");
    assert!(holds("root.activeElement.matches('.line')"));
    press("Escape");
    assert!(dom::is_open() && holds("root.querySelector('.panel.folded')"));
    press("Escape");
    assert!(!dom::is_open() && number("globalThis.called_onClose") == 1.0);
    assert_eq!(html(), before);
    drop(page);
}

#[wasm_bindgen_test]
fn the_close_button_tells_the_loader() {
    let _page = Page::news();
    let before = html();
    open(&callback("onClose"));
    click("[data-do=close]");
    assert_eq!(number("globalThis.called_onClose"), 1.0);
    assert_eq!(html(), before);
}

#[wasm_bindgen_test]
fn a_filter_keeps_one_voice_and_lets_all_through_again() {
    let _page = Page::news();
    open("");
    let all = number("marked().length");
    click(".filter .chip:nth-child(2)");
    let one = number("marked().length");
    assert!(0.0 < one && one < all, "{one} of {all}");
    assert!(holds("root.querySelector('.chip:nth-child(2)').ariaPressed === 'true' && root.querySelector('.line.dim')"));
    click(".filter .chip:nth-child(2)");
    assert_eq!(number("marked().length"), all);
    assert!(!holds("root.querySelector('.line.dim')"));
}

#[wasm_bindgen_test]
async fn everything_can_be_shown_and_hidden_again() {
    let _page = Page::news();
    open("");
    click("[data-do=everything]");
    assert!(holds("['nav', '.newsletter', 'footer'].every((e) => shown(document.querySelector('#fixture ' + e)))"));
    assert_eq!(text("root.querySelector('[data-do=everything]').textContent"), "Hide again");
    // What arrives now is judged, but shown too.
    js(
        "document.querySelector('#asked').insertAdjacentHTML('afterend', '<p>“We will walk,” Horn said when he was asked about it again in the evening.</p>')",
    );
    wait(900).await;
    assert!(holds("shown(document.querySelector('#fixture nav'))"));
    assert_eq!(text("root.querySelector('[data-do=everything]').textContent"), "Hide again");
    click("[data-do=everything]");
    assert!(!holds("shown(document.querySelector('#fixture nav'))"));
}

#[wasm_bindgen_test]
async fn a_fold_opens_and_stays_folded_over_a_second_reading() {
    let _page = Page::news();
    js(
        "document.querySelector('#asked').insertAdjacentHTML('afterend', '<div class=\"media-player\" id=\"player\"><p>No media source currently available</p><div><span>0:00</span> <span>0:02:14</span></div><ul><li><a href=\"#e\">Embed</a></li><li><a href=\"#p\">Pop-out player</a></li></ul></div><aside class=\"related-inset\" id=\"inset\"><h3>Read more</h3><a href=\"#i\">What the market was before the bridge</a></aside>')",
    );
    open("");
    let folds = number("root.querySelectorAll('.fold').length");
    js(
        "document.querySelector('#asked').insertAdjacentHTML('beforebegin', '<p data-story>“We will wait for the ice to go,” Brook said before she left the hall that evening.</p>')",
    );
    wait(1000).await;
    assert_eq!(number("root.querySelectorAll('.fold').length"), folds);
    assert!(holds(
        "['#player', '#inset'].every((e) => { const r = document.querySelector(e).getBoundingClientRect(); return r.height <= 30 })"
    ));
    if folds > 0.0 {
        click(".fold");
        wait(100).await;
        assert_eq!(number("root.querySelectorAll('.fold').length"), folds - 1.0);
    }
}

#[wasm_bindgen_test]
fn copying_and_saving_say_what_became_of_them() {
    let _page = Page::news();
    open("");
    js(
        "Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {writeText: (text) => { globalThis.copied = text; return Promise.resolve() }}});\
        globalThis.saved = []; HTMLAnchorElement.prototype.click = function () { globalThis.saved.push(this.download) }",
    );
    click(".copy");
    let copied = text("globalThis.copied");
    assert!(copied.contains("\n— ") && copied.contains("Varn Council"), "{copied}");
    assert!(contents().iter().any(|content| copied.contains(content.as_str())), "{copied}");
    assert!(text("root.querySelector('.status').textContent").contains("Copied"));
    for format in ["markdown", "json", "csv"] {
        click(&format!("[data-do={format}]"));
    }
    assert_eq!(texts("globalThis.saved"), ["standpoint.md", "standpoint.json", "standpoint.csv"]);
    js("delete navigator.clipboard; delete HTMLAnchorElement.prototype.click");
}

#[wasm_bindgen_test]
async fn pointing_links_line_label_and_passage() {
    let _page = Page::news();
    open("");
    unfold();
    js("root.querySelector('.line').dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))");
    assert!(holds("root.querySelector('.line').matches('.on') && root.querySelector('.label.on')"));
    js("root.querySelector('.line').dispatchEvent(new PointerEvent('pointerout', {bubbles: true}))");
    assert!(!holds("root.querySelector('.on')"));
    // The passage on the page, found by the place under the pointer.
    js("const p = document.querySelector('#asked'); p.scrollIntoView({block: 'start', behavior: 'instant'}); scrollBy(0, -20);\
        const range = [...CSS.highlights.values()].flatMap((h) => [...h]).find((r) => p.contains(r.startContainer)); const at = range.getClientRects()[0];\
        p.dispatchEvent(new PointerEvent('pointermove', {bubbles: true, clientX: at.left + 20, clientY: (at.top + at.bottom) / 2}))");
    wait(200).await;
    assert!(text("root.querySelector('.label.on')?.title ?? ''").contains("Horn"));
    click("[data-do=collapse]");
    click(".label");
    wait(100).await;
    assert!(holds("!root.querySelector('.panel.folded') && root.activeElement.matches('.line')"));
}

#[wasm_bindgen_test]
fn the_panel_goes_where_no_text_is() {
    for (style, place) in [("max-width: 330px", "right"), ("margin-left: 420px", "left"), ("", "sheet")] {
        let _page = Page::news();
        js(&format!("document.querySelector('#fixture').style = '{style}'"));
        open("");
        assert!(holds(&format!("innerWidth < 640 || innerWidth > 900 || root.querySelector('.panel.{place}')")), "{place}");
        assert!(
            holds(
                "root.querySelector('.panel.sheet') || (() => { const a = root.querySelector('.panel').getBoundingClientRect();\
                 return [...document.querySelectorAll('[data-story]')].map((e) => e.getBoundingClientRect()).every((b) => b.right < a.left || a.right < b.left) })()"
            ),
            "the panel covers the story: {place}"
        );
    }
}

#[wasm_bindgen_test]
fn what_goes_wrong_is_said_and_the_page_left_alone() {
    let _page = Page::news();
    let before = html();
    js("const own = Element.prototype.attachShadow; let calls = 0;\
        Element.prototype.attachShadow = function () { if (calls++ === 0) throw new Error('no shadow today'); return own.call(this, {mode: 'open'}) };\
        globalThis.restore = () => { Element.prototype.attachShadow = own }");
    let result = open("");
    js("globalThis.restore()");
    assert!(result.get("fault").is_some() && result.get("counts").is_none(), "{result}");
    assert!(text("root.querySelector('.notice .summary').textContent").contains("left as it was"));
    click("[data-do=close]");
    assert!(!dom::is_open());
    assert_eq!(html(), before);
}
