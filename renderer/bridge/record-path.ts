/** Where the page of a record is, by its kind as the program names it; null for one that has no page of its own. */
export function recordPath(noun: string | null, id: string | null): string | null {
  if (noun === null || id === null) return null;
  const page = PAGES[noun];
  return page === undefined ? null : page(id);
}

const PAGES: Readonly<Record<string, (id: string) => string>> = {
  device: (id) => `/devices/${id}`,
  model: (id) => `/models/${id}`,
  vendor: (id) => `/vendors/${id}`,
  contract: (id) => `/contracts/${id}`,
  checklist: (id) => `/checklists/${id}`,
  procurement: (id) => `/procurement/${id}`,
  exception: (id) => `/exceptions/${id}`,
  obligation: (id) => `/obligations/${id}`,
  advisory: (id) => `/advisories/${id}`,
  finding: (id) => `/matches?state=proposed,confirmed,rejected&finding=${id}`,
  task: (id) => `/tasks?task=${id}`,
  plan: (id) => `/plan?scenario=${id}`,
  catalogue: () => '/catalogue',
};
