import type { Promised } from '../contract/index.ts';
import { advisoryQueries } from '../features/advisory/advisory.handlers.ts';
import { advisoryImportCommands, advisoryImportQueries } from '../features/advisory/advisory-import.handlers.ts';
import { alertCommands, alertQueries } from '../features/alert/alert.handlers.ts';
import { catalogueCommands, catalogueQueries } from '../features/catalogue/catalogue.handlers.ts';
import { checklistCommands, checklistQueries } from '../features/checklist/checklist.handlers.ts';
import { issueCommands, issueQueries } from '../features/checklist/issue.handlers.ts';
import { promiseCommands, promiseQueries } from '../features/checklist/promise.handlers.ts';
import { clauseCommands, clauseQueries } from '../features/clause/clause.handlers.ts';
import { commitmentCommands, commitmentQueries } from '../features/commitment/commitment.handlers.ts';
import { comparisonQueries } from '../features/comparison/comparison.handlers.ts';
import { conflictQueries } from '../features/conflict/conflict.handlers.ts';
import { contractCommands, contractQueries } from '../features/contract/contract.handlers.ts';
import { costQueries } from '../features/cost/cost.handlers.ts';
import { coverCommands, coverQueries } from '../features/cover/cover.handlers.ts';
import { deviceCommands, deviceQueries } from '../features/device/device.handlers.ts';
import { documentCommands, documentQueries } from '../features/document/document.handlers.ts';
import { duplicateCommands, duplicateQueries } from '../features/duplicate/duplicate.handlers.ts';
import { editCommands, editQueries } from '../features/edit/edit.handlers.ts';
import { entitlementCommands, entitlementQueries } from '../features/entitlement/entitlement.handlers.ts';
import { exceptionCommands, exceptionQueries } from '../features/exception/exception.handlers.ts';
import { exportQueries } from '../features/export/export.handlers.ts';
import { recordQueries } from '../features/export/records.handlers.ts';
import { findingCommands, findingQueries } from '../features/finding/finding.handlers.ts';
import { handoverCommands, handoverQueries } from '../features/handover/handover.handlers.ts';
import { historyQueries } from '../features/history/history.handlers.ts';
import { gudidCommands, gudidQueries } from '../features/import/gudid.handlers.ts';
import { importCommands, importQueries } from '../features/import/import.handlers.ts';
import { profileCommands, profileQueries } from '../features/import/profile.handlers.ts';
import { sbomCommands, sbomQueries } from '../features/import/sbom.handlers.ts';
import { undoCommands, undoQueries } from '../features/import/undo.handlers.ts';
import { installationCommands, installationQueries } from '../features/installation/installation.handlers.ts';
import { mds2Commands, mds2Queries } from '../features/mds2/mds2.handlers.ts';
import { modelCommands, modelQueries } from '../features/model/model.handlers.ts';
import { obligationCommands, obligationQueries } from '../features/obligation/obligation.handlers.ts';
import { planCommands, planQueries } from '../features/plan/plan.handlers.ts';
import { procurementCommands, procurementQueries } from '../features/procurement/procurement.handlers.ts';
import { programQueries } from '../features/program/program.handlers.ts';
import { publicationCommands, publicationQueries } from '../features/publication/publication.handlers.ts';
import { sampleCommands } from '../features/sample/sample.handlers.ts';
import { scorecardQueries } from '../features/scorecard/scorecard.handlers.ts';
import { signOffCommands, signOffQueries } from '../features/sign-off/sign-off.handlers.ts';
import { supportQueries } from '../features/support/support.handlers.ts';
import { taskCommands, taskQueries } from '../features/task/task.handlers.ts';
import { templateCommands, templateQueries } from '../features/template/template.handlers.ts';
import { trashCommands, trashQueries } from '../features/trash/trash.handlers.ts';
import { udiQueries } from '../features/udi/udi.handlers.ts';
import { vendorCommands, vendorQueries } from '../features/vendor/vendor.handlers.ts';
import { vendorFormCommands, vendorFormQueries } from '../features/vendor-form/vendor-form.handlers.ts';
import { viewCommands, viewQueries } from '../features/view/view.handlers.ts';

/** What reads, by noun. */
export const queries = {
  program: programQueries,
  device: deviceQueries,
  model: modelQueries,
  vendor: vendorQueries,
  contract: contractQueries,
  cover: coverQueries,
  entitlement: entitlementQueries,
  cost: costQueries,
  clause: clauseQueries,
  commitment: commitmentQueries,
  comparison: comparisonQueries,
  conflict: conflictQueries,
  finding: findingQueries,
  scorecard: scorecardQueries,
  installation: installationQueries,
  support: supportQueries,
  plan: planQueries,
  advisory: advisoryQueries,
  alert: alertQueries,
  checklist: { ...checklistQueries, ...issueQueries, ...promiseQueries },
  template: templateQueries,
  mds2: mds2Queries,
  vendorForm: vendorFormQueries,
  procurement: procurementQueries,
  catalogue: catalogueQueries,
  imports: {
    ...importQueries,
    ...profileQueries,
    ...sbomQueries,
    ...gudidQueries,
    ...advisoryImportQueries,
    ...undoQueries,
  },
  exports: { ...exportQueries, ...recordQueries },
  document: documentQueries,
  task: taskQueries,
  trash: trashQueries,
  history: historyQueries,
  publication: publicationQueries,
  exception: exceptionQueries,
  handover: handoverQueries,
  obligation: obligationQueries,
  udi: udiQueries,
  view: viewQueries,
  signOff: signOffQueries,
  edit: editQueries,
  duplicate: duplicateQueries,
};

/** What writes, by noun. */
export const commands = {
  vault: sampleCommands,
  device: deviceCommands,
  model: modelCommands,
  vendor: vendorCommands,
  contract: contractCommands,
  cover: coverCommands,
  entitlement: entitlementCommands,
  clause: clauseCommands,
  commitment: commitmentCommands,
  finding: findingCommands,
  plan: planCommands,
  alert: alertCommands,
  checklist: { ...checklistCommands, ...issueCommands, ...promiseCommands },
  template: templateCommands,
  mds2: mds2Commands,
  vendorForm: vendorFormCommands,
  procurement: procurementCommands,
  catalogue: catalogueCommands,
  imports: {
    ...importCommands,
    ...profileCommands,
    ...sbomCommands,
    ...gudidCommands,
    ...advisoryImportCommands,
    ...undoCommands,
  },
  document: documentCommands,
  publication: publicationCommands,
  exception: exceptionCommands,
  installation: installationCommands,
  handover: handoverCommands,
  obligation: obligationCommands,
  signOff: signOffCommands,
  edit: editCommands,
  duplicate: duplicateCommands,
  task: taskCommands,
  trash: trashCommands,
  view: viewCommands,
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
