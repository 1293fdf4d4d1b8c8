import { COMMITMENT_KINDS } from '../../../main/domain/commitment.ts';
import { CONTRACT_KINDS } from '../../../main/domain/contract.ts';
import { parseDay } from '../../../main/domain/day.ts';
import { DEVICE_STATUSES } from '../../../main/domain/device.ts';
import { isMilestoneKind } from '../../../main/domain/model.ts';
import { useWords } from '../../i18n/i18n.ts';

/** A value of the preview as people read it: code words and days in words, everything else as the file says it. */
export function useValueText(): (column: string, value: string | null | undefined) => string {
  const words = useWords();
  return (column, value) => {
    if (value === null || value === undefined) return '';
    const day = parseDay(value);
    if (day !== null) return words.day(day);
    const status = column === 'status' ? DEVICE_STATUSES.find((one) => one === value) : undefined;
    if (status) return words.t(`status.${status}`);
    const milestone = column === 'milestone' && isMilestoneKind(value) ? value : undefined;
    if (milestone) return words.t(`milestone.${milestone}`);
    const contract = column === 'kind' ? CONTRACT_KINDS.find((one) => one === value) : undefined;
    if (contract) return words.t(`contractKind.${contract}`);
    const commitment = column === 'kind' ? COMMITMENT_KINDS.find((one) => one === value) : undefined;
    return commitment ? words.t(`commitmentKind.${commitment}`) : value;
  };
}
