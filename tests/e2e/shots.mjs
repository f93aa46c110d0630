// No test: opens saved pages with the extension in Chromium, and keeps a picture before and after the click.
//   node tests/e2e/shots.mjs OUT_FOLDER PAGE.html[.gz]...
// Prints for each page the time from the click until the overlay is drawn, and what there is to see. Pages are
// served as they are, without their pictures and scripts: nothing is fetched from anywhere else.
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { click, closedRoots, html, marked, openPage, startChromium, state, until } from './chromium.mjs';
import { startServer } from './server.mjs';

const [folder, ...files] = process.argv.slice(2);
if (!folder || files.length === 0) {
  console.error('node tests/e2e/shots.mjs OUT_FOLDER PAGE.html[.gz]...');
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const made = {};
for (const [at, file] of files.entries()) {
  const bytes = await readFile(file);
  // A charset of the server would go before the page's own.
  made[`/${at}`] = { body: file.endsWith('.gz') ? gunzipSync(bytes) : bytes, headers: { 'content-type': 'text/html' } };
}
const server = await startServer(made);
const chromium = await startChromium();
try {
  for (const [at, file] of files.entries()) {
    const name = basename(file).replace(/\.gz$|\.html?$/g, '').replace(/\.html?$/, '');
    await shoot(name, server.url(`/${at}`)).catch((error) => console.log(`${name}: ${error.message}`));
  }
} finally {
  await chromium.close();
  await server.close();
}

async function shoot(name, url) {
  const page = await openPage(chromium, url, {
    waitUntil: 'domcontentloaded',
    before: async (page) => {
      // A saved page's scripts would look for a site that is not there.
      await page.setJavaScriptEnabled(false);
      await page.setRequestInterception(true);
      page.on('request', (request) => (request.url().startsWith(server.url('')) ? request.continue() : request.abort()));
    },
  });
  try {
    const original = await html(page);
    await page.screenshot({ path: join(folder, `${name}-1-before.png`), captureBeyondViewport: false });
    const times = [];
    let marks = 0;
    for (let run = 0; run < 3; run += 1) {
      const began = performance.now();
      await click(chromium, page);
      await until(async () => (await state(page)) === 'open', 'the overlay is open');
      times.push(Math.round(performance.now() - began));
      if (run === 0) {
        // The panel fades in.
        await new Promise((done) => setTimeout(done, 400));
        await page.screenshot({ path: join(folder, `${name}-2-after.png`), captureBeyondViewport: false });
        await page.screenshot({ path: join(folder, `${name}-3-whole.png`), fullPage: true });
        marks = (await marked(page)).length;
        await closedRoots(page);
      }
      await click(chromium, page);
      await until(async () => (await state(page)) === 'closed', 'the end of undoing');
    }
    const same = (await html(page)) === original;
    console.log(`${name}: ${times.join(', ')} ms from click to drawn; ${marks} marked ranges; undo ${same ? 'exact' : 'NOT EXACT'}`);
  } finally {
    await page.close();
  }
}
