// The real unpacked extension in a real Chromium, without a window: installed, clicked and read as a person would.
import puppeteer from 'puppeteer-core';
import { fileURLToPath } from 'node:url';
import { findChromium, headlessSwitches } from '../../.dev/browsers.mjs';

const EXTENSION = fileURLToPath(new URL('../../target/extension/chromium', import.meta.url));
export const WAIT = 30_000;

export async function startChromium({ width = 1280, height = 800 } = {}) {
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    pipe: true,
    enableExtensions: true,
    args: [...headlessSwitches, '--enable-unsafe-extension-debugging'],
    defaultViewport: { width, height },
    protocolTimeout: 120_000,
  });
  try {
    const id = await browser.installExtension(EXTENSION);
    const target = await browser.waitForTarget(
      (target) => target.type() === 'service_worker' && target.url().startsWith(`chrome-extension://${id}/`),
      { timeout: WAIT },
    );
    const worker = await target.worker();
    await until(() => worker.evaluate(() => chrome.action.onClicked.hasListeners()), 'the background listens');
    const root = await browser.target().createCDPSession();
    return { browser, id, worker, root, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

// A page's target hangs below the target of its tab, which is the one with a toolbar. It stays the same while
// the tab goes from page to page.
const tabOf = new WeakMap();

async function newPage({ browser, root }) {
  const tabs = async () => (await root.send('Target.getTargets', { filter: [{ type: 'tab' }] })).targetInfos.map(({ targetId }) => targetId);
  const known = new Set(await tabs());
  const page = await browser.newPage();
  tabOf.set(page, (await tabs()).find((tab) => !known.has(tab)));
  return page;
}

/** Opens `url` in a tab of its own, in front. */
export async function openPage(chromium, url, { waitUntil = 'load', before } = {}) {
  const page = await newPage(chromium);
  if (before) await before(page);
  await page.goto(url, { waitUntil });
  await page.bringToFront();
  return page;
}

/** A click on the toolbar button with `page` in front: grants activeTab, as a person's click does. */
export const click = ({ id, root }, page) => root.send('Extensions.triggerAction', { id, targetId: tabOf.get(page) });

/** What the loader says of itself: "closed", "loading", "open", or null before the first click. */
export async function state(page) {
  for (const realm of page.extensionRealms()) {
    const found = await realm.evaluate(() => globalThis[Symbol.for('standpoint')]?.state() ?? null).catch(() => null);
    if (found) return found;
  }
  return null;
}

export async function clickAndWait(chromium, page, wanted) {
  await click(chromium, page);
  await until(async () => (await state(page)) === wanted, `the overlay is ${wanted}`);
}

/** The toolbar button as the reader sees it on `page`'s tab. */
export async function button({ worker }, page) {
  await page.bringToFront();
  return worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return {
      badge: await chrome.action.getBadgeText({ tabId: tab.id }),
      title: await chrome.action.getTitle({ tabId: tab.id }),
    };
  });
}

/** All closed shadow roots of the page, each as { host, nodes }, in CDP's words. */
export async function closedRoots(page) {
  const session = await page.createCDPSession();
  try {
    await session.send('DOM.enable');
    await session.send('DOM.getDocument', { depth: 0 });
    // The flat form, because the nested one ends at 150 levels.
    const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
    const roots = nodes.flatMap((host) => (host.shadowRoots ?? []).map((root) => ({ host, root })));
    const byId = new Map([...nodes, ...roots.map(({ root }) => root)].map((node) => [node.nodeId, node]));
    const isBelow = (node, root) => {
      let at = node;
      while (at && at !== root) at = byId.get(at.parentId);
      return at === root;
    };
    return roots
      .filter(({ root }) => root.shadowRootType === 'closed')
      .map(({ host, root }) => ({ host, nodes: nodes.filter((node) => isBelow(node, root)) }));
  } finally {
    await session.detach();
  }
}

/** The texts of all text nodes under the closed roots, outside of style sheets. */
export async function overlayTexts(page) {
  const texts = [];
  for (const { nodes } of await closedRoots(page)) {
    const styles = new Set(nodes.filter((node) => node.nodeName === 'STYLE').map((node) => node.nodeId));
    texts.push(...nodes.filter((node) => node.nodeType === 3 && !styles.has(node.parentId)).map((node) => node.nodeValue.trim()));
  }
  return texts.filter(Boolean);
}

/** `outerHTML` of the document's element, asked of the browser, since a page may have covered the property. */
export async function html(page) {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: 1 });
    const element = root.children.find(({ nodeType }) => nodeType === 1);
    return (await session.send('DOM.getOuterHTML', { nodeId: element.nodeId })).outerHTML;
  } finally {
    await session.detach();
  }
}

/** The words of the page that are marked, in no order: the ranges of all custom highlights. */
export const marked = (page) =>
  page.evaluate(() => [...CSS.highlights.values()].flatMap((highlight) => [...highlight].map(String)).filter(Boolean));

/** Waits until `check` gives something true, and gives it. Never sleeps longer than needed. */
export async function until(check, what, wait = WAIT) {
  const end = Date.now() + wait;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${wait / 1000} s: ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}
