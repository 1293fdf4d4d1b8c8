import { useQuery } from '@tanstack/react-query';
import { LEGACY_WORDS } from '../../../main/contract/legacy.ts';
import { BANDS, type Band } from '../../../main/domain/band.ts';
import type { Day } from '../../../main/domain/day.ts';
import { DEVICE_STATUSES } from '../../../main/domain/device.ts';
import type { ContractId, ExceptionId, ModelId, VendorId } from '../../../main/domain/ids.ts';
import { MILESTONES } from '../../../main/domain/model.ts';
import { LIMIT_KINDS } from '../../../main/domain/support.ts';
import type { Words } from '../../../main/words/words.ts';
import type { DeviceFilter } from '../../bridge/device-filter.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { BAND_TONES, Tag } from '../../ui/status-tag.tsx';
import { FilterMenu } from './filter-menu.tsx';

/** Bands that people filter by together. Every band stands in exactly one group. */
const BAND_GROUPS = {
  supported: ['supported'],
  plan: ['plan_36', 'plan_24'],
  later: ['approaching_18'],
  year: ['approaching_12', 'approaching_6', 'approaching_3'],
  unsupported: ['unsupported'],
  unknown: ['unknown'],
  not_tracked: ['not_tracked'],
} as const satisfies Record<string, readonly Band[]>;
type BandGroup = keyof typeof BAND_GROUPS;
const GROUPS = Object.keys(BAND_GROUPS) as BandGroup[];

/** The filters of the register as chips; `onChange` gets the whole filter anew. */
export function RegisterFilters({
  filter,
  onChange,
}: {
  filter: DeviceFilter;
  onChange: (filter: DeviceFilter) => void;
}) {
  const text = useText();
  const words = useWords();
  const bands = filter.band ?? [];
  // A group counts as chosen when it holds all of its bands; a link may choose a part of one, which then stands by itself.
  const groups = GROUPS.filter((group) => BAND_GROUPS[group].every((band) => bands.includes(band)));
  const single = bands.filter((band) => !groups.some((group) => BAND_GROUPS[group].some((one) => one === band)));
  const { status, band, department, manufacturer, limitKind, ...rest } = filter;

  return (
    <>
      <FilterMenu
        name={text('devices.filter.status')}
        chosen={status ?? []}
        labelOf={(key) => known(DEVICE_STATUSES, key, (word) => words.t(`status.${word}`))}
        without={{ ...rest, band, department, manufacturer, limitKind }}
        choicesOf={(facets) =>
          DEVICE_STATUSES.flatMap((word) => {
            const found = facets.status.find(({ value }) => value === word);
            return found ? [{ key: word, label: words.t(`status.${word}`), count: found.count }] : [];
          })
        }
        onChange={(chosen) => onChange({ ...filter, status: DEVICE_STATUSES.filter((word) => chosen.includes(word)) })}
      />
      <FilterMenu
        name={text('devices.filter.support')}
        chosen={[...groups, ...single]}
        labelOf={(key) =>
          known(GROUPS, key, (group) => text(`devices.bandGroup.${group}`)) ||
          known(BANDS, key, (one) => words.t(`band.${one}`))
        }
        without={{ ...rest, status, department, manufacturer, limitKind }}
        choicesOf={(facets) =>
          GROUPS.map((group) => {
            const members: readonly Band[] = BAND_GROUPS[group];
            const label = text(`devices.bandGroup.${group}`);
            return {
              key: group,
              label,
              shown: <Tag tone={BAND_TONES[BAND_GROUPS[group][0]]}>{label}</Tag>,
              count: facets.band.reduce((sum, { value, count }) => (members.includes(value) ? sum + count : sum), 0),
            };
          })
        }
        onChange={(chosen) =>
          onChange({
            ...filter,
            band: BANDS.filter(
              (one) =>
                chosen.includes(one) ||
                GROUPS.some((group) => chosen.includes(group) && BAND_GROUPS[group].some((member) => member === one)),
            ),
          })
        }
      />
      <FilterMenu
        name={text('devices.filter.department')}
        chosen={department ?? []}
        labelOf={(key) => key || text('devices.filter.noDepartment')}
        without={{ ...rest, status, band, manufacturer, limitKind }}
        choicesOf={(facets) => facets.department.map(({ value, count }) => ({ key: value, label: value, count }))}
        onChange={(chosen) => onChange({ ...filter, department: [...chosen] })}
      />
      <FilterMenu
        name={text('devices.filter.vendor')}
        chosen={manufacturer ?? []}
        labelOf={(key) => key}
        without={{ ...rest, status, band, department, limitKind }}
        choicesOf={(facets) => facets.manufacturer.map(({ value, count }) => ({ key: value, label: value, count }))}
        onChange={(chosen) => onChange({ ...filter, manufacturer: [...chosen] })}
      />
      <FilterMenu
        name={text('devices.filter.limitedBy')}
        chosen={limitKind ?? []}
        labelOf={(key) => known(LIMIT_KINDS, key, (kind) => words.t(`limitKind.${kind}`))}
        without={{ ...rest, status, band, department, manufacturer }}
        choicesOf={(facets) =>
          facets.limitKind.map(({ value, count }) => ({ key: value, label: words.t(`limitKind.${value}`), count }))
        }
        onChange={(chosen) => onChange({ ...filter, limitKind: LIMIT_KINDS.filter((kind) => chosen.includes(kind)) })}
      />
      <LegacyFilter filter={filter} onChange={onChange} />
      <LinkedFilters filter={filter} onChange={onChange} />
    </>
  );
}

