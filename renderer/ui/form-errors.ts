import { useText } from '../i18n/i18n.ts';

/** The part of a field's error that a person can be told about. Nested values carry theirs one level down. */
export interface FormFieldError {
  readonly type?: unknown;
  readonly message?: unknown;
}

/** Code words that stand for a text of `form.error`; schemas use them as messages. */
const KNOWN = [
  'required',
  'day',
  'partial',
  'amount',
  'currency',
  'taken',
  'order',
  'replacement',
  'either',
  'start',
  'cve',
] as const;

/** Says in words what is wrong with a field; undefined when nothing is. */
export function useFieldErrorText(): (error: unknown, value: unknown) => string | undefined {
  const text = useText();
  return (error, value) => {
    if (typeof error !== 'object' || error === null) return undefined;
    const found: FormFieldError = 'type' in error ? error : (Object.values(error).find(isFieldError) ?? {});
    const known = KNOWN.find((word) => word === found.message);
    if (known) return text(`form.error.${known}`);
    if (value === '' || value === null || value === undefined) return text('form.error.required');
    return text(found.type === 'too_big' ? 'form.error.too_long' : 'form.error.invalid');
  };
}

function isFieldError(value: unknown): value is FormFieldError {
  return typeof value === 'object' && value !== null && 'type' in value;
}
