import { randomUUID } from 'node:crypto';
import { requireOrganization } from '../catalog/organizations.ts';
import { type Call, loginOf, param, type Reply } from '../http/call.ts';
import { usTime, utcOfTicks, type VendorInstant, vendorTime } from '../http/instants.ts';
import { type BodyOf, flag, guid, instant, oneOf, readBody, readQuery, text } from '../http/readers.ts';
import { invalid, notFound, VendorRefusal } from '../http/refusal.ts';
import { readScope, resolveScope } from '../signIn/scope.ts';
import { organization, serverNowUtc, touchSession } from '../simulator.ts';
import type { Session, SessionType } from '../state.ts';
import { presentSession } from './present.ts';
import { addSessionEvent } from './sessionEvents.ts';

const options = {
  dateTime: instant,
  type: oneOf('Vex', 'Veod', 'Vesp', 'Vet'),
  showDeleted: flag,
  showAllVersions: flag,
};
const withRepository = { ...options, repositoryId: guid };

const productOf: Readonly<Record<SessionType, string>> = {
  Vex: 'Exchange',
  Veod: 'OneDrive',
  Vesp: 'SharePoint',
  Vet: 'Teams',
};

type Opening = {
  body: BodyOf<typeof withRepository>;
  reason?: string;
  scopeContainerIds?: string[];
  scopeName?: string;
};

/** The asked time, or now: after the last backup both mean the latest restore point. */
function askedTime(call: Call, asked: VendorInstant | undefined): string {
  if (!asked) return vendorTime(serverNowUtc(call.simulator));
  const ticksBelowMs = String(asked.ticks % 10_000n).padStart(4, '0');
  return `${utcOfTicks(asked.ticks).slice(0, -1)}${ticksBelowMs}Z`;
}

function openSession(call: Call, { body, reason = '', scopeContainerIds, scopeName = '' }: Opening): Reply {
  const { simulator, profile } = call;
  const login = loginOf(call);
  if (simulator.switches.explorersMissing) throw new VendorRefusal(500, null, 'Restore session cannot be created.');
  if (body.type === undefined) throw invalid('The type of the restore session is required.');
  const askedTimeRaw = askedTime(call, body.dateTime);
  const scope = scopeName === '' ? 'Entire organization' : `Restore operator: ${login.displayName}`;
  const createdUtc = serverNowUtc(simulator);
  const session: Session = {
    id: randomUUID(),
    kind: 'explore',
    type: body.type,
    apiVersion: profile.version,
    account: login.account,
    name: `${productOf[body.type]} restore (${scope} - ${usTime(askedTimeRaw)})`,
    initiatedBy: login.displayName,
    clientHost: `${organization.host} (via: ${call.clientAddress})`,
    scopeName,
    reason,
    createdUtc,
    endUtc: null,
    state: 'Working',
    result: 'Success',
    eTag: 0,
    lastUsedUtc: createdUtc,
    askedTimeRaw,
    repositoryId: body.repositoryId ?? null,
    showDeleted: body.showDeleted ?? false,
    showAllVersions: body.showAllVersions ?? false,
    scopeContainerIds: scopeContainerIds ?? null,
    deviceCodes: [],
    events: [],
  };
  simulator.state.sessions.push(session);
  addSessionEvent(simulator, session, { title: 'Restore session started', status: 'Success', startUtc: createdUtc });
  touchSession(simulator, session);
  return { status: profile.createdStatus, body: presentSession(call, session) };
}

/** `POST /Organizations/{organizationId}/explore`: the administrator's way in. */
export function postOrganizationExplore(call: Call): Reply {
  requireOrganization(param(call, 'organizationId'));
  const body = call.profile.version === 'v8' ? readBody(call, withRepository) : readBody(call, options);
  return openSession(call, { body });
}

/** `POST /Organization/Explore`: the organization's own way in. */
export function postOwnExplore(call: Call): Reply {
  return openSession(call, { body: readBody(call, options) });
}

/** `POST /Jobs/{jobId}/explore`: everything of the one organization, from the repository of that job. */
export function postJobExplore(call: Call): Reply {
  const job = call.simulator.world.jobs.find((candidate) => candidate.id === param(call, 'jobId').toLowerCase());
  if (!job) throw notFound('The job');
  return openSession(call, { body: { ...readBody(call, options), repositoryId: job.repositoryId } });
}

/** `POST /BackupRepositories/{repositoryId}/explore?organizationId=`. */
export function postRepositoryExplore(call: Call): Reply {
  const repositoryId = param(call, 'repositoryId').toLowerCase();
  requireOrganization(readQuery(call, 'organizationId', guid) ?? '');
  if (!call.simulator.world.repositories.some((one) => one.id === repositoryId)) throw notFound('The repository');
  return openSession(call, { body: { ...readBody(call, options), repositoryId } });
}

/** `POST /Organization/OperatorExplore`: a portal operator, or a person for their own data. */
export function postOperatorExplore(call: Call): Reply {
  const body = readBody(call, { ...withRepository, scope: readScope, reason: text });
  const scope = resolveScope(call, body.scope);
  return openSession(call, {
    body,
    reason: body.reason ?? '',
    scopeContainerIds: scope.containerIds,
    scopeName: scope.name,
  });
}
