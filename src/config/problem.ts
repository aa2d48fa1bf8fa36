/** One thing wrong with the configuration: which setting, and a sentence that says why and what a right value looks like. */
export type Problem = { readonly setting: string; readonly sentence: string };

/** A problem whose sentence is complete as given. Values are never quoted: somebody may have pasted a password there. */
export const problem = (setting: string, sentence: string): Problem => ({ setting, sentence });
