import type { Workload } from '../../../domain/terms.ts';
import { exchange } from './exchange.ts';
import { oneDrive } from './oneDrive.ts';
import { sharePoint } from './sharePoint.ts';
import { teams } from './teams.ts';
import type { WorkloadTable } from './workloadTable.ts';

export const workloadTables: Readonly<Record<Workload, WorkloadTable>> = { exchange, oneDrive, sharePoint, teams };
