import type {
  BackupRestoreRoot,
  DriveRestoreArtifact,
  MailboxProtectionUnit,
  MailboxRestoreArtifact,
  RestorePoint,
  RestorePointSearchResponse,
  RestoreSessionBase,
  ServiceApp,
  ServiceStatus,
  SiteProtectionUnit,
  SiteRestoreArtifact,
} from '@microsoft/microsoft-graph-types';
import { expect, it } from 'vitest';
import type * as z from 'zod';
import type { pointReply, searchReply } from '../../../src/api/graph/replies/points.ts';
import type { rootReply, serviceAppReply } from '../../../src/api/graph/replies/service.ts';
import type { artifactReply, sessionReply } from '../../../src/api/graph/replies/sessions.ts';
import type { unitReply } from '../../../src/api/graph/replies/units.ts';
import { bodyOf } from '../../../src/api/graph/run/draft.ts';

/** Names we read that Microsoft's own types do not have. The compiler holds each of these to be none. */
type Unknown<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs | `@odata.${string}`>;
type AnyArtifact = MailboxRestoreArtifact & DriveRestoreArtifact & SiteRestoreArtifact;

const unknownNames = {
  root: {} as Record<Unknown<z.input<typeof rootReply>, BackupRestoreRoot>, never>,
  status: {} as Record<Unknown<NonNullable<z.input<typeof rootReply>['serviceStatus']>, ServiceStatus>, never>,
  app: {} as Record<Unknown<z.input<typeof serviceAppReply>, ServiceApp>, never>,
  unit: {} as Record<Unknown<z.input<typeof unitReply>, MailboxProtectionUnit & SiteProtectionUnit>, never>,
  point: {} as Record<Unknown<z.input<typeof pointReply>, RestorePoint>, never>,
  search: {} as Record<Unknown<z.input<typeof searchReply>, RestorePointSearchResponse>, never>,
  session: {} as Record<Unknown<z.input<typeof sessionReply>, RestoreSessionBase>, never>,
  artifact: {} as Record<Unknown<z.input<typeof artifactReply>, AnyArtifact>, never>,
} satisfies Readonly<Record<string, Record<never, never>>>;

/** Fails to compile when a name above is not Microsoft's. */
type None<T> = [keyof T] extends [never] ? true : keyof T;
const checked: { readonly [K in keyof typeof unknownNames]: None<(typeof unknownNames)[K]> } = {
  root: true,
  status: true,
  app: true,
  unit: true,
  point: true,
  search: true,
  session: true,
  artifact: true,
};

it('sends artifacts of Microsoft’s own types and reads only their properties', () => {
  const artifacts: readonly AnyArtifact[] = bodyOf([{ targetId: 't', pointId: 'p' }], 'new');
  expect(artifacts).toEqual([{ restorePoint: { id: 'p' }, destinationType: 'new' }]);
  expect(Object.values(checked).every((none) => none === true)).toBe(true);
});
