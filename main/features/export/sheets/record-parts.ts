import { isMilestoneKind } from '../../../domain/model.ts';
import type { coverQueries } from '../../cover/cover.handlers.ts';
import type { deviceQueries } from '../../device/device.handlers.ts';
import { columnsOf } from '../lists/list.ts';
import { partOf, type SheetContext, type SheetPart } from './sheet.ts';

type Device = Awaited<ReturnType<typeof deviceQueries.get>>;
type Milestone = Device['milestones'][number];
type Component = Device['components'][number];

const milestone = columnsOf<Milestone>();

/** The dates that hold, each with what it rests on. */
export function datesPart(milestones: readonly Milestone[], context: SheetContext): SheetPart[] {
  const { words } = context;
  const columns = [
    milestone.text('kind', 24, ({ kind, ownName }) =>
      isMilestoneKind(kind) ? words.t(`milestone.${kind}`) : (ownName ?? kind),
    ),
    milestone.text('softwareVersion', 10, ({ softwareVersion }) => softwareVersion),
    milestone.day('on', 15, ({ on }) => on),
    milestone.text('vendorTerm', 17, ({ vendorTerm }) => vendorTerm),
    milestone.text('source', 22, ({ source }) => source, { free: true }),
    milestone.day('announcedOn', 15, ({ announcedOn }) => announcedOn),
    milestone.text('createdBy', 14, ({ recordedBy }) => recordedBy, { holds: 'people' }),
  ];
  const current = milestones.filter((one) => one.current);
  return partOf('dates', words.t('sheet.dates'), columns, current, context);
}

const component = columnsOf<Component>();

/** What its software is made of, with the end of each part. */
export function partsPart(components: readonly Component[], context: SheetContext): SheetPart[] {
  const { words } = context;
  const columns = [
    component.text('kind', 18, ({ kind }) => words.t(`componentKind.${kind}`)),
    component.text('name', 28, ({ label }) => label),
    component.text('edition', 12, ({ edition }) => edition),
    component.text('version', 12, ({ version }) => version),
    component.text('supplier', 16, ({ supplier }) => supplier),
    component.day('endsOn', 15, ({ endsOn }) => endsOn),
  ];
  // What limits comes first: a bill of materials has hundreds of others.
  const sorted = [...components].sort((one, other) => Number(other.securityRelevant) - Number(one.securityRelevant));
  return partOf('components', words.t('sheet.parts'), columns, sorted, context);
}

type Cover = Awaited<ReturnType<typeof coverQueries.ofDevice>>['lines'][number];
const cover = columnsOf<Cover>();

/** Warranty and contracts of a device. */
export function coverPart(lines: readonly Cover[], context: SheetContext): SheetPart[] {
  const { words } = context;
  const columns = [
    cover.text('contract', 20, (line) => line.contract ?? words.t('cover.warranty')),
    cover.text('vendor', 24, (line) => line.vendor),
    cover.day('startsOn', 15, ({ startsOn }) => startsOn),
    cover.text('endsOn', 22, ({ endsOn, renews }) => (renews ? words.t('sheet.renews') : endsOn && words.day(endsOn))),
    cover.text('includesSecurityUpdates', 17, (line) => words.t(`tristate.${line.includesSecurityUpdates}`)),
  ];
  return partOf('cover', words.t('sheet.cover'), columns, lines, context);
}
