import { personOf } from './history.ts';
import { seededRandom, stableGuid } from './ids.ts';
import type { BackupJob, Container, RestorePoint, World } from './types.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const keptDays = 35;

export const repositories = [
  { id: stableGuid('repository:main'), name: 'Main repository' },
  { id: stableGuid('repository:copy'), name: 'Off-site copies' },
] as const;

const mailJobId = stableGuid('job:mail');

export const jobs: readonly BackupJob[] = [
  {
    id: mailJobId,
    name: 'Mail and OneDrive',
    repositoryId: repositories[0].id,
    workloads: ['exchange', 'oneDrive'],
    copyOfJobId: null,
    firstSlotMinutes: 0,
    everyHours: 4,
    denseDays: 7,
  },
  {
    id: stableGuid('job:sites'),
    name: 'Sites and teams',
    repositoryId: repositories[0].id,
    workloads: ['sharePoint', 'teams'],
    copyOfJobId: null,
    firstSlotMinutes: 150,
    everyHours: 24,
    denseDays: 0,
  },
  {
    id: stableGuid('job:copy'),
    name: 'Mail, off-site copy',
    repositoryId: repositories[1].id,
    workloads: ['exchange', 'oneDrive'],
    copyOfJobId: mailJobId,
    firstSlotMinutes: 300,
    everyHours: 24,
    denseDays: 0,
  },
];

/** Points are asked for with every request and never change: each world remembers the ones it has made. */
const made = new WeakMap<World, Map<string, RestorePoint>>();

function pointAt(world: World, job: BackupJob, slotMs: number): RestorePoint {
  const points = made.get(world) ?? new Map<string, RestorePoint>();
  made.set(world, points);
  const key = `${job.id}:${slotMs}`;
  const point = points.get(key) ?? makePoint(world, job, slotMs);
  points.set(key, point);
  return point;
}

function makePoint(world: World, job: BackupJob, slotMs: number): RestorePoint {
  const slot = new Date(slotMs).toISOString();
  const random = seededRandom(world.seed, `point:${job.id}:${slot}`);
  const backupTimeUtc = new Date(slotMs + random.between(20_000, 330_000)).toISOString();
  const ticks = String(random.between(1, 9999)).padStart(4, '0');
  return {
    id: `${stableGuid(`${job.id}:${slot}`)}${job.id}`,
    jobId: job.id,
    repositoryId: job.repositoryId,
    backupTimeRaw: `${backupTimeUtc.slice(0, -1)}${ticks}Z`,
    backupTimeUtc,
    workloads: job.workloads,
    isCopy: job.copyOfJobId !== null,
  };
}

function pointsOfJob(world: World, job: BackupJob, nowMs: number): RestorePoint[] {
  const startMs = Date.parse(world.startUtc);
  const firstDayMs = Math.floor((startMs - keptDays * dayMs) / dayMs) * dayMs;
  const points: RestorePoint[] = [];
  for (let dayStartMs = firstDayMs; dayStartMs <= nowMs; dayStartMs += dayMs) {
    const slots = dayStartMs >= startMs - job.denseDays * dayMs ? 24 / job.everyHours : 1;
    for (let slot = 0; slot < slots; slot += 1) {
      const point = pointAt(world, job, dayStartMs + job.firstSlotMinutes * 60_000 + slot * job.everyHours * hourMs);
      if (Date.parse(point.backupTimeUtc) <= nowMs) points.push(point);
    }
  }
  return points;
}

/** Every restore point there is at an instant, oldest first: backups go on while the world runs. */
export function restorePointsAt(world: World, nowUtc: string): RestorePoint[] {
  const nowMs = Date.parse(nowUtc);
  return world.jobs
    .flatMap((job) => pointsOfJob(world, job, nowMs))
    .filter((point) => !world.removedPointIds.has(point.id))
    .sort((a, b) => (a.backupTimeRaw < b.backupTimeRaw ? -1 : 1));
}

/** Whether a restore point holds a container: its job (or the job it copies) covers it, and it was alive at that time. */
export function holdsContainer(world: World, point: RestorePoint, container: Container): boolean {
  const job = world.jobs.find((candidate) => candidate.id === point.jobId);
  if (!job || (container.jobId !== job.id && container.jobId !== job.copyOfJobId)) return false;
  if (container.createdUtc > point.backupTimeUtc) return false;
  const owner = personOf(world, container.ownerId);
  return owner === undefined || owner.leftUtc === null || owner.leftUtc > point.backupTimeUtc;
}
