/**
 * Loaded into a process before everything else (`--import`): its clock stands at MEDSTEWARD_FAULT_NOW, an instant, and goes on
 * from there, as if somebody had set the clock of the computer.
 */
const RealDate = Date;
const moved = RealDate.parse(process.env.MEDSTEWARD_FAULT_NOW ?? '') - RealDate.now();

globalThis.Date = class extends RealDate {
  constructor(...given: [] | [string | number | Date]) {
    super(given.length === 0 ? RealDate.now() + moved : given[0]);
  }
  static override now(): number {
    return RealDate.now() + moved;
  }
} as DateConstructor;
