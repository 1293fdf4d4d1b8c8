import type { TextKey } from '../i18n/i18n.ts';

/** A figure of `program.counts`, shown beside an entry. */
export type CountKey = 'decisions' | 'devices' | 'models' | 'vendors' | 'contracts' | 'checklists';

export interface NavigationEntry {
  readonly to: string;
  readonly label: TextKey;
  readonly count?: CountKey;
}

export interface NavigationGroup {
  readonly label?: TextKey;
  readonly entries: readonly NavigationEntry[];
}

/** The one list of screens that can be gone to: the navigation and the palette are made of it. */
export const NAVIGATION: readonly NavigationGroup[] = [
  { entries: [{ to: '/', label: 'shell.today', count: 'decisions' }] },
  {
    label: 'shell.register',
    entries: [
      { to: '/devices', label: 'shell.devices', count: 'devices' },
      { to: '/models', label: 'shell.models', count: 'models' },
      { to: '/vendors', label: 'shell.vendors', count: 'vendors' },
      { to: '/contracts', label: 'shell.contracts', count: 'contracts' },
    ],
  },
  { label: 'shell.procurement', entries: [{ to: '/checklists', label: 'shell.checklists', count: 'checklists' }] },
  { label: 'shell.data', entries: [{ to: '/import', label: 'shell.import' }] },
  { label: 'shell.vault', entries: [{ to: '/history', label: 'shell.history' }] },
];
