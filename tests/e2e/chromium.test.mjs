// The extension as a reader meets it in Chromium: clicked, read, clicked away, on friendly and other pages.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  button, click, clickAndWait, closedRoots, html, marked, openPage, overlayTexts, startChromium, state, until,
} from './chromium.mjs';
import { startServer } from './server.mjs';

const ARTICLE = '/pages/article.html';
const squeeze = (text) => text.replace(/\s+/g, ' ').trim();

/** An article among `count` nodes of comments. */
function bigPage(count) {
  const comments = Array.from({ length: count / 4 }, (_, at) => `<div class="comment"><p>Comment number ${at}</p></div>`);
  return `<!doctype html><html lang="en"><title>Long</title><body><main><article><h1>City to close old pier</h1>
    <p>The mayor of Lindau Bay, Clara Voss, said on Tuesday that the old pier would be closed before the winter.</p>
    <p>“We cannot pay for planks that the sea takes back every spring,” she told the council on the same day.</p>
    <p>The pier was built in 1931 and has been repaired eleven times since, most recently after the storms of January.</p>
    </article></main><section class="comments">${comments.join('')}</section></body></html>`;
}

/** An article over the whole width, with a speaker of a long name whose words begin here and there in a line. */
function widePage() {
  const told = Array.from({ length: 24 }, (_, at) => `<p>${'The winter was long. '.repeat(at % 8)}The Civil Harbour Authority of Lindau Bay
    said that the old pier would be closed on day ${at}, because nobody can pay for its planks.</p>`);
  return `<!doctype html><html lang="en"><title>Wide</title><body><article><h1>City to close old pier</h1>${told.join('')}</article></body></html>`;
}

/** An article with a box in it that a reader may not want. */
function boxedPage() {
  return bigPage(0).replace('<h1>', '<h1 class="title">').replace('</article>', `<aside class="boat-note" id="boat"><p><a href="/pages/no-quotes.html">The
    ferry of the bay</a> has carried people over the water since the days of the first pier, and it still does so on most days of the year.</p></aside>
    <p>The council is to meet again on the third of March, when the winter ice has gone and the piles can be looked at from below.</p></article>`);
}

