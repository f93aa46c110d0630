// The loader: runs in the page's isolated world, where the page cannot see it. It starts the core, keeps
// track of whether it is open, and says so to the reader where it cannot run. All judgement is in the core.
//
// It finds itself again under a symbol, because an element with a matching id would answer to a name.
(() => {
  const KEY = Symbol.for('standpoint');
  if (globalThis[KEY]) return;

  // A page can cover the document's own methods with elements of their names, in this world too.
  const own = (name) => Reflect.get(Document.prototype, name, document);
  const create = (tag) => Document.prototype.createElement.call(document, tag);

  // A load that was begun and not heard of again, because the background was ended, may be begun anew.
  const STALE_MS = 20_000;

  let state = 'closed'; // 'loading', 'open'
  let since = 0;
  let ready = false;
  let attribute = '';
  let css = '';
  let dismiss = null;

  globalThis[KEY] = { click, start, state: () => state };

  // What a click means now. "load" asks the background for `start`, after it has put `css` in force.
  function click() {
    if (dismiss) {
      dismiss();
      return { did: 'dismissed' };
    }
    if (state === 'open') {
      close();
      return { did: 'closed', css };
    }
    if (state === 'loading' && performance.now() - since < STALE_MS) return { did: 'busy' };
    if (!/html/.test(own('contentType'))) return { did: 'not-a-page' };
    if (!allowsWebAssembly()) {
      notice('refused');
      return { did: 'refused' };
    }
    state = 'loading';
    since = performance.now();
    attribute = `data-${randomLetters(10)}`;
    css = `[${attribute}] { display: none !important; }`;
    return { did: 'load', needsModule: !ready, css };
  }

  async function start(base64, options) {
    if (state !== 'loading') return { did: 'nothing' };
    try {
      if (!ready) {
        await wasm_bindgen({ module_or_path: decode(base64) });
        ready = true;
      }
      const result = await wasm_bindgen.open({
        ...options,
        hideAttribute: attribute,
        onClose: closedByPanel,
        onRules: options.keepsRules ? (rules) => tell('rules', { rules }) : undefined,
      });
      // The core says so itself, in the place of its panel.
      if (result?.fault !== undefined) {
        console.error('Standpoint:', result.fault);
        state = 'closed';
        return { did: 'fault' };
      }
      state = 'open';
      return { did: 'opened' };
    } catch (error) {
      console.error('Standpoint:', error);
      close();
      notice('fault');
      return { did: 'fault' };
    }
  }

  function close() {
    state = 'closed';
    try {
      wasm_bindgen.close();
    } catch (error) {
      console.error('Standpoint:', error);
    }
  }

  function closedByPanel() {
    state = 'closed';
    tell('closed');
  }

  // The toolbar button forgets what it said when the page was left.
  addEventListener('pageshow', (event) => {
    if (event.persisted && state === 'open') tell('opened');
  });

  function tell(did, more = {}) {
    // Fails where the extension has been updated or removed since.
    Promise.resolve()
      .then(() => chrome.runtime.sendMessage({ did, css, ...more }))
      .catch(() => {});
  }

  // Chromium holds content scripts to the page's own policy on WebAssembly.
  function allowsWebAssembly() {
    try {
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
      return true;
    } catch {
      return false;
    }
  }

  function decode(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  }

  function randomLetters(count) {
    return Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) =>
      String.fromCharCode(97 + (byte % 26)),
    ).join('');
  }

  // A note in the corner of the page that goes by itself, by its button, by Escape and by a second click.
  function notice(kind) {
    const host = create('div');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(NOTICE_CSS);
    const root = host.attachShadow({ mode: 'closed' });
    root.adoptedStyleSheets = [sheet];
    const box = create('div');
    box.setAttribute('role', 'alert');
    const title = create('strong');
    title.textContent = chrome.i18n.getMessage(`${kind}Title`);
    const text = create('p');
    text.textContent = chrome.i18n.getMessage(`${kind}Text`);
    const button = create('button');
    button.type = 'button';
    button.textContent = chrome.i18n.getMessage('dismiss');
    box.append(title, text, button);
    root.append(box);

    const byKey = (event) => event.key === 'Escape' && dismiss?.();
    const timer = setTimeout(() => dismiss?.(), 15_000);
    dismiss = () => {
      clearTimeout(timer);
      removeEventListener('keydown', byKey, true);
      host.remove();
      dismiss = null;
    };
    button.addEventListener('click', () => dismiss?.());
    addEventListener('keydown', byKey, true);
    own('documentElement').append(host);
  }

  // `!important` in the shadow's own sheet wins over `!important` in the page's.
  const NOTICE_CSS = `
    :host {
      all: initial !important; position: fixed !important; z-index: 2147483647 !important;
      top: 16px !important; right: 16px !important; width: min(340px, calc(100vw - 32px)) !important;
      color-scheme: light dark !important;
    }
    div {
      font: 14px/1.45 system-ui, sans-serif; color: #1b1f24; background: #fff; padding: 14px 16px;
      border: 1px solid #d0d4da; border-left: 4px solid #b26a00; border-radius: 8px;
      box-shadow: 0 6px 24px rgb(0 0 0 / 18%);
    }
    strong { display: block; font-size: 15px; }
    p { margin: 4px 0 10px; }
    button {
      font: inherit; color: inherit; background: none; border: 1px solid currentColor; border-radius: 6px;
      padding: 3px 12px; cursor: pointer;
    }
    button:focus-visible { outline: 2px solid #2f6fde; outline-offset: 2px; }
    @media (prefers-color-scheme: dark) {
      div { color: #e8eaed; background: #202327; border-color: #43484f; border-left-color: #e2a13a; }
    }
  `;
})();
