import { mayCall } from '../../main/contract/permissions.ts';
import type { Role } from '../../main/domain/role.ts';
import type { TextKey } from '../i18n/i18n.ts';

/** A figure of `program.counts`, shown beside an entry. */
export type CountKey = 'decisions' | 'devices' | 'models' | 'vendors' | 'contracts' | 'checklists' | 'procurement';

export interface NavigationEntry {
  readonly to: string;
  readonly label: TextKey;
  readonly count?: CountKey;
  /** The procedure that the screen cannot do without; whoever may not call it is not led there. */
  readonly needs?: string;
}

export interface NavigationGroup {
  readonly label?: TextKey;
  readonly entries: readonly NavigationEntry[];
}

/** The one list of screens that can be gone to. */
const NAVIGATION: readonly NavigationGroup[] = [
  {
    entries: [
      { to: '/', label: 'shell.today', count: 'decisions' },
      { to: '/tasks', label: 'tasks.title' },
    ],
  },
  {
    label: 'shell.register',
    entries: [
      { to: '/devices', label: 'shell.devices', count: 'devices' },
      { to: '/models', label: 'shell.models', count: 'models' },
      { to: '/vendors', label: 'shell.vendors', count: 'vendors' },
    ],
  },
  {
    label: 'shell.agreements',
    entries: [
      { to: '/contracts', label: 'shell.contracts', count: 'contracts' },
      { to: '/clauses', label: 'clauses.title' },
      { to: '/obligations', label: 'obligations.title' },
      { to: '/conflicts', label: 'conflicts.title' },
      { to: '/scorecards', label: 'scorecards.title' },
    ],
  },
  {
    label: 'shell.risk',
    entries: [
      { to: '/advisories', label: 'advisories.title' },
      { to: '/matches', label: 'findings.title' },
      { to: '/exceptions', label: 'exceptions.title' },
      { to: '/handovers', label: 'exceptions.handover.list.title' },
      { to: '/own-times', label: 'ownTimes.title' },
    ],
  },
  {
    label: 'shell.procurement',
    entries: [
      { to: '/procurement', label: 'procurement.title', count: 'procurement' },
      { to: '/checklists', label: 'shell.checklists', count: 'checklists' },
      { to: '/templates', label: 'templates.title' },
    ],
  },
  {
    label: 'shell.planning',
    entries: [
      { to: '/outlook', label: 'shell.outlook' },
      { to: '/plan', label: 'plan.title' },
      { to: '/reports', label: 'shell.reports' },
    ],
  },
  {
    label: 'shell.data',
    entries: [
      { to: '/import', label: 'shell.import', needs: 'imports.run' },
      { to: '/names', label: 'names.title' },
      { to: '/documents', label: 'documents.title' },
      { to: '/catalogue', label: 'shell.catalogue' },
    ],
  },
  {
    label: 'shell.vault',
    entries: [
      { to: '/history', label: 'shell.history', needs: 'history.list' },
      { to: '/trash', label: 'trash.title', needs: 'trash.restore' },
      { to: '/security', label: 'shell.security' },
    ],
  },
];

/** The screens that somebody of a role can use: the navigation and the palette are made of it. */
export function navigationFor(role: Role | null): readonly NavigationGroup[] {
  return NAVIGATION.map((group) => ({
    ...group,
    entries: group.entries.filter(({ needs }) => needs === undefined || (role !== null && mayCall(role, needs))),
  })).filter(({ entries }) => entries.length > 0);
}
