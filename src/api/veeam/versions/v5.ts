import { v6 } from './v6.ts';
import type { VersionTable } from './versionTable.ts';

/** VBO365 5: one `action` path per resource, the action is the body's only property (vb365.md §0 [SEED0][PHP]). */
export const v5: VersionTable = {
  ...v6,
  name: 'v5',
  action: (resource, action, body) => ({ path: `${resource}/action`, body: { [action]: body } }),
  stopAction: 'stop',
};
