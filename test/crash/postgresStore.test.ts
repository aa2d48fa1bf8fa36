import { expect, it } from 'vitest';
import { newDatabase } from '../postgres/postgresHome.ts';
import { startKillable } from '../support/killable.ts';
import { seeded } from '../support/seeded.ts';
import { checkAfterKills } from './storeCheck.ts';

const kills = Number(process.env.CRASH_KILLS_POSTGRES ?? 30);

it(`PostgreSQL with three replicas loses nothing it acknowledged in ${kills} kills`, async () => {
  const database = await newDatabase();
  const place = { databaseUrl: database.url };
  const start = () => startKillable('test/crash/storeWriter.ts', [JSON.stringify(place)]);
  const random = seeded(20_261_121);
  const said: string[] = [];
  const replicas = [start(), start(), start()];
  for (let kill = 0; kill < kills; kill += 1) {
    const index = Math.floor(random() * replicas.length);
    const victim = replicas[index];
    if (!victim) throw new Error('no replica');
    await victim.saysTimes(/^(wrote|ran) /, 1 + Math.floor(random() * 30));
    said.push(...(await victim.kill()));
    replicas[index] = start();
  }
  for (const replica of replicas) said.push(...(await replica.kill()));
  const { wrote } = await checkAfterKills(place, said);
  expect(wrote).toBeGreaterThan(kills);
  await database.drop();
});
