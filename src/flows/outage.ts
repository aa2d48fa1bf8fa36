import type { Json } from '../domain/terms.ts';
import { faultCodeOf } from '../lib/fault.ts';
import type { Unit } from '../ports/store.ts';
import { adminNotices } from './adminNotices.ts';
import type { FlowDeps } from './deps.ts';

type OutageDeps = Pick<FlowDeps, 'store' | 'policy' | 'clock' | 'log'>;

/**
 * Faults with which a provider can do nothing for anybody: no restore fails for them, all wait. Each with how long it has to last before
 * admins are told: what only they can mend at once, what often passes by itself later.
 */
const outages: Readonly<Record<string, { readonly tellAfterSeconds: number }>> = {
  BACKUP_SIGN_IN: { tellAfterSeconds: 0 },
  BACKUP_MFA: { tellAfterSeconds: 0 },
  BACKUP_PASSWORD_EXPIRED: { tellAfterSeconds: 0 },
  BACKUP_OPERATOR_ONLY: { tellAfterSeconds: 0 },
  BACKUP_EXPLORERS: { tellAfterSeconds: 0 },
  BACKUP_SERVICES: { tellAfterSeconds: 120 },
  BACKUP_TLS: { tellAfterSeconds: 0 },
  BACKUP_UNREACHABLE: { tellAfterSeconds: 120 },
  GRAPH_SIGN_IN: { tellAfterSeconds: 0 },
  GRAPH_PERMISSION: { tellAfterSeconds: 0 },
  GRAPH_NOT_CONTROLLER: { tellAfterSeconds: 0 },
  GRAPH_BACKUP_OFF: { tellAfterSeconds: 0 },
  GRAPH_RESTORE_LOCKED: { tellAfterSeconds: 0 },
  GRAPH_UNREACHABLE: { tellAfterSeconds: 120 },
};

/** An outage that comes back within this time is still the one admins were told of. */
const sameOutageSeconds = 3600;

/** What is remembered of a login's outage, under `outage:<login>`: the fault seen last and since when, and what admins were told when. */
type Outage = {
  readonly faultCode: string;
  readonly sinceUtc: string;
  readonly toldUtc: Readonly<Record<string, string>>;
  readonly over: boolean;
};

/** What was stored; versions before kept one instant, or none, of what admins were told, which counts as nothing told. */
function readOutage(stored: Json | null): Outage | null {
  if (stored === null) return null;
  const outage = stored as Omit<Outage, 'toldUtc'> & { readonly toldUtc: Outage['toldUtc'] | string | null };
  const { toldUtc } = outage;
  return { ...outage, toldUtc: typeof toldUtc === 'object' && toldUtc !== null ? toldUtc : {} };
}

const keyOf = (login: string): string => `outage:${login}`;

/** Whether a fault means that the provider is of no use to anybody for now. */
export const isOutage = (thrown: unknown): boolean => Object.hasOwn(outages, faultCodeOf(thrown));

/** Whether it mostly passes by itself, within a few tries. */
export const oftenPasses = (thrown: unknown): boolean => (outages[faultCodeOf(thrown)]?.tellAfterSeconds ?? 0) > 0;

/**
 * Notes within a unit that a login is of no use. Admins get one notice for each fault of an outage, however many runs, looks and replicas
 * meet it, and however often faults take turns, as when a server that refuses the account is slow to say so.
 */
export async function noteOutage(unit: Unit, deps: OutageDeps, login: string, faultCode: string): Promise<void> {
  const now = deps.clock.now();
  const stored = await unit.settings.get(keyOf(login));
  const before = readOutage(stored);
  const known = before !== null && stillThe(before, now) ? before : null;
  const isSame = known !== null && known.faultCode === faultCode;
  const sinceUtc = isSame ? known.sinceUtc : now.toISOString();
  const lasted = (now.getTime() - Date.parse(sinceUtc)) / 1000;
  const wasTold = known !== null && Object.hasOwn(known.toldUtc, faultCode);
  const tellNow = !wasTold && lasted >= (outages[faultCode]?.tellAfterSeconds ?? 0);
  if (isSame && !known.over && !tellNow) return;
  const toldUtc = { ...known?.toldUtc, ...(tellNow ? { [faultCode]: now.toISOString() } : {}) };
  const next: Outage = { faultCode, sinceUtc, toldUtc, over: false };
  // Of several that saw the same, one writes and tells.
  if (!(await unit.settings.replace(keyOf(login), stored, next)) || !tellNow) return;
  deps.log.error({ login, faultCode }, 'provider of no use, admins are told');
  for (const job of adminNotices(deps, { about: 'fault', faultCode })) await unit.enqueue(job);
}

/** One that is over counts for a while longer, from when admins were last told. */
function stillThe(outage: Outage, now: Date): boolean {
  const last = Object.values(outage.toldUtc).sort().at(-1) ?? outage.sinceUtc;
  return !outage.over || now.getTime() - Date.parse(last) < sameOutageSeconds * 1000;
}

/** Notes that a login works. Costs one read while all is well. */
export async function noteWorking({ store, log }: OutageDeps, login: string): Promise<void> {
  await store.transaction(async (unit) => {
    const stored: Json | null = await unit.settings.get(keyOf(login));
    const outage = readOutage(stored);
    if (outage === null || outage.over) return;
    await unit.settings.replace(keyOf(login), stored, { ...outage, over: true });
    log.info({ login, faultCode: outage.faultCode }, 'provider works again');
  });
}
