// No test: measures the stages in Chromium, on the module that ships, so that two states of the code can be compared.
//   node .dev/measure.mjs [PAGE.html[.gz]...]
// Prints the median of 20 runs of reading and classifying made pages of 5,000 and 100,000 nodes, and of the pages
// given: reading, classifying, and the attribution stage, in milliseconds and for 1,000 words. The browser optimises the
// module while it runs: 100 runs before these are not counted, and the very first is told besides.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import puppeteer from 'puppeteer-core';
import { findChromium, headlessSwitches } from './browsers.mjs';
import { startServer } from '../tests/e2e/server.mjs';

const RUNS = 20;
const BEFORE = 100;

/** An article with comments around it: about `count` nodes. */
function made(count) {
  const story = Array.from({ length: 12 }, (_, at) => `<p>The mayor of Lindau Bay, Clara Voss, said on day ${at} that the <b>old</b> pier would be closed before the winter.</p>`);
  const comments = Array.from({ length: Math.round(count / 6.1) }, (_, at) => `<div class="comment"><p>Comment <a href="#${at}">number ${at}</a> on this.</p></div>`);
  return `<!doctype html><html lang="en"><title>City to close old pier</title><body><main><article><h1>City to close old pier</h1>${story.join('')}</article></main>
    <section class="comments">${comments.join('')}</section></body></html>`;
}

const pages = { '/5000': { body: made(5000) }, '/100000': { body: made(100_000) }, '/blank': { body: '<!doctype html><title>x</title>' } };
const names = { '/5000': '5,000 nodes', '/100000': '100,000 nodes' };
for (const [at, file] of process.argv.slice(2).entries()) {
  const bytes = readFileSync(file);
  pages[`/page${at}`] = { body: file.endsWith('.gz') ? gunzipSync(bytes) : bytes, headers: { 'content-type': 'text/html' } };
  names[`/page${at}`] = basename(file).replace(/\.gz$/, '').replace(/\.html?$/, '');
}

const server = await startServer(pages);
const browser = await puppeteer.launch({ executablePath: findChromium(), pipe: true, args: headlessSwitches, defaultViewport: { width: 1280, height: 800 }, protocolTimeout: 300_000 });
try {
  const script = await (await fetch(server.url('/www/pkg/standpoint.js'))).text();
  for (const [path, name] of Object.entries(names)) {
    const page = await browser.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const here = request.url().startsWith(server.url(''));
      // A saved page's own scripts would look for a site that is not there.
      if (here && request.resourceType() !== 'script') request.continue();
      else request.abort();
    });
    await page.goto(server.url(path), { waitUntil: 'domcontentloaded' });
    await page.evaluate(`${script}; globalThis.measured = wasm_bindgen;`);
    const found = await page.evaluate(async (url, before, runs) => {
      await measured({ module_or_path: new Uint8Array(await (await fetch(url)).arrayBuffer()) });
      const all = {};
      let last;
      const first = measured.timings();
      for (let run = 1; run < before; run += 1) measured.timings();
      for (let run = 0; run < runs; run += 1) {
        last = measured.timings();
        for (const [stage, ms] of Object.entries(last)) (all[stage] ??= []).push(ms);
      }
      const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
      const found = Object.fromEntries(Object.entries(all).map(([stage, list]) => [stage, median(list)]));
      // The quickest run says more where the machine has other things to do.
      return { ...found, first: first.read + first.blocks, quickest: { page: Math.min(...all.read) + Math.min(...all.blocks), attribution: Math.min(...all.attribution) } };
    }, server.url('/www/pkg/standpoint_bg.wasm'), BEFORE, RUNS);
    const ms = (value) => value.toFixed(1);
    const { nodes, words, read, blocks, text, attribution, speakers, sides, first, quickest } = found;
    console.log(
      `${name}: ${nodes} nodes, ${words} words; read ${ms(read)}, classify ${ms(blocks)}, together ${ms(read + blocks)} ms (quickest ${ms(quickest.page)}, first ${ms(first)}); ` +
        `sentences and tags ${ms(text)}, attribution ${ms(attribution)} ms (${ms((1000 * attribution) / Math.max(words, 1))} for 1,000 words; quickest ${ms((1000 * quickest.attribution) / Math.max(words, 1))}), ` +
        `speakers ${ms(speakers)}, sides ${ms(sides)} ms`,
    );
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
