import { alert } from './alert.ts';
import { backup } from './backup.ts';
import { catalogue } from './catalogue.ts';
import { checklist } from './checklist.ts';
import { clause } from './clause.ts';
import { conflict } from './conflict.ts';
import { contract } from './contract.ts';
import { device } from './device.ts';
import { document } from './document.ts';
import { exception } from './exception.ts';
import { exports } from './export.ts';
import { handover } from './handover.ts';
import { history } from './history.ts';
import { imports } from './import.ts';
import { model } from './model.ts';
import { plan } from './plan.ts';
import { program } from './program.ts';
import { publication } from './publication.ts';
import { support } from './support.ts';
import { scorecard } from './scorecard.ts';
import { task } from './task.ts';
import { user } from './user.ts';
import { vault } from './vault.ts';
import { vendor } from './vendor.ts';

/** The whole promise of the program: every procedure that a window, a script or the command line can call. */
export const promise = {
  program,
  vault,
  user,
  device,
  model,
  vendor,
  contract,
  clause,
  conflict,
  support,
  plan,
  scorecard,
  alert,
  checklist,
  catalogue,
  imports,
  exports,
  document,
  history,
  backup,
  publication,
  exception,
  handover,
  task,
};
export type Promised = typeof promise;
