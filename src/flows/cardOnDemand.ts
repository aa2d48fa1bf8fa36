import type { RestoreRequest } from '../domain/request.ts';
import type { Person } from '../domain/terms.ts';
import type { Unit } from '../ports/store.ts';
import { noticeTo } from './effectsToJobs.ts';

/** Sends a person who may see a request their card of it, as a new message in the 1:1 chat that stays live. */
export async function cardOnDemand(unit: Unit, request: RestoreRequest, person: Pick<Person, 'id'>): Promise<void> {
  if (request.requester.id === person.id) return unit.enqueue(noticeTo(request, person, 'requester', 'status'));
  if (request.asked.some((approver) => approver.id === person.id)) {
    return unit.enqueue(noticeTo(request, person, 'approver', 'approval'));
  }
  return unit.enqueue(noticeTo(request, person, 'beneficiary', 'status'));
}
