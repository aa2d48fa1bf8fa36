import { setTimeout as wait } from 'node:timers/promises';
import { type Clock, systemClock } from '../../lib/clock.ts';
import { Fault, faultCodeOf } from '../../lib/fault.ts';
import type { HttpDeps } from '../../lib/http/httpClient.ts';
import type { HttpClient } from '../../lib/http/httpTypes.ts';
import type { Provider, RunContext } from '../../ports/provider.ts';
import type { VeeamContext } from './context.ts';
import { defaultInferences, type Inferences } from './inferences.ts';
import { browseItems } from './items/browse.ts';
import { createCache } from './lookUp/cache.ts';
import { lookUpPoints } from './lookUp/lookUp.ts';
import { findOrganization } from './lookUp/organizations.ts';
import { findPersonByAddress, findPersonByObjectId, type PersonSearch } from './lookUp/people.ts';
import { type OrganizationReply, serviceInstanceReply } from './replies/organizations.ts';
import { closeSessions, stopRun, stopSession } from './run/close.ts';
import { performExplore, prepareExplore, settleExplore } from './run/explore.ts';
import { followRuns, type SeenSessions } from './run/follow.ts';
import { fromJournal, restoreEvidence } from './run/journal.ts';
import { hasBegunRestoring, type PlannedStep, plannedSteps, recordOf } from './run/plan.ts';
import { standingCredential } from './run/readyCredential.ts';
import { performRestore, prepareRestore } from './run/restore.ts';
import { settleBlocking } from './run/settleBlocking.ts';
import { settleByReason } from './run/settleByReason.ts';
import { adoptedResult, settleRestore } from './run/settleRestore.ts';
import { connectTo, type ServerConnection } from './serverConnection.ts';
import type { VeeamSettings } from './settings.ts';
import { administratorSignIn } from './signIns/administrator.ts';
import { organizationSignIn } from './signIns/organization.ts';
import { portalOperatorSignIn } from './signIns/portalOperator.ts';
import type { SignIn } from './signIns/signIn.ts';
import { createTokenCache } from './signIns/tokenCache.ts';
import { createTokenThrottle, type TokenThrottle } from './signIns/tokenThrottle.ts';
import { createVeeamApi } from './veeamApi.ts';
import { versionTables } from './versions/versionTables.ts';
import type { WorkloadTable } from './workloads/workloadTable.ts';
import { workloadTables } from './workloads/workloadTables.ts';

/** What the provider needs from outside. Everything but `ownedElsewhere` has a default that is right in production. */
export type VeeamDeps = Pick<VeeamContext, 'ownedElsewhere'> & {
  readonly clock?: Clock;
  readonly http?: HttpDeps;
  readonly inferences?: Partial<Inferences>;
  /** Waits between token calls. */
  readonly pause?: (seconds: number) => Promise<void>;
  /** Shared by all providers of one server, because the server counts token calls per caller, not per login. */
  readonly tokenThrottle?: TokenThrottle;
  /** The server as several providers of it share it. */
  readonly server?: ServerConnection;
};

/**
 * Veeam Backup for Microsoft 365 behind the provider port. Opens no connection until asked. Holds caches only (token, ids, what was
 * last seen of a session); everything a run needs comes from its journal.
 */
