import type { OutcomeIssue, TargetOutcome } from '../../../domain/terms.ts';
import { noCounts } from '../../../domain/terms.ts';
import { Fault } from '../../../lib/fault.ts';
import type { RunContext } from '../../../ports/provider.ts';
import type { ArtifactReply, SessionReply } from '../replies/sessions.ts';
import { draftOf, refusedOf } from './journal.ts';
import { cut, hasFailed, hasSucceeded } from './outcomes.ts';

/** The outcome of chosen files and folders: each counts as one, however much a folder holds. v1.0 does not tell why one failed. */
export function thingOutcomes(
  run: Pick<RunContext, 'targets' | 'steps' | 'destination'>,
  session: SessionReply,
  artifacts: readonly ArtifactReply[],
): readonly TargetOutcome[] {
  const [plan] = run.targets;
  if (!plan) throw new Fault('UNEXPECTED', { effect: 'none', cause: new Error('a run without a target') });
  const allCame = session.status === 'completed' && session.restoreSessionArtifactCount.failed === 0;
  // The documented examples show `unknown`, which the enumeration does not have; the session says what that means at its end.
  const came = artifacts.filter((one) => hasSucceeded(one) || (allCame && !hasFailed(one)));
  const wanted = Math.max(draftOf(run)?.all?.length ?? 0, artifacts.length);
  const failed = wanted - came.length;
  const issues = [
    ...artifacts
      .filter((one) => !came.includes(one))
      .map((one) => issueOf(nameOf(one.webUrl), one.error?.message || 'UnknownError')),
    ...[...refusedOf(run).values()].map((code) => issueOf('', code)),
  ];
  const link = run.destination === 'new' ? placeOf(came.map(({ restoredItemWebUrl }) => restoredItemWebUrl)) : null;
  return [
    {
      target: plan.target,
      state: failed === 0 ? 'completed' : came.length === 0 ? 'failed' : 'completedWithIssues',
      counts: { ...noCounts, created: came.length, failed },
      issues,
      ...(link === null ? {} : { link }),
    },
  ];
}

const issueOf = (title: string, reason: string): OutcomeIssue => ({
  title: cut(title),
  path: null,
  reason: cut(reason),
});

/** The last part of an address, as a person reads it. */
function nameOf(webUrl: string): string {
  const part =
    URL.parse(webUrl)
      ?.pathname.split('/')
      .findLast((one) => one !== '') ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Where restored things are: the one itself, or the folder that holds them all. */
function placeOf(addresses: readonly string[]): string | null {
  const [first, ...others] = addresses.map((address) => URL.parse(address)).filter((url) => url !== null);
  if (!first) return null;
  if (others.length === 0) return first.href;
  let parts = first.href.split('/').slice(0, -1);
  for (const { href } of others) while (!href.startsWith(`${parts.join('/')}/`)) parts = parts.slice(0, -1);
  // Scheme and host alone say nothing.
  return parts.length > 3 ? parts.join('/') : null;
}
