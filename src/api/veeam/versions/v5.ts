import { v6 } from './v6.ts';
import type { Action, VersionTable } from './versionTable.ts';

/** The property names of v5's actions (vb365.md §0, §5.2 [SEED0][PHP]). */
const names: Readonly<Record<Action, string>> = {
  explore: 'explore',
  restore: 'restoretoOriginallocation',
  restoreTo: 'restoreTo',
  copyTo: 'copyTo',
  // v5 has no restore portal (vb365.md §0).
  operatorRestore: 'operatorRestore',
  Stop: 'stop',
};

/** VBO365 5: one `action` path per resource, the action is the body's only property; mailboxes one by one. */
export const v5: VersionTable = {
  ...v6,
  name: 'v5',
  hasPortal: false,
  bulkMailboxes: false,
  action: (resource, action, body) => ({ path: `${resource}/action`, body: { [names[action]]: body } }),
};
