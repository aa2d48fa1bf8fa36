import { optionKeys } from '../../../domain/terms.ts';
import type { RunContext } from '../../../ports/provider.ts';
import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { mailItemTable } from '../items/mailItems.ts';
import { locatePerson } from '../lookUp/locatePerson.ts';
import { pages } from '../pages.ts';
import { mailboxesReply } from '../replies/restoreSessions.ts';
import { findByPlace } from './findByPlace.ts';
import { newFolder } from './newFolder.ts';
import { credentialProperties, mailboxSpelling, plainSpelling } from './restoreCredential.ts';
import type { WorkloadTable } from './workloadTable.ts';

/**
 * Whole mailboxes, by the bulk call even for one: only there do the options exist (vb365.md §5.6). The session lists mailboxes by
 * address only, without a filter; the address is the one the person had at that point. Archive mailboxes are entries of their own
 * with the same address and are left alone.
 */
export const exchange: WorkloadTable = {
  workload: 'exchange',
  sessionType: 'Vex',
  pointFlag: 'isExchange',
  items: mailItemTable,
  countsItems: true,
  bulk: (version, run) => version.bulkMailboxes && run.destination === 'inPlace',
  ability: () => ({
    options: optionKeys,
    destinations: ['inPlace', 'new'],
    manner: { inPlace: 'merge', new: 'merge' },
  }),
  // Only chosen items, never a whole mailbox (vb365.md §5.6).
  operatorAbility: () => null,
  locate: (context, tenantId, target) =>
    locatePerson(
      context,
      tenantId,
      target,
      (user) => user.mailboxes?.find((mailbox) => !mailbox.isArchive)?.email ?? null,
    ),

  find: (context, exploreSessionId, plans) =>
    findByPlace(
      pages(context.api, mailboxesReply, `/RestoreSessions/${exploreSessionId}/organization/mailboxes`),
      plans,
      (mailbox, plan) =>
        !mailbox.isArchive &&
        !mailbox.isPublic &&
        sameText(mailbox.email, plan.point?.ref.address ?? plan.target.address),
      (mailbox, plan) => ({
        targetId: plan.target.id,
        id: mailbox.id,
        name: mailbox.name,
        address: mailbox.email,
        items: [],
      }),
    ),

  restore(context, version, exploreSessionId, objects, run) {
    const mailboxes = `/RestoreSessions/${exploreSessionId}/organization/mailboxes`;
    const { credential } = context;
    const [only] = objects;
    if (run.destination === 'new')
      return version.action(`${mailboxes}/${only?.id ?? ''}`, 'restoreTo', {
        // Into the same person's mailbox, as it is called now, in a folder of its own.
        mailbox: run.targets.find(({ target }) => target.id === only?.targetId)?.target.address ?? '',
        folder: newFolder(run),
        ...restoreOptions(run),
        ...holdOptions(context),
        ...(context.settings.mailboxes?.casServer === undefined
          ? {}
          : { casServer: context.settings.mailboxes.casServer }),
        ...credentialProperties(credential, plainSpelling),
      });
    if (version.bulkMailboxes)
      return version.action(mailboxes, 'restore', {
        mailboxes: objects.map(({ id, name, address }) => ({ id, name, email: address })),
        ...restoreOptions(run),
        ...holdOptions(context),
        ...bulkOptions(context),
        ...credentialProperties(credential, mailboxSpelling),
      });
    return version.action(`${mailboxes}/${only?.id ?? ''}`, 'restore', {
      ...(context.inferences.v5MailboxRestoreTakesOptions ? { ...restoreOptions(run), ...holdOptions(context) } : {}),
      ...credentialProperties(credential, plainSpelling),
    });
  },
};

/** What a person ticked, under the vendor's names. Both restore flags are always sent, whatever a server takes as default (design §2). */
const restoreOptions = ({ options }: RunContext): Readonly<Record<string, boolean>> => ({
  deletedItems: options.missingItems,
  changedItems: options.changedItems,
  markRestoredAsUnread: options.markUnread,
  excludeDrafts: options.excludeDrafts,
  excludeDeletedItems: options.excludeDeletedItems,
});

const holdOptions = ({ settings: { mailboxes } }: VeeamContext): Readonly<Record<string, boolean>> => ({
  excludeInPlaceHoldItems: mailboxes?.excludeInPlaceHoldItems ?? false,
  excludeLitigationHoldItems: mailboxes?.excludeLitigationHoldItems ?? false,
});

/** What only the bulk call takes, sent where it is configured (seed 004). */
function bulkOptions({ settings: { mailboxes } }: VeeamContext): Readonly<Record<string, unknown>> {
  const { casServer, recentItemRestorePeriodDays, onPremises } = mailboxes ?? {};
  return {
    skipUnresolved: mailboxes?.skipUnresolved ?? false,
    ...(casServer === undefined ? {} : { casServer }),
    ...(recentItemRestorePeriodDays === undefined ? {} : { recentItemRestorePeriod: recentItemRestorePeriodDays }),
    ...(onPremises === undefined
      ? {}
      : {
          domainName: onPremises.domainName,
          onPremisesUserName: onPremises.userName,
          onPremisesUserPassword: onPremises.password.reveal(),
        }),
  };
}
