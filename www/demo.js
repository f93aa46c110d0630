// The demo's own bar: runs the very build that the extension ships, here without the extension, and shows
// every stage of the pipe. It lives in a shadow root, so that for Standpoint the page is only the newspaper.
import { VIEWS } from './stages.js';

const BAR = `
  <link rel="stylesheet" href="demo.css">
  <div class="bar" role="region" aria-label="Standpoint demo">
    <span class="who"><img src="icon.svg" alt="" width="22" height="22"> <b>Standpoint</b> <span class="what">demo</span></span>
    <button class="run" type="button" disabled>Show who says what</button>
    <button class="look" type="button" disabled><span>See the </span>stages</button>
    <button class="paste" type="button" disabled>Paste<span> a text</span></button>
    <span class="status" role="status">Loading the module…</span>
  </div>
  <dialog aria-labelledby="title">
    <div class="frame">
      <header>
        <h2 id="title"></h2>
        <button class="close" type="button" aria-label="Close">×</button>
      </header>
      <form class="own" hidden>
        <label for="text">An article’s text, a paragraph a line. It stays on this page.</label>
        <textarea id="text" rows="7" spellcheck="false"></textarea>
        <button class="go" type="submit">Analyse</button>
      </form>
      <nav class="tabs" role="tablist" aria-label="Stages"></nav>
      <section class="view" role="tabpanel" tabindex="0" aria-live="polite"></section>
    </div>
  </dialog>`;

const SAMPLE = `Port city votes on night flights

Mayor Ines Okafor said on Monday that the city council "will not trade sleep for cargo" and called for a curfew between 11 p.m. and 6 a.m.

"Nobody has shown us a single job that depends on a landing at 3 in the morning," she said.

Brightwing Cargo accused the council of ignoring its own study. The airline's chief executive, Paul Reyes, denied that the new flights were louder than the old ones.`;

class StandpointDemo extends HTMLElement {
  #part = {};
  #attribute = '';
  #sheet = new CSSStyleSheet();
  #found = null;
  #view = 'attributions';

  connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = BAR;
    const part = (name) => (this.#part[name] = root.querySelector(name));
    for (const name of ['.run', '.look', '.paste', '.status', 'dialog', '#title', '.own', 'textarea', '.tabs', '.view', '.close']) part(name);
    this.#part.textarea.value = SAMPLE;
    this.#on('.run', () => this.#run());
    this.#on('.look', () => this.#openStages(false));
    this.#on('.paste', () => this.#openStages(true));
    this.#on('.close', () => this.#part.dialog.close());
    this.#part.dialog.addEventListener('click', (event) => {
      if (event.target === this.#part.dialog) this.#part.dialog.close();
    });
    this.#part['.own'].addEventListener('submit', (event) => {
      event.preventDefault();
      this.#analyse();
    });
    this.#makeTabs();
    this.#load();
  }

  async #load() {
    try {
      await wasm_bindgen({ module_or_path: 'pkg/standpoint_bg.wasm' });
      for (const name of ['.run', '.look', '.paste']) this.#part[name].disabled = false;
      this.#say('');
    } catch (error) {
      console.error(error);
      this.#say('The module is not there: run npm start, which builds it.');
    }
  }

  // Does what the extension's loader does. Here the hiding rule is the page's own, and a random attribute
  // keeps it from ever matching anything else.
  async #run() {
    if (wasm_bindgen.isOpen()) {
      wasm_bindgen.close();
      return this.#closed();
    }
    this.#attribute = `data-${Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;
    this.#sheet.replaceSync(`[${this.#attribute}] { display: none !important; }`);
    document.adoptedStyleSheets.push(this.#sheet);
    const began = performance.now();
    try {
      await wasm_bindgen.open({
        attitudes: false,
        theme: 'auto',
        labels: 'name',
        hideAttribute: this.#attribute,
        onClose: () => this.#closed(),
      });
      this.#part['.run'].textContent = 'Give the page back';
      this.#say(`${Math.round(performance.now() - began)} ms, on your device`);
    } catch (error) {
      console.error(error);
      wasm_bindgen.close();
      this.#closed();
      this.#say(`That failed: ${error}`);
    }
  }

  #closed() {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#part['.run'].textContent = 'Show who says what';
    this.#say('');
  }

  #openStages(own) {
    this.#part['#title'].textContent = own ? 'Your text, stage by stage' : 'This page, stage by stage';
    this.#part['.own'].hidden = !own;
    this.#analyse(own);
    this.#part.dialog.showModal();
  }

  #analyse(own = true) {
    const text = own ? this.#part.textarea.value : undefined;
    this.#found = wasm_bindgen.stages(text);
    this.#show(this.#view);
  }

  #makeTabs() {
    for (const { id, name } of VIEWS) {
      const tab = document.createElement('button');
      Object.assign(tab, { type: 'button', id: `tab-${id}`, textContent: name });
      tab.setAttribute('role', 'tab');
      tab.addEventListener('click', () => this.#show(id));
      this.#part['.tabs'].append(tab);
    }
    this.#part['.tabs'].addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      const at = VIEWS.findIndex(({ id }) => id === this.#view);
      this.#show(VIEWS.at((at + step) % VIEWS.length).id);
      this.shadowRoot.getElementById(`tab-${this.#view}`).focus();
    });
  }

  #show(view) {
    this.#view = view;
    for (const { id } of VIEWS) {
      const tab = this.shadowRoot.getElementById(`tab-${id}`);
      tab.setAttribute('aria-selected', String(id === view));
      tab.tabIndex = id === view ? 0 : -1;
    }
    const { about, render } = VIEWS.find(({ id }) => id === view);
    const intro = document.createElement('p');
    intro.className = 'about';
    intro.textContent = about;
    this.#part['.view'].replaceChildren(intro, render(this.#found));
    this.#part['.view'].scrollTop = 0;
  }

  #on(name, act) {
    this.#part[name].addEventListener('click', act);
  }

  #say(text) {
    this.#part['.status'].textContent = text;
  }
}

customElements.define('standpoint-demo', StandpointDemo);
