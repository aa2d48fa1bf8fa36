import { currentDecisions, type RestoreRequest } from '../../domain/request.ts';
import type { Person } from '../../domain/terms.ts';
import { countsOf, limits, personText } from './blocks.ts';
import { oneLine } from './escape.ts';
import type { Reader } from './reader.ts';

/** One or two sentences on where a request stands. `nowUtc` gives the elapsed time while running. */
export function statusText(reader: Reader, request: RestoreRequest, nowUtc: string | null): string {
  const sentence = sentenceOf(reader, request, nowUtc);
  const stoppedBefore = ['withdrawn', 'rejected', 'expired'].includes(request.state);
  // Only where no run ever began is it certain.
  return stoppedBefore && request.run === null ? `${sentence} ${reader.text('status.nothingRestored')}` : sentence;
}

/** Who has to sign in before it goes on: the requester or one who approved; null while nobody has to. */
function awaitedPerson({ signIn, requester, decisions }: RestoreRequest): Person | null {
  if (signIn === undefined) return null;
  const known = [requester, ...decisions.map((decision) => decision.by)];
  return known.find((person) => person.id === signIn.personId) ?? null;
}

function sentenceOf(reader: Reader, request: RestoreRequest, nowUtc: string | null): string {
  const { state, run } = request;
  const awaited = awaitedPerson(request);
  switch (state) {
    case 'waitingForSignIn':
      if (awaited === null) return reader.text('status.waitingForSignIn');
      return reader.text('status.waitingForSignIn.person', { person: personText(reader, awaited) });
    case 'starting':
    case 'running': {
      if (awaited !== null) return reader.text('status.running.signIn', { person: personText(reader, awaited) });
      if (state === 'starting') return reader.text('status.starting');
      const startedAtUtc = run?.startedAtUtc ?? request.stateSinceUtc;
      const time = reader.shortInstant(startedAtUtc);
      if (nowUtc === null) return reader.text('status.running', { time });
      return reader.text('status.running.elapsed', { time, duration: reader.duration(startedAtUtc, nowUtc) });
    }
    case 'completed': {
      const counts = countsOf(request);
      const isNothing = counts !== null && counts.created + counts.merged === 0;
      return reader.text(isNothing ? 'status.completed.nothing' : 'status.completed');
    }
    case 'rejected': {
      const reason = currentDecisions(request).find((decision) => decision.verdict === 'reject')?.reason ?? '';
      const words = oneLine(reason, limits.reason);
      return words === '' ? reader.text('status.rejected') : reader.text('status.rejected.reason', { reason: words });
    }
    case 'expired': {
      if (request.number === null) return reader.text('status.expired.draft');
      const approvals = currentDecisions(request).filter((decision) => decision.verdict === 'approve').length;
      return reader.text(approvals >= request.approvalsNeeded ? 'status.expired.aged' : 'status.expired');
    }
    case 'waiting': {
      if (!request.queue) return reader.text('status.waiting');
      const { before } = request.queue;
      const place = before === 0 ? reader.text('status.waiting.next') : reader.plural('status.waiting.before', before);
      return `${reader.text('status.waiting.full')} ${place}`;
    }
    default:
      return reader.text(`status.${state}`);
  }
}
