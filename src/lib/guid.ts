const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is written like a GUID, such as an Entra object id. */
export const isGuid = (text: string): boolean => pattern.test(text);
