import type { PartOfDay } from '../dates/parts.ts';
import type { WorkloadName } from '../types.ts';

/** Every meaning a phrase of a table can have, with what it is. A tag that is not listed here does not compile. */
export const tags = {
  // Dates
  dow: 'a weekday, 1 (Monday) to 7',
  month: 'a month, 1 to 12',
  num: 'a number in words',
  unit: 'a unit of time',
  unitAgo: 'a unit with "ago" in one word (日前)',
  day: 'a day counted from today',
  part: 'a part of the day',
  dp: 'a day and a part of it in one ("last night")',
  period: 'a week, month, year or weekend counted from the current one',
  weekNumber: 'leads to the number of a week of the year',
  edge: 'the start or end of the working day',
  last: '"last", before or after its noun',
  beforeLast: '"the one before last"',
  this: '"this", before its noun',
  thisAfter: '"of this week", after its noun',
  next: '"next"',
  later: 'later than what was named',
  agoPre: '"ago" that stands before the amount (vor, il y a)',
  agoPost: '"ago" that stands after the amount',
  earlier: 'an `agoPost` that counts from what was named before ("two hours earlier")',
  theBefore: '"the day before", "the previous evening": counted from what is named beside it',
  ahead: 'leads to an amount that lies in the future ("in 3 days")',
  turnBy: 'leads to an amount to go back by ("met 3 dagen terug")',
  start: 'the first minute of what follows',
  end: 'the last minute of what follows',
  before: '"before", in front of what it governs',
  beforePost: '"before", after what it governs',
  after: '"after"',
  since: '"since"',
  deadline: 'leads to a date by which something is needed',
  at: 'leads to a clock time',
  notHour: 'leads to no bare hour, though it is an `at`',
  oclock: '"o\'clock", after an hour',
  bareHour: 'an hour word that may follow a bare hour',
  am: 'before noon',
  pm: 'after noon',
  halfPast: '"half past", before the hour',
  halfTo: '"half", before the coming hour (halb drei)',
  halfAfter: '"and a half", after the hour or amount',
  quarterPast: '"quarter past", before the hour',
  quarterTo: '"quarter to", before the hour',
  quarterAfter: '"and a quarter", after the hour',
  quarterBefore: '"less a quarter", after the hour',
  minutesPast: '"minutes past", before the hour',
  minutesTo: '"minutes to", before the hour',
  minuteWord: '"minutes past" or "minutes to" as one phrase',
  domPrep: 'leads to a day of the month',
  domPlain: 'leads to a day of the month without an ending',
  domDot: 'leads to a day of the month with a dot',
  link: 'a small word inside a date',
  on: 'leads to a date',
  in: 'leads to a period',
  just: '"just", "exactly": changes nothing',
  approx: '"about": the time is not exact',
  vague: 'a time nobody can resolve ("recently")',
  few: 'an amount nobody can resolve ("a few")',
  zone: 'a time zone, as an IANA name',
  localZone: '"local time": the person\'s own zone, so nothing changes',
  'suffix.year': 'after a number: the year',
  'suffix.month': 'after a number: the month',
  'suffix.day': 'after a number: the day of the month',
  'suffix.minute': 'after a number: the minutes',
  ambiguous: 'a short or common word that is a date only beside another piece',
  noise: 'keeps a word from an open stem; means nothing',
  // The role of a date, and joints of the sentence
  to: 'leads to where the data shall go back',
  asof: 'a state to go back to ("as it was", "the version of")',
  like: '"like", right before a date ("wie am Montag")',
  from: 'leads to where a backup is from',
  or: '"or"',
  and: '"and"',
  between: '"between"',
  through: 'joins the two ends of a range',
  but: '"but"',
  rather: 'a correction: what follows counts',
  ratherAfter: 'a correction: what stands before counts',
  because: 'leads to a reason',
  weakCause: 'leads to a reason only at the start of a clause',
  reasonLabel: 'the word "reason" of a form',
  reasonHint: 'says why by itself ("legal hold")',
  fields: 'a field name of a form',
  rel: 'begins a relative clause',
  subject: 'the subject of a clause',
  // What happened
  incident: 'something went wrong (a verb or a state)',
  incidentNoun: 'something went wrong (a noun)',
  event: 'an appointment: its date is no point in time to go back to',
  absence: 'being away',
  good: 'the data was still right',
  dated: 'leads to the date of an item ("sent on")',
  // Asking for a restore
  restore: 'a verb of restoring',
  restoreCore: 'a verb of restoring that needs no object',
  restoreWeak: 'a verb that restores only with an object of ours',
  restored: 'restoring, in the past',
  restoreNoun: 'restoring, as a noun',
  pluralNoun: 'restores, in the plural',
  replaceVerb: 'a verb that restores only with a backup or a moment ("overwrite … with the backup of")',
  again: '"again": asks for what was lost, with a pronoun',
  half: 'a verb that restores with its particle ("get … back")',
  particle: 'the other half',
  go: 'a verb of going, which needs "to"',
  undo: '"undo", with what was done',
  ask: 'asks for something to be done',
  askAfter: 'asks, after the verb',
  modal: '"can be", "must be"',
  not: 'a negation before the verb',
  notAfter: 'a negation after the verb',
  negNoun: 'a negation of a noun ("no need to")',
  exclude: '"except", "not"',
  said: 'reports what somebody said',
  conditional: '"if", "when"',
  thanksFor: 'thanks for what was done',
  future: 'what somebody is going to do',
  polite: 'changes nothing',
  question: 'begins a question',
  maybeQuestion: 'begins a question if there is a question mark',
  how: 'asks how something is done',
  howWord: '"how"',
  howRestore: '"how do I restore" in one phrase',
  capability: 'asks what the bot can do',
  capabilityI: 'asks for leave ("can I")',
  help: 'asks for help',
  bot: 'the bot',
  auxiliary: 'an auxiliary verb',
  is: '"is"',
  // Acting on requests
  cancel: 'cancels',
  weakCancel: 'cancels only with a request as object',
  cancelled: 'cancelled',
  approve: 'approves',
  approved: 'approved',
  needsObject: 'approves or rejects only with a request as object',
  reject: 'rejects',
  rejected: 'rejected',
  status: 'asks how a request stands',
  progress: 'a step of a request ("finished")',
  list: 'asks to list',
  listBare: 'asks to list with nothing else said',
  request: 'a request',
  idNoun: 'a noun whose number is a request number',
  numberSign: '"number", before a number',
  approval: 'an approval that is wanted',
  point: 'a restore point',
  backup: 'a backup',
  backedUp: 'the newest or oldest backup, or that there is one',
  exists: 'there is',
  // Things
  wl: 'a workload',
  folder: 'a folder everybody has, by its English name',
  data: 'files and the like',
  personalFiles: 'files that are a person\'s own when "my" stands before',
  folderNoun: 'a folder',
  libraryNoun: 'a library',
  fileNoun: 'a file',
  siteNoun: 'a site',
  teamNoun: 'a team',
  channelNoun: 'a channel',
  mailboxNoun: 'a mailbox',
  mailItem: 'mails',
  mailMass: 'mail as a mass ("la posta di"): with "of" it is somebody\'s mailbox',
  subjectNoun: 'the subject of a mail',
  exactSubject: 'leads to the subject of a mail',
  subjectPost: 'stands after the subject of a mail',
  shared: 'a shared mailbox',
  deletedItems: 'deleted items',
  include: '"including"',
  without: '"without", before what it leaves out',
  withoutAfter: '"without", after what it leaves out',
  allVersions: 'all versions',
  lastVersion: 'only the last version',
  inPlace: 'where it was',
  newPlace: 'somewhere else',
  newPlaceWord: '"new", "other", before a place',
  called: '"called", before a name',
  nameOf: '"of", before a name',
  into: '"into", before a place',
  intoStrict: '"into", before a new owner',
  intoLoose: '"to", before a new owner if another owner is named',
  latest: 'the newest backup',
  everyone: 'everyone',
  everyoneThing: 'everyone, with the data in one phrase',
  only: '"only"',
  unsupported: 'what we do not restore',
  // People
  my: '"my"',
  myAfter: '"of mine", after its noun',
  me: '"me"',
  forMe: '"for me"',
  i: '"I", "we"',
  it: 'a pronoun for what is wanted back',
  of: '"of"',
  ofPost: '"of", after its noun',
  owner: 'leads to an owner',
  ownerPost: 'stands after an owner',
  for: '"for"',
  fromOnly: 'an `owner` word that is also "from"',
  sender: 'leads to the sender of mails',
  senderPost: 'stands after the sender of mails',
  det: 'an article or what stands for one',
  definite: 'a definite article',
  aside: 'takes the name after it out of the scope (cc, fyi, requested by)',
  personNoun: 'a word for a person',
  honorific: 'stands after a name (さん)',
  particleName: 'a small word inside a name',
  sometimes: 'a word that is also a first name',
  glueAfter: 'never the end of a name',
  closing: 'begins a signature',
  abbreviation: 'ends in a dot that ends no sentence',
} as const;

