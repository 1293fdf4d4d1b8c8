/** By what a device is known: its asset tag; device identifier and serial number; or the serial number alone. */
export const UDI_MATCHES = ['tag', 'identifier', 'serial'] as const;
export type UdiMatch = (typeof UDI_MATCHES)[number];

/** What a person would do next with a scanned code. */
export const UDI_PROPOSALS = [
  /** The one device that it names. */
  'open_device',
  /** Several devices have this identifier and serial number: which one, or is one of them recorded twice? */
  'choose_device',
  /** A device has this serial number, and nobody has said yet which identifier its model has. */
  'give_identifier',
  /** A device that is not recorded, of a known model. */
  'new_device',
  /** A device that is not recorded, of a model that nobody has named yet. */
  'new_model',
  /** Nothing here has this code, and it does not name a device. */
  'none',
] as const;
export type UdiProposal = (typeof UDI_PROPOSALS)[number];

/**
 * What to do with a code: the identifier names the model, the serial number the device (domain.md 5.4). A device that only has
 * the same serial number is proposed, never taken for the same: makers count each for themselves.
 */
export function proposalFor(found: {
  readonly di: string | null;
  readonly devices: readonly { readonly by: UdiMatch }[];
  readonly models: number;
}): UdiProposal {
  const sure = found.devices.filter(({ by }) => by !== 'serial').length;
  if (sure > 0) return sure === 1 ? 'open_device' : 'choose_device';
  if (found.di === null) return found.devices.length > 0 ? 'choose_device' : 'none';
  if (found.models > 0) return 'new_device';
  return found.devices.length > 0 ? 'give_identifier' : 'new_model';
}
