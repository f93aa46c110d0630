// Draws extension/icons/*.png from the SVG beside them. Run by hand after a change: node .dev/icons.mjs
import { readFile } from 'node:fs/promises';
import puppeteer from 'puppeteer-core';

const folder = new URL('../extension/icons/', import.meta.url);
const svg = await readFile(new URL('standpoint.svg', folder), 'utf8');
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
  await page.screenshot({ path: new URL(`${size}.png`, folder).pathname, omitBackground: true });
}
await browser.close();
