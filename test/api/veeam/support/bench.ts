import { createVeeamProvider, type VeeamDeps } from '../../../../src/api/veeam/provider.ts';
import type { LoginSettings, VeeamSettings } from '../../../../src/api/veeam/settings.ts';
import type { VersionName } from '../../../../src/api/veeam/versions/versionTable.ts';
import type { OptionKey, Target, TargetPlan, Workload } from '../../../../src/domain/terms.ts';
import { defaultOptions, targetKinds } from '../../../../src/domain/terms.ts';
import type { HttpExchange } from '../../../../src/lib/http/httpTypes.ts';
import { secret } from '../../../../src/lib/secret.ts';
import type { Observation, Provider, RunContext, StepRecord } from '../../../../src/ports/provider.ts';
import {
  startVeeamServer,
  type VeeamServer,
  type VeeamServerOptions,
} from '../../../../src/sandbox/veeam/startVeeamServer.ts';
import { createWorld, findPerson, personId, tenant, type World } from '../../../../src/sandbox/world.ts';
import { type EntraTokens, entraTokens, portalApplicationId } from '../../../support/entraTokens.ts';
import { certificate, type MovableClock, movableClock, storyStart } from '../../../support/veeamSandbox.ts';
import { createRecorder, type Recorder } from './recorder.ts';

/** Secrets of the tests: wherever they turn up outside a request, something leaked. */
export const canaries = {
  password: 'canary-password-81c2',
  certificatePassword: 'canary-pfx-password-5f0e',
  certificate: Buffer.from('canary certificate 77aa').toString('base64'),
} as const;

/** A provider, the simulated server it talks to over HTTP, and everything that can be looked at. */
export type Bench = {
  readonly provider: Provider;
  readonly server: VeeamServer;
  readonly world: World;
  readonly entra: EntraTokens;
  readonly clock: MovableClock;
  readonly recorder: Recorder;
  readonly exchanges: HttpExchange[];
  /** Sessions the journals of other runs hold. */
  readonly foreign: string[];
  /** Another provider on the same server, with empty caches, as after a restart. */
  restarted(deps?: Partial<VeeamDeps>): Provider;
  /** A person's mailbox or OneDrive, a site, or a team. */
  target(id: string, workload?: Workload): Target;
  close(): Promise<void>;
};

export type BenchOptions = {
  readonly version?: VersionName | 'auto';
  readonly server?: Partial<Omit<VeeamServerOptions, 'world' | 'clock'>>;
  /** Who signs in: the backup administrator unless said. */
  readonly as?: 'administrator' | 'organization' | { readonly portalPerson: string };
  /** The restore portal is not enabled on the server. */
  readonly withoutPortal?: boolean;
  readonly settings?: Partial<VeeamSettings>;
  readonly deps?: Partial<VeeamDeps>;
};

export async function startBench(options: BenchOptions = {}): Promise<Bench> {
  const clock = movableClock();
  const world = createWorld({ startUtc: storyStart });
  const recorder = createRecorder();
  const exchanges: HttpExchange[] = [];
  const foreign: string[] = [];
  const entra = await entraTokens(clock);
  const server = await startVeeamServer({
    world,
    clock,
    speed: { secondsPerItem: 0.1, finishingSeconds: 2 },
    ...(options.withoutPortal ? {} : { entra: entra.trust }),
    accounts: {
      administrator: { username: 'EPSILON\\svc-restore', password: canaries.password },
      restoreApplication: {
        applicationId: certificate.applicationId,
        certificatePassword: canaries.certificatePassword,
      },
    },
    ...options.server,
  });
  const make = (more: Partial<VeeamDeps> = {}): Provider =>
    createVeeamProvider(
      {
        baseUrl: server.url,
        version: options.version ?? 'v8',
        ...loginOf(options.as ?? 'administrator', entra),
        restoreCredential: {
          form: 'application',
          applicationId: certificate.applicationId,
          certificate: secret(canaries.certificate),
          certificatePassword: secret(canaries.certificatePassword),
        },
        ...options.settings,
      },
      {
        clock,
        http: {
          dispatcher: recorder.dispatcher,
          onExchange: (exchange) => exchanges.push(exchange),
          pause: async (seconds) => clock.forward(seconds),
        },
        pause: async (seconds) => clock.forward(seconds),
        ownedElsewhere: async (_runId, sessionIds) => sessionIds.filter((id) => foreign.includes(id)),
        ...options.deps,
        ...more,
      },
    );
  return {
    provider: make(),
    server,
    world,
    entra,
    clock,
    recorder,
    exchanges,
    foreign,
    restarted: make,
    target: (id, workload = 'exchange') => {
      if (workload === 'sharePoint' || workload === 'teams') {
        const place = world.containers.find((container) => container.id === id);
        if (!place) throw new Error(`nothing has the id ${id}`);
        return { kind: targetKinds[workload], id, name: place.name, address: place.url };
      }
      const person = findPerson(world, id);
      if (!person) throw new Error(`nobody has the id ${id}`);
      return { kind: targetKinds[workload], id: person.id, name: person.displayName, address: person.mail };
    },
    close: async () => {
      await recorder.dispatcher.close();
      await server.close();
    },
  };
}

function loginOf(as: NonNullable<BenchOptions['as']>, entra: EntraTokens): LoginSettings {
  if (as === 'administrator')
    return { account: { userName: 'EPSILON\\svc-restore', password: secret(canaries.password) } };
  if (as === 'organization')
    return {
      organization: {
        name: tenant.domain,
        tokenDocument: async () =>
          JSON.stringify({ token_type: 'Bearer', access_token: await entra.tokenOf(personId.nestor) }),
      },
    };
  const objectId = as.portalPerson;
  return {
    portalPerson: {
      objectId,
      tenantId: tenant.id,
      token: async (scope) => {
        if (scope !== `api://${portalApplicationId}/access_as_user`) throw new Error(`token for ${scope}`);
        return entra.tokenOf(objectId);
      },
    },
  };
}

/** Looks targets up at an instant and makes a run of what was found. */
export async function plannedRun(
  bench: Bench,
  targets: readonly Target[],
  askedTimeUtc: string,
  more: {
    readonly workload?: Workload;
    readonly options?: Partial<Record<OptionKey, boolean>>;
    readonly runId?: string;
  } = {},
): Promise<RunContext> {
  const workload = more.workload ?? 'exchange';
  const tenantId = bench.world.tenant.id;
  const plans: TargetPlan[] = [];
  for (const target of targets) {
    const found = await bench.provider.lookUp({ workload, target, tenantId, askedTimeUtc });
    if (found.kind !== 'found') throw new Error(`look-up says ${found.kind}`);
    plans.push({ target, point: found.used });
  }
  return {
    runId: more.runId ?? 'run-1',
    label: 'RR-12',
    attempt: 1,
    tenantId,
    requesterId: personId.adele,
    deciderId: personId.megan,
    workload,
    targets: plans,
    selection: { kind: 'whole' },
    askedTime: { utc: askedTimeUtc, zone: 'UTC' },
    destination: 'inPlace',
    options: { ...defaultOptions, ...more.options },
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
export async function followToEnd(bench: Bench, run: RunContext, everySeconds = 20): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (let look = 0; look < 500; look += 1) {
    const observation = (await bench.provider.follow([run])).get(run.runId);
    if (observation) observations.push(observation);
    if (observation && observation.kind !== 'working') return observations;
    bench.clock.forward(everySeconds);
  }
  throw new Error('the run did not end');
}
