import { useEffect, useSyncExternalStore } from 'react';
import type { Noun, ProgramEvent } from '../../main/contract/program.ts';
import { client, whenWritten } from './client.ts';
import { setConnectionLost } from './connection.ts';
import { reportProgress } from './jobs.ts';
import { orpc, queryClient } from './queries.ts';
import { once, renew } from './renewal.ts';
import { startAgain } from './start-again.ts';

/** The answers of each branch of the promise, as the cache names them. */
const ANSWERS = {
  device: orpc.device.key(),
  model: orpc.model.key(),
  vendor: orpc.vendor.key(),
  contract: orpc.contract.key(),
  cover: orpc.cover.key(),
  entitlement: orpc.entitlement.key(),
  cost: orpc.cost.key(),
  support: orpc.support.key(),
  advisory: orpc.advisory.key(),
  alert: orpc.alert.key(),
  checklist: orpc.checklist.key(),
  template: orpc.template.key(),
  mds2: orpc.mds2.key(),
  vendorForm: orpc.vendorForm.key(),
  procurement: orpc.procurement.key(),
  catalogue: orpc.catalogue.key(),
  imports: orpc.imports.key(),
  document: orpc.document.key(),
  task: orpc.task.key(),
  trash: orpc.trash.key(),
  udi: orpc.udi.key(),
  view: orpc.view.key(),
  history: orpc.history.key(),
  vault: orpc.vault.key(),
  user: orpc.user.key(),
  backup: orpc.backup.key(),
  publication: orpc.publication.key(),
  clause: orpc.clause.key(),
  commitment: orpc.commitment.key(),
  comparison: orpc.comparison.key(),
  conflict: orpc.conflict.key(),
  finding: orpc.finding.key(),
  scorecard: orpc.scorecard.key(),
  installation: orpc.installation.key(),
  exception: orpc.exception.key(),
  obligation: orpc.obligation.key(),
  handover: orpc.handover.key(),
  signOff: orpc.signOff.key(),
  plan: orpc.plan.key(),
  program: orpc.program.key(),
  edit: orpc.edit.key(),
  duplicate: orpc.duplicate.key(),
} as const;
type Branch = keyof typeof ANSWERS;

/** Whose answers are out of date once something of a noun was written: its own, and those that count or derive from it. */
const TOUCHES: Readonly<Record<Noun, readonly Branch[]>> = {
  device: [
    'duplicate',
    'udi',
    'installation',
    'device',
    'finding',
    'cover',
    'entitlement',
    'cost',
    'conflict',
    'catalogue',
    'exception',
    'handover',
    'model',
    'vendor',
    'contract',
    'support',
    'alert',
    'plan',
    'program',
  ],
  model: [
    'duplicate',
    'udi',
    'installation',
    'model',
    'procurement',
    'mds2',
    'finding',
    'conflict',
    'handover',
    'device',
    'vendor',
    'support',
    'alert',
    'checklist',
    'task',
    'plan',
    'program',
    'comparison',
  ],
  vendor: [
    'duplicate',
    'udi',
    'commitment',
    'procurement',
    'scorecard',
    'vendor',
    'cover',
    'cost',
    'clause',
    'conflict',
    'device',
    'model',
    'contract',
    'support',
    'alert',
    'checklist',
    'plan',
    'program',
    'comparison',
  ],
  contract: [
    'installation',
    'obligation',
    'procurement',
    'scorecard',
    'contract',
    'commitment',
    'cover',
    'entitlement',
    'cost',
    'clause',
    'conflict',
    'device',
    'vendor',
    'support',
    'alert',
    'plan',
    'program',
    'comparison',
  ],
  alert: ['alert', 'program'],
  checklist: [
    'checklist',
    'vendorForm',
    'template',
    'signOff',
    'procurement',
    'commitment',
    'contract',
    'program',
    'comparison',
  ],
  catalogue: ['catalogue', 'procurement', 'device', 'model', 'support', 'alert', 'vault', 'program', 'comparison'],
  import: ['duplicate', 'finding', 'imports', 'udi'],
  document: ['document', 'procurement', 'obligation', 'clause', 'device', 'exception', 'handover', 'model'],
  task: ['task', 'support', 'alert', 'program'],
  vault: ['vault', 'user', 'backup'],
  user: ['user', 'vault'],
  backup: ['backup'],
  publication: ['publication'],
  exception: ['exception', 'signOff', 'procurement', 'device', 'support', 'alert', 'plan', 'program', 'comparison'],
  handover: ['handover', 'model', 'support', 'alert', 'program'],
  plan: ['plan', 'cost', 'device', 'model', 'support', 'alert', 'program'],
  commitment: [
    'installation',
    'commitment',
    'obligation',
    'scorecard',
    'contract',
    'clause',
    'vendor',
    'alert',
    'program',
    'comparison',
  ],
  obligation: [
    'installation',
    'obligation',
    'finding',
    'scorecard',
    'contract',
    'vendor',
    'device',
    'alert',
    'program',
    'comparison',
  ],
  clause: ['clause', 'contract', 'commitment'],
  advisory: ['advisory', 'finding', 'scorecard', 'vendor', 'alert', 'program', 'comparison'],
  finding: ['installation', 'finding', 'advisory', 'device', 'model', 'alert', 'program'],
  mds2: ['mds2', 'model', 'checklist', 'procurement', 'program', 'comparison'],
  procurement: [
    'procurement',
    'checklist',
    'exception',
    'contract',
    'commitment',
    'vendor',
    'model',
    'alert',
    'program',
    'comparison',
  ],
  template: ['template', 'checklist'],
  vendorForm: ['vendorForm', 'checklist', 'document', 'program'],
  signOff: ['signOff', 'checklist', 'procurement', 'exception', 'program', 'comparison'],
  view: ['view'],
  trash: ['trash', 'document', 'program'],
  edit: ['edit'],
  duplicate: ['duplicate', 'vendor', 'model', 'device', 'program'],
};

