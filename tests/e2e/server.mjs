// A static server over www/ and the test pages, on a free port of this machine only.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.xml': 'application/xml',
};

/** Answers `/www/...` and `/pages/...` from the project, and whatever else is in `made` by its path. */
export async function startServer(made = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const page = made[path];
    if (page) {
      const { body, headers = {}, delay = 0 } = typeof page === 'function' ? page() : page;
      if (delay) await new Promise((done) => setTimeout(done, delay));
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
      return response.end(body);
    }
    const file = path.startsWith('/www/') ? path : path.startsWith('/pages/') ? `/tests/e2e${path}` : null;
    const safe = file && normalize(file);
    try {
      if (!safe || safe !== file) throw new Error('not served');
      const bytes = await readFile(join(root, safe));
      response.writeHead(200, { 'content-type': TYPES[extname(safe)] ?? 'application/octet-stream' });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: (path) => `http://127.0.0.1:${server.address().port}${path}`,
    // Another origin for the browser, though the same server.
    otherUrl: (path) => `http://localhost:${server.address().port}${path}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
