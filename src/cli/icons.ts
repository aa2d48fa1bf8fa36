import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';

// Draws manifest/*.png from manifest/*.svg with the system's Chromium; both are committed, so nobody else needs to run this.
const folder = resolve(import.meta.dirname, '../../manifest');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const [name, side] of [
    ['color', 192],
    ['outline', 32],
  ] as const) {
    const page = await browser.newPage({ viewport: { width: side, height: side } });
    const drawing = readFileSync(resolve(folder, `${name}.svg`), 'utf8');
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`);
    writeFileSync(resolve(folder, `${name}.png`), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