/** What a lexeme can mean. */
export type TagName = keyof typeof tags;

export const isTagName = (name: string): name is TagName => Object.hasOwn(tags, name);

type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
type Valued = {
  dow: Weekday;
  month: Weekday | 8 | 9 | 10 | 11 | 12;
  num: number;
  unit: Unit | 'fortnight' | 'weekend' | 'halfHour' | 'quarterHour' | 'workday';
  unitAgo: Unit;
  day: 0 | -1 | -2 | 1 | 2;
  part: PartOfDay;
  dp: `${0 | -1 | -2}:${PartOfDay}`;
  period: `${'week' | 'month' | 'year' | 'weekend'}:${0 | -1 | -2 | 1}`;
  edge: 'day:start' | 'day:end';
  theBefore: 'day' | 'morning' | 'afternoon' | 'evening' | 'night';
  zone: 'UTC' | `${'Africa' | 'America' | 'Asia' | 'Atlantic' | 'Australia' | 'Europe' | 'Pacific'}/${string}`;
  wl: WorkloadName;
  folder:
    | 'Inbox'
    | 'Sent Items'
    | 'Deleted Items'
    | 'Calendar'
    | 'Contacts'
    | 'Drafts'
    | 'Archive'
    | 'Junk Email'
    | 'Tasks'
    | 'Notes';
};

/** A key of a table: a tag, with its value after a colon where it has one (`dow:1`, `wl:exchange`). */
export type Tag = Exclude<TagName, keyof Valued> | { [K in keyof Valued]: `${K}:${Valued[K]}` }[keyof Valued];
