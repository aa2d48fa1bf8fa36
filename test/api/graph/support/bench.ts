import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGraphProvider, type GraphDeps } from '../../../../src/api/graph/provider.ts';
import type { Destination, ItemFilter, Target, TargetPlan, Workload } from '../../../../src/domain/terms.ts';
import { defaultOptions, noFilter, targetKinds } from '../../../../src/domain/terms.ts';
import type {
  ItemPage,
  Observation,
  PickableItem,
  Provider,
  RunContext,
  StepRecord,
} from '../../../../src/ports/provider.ts';
import {
  createGraphBackup,
  type GraphBackup,
  isGraphBackup,
} from '../../../../src/sandbox/graphBackup/createGraphBackup.ts';
import { createSites } from '../../../../src/sandbox/graphBackup/createSites.ts';
import { graphHost } from '../../../../src/sandbox/graphBackup/graphHost.ts';
import type { Speed, Switches } from '../../../../src/sandbox/graphBackup/switches.ts';
import { close, type Host, listenerOf } from '../../../../src/sandbox/internet/http.ts';
import { stableGuid } from '../../../../src/sandbox/world/ids.ts';
import { createWorld, findPerson, type World } from '../../../../src/sandbox/world.ts';
import { unexplainedByGraph } from '../../../support/graphDeviations.ts';
import { hasGraphSchema, loadGraphSchema } from '../../../support/graphSchema.ts';
import { type MovableClock, movableClock, storyStart } from '../../../support/veeamSandbox.ts';
import { createRecorder, type Recorded } from '../../veeam/support/recorder.ts';

export const appId = '5f0b8a52-6a5b-4a57-9d67-3f3f3a1f0c01';
const allRoles = [
  'Control.Read.All',
  'Configuration.Read.All',
  'Search.Read.All',
  'Restore.Read.All',
  'Restore.ReadWrite.All',
];

export type BenchOptions = {
  readonly switches?: Partial<Switches>;
  readonly speed?: Partial<Speed>;
  readonly extraPeople?: number;
  /** Sites more than the story has. */
  readonly extraSites?: number;
  readonly roles?: readonly string[];
  readonly delegated?: boolean;
  readonly deps?: Partial<GraphDeps>;
};

/** A provider, the simulated service it talks to over HTTP, and everything that can be looked at. */
export type Bench = {
  readonly provider: Provider;
  readonly backup: GraphBackup;
  readonly world: World;
  readonly clock: MovableClock;
  readonly all: Recorded[];
  /** Calls since `clear`, without ids: `POST /restorePoints/search`. */
  calls(): readonly string[];
  clear(): void;
  /** Departures from the vendor's schema that no listed deviation explains, and errors of the simulator. */
  problems(): readonly string[];
  /** Sessions the journals of other runs hold. */
  readonly foreign: string[];
  restarted(deps?: Partial<GraphDeps>, ownAppId?: string): Provider;
  target(id: string, workload: Workload): Target;
  /** The protection unit of somebody's mailbox or OneDrive. */
  unitId(ownerId: string, workload: 'exchange' | 'oneDrive'): string;
  close(): Promise<void>;
};

const violationsOf = hasGraphSchema ? loadGraphSchema() : () => [];
const bodyOf = (text: string | null): unknown => (text === null || text === '' ? undefined : JSON.parse(text));

/** A token nobody signed: the simulated sign-in has tests of its own, here only the claims matter. */
const tokenOf = (claims: object): string =>
  ['{}', JSON.stringify(claims), ''].map((part) => Buffer.from(part).toString('base64url')).join('.');

