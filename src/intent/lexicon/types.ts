import type { Language } from '../types.ts';

/**
 * One language as data. `words` maps a tag (see `tags.md` in this folder's docstring below) to phrases separated by `|`;
 * a trailing `*` matches any ending. Accents and capitals do not matter.
 *
 * Tags the grammar knows:
 * - dates: `dow:1..7`, `month:1..12`, `num:N`, `unit:minute|hour|day|week|month|year|weekend`, `day:0|-1|-2|1|2`,
 *   `part:morning|afternoon|evening|night|noon|midnight|lunch`, `dp:-1:night` (day and part in one), `period:week:-1`,
 *   `last`, `beforeLast`, `this`, `next`, `agoPre`, `agoPost`, `unitAgo:day`, `ahead`, `start`, `end`, `before`, `beforePost`,
 *   `after`, `since`, `deadline`, `at`, `oclock`, `am`, `pm`, `halfPast`, `halfTo`, `quarter`, `quarterPast`, `quarterTo`,
 *   `minutesPast`, `minutesTo`, `domPrep`, `link`, `approx`, `vague`, `few`, `zone:Area/City`, `suffix.year|month|day|minute`
 * - roles: `to`, `asof`, `from`, `or`, `and`, `between`, `but`, `rather` (correction), `because`, `reasonLabel`, `rel`, `subject`
 * - what happened: `incident`, `incidentNoun`, `event`, `absence`, `good`, `dated`
 * - asking: `restore`, `restoreWeak`, `restored`, `restoreNoun`, `half` + `particle` (get … back), `undo`, `ask`, `not`, `said`,
 *   `conditional`, `future`, `polite`, `question`, `how`, `whatHappens`, `capability`
 * - acting: `cancel`, `approve`, `approved`, `reject`, `rejected`, `status`, `progress`, `list`, `help`, `request`, `approval`,
 *   `point`, `backup`, `backedUp`
 * - things: `wl:exchange|onedrive|sharepoint|teams`, `folder:Inbox…`, `data`, `folderNoun`, `libraryNoun`, `fileNoun`, `siteNoun`,
 *   `teamNoun`, `channelNoun`, `mailItem`, `subjectNoun`, `shared`, `deletedItems`, `include`, `without`, `allVersions`,
 *   `lastVersion`, `inPlace`, `newPlace`, `called`, `into`, `latest`, `everyone`, `only`, `unsupported`
 * - people: `my`, `me`, `i`, `it`, `of`, `det`, `aside` (cc, fyi, requested by), `personNoun`, `particleName`, `closing`
 */
export type Lexicon = {
  readonly language: Language;
  /** Function words: they tell the language and never belong to a name. */
  readonly stop: string;
  readonly words: Readonly<Record<string, string>>;
  /** Words one letter away from a known one that are right as they are. */
  readonly notTypos?: string;
  /** Endings that mark an owner without an apostrophe ("Adeles Postfach"); names that end so by themselves. */
  readonly genitiveS?: { readonly keep: string };
  /** Nouns can be glued ("Freitagabend", "Vertriebsteam"). */
  readonly compounds?: boolean;
  /** What governs a date stands after it (Japanese). */
  readonly headFinal?: boolean;
  /** Names of things stand before the noun ("HR site") or after it ("site RH"). */
  readonly nameBeforeNoun?: boolean;
  /** "am" is a word of the language: "3 am" with a space is not a time. */
  readonly notHalfDay?: boolean;
  /** The verb often stands last (German, Dutch, Japanese). */
  readonly verbFinal?: boolean;
  /** "at 3" without am or pm means the afternoon. */
  readonly bareHourIsAfternoon?: boolean;
};
