/**
 * What a device of a file is found by: its tag; its serial number and model; its device identifier and serial number. A blank
 * never matches. A row without the one is found by the next: UDI, then serial number and model, then tag.
 */
export const MATCH_KEYS = ['tag', 'serial', 'udi'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];
