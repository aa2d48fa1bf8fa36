import { describe, expect, it } from 'vitest';
import { personId } from '../../../src/sandbox/world.ts';
import { hasVendorSchemas } from '../../support/vb365Schema.ts';
import { vendorSchema } from '../../support/veeamSandbox.ts';
import { followToEnd, perform, plannedRun, startBench } from './support/bench.ts';

describe.runIf(hasVendorSchemas)('the vendor’s closed v8 schema', () => {
  it('finds nothing in all a restore sends and gets, and everything in a misspelt property', async () => {
    const bench = await startBench();
    const run = await perform(
      bench,
      await plannedRun(bench, [bench.target(personId.adele)], '2026-11-19T15:00:00.000Z'),
    );
    await followToEnd(bench, run);
    await bench.provider.close(run);
    expect(bench.recorder.violations()).toEqual([]);

    const sent = bench.recorder.all.filter((exchange) => exchange.requestHeaders.includes('application/json"'));
    const bodies = sent.filter((exchange) => exchange.requestBody?.startsWith('{'));
    expect(bodies.map((exchange) => exchange.path.split('/').at(-1))).toEqual(['explore', 'restore']);
    for (const { method, path, query, status, requestBody } of bodies) {
      const body: Record<string, unknown> = JSON.parse(requestBody ?? '');
      for (const name of Object.keys(body)) {
        const misspelt = Object.fromEntries(
          Object.entries(body).map(([key, value]) => [key === name ? `${key}x` : key, value]),
        );
        const found = vendorSchema('v8')?.violations({ method, path, query, status, requestBody: misspelt });
        expect(found, name).not.toEqual([]);
      }
    }
    await bench.close();
  });
});
