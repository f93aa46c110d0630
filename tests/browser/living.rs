//! The page changes while the overlay is open, and is given back in the end.

use super::page::*;
use standpoint::dom;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn closing_gives_the_page_back_byte_for_byte() {
    dom::close();
    assert!(!dom::is_open());
    let _page = Page::news();
    let before = html();
    for _ in 0..2 {
        open("");
        assert!(dom::is_open() && html() != before);
        dom::close();
        assert!(!dom::is_open());
        assert_eq!(html(), before);
        assert_eq!(number("CSS.highlights.size + document.adoptedStyleSheets.length"), 0.0);
    }
}

#[wasm_bindgen_test]
async fn what_the_page_did_meanwhile_stays() {
    const CHANGES: &str = "const p = document.createElement('p'); p.textContent = 'Later that day the ferry stopped as well, and with it the mail.'; document.querySelector('article').append(p);\
        document.querySelector('#asked').textContent = 'Horn said nothing more.'; document.querySelector('#fixture').className = 'changed';\
        document.querySelector('footer').remove(); const nav = document.querySelector('#fixture nav'); const copy = nav.cloneNode(true);\
        copy.getAttributeNames().forEach((name) => name.startsWith('data-') && copy.removeAttribute(name)); nav.after(copy);";
    let expected = {
        let _page = Page::news();
        js(CHANGES);
        html()
    };
    let _page = Page::news();
    open("");
    js(CHANGES);
    wait(900).await;
    dom::close();
    assert_eq!(html(), expected);
}

#[wasm_bindgen_test]
async fn what_arrives_late_is_judged_when_it_arrives() {
    let _page = Page::news();
    open("");
    let marks = number("marked().length");
    js(
        "document.querySelector('#fixture main').insertAdjacentHTML('beforeend', '<section class=\"related-stories late\"><h2>Related stories</h2><ul><li><a href=\"#9\">Five mills that became hotels and theatres</a></li><li><a href=\"#10\">A short history of the market cart</a></li></ul></section>');\
        document.querySelector('#asked').insertAdjacentHTML('afterend', '<p data-story>“No cart will cross on my watch,” Brook said in an answer to the union late on Monday.</p>');",
    );
    wait(1200).await;
    assert!(!holds("shown(document.querySelector('.late a'))"), "late clutter is shown");
    assert!(holds("[...document.querySelectorAll('[data-story]')].every(shown)"));
    for clutter in ["nav", ".newsletter", "footer"] {
        assert!(!holds(&format!("shown(document.querySelector('#fixture {clutter}'))")), "{clutter} came back");
    }
    assert!(number("marked().length") > marks);
    assert!(article().contains("No cart will cross") && !article().contains("Five mills"));
}

#[wasm_bindgen_test]
async fn a_mark_does_not_stand_on_other_words() {
    let _page = Page::news();
    open("attitudes: true");
    assert!(texts("marked()").iter().any(|piece| piece.contains("would block the road")));
    js("document.querySelector('#asked').textContent = 'The weather in Varn was mild for the time of the year, and the river was high.'");
    wait(900).await;
    let contents: Vec<String> = contents().iter().map(|content| letters(content)).collect();
    for piece in texts("marked()") {
        assert!(!piece.contains("weather"), "{piece}");
        assert!(contents.iter().any(|content| content.contains(&letters(&piece))), "{piece:?} is in none of {contents:?}");
    }
    assert!(!text("root.querySelector('.panel').textContent").contains("would block the road"));
}

#[wasm_bindgen_test]
async fn a_host_that_the_page_throws_away_comes_back() {
    let _page = Page::news();
    open("");
    js("root.host.remove()");
    wait(100).await;
    assert!(holds("root"));
}
