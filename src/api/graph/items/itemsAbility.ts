import type { Ability } from '../../../ports/provider.ts';
import type { Inferences } from '../inferences.ts';
import type { WorkloadTable } from '../workloadTable.ts';

/**
 * What can be done with single items. Mail is restored by the filter itself, without titles; of a OneDrive or site, files and folders are
 * picked one by one (graph.md §2.2, §2.3). Folders of a mailbox cannot be searched.
 */
export function itemsAbility(table: WorkloadTable, { chosenFilesGoTo, sinceIsWhenItWent }: Inferences): Ability {
  if (table.granular.kind === 'mail')
    return {
      options: [],
      destinations: ['inPlace', 'new'],
      manner: { inPlace: 'merge', new: 'merge' },
      filters: ['from', 'to', 'title', 'attachment', ...(sinceIsWhenItWent ? (['sinceUtc'] as const) : [])],
      sinceMeans: 'gone',
      notices: { inPlace: ['drafts', 'unchanged', 'hold'], new: ['recoveredFolder', 'drafts', 'unchanged', 'hold'] },
    };
  // v1.0 has no choice of destination for chosen files, and does not say which one it takes (graph.md §3 ⚠ #3).
  return {
    options: [],
    destinations: [chosenFilesGoTo],
    manner: { [chosenFilesGoTo]: 'merge' },
    preferred: chosenFilesGoTo,
    filters: ['folder', 'title'],
    notices: { [chosenFilesGoTo]: chosenFilesGoTo === 'new' ? ['filesNewFolder', 'hold'] : ['recycleBin', 'hold'] },
  };
}
