import * as z from 'zod';
import { checkPartsRole } from '../http/adminRoles.ts';
import { readBody } from '../http/body.ts';
import { type Call, ok, type Reply } from '../http/call.ts';
import { draftOnly, GraphRefusal, invalid, sessionNotFound } from '../http/refusal.ts';
import { type Kind, kindNames } from '../kinds.ts';
import { activeSessions, beginSession } from '../restores/progress.ts';
import { nowUtc, vendorTime } from '../simulator.ts';
import type { RestoreSession } from '../state.ts';
import {
  browsedArtifact,
  checkTogether,
  mailArtifact,
  makeArtifacts,
  mostArtifacts,
  type Wanted,
  wholeArtifact,
} from './artifacts.ts';
import { presentArtifact, presentGranular, presentSession } from './present.ts';

export function requireSession({ simulator, id }: Call, kind: Kind | null = null): RestoreSession {
  const session = simulator.state.sessions.find((one) => one.id === id.toLowerCase());
  if (!session || (kind !== null && session.kind !== kind)) throw sessionNotFound();
  return session;
}

const removal = z.strictObject({
  '@odata.type': z.string().optional(),
  '@removed': z.strictObject({ reason: z.string().optional() }),
  id: z.string(),
});
type Removal = z.infer<typeof removal>;

const isRemoval = (entry: Wanted | Removal): entry is Removal => '@removed' in entry;

/** `PATCH /{kind}RestoreSessions/{id}`: adds and removes artifacts of a draft. What cannot be removed is told inside the 200. */
export const patchSession =
  (kind: Kind) =>
  (call: Call): Reply => {
    const { simulator } = call;
    const session = requireSession(call, kind);
    if (session.status !== 'draft') throw draftOnly('patched');
    const names = kindNames[kind];
    const granularShape = kind === 'exchange' ? mailArtifact : browsedArtifact;
    const schema = z.strictObject({
      '@odata.type': z.string().optional(),
      [`${names.artifacts}@delta`]: z.array(z.union([removal, wholeArtifact])).optional(),
      [`${names.granular}@delta`]: z.array(z.union([removal, granularShape])).optional(),
    });
    const body = readBody(call, schema, 'InvalidPatchRequest') as Readonly<Record<string, (Wanted | Removal)[]>>;
    const name = [names.artifacts, names.granular].find((one) => body[`${one}@delta`] !== undefined);
    const entries = name === undefined ? undefined : body[`${name}@delta`];
    if (name === undefined || !entries) throw invalid('InvalidPatchRequest', 'There is nothing to change.');
    if (name === names.granular && kind !== 'exchange') checkPartsRole(call);
    if (entries.length > mostArtifacts)
      throw invalid(
        'RestoreArtifactsLimitBreached',
        'The maximum artifacts limit of 50 for single request is breached.',
      );

    const removed = entries.filter(isRemoval).map(({ id }) => id);
    const kept = session.artifacts.filter(({ id }) => !removed.includes(id));
    const added = makeArtifacts(
      simulator,
      kind,
      entries.filter((entry): entry is Wanted => !isRemoval(entry)),
    );
    if (added.length > 0) checkTogether([...kept, ...added]);
    const unknown = removed.filter((id) => !session.artifacts.some((artifact) => artifact.id === id));
    session.artifacts = [...kept, ...added];
    session.lastModifiedUtc = nowUtc(simulator);
    const presentOne = name === names.artifacts || kind === 'exchange' ? presentArtifact : presentGranular;
    return ok({
      [`${name}@delta`]: [
        ...added.map((artifact) => ({
          ...presentOne(call, artifact),
          createdDateTime: vendorTime(artifact.createdUtc),
        })),
        ...unknown.map((id) => ({
          '@contentId': id,
          '@Core.DataModificationException': {
            info: { code: 'Invalid', message: 'The identifier to be removed from the Restore Session does not exist' },
            failedOperation: 'remove',
            responseCode: 409,
          },
          id,
        })),
      ],
    });
  };

/** `DELETE /restoreSessions/{id}`: drafts only. There is no way to stop an active one. */
export function deleteSession(call: Call): Reply {
  const session = requireSession(call);
  if (session.status !== 'draft') throw draftOnly('deleted');
  const { state } = call.simulator;
  state.sessions = state.sessions.filter((one) => one !== session);
  return { status: 204 };
}

/** `POST /restoreSessions/{id}/activate`: starts it. More than so many at once are refused with a 500 that means "later". */
export function activateSession(call: Call): Reply {
  const { simulator } = call;
  const session = requireSession(call);
  if (call.body !== undefined) throw invalid('BadRequest', 'The action takes no body.');
  if (session.status !== 'draft') throw draftOnly('activated');
  if (session.artifacts.length === 0)
    throw invalid('InvalidArtifactRequest', 'There should be at least one restore artifact.');
  if (activeSessions(simulator).length >= simulator.switches.maximumActiveSessions)
    throw new GraphRefusal(500, 'TooManyActiveRestoreSessions', 'Temporary error: Too many active restore sessions.');
  beginSession(simulator, session);
  session.lastModifiedUtc = nowUtc(simulator);
  return ok({
    '@odata.context': '/solutions/backupRestore/$metadata#restoreSessions/$entity',
    ...presentSession(call, session),
  });
}
