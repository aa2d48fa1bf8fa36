import { anchor } from '../flows/anchor.ts';
import { askSignIn } from '../flows/askSignIn.ts';
import { deliverAdminNotice } from '../flows/deliverAdminNotice.ts';
import { deliverNotice } from '../flows/deliverNotice.ts';
import type { FlowDeps } from '../flows/deps.ts';
import { closeSessions, stopRun } from '../flows/endRun.ts';
import { expireRequest } from '../flows/expire.ts';
import { expiring } from '../flows/expiring.ts';
import { followRuns } from '../flows/followRuns.ts';
import { lookUp } from '../flows/lookUp.ts';
import { findItems } from '../flows/narrow/findItems.ts';
import { renderCard } from '../flows/renderCard.ts';
import { startRun } from '../flows/startRun.ts';
import { sweep } from '../flows/sweep.ts';
import { tellAdminGroups } from '../flows/tellAdminGroups.ts';
import type { JobHandlers } from '../ports/jobs.ts';

/** Which queue runs which flow. */
export const createHandlers = (deps: FlowDeps): JobHandlers => ({
  lookUp: ({ data }) => lookUp(deps, data),
  browse: ({ data }) => findItems(deps, data),
  start: ({ data, attempt }) => startRun(deps, { ...data, attempt }),
  follow: ({ data }) => followRuns(deps, data.login),
  stop: ({ data }) => stopRun(deps, data),
  closeSessions: ({ data }) => closeSessions(deps, data),
  card: ({ data }) => renderCard(deps, data.cardId),
  notice: ({ data }) => deliverNotice(deps, data),
  signIn: ({ data }) => askSignIn(deps, data),
  expire: ({ data }) => expireRequest(deps, data.requestId),
  sweep: ({ data }) => sweep(deps, data.what),
  adminNotice: ({ data }) => deliverAdminNotice(deps, data),
  adminGroups: ({ data }) => tellAdminGroups(deps, data),
  anchor: () => anchor(deps),
  expiring: () => expiring(deps),
});
