/**
 * Forms of ticket numbers, such as `INC#######` or `CHG-#+`: `#` is one digit, `#+` one to twelve digits, anything else stands for itself,
 * in either case. Never a regular expression of somebody's own, so no form can make reading a reason slow: at every place of a form
 * there is only one way to go on.
 */
const wellFormed = /^(?:[A-Za-z0-9_/.-]|#(?!\+)|#\+(?![#0-9])){2,40}$/;

/** Whether a text is a form that can be read. */
export const isTicketForm = (form: string): boolean => wellFormed.test(form) && /[#]/.test(form);

function reader(form: string): RegExp {
  const source = form.replaceAll(/#\+|#|[^#]/g, (part) => {
    if (part === '#+') return '\\d{1,12}(?!\\d)';
    if (part === '#') return '\\d';
    return part.replace('.', '\\.');
  });
  return new RegExp(`(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, 'iu');
}

const readers = new Map<string, RegExp>();

/** Whether a reason holds a ticket number in one of these forms, as a word of its own. */
export function holdsTicket(forms: readonly string[], reason: string): boolean {
  return forms.some((form) => {
    const known = readers.get(form) ?? reader(form);
    readers.set(form, known);
    return known.test(reason);
  });
}
