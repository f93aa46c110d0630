//! Reading a live document, and what is drawn of it on the page.

use super::page::*;
use serde_json::Value;
use standpoint::{dom, side::ELLIPSIS};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn what_the_page_shows_is_read_as_it_is_shown() {
    let _page = Page::news();
    open("");
    let article = article();
    assert!(article.contains("“We 🐟 counted every bolt twice,” Brook told reporters, “and not one of them was loose.”"), "{article}");
    assert!(article.contains("the old mill bridge & its") && article.contains("“The council has never asked us,”"), "{article}");
    assert!(!article.contains("Hidden Person") && !article.contains("Unseen Person"), "{article}");
    for noise in ["Sign up", "Skip to content", "Ten bridges", "Privacy policy"] {
        assert!(!article.contains(noise), "{noise} is in {article}");
    }
}

#[wasm_bindgen_test]
fn drawn_ranges_spell_the_words_of_the_article() {
    let _page = Page::news();
    open("attitudes: true");
    let contents: Vec<String> = contents().iter().map(|content| letters(content)).collect();
    let marked: Vec<String> = texts("marked()").iter().map(|piece| letters(piece)).collect();
    assert!(contents.iter().any(|content| content.contains("🐟")), "{contents:?}");
    for piece in &marked {
        assert!(contents.iter().any(|content| content.contains(piece)), "{piece:?} is in none of {contents:?}");
    }
    let length = |list: &[String]| list.iter().map(|text| text.chars().count()).sum::<usize>();
    assert_eq!(length(&marked), length(&contents), "{marked:?} {contents:?}");
}

#[wasm_bindgen_test]
fn hiding_takes_the_clutter_and_no_paragraph_of_the_story() {
    let _page = Page::news();
    let result = open("");
    assert!(result["counts"]["hidden"].as_u64() > Some(0), "{result}");
    assert!(holds("[...document.querySelectorAll('[data-story]')].every(shown)"));
    for clutter in ["nav", ".newsletter", ".related-stories", "footer"] {
        assert!(!holds(&format!("shown(document.querySelector('#fixture {clutter}'))")), "{clutter} is shown");
    }
}

#[wasm_bindgen_test]
fn statements_in_the_panel_are_pieces_of_the_article() {
    let _page = Page::news();
    open("");
    let (article, statements) = (article(), texts("[...root.querySelectorAll('.statement')].map((e) => e.textContent)"));
    assert!(!statements.is_empty());
    for piece in statements.iter().flat_map(|statement| statement.split(ELLIPSIS)) {
        assert!(article.contains(piece), "{piece:?} is no piece of the article");
    }
}

#[wasm_bindgen_test]
fn a_label_names_the_speaker_and_stands_on_no_text() {
    let _page = Page::news();
    open("");
    let names = texts("[...root.querySelectorAll('.label')].filter(shown).map((e) => e.title)");
    assert!(names.iter().any(|name| name.contains("Horn")), "{names:?}");
    let covered = texts(
        "(() => { const boxes = [...document.querySelectorAll('[data-story]')].flatMap((e) => { const r = document.createRange(); r.selectNodeContents(e); return [...r.getClientRects()] });\
         return [...root.querySelectorAll('.label')].filter(shown).filter((l) => { const a = l.getBoundingClientRect();\
         return boxes.some((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) }).map((l) => l.title) })()",
    );
    assert!(covered.is_empty(), "{covered:?}");
}

#[wasm_bindgen_test]
fn options_choose_labels_and_attitudes() {
    let _page = Page::news();
    open("labels: 'none'");
    let few = number("marked().length");
    assert_eq!(number("root.querySelectorAll('.label').length"), 0.0);
    open("labels: 'short', attitudes: true");
    assert!(number("marked().length") >= few);
    let labels = texts("[...root.querySelectorAll('.label span')].map((e) => e.textContent)");
    assert!(!labels.is_empty() && labels.iter().all(|label| !label.contains(' ')), "{labels:?}");
    open("theme: 'dark', hideAttribute: 'data-mine'");
    assert!(holds("root.querySelector('.root').matches('.dark') && document.querySelector('[data-mine]')"));
}

