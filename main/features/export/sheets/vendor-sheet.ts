import type { VendorId } from '../../../domain/ids.ts';
import type { VENDOR_ROLES } from '../../../domain/model.ts';
import { contractsReport } from '../../contract/contract.store.ts';
import { vendorQueries } from '../../vendor/vendor.handlers.ts';
import { columnsOf } from '../lists/list.ts';
import { STATUS_TONES } from '../reports.ts';
import {
  countText,
  documentsPart,
  historyPart,
  listPart,
  partOf,
  type Sheet,
  type SheetContext,
  shownRecord,
} from './sheet.ts';

const FIELDS = ['name', 'aliases', 'roles', 'securityContact', 'website', 'notes'];

type Vendor = Awaited<ReturnType<typeof vendorQueries.get>>;
type Contact = Omit<Vendor['contacts'][number], 'name'> & { readonly person: string };
const contact = columnsOf<Contact>();
const contract = columnsOf<ReturnType<typeof contractsReport>['rows'][number]>();

/** A vendor: whom to ask, what was bought of it, and what it owes. @throws AppError `not_found` */
export async function vendorSheet(id: VendorId, context: SheetContext): Promise<Sheet> {
  const { words, sql, today, disclosure } = context;
  const { contacts, ...all } = await vendorQueries.get({ id }, context);
  const roles = all.roles.map((role: (typeof VENDOR_ROLES)[number]) => words.t(`vendorRole.${role}`));
  const reached = (disclosure.people ?? 'keep') === 'keep';
  // A number or an address is the person too.
  const people = contacts.map(
    ({ name, email, phone, ...rest }): Contact => ({
      ...rest,
      person: name,
      email: reached ? email : null,
      phone: reached ? phone : null,
    }),
  );
  return {
    title: all.name,
    subtitle: roles.join(', '),
    answer: [],
    summary: (['models', 'devices', 'contracts'] as const).map((key) => ({
      label: words.t(`lists.column.${key}`),
      value: countText(all[key]),
      tone: null,
    })),
    record: shownRecord({ ...all, roles }, context),
    fields: FIELDS,
    parts: [
      ...partOf(
        'contacts',
        words.t('sheet.contacts'),
        [
          contact.text('person', 26, ({ person }) => person, { holds: 'people' }),
          contact.text('role', 22, ({ role }) => role, { free: true }),
          contact.text('email', 28, ({ email }) => email, { holds: 'people' }),
          contact.text('phone', 20, ({ phone }) => phone, { holds: 'people' }),
        ],
        people,
        context,
      ),
      ...(await listPart(
        { name: 'models', question: { vendorId: id } },
        ['name', 'deviceType', 'devices', 'endsOn', 'endKind', 'bands'],
        context,
      )),
      ...partOf(
        'contracts',
        words.t('lists.title.contracts'),
        [
          contract.text('number', 18, ({ number }) => number),
          contract.status('status', 20, ({ status }) => [STATUS_TONES[status], words.t(`contractStatus.${status}`)]),
          contract.day('termEndsOn', 16, ({ termEndsOn }) => termEndsOn),
          contract.day('lastNoticeOn', 16, ({ lastNoticeOn }) => lastNoticeOn),
          contract.text('renewal', 18, ({ renewal }) => words.t(`renewal.${renewal}`)),
          contract.number('coveredDevices', 10, ({ coveredDevices }) => coveredDevices),
        ],
        contractsReport(sql, today).rows.filter((row) => row.vendor === all.name),
        context,
      ),
      ...(await listPart(
        { name: 'obligations', question: { filter: { vendorId: id } } },
        ['state', 'kind', 'contract', 'title', 'model', 'dueOn'],
        context,
      )),
      ...(await listPart(
        { name: 'findings', question: { filter: { vendorId: id } } },
        ['state', 'exploited', 'advisory', 'model', 'cves', 'devices'],
        context,
      )),
      ...(await listPart(
        { name: 'tasks', question: { state: 'open', vendorId: id } },
        ['title', 'dueOn', 'assignee', 'notes'],
        context,
      )),
      ...documentsPart('vendor', id, context),
      ...historyPart(await vendorQueries.history({ id }, context), context),
    ],
  };
}
