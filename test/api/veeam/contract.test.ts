import type { VersionName } from '../../../src/api/veeam/versions/versionTable.ts';
import type { Workload } from '../../../src/domain/terms.ts';
import { workloads } from '../../../src/domain/terms.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type ContractCell, describeProviderContract } from '../providerContract.ts';
import type { BenchOptions } from './support/bench.ts';
import { contractBench } from './support/contractBench.ts';

const v5HasNone = 'no public source tells how v5 restores whole OneDrives, sites or teams (vb365.md §5.3 to §5.5)';
const versions = ['v8', 'v7', 'v6', 'v5'] as const;

type Column = Pick<ContractCell, 'signIn'> & {
  readonly as: NonNullable<BenchOptions['as']>;
  none(version: VersionName, workload: Workload): string | null;
  facts(version: VersionName, workload: Workload): Pick<ContractCell, 'mailOnlyIdentity' | 'withoutPoints'>;
};

const wholeOnly = (version: VersionName, workload: Workload): string | null =>
  version === 'v5' && workload !== 'exchange' ? v5HasNone : null;

const columns: readonly Column[] = [
  {
    signIn: 'administrator',
    as: 'administrator',
    none: wholeOnly,
    facts: (version, workload) => ({ mailOnlyIdentity: version !== 'v8' && workload !== 'teams' }),
  },
  {
    signIn: 'organization',
    as: 'organization',
    none: wholeOnly,
    facts: () => ({ mailOnlyIdentity: true, withoutPoints: true }),
  },
  {
    signIn: 'portal operator',
    as: { portalPerson: personId.megan },
    none: (version, workload) => {
      if (version === 'v5') return 'v5 has no restore portal (vb365.md §0)';
      if (workload === 'exchange' || workload === 'sharePoint')
        return 'portal operators restore chosen items, not whole mailboxes and sites (vb365.md §5.6)';
      return version === 'v6' && workload === 'teams' ? 'portal operators restore teams from v7 (vb365.md §0)' : null;
    },
    facts: (version, workload) => ({ mailOnlyIdentity: workload === 'oneDrive', withoutPoints: version === 'v6' }),
  },
];

const cells = columns.flatMap(({ signIn, as, none, facts }) =>
  versions.flatMap((version) =>
    workloads.map((workload): ContractCell => {
      const reason = none(version, workload);
      return {
        version,
        signIn,
        workload,
        ...(reason === null ? { start: () => contractBench(version, workload, as) } : { none: reason }),
        ...facts(version, workload),
      };
    }),
  ),
);

describeProviderContract('Veeam Backup for Microsoft 365', cells);