const listeners = new Set<() => void>();
const changeCounts = new Map<Noun, number>();
let listening = false;

/** Resolves once what is on the screen was fetched again. */
async function noteChanges(nouns: readonly Noun[]): Promise<void> {
  for (const noun of nouns) changeCounts.set(noun, (changeCounts.get(noun) ?? 0) + 1);
  // Whatever is written is written into the history too.
  const branches = new Set<Branch>(['history', ...nouns.flatMap((noun) => TOUCHES[noun])]);
  for (const listener of listeners) listener();
  await renew([...branches].map((branch) => ANSWERS[branch]));
}

const ALL_NOUNS = Object.keys(TOUCHES) as Noun[];
const noteOnce = once((nouns: readonly Noun[]) => noteChanges(nouns));
whenWritten((change, nouns) =>
  noteOnce(
    change,
    ALL_NOUNS.filter((noun) => nouns.includes(noun)),
  ),
);
const statusKey = orpc.vault.status.queryKey();

/** The vault was opened or locked, here or in another window. Locking ends everything that this window shows. */
async function onVault(): Promise<void> {
  const before = queryClient.getQueryData(statusKey)?.state;
  const after = await client.vault.status();
  if (before === 'unlocked' && after.state !== 'unlocked') startAgain();
  else queryClient.setQueryData(statusKey, after);
}

async function onEvent(event: ProgramEvent): Promise<void> {
  if (event.kind === 'changed') void noteOnce(event.change, event.nouns);
  else if (event.kind === 'progress') reportProgress(event);
  else await onVault();
}

/** Listens to the program for as long as the window lives. After a break, everything counts as changed. */
export function listenToProgram(): void {
  if (listening) return;
  listening = true;
  void keepListening();
  watchForNewDay();
}

/** At midnight every "days left" changes although nothing was written. */
function watchForNewDay(): void {
  let shown = new Date().toDateString();
  setInterval(() => {
    const now = new Date().toDateString();
    if (now === shown) return;
    shown = now;
    void noteChanges(ALL_NOUNS);
  }, 30_000);
}

/** Attempts after which the program counts as gone; together with their pauses about four seconds. */
const PATIENCE = 2;

async function keepListening(): Promise<void> {
  let failures = 0;
  for (let first = true; ; first = false) {
    try {
      const events = await client.program.events();
      if (!first) {
        await onVault();
        void noteChanges(ALL_NOUNS);
      }
      failures = 0;
      setConnectionLost(false);
      for await (const event of events) await onEvent(event);
    } catch {
      failures += 1;
      if (failures > PATIENCE) setConnectionLost(true);
    }
    await pause(Math.min(500 * 2 ** Math.min(failures, 4), 5_000));
  }
}

let wake: () => void = () => undefined;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    wake = resolve;
    setTimeout(resolve, milliseconds);
  });
}

/** Tries at once to reach the program again, without waiting for the next attempt. */
export function listenNow(): void {
  wake();
}

/** A number that grows whenever something of one of the nouns was written; lists that page by themselves reload by it. */
export function useChangeCount(...nouns: readonly Noun[]): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => nouns.reduce((sum, noun) => sum + (changeCounts.get(noun) ?? 0), 0),
  );
}

/** Starts listening with the first screen. */
export function useProgramEvents(): void {
  useEffect(listenToProgram, []);
}