export function createVeeamProvider(settings: VeeamSettings, deps: VeeamDeps): Provider {
  const clock = deps.clock ?? systemClock;
  const inferences = { ...defaultInferences, ...deps.inferences };
  const nowMilliseconds = () => clock.now().getTime();
  const { http, version } = deps.server ?? connectTo(settings, deps);
  const signIn = signInOf(settings, http);
  const pause = deps.pause ?? ((seconds: number) => wait(seconds * 1000));
  const throttle = deps.tokenThrottle ?? createTokenThrottle({ nowMilliseconds, pause });
  const tokens = createTokenCache({ signIn, version: version.get, http, throttle, nowMilliseconds });
  const api = createVeeamApi({ http, tokens, version: version.get, nowMilliseconds });
  const organizations = createCache<OrganizationReply>({ nowMilliseconds, keepMinutes: 10, most: 20 });
  const people = createCache<PersonSearch>({ nowMilliseconds, keepMinutes: 10, most: 2000 });
  const context: VeeamContext = {
    settings,
    signIn,
    credential: standingCredential(settings.restoreCredential),
    api,
    clock,
    inferences,
    ownedElsewhere: deps.ownedElsewhere,
    known: {
      organization: (tenantId) => organizations(tenantId, () => findOrganization(context, tenantId)),
      person: (organizationId, objectId, address) =>
        people(`${organizationId} ${objectId} ${address.toLowerCase()}`, async () =>
          (await version.get()).knowsObjectIds
            ? findPersonByObjectId(context, organizationId, objectId, address)
            : findPersonByAddress(context, organizationId, address),
        ),
    },
  };
  const seen: SeenSessions = new Map();

  return {
    name: 'veeam',
    login: `veeam:${new URL(settings.baseUrl).host}:${signIn.key}`,
    ability: (workload, selection = 'whole') =>
      signIn.ability(tableOf(workload), version.known() ?? versionTables.v8, selection),
    places: (tenantId, kind, words) => signIn.places(context, tenantId, kind, words),
    browse: (query) => browseItems(context, tableOf(query.workload), query),
    endBrowsing: (sessionId) => stopSession(context, sessionId),
    async lookUp({ workload, target, tenantId, askedTimeUtc }) {
      const table = tableOf(workload);
      // The version may not have been known when the card was made.
      const served = await version.get();
      if (!signIn.ability(table, served, 'whole') && !signIn.ability(table, served, 'items'))
        throw new Fault('BACKUP_REFUSED', { effect: 'none' });
      return lookUpPoints(context, table, target, tenantId, askedTimeUtc);
    },
    nextStep: (run) => stepsOf(run).find((step) => (recordOf(run, step.name)?.result ?? null) === null)?.name ?? null,
    prepare: async (name, run) => {
      const step = stepOf(run, name);
      if (!signIn.ability(tableOf(run.workload), await version.get(), run.selection.kind))
        throw new Fault('BACKUP_REFUSED', { effect: 'none', cause: new Error('this login does not restore this') });
      return step.kind === 'explore'
        ? prepareExplore(context, tableOf(run.workload), step.plans, run)
        : prepareRestore(context, tableOf(run.workload), step, run);
    },
    perform: async (name, run, evidence) =>
      stepOf(run, name).kind === 'explore'
        ? performExplore(context, name, run, evidence)
        : performRestore(context, tableOf(run.workload), name, run, evidence),
    async settle(step, run) {
      if (stepOf(run, step.name).kind === 'explore') return settleExplore(context, run, step);
      if (signIn.restores(await version.get()) === 'blocking') return settleBlocking(context, run, step);
      if (!signIn.hasReasons) return settleRestore(context, run, step);
      const { explore } = fromJournal(restoreEvidence, step.evidence);
      return settleByReason(context, run, step, explore.createdAtUtc, (session) => adoptedResult(session.id));
    },
    hasStarted: hasBegunRestoring,
    adopt: (_step, _run, sessionId) => adoptedResult(sessionId),
    follow: (runs) => followRuns(context, seen, runs),
    stop: (run) => stopRun(context, run),
    close: (run) => closeSessions(context, seen, run),
    async check() {
      try {
        const instance = await api.read(serviceInstanceReply, '/ServiceInstance');
        return { ok: true, version: `${(await version.get()).name} ${instance.version}`.trim() };
      } catch (thrown) {
        return { ok: false, faultCode: faultCodeOf(thrown) };
      }
    },
  };
}

function signInOf(settings: VeeamSettings, http: HttpClient): SignIn {
  if ('account' in settings) return administratorSignIn(settings.account);
  if ('organization' in settings) return organizationSignIn(settings.organization);
  return portalOperatorSignIn(settings.portalPerson, http);
}

const tableOf = (workload: RunContext['workload']): WorkloadTable => workloadTables[workload];

const stepsOf = (run: RunContext): readonly PlannedStep[] => plannedSteps(run);

function stepOf(run: RunContext, name: string): PlannedStep {
  const step = stepsOf(run).find((candidate) => candidate.name === name);
  if (!step) throw new Fault('UNEXPECTED', { effect: 'none', cause: new Error(`unknown step ${name}`) });
  return step;
}
