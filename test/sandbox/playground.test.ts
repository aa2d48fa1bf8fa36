import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Playground, startPlayground } from '../../src/sandbox/playground/startPlayground.ts';
import { adele, appId, isaiah, tenantId } from '../fakes/localTeams.ts';
import { people, type SandboxTeams, startSandboxTeams } from '../fakes/sandboxTeams.ts';
import { tcpSocketsOf } from '../fakes/sockets.ts';

let folder: string;
let teams: SandboxTeams;
let adeles: Playground;
let isaiahs: Playground;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playground-'));
  teams = await startSandboxTeams(folder);
  [adeles, isaiahs] = await Promise.all([teams.playgroundFor(adele), teams.playgroundFor(isaiah)]);
}, 60_000);

afterAll(async () => {
  await teams.stop();
  await rm(folder, { recursive: true });
});

const say = (playground: Playground, person: { id: string }, text: string) =>
  fetch(`${playground.url}/_conversation/v1/conversations/${encodeURIComponent(`a:1${person.id}`)}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'text', text, textFormat: 'plain', from: { id: `29:1${person.id}` } }),
  });

const recordingOf = (person: { id: string }) => readFile(join(folder, person.id, 'recording.log'), 'utf8');

describe('startPlayground', () => {
  it('lets each person talk to a bot that runs full authentication', async () => {
    expect((await say(adeles, adele, 'hello from Adele')).ok).toBe(true);
    expect((await say(isaiahs, isaiah, 'hello from Isaiah')).ok).toBe(true);
    await vi.waitFor(async () => {
      expect(await recordingOf(adele)).toContain('You said: hello from Adele');
      expect(await recordingOf(isaiah)).toContain('You said: hello from Isaiah');
    }, 10_000);
    expect(await recordingOf(adele)).not.toContain('Isaiah"');
    expect(teams.bot.complaints).toEqual([]);
  });

  it('listens on 127.0.0.1 only and connects nowhere else', () => {
    for (const { processId } of [adeles, isaiahs]) {
      const sockets = tcpSocketsOf(processId);
      expect(sockets.some(({ listening }) => listening)).toBe(true);
      expect(sockets.filter(({ local }) => local !== '127.0.0.1')).toEqual([]);
      expect(sockets.filter(({ listening, remote }) => !listening && remote !== '127.0.0.1')).toEqual([]);
    }
  });

  it('says in one sentence that its port is busy', async () => {
    const other = createServer();
    const port = await listen(other);
    const starting = startPlayground({
      tenantId,
      bot: { appId, name: 'Restore' },
      person: adele,
      others: people,
      team: {
        id: '19:t@thread.tacv2',
        name: 'T',
        aadGroupId: tenantId,
        channel: { id: '19:c@thread.tacv2', name: 'C' },
      },
      port,
      botEndpoint: teams.gateway.endpointFor(adele.id),
      dataFolder: join(folder, 'busy'),
      zone: 'UTC',
    });
    await expect(starting).rejects.toThrow(
      `Port ${port} for Adele Vance's Playground is in use: stop what uses it, or choose another port.`,
    );
    other.close();
  });
});

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
}
