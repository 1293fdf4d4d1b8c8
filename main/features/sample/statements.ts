import { addDays, addMonths, type Day } from '../../domain/day.ts';
import type { Mds2Id } from '../../domain/ids.ts';
import { MDS2_IDENTIFIERS } from '../../domain/mds2/form.ts';
import { writeDelimited } from '../../formats/csv.ts';
import { readMds2File } from '../../formats/mds2.ts';
import type { WordKey, Words } from '../../words/words.ts';
import type { CommandContext } from '../context.ts';
import { keepDocument } from '../document/document.store.ts';
import { insertLines } from '../mds2/mds2.store.ts';
import { madeBy } from '../records.ts';

/** Rows that the made-up vendor answers with Yes; most others are No, and what is asked below a No is N/A. */
const YES = new Set(
  `MPII-1 MPII-2 MPII-2.1 MPII-2.2 MPII-2.7 MPII-3 MPII-3.1 MPII-3.5 ALOF-1 ALOF-2 AUDT-1 AUDT-1.1 AUDT-2 AUDT-2.1 AUDT-2.2 AUDT-2.4
   AUDT-4 AUDT-4.1 AUDT-4.1.1 AUDT-5 AUDT-5.1 AUDT-6 AUDT-7 AUTH-1 AUTH-1.1 AUTH-2 CSUP-1 CSUP-2 CSUP-2.2 CSUP-3 CSUP-3.2 CSUP-7 CSUP-11
   CSUP-11.1 CSUP-11.2 DTBK-2 DTBK-3 DTBK-5 EMRG-1 IGAU-1 MLDP-4 NAUT-1 CONN-1 CONN-1.2 CONN-1.2.1 CONN-1.2.2 CONN-2 CONN-3 CONN-7
   CONN-7.1 PAUT-1 PAUT-1.1 PAUT-2 PAUT-3 PAUT-4 PAUT-5 PAUT-6 PAUT-10 PAUT-14 PAUT-14.1 PLOK-2 RDMP-1 RDMP-2 RDMP-3 SAHD-1 SAHD-3 SAHD-3.1
   SAHD-3.2 SAHD-5 SAHD-5.1 SAHD-6 SAHD-7 SAHD-8 SAHD-9 SAHD-10 SAHD-11 SAHD-14 SAHD-14.1 SAHD-15 SGUD-1 SGUD-2 SGUD-3 STCF-1 STCF-1.1
   TXCF-2 TXCF-5 TXIG-1 RMOT-1 RMOT-1.1 RMOT-1.2 DOC-8 DOC-10`.split(/\s+/),
);
/** What changed with the newer statement. */
const NEWER_YES = new Set(['SBOM-1', 'SBOM-2', 'SBOM-2.1', 'SBOM-2.2', 'SBOM-2.3', 'SBOM-4', 'PAUT-8', 'AUDT-5.4']);
const NOTES: Readonly<Record<string, string>> = {
  'AUDT-5.1': 'As a CSV file on a USB drive.',
  'CSUP-2.2': 'By our field service; a remote update is planned.',
  'RMOT-1': 'Only after the ward has allowed it for the day.',
  'PAUT-8': 'For administrators and service staff.',
};

/** Two statements of a model that a checklist asks about: the newer one knows a bill of materials and a second factor. */
export async function makeStatements(context: CommandContext): Promise<void> {
  const open = await context.db.assessment.findFirst({
    where: { vendor: { name: 'Norvia Medical' }, modelId: { not: null } },
    include: { model: { select: { name: true } } },
  });
  if (open?.modelId == null || open.model == null) return;
  const { today, words } = context;
  const of = { modelId: open.modelId, model: open.model.name };
  await keepStatement(context, of, statementRows(of.model, 'MDS2-PM-04', addMonths(today, -19), false, words));
  const newest = await keepStatement(
    context,
    of,
    statementRows(of.model, 'MDS2-PM-05', addDays(today, -68), true, words),
  );
  await context.db.assessment.update({ where: { id: open.id }, data: { mds2StatementId: newest } });
}

function statementRows(
  model: string,
  number: string,
  releasedOn: Day,
  newer: boolean,
  words: Words,
): readonly string[][] {
  const texts: Readonly<Record<string, string>> = {
    'DOC-1': 'Norvia Medical',
    'DOC-2': 'Bedside monitor with a network interface',
    'DOC-3': model,
    'DOC-4': number,
    'DOC-5': 'psirt@norvia.example',
    'DOC-6': 'Sends readings and alarms to the central station',
    'DOC-7': releasedOn,
  };
  const yes = (identifier: string) => YES.has(identifier) || (newer && NEWER_YES.has(identifier));
  const answer = (identifier: string) => {
    const above = identifier.replace(/\.\d+$/, '');
    if (yes(identifier)) return 'Yes';
    return above !== identifier && !yes(above) ? 'N/A' : 'No';
  };
  return MDS2_IDENTIFIERS.map((identifier) => [
    identifier,
    words.t(`mds2.row.${identifier.replaceAll('.', '_')}` as WordKey),
    texts[identifier] ?? answer(identifier),
    yes(identifier) || identifier === 'CSUP-2.2' ? (NOTES[identifier] ?? '') : '',
  ]);
}

async function keepStatement(
  context: CommandContext,
  { modelId }: { readonly modelId: string },
  rows: readonly string[][],
): Promise<Mds2Id> {
  const bytes = writeDelimited([['ID', 'Question', 'Answer', 'Note'], ...rows]);
  // What the vendor sends is read as any other file would be.
  const { lines, edition, manufacturer, models, documentNumber, releasedOn, findings } = readMds2File(bytes, null);
  const documentId = await keepDocument(context, bytes, {
    fileName: `${documentNumber}.csv`,
    title: `MDS2 ${documentNumber}`,
    kind: 'evidence',
    datedOn: releasedOn,
    receivedOn: context.today,
  });
  const id = context.newId<'mds2'>();
  const head = { modelId, documentId, edition, manufacturer, models, documentNumber, releasedOn };
  await context.db.mds2Statement.create({
    data: { id, ...head, findings: JSON.stringify(findings), ...madeBy(context) },
  });
  insertLines(context.sql, id, lines);
  return id;
}
