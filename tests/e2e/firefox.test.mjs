// The same extension in Firefox: the ways a reader takes most.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { marked, until } from './chromium.mjs';
import { button, click, goToBrowserPage, hasFirefox, overlayTexts, startFirefox } from './firefox.mjs';
import { startServer } from './server.mjs';

const BOXED = `<!doctype html><html lang="en"><title>City to close old pier</title><body><main><article><h1>City to close old pier</h1>
  <p>The mayor of Lindau Bay, Clara Voss, said on Tuesday that the old pier would be closed before the winter.</p>
  <p class="boat-note">The ferry of the bay has carried people over the water since the days of the first pier, and it still does so.</p>
  <p>“We cannot pay for planks that the sea takes back every spring,” she told the council on the same day.</p>
  <p>The pier was built in 1931 and has been repaired eleven times since, most recently after the storms of January.</p>
  <p>The council is to meet again on the third of March, when the winter ice has gone and the piles can be looked at.</p></article></main></body></html>`;

const html = (page) => page.evaluate(() => document.documentElement.outerHTML);

describe('in Firefox', { concurrency: false, timeout: 300_000, skip: !hasFirefox() && 'Firefox is not installed' }, () => {
  let firefox;
  let server;

  before(async () => {
    server = await startServer({
      '/csp': { headers: { 'content-security-policy': "default-src 'self'" }, body: '<!doctype html><title>x</title><p>Text.' },
      '/boxed': { body: BOXED },
    });
    firefox = await startFirefox();
  });
  after(async () => {
    await firefox?.close();
    await server?.close();
  });

  const open = () => until(async () => /as it was/.test((await button(firefox)).title), 'the overlay is open');
  const closed = () => until(async () => /who says what/.test((await button(firefox)).title), 'the overlay is closed');

  async function openAndUndo(path, look) {
    const page = await firefox.browser.newPage();
    try {
      await page.goto(server.url(path));
      await page.bringToFront();
      const original = await html(page);
      await click(firefox);
      await open();
      await look(page);
      await click(firefox);
      await closed();
      assert.equal(await html(page), original);
      assert.deepEqual(await marked(page), []);
    } finally {
      await page.close();
    }
  }

  test('the demo: labels, marks and hidden clutter, and all of it undone', () =>
    openAndUndo('/www/index.html', async (page) => {
      const texts = await overlayTexts(firefox, page);
      for (const name of ['Astrid Solvang', 'Gunnar Eldjarn', 'Declan Moynihan']) {
        assert.ok(texts.some((text) => text.includes(name)), `nobody is labelled ${name}: ${texts.join(' | ')}`);
      }
      assert.ok((await marked(page)).length >= 8);
      const shown = await page.$$eval('.skip-links, .menu, .breaking, .share-tools, .media-none', (all) => all.filter((one) => one.checkVisibility()).length);
      assert.equal(shown, 0);
      const resources = await page.evaluate(() => performance.getEntries().map(({ name }) => name).filter((name) => /extension|standpoint\./.test(name)));
      assert.deepEqual(resources.filter((name) => !name.startsWith(server.url('/'))), []);
    }));

  test('a policy that forbids WebAssembly does not reach the extension here', () =>
    openAndUndo('/pages/csp.html', async (page) => assert.ok((await marked(page)).length > 0)));

  test('a block is hidden by the keys alone, and on the next visit too when that is asked for', async () => {
    const isShown = (page) => page.$eval('article p:nth-of-type(2)', (box) => box.checkVisibility());
    await openAndUndo('/boxed', async (page) => {
      // The headline, the first paragraph, the second.
      for (const key of ['h', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
      await until(async () => !(await isShown(page)), 'the paragraph is hidden');
      for (const key of ['Tab', 'Enter']) await page.keyboard.press(key);
      await until(async () => (await overlayTexts(firefox, page)).some((text) => /Kept on this device/.test(text)), 'it is kept');
    });
    await openAndUndo('/boxed', async (page) => assert.equal(await isShown(page), false));
  });

  test('a front page is no article', () =>
    openAndUndo('/pages/no-article.html', async (page) => assert.deepEqual(await marked(page), [])));

  test('before a click the page can find no trace of it', async () => {
    const page = await firefox.browser.newPage();
    await page.goto(server.url('/pages/article.html'));
    const names = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => /standpoint|wasm_bindgen/i.test(name)));
    assert.deepEqual(names, []);
    await page.close();
  });

  test('where the browser lets no extension in, the button says so', async () => {
    const page = await firefox.browser.newPage();
    await page.bringToFront();
    await goToBrowserPage(firefox);
    await click(firefox);
    await until(async () => (await button(firefox)).badge === '!', 'the badge');
    assert.match((await button(firefox)).title, /cannot work here/);
    await page.close();
  });
});
