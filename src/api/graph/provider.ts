import { setTimeout as wait } from 'node:timers/promises';
import { type Clock, systemClock } from '../../lib/clock.ts';
import { Fault, faultCodeOf } from '../../lib/fault.ts';
import { createHttpClient, type HttpDeps } from '../../lib/http/httpClient.ts';
import type { Provider, RunContext } from '../../ports/provider.ts';
import { whyNotReady } from './check.ts';
import type { GraphContext } from './context.ts';
import { createGraphApi } from './graphApi.ts';
import { defaultInferences, type Inferences } from './inferences.ts';
import { browseItems } from './items/browseItems.ts';
import { itemsAbility } from './items/itemsAbility.ts';
import { lookUpPoints } from './lookUp/lookUp.ts';
import { findPlaces } from './lookUp/places.ts';
import { createPointSearch } from './lookUp/pointSearch.ts';
import { createUnitSearch } from './lookUp/unitSearch.ts';
import { performActivate, prepareActivate, settleActivate } from './run/activate.ts';
import { performBrowse, prepareBrowse } from './run/browse.ts';
import { closeDrafts } from './run/close.ts';
import { draftResultOf, performDraft, prepareDraft } from './run/draft.ts';
import { followRuns, type Seen } from './run/follow.ts';
import {
  type ActivateResult,
  type BrowseResult,
  draftEvidence,
  fromJournal,
  type PatchResult,
  patchEvidence,
} from './run/journal.ts';
import { performPatch, preparePatch, settlePatch } from './run/patch.ts';
import { nextStep, stepKind } from './run/plan.ts';
import { settleDraft } from './run/settleDraft.ts';
import type { GraphSettings } from './settings.ts';
import { type WorkloadTable, workloadTables } from './workloadTable.ts';

/** What the provider needs from outside. Everything but `ownedElsewhere` has a default that is right in production. */
export type GraphDeps = Pick<GraphContext, 'ownedElsewhere'> & {
  readonly clock?: Clock;
  readonly http?: HttpDeps;
  readonly inferences?: Partial<Inferences>;
};

/**
 * Microsoft 365 Backup behind the provider port. Holds caches only; everything a run needs comes from its journal. A run is one session:
 * a draft, more artifacts where one request does not take all, and the activation. For chosen files a browse session comes first.
 */
export function createGraphProvider(settings: GraphSettings, deps: GraphDeps): Provider {
  const clock = deps.clock ?? systemClock;
  const inferences = { ...defaultInferences, ...deps.inferences };
  const nowMilliseconds = () => clock.now().getTime();
  const http = createHttpClient(
    {
      baseUrl: settings.graphOrigin,
      proxyUrl: settings.proxyUrl,
      correlationHeader: 'client-request-id',
      faultCodes: { unreachable: 'GRAPH_UNREACHABLE', untrusted: 'GRAPH_UNREACHABLE', unreadable: 'GRAPH_BROKEN' },
    },
    deps.http,
  );
  const { queueRetrySeconds, unitsFilteredById } = inferences;
  const api = createGraphApi({ http, settings, queueRetrySeconds, nowMilliseconds });
  const context: GraphContext = {
    settings,
    api,
    clock,
    pause: (seconds) => (deps.http?.pause ? deps.http.pause(seconds, undefined) : wait(seconds * 1000)),
    inferences,
    units: createUnitSearch({ api, nowMilliseconds, mayFilter: unitsFilteredById }),
    points: createPointSearch(api),
    ownedElsewhere: deps.ownedElsewhere,
  };
  const seen: Seen = { sessions: new Map(), listing: { pages: null } };
  let lookingUp = 0;

  return {
    name: 'graph',
    login: `graph:${new URL(settings.graphOrigin).host}:${settings.appId}`,
    ability(workload, selection = 'whole') {
      const table = workloadTables[workload];
      return table && selection === 'items' ? itemsAbility(table, inferences) : (table?.ability ?? null);
    },
    places: async (_tenantId, kind, words) => (kind === 'site' ? findPlaces(api, words) : []),
    async lookUp({ workload, target, askedTimeUtc }) {
      lookingUp += 1;
      try {
        // Those asked in the same turn have all been counted when the first goes on.
        await Promise.resolve();
        return await lookUpPoints(context, tableOf(workload), target, askedTimeUtc, lookingUp === 1);
      } finally {
        lookingUp -= 1;
      }
    },
    browse: (query) => browseItems(context, tableOf(query.workload), query),
    nextStep,
    async prepare(name, run) {
      switch (stepKind(name)) {
        case 'browse':
          return prepareBrowse(context, tableOf(run.workload), run);
        case 'draft':
          return prepareDraft(context, tableOf(run.workload), run);
        case 'patch':
          return preparePatch(run);
        default:
          return prepareActivate(run);
      }
    },
    async perform(name, run, evidence) {
      switch (stepKind(name)) {
        case 'browse':
          return performBrowse(context, tableOf(run.workload), evidence);
        case 'draft':
          return performDraft(context, tableOf(run.workload), run, evidence);
        case 'patch':
          return performPatch(context, tableOf(run.workload), run, evidence);
        default:
          return performActivate(context, run, evidence);
      }
    },
    async settle(step, run) {
      switch (stepKind(step.name)) {
        case 'browse':
          // It restores nothing and ends by itself, so one that was lost is of no matter.
          return { kind: 'repeat' };
        case 'draft':
          return settleDraft(context, tableOf(run.workload), run, step);
        case 'patch':
          return settlePatch(context, tableOf(run.workload), run, step);
        default:
          return settleActivate(context, step);
      }
    },
    hasStarted: (run) => run.steps.some((step) => step.name === 'activate'),
    adopt(step, _run, sessionId) {
      switch (stepKind(step.name)) {
        case 'browse':
          return { step: 'browse', sessionId } satisfies BrowseResult;
        case 'draft':
          return draftResultOf(fromJournal(draftEvidence, step.evidence), sessionId, step.openedAtUtc);
        case 'patch': {
          const added = fromJournal(patchEvidence, step.evidence).artifacts.map(({ targetId }) => targetId);
          return { step: 'patch', added, refused: [] } satisfies PatchResult;
        }
        default:
          return { step: 'activate', sessionId } satisfies ActivateResult;
      }
    },
    follow: (runs) => followRuns(context, seen, runs),
    // An active session cannot be stopped: the service has no such call (graph.md §3). What is still a draft is deleted.
    canStop: false,
    stop: (run) => closeDrafts(context, tableOf(run.workload), run),
    close: (run) => closeDrafts(context, tableOf(run.workload), run),
    async check() {
      try {
        const faultCode = await whyNotReady(settings, api);
        return faultCode === null ? { ok: true, version: 'Microsoft 365 Backup v1.0' } : { ok: false, faultCode };
      } catch (thrown) {
        return { ok: false, faultCode: faultCodeOf(thrown) };
      }
    },
  };
}

function tableOf(workload: RunContext['workload']): WorkloadTable {
  const table = workloadTables[workload];
  if (table === null) throw new Fault('GRAPH_REFUSED', { effect: 'none', cause: new Error('workload not served') });
  return table;
}
