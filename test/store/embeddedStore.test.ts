import { auditContract } from './contract/auditContract.ts';
import { dedupeContract } from './contract/dedupeContract.ts';
import { jobsContract } from './contract/jobsContract.ts';
import { recordsContract } from './contract/recordsContract.ts';
import { takeoverContract } from './contract/takeoverContract.ts';
import { unitContract } from './contract/unitContract.ts';
import { embeddedHome } from './embeddedHome.ts';

unitContract(embeddedHome);
recordsContract(embeddedHome);
jobsContract(embeddedHome);
dedupeContract(embeddedHome);
takeoverContract(embeddedHome);
auditContract(embeddedHome);
