import { isContainerLive } from '../../world/history.ts';
import type { Container } from '../../world.ts';
import { type Call, loginOf } from '../http/call.ts';
import { anyObject, type Reader, withId } from '../http/readers.ts';
import { denied, invalid } from '../http/refusal.ts';
import { userKey } from '../sessions/present.ts';
import { type OperatorRole, type Simulator, worldNowUtc } from '../simulator.ts';

/** The chosen object of `OperatorExplore`: one (OpenAPI), or a list as seed 001 writes it – one entry is taken. */
export const readScope: Reader<string> = (value, name) => {
  const entries: unknown[] = Array.isArray(value) ? value : [value];
  if (entries.length !== 1) throw invalid('The scope must be one object.');
  return withId(anyObject(entries[0], name), name).id.toLowerCase();
};

/** Id under which an operator's scope lists an object: the role's id, then the object's. */
export function scopeItemId(role: OperatorRole, container: Container): string {
  return `${role.id}${container.ownerId === null ? container.id : userKey(container.ownerId)}`;
}

/** The role of a portal operator; undefined for a plain end user. */
export function roleOf(simulator: Simulator, personId: string | null): OperatorRole | undefined {
  return simulator.operatorRoles.find((role) => role.personId === personId);
}

/** Containers a role covers: of the people, sites and teams it names, as far as they still exist in Microsoft 365. */
export function containersInRole(simulator: Simulator, role: OperatorRole): Container[] {
  const nowUtc = worldNowUtc(simulator);
  return simulator.world.containers.filter(
    (container) =>
      isContainerLive(simulator.world, container, nowUtc) &&
      (role.objectIds === null || role.objectIds.includes(container.ownerId ?? container.id)),
  );
}

/** Turns the asked scope into containers; without one it is the person's own data. Refused outside the role (403). */
export function resolveScope(call: Call, scopeId: string | undefined): { containerIds: string[]; name: string } {
  const { simulator } = call;
  const login = loginOf(call);
  if (scopeId === undefined) {
    const own = simulator.world.containers.filter((container) => container.ownerId === login.personId);
    return { containerIds: own.map((container) => container.id), name: login.displayName };
  }
  const role = roleOf(simulator, login.personId);
  const chosen = role
    ? containersInRole(simulator, role).filter((container) => scopeItemId(role, container) === scopeId)
    : [];
  const first = chosen[0];
  if (!first) throw denied('The object is not in the scope of this restore operator.');
  return { containerIds: chosen.map((container) => container.id), name: first.email || first.name };
}
