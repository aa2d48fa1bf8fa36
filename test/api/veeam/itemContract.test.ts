import type { PartName } from '../../../src/api/veeam/items/partNames.ts';
import type { VersionName } from '../../../src/api/veeam/versions/versionTable.ts';
import type { Workload } from '../../../src/domain/terms.ts';
import { noFilter } from '../../../src/domain/terms.ts';
import type { RunContext } from '../../../src/ports/provider.ts';
import { isItemPresentAt, isWithin } from '../../../src/sandbox/world/history.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type ContractCell, describeProviderContract } from '../providerContract.ts';
import type { Bench } from './support/bench.ts';
import { browse } from './support/browse.ts';
import { contractBench, type Pick } from './support/contractBench.ts';

/** What is picked of each workload: the name of a container, or the folder items are taken from. */
const picks: readonly { readonly workload: Workload; readonly part: PartName; readonly in: string }[] = [
  { workload: 'exchange', part: 'mail', in: 'Contoso' },
  { workload: 'exchange', part: 'mailFolder', in: 'Contoso' },
  { workload: 'oneDrive', part: 'document', in: 'Falcon' },
  { workload: 'oneDrive', part: 'folder', in: 'Falcon' },
  { workload: 'sharePoint', part: 'document', in: 'Archive' },
  { workload: 'sharePoint', part: 'folder', in: 'Archive' },
  { workload: 'sharePoint', part: 'library', in: 'Documents' },
  { workload: 'sharePoint', part: 'list', in: 'Contacts list' },
  { workload: 'teams', part: 'channel', in: 'Design' },
  { workload: 'teams', part: 'file', in: 'Design' },
  { workload: 'teams', part: 'tab', in: 'Design' },
];

/** Picks up to three things of a kind; what a container holds was counted in the world itself. */
const pickOf = (part: PartName, folder: string): Pick => ({
  async pick(bench, run) {
    const page = await browse(bench, run, { folder });
    const items = page.items.filter((item) => item.ref.part === part).slice(0, 3);
    if (items.length === 0) throw new Error(`nothing of kind ${part} in ${folder}`);
    return {
      kind: 'items',
      filter: { ...noFilter, folder },
      items: items.map(({ id, ref }) => ({ id, ref })),
      total: items.length,
    };
  },
  expected: (bench, run) =>
    run.selection.kind === 'whole' ? [] : run.selection.items.flatMap(({ id }) => itemsOf(bench, run, id)),
});

function itemsOf({ world }: Bench, run: RunContext, id: string): readonly string[] {
  if (!world.folders.has(id)) return [id];
  const pointUtc = run.targets[0]?.point?.takenAtUtc ?? '';
  return [...world.items.values()]
    .filter((item) => isWithin(world, item.folderId, id) && isItemPresentAt(item, pointUtc))
    .map((item) => item.id);
}

const logins = [
  ['administrator', 'administrator'],
  ['organization', 'organization'],
  ['portal operator', { portalPerson: personId.megan }],
] as const;

function noneOf(version: VersionName, signIn: string, workload: Workload, part: PartName): string | null {
  if (version === 'v5') return 'no public source tells how v5 lists what is within a target (vb365.md §4, §5)';
  if (signIn !== 'portal operator') return null;
  if (part === 'mailFolder') return 'portal operators restore messages, not mail folders (vb365.md §5.6)';
  if (part === 'library' || part === 'list')
    return 'portal operators restore documents and folders, not libraries and lists (vb365.md §5.4)';
  return version === 'v6' && workload === 'teams' ? 'portal operators restore teams from v7 (vb365.md §0)' : null;
}

const cells = logins.flatMap(([signIn, as]) =>
  (['v8', 'v7', 'v6', 'v5'] as const).flatMap((version) =>
    picks.map(({ workload, part, in: folder }): ContractCell => {
      const none = noneOf(version, signIn, workload, part);
      return {
        version,
        signIn,
        workload,
        part,
        ...(none === null ? { start: () => contractBench(version, workload, as, pickOf(part, folder)) } : { none }),
        mailOnlyIdentity:
          signIn === 'administrator'
            ? version !== 'v8' && workload !== 'teams'
            : signIn === 'organization' || workload === 'oneDrive' || workload === 'sharePoint',
        withoutPoints: signIn === 'organization' || (signIn === 'portal operator' && version === 'v6'),
      };
    }),
  ),
);

describeProviderContract('Items within targets', cells);
