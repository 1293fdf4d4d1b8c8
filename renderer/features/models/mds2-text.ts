import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';

export type Statement = Outputs['mds2']['list'][number];
export type StatementDetail = Outputs['mds2']['get'];
export type StatementLine = StatementDetail['lines'][number];
export type Finding = StatementDetail['findings'][number];

type RowKey = Parameters<ReturnType<typeof useWords>['t']>[0];

/** Words of statements: of their rows, of what was found, and how a statement is called. */
export function useMds2Text() {
  const text = useText();
  const words = useWords();
  const row = (identifier: string) => {
    const key = `mds2.row.${identifier.replaceAll('.', '_')}`;
    const name = words.t(key as RowKey);
    // A row that the form does not have has no name of ours.
    return name === key ? '' : name;
  };
  const finding = ({ code, identifier = '', value = '' }: Finding) => {
    const on = /^\d{4}-\d\d-\d\d$/.test(value) ? words.day(value as Parameters<typeof words.day>[0]) : value;
    return words.t(`mds2.finding.${code}`, { identifier, value: on });
  };
  const day = (on: Statement['releasedOn']) => (on === null ? text('mds2.list.noDay') : words.day(on));
  const name = ({ documentNumber }: Pick<Statement, 'documentNumber'>) => documentNumber ?? text('mds2.list.noNumber');
  return { row, finding, day, name };
}

/** Whether a row asks for an answer that the statement does not give clearly. */
export function isOpen({ answer, identifier }: StatementLine): boolean {
  if (answer === 'see_note' || answer === 'blank') return true;
  return answer === 'text' && !/^(?:DOC-[1-7]|OTHR-.*)$/.test(identifier);
}
