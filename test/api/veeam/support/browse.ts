import { defaultOptions, type ItemFilter, noFilter } from '../../../../src/domain/terms.ts';
import type { ItemPage, RunContext } from '../../../../src/ports/provider.ts';
import type { Bench } from './bench.ts';

type EachPage = Extract<ItemPage, { picks: 'each' }>;

/** Looks for what can be picked within the first target of a run. */
export async function browse(bench: Bench, run: RunContext, filter: Partial<ItemFilter>, most = 50): Promise<EachPage> {
  const [plan] = run.targets;
  if (!plan?.point || !bench.provider.browse) throw new Error('no point');
  const page = await bench.provider.browse({
    workload: run.workload,
    target: plan.target,
    tenantId: run.tenantId,
    point: plan.point,
    options: defaultOptions,
    filter: { ...noFilter, ...filter },
    most,
    opened: async () => undefined,
  });
  if (page.picks !== 'each') throw new Error('no titles');
  return page;
}
