import { auditContract } from '../store/contract/auditContract.ts';
import { dedupeContract } from '../store/contract/dedupeContract.ts';
import { jobsContract } from '../store/contract/jobsContract.ts';
import { recordsContract } from '../store/contract/recordsContract.ts';
import { takeoverContract } from '../store/contract/takeoverContract.ts';
import { unitContract } from '../store/contract/unitContract.ts';
import { postgresHome } from './postgresHome.ts';

unitContract(postgresHome);
recordsContract(postgresHome);
jobsContract(postgresHome);
dedupeContract(postgresHome);
takeoverContract(postgresHome);
auditContract(postgresHome);
