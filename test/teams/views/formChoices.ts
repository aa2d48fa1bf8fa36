import type { FormChoices } from '../../../src/ports/cards.ts';

/** What forms offer where only mail is served, and where everything is. */
export const mailOnly: FormChoices = {
  abilities: {
    exchange: {
      options: ['missingItems', 'changedItems', 'includeDeleted', 'markUnread', 'excludeDrafts', 'excludeDeletedItems'],
      destinations: ['inPlace'],
      manner: { inPlace: 'merge' },
    },
  },
  mayAskForOthers: false,
  reasonMinimumCharacters: 5,
  reasonMaximumCharacters: 1000,
};

export const everything: FormChoices = {
  ...mailOnly,
  mayAskForOthers: true,
  abilities: {
    ...mailOnly.abilities,
    oneDrive: {
      options: ['missingItems', 'changedItems', 'allVersions'],
      destinations: ['inPlace', 'new'],
      manner: { inPlace: 'rollback', new: 'merge' },
    },
    sharePoint: {
      options: ['missingItems', 'changedItems', 'allVersions'],
      destinations: ['inPlace', 'new'],
      manner: { inPlace: 'rollback', new: 'merge' },
    },
    teams: { options: ['missingItems', 'changedItems'], destinations: ['inPlace'], manner: { inPlace: 'merge' } },
  },
};
