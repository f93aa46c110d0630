// npm start: builds, serves the demo, and opens a browser with the extension in it.
//   --no-open    only serve
//   PORT=8080    the first port to try
import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, quietSwitches } from './browsers.mjs';
import { build } from './build.mjs';
import { main, root, start, Stop } from './run.mjs';
import { setUp } from './setup.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Serves a folder on this machine only. Gives the server once it listens on `port` or the first free one after it. */
export function serve(folder, port = 8080) {
  const server = createServer((request, response) => {
    const answer = (status, type, body = '') => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'text/plain');
    try {
      const path = normalize(join(folder, decodeURIComponent(new URL(request.url, 'http://localhost').pathname)));
      if (path !== folder && !path.startsWith(folder + sep)) return answer(404, 'text/plain', 'Not found\n');
      const file = statSync(path).isDirectory() ? join(path, 'index.html') : path;
      answer(200, types[extname(file)] ?? 'application/octet-stream', readFileSync(file));
    } catch {
      answer(404, 'text/plain', 'Not found\n');
    }
  });
  return new Promise((resolve, reject) => {
    let left = 20;
    server.on('error', (error) => {
      if (error.code !== 'EADDRINUSE' || left === 0) return reject(new Stop(`No port to serve on: ${error.message}`));
      left -= 1;
      port += 1;
      server.listen(port, '127.0.0.1');
    });
    server.on('listening', () => resolve(server));
    server.listen(port, '127.0.0.1');
  });
}

// Without a display there is nothing to open a browser on.
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Opens a browser with a new profile and the extension in it. Gives the child process.
 *
 * The extension is loaded over the debugging pipe, since Chrome no longer heeds
 * --load-extension; the pipe must stay open for as long as the browser runs.
 */
function openBrowser(chromium, address) {
  const profile = mkdtempSync(join(tmpdir(), 'standpoint-'));
  process.on('exit', () => {
    // The browser may still be writing as it ends.
    try { rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }); } catch { /* The system's own clearing gets it. */ }
  });
  const browser = start(chromium, [
    ...quietSwitches,
    `--user-data-dir=${profile}`,
    '--remote-debugging-pipe',
    '--enable-unsafe-extension-debugging',
    address,
  ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const [, , , commands, answers] = browser.stdio;
  commands.on('error', () => {});
  answers.on('error', () => {});
  let text = '';
  answers.on('data', (data) => {
    const messages = (text + data).split('\0');
    text = messages.pop();
    for (const { id, error } of messages.map((message) => JSON.parse(message))) {
      if (id === 1) console.log(error ? `The extension was not loaded: ${error.message}` : 'The extension is loaded: its button is in the toolbar, behind the puzzle piece.');
    }
  });
  commands.write(`${JSON.stringify({ id: 1, method: 'Extensions.loadUnpacked', params: { path: join(root, 'extension') } })}\0`);
  return browser;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await setUp();
    await build();
    const server = await serve(join(root, 'www'), Number(process.env.PORT) || 8080);
    const address = `http://localhost:${server.address().port}/`;
    console.log(`\nThe demo: ${address}   (Ctrl-C ends it)`);
    const chromium = findChromium();
    if (!process.argv.includes('--no-open') && hasDisplay && chromium) {
      openBrowser(chromium, address).on('close', () => console.log('The browser is closed; the demo is still served.'));
    } else {
      console.log(`The extension, in Chrome, Edge or Chromium: chrome://extensions, "Developer mode", "Load unpacked": ${join(root, 'extension')}`);
      console.log(`The extension, in Firefox: about:debugging, "This Firefox", "Load Temporary Add-on": ${join(root, 'target/extension/firefox/manifest.json')}`);
    }
  });
}
