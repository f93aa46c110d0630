// Where the browsers are, and the switches that start them quietly. The end-to-end tests use it too.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isCI, isRoot, which } from './run.mjs';

const firstThatExists = (paths) => paths.find((path) => path && existsSync(path));

function windowsPrograms(path) {
  if (process.platform !== 'win32') return [];
  return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean).map((folder) => join(folder, path));
}

/** Chromium, or one of the browsers made from it. CHROMIUM in the environment goes first. */
export function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
  return firstThatExists([
    process.env.CHROMIUM,
    ...names.map((name) => which(name)),
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...windowsPrograms('Chromium/Application/chrome.exe'),
    ...windowsPrograms('Google/Chrome/Application/chrome.exe'),
    ...windowsPrograms('Microsoft/Edge/Application/msedge.exe'),
  ]);
}

/** Firefox. FIREFOX in the environment goes first. */
export function findFirefox() {
  return firstThatExists([
    process.env.FIREFOX,
    which('firefox'),
    which('firefox-esr'),
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    ...windowsPrograms('Mozilla Firefox/firefox.exe'),
  ]);
}

/** The driver that `wasm-pack test` speaks to; its version must be Chromium's. */
export const findChromedriver = () => firstThatExists([process.env.CHROMEDRIVER, which('chromedriver')]);

/** Root has no sandbox in Chromium, nor have most CI machines; everybody else keeps it. */
export const sandboxSwitches = isCI || isRoot ? ['--no-sandbox'] : [];

/** No first-run pages, no calls home. */
export const quietSwitches = [
  ...sandboxSwitches,
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

export const headlessSwitches = [...quietSwitches, '--headless=new', '--disable-gpu'];
