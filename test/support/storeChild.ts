import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { systemClock } from '../../src/lib/clock.ts';
import { openStore } from '../../src/store/openStore.ts';
import { handlers, testQueues } from '../store/contract/home.ts';

/**
 * A process that opens the store of a `TestHome` (first argument: its place), enqueues a start job (second argument: its request id,
 * none when empty), takes start jobs and never finishes one. It says `held <request id> <attempt>` for each, and waits to be killed.
 */
const [place = '', requestId = ''] = process.argv.slice(2);
const { store, jobs } = await openStore({ ...JSON.parse(place), clock: systemClock, queues: testQueues() });
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

await jobs.start(
  handlers({
    start: ({ data, attempt }) => {
      // What nobody refers to any more goes now; the lock on the place must not be among it.
      collectGarbage();
      say(`held ${data.requestId} ${attempt}`);
      return new Promise(() => undefined);
    },
  }),
);
if (requestId !== '')
  await store.transaction((unit) => unit.enqueue({ queue: 'start', data: { requestId, revision: 1 } }));
// The embedded engine alone keeps no process alive.
setInterval(() => undefined, 60_000);
