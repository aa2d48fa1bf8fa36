import type { Language } from '../types.ts';

/**
 * One language as data. `words` maps a tag to phrases separated by `|`; a trailing `*` matches any ending. Accents and capitals
 * do not matter. The longest phrase at a place wins whole, so a phrase must not swallow a word that means something by itself.
 *
 * Tags the grammar knows:
 * - dates: `dow:1..7`, `month:1..12`, `num:N`, `unit:minute|hour|day|week|fortnight|month|year|weekend|halfHour|quarterHour|workday`,
 *   `day:0|-1|-2|1|2`, `part:morning|afternoon|evening|night|noon|midnight|lunch`, `dp:-1:night` (day and part in one),
 *   `period:week:-1`, `edge:day:start|end`, `last`, `beforeLast`, `this`, `thisAfter`, `next`, `agoPre`, `agoPost`, `unitAgo:day`,
 *   `ahead`, `turnBy`, `start`, `end`, `before`, `beforePost`, `after`, `since`, `deadline`, `at`, `notHour`, `oclock`, `bareHour`,
 *   `am`, `pm`, `halfPast`, `halfTo`, `halfAfter`, `quarterPast`, `quarterTo`, `quarterAfter`, `quarterBefore`, `minutesPast`,
 *   `minutesTo`, `minuteWord`, `domPrep` (leads to a day of the month; `domPlain` without ending, `domDot` with a dot), `link`,
 *   `on`, `in`, `just`, `approx`, `vague`, `few`, `zone:Area/City`, `suffix.year|month|day|minute`, `ambiguous` (short names that are
 *   also words), `noise` (keeps a word from an open stem)
 * - roles: `to`, `asof`, `from`, `or`, `and`, `between`, `through`, `but`, `rather`, `ratherAfter` (corrections), `because`,
 *   `weakCause`, `reasonLabel`, `reasonHint`, `fields`, `rel`, `subject`
 * - what happened: `incident`, `incidentNoun`, `event`, `absence`, `good`, `dated`
 * - asking: `restore`, `restoreCore` (may stand without an object), `restoreWeak`, `restored`, `restoreNoun`, `pluralNoun`, `half` +
 *   `particle` (get … back), `undo`, `ask`, `askAfter`, `modal`, `not`, `notAfter`, `negNoun`, `exclude`, `said`, `conditional`,
 *   `thanksFor`, `future`, `polite`, `question`, `maybeQuestion` (only with a question mark), `how`, `howWord`, `capability`,
 *   `capabilityI`, `help`, `bot`, `auxiliary`, `is`, `go`
 * - acting: `cancel`, `weakCancel`, `cancelled`, `approve`, `approved`, `needsObject`, `reject`, `rejected`, `status`, `progress`,
 *   `list`, `listBare`, `request`, `idNoun`, `numberSign`, `approval`, `point`, `backup`, `backedUp`, `exists`
 * - things: `wl:exchange|onedrive|sharepoint|teams`, `folder:Inbox…`, `data`, `personalFiles`, `folderNoun`, `libraryNoun`, `fileNoun`,
 *   `siteNoun`, `teamNoun`, `channelNoun`, `mailboxNoun`, `mailItem`, `subjectNoun`, `exactSubject`, `subjectPost`, `shared`,
 *   `deletedItems`, `include`, `without`, `withoutAfter`, `allVersions`, `lastVersion`, `inPlace`, `newPlace`, `newPlaceWord`,
 *   `called`, `nameOf`, `into`, `intoStrict`, `intoLoose`, `latest`, `everyone`, `everyoneThing`, `only`, `unsupported`
 * - people: `my`, `myAfter`, `me`, `forMe`, `i`, `it`, `of`, `owner`, `ownerPost`, `for`, `fromOnly`, `sender`, `senderPost`, `det`,
 *   `definite`, `aside` (cc, fyi, requested by), `personNoun`, `honorific`, `particleName`, `sometimes`, `glueAfter`, `closing`
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
