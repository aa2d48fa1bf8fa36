import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { declared } from '../../src/config/declared.ts';

const file = resolve(import.meta.dirname, '../../deploy/compose.postgres.yaml');

const replica = z.looseObject({
  environment: z.strictObject({
    DATABASE_URL_FILE: z.literal('/run/secrets/database_url'),
    // Less than Docker lets a container stop in (compose.yaml: 60 s), more than between two looks of a load balancer.
    DRAIN_SECONDS: z.literal('15'),
  }),
  secrets: z.tuple([z.literal('database_url')]),
  depends_on: z.strictObject({ database: z.strictObject({ condition: z.literal('service_healthy') }) }),
});
const composeFile = z.strictObject({
  services: z.strictObject({
    database: z.looseObject({ image: z.string().startsWith('postgres:'), healthcheck: z.looseObject({}) }),
    bot: replica,
    bot2: replica.extend({
      extends: z.strictObject({ file: z.literal('compose.yaml'), service: z.literal('bot') }),
      ports: z.tuple([z.literal('127.0.0.1:3979:3978')]),
    }),
  }),
  volumes: z.strictObject({ database: z.null() }),
  secrets: z.record(z.string(), z.strictObject({ file: z.string().startsWith('./secrets/') })),
});

describe('compose.postgres.yaml', () => {
  const compose = composeFile.parse(
    parse(readFileSync(file, 'utf8'), { merge: true, customTags: [{ tag: '!override', collection: 'seq' }] }),
  );

  it('runs two replicas on one healthy database, on ports of their own', () => {
    expect(Object.keys(compose.services)).toEqual(['database', 'bot', 'bot2']);
    expect(compose.services.bot2.ports).toEqual(['127.0.0.1:3979:3978']);
  });

  it('hands on only settings the bot has, and every secret it names', () => {
    const names = Object.keys(compose.services.bot.environment).map((name) => name.replace(/_FILE$/, ''));
    expect(names.filter((name) => !(name in declared))).toEqual([]);
    expect(Object.keys(compose.secrets).sort()).toEqual(['database_password', 'database_url']);
  });
});
