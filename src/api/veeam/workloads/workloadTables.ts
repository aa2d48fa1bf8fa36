import type { Workload } from '../../../domain/terms.ts';
import { exchange } from './exchange.ts';
import type { WorkloadTable } from './workloadTable.ts';

export const workloadTables: Readonly<Partial<Record<Workload, WorkloadTable>>> = { exchange };
