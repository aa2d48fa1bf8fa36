import type { RequestLine } from '../../ports/cards.ts';
import { countLine, limits, workloadText } from './blocks.ts';
import { oneLine } from './escape.ts';
import type { Reader } from './reader.ts';
import type { View } from './view.ts';

/** How many requests a list shows. */
const shownLines = 10;
const shownNames = 3;

/** A person's requests, or what waits for their decision; each can be opened. */
export const listView: View<'list'> = (model, reader) => {
  const shown = model.lines.slice(0, shownLines);
  const empty = model.lines.length === 0;
  return {
    summary: empty
      ? reader.text(`list.${model.of}.empty`)
      : reader.plural(`list.summary.${model.of}`, model.lines.length),
    data: {
      own: {
        title: reader.text(`list.${model.of}`),
        empty: empty ? reader.text(`list.${model.of}.empty`) : '',
        more: reader.plural('more', model.lines.length - shown.length),
      },
      lines: shown.map((line) => lineOf(reader, line)),
      show: { empty, more: model.lines.length > shown.length, start: model.of === 'requests' },
    },
  };
};

function lineOf(reader: Reader, line: RequestLine) {
  const names = line.targetNames.slice(0, shownNames).map((name) => oneLine(name, limits.name));
  if (line.targetNames.length > shownNames) names.push(reader.plural('more', line.targetNames.length - shownNames));
  return {
    own: {
      title: `${line.label} · ${workloadText(reader, line.workload)}`,
      state: reader.text('list.since', {
        state: reader.text(`state.${line.state}`),
        time: reader.shortInstant(line.stateSinceUtc),
      }),
    },
    names: names.join(', '),
    countLines: line.counts ? [{ own: { text: countLine(reader, line.counts) } }] : [],
    openTitle: reader.text('action.open', { label: line.label }),
    requestId: line.id,
    revision: line.revision ?? 0,
  };
}
