import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKillable } from '../support/killable.ts';
import { seeded } from '../support/seeded.ts';
import { checkAfterKills } from './storeCheck.ts';

const kills = Number(process.env.CRASH_KILLS ?? 40);
const writer = 'test/crash/storeWriter.ts';

describe('the embedded store, killed in the middle of writing', () => {
  let dataFolder: string;
  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'crash-'));
  });
  afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

  it(`loses nothing it acknowledged in ${kills} kills`, async () => {
    const random = seeded(20_261_120);
    const said: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const child = startKillable(writer, [JSON.stringify({ dataFolder })]);
      await child.saysTimes(/^(wrote|ran) /, 1 + Math.floor(random() * 60));
      said.push(...(await child.kill()));
    }
    const { wrote } = await checkAfterKills({ dataFolder }, said);
    expect(wrote).toBeGreaterThan(kills);
  });

  it(`opens again when it was killed while it was first opened, ${kills} times`, async () => {
    const random = seeded(7);
    for (let kill = 0; kill < kills; kill += 1) {
      const place = { dataFolder: join(dataFolder, String(kill)) };
      const child = startKillable(writer, [JSON.stringify(place)]);
      await child.says(/opening/);
      // Opening takes some 20 ms; most kills fall within it.
      await new Promise((resolve) => setTimeout(resolve, random() * 25));
      await checkAfterKills(place, await child.kill());
    }
  });
});
