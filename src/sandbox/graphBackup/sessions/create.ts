import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { checkPartsRole } from '../http/adminRoles.ts';
import { readBody } from '../http/body.ts';
import type { Call, Reply } from '../http/call.ts';
import { GraphRefusal, invalid } from '../http/refusal.ts';
import { type Kind, kindNames } from '../kinds.ts';
import { nowUtc, unsetTime } from '../simulator.ts';
import type { Artifact, RestoreSession } from '../state.ts';
import {
  browsedArtifact,
  checkTogether,
  mailArtifact,
  makeArtifacts,
  mostArtifacts,
  type Wanted,
  wholeArtifact,
} from './artifacts.ts';
import { presentSession } from './present.ts';

const bodyOf = (kind: Kind) =>
  z.strictObject({
    '@odata.type': z.string().optional(),
    [kindNames[kind].artifacts]: z.array(wholeArtifact).optional(),
    [kindNames[kind].granular]: z.array(kind === 'exchange' ? mailArtifact : browsedArtifact).optional(),
  });

const listOf = (body: Readonly<Record<string, unknown>>, name: string): readonly Wanted[] | undefined =>
  body[name] as readonly Wanted[] | undefined;

/** `POST /{kind}RestoreSessions`: a draft. An empty body makes an empty one. */
export const createSession =
  (kind: Kind) =>
  (call: Call): Reply => {
    const { simulator, claims } = call;
    const body = readBody(call, bodyOf(kind), 'InvalidArtifactRequest');
    const whole = listOf(body, kindNames[kind].artifacts);
    const granular = listOf(body, kindNames[kind].granular);
    if (whole && granular) throw invalid('InvalidArtifactRequest', 'Granular and full artifacts cannot be mixed.');
    if (granular && kind !== 'exchange') checkPartsRole(call);
    const wanted = whole ?? granular;
    if (wanted && wanted.length > mostArtifacts)
      throw new GraphRefusal(413, 'RestoreArtifactsLimitBreached', 'Restore Artifacts limit is breached.');
    const artifacts = makeArtifacts(simulator, kind, wanted ?? []);
    if (wanted) checkTogether(artifacts);
    const session: RestoreSession = {
      id: randomUUID(),
      kind,
      createdUtc: nowUtc(simulator),
      createdBy: {
        applicationId: String(claims.appid ?? ''),
        userId: claims.scp === undefined ? null : String(claims.oid ?? ''),
      },
      jobType: granular ? 'granular' : 'standard',
      lastModifiedUtc: nowUtc(simulator),
      activatedUtc: null,
      completedUtc: null,
      status: 'draft',
      artifacts,
    };
    simulator.state.sessions.push(session);
    const context = `/solutions/backupRestore/$metadata#${kindNames[kind].sessions}/$entity`;
    const told = { '@odata.context': context, ...presentSession(call, session) };
    // Only mail echoes its artifacts, under a name in the singular (seed 002).
    return { status: 201, body: kind === 'exchange' && granular ? { ...told, ...echo(artifacts) } : told };
  };

const echo = (artifacts: readonly Artifact[]): object => ({
  granularMailboxRestoreArtifact: artifacts.map(({ id, pointId, status, destinationType, granular }) => ({
    id,
    restorePoint: { '@odata.type': '#microsoft.graph.restorePoint', id: pointId },
    restoredFolderId: null,
    status,
    startDateTime: null,
    completionDateTime: unsetTime,
    destinationType,
    searchResponseId: granular?.from === 'search' ? granular.searchResponseId : '',
    error: null,
  })),
});
