// The options page: shows what is stored and stores what is changed, on this device only.

const DEFAULTS = { attitudes: false, theme: 'auto', labels: 'name' };
const form = document.querySelector('form');

document.title = chrome.i18n.getMessage('optionsTitle');
for (const element of document.querySelectorAll('[data-text]')) {
  element.textContent = chrome.i18n.getMessage(element.dataset.text);
}

chrome.storage.local.get(DEFAULTS).then((options) => {
  form.elements.attitudes.checked = options.attitudes;
  form.elements.theme.value = options.theme;
  form.elements.labels.value = options.labels;
});

form.addEventListener('change', async () => {
  await chrome.storage.local.set({
    attitudes: form.elements.attitudes.checked,
    theme: form.elements.theme.value,
    labels: form.elements.labels.value,
  });
  document.querySelector('#saved').textContent = chrome.i18n.getMessage('optionsSaved');
});

// The sites for which something is kept, each with a button that forgets it.
async function showSites() {
  const stored = Object.entries(await chrome.storage.local.get()).filter(([key]) => key.startsWith('site:'));
  const section = document.querySelector('#sites');
  section.hidden = stored.length === 0;
  section.querySelector('ul').replaceChildren(...stored.map(([key, rules]) => {
    const item = document.createElement('li');
    const site = document.createElement('strong');
    site.textContent = key.slice('site:'.length);
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = chrome.i18n.getMessage('optionsForget');
    button.setAttribute('aria-label', `${button.textContent}: ${site.textContent}`);
    button.addEventListener('click', async () => {
      await chrome.storage.local.remove(key);
      await showSites();
    });
    const list = document.createElement('small');
    list.textContent = [rules].flat().map(String).join(', ');
    item.append(site, ' ', button, list);
    return item;
  }));
}

showSites();
chrome.storage.onChanged.addListener(showSites);

chrome.commands.getAll().then((commands) => {
  const key = commands.find((command) => command.name === '_execute_action')?.shortcut;
  document.querySelector('#key').textContent = key
    ? chrome.i18n.getMessage('optionsKeySet', key)
    : chrome.i18n.getMessage('optionsKeyNone');
});
