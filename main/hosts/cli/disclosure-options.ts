import { type Disclosure, SENSITIVE_KINDS, type SensitiveKind, type Treatment } from '../../domain/disclosure.ts';
import type { Call, OptionSpecs } from './command.ts';
import { usageError } from './usage.ts';

/** Options of exports that can hold something back. */
export const DISCLOSURE: OptionSpecs = {
  'leave-out': { type: 'string', value: 'KINDS', help: 'leave out serials, locations, people or prices; with commas' },
  pseudonyms: { type: 'string', value: 'KINDS', help: 'put pseudonyms in place of serials, locations or people' },
};

/** What an export is to hold back; null when nothing was said. @throws AppError `usage` for a kind that there is not */
export function disclosureOf({ options }: Call): Disclosure | null {
  const named = (option: 'leave-out' | 'pseudonyms', kinds: readonly SensitiveKind[], treatment: Treatment) =>
    (options.text(option) ?? '')
      .split(',')
      .map((given) => given.trim())
      .filter((given) => given !== '')
      .map((given) => {
        const kind = kinds.find((one) => one === given);
        if (kind === undefined)
          throw usageError('not_a_choice', { option: `--${option}`, choices: kinds.join(', '), given });
        return [kind, treatment] as const;
      });
  const pseudonyms = named(
    'pseudonyms',
    SENSITIVE_KINDS.filter((kind) => kind !== 'prices'),
    'pseudonym',
  );
  const all = [...pseudonyms, ...named('leave-out', SENSITIVE_KINDS, 'leave_out')];
  return all.length === 0 ? null : Object.fromEntries(all);
}

/** The part of an export's input that holds something back. @throws AppError `usage` where there is no export to hold it back from */
export function disclosureInput(call: Call, plan: object | null): { readonly disclosure?: Disclosure } {
  const disclosure = disclosureOf(call);
  if (disclosure === null) return {};
  if (plan === null) throw usageError('format_needed');
  return { disclosure };
}
