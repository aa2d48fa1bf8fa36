import { countPeople } from '../../domain/policy.ts';
import { holdsTicket } from '../../domain/ticketRule.ts';
import type { PolicyFile } from './schema.ts';

export type Contradiction = { readonly path: readonly string[]; readonly sentence: string };

/** Rules of a policy file that each are right and together cannot be kept. */
export function contradictions(file: PolicyFile): readonly Contradiction[] {
  const { decide, approvals, reason, admins, ask, alsoKnownAs, times } = file;
  const found: Contradiction[] = [];
  const say = (path: readonly string[], sentence: string) => found.push({ path, sentence });

  const open = decide.groups.length > 0 || decide.manager || decide.owners;
  const named = countPeople({ alsoKnownAs }, decide.people);
  if (!open && named === 0)
    say(['decide'], 'decide names nobody. Name people or groups, or let the manager or the owners decide.');
  const most = Math.max(
    approvals.needed,
    approvals.othersData ?? 1,
    approvals.inPlace ?? 1,
    approvals.many?.needed ?? 1,
  );
  if (!open && named > 0 && most > named) {
    say(
      ['approvals'],
      `approvals asks for ${most} approvals but decide.people names ${named} different ${named === 1 ? 'person' : 'people'}. Name more, or ask for fewer.`,
    );
  }
  if (admins.people.length + admins.groups.length === 0)
    say(['admins'], 'admins names nobody. Name people or groups: somebody has to be told when the bot cannot go on.');
  if (reason.minimumCharacters > reason.maximumCharacters)
    say(
      ['reason'],
      'reason.minimumCharacters is more than reason.maximumCharacters. Lower the one or raise the other.',
    );
  if (reason.ticket && !holdsTicket(reason.ticket.forms, reason.ticket.example))
    say(
      ['reason', 'ticket', 'example'],
      'reason.ticket.example fits none of reason.ticket.forms. Give one that people can copy.',
    );
  if (times.remindEveryHours !== null && times.remindEveryHours >= times.waitHours)
    say(
      ['times'],
      'times.remindEveryHours is not less than times.waitHours, so nobody would be reminded. Lower it, or write null.',
    );
  const asks =
    ask.self || ask.managers || ask.owners || ask.forAnybody.people.length + ask.forAnybody.groups.length > 0;
  if (!asks)
    say(['ask'], 'ask lets nobody ask for anything. Allow self, managers or owners, or name somebody in forAnybody.');
  const accounts = alsoKnownAs.flat();
  if (new Set(accounts).size < accounts.length)
    say(['alsoKnownAs'], 'alsoKnownAs names an account twice. Put all accounts of a person into one entry.');
  return found;
}