describe('in Chromium', { concurrency: false, timeout: 300_000 }, () => {
  let chromium;
  let server;
  const made = {
    '/csp': { headers: { 'content-security-policy': "default-src 'self'" }, body: '<!doctype html><title>x</title><p>Text.' },
    '/big': { body: bigPage(100_000) },
    '/boxed': { body: boxedPage() },
    '/wide': { body: widePage() },
    '/xml': { headers: { 'content-type': 'application/xml' }, body: '<feed><entry/></feed>' },
    '/slow': { body: '<!doctype html><title>Slow</title><p>Late.', delay: 300 },
  };

  before(async () => {
    server = await startServer(made);
    chromium = await startChromium();
  });
  after(async () => {
    await chromium?.close();
    await server?.close();
  });

  /** Opens `path`, clicks, hands the page over, clicks again: the page must then be what it was. */
  async function openAndUndo(path, look, options) {
    const page = await openPage(chromium, server.url(path), options);
    try {
      const original = await html(page);
      await clickAndWait(chromium, page, 'open');
      await look(page);
      await clickAndWait(chromium, page, 'closed');
      assert.equal(await html(page), original);
      assert.deepEqual(await marked(page), []);
    } finally {
      await page.close();
    }
  }

  test('the demo: who says what is marked and labelled, in the article’s own words', () =>
    openAndUndo('/www/index.html', async (page) => {
      const texts = await overlayTexts(page);
      for (const name of ['Astrid Solvang', 'Gunnar Eldjarn', 'Declan Moynihan']) {
        assert.ok(texts.some((text) => text.includes(name)), `nobody is labelled ${name}: ${texts.join(' | ')}`);
      }
      const story = squeeze(await page.$eval('article', (article) => article.textContent));
      const marks = await marked(page);
      assert.ok(marks.length >= 8, `few marks: ${marks.length}`);
      for (const words of marks) assert.ok(story.includes(squeeze(words)), `not of the article: ${words}`);
      const statements = await panelStatements(page);
      assert.ok(statements.length >= 3, 'the panel says nothing');
      for (const piece of statements.flatMap((text) => text.split('…'))) {
        assert.ok(story.includes(squeeze(piece)), `not verbatim: ${piece}`);
      }
      assert.match((await button(chromium, page)).title, /as it was/);
    }));

  test('a label by the edge of wide text ends before the panel', () =>
    openAndUndo('/wide', async (page) => {
      const labels = await boxesOf(page, 'label');
      const [panel] = await boxesOf(page, 'panel');
      assert.ok(labels.length >= 4, `few labels: ${labels.length}`);
      for (const { left, right } of labels) assert.ok(right <= panel.left, `a label from ${left} to ${right} is under the panel at ${panel.left}`);
    }));

  test('the demo: clutter is hidden and no paragraph of the story is', () =>
    openAndUndo('/www/index.html', async (page) => {
      const shown = (selector) => page.$$eval(selector, (all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent.trim().slice(0, 60)));
      assert.deepEqual(await shown('.skip-links, .menu, .breaking, .share-tools, .media-none, .media-wait, .media-times, .most-read'), []);
      const [all, seen] = await page.$$eval('h1, .body > p:not(.watch-line, .wire-credit)', (list) => [list.length, list.filter((one) => one.checkVisibility()).length]);
      assert.equal(seen, all);
    }));

  test('the demo runs without the extension too, and gives the page back', async () => {
    const page = await openPage(chromium, server.url('/www/index.html'));
    const run = await until(() => page.$('standpoint-demo >>> .run:not([disabled])'), 'the module is loaded');
    const original = await html(page);
    await run.click();
    await until(async () => (await marked(page)).length > 0, 'marks of the demo');
    assert.equal(await state(page), null);
    await run.click();
    assert.equal(await html(page), original);
    await page.close();
  });

  test('the demo shows every stage, of the page and of a pasted text', async () => {
    const page = await openPage(chromium, server.url('/www/index.html'));
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    for (const opener of ['.look', '.paste']) {
      const button = await until(() => page.$(`standpoint-demo >>> ${opener}:not([disabled])`), 'the module is loaded');
      await button.click();
      const tabs = await page.$$('standpoint-demo >>> [role=tab]');
      assert.ok(tabs.length >= 8);
      for (const tab of tabs) {
        await tab.click();
        const view = await page.$('standpoint-demo >>> .view');
        assert.ok((await view.evaluate((element) => element.innerText)).length > 60);
      }
      await (await page.$('standpoint-demo >>> .close')).click();
    }
    assert.deepEqual(errors, []);
    await page.close();
  });

  test('before a click the page can find no trace of it', async () => {
    const page = await openPage(chromium, server.url(ARTICLE));
    const reached = await page.evaluate(async (id) => {
      const found = [];
      const files = ['manifest.json', 'content.js', 'background.js', 'options.html', 'icons/16.png', 'pkg/standpoint.js', 'pkg/standpoint_bg.wasm', '_locales/en/messages.json'];
      for (const file of files) {
        const url = `chrome-extension://${id}/${file}`;
        await fetch(url).then(() => found.push(`fetch ${file}`), () => {});
        await new Promise((done) => {
          const image = new Image();
          image.onload = () => done(found.push(`image ${file}`));
          image.onerror = done;
          image.src = url;
        });
      }
      return found;
    }, chromium.id);
    assert.deepEqual(reached, []);
    const names = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => /standpoint|wasm_bindgen/i.test(name)));
    assert.deepEqual(names, []);
    await page.close();
  });

  test('a click loads nothing that the page can see among its resources, and leaves it no names', async () => {
    await openAndUndo(ARTICLE, async (page) => {
      const resources = await page.evaluate(() => performance.getEntries().map(({ name }) => name).filter((name) => /extension|standpoint/.test(name)));
      assert.deepEqual(resources, []);
      const names = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => /standpoint|wasm_bindgen/i.test(name)));
      assert.deepEqual(names, []);
      for (const { host } of await closedRoots(page)) assert.doesNotMatch(JSON.stringify(host.attributes ?? []), /standpoint/i);
    });
  });

  for (const path of ['/csp', '/pages/csp.html']) {
    test(`a page that refuses WebAssembly says so, and a second click takes it away: ${path}`, async () => {
      const page = await openPage(chromium, server.url(path));
      const original = await html(page);
      await click(chromium, page);
      await until(async () => (await overlayTexts(page)).some((text) => /WebAssembly/.test(text)), 'the notice');
      assert.deepEqual(await marked(page), []);
      await click(chromium, page);
      await until(async () => (await html(page)) === original, 'the page as it was');
      await click(chromium, page);
      await until(async () => (await overlayTexts(page)).length > 0, 'the notice again');
      await page.keyboard.press('Escape');
      assert.equal(await html(page), original);
      await page.close();
    });
  }

  test('a front page is no article: nothing is hidden or marked, and the panel says so', () =>
    openAndUndo('/pages/no-article.html', async (page) => {
      assert.deepEqual(await marked(page), []);
      const hidden = await page.$$eval('nav, section, footer, a', (all) => all.filter((one) => !one.checkVisibility()).length);
      assert.equal(hidden, 0);
      assert.match((await overlayTexts(page)).join(' '), /article/i);
    }));

  test('an article that quotes nobody gets no marks, and the panel says so', () =>
    openAndUndo('/pages/no-quotes.html', async (page) => {
      assert.deepEqual(await marked(page), []);
      assert.match((await overlayTexts(page)).join(' '), /quote|nobody|no one/i);
      const paragraphs = await page.$$eval('article p', (all) => all.filter((one) => !one.checkVisibility()).length);
      assert.equal(paragraphs, 0);
    }));

  test('an article in another language loses no paragraph and gets no labels', () =>
    openAndUndo('/pages/german.html', async (page) => {
      assert.deepEqual(await marked(page), []);
      const hidden = await page.$$eval('h1, article p', (all) => all.filter((one) => !one.checkVisibility()).length);
      assert.equal(hidden, 0);
    }));

  test('100,000 nodes', () => openAndUndo('/big', async (page) => assert.ok((await marked(page)).length > 0)));

  test('a hostile page: it is read, or left alone, and given back exactly', async () => {
    const page = await openPage(chromium, server.url('/pages/hostile.html'));
    await click(chromium, page);
    await until(async () => (await state(page)) === 'open', 'the overlay is open');
    const texts = (await overlayTexts(page)).join(' ');
    assert.match(texts, /Clara Voss/);
    assert.doesNotMatch(texts, /Nobody Visible/);
    await clickAndWait(chromium, page, 'closed');
    await page.evaluate(() => window.settle());
    const twin = await openPage(chromium, server.url('/pages/hostile.html'));
    await twin.evaluate(() => window.settle());
    assert.equal(await html(page), await html(twin));
    // The page's own traps were never sprung: the loader and the core live in a world of their own.
    assert.equal(await page.evaluate(() => window.seen.length), 0);
    await twin.close();
    await page.close();
  });

  test('a page that changes under the overlay: marks follow or go, and undo keeps what the page did', async () => {
    const change = () => {
      const [first, second, third, fourth] = document.querySelectorAll('article p');
      second.firstChild.data = 'The council has put off its meeting, and nothing was said.';
      third.remove();
      fourth.textContent = `${fourth.textContent} (updated)`;
      const added = document.createElement('p');
      added.textContent = 'A paragraph that came later.';
      first.after(added);
      document.querySelector('nav').classList.add('folded');
    };
    const page = await openPage(chromium, server.url(ARTICLE));
    const twin = await openPage(chromium, server.url(ARTICLE));
    await page.bringToFront();
    await clickAndWait(chromium, page, 'open');
    const old = await marked(page);
    await page.evaluate(change);
    await twin.evaluate(change);
    await until(async () => !(await marked(page)).some((words) => words.includes('cannot pay for planks')), 'the mark on replaced words is gone');
    for (const words of await marked(page)) {
      // A stretch that is marked now was marked then, and not other words in the same place.
      assert.ok(old.some((before) => before.includes(words) || words.includes(before)), `marked by mistake: ${words}`);
    }
    await page.bringToFront();
    await clickAndWait(chromium, page, 'closed');
    assert.equal(await html(page), await html(twin));
    await twin.close();
    await page.close();
  });

  test('two quick clicks open it once', async () => {
    const page = await openPage(chromium, server.url(ARTICLE));
    const original = await html(page);
    await Promise.all([click(chromium, page), click(chromium, page)]);
    await until(async () => (await state(page)) === 'open', 'the overlay is open');
    const roots = await closedRoots(page);
    const once = roots.length;
    await clickAndWait(chromium, page, 'closed');
    assert.equal(await html(page), original);
    await clickAndWait(chromium, page, 'open');
    assert.equal((await closedRoots(page)).length, once);
    await page.close();
  });

  test('going on to another page while it loads leaves that page alone, and it works there', async () => {
    const page = await openPage(chromium, server.url(ARTICLE));
    await Promise.all([click(chromium, page), page.goto(server.url('/slow'))]);
    await page.goto(server.url('/pages/no-quotes.html'));
    const original = await html(page);
    assert.deepEqual(await closedRoots(page), []);
    await clickAndWait(chromium, page, 'open');
    await clickAndWait(chromium, page, 'closed');
    assert.equal(await html(page), original);
    await page.close();
  });

  test('closing the tab while it loads breaks nothing', async () => {
    const page = await openPage(chromium, server.url('/big'));
    await click(chromium, page);
    await page.close();
    await openAndUndo(ARTICLE, async () => {});
  });

  test('a page that comes back from the browser’s memory still has its overlay, and can be undone', async () => {
    const page = await openPage(chromium, server.url(ARTICLE));
    const original = await html(page);
    await clickAndWait(chromium, page, 'open');
    await page.goto(server.url('/pages/no-quotes.html'));
    await page.goBack();
    await page.bringToFront();
    // The browser may have thrown the page away; then it is simply loaded anew.
    if ((await state(page)) === 'open') {
      await until(async () => /as it was/.test((await button(chromium, page)).title), 'the button knows');
      await clickAndWait(chromium, page, 'closed');
    }
    assert.equal(await html(page), original);
    await page.close();
  });

  test('where the browser lets no extension in, the button says so', async () => {
    const page = await openPage(chromium, 'chrome://version/');
    await click(chromium, page);
    await until(async () => (await button(chromium, page)).badge === '!', 'the badge');
    assert.match((await button(chromium, page)).title, /cannot work here/);
    await page.goto(server.url(ARTICLE));
    assert.equal((await button(chromium, page)).badge, '');
    await page.close();
  });

  test('on a file that is no page, the button says so', async () => {
    const page = await openPage(chromium, server.url('/xml'));
    const original = await html(page);
    await click(chromium, page);
    await until(async () => (await button(chromium, page)).badge === '!', 'the badge');
    assert.equal(await html(page), original);
    await page.close();
  });

  test('one block is hidden by the keys alone, kept for the site when asked, and forgotten in the options', async () => {
    const stored = () => chromium.worker.evaluate(() => chrome.storage.local.get());
    const page = await openPage(chromium, server.url('/boxed'));
    const original = await html(page);
    const isShown = () => page.$eval('#boat', (box) => box.checkVisibility());
    await clickAndWait(chromium, page, 'open');
    assert.equal(await isShown(), true);
    await focusOn(page, 'Hide something else');
    await page.keyboard.press('Enter');
    // What the page's own scripts send is no choice of the reader.
    await page.evaluate(() => {
      document.querySelector('h1').click();
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    });
    await page.mouse.move(...(await middleOf(page, '#boat')));
    await page.mouse.click(...(await middleOf(page, '#boat')));
    await until(async () => !(await isShown()), 'the box is hidden');
    assert.equal(await page.$eval('h1', (title) => title.checkVisibility()), true);
    assert.equal(page.url(), server.url('/boxed'), 'the click followed the link in the box');
    assert.deepEqual(await stored(), {});
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until(async () => (await stored())['site:127.0.0.1'], 'it is kept');
    assert.deepEqual(await stored(), { 'site:127.0.0.1': ['hide aside#boat.boat-note'] });
    await clickAndWait(chromium, page, 'closed');
    assert.equal(await html(page), original);
    await page.close();

    const next = await openPage(chromium, server.url('/boxed'));
    await clickAndWait(chromium, next, 'open');
    assert.equal(await next.$eval('#boat', (box) => box.checkVisibility()), false);
    await clickAndWait(chromium, next, 'closed');
    assert.equal(await html(next), original);
    await next.close();

    const options = await chromium.browser.newPage();
    await options.goto(`chrome-extension://${chromium.id}/options.html`);
    await (await options.waitForSelector('#sites button')).click();
    await options.waitForFunction(() => document.querySelector('#sites').hidden);
    assert.deepEqual(await stored(), {});
    await options.close();
  });

  test('what is kept for a site is read back with suspicion', async () => {
    await chromium.worker.evaluate(() => chrome.storage.local.set({ 'site:127.0.0.1': ['hide body', 'hide article', 'hide p.x{}', 'hide h1.title', 7, null] }));
    await openAndUndo('/boxed', async (page) => {
      assert.deepEqual(await page.$$eval('h1, article p', (all) => all.filter((one) => !one.checkVisibility()).length), 0);
    });
    await chromium.worker.evaluate(() => chrome.storage.local.clear());
  });

  test('the options page shows, keeps and hands over what is chosen', async () => {
    const page = await chromium.browser.newPage();
    await page.goto(`chrome-extension://${chromium.id}/options.html`);
    await page.waitForFunction(() => document.querySelector('#key').textContent !== '');
    await page.waitForSelector('[name=theme]:checked');
    assert.match(await page.$eval('#key', (key) => key.textContent), /Alt\+Shift\+S/);
    assert.equal(await page.$eval('[name=attitudes]', (box) => box.checked), false);
    assert.equal(await page.$eval('[name=theme]:checked', (radio) => radio.value), 'auto');
    await page.click('[name=theme][value=dark]');
    await page.click('[name=attitudes]');
    await page.waitForFunction(() => document.querySelector('#saved').textContent !== '');
    const stored = await chromium.worker.evaluate(() => chrome.storage.local.get());
    assert.deepEqual(stored, { attitudes: true, labels: 'name', theme: 'dark' });
    await page.reload();
    await page.waitForSelector('[name=theme]:checked');
    assert.equal(await page.$eval('[name=theme]:checked', (radio) => radio.value), 'dark');
    const texts = await page.$$eval('[data-text]', (all) => all.map((one) => one.textContent));
    assert.ok(texts.every(Boolean), 'a text without words');
    await chromium.worker.evaluate(() => chrome.storage.local.clear());
    await page.close();
  });
});

