import type { ReportTable } from '../../formats/report-table.ts';
import type { QueryHandlers } from '../context.ts';
import { reportOrder } from './orders.ts';
import { importableRows } from './record-rows.ts';

export const recordQueries = {
  records: async ({ noun, format }, context) => {
    const { sql, today, organisation, words } = context;
    const { columns, rows } = importableRows(sql, noun);
    const table = (): ReportTable => ({
      title: words.t('recordsFile.title', { noun: words.t(`recordsFile.${noun}`) }),
      subtitle: words.t('recordsFile.subtitle', { count: rows.length }),
      organisation,
      asOf: today,
      notes: [words.t('recordsFile.note')],
      summary: [],
      // The headings are those that an import knows, in every language.
      columns: columns.map((key) => ({ key, heading: key, width: 10, align: 'left', kind: 'text' })),
      rows,
      footer: [],
    });
    return context.deliver(
      reportOrder(context, format, {
        kind: `records_${noun}`,
        asOf: today,
        rows: rows.length,
        json: () => ({ columns, rows }),
        table,
      }),
    );
  },
} satisfies QueryHandlers<'exports', 'records'>;
