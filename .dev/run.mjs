// What the scripts share: running commands within a bound, finding programs, stopping with one line.
import { spawn } from 'node:child_process';
import { accessSync, constants, createWriteStream, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const cache = process.env.STANDPOINT_CACHE
  ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'standpoint');
export const isCI = Boolean(process.env.CI) && process.env.CI !== 'false';
export const isRoot = process.getuid?.() === 0;

/** What a person can mend: it is shown as one line, without a stack. */
export class Stop extends Error {}

/** Runs a script's main function, and makes each way of ending it a clean one. */
export async function main(work) {
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
    process.on(signal, () => { endChildren(); process.exit(code); });
  }
  process.on('exit', endChildren);
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    process.exitCode = 1;
  }
}

const children = new Set();

// Each child leads a process group of its own, so that what it has started ends with it.
function end(child) {
  try { process.kill(-child.pid, 'SIGKILL'); } catch { child.kill('SIGKILL'); }
}
function endChildren() {
  for (const child of children) end(child);
}

export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    detached: process.platform !== 'win32',
    // npm's own commands are .cmd files on Windows, which only a shell can start.
    shell: process.platform === 'win32' && command === 'npm',
    ...options,
  });
  children.add(child);
  child.on('close', () => children.delete(child));
  return child;
}

/**
 * Runs a command to its end or for so many seconds. Never throws: a command that
 * is missing has code 127, one that ran out of time 124. With `log`, all that it
 * prints is in that file too.
 */
export function run(command, args, { seconds, log, ...options }) {
  if (log) mkdirSync(dirname(log), { recursive: true });
  return new Promise((resolve) => {
    const child = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const file = log && createWriteStream(log);
    const all = [];
    const out = [];
    let late = false;
    const timer = setTimeout(() => { late = true; end(child); }, seconds * 1000);
    child.stdout.on('data', (data) => { all.push(data); out.push(data); file?.write(data); });
    child.stderr.on('data', (data) => { all.push(data); file?.write(data); });
    const done = (code, note = '') => {
      clearTimeout(timer);
      children.delete(child);
      file?.end(note);
      const text = (parts) => Buffer.concat(parts).toString();
      resolve({ code, output: text(all) + note, stdout: text(out) });
    };
    child.on('error', (error) => done(127, `${command}: ${error.message}\n`));
    child.on('close', (code) => (late ? done(124, `\nstopped after ${seconds} s\n`) : done(code ?? 1)));
  });
}

export const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n');

/** Does one step of a set-up or a build, and says so in one line. Throws Stop where the command fails. */
export async function step(title, command, args, options) {
  const began = Date.now();
  const result = await run(command, args, options);
  if (result.code !== 0) throw new Stop(`${lastLines(result.output, 40)}\n${title}: failed${result.code === 124 ? `, not done within ${options.seconds} s` : ''}`);
  say(title, began);
  return result;
}

export function say(title, began) {
  console.log(`${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

/** The full path of a program on PATH or in the given folders, or undefined. */
export function which(name, folders = []) {
  const ending = process.platform === 'win32' ? '.exe' : '';
  for (const folder of [...folders, ...(process.env.PATH ?? '').split(delimiter)]) {
    const path = join(folder, name + ending);
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch { /* It is not there. */ }
  }
  return undefined;
}
