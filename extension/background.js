// The background: on a click it lets the loader into the open tab, hands over the WebAssembly module, and
// keeps the toolbar button and the hiding stylesheet in step with what the loader says.
//
// It holds no state but a cache, for the browser ends it whenever it likes: the page's own loader knows
// whether it is loading, open or closed.

const DEFAULTS = { attitudes: false, theme: 'auto', labels: 'name' };

chrome.action.onClicked.addListener(click);

// The loader tells what happened without a click: the panel's own close button, or a page that the browser
// has kept in memory and shows again.
chrome.runtime.onMessage.addListener((message, sender) => {
  if (sender.id !== chrome.runtime.id || !sender.tab) return;
  const target = targetOf(sender.tab.id, sender.documentId);
  if (message.did === 'closed') closed(target, message.css);
  if (message.did === 'opened') opened(target);
  // The browser says which site it was, not the page.
  if (message.did === 'rules') keepRules(siteOf(sender.url), sender.tab.incognito, message.rules);
});

async function click(tab) {
  const entered = await enter(tab.id);
  if (!entered) return refusedEntry(tab);
  // Where the browser tells which document the loader is in, everything else goes to that one, and none of
  // it to a page that the reader has gone on to meanwhile.
  const target = targetOf(tab.id, entered[0]?.documentId);
  try {
    const step = await run(target, () => globalThis[Symbol.for('standpoint')]?.click());
    // Firefox rejects nothing on some pages of its own: the loader is simply not there.
    if (!step) await refusedEntry(tab);
    else if (step.did === 'load') await load(target, step, tab);
    else if (step.did === 'closed') await closed(target, step.css);
    else if (step.did === 'not-a-page') await refuse(tab.id, 'notAPage');
  } catch (error) {
    // The document went away under us, with all that was done to it.
    console.debug('standpoint:', error);
  }
}

// About one time in ten, Chromium tells the page's process of the permission that a click gives only after it
// has asked it to run the script, and refuses the script. A moment later it is let in.
async function enter(tabId) {
  for (const pause of [0, 50, 200]) {
    if (pause) await new Promise((done) => setTimeout(done, pause));
    try {
      return await chrome.scripting.executeScript({ target: { tabId }, files: ['content.js'] });
    } catch (error) {
      console.debug('standpoint:', error);
    }
  }
  return null;
}

// What the reader keeps for a site: short lines, each the core's own name for an element. The core checks them once
// more when it reads them back.
const RULE = /^(hide|keep) [a-z0-9]+(#[\w-]{1,60})?(\.[\w-]{1,60}){0,4}$/;
const MOST_RULES = 50;
const siteKey = (site) => `site:${site}`;

function siteOf(url) {
  try {
    const { protocol, hostname } = new URL(url);
    return /^https?:$/.test(protocol) ? hostname : '';
  } catch {
    return '';
  }
}

async function rulesFor(tab) {
  const site = siteOf(tab.url);
  // In a private window nothing may tell later where the reader has been.
  if (!site || tab.incognito) return null;
  const { [siteKey(site)]: rules } = await chrome.storage.local.get(siteKey(site));
  return Array.isArray(rules) ? rules : [];
}

async function keepRules(site, incognito, rules) {
  if (!site || incognito || !Array.isArray(rules)) return;
  const kept = rules.filter((rule) => typeof rule === 'string' && RULE.test(rule)).slice(0, MOST_RULES);
  if (kept.length > 0) await chrome.storage.local.set({ [siteKey(site)]: kept });
  else await chrome.storage.local.remove(siteKey(site));
}

async function load(target, step, tab) {
  await chrome.action.setBadgeText({ tabId: target.tabId, text: '…' });
  const [options, bytes, , , rules] = await Promise.all([
    chrome.storage.local.get(DEFAULTS),
    step.needsModule ? moduleAsBase64() : null,
    // In force before the core marks anything, so that nothing is seen to move twice.
    chrome.scripting.insertCSS({ target, css: step.css, origin: 'USER' }),
    step.needsModule ? chrome.scripting.executeScript({ target, files: ['pkg/standpoint.js'] }) : null,
    rulesFor(tab),
  ]);
  const result = await run(
    target,
    (bytes, options) => globalThis[Symbol.for('standpoint')]?.start(bytes, options),
    [bytes, { ...options, rules, keepsRules: rules !== null }],
  );
  if (result?.did === 'opened') await opened(target);
  else await closed(target, step.css);
}

async function opened({ tabId }) {
  await chrome.action.setBadgeText({ tabId, text: '' });
  await chrome.action.setTitle({ tabId, title: chrome.i18n.getMessage('actionClose') });
}

async function closed(target, css) {
  const { tabId } = target;
  // The page may have gone, or be out of reach since the reader came back to it; the rule then matches
  // nothing, since its attribute is random and the loader has taken it away.
  await chrome.scripting.removeCSS({ target, css, origin: 'USER' }).catch(() => {});
  await chrome.action.setBadgeText({ tabId, text: '' }).catch(() => {});
  await chrome.action.setTitle({ tabId, title: chrome.i18n.getMessage('actionOpen') }).catch(() => {});
}

// The loader was not let in: say so, unless that was because the tab closed or went elsewhere.
async function refusedEntry(tab) {
  const now = await chrome.tabs.get(tab.id).catch(() => null);
  const wentOn = now?.url && tab.url && now.url !== tab.url;
  if (now && !wentOn) await refuse(tab.id, 'notHere');
}

async function refuse(tabId, message) {
  await chrome.action.setBadgeBackgroundColor({ tabId, color: '#8a5a00' });
  await chrome.action.setBadgeText({ tabId, text: '!' });
  await chrome.action.setTitle({ tabId, title: chrome.i18n.getMessage(message) });
}

function targetOf(tabId, documentId) {
  return documentId ? { tabId, documentIds: [documentId] } : { tabId };
}

async function run(target, func, args = []) {
  const [first] = await chrome.scripting.executeScript({ target, func, args });
  return first?.result;
}

// Base64, because a byte array becomes a list of numbers on its way into a page, which takes seconds.
let base64;
async function moduleAsBase64() {
  base64 ??= encode(await (await fetch(chrome.runtime.getURL('pkg/standpoint_bg.wasm'))).arrayBuffer());
  return base64;
}

function encode(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes.toBase64) return bytes.toBase64();
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
