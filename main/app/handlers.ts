import type { Promised } from '../contract/index.ts';
import { alertCommands, alertQueries } from '../features/alert/alert.handlers.ts';
import { catalogueCommands, catalogueQueries } from '../features/catalogue/catalogue.handlers.ts';
import { checklistCommands, checklistQueries } from '../features/checklist/checklist.handlers.ts';
import { clauseCommands, clauseQueries } from '../features/clause/clause.handlers.ts';
import { conflictQueries } from '../features/conflict/conflict.handlers.ts';
import { contractCommands, contractQueries } from '../features/contract/contract.handlers.ts';
import { deviceCommands, deviceQueries } from '../features/device/device.handlers.ts';
import { documentCommands, documentQueries } from '../features/document/document.handlers.ts';
import { exceptionCommands, exceptionQueries } from '../features/exception/exception.handlers.ts';
import { exportQueries } from '../features/export/export.handlers.ts';
import { handoverCommands, handoverQueries } from '../features/handover/handover.handlers.ts';
import { historyQueries } from '../features/history/history.handlers.ts';
import { importCommands, importQueries } from '../features/import/import.handlers.ts';
import { sbomCommands, sbomQueries } from '../features/import/sbom.handlers.ts';
import { modelCommands, modelQueries } from '../features/model/model.handlers.ts';
import { planCommands, planQueries } from '../features/plan/plan.handlers.ts';
import { programQueries } from '../features/program/program.handlers.ts';
import { publicationCommands, publicationQueries } from '../features/publication/publication.handlers.ts';
import { sampleCommands } from '../features/sample/sample.handlers.ts';
import { supportQueries } from '../features/support/support.handlers.ts';
import { scorecardQueries } from '../features/scorecard/scorecard.handlers.ts';
import { taskCommands, taskQueries } from '../features/task/task.handlers.ts';
import { vendorCommands, vendorQueries } from '../features/vendor/vendor.handlers.ts';

/** What reads, by noun. */
export const queries = {
  program: programQueries,
  device: deviceQueries,
  model: modelQueries,
  vendor: vendorQueries,
  contract: contractQueries,
  clause: clauseQueries,
  conflict: conflictQueries,
  support: supportQueries,
  plan: planQueries,
  scorecard: scorecardQueries,
  alert: alertQueries,
  checklist: checklistQueries,
  catalogue: catalogueQueries,
  imports: { ...importQueries, ...sbomQueries },
  exports: exportQueries,
  document: documentQueries,
  task: taskQueries,
  history: historyQueries,
  publication: publicationQueries,
  exception: exceptionQueries,
  handover: handoverQueries,
};

/** What writes, by noun. */
export const commands = {
  vault: sampleCommands,
  device: deviceCommands,
  model: modelCommands,
  vendor: vendorCommands,
  contract: contractCommands,
  clause: clauseCommands,
  plan: planCommands,
  alert: alertCommands,
  checklist: checklistCommands,
  catalogue: catalogueCommands,
  imports: { ...importCommands, ...sbomCommands },
  document: documentCommands,
  publication: publicationCommands,
  exception: exceptionCommands,
  handover: handoverCommands,
  task: taskCommands,
};

type Handled<Noun> =
  | (Noun extends keyof typeof queries ? keyof (typeof queries)[Noun] : never)
  | (Noun extends keyof typeof commands ? keyof (typeof commands)[Noun] : never);

/** Procedures of the promise that the session answers itself, because they work without an open vault or with its keys. */
export type SessionProcedures = {
  readonly [Noun in keyof Promised as Exclude<keyof Promised[Noun], Handled<Noun>> extends never
    ? never
    : Noun]: Exclude<keyof Promised[Noun], Handled<Noun>>;
};
