import { randomUUID } from 'node:crypto';
import { systemClock } from '../../src/lib/clock.ts';
import { openStore } from '../../src/store/openStore.ts';
import { handlers, testQueue, testQueues } from '../store/contract/home.ts';
import { someRequest, tenantId } from '../support/someRequest.ts';

/**
 * A process that writes to the store at the place of its first argument until it is killed, two units at a time. Each unit inserts a
 * request with its number, journal step, audit line and job; the job raises the request's revision in a unit of its own. Says
 * `opening`, `wrote <id>` once a unit was acknowledged, and `ran <id>` once a job's unit was.
 */
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say('opening');
const untilDone = { ...testQueue, maximumAttempts: 1_000, backoffSeconds: { first: 0.01, most: 0.01 } };
const queues = testQueues({ lookUp: untilDone });
const { store, jobs } = await openStore({ ...JSON.parse(process.argv[2] ?? ''), clock: systemClock, queues });

await jobs.start(
  handlers({
    lookUp: async ({ data: { requestId } }) => {
      await store.transaction(async (unit) => {
        const request = await unit.requests.get(requestId);
        if (!request) throw new Error('a job without its request');
        await unit.requests.save({ ...request, revision: request.revision + 1 });
        await unit.audit.append(lineOf('ran', requestId));
      });
      say(`ran ${requestId}`);
    },
  }),
);

const lineOf = (action: string, requestId: string) => ({
  atUtc: new Date().toISOString(),
  action,
  requestId,
  label: null,
  revision: 1,
  actorId: 'adele',
  policyVersion: 'p1',
  facts: {},
});

async function write(): Promise<never> {
  for (;;) {
    const id = randomUUID();
    await store.transaction(async (unit) => {
      const number = await unit.requests.nextNumber(tenantId);
      await unit.requests.insert(someRequest(id, { number }));
      await unit.steps.open(id, id, { name: 'start', attempt: 1, evidence: {}, openedAtUtc: new Date().toISOString() });
      await unit.enqueue({ queue: 'lookUp', data: { requestId: id, revision: 1 } });
      await unit.audit.append(lineOf('wrote', id));
    });
    say(`wrote ${id}`);
  }
}
await Promise.all([write(), write()]);
