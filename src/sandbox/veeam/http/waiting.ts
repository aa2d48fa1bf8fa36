import { setTimeout as delay } from 'node:timers/promises';
import type { Call } from './call.ts';
import { VendorRefusal } from './refusal.ts';

const lookEveryMs = 15;

/**
 * Holds a request until something is true on the simulator's clock (which may be a clock tests move, so it is looked at
 * often instead of setting a timer). Ends with a fault when the client is gone or the server closes.
 */
export async function untilTrue(call: Call, isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    if (call.signal.aborted) throw new VendorRefusal(503, 'Timeout', 'The server is shutting down.');
    await delay(lookEveryMs);
  }
}
