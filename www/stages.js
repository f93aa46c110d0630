// How the demo shows each stage of the pipe. Every view takes what the core's `stages` gives, the report of
// schema 1 among it, and returns one element. Offsets are Unicode scalar values into `article.text`.

export const VIEWS = [
  {
    id: 'snapshot',
    name: 'Snapshot',
    about: 'The page as the core reads it, once, before anything is written: elements and texts in document order.',
    render: ({ snapshot }) => (snapshot ? facts(snapshot) : el('p', 'empty', 'A pasted text has no page behind it.')),
  },
  {
    id: 'blocks',
    name: 'Blocks',
    about: 'Every visible piece of text that stands by itself, with its label, and the reason where it is boilerplate.',
    render: ({ report }) => blocks(report),
  },
  {
    id: 'article',
    name: 'Article',
    about: 'What is kept, as one string. Every later stage points into it, and a map leads back to the page.',
    render: ({ report }) => el('pre', 'text', report.article.text),
  },
  {
    id: 'sentences',
    name: 'Sentences',
    about: 'Sentences and their words, with the word class where one is told.',
    render: ({ report, sentences, tokens }) => sentenceList(report, sentences, tokens),
  },
  {
    id: 'attributions',
    name: 'Attributions',
    about: 'Who is reported to have said what: source, cue and content. Unsure means unmarked.',
    render: ({ report }) => attributions(report),
  },
  {
    id: 'speakers',
    name: 'Speakers',
    about: 'Names, descriptions and pronouns gathered into one chain for each speaker.',
    render: ({ report }) => speakers(report),
  },
  {
    id: 'sides',
    name: 'Sides',
    about: 'For whom each speaker speaks, and the positions: every line is a verbatim piece of the article.',
    render: ({ report }) => sides(report),
  },
  {
    id: 'plan',
    name: 'Plan',
    about: 'What is to be hidden, marked and labelled. Drawing it decides nothing.',
    render: ({ plan }) => (plan ? facts(plan) : el('p', 'empty', 'Nothing is drawn for a pasted text.')),
  },
  {
    id: 'json',
    name: 'JSON',
    about: 'The report as the command line and the export button give it (schema 1).',
    render: ({ report }) => json(report),
  },
];

function el(tag, className = '', content = []) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...[content].flat());
  return element;
}

const json = (value) => el('pre', 'json', JSON.stringify(value, null, 2));

// Strings count UTF-16 code units, the report counts scalar values; an array of them is the shortest bridge.
const slicer = (text) => {
  const scalars = Array.from(text);
  return (start, end) => scalars.slice(start, end).join('');
};

function facts(numbers) {
  return el('dl', 'facts', Object.entries(numbers).flatMap(([name, value]) => [
    el('dt', '', name.replaceAll('_', ' ')), el('dd', '', String(value)),
  ]));
}

function blocks(report) {
  const table = el('div', 'blocks');
  for (const { label, reason, text, confidence } of report.blocks) {
    const row = el('div', label === 'boilerplate' ? 'block out' : 'block', [
      el('span', 'tag', label === 'boilerplate' ? (reason ?? label) : label),
      el('span', 'words', text),
      el('span', 'sure', confidence.toFixed(2)),
    ]);
    table.append(row);
  }
  return table;
}

function sentenceList(report, sentences, tokens) {
  if (!sentences) return el('p', 'empty', 'Nothing to show.');
  const slice = slicer(report.article.text);
  const list = el('ol', 'sentences');
  let next = 0;
  for (const [start, end] of sentences) {
    const item = el('li');
    while (tokens && next < tokens.length && tokens[next][0] < end) {
      const [from, to, tag] = tokens[next];
      next += 1;
      if (from < start) continue;
      item.append(el('span', 'token', [slice(from, to), ...(tag ? [el('sub', '', tag)] : [])]), ' ');
    }
    if (!item.hasChildNodes()) item.append(slice(start, end));
    list.append(item);
  }
  return list;
}

function attributions(report) {
  if (report.attributions.length === 0) return el('p', 'empty', 'Nobody is quoted or reported here.');
  const slice = slicer(report.article.text);
  const legend = el('p', 'legend', [
    el('mark', 'source', 'source'), ' ', el('mark', 'cue', 'cue'), ' ', el('mark', 'content', 'content'),
  ]);
  const list = el('div', 'cards');
  for (const attribution of report.attributions) {
    const parts = ['source', 'cue', 'content']
      .flatMap((part) => attribution[part].map(([start, end]) => ({ part, start, end })))
      .sort((a, b) => a.start - b.start || a.end - b.end);
    const line = el('p', 'passage');
    let at = parts[0]?.start ?? 0;
    for (const { part, start, end } of parts) {
      // Words between the parts are shown as they are, unless the parts lie far apart.
      if (start > at) line.append(start - at > 160 ? ' … ' : slice(at, start));
      if (end > at) line.append(el('mark', part, slice(Math.max(start, at), end)));
      at = Math.max(at, end);
    }
    const names = attribution.speakers.map((id) => report.speakers[id].name);
    list.append(el('div', 'card', [
      el('p', 'head', [
        el('b', '', names.length > 0 ? names.join(' and ') : 'left open'),
        el('span', 'tag', attribution.kind),
        el('span', 'sure', attribution.confidence.toFixed(2)),
      ]),
      line,
    ]));
  }
  return el('div', '', [legend, list]);
}

function speakers(report) {
  if (report.speakers.length === 0) return el('p', 'empty', 'No speakers.');
  const slice = slicer(report.article.text);
  return el('div', 'cards', report.speakers.map((speaker) => el('div', 'card', [
    el('p', 'head', [
      el('b', '', speaker.name),
      el('span', 'tag', speaker.kind),
      ...(report.sides[speaker.side] ? [el('span', 'tag', report.sides[speaker.side].label)] : []),
    ]),
    ...(speaker.role ? [el('p', 'role', (speaker.shares_role ? 'one of the ' : '') + speaker.role)] : []),
    el('p', 'chain', speaker.mentions.flatMap(([start, end], at) => [at ? ' → ' : '', el('span', 'mention', slice(start, end))])),
  ])));
}

function sides(report) {
  if (report.sides.length === 0) return el('p', 'empty', 'No sides, and none are made up.');
  const list = el('div', 'sides', report.sides.map((side) => el('div', 'card', [
    el('h3', '', side.label),
    el('p', 'role', side.speakers.map((id) => report.speakers[id]?.name).filter(Boolean).join(', ')),
    el('ul', '', side.positions.map(({ statement, stance, target }) =>
      el('li', '', [el('span', 'tag', target ? `${stance} · ${target}` : stance), ' ', statement]))),
  ])));
  const issues = report.issues.map(({ label, relation }) => el('li', '', [el('span', 'tag', relation), ' ', label]));
  const notes = report.notes.map((note) => el('li', '', [el('span', 'tag', 'note'), ' ', note]));
  return el('div', '', [list, ...(issues.length + notes.length ? [el('ul', 'issues', [...issues, ...notes])] : [])]);
}
