import { currentDecisions, requestLabel } from '../../domain/request.ts';
import { countLine, countsOf, fact, peopleLines, whatText } from './blocks.ts';
import { outcomeBlocks } from './outcomeBlocks.ts';
import { requesterFact } from './requestFacts.ts';
import type { View } from './view.ts';

/** The outcome for the configured channel: number, kind, counts and time, no object, and people only where the policy says so. */
export const announcementView: View<'announcement'> = ({ request, namePeople }, reader) => {
  const outcome = outcomeBlocks(reader, request);
  const label = requestLabel(request);
  const state = reader.text(`state.${request.state}`);
  const approvers = currentDecisions(request)
    .filter((decision) => decision.verdict === 'approve')
    .map((decision) => decision.by);
  const counts = countsOf(request) ?? { created: 0, merged: 0, skipped: 0, failed: 0 };
  const { run, finishedAtUtc } = request;
  return {
    summary: reader.text('announcement.summary', { label, state, counts: countLine(reader, counts) }),
    data: {
      own: {
        title: reader.text('announcement.title', { label, state }),
        text: reader.text('announcement.text', {
          what: whatText(reader, request),
          time: reader.shortInstant(request.createdAtUtc),
        }),
        countsTitle: outcome.own.countsTitle,
      },
      counts: outcome.counts,
      facts: [
        ...(namePeople === true ? [requesterFact(reader, request)] : []),
        ...(approvers.length > 0
          ? [
              fact(
                reader.text('label.approved'),
                ...(namePeople === true
                  ? peopleLines(reader, approvers)
                  : [reader.plural('announcement.approved', approvers.length)]),
              ),
            ]
          : []),
        ...(run && finishedAtUtc !== null
          ? [fact(reader.text('label.took'), reader.duration(run.startedAtUtc, finishedAtUtc))]
          : []),
      ],
      show: { counts: outcome.show.counts },
    },
  };
};
