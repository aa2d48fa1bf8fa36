import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import en from '../../../cards/locales/en.json' with { type: 'json' };
import { type Counts, noCounts } from '../../../src/domain/terms.ts';
import { queueSettings } from '../../../src/jobs/queues.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { countsOn } from '../../../src/sandbox/demo/countsOn.ts';
import { tenant } from '../../../src/sandbox/world.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { ownersOf, restoresOf } from './crashKind.ts';
import type { CrashStage } from './crashStage.ts';
import type { Played } from './playRequest.ts';

/** Holds what people, cards, journal and audit say to the backup server's own record. Call it when the bot's processes have been stopped. */
export async function verdict(crash: CrashStage, played: readonly Played[]): Promise<void> {
  restoredOnce(crash, played);
  await cardsAndJobs(crash, played);
  expect(crash.kind.leftOpen(crash), 'left open').toEqual([]);
  await auditIsWhole(crash);
  expect(crash.kind.bugs(crash)).toEqual([]);
}

function restoredOnce(crash: CrashStage, played: readonly Played[]): void {
  for (const one of played) {
    const closed = one.settled.some((settled) => settled.by === 'close');
    for (const ownerId of ownersOf(one)) {
      const restores = crash.kind.restoresOf(crash, one.workload, ownerId);
      expect(restores.length, `restores of ${one.label}`).toBe(closed ? restores.length : 1);
      expect(restores.length, `restores of ${one.label}`).toBeLessThanOrEqual(1);
    }
    if (!closed) expect(one.endedAs, one.label).toMatch(/^Completed/);
    if (!crash.kind.mayAskAdmin) expect(one.settled, `${one.label} left to an admin`).toEqual([]);
    // Only what cannot be proved is left to an admin: nothing was found, or several that look alike.
    for (const settled of one.settled) {
      if (settled.facts !== 'severalSessions') expect(settled.restoresSoFar, `${one.label} ${settled.facts}`).toBe(0);
    }
  }
}

async function cardsAndJobs(crash: CrashStage, played: readonly Played[]): Promise<void> {
  const { store, jobs } = await openStore({ ...crash.place, clock: systemClock, queues: queueSettings });
  try {
    expect(await jobs.deadLetters()).toEqual([]);
    await store.transaction(async (unit) => {
      for (const one of played) {
        const request = await unit.requests.byNumber(tenant.id, Number(one.label.slice('RR-'.length)));
        expect(request && en[`state.${request.state}`], one.label).toBe(one.endedAs);
        expect(request?.decisions.length, `decisions on ${one.label}`).toBe(1);
        const restores = restoresOf(crash, one);
        for (const card of await unit.cards.of(request?.id ?? '')) {
          const { conversationId = '' } = (await unit.conversations.get(card.conversationKey)) ?? {};
          const lies = crash.stage.connector.conversations
            .find(conversationId)
            ?.activities.find((activity) => activity.id === card.activityId);
          expect(String(lies?.summary), `${card.role} card of ${one.label}`).toContain(`${one.label}: ${one.endedAs}`);
          if (card.role !== 'requester' || restores.length === 0) continue;
          const [attachment] = (lies?.attachments ?? []) as { content?: unknown }[];
          const shown = countsOn(attachment?.content) ?? noCounts;
          const told = sum(restores.map(({ counts }) => counts));
          expect(crash.kind.comparable(shown), `counts of ${one.label}`).toEqual(crash.kind.comparable(told));
        }
      }
    });
  } finally {
    await store.close();
  }
}

const sum = (all: readonly Counts[]): Counts =>
  all.reduce(
    (total, one) => ({
      created: total.created + one.created,
      merged: total.merged + one.merged,
      skipped: total.skipped + one.skipped,
      failed: total.failed + one.failed,
    }),
    noCounts,
  );

async function auditIsWhole(crash: CrashStage): Promise<void> {
  const audit = resolve(import.meta.dirname, '../../../src/cli/audit.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [audit, 'verify'], { env: crash.environment });
  expect(stdout).toMatch(/^The audit trail is whole: \d+ lines/);
}
