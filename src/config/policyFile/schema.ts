import { z } from 'zod';
import { isTicketForm } from '../../domain/ticketRule.ts';
import { isGuid } from '../../lib/guid.ts';

/** The policy file. Messages complete a sentence that begins with the rule's name, as in "decide.people, entry 2 is an address". */

const nilGuid = '00000000-0000-0000-0000-000000000000';

const objectId = z.string('is not a text in quotes').transform((id, context) => {
  if (id.includes('@')) context.addIssue('is an address: use the object id shown in the Entra admin center');
  else if (!isGuid(id)) context.addIssue('is not an object id: an object id is a GUID of 36 characters');
  else if (id === nilGuid) context.addIssue('is still the placeholder of zeros');
  return id.toLowerCase();
});

const listOf = <T extends z.ZodType>(entry: T) =>
  z.array(entry, 'is not a list: begin each entry with a dash').default([]);
const people = { people: listOf(objectId), groups: listOf(objectId) };
const map = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape, 'does not hold named rules');
const yesNo = (fallback: boolean) => z.boolean('is neither true nor false').default(fallback);
const number = (least: number, most: number) =>
  z
    .number(`is not a whole number from ${least} to ${most}`)
    .refine(
      (value) => Number.isInteger(value) && value >= least && value <= most,
      `is not a whole number from ${least} to ${most}`,
    );
const approvals = number(1, 10);

const channel = z
  .string('is not a text in quotes')
  .regex(/^19:[\w-]+@thread\.(?:tacv2|skype)$/, 'is not a channel: use its id (19:…@thread.tacv2)');

const ticket = map({
  forms: z
    .array(
      z
        .string('is not a text in quotes')
        .refine(
          isTicketForm,
          'is not a form of a ticket number: letters, digits and - _ / . stand for themselves, # is one digit, #+ one or more; at most 40 characters',
        ),
      'is not a list: begin each entry with a dash',
    )
    .min(1, 'names no form')
    .max(10, 'names more than 10 forms'),
  example: z.string('is not a text in quotes').max(60, 'is longer than 60 characters'),
});

export const policySchema = map({
  ask: map({
    self: yesNo(true),
    managers: yesNo(false),
    owners: yesNo(false),
    forAnybody: map(people).prefault({}),
  }).prefault({}),
  decide: map({
    ...people,
    manager: yesNo(false),
    owners: yesNo(false),
    beneficiaries: yesNo(false),
    channel: channel.nullable().default(null),
  }),
  approvals: map({
    needed: approvals.default(1),
    othersData: approvals.optional(),
    inPlace: approvals.optional(),
    many: map({ moreThan: number(1, 1000), needed: approvals })
      .nullable()
      .default(null),
    ownDataWithout: yesNo(false),
  }).prefault({}),
  times: map({
    waitHours: number(1, 720).default(72),
    validHours: number(1, 168).default(24),
    remindEveryHours: number(1, 168).nullable().default(24),
  }).prefault({}),
  reason: map({
    minimumCharacters: number(1, 500).default(10),
    maximumCharacters: number(1, 2000).default(500),
    ticket: ticket.nullable().default(null),
  }).prefault({}),
  limits: map({
    requestsPerPersonPerDay: number(1, 100).nullable().default(null),
    targetsPerRequest: number(1, 50).default(10),
  }).prefault({}),
  admins: map(people),
  auditors: map(people).prefault({}),
  guests: yesNo(false),
  alsoKnownAs: listOf(z.array(objectId, 'is not a list of object ids').min(2, 'names fewer than two accounts')),
  announce: map({ namePeople: yesNo(false) }).prefault({}),
});

export type PolicyFile = z.infer<typeof policySchema>;