#[wasm_bindgen_test]
fn a_page_without_an_article_keeps_everything() {
    let _page = Page::of("<nav><ul><li><a href='#1'>News</a></li><li><a href='#2'>Sport</a></li></ul></nav><p>Log in</p>");
    let result = open("");
    assert_eq!(result["counts"]["hidden"].as_u64(), Some(0), "{result}");
    assert!(holds("[...document.querySelectorAll('#fixture a, #fixture p')].every(shown)"));
    assert!(text("root.querySelector('.summary').textContent").contains("does not look like an article"));
}

#[wasm_bindgen_test]
fn reports_come_in_three_formats_and_from_a_parsed_document() {
    let _page = Page::news();
    assert_eq!(dom::report("json"), None);
    open("");
    let live = report();
    assert_eq!(live["schema"].as_u64(), Some(1));
    assert!(dom::report("markdown").is_some_and(|text| text.contains("Horn")));
    assert!(dom::report("csv").is_some_and(|text| text.lines().count() > 1));
    assert_eq!(dom::report("word"), None);
    // Read over the open overlay, the page is what it was without it.
    let again = js_sys::JSON::stringify(&dom::analyze_page(&JsValue::UNDEFINED)).unwrap().as_string().unwrap();
    let again: Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["article"], live["article"]);
    let said = |report: &Value| -> Vec<[Value; 4]> {
        let attributions = report["attributions"].as_array().unwrap();
        attributions.iter().map(|one| ["source", "cue", "content", "speaker"].map(|field| one[field].clone())).collect()
    };
    assert_eq!(said(&again), said(&live));
    let parsed = js("return new DOMParser().parseFromString(document.getElementById('fixture').innerHTML, 'text/html')");
    let parsed = js_sys::JSON::stringify(&dom::analyze_page(&parsed)).unwrap().as_string().unwrap();
    assert!(parsed.contains("counted every bolt") && !parsed.contains("Hidden Person"), "{parsed}");
    assert!(dom::analyze_page(&JsValue::from_str("no document")).is_null());
    assert!(dom::stages(&JsValue::UNDEFINED).is_object() && dom::stages(&JsValue::from_str("“No,” said Ada Brook.")).is_object());
}

#[wasm_bindgen_test]
fn a_long_name_in_a_narrow_margin_stands_on_two_lines_in_full() {
    let page = Page::news();
    js("document.querySelector('#fixture').style.cssText = 'margin-left: 132px; font: 20px/1.6 serif';\
        document.querySelector('#fixture').innerHTML = document.querySelector('#fixture').innerHTML.replaceAll('Piet Horn', 'Christina Featherstone').replaceAll('Horn', 'Featherstone')");
    open("");
    let cut = texts(
        "[...root.querySelectorAll('.label.beside')].filter(shown).filter((l) => l.scrollWidth > l.clientWidth + 1 || l.scrollHeight > l.clientHeight + 4).map((l) => [l.title, l.className, l.scrollWidth, l.clientWidth, l.scrollHeight, l.clientHeight].join(' '))",
    );
    assert!(cut.is_empty(), "{cut:?}");
    // The whole name, with the letter beside it and not in its way. A description may be longer than two lines; its title has it all.
    assert!(!holds(
        "[...root.querySelectorAll('.label.tall')].filter((l) => shown(l) && l.title.includes('Featherstone')).map((l) => l.querySelector('span')).some((s) => s.scrollHeight > s.clientHeight + 2 || s.scrollWidth > s.clientWidth + 1)"
    ));
    assert!(holds("[...root.querySelectorAll('.label.tall')].some((l) => shown(l) && l.title.includes('Featherstone'))"));
    drop(page);
}

