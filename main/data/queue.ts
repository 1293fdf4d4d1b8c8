/** Runs one task after another, in the order in which they were asked for. A failing task does not stop the next. */
export class TaskQueue {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Tasks that run or wait. */
  get length(): number {
    return this.#waiting;
  }

  /** `afterwards` runs before the next task begins, also after a task that failed; whoever asked for the task does not wait for it. */
  run<T>(task: () => Promise<T>, afterwards: () => Promise<void> = async () => {}): Promise<T> {
    this.#waiting += 1;
    const result = this.#last.then(task).finally(() => {
      this.#waiting -= 1;
    });
    this.#last = result
      .catch(() => undefined)
      .then(afterwards)
      .catch(() => undefined);
    return result;
  }
}
