import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildAppPackage } from '../../src/cli/appPackage/buildAppPackage.ts';
import { readPackageSettings } from '../../src/config/readPackageSettings.ts';
import { run } from '../cli/run.ts';
import { pixelsOf } from './pixels.ts';

const root = resolve(import.meta.dirname, '../..');
const manifestFolder = join(root, 'manifest');
const environment = {
  BOT_APP_ID: '5f0c9d0e-8a53-4f2c-9f6e-2d1b7c4a9e10',
  PACKAGE_COMPANY: 'Contoso "Ltd" & Co',
  PACKAGE_WEBSITE_URL: 'https://it.contoso.com/restore-bot',
};
const settings = readPackageSettings(environment);
if (Array.isArray(settings)) throw new Error('the settings of this test are wrong');

let copy = '';
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'manifest-'));
  cpSync(manifestFolder, copy, { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true }));

const readJson = (name: string) => JSON.parse(readFileSync(join(copy, name), 'utf8'));
const change = (name: string, changes: object) =>
  writeFileSync(join(copy, name), JSON.stringify({ ...readJson(name), ...changes }));
const languages = ['en', 'de', 'fr', 'es', 'pt', 'nl', 'it', 'ja'];

async function filesOf(): Promise<Record<string, Uint8Array>> {
  const built = await buildAppPackage(copy, settings as Exclude<typeof settings, unknown[]>, '1.2.3');
  if ('problems' in built) throw new Error(built.problems.join('\n'));
  return unzipSync(built.zip);
}

async function problemsOf(): Promise<readonly string[]> {
  const built = await buildAppPackage(copy, settings as Exclude<typeof settings, unknown[]>, '1.2.3');
  return 'problems' in built ? built.problems : [];
}

describe('app package', () => {
  it('holds the manifest, a file per language and the icons, filled in', async () => {
    const files = await filesOf();
    expect(Object.keys(files)).toEqual([
      'manifest.json',
      ...languages.map((tag) => `${tag}.json`),
      'color.png',
      'outline.png',
    ]);
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));
    expect(manifest).toMatchObject({
      version: '1.2.3',
      id: environment.BOT_APP_ID,
      developer: { name: 'Contoso "Ltd" & Co', privacyUrl: environment.PACKAGE_WEBSITE_URL },
      bots: [{ botId: environment.BOT_APP_ID, scopes: ['personal', 'team', 'groupChat'] }],
      webApplicationInfo: { id: environment.BOT_APP_ID, resource: `api://botid-${environment.BOT_APP_ID}` },
    });
    for (const file of Object.values(files)) expect(strFromU8(file)).not.toContain('{{');
    expect(Buffer.from(files['color.png'] ?? []).equals(readFileSync(join(manifestFolder, 'color.png')))).toBe(true);
  });

  it('is the same file for the same input, whatever the day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T02:00:00Z') });
    try {
      const first = await buildAppPackage(copy, settings, '1.2.3');
      vi.setSystemTime(new Date('2027-03-01T14:00:00Z'));
      expect(await buildAppPackage(copy, settings, '1.2.3')).toEqual(first);
    } finally {
      vi.useRealTimers();
    }
  });

  it('refuses a placeholder nothing fills', async () => {
    change('manifest.json', { accentColor: '{{colour}}' });
    await expect(problemsOf()).rejects.toThrow('manifest/ has the placeholder {{colour}}, which nothing fills.');
    cpSync(manifestFolder, copy, { recursive: true });
    change('de.json', { 'name.short': '{{company}}' });
    await expect(problemsOf()).rejects.toThrow('{{company}}');
  });

  it.each([
    ['manifest.json', { validDomain: [] }, /^manifest\.json: .*additional properties/],
    ['manifest.json', { name: { short: 'x'.repeat(31) } }, /^manifest\.json: \/name\/short .*30/],
    ['fr.json', { 'description.short': 'x'.repeat(81) }, /^fr\.json: .*80/],
    ['ja.json', { 'bots[0].commandList[0].commands[0].title': 'x' }, /^ja\.json: .*additional properties/],
  ])('refuses what Teams would refuse in %s', async (name, changes, words) => {
    change(name, changes);
    expect(await problemsOf()).toEqual([expect.stringMatching(words)]);
  });

  it('refuses icons of another size or kind', async () => {
    cpSync(join(copy, 'outline.png'), join(copy, 'color.png'));
    expect(await problemsOf()).toEqual(['color.png is 32 × 32 pixels; Teams wants 192 × 192.']);
    cpSync(join(copy, 'outline.svg'), join(copy, 'color.png'));
    expect(await problemsOf()).toEqual(['color.png is not a PNG file.']);
  });

  it('is built by its command, or not, with the reason', async () => {
    const built = await run('package', environment);
    expect(built).toMatchObject({ exitCode: 0, errors: '' });
    expect(built.output).toContain('build/restore-bot.zip');
    const refused = await run('package', { ...environment, BOT_APP_ID: '', PACKAGE_WEBSITE_URL: 'http://x' });
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain('- BOT_APP_ID is missing.');
    expect(refused.output).toContain('- PACKAGE_WEBSITE_URL does not begin with https://');
  });
});

describe('languages', () => {
  const manifest = JSON.parse(readFileSync(join(manifestFolder, 'manifest.json'), 'utf8'));
  const textAt = (path: string): unknown =>
    path
      .split(/[.[\]]+/)
      .filter((part) => part !== '')
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], manifest);

  it.each(languages)('%s says everything there is to say, at places that exist', (tag) => {
    const texts: Record<string, string> = readJson(`${tag}.json`);
    const keys = Object.keys(texts).filter((key) => key !== '$schema');
    expect(keys.toSorted()).toEqual(
      Object.keys(readJson('en.json'))
        .filter((key) => key !== '$schema')
        .toSorted(),
    );
    for (const key of keys) {
      expect(typeof textAt(key), key).toBe('string');
      if (tag === 'en') expect(texts[key], key).toBe(textAt(key));
      else if (!key.startsWith('name.')) expect(texts[key], key).not.toBe(textAt(key));
    }
    const commands = manifest.bots[0].commandLists.flatMap((list: { commands: object[] }) => list.commands);
    expect(keys.filter((key) => key.includes('commands['))).toHaveLength(commands.length);
  });

  it('leaves the words of the commands alone: Teams types them into the chat, and the bot knows these', () => {
    for (const tag of languages) expect(Object.keys(readJson(`${tag}.json`)).join()).not.toContain('.title');
  });
});

describe('icons', () => {
  it('has an outline of white on nothing', () => {
    const pixels = pixelsOf(readFileSync(join(manifestFolder, 'outline.png')));
    expect(pixels).toHaveLength(32 * 32);
    const drawn = pixels.filter(({ alpha }) => alpha > 0);
    expect(drawn.length).toBeGreaterThan(100);
    expect(drawn.length).toBeLessThan(32 * 32 * 0.6);
    expect(drawn.filter(({ red, green, blue }) => Math.min(red, green, blue) < 250)).toEqual([]);
  });
});
