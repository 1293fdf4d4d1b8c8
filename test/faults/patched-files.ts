/**
 * Loaded into a process before everything else (`--import`): puts counting functions in place of those of `node:fs` that change
 * something, and lets the n-th fail. Works on every system; what SQLite writes does not pass here (shim.c, and limits of size).
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { constants } from 'node:os';
import { type Fault, FOLDER_VARIABLE, type Means, NO_FAULT, PATCHED } from './faults.ts';

const root = process.env[FOLDER_VARIABLE] ?? '';
const files = new Set<number>();
let armed = false;
let fault: Fault = NO_FAULT;
let [count, failed] = [0, 0];

const patched: Means = {
  arm(wanted) {
    [armed, fault, count, failed] = [true, wanted, 0, 0];
  },
  disarm() {
    armed = false;
    return { count, failed };
  },
};
Reflect.set(globalThis, PATCHED, patched);

/** Counts an operation; throws when it is the one that fails. Those that give room back do not fail for want of it. */
function operate(syscall: string, givesRoom: boolean): void {
  if (!armed) return;
  count += 1;
  if (fault.at === 0 || count < fault.at || (count > fault.at && (!fault.lasting || givesRoom))) return;
  if (fault.how === 'stop') process.kill(process.pid, 'SIGKILL');
  failed += 1;
  const code = fault.how === 'stop' ? 'EIO' : fault.how;
  throw Object.assign(new Error(`${code}: made to fail, ${syscall}`), { code, errno: -constants.errno[code], syscall });
}

type Call = (...args: unknown[]) => unknown;
const isBelow = (what: unknown) => typeof what === 'string' && what.startsWith(root);
const isFile = (what: unknown) => typeof what === 'number' && files.has(what);

/** Puts a counting function in place of one that takes a path, two paths, or an open file first. */
function patch(holder: object, name: string, givesRoom = false): void {
  const real = Reflect.get(holder, name) as Call;
  Reflect.set(holder, name, (...args: unknown[]) => {
    if (isFile(args[0]) || isBelow(args[0]) || isBelow(args[1])) operate(name, givesRoom);
    return real(...args);
  });
}

const changes = (flags: unknown) => typeof flags === 'string' && flags !== 'r';
const openSync = fs.openSync as Call;
Reflect.set(fs, 'openSync', (...args: unknown[]) => {
  if (isBelow(args[0]) && changes(args[1])) operate('openSync', false);
  const file = openSync(...args) as number;
  if (isBelow(args[0])) files.add(file);
  return file;
});
const closeSync = fs.closeSync as Call;
Reflect.set(fs, 'closeSync', (file: number) => {
  files.delete(file);
  closeSync(file);
});
const open = fs.promises.open as Call;
Reflect.set(fs.promises, 'open', async (...args: unknown[]) => {
  if (isBelow(args[0]) && changes(args[1])) operate('open', false);
  return open(...args);
});
for (const name of ['writeSync', 'fsyncSync', 'fdatasyncSync', 'renameSync', 'mkdirSync', 'writeFileSync'])
  patch(fs, name);
for (const name of ['appendFileSync', 'copyFileSync', 'cpSync', 'linkSync']) patch(fs, name);
for (const name of ['rmSync', 'rmdirSync', 'unlinkSync', 'chmodSync', 'ftruncateSync', 'truncateSync'])
  patch(fs, name, true);
for (const name of ['rename', 'mkdir', 'writeFile', 'copyFile']) patch(fs.promises, name);
for (const name of ['rm', 'unlink']) patch(fs.promises, name, true);
syncBuiltinESMExports();
