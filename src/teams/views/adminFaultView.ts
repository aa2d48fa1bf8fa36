import { faults } from '../../domain/faults.ts';
import { fact, limits, peopleLines } from './blocks.ts';
import { oneLine } from './escape.ts';
import type { View } from './view.ts';

const catalogue: Readonly<Record<string, { readonly what: string; readonly next: string }>> = faults;

/** To admins: what is wrong and what to do, in the catalogue's own words (English, as in README and log). */
export const adminFaultView: View<'adminFault'> = ({ faultCode, people }, reader) => {
  const fault = Object.hasOwn(catalogue, faultCode) ? catalogue[faultCode] : undefined;
  const { what, next } = fault ?? faults.UNEXPECTED;
  const code = oneLine(faultCode, limits.name);
  return {
    summary: reader.text('adminFault.summary', { code }),
    data: {
      what,
      next,
      code: reader.text('adminFault.code', { code }),
      facts: people.length > 0 ? [fact(reader.text('adminFault.people'), ...peopleLines(reader, people))] : [],
      show: {},
    },
  };
};
