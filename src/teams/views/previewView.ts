import type { Refusal } from '../../domain/refusals.ts';
import { type PointChoice, type RestoreRequest, requestLabel } from '../../domain/request.ts';
import type { RestorePoint } from '../../domain/terms.ts';
import { candidateText, fact, firstFew, lines, personText, whatText } from './blocks.ts';
import { itemFacts } from './itemFacts.ts';
import type { Reader } from './reader.ts';
import { refusalText } from './refusalText.ts';
import {
  askedTimeFacts,
  destinationFact,
  effectOf,
  noticeTexts,
  optionsFact,
  pointFacts,
  pointText,
  reasonFacts,
  whatFact,
  whoseFacts,
} from './requestFacts.ts';
import type { View } from './view.ts';

/** The draft after the form: looking, the exact backup and what will happen, or why not. */
export const previewView: View<'preview'> = ({ request, canNarrow }, reader) => {
  const draft = request.state === 'draft';
  const ready = draft && request.preview.kind === 'ready' && request.content !== null;
  const head = headOf(reader, request);
  const effect = effectOf(reader, request);
  const choices = request.preview.kind === 'ready' ? request.preview.choices : [];
  const items = request.content?.selection.kind === 'items';
  // Items are items of the backup they were found in.
  const points = ready && !items ? pointChoices(reader, choices) : [];
  const rollback = request.preview.kind === 'ready' && request.preview.manner === 'rollback';
  const candidates = draft ? candidateChoices(reader, request) : [];
  const chosen = request.content?.targets[0]?.point?.id ?? choices[0]?.used.id ?? '';
  return {
    summary: head.summary,
    data: {
      tone: head.tone,
      own: {
        title: reader.text(draft ? 'preview.title' : 'preview.title.done'),
        banner: head.banner,
        effect: effect.text,
        narrow: reader.text(items ? 'action.narrowAgain' : 'action.narrow'),
      },
      bannerText: head.text,
      effectTone: effect.tone,
      requestId: request.id,
      revision: request.revision,
      facts: [
        whatFact(reader, request),
        ...itemFacts(reader, request),
        ...whoseFacts(reader, request, 'whose.yours'),
        ...askedTimeFacts(reader, request),
        // With a choice below, the backup is named there once; without one it is a fact.
        ...(points.length > 0 ? [] : pointFacts(reader, request)),
        ...(ready ? [destinationFact(reader, request)] : []),
        optionsFact(reader, request.content?.options ?? request.draft.options),
        ...reasonFacts(reader, request),
      ],
      notes: lines(ready ? [...noteTexts(reader, choices), ...noticeTexts(reader, request)] : []),
      points,
      candidates,
      // The button carries it too, for when there is nothing to choose.
      pointId: choices.length === 1 ? chosen : '',
      deciders: ready ? deciders(reader, request) : [],
      show: {
        bannerText: head.text !== '',
        effect: ready && effect.text !== '',
        confirm: ready && rollback,
        // A tick that is required would stand in the way of every button that sends inputs.
        narrow: ready && canNarrow === true && !rollback,
        narrowOnly: ready && canNarrow === true && rollback,
        points: points.length > 0,
        candidates: candidates.length > 0,
        submit: ready,
        change: draft,
      },
    },
  };
};

type Head = { readonly banner: string; readonly text: string; readonly tone: string; readonly summary: string };