/// The story in a column of its own, with `more` among its paragraphs.
fn with(more: &str) -> String {
    let story = STORY.replacen("<p id=\"asked\"", &format!("{more}<p id=\"asked\""), 1);
    format!("<main><article style='position:relative;width:400px'>{story}</article></main>")
}

/// What is read of the same page where nothing has a place.
fn without_layout() -> String {
    let parsed = js("return new DOMParser().parseFromString(document.getElementById('fixture').innerHTML, 'text/html')");
    js_sys::JSON::stringify(&dom::analyze_page(&parsed)).unwrap().as_string().unwrap()
}

const NOTE: &str = "The old mill bridge has five spans, and its tower was the highest of the county until the war.";

#[wasm_bindgen_test]
async fn a_box_beside_the_column_folds_and_stays_folded() {
    let _page = Page::of(&with(&format!("<p id='note' style='position:absolute;left:430px;width:150px;font-family:monospace'>{NOTE}</p>")));
    assert!(without_layout().contains("has five spans"), "the test needs a note that only its place gives away");
    open("");
    assert!(!article().contains("has five spans") && !holds("shown(document.querySelector('#note'))"));
    assert!(holds("[...document.querySelectorAll('[data-story]')].every(shown)"));
    assert_eq!(texts("[...root.querySelectorAll('.fold .reason')].map((e) => e.textContent)"), ["Inset"]);
    js(
        "document.querySelector('#asked').insertAdjacentHTML('afterend', '<p data-story>Brook answered late on Monday that no cart would cross on her watch.</p>')",
    );
    wait(1200).await;
    assert!(article().contains("no cart would cross") && !article().contains("has five spans"));
    assert!(!holds("shown(document.querySelector('#note'))"));
}

#[wasm_bindgen_test]
fn a_bar_that_follows_the_reader_goes() {
    const BAR: &str = "<div id='bar' style='position:fixed;top:0;left:0'><p>Varn votes in the spring</p></div>";
    let _page = Page::of(&format!("<main><article>{BAR}{STORY}</article></main>"));
    open("");
    assert!(!holds("shown(document.querySelector('#bar p'))") && !article().contains("Varn votes"));
    assert!(holds("[...document.querySelectorAll('[data-story]')].every(shown)"));
}

#[wasm_bindgen_test]
fn words_for_screen_readers_only_are_not_the_story() {
    const UNSEEN: &str =
        "<p id='unseen' style='position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)'>End of the chapter on mills</p>";
    let _page = Page::of(&with(UNSEEN));
    open("");
    assert!(!article().contains("chapter on mills"), "{}", article());
}

#[wasm_bindgen_test]
fn a_story_in_two_columns_is_whole() {
    let half = STORY.find("<p data-story>The bridge was built").unwrap();
    let column = |part: &str| format!("<div style='float:left;width:300px'>{part}</div>");
    let _page = Page::of(&format!("<main><article>{}{}</article></main>", column(&STORY[..half]), column(&STORY[half..])));
    open("");
    assert!(holds("[...document.querySelectorAll('[data-story]')].every(shown)"));
    for words in ["counted every bolt", "Our carts cannot swim", "They do not bend"] {
        assert!(article().contains(words), "{words}");
    }
}

#[wasm_bindgen_test]
fn a_form_with_fields_that_are_called_as_the_browsers_own_is_read_like_any_other() {
    let names = ["nodeName", "nodeType", "localName", "firstChild", "nextSibling", "getAttribute", "checkVisibility", "attributes", "id"];
    let fields: String = names.iter().map(|name| format!("<input type='hidden' name='{name}'>")).collect();
    let before = "<p data-story>Brook had said in the spring that no bridge would be closed before the harvest was in.</p>";
    let _page = Page::of(&format!("<main><article><form>{before}{fields}{STORY}</form></article></main>"));
    open("");
    assert!(holds("[...document.querySelectorAll('[data-story]')].every(shown)"));
    let article = article();
    assert!(article.contains("before the harvest was in") && article.contains("Puts Off Vote"));
    assert_eq!(article.matches("Puts Off Vote").count(), 1);
}