export async function startBench(options: BenchOptions = {}): Promise<Bench> {
  const clock = movableClock();
  const world = createWorld({ startUtc: storyStart, extraPeople: options.extraPeople ?? 0 });
  addSites(world, options.extraSites ?? 0);
  const permissions = options.roles ?? ['Sites.Read.All', ...allRoles.map((role) => `BackupRestore-${role}`)];
  const claims = options.delegated
    ? { appid: appId, oid: 'nestor', scp: permissions.join(' ') }
    : { appid: appId, roles: permissions };
  const token = tokenOf(claims);
  const verify = async (authorization: string | undefined) =>
    authorization === `Bearer ${token}` ? claims : undefined;
  const backup = createGraphBackup({
    world,
    clock,
    verify,
    ...(options.switches === undefined ? {} : { switches: options.switches }),
    speed: { secondsPerArtifact: 60, secondsPerItem: 0.1, ...options.speed },
  });
  backup.adminRoles.set('nestor', ['SharePoint Backup Administrator']);
  const nowhere: Host = async (_request, response) => void response.writeHead(404).end();
  const sites = createSites({ world, verify });
  const server = createServer(listenerOf(graphHost({ directory: nowhere, backup: backup.host, sites })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const recorder = createRecorder();
  // The client believes in its production address; only the way there is bent.
  const dispatcher = recorder.dispatcher.compose(
    (dispatch) => (request, handler) => dispatch({ ...request, origin: local }, handler),
  );
  const foreign: string[] = [];
  const make = (more: Partial<GraphDeps> = {}, ownAppId = appId): Provider =>
    createGraphProvider(
      {
        graphOrigin: 'https://graph.microsoft.com',
        appId: ownAppId,
        actsAs: options.delegated ? 'person' : 'app',
        tokens: { get: async () => token },
      },
      {
        clock,
        http: { dispatcher, pause: async (seconds) => clock.forward(seconds) },
        ownedElsewhere: async (_runId, sessionIds) => sessionIds.filter((id) => foreign.includes(id)),
        ...options.deps,
        ...more,
      },
    );
  return {
    provider: make(),
    backup,
    world,
    clock,
    all: recorder.all,
    calls: () => recorder.all.map(shapeOf),
    clear: () => recorder.clear(),
    problems: () => [
      ...backup.bugs.map(String),
      ...unexplainedByGraph(
        recorder.all
          .filter(({ path, status }) => isGraphBackup(path) && status > 0 && status < 400)
          .flatMap(({ method, path, query, status, requestBody, responseBody }) =>
            violationsOf({
              method,
              path,
              query,
              status,
              requestBody: bodyOf(requestBody),
              responseBody: bodyOf(responseBody),
            }),
          ),
      ),
    ],
    foreign,
    restarted: make,
    target: (id, workload) => targetOf(world, id, workload),
    unitId: (ownerId, workload) => {
      const isMeant = (one: World['containers'][number]) =>
        one.workload === workload && one.ownerId === ownerId && !one.isArchive;
      return stableGuid(`unit:${world.containers.find(isMeant)?.id}`);
    },
    async close() {
      await recorder.dispatcher.close();
      await close(server);
    },
  };
}

/** `GET /restoreSessions/{id}` of an exchange. */
function shapeOf({ method, path }: Recorded): string {
  const parts = path.replace('/v1.0/solutions/backupRestore', '').split('/');
  return `${method} ${parts.map((part) => (/^(m_.*|[0-9a-f]{8}-[0-9a-f-]{27,})$/i.test(part) ? '{id}' : part)).join('/')}`;
}

function targetOf(world: World, id: string, workload: Workload): Target {
  if (workload === 'sharePoint') {
    const site = world.containers.find((container) => container.id === id);
    if (!site) throw new Error(`nothing has the id ${id}`);
    return { kind: 'site', id, name: site.name, address: site.url };
  }
  const person = findPerson(world, id);
  if (!person) throw new Error(`nobody has the id ${id}`);
  return { kind: targetKinds[workload], id, name: person.displayName, address: person.mail };
}

function addSites(world: World, count: number): void {
  const like = world.containers.find((container) => container.workload === 'sharePoint');
  if (!like) throw new Error('the world has no site');
  for (let number = 1; number <= count; number += 1) {
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    world.containers.push({
      ...like,
      id,
      name: `Site ${number}`,
      url: `https://contoso.sharepoint.com/sites/s${number}`,
      parentContainerId: null,
    });
  }
}

/** What a filter matches of a target at its point; `run` says which of it is to be restored. */
export async function lookedInto(
  bench: Bench,
  run: RunContext,
  filter: Partial<ItemFilter>,
  most = 200,
): Promise<ItemPage> {
  const [plan] = run.targets;
  if (!plan?.point || !bench.provider.browse) throw new Error('nothing to look into');
  return bench.provider.browse({
    workload: run.workload,
    target: plan.target,
    tenantId: run.tenantId,
    point: plan.point,
    options: run.options,
    filter: { ...noFilter, ...filter },
    most,
    opened: async () => undefined,
  });
}

/** The run, of these items only. */
export const ofItems = (
  run: RunContext,
  filter: Partial<ItemFilter>,
  items: readonly PickableItem[],
  total = items.length,
): RunContext => ({
  ...run,
  // Titles are not kept.
  selection: {
    kind: 'items',
    filter: { ...noFilter, ...filter },
    items: items.map(({ id, ref }) => ({ id, ref })),
    total,
  },
});

export type PlanOptions = {
  readonly workload?: Workload;
  readonly destination?: Destination;
  readonly runId?: string;
};

/** Looks targets up at an instant, together, and makes a run of what was found. */
export async function plannedRun(
  bench: Bench,
  targets: readonly Target[],
  askedTimeUtc: string,
  { workload = 'exchange', destination = 'inPlace', runId = 'run-1' }: PlanOptions = {},
): Promise<RunContext> {
  const tenantId = bench.world.tenant.id;
  const plans = await Promise.all(
    targets.map(async (target): Promise<TargetPlan> => {
      const found = await bench.provider.lookUp({ workload, target, tenantId, askedTimeUtc });
      if (found.kind !== 'found') throw new Error(`look-up says ${found.kind}`);
      return { target, point: found.used };
    }),
  );
  return {
    runId,
    label: 'RR-12',
    attempt: 1,
    tenantId,
    requesterId: 'requester',
    deciderId: 'decider',
    workload,
    targets: plans,
    selection: { kind: 'whole' },
    askedTime: { utc: askedTimeUtc, zone: 'UTC' },
    destination,
    options: { ...defaultOptions, changedItems: true },
    reason: 'Deleted by accident',
    steps: [],
  };
}

/** Journals a step as opened, as flows do before the call. */
export const opened = (bench: Bench, run: RunContext, name: string, evidence: StepRecord['evidence']): RunContext => ({
  ...run,
  steps: [...run.steps, { name, attempt: 1, evidence, result: null, openedAtUtc: bench.clock.now().toISOString() }],
});

/** Journals the result of the step that is open. */
export const closed = (run: RunContext, result: StepRecord['result']): RunContext => ({
  ...run,
  steps: run.steps.map((step) => (step.result === null ? { ...step, result } : step)),
});

/** Performs the steps of a run up to, not including, `before`; all of them without it. */
export async function perform(bench: Bench, begun: RunContext, before?: string): Promise<RunContext> {
  let run = begun;
  for (;;) {
    const step = bench.provider.nextStep(run);
    if (step === null || step === before) return run;
    const prepared = await bench.provider.prepare(step, run);
    if (prepared.kind !== 'ready') throw new Error(`${step}: ${prepared.kind}`);
    run = opened(bench, run, step, prepared.evidence);
    run = closed(run, await bench.provider.perform(step, run, prepared.evidence));
  }
}

/** Follows a run, one look every `everySeconds` of the clock, until it is over. */
export async function followToEnd(bench: Bench, run: RunContext, everySeconds = 30): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (let look = 0; look < 500; look += 1) {
    const observation = (await bench.provider.follow([run])).get(run.runId);
    if (observation) observations.push(observation);
    if (observation && observation.kind !== 'working') return observations;
    bench.clock.forward(everySeconds);
  }
  throw new Error('the run did not end');
}

/** The outcomes a run ended with. */
export async function outcomesAtEnd(bench: Bench, run: RunContext) {
  const last = (await followToEnd(bench, run)).at(-1);
  if (last?.kind !== 'ended') throw new Error(`the run is ${last?.kind}`);
  return last.outcomes;
}
