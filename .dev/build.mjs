// Builds the one wasm module that the extension and the demo both run, then the extension for each browser:
//   extension/pkg, www/pkg             the module and its JavaScript (extension/ can be loaded unpacked as it is)
//   target/extension/chromium, firefox the extension with that browser's manifest, and a .zip of each
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { main, root, say, step, Stop } from './run.mjs';
import { setUp } from './setup.mjs';
import { zip } from './zip.mjs';

const pkg = join(root, 'extension/pkg');
const module = join(pkg, 'standpoint_bg.wasm');

export async function build() {
  const began = Date.now();
  // The same two steps as `wasm-pack build --target no-modules`, which works too: so nobody
  // has to wait for wasm-pack to be compiled who only wants to see the extension.
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  await step('build: Rust to wasm', 'cargo', [
    'build', '--lib', '--release', '--target', 'wasm32-unknown-unknown', '--target-dir', target,
  ], { seconds: 1200 });
  // no-modules: a content script is no module, and the page must not see a script of ours.
  rmSync(pkg, { recursive: true, force: true });
  await step('build: JavaScript for it', 'wasm-bindgen', [
    join(target, 'wasm32-unknown-unknown/release/standpoint.wasm'),
    '--target', 'no-modules', '--no-typescript', '--out-dir', pkg,
  ], { seconds: 120 });
  forgetAddress(join(pkg, 'standpoint.js'));
  const before = statSync(module).size;
  // Browsers optimise function by function while the module runs, and are done with small ones first.
  await step('build: wasm-opt', process.execPath, [
    join(root, 'node_modules/binaryen/bin/wasm-opt'), '-O3', '--one-caller-inline-max-function-size=0', module, '-o', module,
  ], { seconds: 600 });
  rmSync(join(root, 'www/pkg'), { recursive: true, force: true });
  cpSync(pkg, join(root, 'www/pkg'), { recursive: true });
  const bytes = readFileSync(module);
  console.log(`build: standpoint_bg.wasm ${kB(bytes.length)}, gzip ${kB(gzipSync(bytes, { level: 9 }).length)} (before wasm-opt ${kB(before)})`);
  packExtension();
  say('build: done', began);
}

// Whoever loads the module hands it its bytes or its address. That it looks for its own address is of no use,
// and lets a page stop it: an element named "currentScript" answers in its stead.
function forgetAddress(file) {
  const code = readFileSync(file, 'utf8');
  const without = code.replace(/ {4}if \(typeof document !== 'undefined' && document\.currentScript !== null\) \{\n.*\n {4}\}\n/, '');
  if (without.includes('currentScript')) throw new Stop('build: wasm-bindgen writes document.currentScript in a new way: see forgetAddress');
  writeFileSync(file, without);
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** Firefox runs the background script in an event page, and wants to know an id and what data is collected. */
export function firefoxManifest(chromium) {
  const { minimum_chrome_version: _, ...manifest } = structuredClone(chromium);
  if (manifest.background?.service_worker) {
    const { service_worker: script, ...rest } = manifest.background;
    manifest.background = { ...rest, scripts: [script] };
  }
  // Firefox always passes messages by structured clone, and has no such key.
  delete manifest.message_serialization;
  // Addresses of web-accessible resources always are dynamic in Firefox.
  for (const entry of manifest.web_accessible_resources ?? []) delete entry.use_dynamic_url;
  manifest.browser_specific_settings = {
    gecko: {
      id: 'standpoint@standpoint.invalid',
      strict_min_version: '140.0',
      data_collection_permissions: { required: ['none'] },
      ...manifest.browser_specific_settings?.gecko,
    },
  };
  return manifest;
}

function packExtension() {
  const source = join(root, 'extension');
  const file = join(source, 'manifest.json');
  if (!existsSync(file)) return;
  const chromium = JSON.parse(readFileSync(file, 'utf8'));
  const manifests = { chromium, firefox: firefoxManifest(chromium) };
  for (const [browser, manifest] of Object.entries(manifests)) {
    const folder = join(root, 'target/extension', browser);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    cpSync(source, folder, { recursive: true, filter: (path) => !path.split(sep).at(-1).startsWith('.') });
    writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    const packed = zip(filesIn(folder));
    writeFileSync(`${folder}.zip`, packed);
    console.log(`build: target/extension/${browser}.zip ${kB(packed.length)}`);
  }
}

function filesIn(folder) {
  const files = new Map();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files.set(relative(folder, path).split(sep).join('/'), readFileSync(path));
  }
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await setUp();
    await build();
  });
}
