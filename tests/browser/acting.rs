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
async fn notes_of_a_kind_under_each_other_fold_to_one_line_that_opens_all() {
    let _page = Page::news();
    js(
        "document.querySelector('#asked').insertAdjacentHTML('afterend', '<p id=\"c1\">Correction: an earlier version gave a wrong date.</p><p id=\"c2\">Correction: an earlier version named the wrong river.</p>')",
    );
    const LINES: &str = "[...root.querySelectorAll('.fold .reason')].map((e) => e.textContent)";
    const NOTES: &str = "['#c1', '#c2'].map((e) => String(shown(document.querySelector(e))))";
    open("");
    assert_eq!(texts(LINES), ["Correction"]);
    assert_eq!(texts(NOTES), ["false", "false"]);
    click(".fold");
    wait(100).await;
    assert!(texts(LINES).is_empty());
    assert_eq!(texts(NOTES), ["true", "true"]);
    dom::close();
    // Where the first turns out to be the story, the other one has a line of its own.
    open("");
    click("[data-do=list]");
    wait(100).await;
    click("[data-do=keep][aria-label*='wrong date']");
    wait(300).await;
    assert_eq!(texts(NOTES), ["true", "false"]);
    assert_eq!(texts(LINES), ["Correction"]);
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

/// A page with a bio that folds and a box that the classifier takes for a part of the story.
fn boxed() -> Page {
    let page = Page::news();
    js(
        "document.querySelector('#asked').insertAdjacentHTML('afterend', '<aside class=\"boat-note\" id=\"boat\"><p>The ferry of the valley has carried people over the water since the days of the first mill, and it still does on most days of the week.</p></aside>');\
        document.querySelector('#fixture article').insertAdjacentHTML('beforeend', '<aside class=\"author-bio\" id=\"bio\"><h3>About the author</h3><p>Lena Wirth is a reporter for The Varn Post. She has covered the council since 2011.</p></aside>')",
    );
    page
}

const IS_SHOWN: &str = "(e) => shown(document.querySelector('#fixture ' + e))";

fn is_shown(selector: &str) -> bool {
    holds(&format!("({IS_SHOWN})('{selector}')"))
}

#[wasm_bindgen_test]
async fn one_hidden_block_can_be_shown_and_hidden_again() {
    let page = boxed();
    let before = html();
    open("");
    unfold();
    click("[data-do=list]");
    // The browser opens the list once the click is over.
    let rows = texts("[...root.querySelectorAll('.entries li')].map((e) => e.textContent)");
    let row = rows.iter().position(|row| row.contains("Newsletter")).unwrap_or_else(|| panic!("{rows:?}")) + 1;
    assert!(rows.iter().any(|row| row.contains("About the reporter") && row.contains("Lena Wirth")), "{rows:?}");
    click(&format!(".entries li:nth-child({row}) [data-do=show]"));
    assert!(is_shown(".newsletter") && !is_shown("nav"));
    assert!(holds("root.activeElement.matches('[data-do=show][aria-pressed=true]')"));
    // What the reader has opened stays open when the page changes.
    js(
        "document.querySelector('#asked').insertAdjacentHTML('afterend', '<p data-story>“The ice is thick this year,” Brook said before she left the hall.</p>')",
    );
    wait(1000).await;
    assert!(is_shown(".newsletter") && !is_shown("nav"));
    click(&format!(".entries li:nth-child({row}) [data-do=show]"));
    assert!(!is_shown(".newsletter"));
    dom::close();
    js("document.querySelector('#asked').nextSibling.remove()");
    assert_eq!(html(), before);
    drop(page);
}

#[wasm_bindgen_test]
async fn a_fold_says_what_it_is_and_can_be_called_the_story() {
    let page = boxed();
    let before = html();
    open("");
    assert_eq!(texts("[...root.querySelectorAll('.fold .reason')].map((e) => e.textContent)"), ["About the reporter"]);
    click(".fold");
    assert!(is_shown("#bio") && !article().contains("Lena Wirth"));
    assert!(holds("root.activeElement.closest('.status')"), "the keys are at the choice");
    click(".status [data-do=keep]");
    assert!(is_shown("#bio") && article().contains("Lena Wirth"));
    click(".status [data-do=undo]");
    wait(100).await;
    assert!(!article().contains("Lena Wirth") && number("root.querySelectorAll('.fold').length") == 1.0);
    dom::close();
    assert_eq!(html(), before);
    drop(page);
}

#[wasm_bindgen_test]
async fn the_reader_hides_a_block_by_pointing_and_by_the_keys() {
    let page = boxed();
    let before = html();
    open("");
    unfold();
    assert!(is_shown("#boat") && article().contains("The ferry of the valley"));
    click("[data-do=pick]");
    js("document.querySelector('#boat p').dispatchEvent(new PointerEvent('pointermove', {bubbles: true, clientX: 5, clientY: 5}))");
    assert!(holds("root.querySelector('.pick.on')"));
    js(
        "globalThis.reached = 0; document.querySelector('#boat').onclick = () => globalThis.reached++; document.querySelector('#boat p').click()",
    );
    assert_eq!(number("globalThis.reached"), 0.0, "the page got the click that picked");
    assert!(!holds("shown(document.querySelector('#boat p'))") && !article().contains("The ferry of the valley"));
    assert!(!holds("root.querySelector('.pick')"));
    // It is still so after closing and opening.
    dom::close();
    assert_eq!(html(), before);
    open("");
    assert!(!article().contains("The ferry of the valley"));
    unfold();
    click("[data-do=pick]");
    press("ArrowDown");
    press("ArrowDown");
    press("Enter");
    assert!(!article().contains("Mayor Ada Brook said on Monday"), "{}", article());
    click(".status [data-do=undo]");
    assert!(article().contains("Mayor Ada Brook said on Monday"));
    click(".status [data-do=undo]");
    assert!(article().contains("The ferry of the valley") && is_shown("#boat"));
    click("[data-do=pick]");
    press("Escape");
    assert!(dom::is_open() && !holds("root.querySelector('.pick')"));
    dom::close();
    assert_eq!(html(), before);
    drop(page);
}

#[wasm_bindgen_test]
fn a_choice_is_kept_for_the_site_only_when_asked_and_can_be_forgotten() {
    let page = boxed();
    let before = html();
    let keeping =
        "onRules: (rules) => { globalThis.rules = rules }, rules: ['keep aside.author-bio', 'hide article', 'hide p.x:has(a)', 7]";
    js("globalThis.rules = null");
    open(keeping);
    unfold();
    assert!(article().contains("Lena Wirth"), "the rule of last time is followed, and what is none is not");
    assert!(text("root.querySelector('.rules').textContent").starts_with("1 choice"));
    click("[data-do=pick]");
    js("document.querySelector('#boat p').click()");
    assert!(holds("globalThis.rules === null"), "nothing is kept unasked");
    click(".status [data-do=always]");
    assert_eq!(texts("globalThis.rules"), ["keep aside.author-bio", "hide aside#boat.boat-note"]);
    click(".status [data-do=undo]");
    assert_eq!(texts("globalThis.rules"), ["keep aside.author-bio"]);
    click(".status [data-do=undo]");
    assert!(article().contains("The ferry of the valley"));
    click("[data-do=forget]");
    assert_eq!(number("globalThis.rules.length"), 0.0);
    assert!(!article().contains("Lena Wirth") && !holds("root.querySelector('.rules')"));
    dom::close();
    // Where nobody would keep it, it is not offered.
    open("");
    unfold();
    click("[data-do=pick]");
    js("document.querySelector('#boat p').click()");
    assert!(holds("root.querySelector('.status [data-do=undo]') && !root.querySelector('.status [data-do=always]')"));
    click(".status [data-do=undo]");
    dom::close();
    assert_eq!(html(), before);
    drop(page);
}

#[wasm_bindgen_test]
fn attitudes_come_and_go_with_a_switch() {
    let page = Page::news();
    js(
        "document.querySelector('#asked').insertAdjacentHTML('afterend', '<p data-story>Horn wants the bridge to stay open for carts until the harvest. Brook hopes that the council will decide before the spring.</p>')",
    );
    open("");
    unfold();
    let said = number("marked().length");
    assert_eq!(text("root.querySelector('[data-do=attitudes]').ariaChecked"), "false");
    click("[data-do=attitudes]");
    let all = number("marked().length");
    assert!(all > said, "{all} after {said}");
    assert!(holds("root.activeElement.matches('[data-do=attitudes][aria-checked=true]')"));
    click("[data-do=attitudes]");
    assert_eq!(number("marked().length"), said);
    drop(page);
}

#[wasm_bindgen_test]
async fn a_side_shows_the_words_that_put_a_speaker_there() {
    let _page = Page::of(
        "<main><article><h1>Two states quarrel about the fish of the northern sea</h1>\
        <p>U.S. Secretary of State Ada Brook said on Monday that the fleet must leave the northern waters at once and for good.</p>\
        <p>Russian Foreign Minister Piet Horn rejected the demand. “We will not leave our own waters,” Horn told reporters in the harbour.</p>\
        <p>The sea has been fished by both states for hundreds of years, and the catch has fallen in each of the last ten of them.</p>\
        <p>Brook accused Russia of emptying the sea. Horn denied that his country had taken more than its share of the fish.</p>\
        <p>The two ministers are to meet again in the spring, when the ice in the northern harbours has gone and ships can sail.</p></article></main>",
    );
    js("document.querySelector('#fixture h1').style.marginBottom = '3000px'");
    open("");
    unfold();
    let evidence = texts("[...root.querySelectorAll('.why .said')].map((e) => e.textContent)");
    let article = article();
    assert!(!evidence.is_empty() && evidence.iter().all(|words| article.contains(words.as_str())), "{evidence:?}");
    click(".why summary");
    click(".why .quote");
    wait(1000).await;
    assert!(number("scrollY") > 500.0, "scrolled to {}", number("scrollY"));
}

#[wasm_bindgen_test]
fn a_fold_line_in_a_row_of_things_can_be_read() {
    let _page = boxed();
    js(
        "const row = document.createElement('div'); row.style.display = 'flex'; const bio = document.querySelector('#bio'); bio.before(row); row.append(bio);\
        const date = document.createElement('span'); date.textContent = 'Updated on Monday at seven in the evening'; date.style.width = '100%'; row.append(date)",
    );
    open("");
    let width = number("root.querySelector('.fold').getBoundingClientRect().width");
    let needed = number(
        "(() => { const r = document.createRange(); r.selectNodeContents(root.querySelector('.fold')); return r.getBoundingClientRect().width })()",
    );
    assert!(width >= needed.min(innermost()), "{width} of {needed}");
}

/// The width of the story's column.
fn innermost() -> f64 {
    number("document.querySelector('#fixture article').getBoundingClientRect().width")
}
