import type { Day } from '../domain/day.ts';
import type { FindingReason } from '../domain/finding.ts';
import { isEveryVersion } from '../domain/version-range.ts';
import type { Words } from './words.ts';

/** Why something was proposed, as people read it. Names in it are as the two sides write them: hostile text. */
export function findingReasonText(reason: FindingReason, words: Words): string {
  switch (reason.code) {
    case 'vendor':
      return words.t(`finding.reason.vendor.${reason.relation}`, {
        theirs: reason.theirs ?? '',
        ours: reason.ours ?? reason.theirs ?? '',
      });
    case 'name':
      return words.t(`finding.reason.name.${reason.relation}`, { theirs: reason.theirs, ours: reason.ours });
    case 'version':
      return versionText(reason, words);
    case 'identifier':
      return words.t(`finding.reason.identifier.${reason.kind}`, { value: reason.value });
    case 'component':
      return words.t('finding.reason.component', { label: reason.label });
    case 'stated':
      return words.t(`finding.reason.stated.${reason.status}`, { count: reason.vulnerabilities });
    case 'exploited':
      return words.t('finding.reason.exploited', {
        count: reason.entries,
        vendor: reason.vendor,
        product: reason.product,
        day: words.day(reason.newestOn as Day),
      });
    case 'more_products':
      return words.t('finding.reason.more_products', { count: reason.count });
    case 'no_longer_named':
      return words.t('finding.reason.no_longer_named');
    case 'linked':
      return reason.note
        ? words.t('finding.reason.linkedNote', { note: reason.note })
        : words.t('finding.reason.linked');
  }
}

function versionText({ fit, range, version }: Extract<FindingReason, { code: 'version' }>, words: Words): string {
  const said = range ?? '';
  if (said !== '' && isEveryVersion(said)) return words.t('finding.reason.version.insideAll');
  if (said === '') return words.t('finding.reason.version.unknownNoRange');
  const facts = { range: said, version: version ?? words.t('finding.reason.unknownVersion') };
  if (version === null && fit === 'inside') return words.t('finding.reason.version.insideVersions', facts);
  if (version === null && fit === 'outside') return words.t('finding.reason.version.outsideVersions', facts);
  return words.t(`finding.reason.version.${fit}`, facts);
}
