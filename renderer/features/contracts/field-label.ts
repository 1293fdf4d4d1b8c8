import { useText } from '../../i18n/i18n.ts';

/** Fields of a contract that a person sees by name, in forms and in its history. */
const FIELDS = [
  'number',
  'vendor',
  'kind',
  'startsOn',
  'endsOn',
  'firstTermMonths',
  'lastDay',
  'renewal',
  'renewalMonths',
  'noticeAmount',
  'noticeUnit',
  'noticeAddress',
  'calendar',
  'notifyDays',
  'yearlyPrice',
  'escalatorPercent',
  'escalatesFrom',
  'currency',
  'includesSecurityUpdates',
  'includesOsUpgrades',
  'notes',
  'cancelledOn',
  'cancelledReason',
  'lastNotice',
  'reminder',
] as const;

/** The name of a field; a field that has none here keeps the program's own word. */
export function useFieldLabel(): (field: string) => string {
  const text = useText();
  return (field) => {
    const known = FIELDS.find((one) => one === field);
    return known ? text(`contracts.field.${known}`) : field;
  };
}
