// Gets everything that the other scripts need, and does nothing where it is there already.
// Each thing that a person must install is asked for in one line.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromedriver, findChromium, findFirefox, headlessSwitches } from './browsers.mjs';
import { cache, isRoot, main, root, run, say, step, Stop, which } from './run.mjs';

const WASM_PACK = '0.15.1';
const cargoBin = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'bin');
const installFolder = join(cache, 'cargo-install');
const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
const canApt = isDebian && isRoot;

/** With `tests`, what only the tests need too: wasm-pack, browsers, their driver. */
export async function setUp({ tests = false } = {}) {
  const began = Date.now();
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Stop(`Node.js ${process.versions.node} is too old: install version 20 or later from https://nodejs.org`);
  }
  // A login shell may not have been started since Rust was installed.
  process.env.PATH = [process.env.PATH, cargoBin].join(delimiter);
  if (!which('cargo')) throw new Stop('Rust is missing: install it from https://rustup.rs');
  await compiler();
  await npmPackages();
  await wasmTarget();
  await wasmBindgen();
  if (tests) await wasmPack();
  rmSync(installFolder, { recursive: true, force: true });
  if (tests) await browsers();
  webdriverSettings();
  say('set-up: done', began);
}

async function compiler() {
  if (process.platform === 'win32' || which('cc')) return;
  if (canApt) await apt('a C compiler, for the linker', 'gcc', 'libc6-dev');
  else throw new Stop('A C compiler is missing (Rust links with it): install gcc or clang (Debian: apt install gcc libc6-dev; macOS: xcode-select --install)');
}

async function apt(what, ...packages) {
  const get = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
  const options = { seconds: 600, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await step('set-up: lists of Debian packages', 'apt-get', [...get, 'update'], options);
  await step(`set-up: ${what}`, 'apt-get', [...get, 'install', '-y', '--no-install-recommends', ...packages], options);
}

/** A copy of the lock file beside the packages tells what they were installed from. */
async function npmPackages() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const copy = join(root, 'node_modules/.standpoint-lock.json');
  if (existsSync(copy) && readFileSync(copy).equals(lock)) return;
  await step('set-up: npm packages', 'npm', ['ci', '--no-audit', '--no-fund'], { seconds: 300 });
  writeFileSync(copy, lock);
}

async function wasmTarget() {
  if (process.platform === 'win32') {
    await step('set-up: wasm32 target', 'rustup', ['target', 'add', 'wasm32-unknown-unknown'], { seconds: 300 });
    return;
  }
  const began = Date.now();
  const { code, stdout, output } = await run('bash', [join(root, '.dev/wasm-target.sh')], { seconds: 1800 });
  if (code !== 0) throw new Stop(output.trim());
  const toolchain = stdout.trimEnd().split('\n').at(-1);
  if (toolchain) process.env.RUSTUP_TOOLCHAIN = toolchain;
  say(`set-up: wasm32 target${toolchain ? ` of the toolchain ${toolchain}` : ''}`, began);
}

/** The version that a lock file's text has for a crate. */
const locked = (crate) =>
  readFileSync(join(root, 'Cargo.lock'), 'utf8').match(new RegExp(`name = "${crate}"\\r?\\nversion = "([^"]+)"`))?.[1];

async function version(program) {
  const { code, stdout } = await run(program, ['--version'], { seconds: 20 });
  return code === 0 ? stdout.trim().split(/\s+/)[1] : undefined;
}

/** wasm-bindgen's tool and crate must be of one version, to the digit. */
async function wasmBindgen() {
  const wanted = locked('wasm-bindgen');
  if (!wanted) throw new Stop('Cargo.lock names no wasm-bindgen: run cargo generate-lockfile');
  if (await version('wasm-bindgen') === wanted) return;
  // Somebody else's version on PATH stays as it is; ours then lives in the cache and goes first.
  const own = join(cache, `wasm-bindgen-${wanted}`);
  const place = which('wasm-bindgen') || existsSync(own) ? own : undefined;
  if (place) process.env.PATH = [join(place, 'bin'), process.env.PATH].join(delimiter);
  if (await version('wasm-bindgen') === wanted) return;
  await cargoInstall('wasm-bindgen-cli', wanted, '2 to 5 minutes, once', place);
}

/** Any release since 0.13 will do, so one that is there is kept. */
async function wasmPack() {
  if (/^0\.1[3-9]\.|^[1-9]/.test(await version('wasm-pack') ?? '')) return;
  await cargoInstall('wasm-pack', WASM_PACK, '1 to 3 minutes, once');
}

async function cargoInstall(crate, wanted, patience, place) {
  console.log(`set-up: compiling ${crate} ${wanted} (${patience})`);
  mkdirSync(installFolder, { recursive: true });
  const args = ['install', crate, '--version', wanted, '--force', ...(place ? ['--root', place] : [])];
  await step(`set-up: ${crate} ${wanted}`, 'cargo', args, {
    seconds: 1500,
    // Outside of the project, whose cargo settings are not meant for it.
    cwd: installFolder,
    env: {
      ...process.env,
      // A build that was interrupted goes on where it was.
      CARGO_TARGET_DIR: join(installFolder, 'target'),
      // These tools work for seconds, so minutes of optimising them are ill spent.
      CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
      CARGO_PROFILE_RELEASE_LTO: 'false',
      CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
    },
  });
}

async function browsers() {
  const missing = [];
  if (!findChromium()) missing.push('chromium');
  if (!findChromedriver()) missing.push('chromium-driver');
  if (!findFirefox()) missing.push('firefox-esr');
  if (missing.length && canApt) await apt('browsers for the tests', ...missing);
  if (!findChromium()) throw new Stop('Chromium is missing (the tests need it): install Chromium or Chrome, or set CHROMIUM to its path (Debian: apt install chromium chromium-driver)');
  // Without a driver on PATH, wasm-pack fetches one; without Firefox, its tests say that they are left out.
}

/** `wasm-pack test` takes the browser and its switches from this file, by way of .cargo/config.toml. */
function webdriverSettings() {
  const binary = findChromium();
  if (!binary) return;
  const file = join(root, 'target/webdriver.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ 'goog:chromeOptions': { binary, args: headlessSwitches } }, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(() => setUp({ tests: true }));