function headOf(reader: Reader, request: RestoreRequest): Head {
  const { preview, state } = request;
  if (state !== 'draft' && request.number !== null) {
    const banner = reader.text('preview.sent', { label: requestLabel(request) });
    return { banner, text: reader.text(`state.${state}`), tone: 'emphasis', summary: banner };
  }
  if (state !== 'draft')
    return {
      banner: reader.text(state === 'withdrawn' ? 'preview.closed' : `state.${state}`),
      text: reader.text('preview.closed.text'),
      tone: 'emphasis',
      summary: reader.text('preview.summary.closed'),
    };
  switch (preview.kind) {
    case 'ready':
      return {
        banner: reader.text('preview.found'),
        text: reader.text(preview.quorum?.needed === 0 ? 'preview.found.free' : 'preview.found.text'),
        tone: 'good',
        summary: reader.text('preview.summary.ready', {
          what: whatText(reader, request),
          time: pointText(reader, request),
        }),
      };
    case 'refused':
      return {
        banner: reader.text(bannerOf(preview.refusal)),
        text:
          preview.refusal.code === 'whichOne'
            ? refusalText(reader, preview.refusal)
            : `${refusalText(reader, preview.refusal)} ${reader.text('preview.refused.next')}`,
        tone: 'warning',
        summary: reader.text('preview.summary.refused'),
      };
    default:
      return {
        banner: reader.text(`preview.${preview.kind}`),
        text: reader.text(`preview.${preview.kind}.text`),
        tone: 'emphasis',
        summary: reader.text('preview.summary.looking'),
      };
  }
}

/** The backups to choose from, oldest first. Only for one target: with several, each has its own and the nearest is used. */
function pointChoices(reader: Reader, choices: readonly PointChoice[]): readonly { title: string; value: string }[] {
  const [only] = choices;
  if (!only || choices.length > 1 || (only.earlier === null && only.later === null)) return [];
  const row = (which: 'earlier' | 'used' | 'later', point: RestorePoint | null) =>
    point
      ? [
          {
            title: reader.text(`preview.point.${which}`, { time: reader.shortInstant(point.takenAtUtc) }),
            value: point.id,
          },
        ]
      : [];
  return [...row('earlier', only.earlier), ...row('used', only.used), ...row('later', only.later)];
}

/** Refusals that are about the backups; any other stands in the way before they were asked. */
const aboutBackups: readonly string[] = [
  'notProtected',
  'notProtectedMailbox',
  'backupsRemoved',
  'notInScope',
  'severalBackups',
  'beforeFirstBackup',
  'noBackups',
];

const bannerOf = ({ code }: Refusal) =>
  code === 'whichOne' ? 'preview.which' : aboutBackups.includes(code) ? 'preview.refused' : 'preview.cannot';

/** How many candidates a card offers; the directory and the backups give no more. */
const shownCandidates = 10;

/** Who or what a name can mean, as name and address. */
const candidateChoices = (reader: Reader, { preview }: RestoreRequest): readonly { title: string; value: string }[] =>
  preview.kind === 'refused' && preview.refusal.code === 'whichOne'
    ? preview.refusal.candidates.slice(0, shownCandidates).map((candidate) => ({
        title: candidateText(reader, candidate),
        value: candidate.id,
      }))
    : [];

const noteTexts = (reader: Reader, choices: readonly PointChoice[]): readonly string[] => {
  const notes = [...new Set(choices.flatMap((choice) => choice.notes))].map((note) =>
    reader.text(`preview.note.${note}`),
  );
  const [soonest] = choices.flatMap(({ used }) => used.expiresUtc ?? []).toSorted();
  return soonest === undefined
    ? notes
    : [...notes, reader.text('preview.keptUntil', { time: reader.longInstant(soonest) })];
};

/** Who decides and why they, how many of them and why that many. */
function deciders(reader: Reader, { preview, approvalsNeeded }: RestoreRequest) {
  if (preview.kind !== 'ready') return [];
  const needed = preview.quorum?.needed ?? approvalsNeeded;
  const because = (preview.quorum?.because ?? []).map((rule) => reader.text(`quorum.${rule}`));
  if (needed === 0) return [fact(reader.text('label.decides'), reader.text('quorum.none'))];
  const people = preview.approvers.map((person) => {
    const why = preview.why?.[person.id];
    const who = personText(reader, person);
    return why === undefined || why === 'named' ? who : reader.text(`decides.${why}`, { person: who });
  });
  return [
    fact(
      reader.text('label.decides'),
      ...firstFew(reader, people),
      reader.plural('approvalsNeeded', needed),
      ...(needed > 1 && because.length > 0 ? [reader.text('quorum.because', { reasons: reader.list(because) })] : []),
    ),
  ];
}
