import type { RestoreRequest } from '../../domain/request.ts';
import type { Json, OutcomeIssue } from '../../domain/terms.ts';
import { countRows, countsOf, limits, namedAtMost } from './blocks.ts';
import { oneLine } from './escape.ts';
import type { Reader } from './reader.ts';

/** What the status and notice templates need to show counts, issues and the next step. */
export type OutcomeBlocks = {
  readonly own: Readonly<Record<'countsTitle' | 'moreIssues' | 'next', string>>;
  readonly counts: Json;
  readonly issues: Json;
  /** Where copies in new places are. */
  readonly links: Json;
  readonly show: Readonly<Record<'counts' | 'issues' | 'links' | 'moreIssues' | 'next', boolean>>;
};

/** What did not come back: its title, and in plain words where it was and why. */
function issueLine(reader: Reader, issue: OutcomeIssue): Json {
  const path = oneLine(issue.path ?? '', limits.path);
  const reason = oneLine(issue.reason, limits.issue);
  return {
    title: oneLine(issue.title, limits.title) || '–',
    detail: [
      path === '' ? '' : reader.text('status.issueIn', { path }),
      reason === '' ? '' : reader.text('status.issueWhy', { reason }),
    ].join(''),
  };
}

/** The sentence that says what to do after a failure, for people; unknown codes get the one for the unexpected. */
export const faultText = (reader: Reader, code: string): string =>
  reader.maybeText(`fault.${code}`) ?? reader.text('fault.UNEXPECTED');

function nextText(reader: Reader, request: RestoreRequest): string {
  if (request.state === 'failed') return faultText(reader, request.faultCode ?? 'UNEXPECTED');
  if (request.state === 'rejected') return reader.text('status.next.rejected');
  return request.state === 'completedWithIssues' ? reader.text('status.next.issues') : '';
}

/** Addresses of copies, as far as they are addresses of a site; the text is data of the provider. */
const linksOf = ({ outcomes }: RestoreRequest): readonly { readonly text: string; readonly url: string }[] =>
  outcomes.flatMap(({ link, target }) => {
    const url = URL.parse(link ?? '');
    const isSite = url?.protocol === 'https:' && url.hostname.endsWith('.sharepoint.com');
    return isSite ? [{ text: oneLine(target.name, limits.name), url: url.href }] : [];
  });

/** What the counts are: so far or at the end; items, or whole places where the provider tells no items. */
function countsTitle(reader: Reader, { finishedAtUtc, outcomes }: RestoreRequest): string {
  if (finishedAtUtc === null) return reader.text('status.running.soFar');
  const wholes = outcomes.length > 0 && outcomes.every(({ countsTargets }) => countsTargets === true);
  return reader.text(wholes ? 'status.result.wholes' : 'status.result');
}

/** Counts so far or at the end, at most five issues, and what to do next. */
export function outcomeBlocks(reader: Reader, request: RestoreRequest): OutcomeBlocks {
  const counts = countsOf(request);
  const ranSomething =
    counts !== null && !['approved', 'waiting', 'waitingForSignIn', 'starting'].includes(request.state);
  const issues = request.outcomes.flatMap((outcome) => outcome.issues);
  const next = nextText(reader, request);
  const links = linksOf(request).slice(0, namedAtMost);
  return {
    own: {
      countsTitle: countsTitle(reader, request),
      moreIssues: reader.plural('more', issues.length - namedAtMost),
      next,
    },
    counts: countRows(reader, counts),
    issues: issues.slice(0, namedAtMost).map((issue) => issueLine(reader, issue)),
    links,
    show: {
      counts: ranSomething,
      issues: issues.length > 0,
      links: links.length > 0,
      moreIssues: issues.length > namedAtMost,
      next: next !== '',
    },
  };
}
