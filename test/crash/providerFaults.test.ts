import { expect, it } from 'vitest';
import { sandboxTeam } from '../../src/sandbox/startServices.ts';
import type { Fault } from '../../src/sandbox/veeam/control/faults.ts';
import { personId } from '../../src/sandbox/world.ts';
import { setCrashStage } from './bot/crashStage.ts';
import { playRequest } from './bot/playRequest.ts';
import { runCrash } from './bot/runCrash.ts';
import { chatNow, inChat } from './bot/seen.ts';

const lookUp = { method: 'GET', path: '/restorepoints' } as const;
const explore = { method: 'POST', path: '/explore' } as const;
const restore = { method: 'POST', path: '/organization/' } as const;
const look = { method: 'GET', path: '/statistics' } as const;
const stop = { method: 'POST', path: '/stop' } as const;

/** What goes wrong, in the order in which calls of a kind meet it. */
const schedule: readonly Fault[] = [
  { ...lookUp, kind: 'status', status: 500 },
  { ...lookUp, kind: 'reset' },
  { ...lookUp, kind: 'garbage', after: 3 },
  { ...explore, kind: 'status', status: 429, retryAfterSeconds: 1 },
  { ...explore, kind: 'status', status: 401 },
  { ...explore, kind: 'garbage' },
  { ...explore, kind: 'lostResponse' },
  { ...explore, kind: 'reset', after: 1 },
  { ...restore, kind: 'status', status: 401 },
  { ...restore, kind: 'status', status: 429, retryAfterSeconds: 1 },
  { ...restore, kind: 'lostResponse' },
  { ...restore, kind: 'garbage', after: 1 },
  { ...look, kind: 'reset' },
  { ...look, kind: 'status', status: 500 },
  { ...look, kind: 'garbage' },
  { ...look, kind: 'hang' },
  { ...stop, kind: 'status', status: 500 },
  { ...stop, kind: 'reset' },
  { ...stop, kind: 'lostResponse' },
];

it('restores each request once while the backup server resets, hangs, refuses, throttles and talks nonsense', async () => {
  const crash = await setCrashStage({ switches: { clockOffsetSeconds: 180, throttleTokens: false } });
  const { veeam } = crash.stage.services;
  const faults = schedule.map((fault) => ({ ...fault }));
  veeam.faults.push(...faults);
  const report = await runCrash(crash, {
    lanes: [
      [
        { requesterId: personId.adele, workload: 'exchange' },
        { requesterId: personId.nestor, workload: 'exchange' },
        { requesterId: personId.lee, workload: 'exchange' },
      ],
      [
        { requesterId: personId.alexMarketing, workload: 'oneDrive' },
        { requesterId: personId.alexFinance, workload: 'oneDrive' },
      ],
    ],
    points: [],
    seed: 1,
  });
  expect(faults.filter((fault) => fault.times !== 0)).toEqual([]);
  expect(report.played.flatMap((one) => one.settled)).toEqual([]);
});

it('leaves a restore to an admin when the server restarted and knows its sessions no more', async () => {
  const crash = await setCrashStage({ switches: { throttleTokens: false }, secondsPerItem: 0.05 });
  try {
    crash.stage.services.veeam.faults.push({ ...look, kind: 'restart' });
    const played = await playRequest(crash, { requesterId: personId.adele, workload: 'exchange' });
    expect(played).toMatchObject({ endedAs: 'Not completed', settled: [{ by: 'close', restoresSoFar: 1 }] });
    expect(crash.stage.services.veeam.record().restores).toHaveLength(1);
  } finally {
    await crash.stop(false);
  }
});

it('goes on with people who can be reached, names those who cannot, and tries again where Teams is busy', async () => {
  const crash = await setCrashStage({ switches: { throttleTokens: false } });
  const { connector } = crash.stage;
  try {
    connector.setUnreachable(personId.lee, true);
    connector.fail({ status: 412, code: 'PreconditionFailed', match: /^PUT /, times: 2 });
    connector.fail({
      status: 429,
      code: 'Throttled',
      retryAfterSeconds: 1,
      match: new RegExp(`^POST .*${personId.megan}`),
      times: 3,
    });
    connector.fail({
      status: 403,
      code: 'BotNotInConversationRoster',
      match: new RegExp(`^POST .*${sandboxTeam.channel.id}`),
    });
    const played = await playRequest(crash, { requesterId: personId.adele, workload: 'exchange' });
    expect(played.endedAs).toMatch(/^Completed/);
    const notice = await inChat(
      crash,
      personId.adele,
      (card) => card.summary.startsWith('Your request'),
      'the outcome',
    );
    expect(notice.summary).toContain(played.label);
    expect(chatNow(crash, personId.lee).filter((card) => card.summary.includes(played.label))).toEqual([]);
    expect(
      connector.events.some((event) => JSON.stringify(event.activity ?? '').includes('could not be reached')),
    ).toBe(true);
  } finally {
    await crash.stop(false);
  }
});
