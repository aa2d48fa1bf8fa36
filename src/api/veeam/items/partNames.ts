/** What can be picked within a target; each kind has a restore call of its own (vb365.md §5.2 to §5.5). */
export const partNames = [
  'mail',
  'mailFolder',
  'document',
  'folder',
  'library',
  'list',
  'channel',
  'file',
  'tab',
] as const;
export type PartName = (typeof partNames)[number];
