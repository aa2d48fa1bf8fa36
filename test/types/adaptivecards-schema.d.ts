/** Stands in for the raw source file that adaptivecards-templating's types import and `adaptivecards` ships uncompilable. */
export type IAdaptiveCard = Record<string, unknown>;
