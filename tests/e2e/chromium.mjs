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
    return { browser, id, worker, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Opens `url` in a tab of its own, in front. */
export async function openPage({ browser }, url, { waitUntil = 'load', before } = {}) {
  const page = await browser.newPage();
  if (before) await before(page);
  await page.goto(url, { waitUntil });
  await page.bringToFront();
  return page;
}

/** A click on the toolbar button with `page` in front: grants activeTab, as a person's click does. */
export async function click({ browser, id }, page) {
  const root = await browser.target().createCDPSession();
  try {
    await root.send('Extensions.triggerAction', { id, targetId: await tabTarget(root, page) });
  } finally {
    await root.detach();
  }
}

async function tabTarget(root, page) {
  // A page's target hangs below the target of its tab, which is the one with a toolbar.
  const { targetInfos } = await root.send('Target.getTargets', { filter: [{ type: 'tab' }] });
  const session = await page.createCDPSession();
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  const tab = targetInfos.find((info) => info.url === targetInfo.url && info.title === targetInfo.title);
  if (!tab) throw new Error(`no tab for ${targetInfo.url}`);
  return tab.targetId;
}

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

/** All closed shadow roots of the page, each as { host, text, nodes }, `nodes` being CDP's. */
export async function closedRoots(page) {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const found = [];
    // A stack of our own: pages of the tests nest deeper than JavaScript may recurse.
    const open = [root];
    while (open.length) {
      const node = open.pop();
      for (const shadow of node.shadowRoots ?? []) {
        if (shadow.shadowRootType === 'closed') found.push({ host: node, nodes: flat(shadow) });
      }
      open.push(...(node.children ?? []), ...(node.shadowRoots ?? []));
    }
    return found;
  } finally {
    await session.detach();
  }
}

function flat(root) {
  const all = [];
  const open = [root];
  while (open.length) {
    const node = open.pop();
    all.push(node);
    open.push(...(node.children ?? []).toReversed());
  }
  return all;
}

/** The texts of all text nodes under the closed roots, outside of style sheets. */
export async function overlayTexts(page) {
  const texts = [];
  for (const { nodes } of await closedRoots(page)) {
    const styles = new Set(nodes.filter((n) => n.nodeName === 'STYLE').flatMap((n) => n.children ?? []));
    texts.push(...nodes.filter((n) => n.nodeType === 3 && !styles.has(n)).map((n) => n.nodeValue.trim()));
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
