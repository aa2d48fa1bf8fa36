import type {
  ArtifactQuery,
  BackupRestoreRoot,
  DriveRestoreArtifact,
  GranularMailboxRestoreArtifact,
  MailboxProtectionUnit,
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
import { searchBody } from '../../../src/api/graph/items/mailHits.ts';
import type { pointReply, searchReply } from '../../../src/api/graph/replies/points.ts';
import type { rootReply, serviceAppReply } from '../../../src/api/graph/replies/service.ts';
import type { artifactReply, sessionReply } from '../../../src/api/graph/replies/sessions.ts';
import type { unitReply } from '../../../src/api/graph/replies/units.ts';
import { wantedOf } from '../../../src/api/graph/run/journal.ts';
import { shapeOf } from '../../../src/api/graph/run/shape.ts';
import { workloadTables } from '../../../src/api/graph/workloadTable.ts';
import { noFilter, type Selection } from '../../../src/domain/terms.ts';

/** Names we read that Microsoft's own types do not have. The compiler holds each of these to be none. */
type Unknown<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs | `@odata.${string}`>;
type AnyArtifact = GranularMailboxRestoreArtifact & DriveRestoreArtifact & SiteRestoreArtifact;
/** Of files and folders Microsoft's package has no types yet; those are held to the schema (graphSchema). */
type OfThings = 'browseSessionId' | 'restoredItemWebUrl' | 'webUrl';

const unknownNames = {
  root: {} as Record<Unknown<z.input<typeof rootReply>, BackupRestoreRoot>, never>,
  status: {} as Record<Unknown<NonNullable<z.input<typeof rootReply>['serviceStatus']>, ServiceStatus>, never>,
  app: {} as Record<Unknown<z.input<typeof serviceAppReply>, ServiceApp>, never>,
  unit: {} as Record<Unknown<z.input<typeof unitReply>, MailboxProtectionUnit & SiteProtectionUnit>, never>,
  point: {} as Record<Unknown<z.input<typeof pointReply>, RestorePoint>, never>,
  search: {} as Record<Unknown<z.input<typeof searchReply>, RestorePointSearchResponse>, never>,
  session: {} as Record<Unknown<z.input<typeof sessionReply>, RestoreSessionBase>, never>,
  artifact: {} as Record<Unknown<Omit<z.input<typeof artifactReply>, OfThings>, AnyArtifact>, never>,
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
  const table = workloadTables.exchange;
  if (!table) throw new Error('mail is served');
  const wanted = wantedOf({ targetId: 't', pointId: 'p', searchResponseId: 's' });
  const bodyOf = (selection: Selection): AnyArtifact => shapeOf(table, { selection }).body(wanted, 'new');
  expect(bodyOf({ kind: 'whole' })).toEqual({ restorePoint: { id: 'p' }, destinationType: 'new' });
  expect(bodyOf({ kind: 'items', filter: noFilter, items: [], total: 1 })).toEqual({
    restorePoint: { id: 'p' },
    destinationType: 'new',
    searchResponseId: 's',
  });
  const query: ArtifactQuery = searchBody({ id: 'p', takenAtUtc: '2026-11-19T15:00:00.000Z', ref: {} }, noFilter, {
    containsIsLiteral: true,
  }).artifactQuery;
  expect(query.artifactType).toBe('message');
  expect(Object.values(checked).every((none) => none === true)).toBe(true);
});
