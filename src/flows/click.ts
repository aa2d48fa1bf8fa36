import { createHash } from 'node:crypto';
import type { RequestEvent } from '../domain/events.ts';
import type { Actor } from '../domain/policy.ts';
import { isRefused, type Refused, refuse } from '../domain/refusals.ts';
import type { RestoreRequest } from '../domain/request.ts';
import type { Person } from '../domain/terms.ts';
import type { Unit } from '../ports/store.ts';
import { actorOf, visibleTo } from './authority.ts';
import { change } from './change.ts';
import type { FlowDeps } from './deps.ts';

/** A press of a card button. Who pressed comes from the authenticated activity, never from the card. */
export type Click = {
  readonly verb: string;
  readonly requestId: string;
  /** The revision of the card that was pressed. */
  readonly revision: number;
  readonly person: Person;
  /** The parsed inputs; part of what makes a click the same click. */
  readonly inputs: Readonly<Record<string, unknown>>;
};

export type ClickDeps = Pick<
  FlowDeps,
  | 'store'
  | 'policy'
  | 'directory'
  | 'clock'
  | 'providers'
  | 'announceChannelId'
  | 'log'
  | 'newId'
  | 'tenantId'
  | 'titles'
>;

/**
 * The same press within this time is Teams sending an invoke again, or a double click. After it, it is a person pressing again, and
 * `decide` says what that means.
 */
const resentWithinSeconds = 60;

/** Turns a click on a request into the events it means, or a refusal. Runs inside the unit of work. */
export type ClickMeaning = (
  request: RestoreRequest,
  actor: Actor,
  unit: Unit,
) => Promise<readonly RequestEvent[] | Refused>;

/**
 * Carries out one click: the person's standing is asked of the directory, then in one transaction the state is loaded, sight is checked,
 * authority and revision are left to `decide`, and an accepted click is remembered. A repeated click (Teams resends slow invokes) changes nothing and gets the
 * current state; a refused one leaves nothing behind, so a corrected form can be sent again.
 */
export async function onClick(deps: ClickDeps, click: Click, meaning: ClickMeaning): Promise<RestoreRequest | Refused> {
  const actor = await actorOf(deps, click.person);
  const result = isRefused(actor) ? actor : await carryOut(deps, click, actor, meaning);
  const outcome = isRefused(result) ? result.refused.code : result.state;
  deps.log.info({ verb: click.verb, requestId: click.requestId, actorId: click.person.id, outcome }, 'click');
  return result;
}

function carryOut(
  deps: ClickDeps,
  click: Click,
  actor: Actor,
  meaning: ClickMeaning,
): Promise<RestoreRequest | Refused> {
  const key = clickKey(click);
  const now = deps.clock.now();
  return deps.store
    .transaction(async (unit) => {
      const request = visibleTo(deps.policy, await unit.requests.get(click.requestId), actor);
      if (!request) return refuse({ code: 'unknownRequest' });
      if (await unit.clicks.seen(key, new Date(now.getTime() - resentWithinSeconds * 1000).toISOString()))
        return request;
      const events = await meaning(request, actor, unit);
      if (isRefused(events)) throw new RefusedInside(events);
      let current = request;
      for (const event of events) {
        const next = await change(unit, deps, current, event);
        if (isRefused(next)) throw new RefusedInside(next);
        current = next;
      }
      await unit.clicks.remember(key, now.toISOString());
      return current;
    })
    .catch((thrown: unknown) => {
      if (thrown instanceof RefusedInside) return thrown.refused;
      throw thrown;
    });
}

/** Unique by request, revision, verb, actor and inputs (design §5.2). */
function clickKey(click: Click): string {
  const parts = [click.requestId, click.revision, click.verb, click.person.id, click.inputs];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** Leaves a unit of work without writing anything, because the click was refused. */
class RefusedInside extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super('refused');
    this.refused = refused;
  }
}
