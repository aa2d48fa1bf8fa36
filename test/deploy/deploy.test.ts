import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings } from '../../src/config/readSettings.ts';
import { createClientCertificate } from '../../src/sandbox/internet/certificates.ts';
import { restorePfx, restorePfxPassword } from '../../src/sandbox/restorePfx.ts';
import { accountOf, machineWith, settingsOf } from '../config/complete.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(resolve(root, 'deploy', name), 'utf8');
const scripts: Record<string, string> = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')).scripts;

/** The environment the bot gets, with the secrets where they are mounted; it has to be a configuration the bot takes. */
async function settingsFrom(environment: Record<string, string | undefined>, secretsFolder: string) {
  const { certificatePem, privateKeyPem } = await createClientCertificate('bot');
  const machine = machineWith(
    {
      [`${secretsFolder}/bot_certificate`]: `${privateKeyPem}\n${certificatePem}`,
      [`${secretsFolder}/veeam_password`]: 'word\n',
      [`${secretsFolder}/veeam_restore_certificate`]: restorePfx,
      [`${secretsFolder}/veeam_restore_certificate_password`]: `${restorePfxPassword}\n`,
    },
    new Date().toISOString(),
  );
  return settingsOf(readSettings(environment, machine));
}

const composeFile = z.object({
  services: z.object({
    bot: z.looseObject({
      build: z.object({ context: z.literal('..'), dockerfile: z.literal('deploy/Dockerfile') }),
      env_file: z.literal('bot.env'),
      environment: z.record(z.string(), z.string()),
      secrets: z.array(z.string()),
      ports: z.array(z.string()),
      volumes: z.array(z.string()),
      read_only: z.literal(true),
      cap_drop: z.tuple([z.literal('ALL')]),
      security_opt: z.tuple([z.literal('no-new-privileges:true')]),
    }),
  }),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.object({ file: z.string().startsWith('./secrets/') })),
  name: z.string(),
});

describe('compose.yaml', () => {
  const compose = composeFile.parse(parse(read('compose.yaml')));
  const { bot } = compose.services;
  const image = Object.fromEntries(
    [...read('Dockerfile').matchAll(/^\s*(?:ENV )?([A-Z_]+)=(\S+)/gm)].map((m) => [m[1], m[2]]),
  );

  it('gives the bot a complete configuration together with the image and the example', async () => {
    const environment = { ...image, ...parseEnv(read('bot.env.example')), ...bot.environment };
    const settings = await settingsFrom(environment, '/run/secrets');
    expect(settings.server).toEqual({ host: '0.0.0.0', port: 3978, drainSeconds: 0 });
    expect(accountOf(settings).username).toBe('CONTOSO\\svc-restore-bot');
    expect(bot.volumes).toEqual([`data:${settings.dataFolder}`]);
    expect(bot.ports).toEqual([`127.0.0.1:3978:${settings.server.port}`]);
  });

  it('mounts every secret it names and no other', () => {
    const named = Object.values(bot.environment).map((path) => path.replace('/run/secrets/', ''));
    expect(bot.secrets.toSorted()).toEqual(named.toSorted());
    expect(Object.keys(compose.secrets).toSorted()).toEqual(named.toSorted());
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');

  it('runs the shipped command on the official image, not as root', () => {
    const froms = lines.filter((line) => line.startsWith('FROM '));
    expect(froms.every((line) => /^FROM node:24-slim( AS \w+)?$/.test(line))).toBe(true);
    const lastStage = lines.slice(lines.lastIndexOf(froms.at(-1) ?? ''));
    expect(lastStage.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    expect(lastStage.indexOf('USER node')).toBeLessThan(lastStage.findIndex((line) => line.startsWith('CMD ')));
    const command = JSON.parse(lines.findLast((line) => line.startsWith('CMD '))?.slice(4) ?? '[]');
    expect(command.join(' ')).toBe(scripts.serve);
  });

  it('takes into the image only what its context allows', () => {
    const allowed = read('Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(new Set(copied)).toEqual(new Set(allowed));
  });
});

describe('restore-bot.service', () => {
  const entries = read('restore-bot.service')
    .split('\n')
    .filter((line) => /^[A-Za-z]+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const);
  const all = (name: string) => entries.filter(([key]) => key === name).map(([, value]) => value);

  it('gives the bot a complete configuration together with the example', async () => {
    const own = Object.fromEntries(all('Environment').map((pair) => pair.split('=') as [string, string]));
    const environment = { ...parseEnv(read('bot.env.example')), ...own };
    const settings = await settingsFrom(environment, '%d');
    expect(settings.dataFolder).toBe(`/var/lib/${all('StateDirectory')[0]}`);
    expect(settings.server.host).toBe('127.0.0.1');
  });

  it('is handed every secret it names', () => {
    const handed = all('LoadCredential').map((pair) => `%d/${pair.split(':')[0]}`);
    const named = all('Environment')
      .filter((pair) => pair.includes('%d/'))
      .map((pair) => pair.split('=')[1]);
    expect(named.toSorted()).toEqual(handed.toSorted());
  });

  it('checks the configuration, then runs the shipped command', () => {
    expect(all('ExecStartPre')).toEqual([`/usr/bin/${scripts['check-config']}`]);
    expect(all('ExecStart')).toEqual([`/usr/bin/${scripts.serve}`]);
    // The compiler of V8 writes code, so this hardening would end the process.
    expect(all('MemoryDenyWriteExecute')).toEqual([]);
  });
});

it('the example holds no secret', () => {
  const names = Object.keys(parseEnv(read('bot.env.example')));
  expect(names.filter((name) => /PASSWORD|SECRET|CERTIFICATE/.test(name))).toEqual([]);
});

describe('deploy/bot.bicep', () => {
  const bicep = read('bot.bicep');

  it('registers a single-tenant bot at the address the server answers on, and Teams as its channel', () => {
    const served = readFileSync(resolve(root, 'src/server/createServer.ts'), 'utf8');
    const path = /restify\.post\('([^']+)'/.exec(served)?.[1];
    expect(bicep).toContain(`endpoint: 'https://\${host}${path}'`);
    expect(bicep).toContain("msaAppType: 'SingleTenant'");
    expect(bicep).toContain("channelName: 'MsTeamsChannel'");
  });

  it('holds no secret', () => {
    expect(bicep).not.toMatch(/secure\(\)|secret:|password|key:/i);
  });
});
