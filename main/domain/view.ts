/** The lists that can be saved as a view, named by the beginning of their address. */
export const VIEW_PAGES = [
  'devices',
  'models',
  'vendors',
  'contracts',
  'procurement',
  'obligations',
  'matches',
  'checklists',
  'exceptions',
  'tasks',
  'advisories',
] as const;
export type ViewPage = (typeof VIEW_PAGES)[number];

/** Begins the parts of a view's address that are words of the vault; see {@link SavedView} and kept-words.ts of the window. */
export const VIEW_WORDS = 'words.';
