import { limitText } from '../../../main/words/reasons.ts';
import { devicesLink } from '../../bridge/device-filter.ts';
import type { Outputs } from '../../bridge/types.ts';
import type { Speech } from './decision-text.ts';

export type AwayItem = Outputs['alert']['meanwhile']['items'][number];

/** What happened meanwhile in a sentence, and where it is to be seen; `to` is null where that is the list itself. */
export function awayText(item: AwayItem, speech: Speech): { text: string; to: string | null } {
  const { text, words, number } = speech;
  switch (item.kind) {
    case 'lost_support': {
      const { devices: count, limitedBy, modelId } = item;
      const subject = subjectOf(item, speech);
      return {
        text: limitedBy
          ? text('alerts.away.lost', { subject, count, limit: limitText(limitedBy, words) })
          : text('alerts.away.lostPlain', { subject }),
        to: item.deviceId ? `/devices/${item.deviceId}` : devicesLink({ modelId, band: ['unsupported'] }),
      };
    }
    case 'day_passed': {
      const { vendor, vendorId, deviceId, modelId, action } = item;
      const facts = { subject: subjectOf(item, speech), vendor, day: words.day(item.by) };
      const said = action === 'act_on_unsupported' ? 'start_replacement' : action;
      return {
        text: text(`alerts.away.passed.${said}`, facts),
        to: deviceId ? `/devices/${deviceId}` : modelId ? devicesLink({ modelId }) : `/vendors/${vendorId}`,
      };
    }
    case 'notice_missed':
      return {
        text: text('alerts.away.noticeMissed', { contract: item.contract, day: words.day(item.on) }),
        to: `/contracts/${item.contractId}`,
      };
    case 'contract_ended':
      return {
        text: text('alerts.away.contractEnded', { contract: item.contract, day: words.day(item.on) }),
        to: `/contracts/${item.contractId}`,
      };
    case 'date_moved': {
      const { vendor, model, modelId, days } = item;
      const count = Math.abs(days);
      const facts = { vendor, model, count, amount: number(count) };
      return { text: text(days < 0 ? 'alerts.away.earlier' : 'alerts.away.later', facts), to: `/models/${modelId}` };
    }
    case 'dates_received':
      return { text: text('alerts.away.received', { count: item.dates, amount: number(item.dates) }), to: '/models' };
    case 'exception_ended':
      return {
        text: text('alerts.away.exception', { title: item.title, day: words.day(item.on) }),
        to: `/exceptions/${item.exceptionId}`,
      };
    case 'task_overdue':
      return {
        text: text('alerts.away.task', { title: item.title, day: words.day(item.on) }),
        to: `/tasks?task=${item.taskId}`,
      };
    case 'alerts_back':
      return { text: text('alerts.away.back', { count: item.alerts, amount: number(item.alerts) }), to: null };
  }
}

function subjectOf(
  { devices, assetTag, model }: { devices: number; assetTag: string | null; model: string | null },
  { text, number }: Speech,
): string {
  const amount = number(devices);
  if (devices === 1) return assetTag || model || text('today.devices', { count: 1, amount });
  return model ? text('today.fleet', { amount, model }) : text('today.devices', { count: devices, amount });
}
