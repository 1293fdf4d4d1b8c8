import type { AppClient } from '../../app/create-app.ts';
import { NO_CURRENCY } from '../../domain/money.ts';
import { headline } from '../../words/headline.ts';
import { optionText, reasonText } from '../../words/reasons.ts';
import type { Words } from '../../words/words.ts';
import { filterOf } from './chosen-devices.ts';
import type { Answer, Call } from './command.ts';
import { endText, limitedByText } from './support-row.ts';
import { facts, table } from './table.ts';
import { withVault } from './vault-call.ts';

type Device = Awaited<ReturnType<AppClient['device']['get']>>;
type PartialDay = Device['support']['effectiveEnd'];

/** Rows that one call of the program gives at most. */
const PAGE = 1000;

/** `devices list`: part of the register. */
export async function listDevices(call: Call): Promise<Answer> {
  const { options, words } = call;
  const limit = options.whole('limit', { least: 1, most: 1_000_000 }) ?? 100;
  const first = options.whole('offset', { least: 0, most: 100_000_000 }) ?? 0;

  const { total, rows } = await withVault(call, async ({ client }) => {
    const { filter, sort } = await filterOf(client, options);
    const found: Awaited<ReturnType<AppClient['device']['list']>>['rows'] = [];
    for (;;) {
      const wanted = Math.min(PAGE, limit - found.length);
      const page = await client.device.list({ filter, sort, limit: wanted, offset: first + found.length });
      found.push(...page.rows);
      if (page.rows.length < wanted || found.length >= limit) return { total: page.total, rows: found };
    }
  });
  const flat = rows.map(({ support, ...row }) => ({
    assetTag: row.assetTag,
    serialNumber: row.serialNumber,
    manufacturer: row.manufacturer,
    model: row.model,
    softwareVersion: row.softwareVersion,
    department: row.department,
    location: row.location,
    status: row.status,
    band: support.band,
    effectiveEnd: support.effectiveEnd?.on ?? null,
    precision: support.effectiveEnd?.precision ?? null,
    daysLeft: support.daysLeft,
    limitedBy: support.limitedBy,
  }));
  return {
    value: { total, rows: flat },
    text: () =>
      `${table(flat, [
        { heading: words.t('report.assetTag'), value: ({ assetTag }) => assetTag },
        { heading: words.t('report.manufacturer'), value: ({ manufacturer }) => manufacturer },
        { heading: words.t('report.model'), value: ({ model }) => model },
        { heading: words.t('report.department'), value: ({ department }) => department },
        { heading: words.t('report.status'), value: (row) => words.t(`status.${row.status}`) },
        { heading: words.t('report.support'), value: ({ band }) => words.t(`band.${band}`) },
        { heading: words.t('report.until'), value: (row) => endText(row, words), right: true },
        { heading: words.t('report.daysLeft'), value: ({ daysLeft }) => daysLeft, right: true },
        { heading: words.t('report.limitedBy'), value: (row) => limitedByText(row, words) },
      ])}\n${flat.length === 0 ? 'None' : `${first + 1} to ${first + flat.length}`} of ${total}\n`,
  };
}

/** `devices show TAG`: one device with everything that decides its support. */
export async function showDevice(call: Call): Promise<Answer> {
  const [assetTag = ''] = call.operands;
  const asOf = call.options.day('as-of');
  const device = await withVault(
    call,
    ({ client }) => client.device.get({ assetTag, ...(asOf === null ? {} : { asOf }) }),
    null,
  );
  return { value: document(device), text: () => deviceText(device, call.words) };
}

/** The device with each partly known day as a day and its precision, as in the reports. */
function document({ support, components, milestones, ...device }: Device) {
  const { effectiveEnd, terms, options, ...rest } = support;
  return {
    ...device,
    support: {
      ...rest,
      ...partial('effectiveEnd', effectiveEnd),
      terms: terms.map(({ end, ...term }) => ({
        ...term,
        end: end.kind === 'until' ? { kind: end.kind, ...partial('on', end.end) } : end,
      })),
      options: options.map(({ newEnd, ...option }) => ({ ...option, ...partial('newEnd', newEnd) })),
    },
    components: components.map(({ endsOn, ownEnd, ...component }) => ({
      ...component,
      ...partial('endsOn', endsOn),
      enteredEndsOn: ownEnd?.on ?? null,
    })),
    milestones: milestones.map(({ on, kind, ...milestone }) => ({
      milestone: kind,
      ...milestone,
      ...partial('on', on),
    })),
  };
}

function partial<Name extends string>(name: Name, value: PartialDay) {
  return { [name]: value?.on ?? null, precision: value?.precision ?? null };
}

function deviceText(device: Device, words: Words): string {
  const { support, components, contracts } = device;
  const end = {
    effectiveEnd: support.effectiveEnd?.on ?? null,
    precision: support.effectiveEnd?.precision ?? null,
    limitedBy: support.limitedBy,
  };
  const summary = facts([
    [words.t('importColumn.asset_tag'), device.assetTag],
    [words.t('importColumn.serial_number'), device.serialNumber],
    [words.t('importColumn.manufacturer'), device.manufacturer],
    [words.t('importColumn.model'), device.model],
    [words.t('importColumn.software_version'), device.softwareVersion],
    [words.t('importColumn.department'), device.department],
    [words.t('importColumn.location'), device.location],
    [words.t('importColumn.status'), words.t(`status.${device.status}`)],
    [words.t('importColumn.in_service_on'), device.inServiceOn],
    [words.t('importColumn.purchase_price'), device.purchasePrice && moneyText(device.purchasePrice)],
    [words.t('report.support'), words.t(`band.${support.band}`)],
    [words.t('report.until'), endText(end, words)],
    [words.t('report.daysLeft'), support.daysLeft],
    [words.t('report.limitedBy'), limitedByText(end, words)],
  ]);
  const parts = [
    `Why\n${support.reasons.map((reason) => `  ${reasonText(reason, words)}\n`).join('')}`,
    support.options.length === 0
      ? ''
      : `What would change it\n${support.options.map((option) => `  ${optionText(option, words)}\n`).join('')}`,
    components.length === 0
      ? ''
      : table(components, [
          { heading: 'Component', value: ({ label, release }) => release ?? label },
          { heading: 'Kind', value: ({ kind }) => words.t(`componentKind.${kind}`) },
          { heading: 'Version', value: ({ version }) => version },
          { heading: words.t('report.until'), value: ({ endsOn }) => endsOn && words.partialDay(endsOn), right: true },
        ]),
    contracts.length === 0
      ? ''
      : table(contracts, [
          { heading: words.t('report.contract'), value: ({ number }) => number },
          { heading: words.t('report.vendor'), value: ({ vendor }) => vendor },
          { heading: words.t('report.until'), value: ({ endsOn }) => endsOn && words.day(endsOn), right: true },
          { heading: 'Renews', value: ({ renews }) => words.t(renews ? 'tristate.yes' : 'tristate.no') },
        ]),
  ];
  const { answer, more } = headline(support, words);
  const answered = `${answer}.${more === '' ? '' : ` ${more}`}\n`;
  return [answered, summary, ...parts.filter((part) => part !== '')].join('\n');
}

function moneyText({ amount, currency }: NonNullable<Device['purchasePrice']>): string {
  return currency === NO_CURRENCY ? amount : `${amount} ${currency}`;
}