/** Goes with Tab until the element with this text has the focus, as the accessibility tree has it. */
async function focusOn(page, name) {
  const session = await page.createCDPSession();
  try {
    for (let steps = 0; steps < 80; steps += 1) {
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const has = nodes.find((node) => node.properties?.some(({ name, value }) => name === 'focused' && value.value) && node.role?.value !== 'RootWebArea');
      if (has?.name?.value === name) return;
      await page.keyboard.press('Tab');
    }
  } finally {
    await session.detach();
  }
  throw new Error(`the Tab key does not reach ${name}`);
}

const middleOf = (page, selector) =>
  page.$eval(selector, (element) => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = element.getBoundingClientRect();
    return [box.left + 20, (box.top + box.bottom) / 2];
  });

/** From where to where the elements of the overlay with this class reach, of those that are drawn. */
async function boxesOf(page, name) {
  const session = await page.createCDPSession();
  try {
    const found = [];
    for (const { nodes } of await closedRoots(page)) {
      for (const node of nodes.filter((node) => classes(node).includes(name))) {
        const { backendNodeId } = node;
        const box = await session.send('DOM.getBoxModel', { backendNodeId }).catch(() => null);
        if (box && box.model.width > 0) found.push({ left: box.model.border[0], right: box.model.border[2] });
      }
    }
    return found;
  } finally {
    await session.detach();
  }
}

/** The statements of the panel. */
async function panelStatements(page) {
  const found = [];
  for (const { nodes } of await closedRoots(page)) {
    const parents = new Map(nodes.map((node) => [node.nodeId, node]));
    const texts = new Map();
    for (const node of nodes.filter(({ nodeType }) => nodeType === 3)) {
      let at = node;
      while (at && !classes(at).includes('statement')) at = parents.get(at.parentId);
      if (at) texts.set(at, (texts.get(at) ?? '') + node.nodeValue);
    }
    found.push(...texts.values());
  }
  return found;
}

function classes({ attributes = [] }) {
  const at = attributes.findIndex((name, index) => index % 2 === 0 && name === 'class');
  return at < 0 ? [] : attributes[at + 1].split(' ');
}
