import { isOpen } from '../domain/narrowing.ts';
import type { Draft, ReadingNote } from '../domain/request.ts';
import {
  type Destination,
  defaultOptions,
  type FilterKey,
  filterKeys,
  type ItemFilter,
  noFilter,
  type RestoreOptions,
  type Workload,
} from '../domain/terms.ts';
import type { IntentOptions, ParseResult, WorkloadName } from '../intent/types.ts';
import { servedFilter } from './narrow/terms.ts';

/** The one place where the corpus's spelling becomes the domain's word. */
const workloadWords: Readonly<Record<WorkloadName, Workload>> = {
  exchange: 'exchange',
  onedrive: 'oneDrive',
  sharepoint: 'sharePoint',
  teams: 'teams',
};

/** A mention of a person in the message, with the Entra object id the channel knows them by, where it said so. */
export type KnownMention = { readonly channelId: string; readonly personId: string | null };

/** What providers offer, as far as words ask for it. */
export type Offered = {
  readonly preferred: (workload: Workload) => Destination;
  /** What items can be narrowed by; empty where there are no items to choose. */
  readonly filters: (workload: Workload) => readonly FilterKey[];
};

/**
 * Fills a draft from what was read. Nothing is guessed: what was not said stays empty and is asked by the card.
 * A mention is an identity only through the Entra object id the channel gave for it; names stay names.
 */
export function draftFrom(
  read: ParseResult,
  zone: string,
  mentions: readonly KnownMention[],
  offered: Offered = { preferred: () => 'inPlace', filters: () => [] },
): Draft {
  const workload = read.workload === null ? null : workloadWords[read.workload];
  const only = onlyFrom(read.options, workload === null ? filterKeys : offered.filters(workload));
  return {
    workload,
    forWhom: read.scope.flatMap((entity): Draft['forWhom'] => {
      if (entity.kind === 'me') return [{ by: 'me' }];
      if (entity.kind === 'site' || entity.kind === 'team') {
        return /^https?:/.test(entity.value)
          ? [{ by: 'address', address: entity.value }]
          : [{ by: 'name', name: entity.value }];
      }
      const mentioned = mentions.find((mention) => mention.channelId === entity.id);
      if (mentioned?.personId) return [{ by: 'id', id: mentioned.personId }];
      return entity.value.includes('@')
        ? [{ by: 'address', address: entity.value }]
        : [{ by: 'name', name: entity.value }];
    }),
    ...(only === null ? {} : { only }),
    askedTime: read.pointInTime === null ? null : { utc: new Date(read.pointInTime).toISOString(), zone },
    destination: destinationFrom(read.options.destination, workload === null ? 'inPlace' : offered.preferred(workload)),
    options: optionsFrom(read.options),
    reason: read.reason ?? '',
    readingNotes: [
      ...read.issues.map(
        (issue): ReadingNote => ({
          kind: issue.kind,
          read: issue.read ?? null,
          alternativeUtc: issue.alternative === undefined ? null : new Date(issue.alternative).toISOString(),
        }),
      ),
      ...(only === null && namesItems(read.options)
        ? [{ kind: 'whole-only', read: null, alternativeUtc: null } satisfies ReadingNote]
        : []),
    ],
  };
}

/** What was said, else where the provider puts this kind of data by itself. */
const destinationFrom = (said: IntentOptions['destination'], preferred: Destination): Destination =>
  said === 'new' ? 'new' : said === 'original' ? 'inPlace' : preferred;

/** Which items the words name, as far as they can be looked for; null when they name none. */
function onlyFrom(said: IntentOptions, served: readonly FilterKey[]): ItemFilter | null {
  const filter = servedFilter(wordsOf(said), { filters: served });
  return isOpen(filter) ? null : filter;
}

const wordsOf = (said: IntentOptions): ItemFilter => ({
  ...noFilter,
  folder: said.folder ?? said.channel ?? null,
  from: said.sender ?? null,
  title: said.subject ?? said.file ?? null,
});

const namesItems = (said: IntentOptions): boolean => !isOpen(wordsOf(said));

const optionsFrom = (said: IntentOptions): RestoreOptions => ({
  ...defaultOptions,
  includeDeleted: said.includeDeleted ?? defaultOptions.includeDeleted,
  allVersions: said.allVersions ?? defaultOptions.allVersions,
});

/** A draft in which nothing was said yet. */
export const emptyDraft: Draft = {
  workload: null,
  forWhom: [],
  askedTime: null,
  destination: 'inPlace',
  options: defaultOptions,
  reason: '',
  readingNotes: [],
};
