// npm test: every check, each within a bound, a line each; what fails is shown in full at once.
// All of them run even when one fails. Words after the command choose groups: native, browser, e2e.
// The whole output of each check is in target/log.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromedriver, findChromium, findFirefox } from './browsers.mjs';
import { build } from './build.mjs';
import { lastLines, main, root, run, Stop } from './run.mjs';
import { setUp } from './setup.mjs';

const WASM = ['--target', 'wasm32-unknown-unknown'];
const chromedriver = () => (findChromedriver() ? ['--chromedriver', findChromedriver()] : []);

const checks = [
  { group: 'native', name: 'format', seconds: 60, command: () => ['cargo', 'fmt', '--check'] },
  { group: 'native', name: 'clippy', seconds: 900, command: () => ['cargo', 'clippy', '--all-targets', '--all-features', '--', '-D', 'warnings'] },
  { group: 'native', name: 'clippy-wasm', seconds: 900, command: () => ['cargo', 'clippy', ...WASM, '--all-targets', '--', '-D', 'warnings'] },
  { group: 'native', name: 'cargo-test', seconds: 1200, command: () => ['cargo', 'test', '--all-features', '--no-fail-fast'] },
  { group: 'browser', name: 'wasm-pack-test', seconds: 900, command: () => ['wasm-pack', 'test', '--headless', '--chrome', ...chromedriver()] },
  { group: 'e2e', name: 'end-to-end', seconds: 900, needsBuild: true, command: () => [process.execPath, '--test', '--test-reporter=spec', ...testFiles()] },
];

/** All tests written in JavaScript. Named one by one, since releases of Node differ in what a folder means to --test. */
function testFiles() {
  const folder = join(root, 'tests');
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  return files.filter((file) => file.endsWith('.test.mjs')).sort().map((file) => join('tests', file));
}

const FAILED_TEST = /^test .* FAILED$/gm;
// The closing lines of cargo's and wasm-bindgen's runner, then those of Node's.
const CARGO = /^test result: .*?(\d+) passed; (\d+) failed; (\d+) ignored.*$/gm;
const NODE = /^ℹ (tests|pass|fail|skipped) (\d+)$/gm;

function countTests(output) {
  const counts = { lines: [...output.matchAll(FAILED_TEST)].map(([line]) => line), passed: 0, failed: 0, skipped: 0 };
  for (const [line, passed, failed, ignored] of output.matchAll(CARGO)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
    counts.skipped += Number(ignored);
    if (Number(passed) + Number(failed) > 0) counts.lines.push(line);
  }
  for (const [line, what, number] of output.matchAll(NODE)) {
    if (what === 'pass') counts.passed += Number(number);
    if (what === 'fail') counts.failed += Number(number);
    if (what === 'skipped') counts.skipped += Number(number);
    counts.lines.push(line);
  }
  return counts;
}

// Cargo's lines of progress are of no use to who looks for what failed.
const withoutProgress = (output) => output.replace(/^ +(Compiling|Checking|Downloaded|Downloading|Fresh) .*\n/gm, '');

async function check({ name, seconds, command }) {
  const began = Date.now();
  const [program, ...args] = command();
  const env = {
    ...process.env,
    CARGO_TERM_COLOR: 'never',
    // The browsers that the set-up has found, for the end-to-end tests.
    CHROMIUM: findChromium() ?? '',
    FIREFOX: findFirefox() ?? '',
  };
  const log = join(root, 'target/log', `${name}.log`);
  const { code, output } = await run(program, args, { seconds, log, env });
  if (code !== 0) console.log(`\n----- ${name}: ${program} ${args.join(' ')}\n${lastLines(withoutProgress(output), 300)}\n-----`);
  report(name, code === 0, code === 124 ? `stopped after ${seconds} s` : '', began);
  return { name, ok: code === 0, ...countTests(output) };
}

function report(name, ok, note, began) {
  const time = `${((Date.now() - began) / 1000).toFixed(1)} s`;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${note ? `${note}, ` : ''}${time})`);
}

async function tryBuild() {
  const began = Date.now();
  let ok = true;
  try {
    await build();
  } catch (error) {
    ok = false;
    console.log(error instanceof Stop ? error.message : error);
  }
  report('build', ok, '', began);
  return { name: 'build', ok, lines: [], passed: 0, failed: 0, skipped: 0 };
}

await main(async () => {
  const began = Date.now();
  const groups = process.argv.slice(2);
  const chosen = checks.filter(({ group }) => groups.length === 0 || groups.includes(group));
  if (chosen.length === 0) throw new Stop(`No such group of checks: ${groups.join(' ')}. There are native, browser and e2e.`);
  await setUp({ tests: true });

  const results = [];
  for (const one of chosen) {
    if (one.needsBuild) {
      results.push(await tryBuild());
      if (testFiles().length === 0) continue;
      if (!findFirefox()) console.log('Firefox is missing, so its tests are left out (Debian: apt install firefox-esr).');
    }
    results.push(await check(one));
  }

  console.log('\nSummary');
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results) {
    for (const key of Object.keys(sum)) sum[key] += result[key];
    for (const line of result.lines) console.log(`${result.name}: ${line}`);
  }
  const failures = results.filter(({ ok }) => !ok).map(({ name }) => name);
  console.log(failures.length ? `FAILED: ${failures.join(', ')}` : 'Every check is green.', `(${Math.round((Date.now() - began) / 1000)} s)`);
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  return failures.length ? 1 : 0;
});