/** Filters that only a link from another screen sets: one model, one vendor, one contract, one exception. */
function LinkedFilters({ filter, onChange }: { filter: DeviceFilter; onChange: (filter: DeviceFilter) => void }) {
  const text = useText();
  const words = useWords();
  const { modelId, vendorId, contractId, exceptionId, limitName, model, bandAsOf } = filter;
  return (
    <>
      {bandAsOf ? (
        <FilterChip
          active
          label={text('devices.filter.bandAsOf', { day: words.day(bandAsOf as Day) })}
          onClear={() => onChange({ ...filter, bandAsOf: undefined })}
        />
      ) : null}
      {modelId ? <ModelChip id={modelId} onClear={() => onChange({ ...filter, modelId: undefined })} /> : null}
      {vendorId ? <VendorChip id={vendorId} onClear={() => onChange({ ...filter, vendorId: undefined })} /> : null}
      {contractId ? (
        <ContractChip id={contractId} onClear={() => onChange({ ...filter, contractId: undefined })} />
      ) : null}
      {exceptionId ? (
        <ExceptionChip id={exceptionId} onClear={() => onChange({ ...filter, exceptionId: undefined })} />
      ) : null}
      {limitName !== undefined ? (
        <FilterChip
          active
          label={text('devices.filter.limitName', { name: limitNameText(limitName, words) })}
          onClear={() => onChange({ ...filter, limitName: undefined })}
        />
      ) : null}
      {model?.length ? (
        <FilterChip
          active
          label={text('devices.filter.model', { name: model.join(', ') })}
          onClear={() => onChange({ ...filter, model: undefined })}
        />
      ) : null}
    </>
  );
}

/** What a limit is called: milestones are words of the program, and cover has no name of its own. */
function limitNameText(name: string, words: Words): string {
  if (name === '') return words.t('limitKind.contract');
  const milestone = MILESTONES.find((one) => one === name);
  return milestone ? words.t(`milestone.${milestone}`) : name;
}

function ModelChip({ id, onClear }: { id: ModelId; onClear: () => void }) {
  const text = useText();
  const { data } = useQuery(orpc.model.get.queryOptions({ input: { id } }));
  const name = data ? `${data.manufacturer} ${data.name}` : text('devices.filter.unnamed');
  return <FilterChip active label={text('devices.filter.modelId', { name })} onClear={onClear} />;
}

function VendorChip({ id, onClear }: { id: VendorId; onClear: () => void }) {
  const text = useText();
  const { data } = useQuery(orpc.vendor.get.queryOptions({ input: { id } }));
  const name = data?.name ?? text('devices.filter.unnamed');
  return <FilterChip active label={text('devices.filter.vendorId', { name })} onClear={onClear} />;
}

/** Judgements are few, so they are only filtered by, and not counted. */
function LegacyFilter({ filter, onChange }: { filter: DeviceFilter; onChange: (filter: DeviceFilter) => void }) {
  const text = useText();
  const words = useWords();
  const chosen = filter.legacy ?? [];
  return (
    <FilterMenu
      name={text('exceptions.legacy.filter')}
      chosen={chosen}
      labelOf={(key) => known(LEGACY_WORDS, key, (word) => words.t(`legacy.${word}`))}
      without={{ ...filter, legacy: undefined }}
      choicesOf={(facets) =>
        facets.legacy.map(({ value, count }) => ({ key: value, label: words.t(`legacy.${value}`), count }))
      }
      onChange={(keys) => onChange({ ...filter, legacy: LEGACY_WORDS.filter((word) => keys.includes(word)) })}
    />
  );
}

function ExceptionChip({ id, onClear }: { id: ExceptionId; onClear: () => void }) {
  const text = useText();
  const { data } = useQuery(orpc.exception.get.queryOptions({ input: { id } }));
  const name = data?.title ?? text('devices.filter.unnamed');
  return <FilterChip active label={text('devices.filter.exceptionId', { name })} onClear={onClear} />;
}

function ContractChip({ id, onClear }: { id: ContractId; onClear: () => void }) {
  const text = useText();
  const { data } = useQuery(orpc.contract.get.queryOptions({ input: { id } }));
  const name = data?.number ?? text('devices.filter.unnamed');
  return <FilterChip active label={text('devices.filter.contractId', { name })} onClear={onClear} />;
}

function known<Word extends string>(words: readonly Word[], key: string, label: (word: Word) => string): string {
  const found = words.find((word) => word === key);
  return found === undefined ? '' : label(found);
}
