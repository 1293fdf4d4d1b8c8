import { addDays } from '../../domain/day.ts';
import { DECISION_HORIZON_DAYS } from '../alert/alert.store.ts';
import { contractDecisions } from '../alert/contract-decisions.ts';
import { vaultCatalogue } from '../catalogue/catalogue.store.ts';
import type { QueryHandlers } from '../context.ts';
import { bandCounts } from '../device/device-counts.store.ts';
import { supportOutlook } from './outlook.store.ts';
import { supportReport } from './report.store.ts';
import { supportHorizon } from './support.store.ts';

export const supportQueries = {
  report: (input, context) => supportReport(context, input),

  outlook: (input, context) => supportOutlook(context, input),

  today: (_input, { sql, today }) => ({
    today,
    counts: bandCounts(sql, today),
    contractDecisions: contractDecisions(sql, today, addDays(today, DECISION_HORIZON_DAYS)).length,
    horizon: supportHorizon(sql, today),
  }),

  identify: ({ name, edition }, { sql }) => {
    const catalogue = vaultCatalogue(sql);
    const match = catalogue.match(name, edition);
    const candidates = match.kind === 'release' ? [match.release] : match.kind === 'ambiguous' ? match.candidates : [];
    return {
      kind: match.kind,
      missing: match.kind === 'ambiguous' ? match.missing : null,
      candidates: candidates
        .slice(0, 60)
        .map(({ key, label, securityEnd, paidExtensionEndOn }) => ({ key, label, securityEnd, paidExtensionEndOn })),
      catalogueDay: catalogue.day,
    };
  },
} satisfies QueryHandlers<'support', 'report' | 'outlook' | 'today' | 'identify'>;
