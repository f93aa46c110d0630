// The same extension in a real Firefox without a window, over WebDriver BiDi. No driver of its own is needed:
// with system access allowed, the remote protocol also reaches the browser's own window, where the toolbar is.
import puppeteer from 'puppeteer-core';
import { fileURLToPath } from 'node:url';
import { findFirefox } from '../../.dev/browsers.mjs';

const EXTENSION = fileURLToPath(new URL('../../target/extension/firefox', import.meta.url));

export const hasFirefox = () => Boolean(findFirefox());

export async function startFirefox() {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    args: ['--remote-allow-system-access'],
    protocolTimeout: 120_000,
  });
  try {
    const id = await browser.installExtension(EXTENSION);
    const { result } = await browser.connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    return { browser, id, window: result.contexts[0].context, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** A click on the toolbar button of the tab in front: grants activeTab, as a person's click does. */
export const click = (firefox) =>
  inBrowserWindow(firefox, async (id) => {
    const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
    const extension = WebExtensionPolicy.getByID(id).extension;
    await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
  });

/** Takes the tab in front to a page of the browser's own, where the remote protocol may not go. */
export const goToBrowserPage = (firefox) =>
  inBrowserWindow(firefox, async () => {
    const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
    window.gBrowser.selectedBrowser.fixupAndLoadURIString('about:support', { triggeringPrincipal });
    while (window.gBrowser.currentURI.spec !== 'about:support') await new Promise((done) => window.setTimeout(done, 25));
  });

/** The toolbar button as the reader sees it on the tab in front. */
export const button = (firefox) =>
  inBrowserWindow(firefox, async (id) => {
    const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
    const extension = WebExtensionPolicy.getByID(id).extension;
    const { action } = ExtensionParent.apiManager.global.browserActionFor(extension);
    const { title, badgeText } = action.getContextData(window.gBrowser.selectedTab);
    return JSON.stringify({ title, badge: badgeText });
  }).then(JSON.parse);

/** The texts under the closed shadow roots of the page, which the remote protocol may look into. */
export async function overlayTexts({ browser }, page) {
  const { result } = await browser.connection.send('script.evaluate', {
    expression: 'document.documentElement',
    awaitPromise: false,
    target: { context: page.mainFrame()._id },
    serializationOptions: { maxDomDepth: 64, includeShadowTree: 'all' },
  });
  const texts = [];
  const visit = (node, inside) => {
    const { nodeType, nodeValue, localName, children, shadowRoot } = node?.value ?? {};
    if (nodeType === 3 && inside && nodeValue.trim()) texts.push(nodeValue.trim());
    if (localName === 'style') return;
    for (const child of children ?? []) visit(child, inside);
    if (shadowRoot) visit(shadowRoot, inside || shadowRoot.value.mode === 'closed');
  };
  visit(result.result, false);
  return texts;
}

async function inBrowserWindow({ browser, id, window }, func) {
  const { result } = await browser.connection.send('script.callFunction', {
    functionDeclaration: String(func),
    awaitPromise: true,
    target: { context: window },
    arguments: [{ type: 'string', value: id }],
  });
  if (result.type !== 'success') throw new Error(result.exceptionDetails.text);
  return result.result.value;
}
