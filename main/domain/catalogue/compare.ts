import type { Day } from '../day.ts';
import type { Catalogue } from './catalogue.ts';
import type { CatalogueRelease } from './release.ts';

/** A release whose dates are others in another catalogue. */
export interface ReleaseChange {
  readonly key: string;
  readonly label: string;
  readonly securityEnd: {
    readonly from: CatalogueRelease['securityEnd'];
    readonly to: CatalogueRelease['securityEnd'];
  };
  readonly paidExtensionEndOn: { readonly from: Day | null; readonly to: Day | null };
}

/** What another catalogue would bring. */
export interface CatalogueChanges {
  readonly added: readonly CatalogueRelease[];
  readonly removed: readonly CatalogueRelease[];
  readonly changed: readonly ReleaseChange[];
}

/** Compares two catalogues release by release, each with the dates of the organisation where it has some. */
export function compareCatalogues(before: Catalogue, after: Catalogue): CatalogueChanges {
  const changed = after.releases.flatMap((release): ReleaseChange[] => {
    const known = before.byKey.get(release.key);
    if (known === undefined) return [];
    const { key, label, securityEnd, paidExtensionEndOn } = release;
    if (known.securityEnd === securityEnd && known.paidExtensionEndOn === paidExtensionEndOn) return [];
    return [
      {
        key,
        label,
        securityEnd: { from: known.securityEnd, to: securityEnd },
        paidExtensionEndOn: { from: known.paidExtensionEndOn, to: paidExtensionEndOn },
      },
    ];
  });
  return {
    added: after.releases.filter(({ key }) => !before.byKey.has(key)),
    removed: before.releases.filter(({ key }) => !after.byKey.has(key)),
    changed,
  };
}
