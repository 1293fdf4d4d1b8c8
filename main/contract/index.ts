import { advisory } from './advisory.ts';
import { alert } from './alert.ts';
import { backup } from './backup.ts';
import { catalogue } from './catalogue.ts';
import { checklist } from './checklist.ts';
import { clause } from './clause.ts';
import { commitment } from './commitment.ts';
import { comparison } from './comparison.ts';
import { conflict } from './conflict.ts';
import { contract } from './contract.ts';
import { cost } from './cost.ts';
import { cover } from './cover.ts';
import { device } from './device.ts';
import { document } from './document.ts';
import { duplicate } from './duplicate.ts';
import { edit } from './edit.ts';
import { entitlement } from './entitlement.ts';
import { exception } from './exception.ts';
import { exports } from './export.ts';
import { finding } from './finding.ts';
import { folderExports, folderImports } from './folder.ts';
import { gudidImports } from './gudid.ts';
import { handover } from './handover.ts';
import { history } from './history.ts';
import { imports } from './import.ts';
import { installation } from './installation.ts';
import { mds2 } from './mds2.ts';
import { model } from './model.ts';
import { obligation } from './obligation.ts';
import { plan } from './plan.ts';
import { procurement } from './procurement.ts';
import { program } from './program.ts';
import { publication } from './publication.ts';
import { scorecard } from './scorecard.ts';
import { signOff } from './sign-off.ts';
import { support } from './support.ts';
import { task } from './task.ts';
import { template } from './template.ts';
import { trash } from './trash.ts';
import { udi } from './udi.ts';
import { user } from './user.ts';
import { vault } from './vault.ts';
import { vendor } from './vendor.ts';
import { vendorForm } from './vendor-form.ts';
import { view } from './view.ts';

/** The whole promise of the program: every procedure that a window, a script or the command line can call. */
export const promise = {
  program,
  vault,
  user,
  device,
  model,
  vendor,
  contract,
  cover,
  entitlement,
  cost,
  clause,
  commitment,
  comparison,
  conflict,
  finding,
  scorecard,
  installation,
  support,
  plan,
  alert,
  checklist,
  template,
  mds2,
  vendorForm,
  procurement,
  catalogue,
  imports: { ...imports, ...folderImports, ...gudidImports },
  exports: { ...exports, ...folderExports },
  advisory,
  document,
  history,
  backup,
  publication,
  exception,
  obligation,
  handover,
  signOff,
  edit,
  duplicate,
  task,
  trash,
  udi,
  view,
};
export type Promised = typeof promise;
