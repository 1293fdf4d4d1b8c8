import catalogue from '../checklist/controls.json' with { type: 'json' };

/**
 * What is good in a row of the MDS2 form, by the table of the shipped catalogue (domain.md 3, polarity); rows that only tell a
 * fact are not in it. The same for all candidates, whatever templates their checklists are of.
 */
export const MDS2_POLARITY: ReadonlyMap<string, 'yes' | 'no'> = new Map(
  catalogue.controls.flatMap(({ mds2 }) =>
    Object.entries(mds2).flatMap(([identifier, good]) => (good === 'yes' || good === 'no' ? [[identifier, good]] : [])),
  ),
);
