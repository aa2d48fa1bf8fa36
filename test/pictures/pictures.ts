import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { render } from '../../src/teams/views/render.ts';
import { cases } from '../teams/views/cases.ts';
import { worstCases } from '../teams/views/worst.ts';
import { hostConfig, styles, type Theme } from './hostConfig.ts';

/**
 * Pictures of every card in every state, as a client shows them: `npm run pictures -- [first letters of the cases] [--locale=de]`.
 * Written to `pictures/cards/`, which is not kept. One sheet per card, width and theme shows all its states side by side.
 * Needs Debian's Chromium (`apt-get install chromium`).
 */

const widths = { wide: 600, narrow: 320 } as const;
const hostileText = '[x](http://e.vil) **b** _i_ <at>y</at> <b>z</b> ${1+1} {{DATE(2026-11-20T00:00:00Z,SHORT)}} # `c`';

const output = resolve(import.meta.dirname, '../../pictures/cards');
const library = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.js');

type Shot = { readonly name: string; readonly content: object };

/** The page's side: renders each card into a frame of its own; the first ShowCard of a card named `…+open` is opened. */
const paint = `
  window.paint = (shots, width, config) => {
    const host = new AdaptiveCards.HostConfig(config);
    document.body.replaceChildren();
    for (const shot of shots) {
      const card = new AdaptiveCards.AdaptiveCard();
      card.hostConfig = host;
      card.parse(shot.content);
      const frame = document.createElement('div');
      frame.className = 'frame';
      frame.style.width = width + 'px';
      frame.innerHTML = '<div class="name"></div><div class="card"></div>';
      frame.firstChild.textContent = shot.name;
      frame.lastChild.append(card.render());
      for (const radio of frame.querySelectorAll('input[type=radio]')) radio.name = shot.name + radio.name;
      document.body.append(frame);
      if (shot.name.endsWith('+open')) frame.querySelector('button.expandable, button[aria-expanded]')?.click();
    }
  };`;

async function shoot(page: Page, shots: readonly Shot[], theme: Theme, width: number, file: string): Promise<void> {
  const columns = width > 400 ? 2 : 4;
  await page.setViewportSize({ width: Math.min(columns, shots.length) * (width + 16) + 28, height: 400 });
  await page.setContent(`<meta charset="utf-8"><style>${styles(theme)}</style><body>`);
  await page.addScriptTag({ content: readFileSync(library, 'utf8') });
  await page.addScriptTag({ content: paint });
  await page.evaluate(`window.paint(${JSON.stringify(shots)}, ${width}, ${JSON.stringify(hostConfig(theme))})`);
  // Text of others must never become a link, an image or bold; the one link we make leads to a copy in SharePoint.
  const ours = 'a[href^="https://contoso.sharepoint.com/"]';
  const markup = await page.evaluate(
    `document.querySelectorAll('.card a:not(${ours}), .card img, .card b, .card strong').length`,
  );
  if (markup !== 0) throw new Error(`${file}: text became markup`);
  await page.screenshot({ path: join(output, file), fullPage: true });
}

function shotsFor(locale: string): ReadonlyMap<string, readonly Shot[]> {
  const audience = { locale, zone: 'Europe/Berlin' };
  const all = [
    ...Object.entries(cases),
    ...worstCases({ text: () => hostileText, copies: 1 })
      .filter(({ name }) =>
        /^(form-others|approval-open|status-completedWithIssues|list-requests|attention-c)/.test(name),
      )
      .map(({ name, model }) => [`hostile-${name}`, model] as const),
  ];
  const sheets = new Map<string, Shot[]>();
  for (const [name, model] of all) {
    const { content } = render(model, audience);
    const sheet = name.split('-')[0] ?? name;
    const shots = [{ name, content }];
    if (['approval-open', 'status-running', 'attention-candidates'].includes(name))
      shots.push({ name: `${name}+open`, content });
    sheets.set(sheet, [...(sheets.get(sheet) ?? []), ...shots]);
  }
  return sheets;
}

async function everything(browser: Browser, locale: string, only: string | undefined): Promise<number> {
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  let count = 0;
  for (const [sheet, all] of shotsFor(locale)) {
    const shots = all.filter(({ name }) => name.startsWith(only ?? ''));
    if (shots.length === 0) continue;
    for (const theme of ['light', 'dark'] as const)
      for (const [widthName, width] of Object.entries(widths)) {
        await shoot(page, shots, theme, width, `${locale}-${sheet}-${theme}-${widthName}.png`);
        count += shots.length;
      }
  }
  return count;
}

const parameters = process.argv.slice(2);
const locale = parameters.find((one) => one.startsWith('--locale='))?.slice('--locale='.length) ?? 'en';
const only = parameters.find((one) => !one.startsWith('--'));
if (only === undefined && locale === 'en') rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const count = await everything(browser, locale, only);
  process.stdout.write(`${count} cards shown, in ${output}\n`);
} finally {
  await browser.close();
}
