/** Interrupts: the first asks the program to stop cleanly, the second ends it at once. */
import { ExpectedError } from '../model/errors.ts';

/** Ctrl-C, `kill`, and a closed terminal. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupts {
  /** Aborts at the first signal. */
  readonly signal: AbortSignal;
  /** Which signal came, if one did. */
  readonly received: () => NodeJS.Signals | null;
  /** Stops listening; a signal then does what it does by default. */
  readonly dispose: () => void;
}

/** @param onFirst told which signal came, to say so */
export function listenForInterrupts(onFirst: (name: NodeJS.Signals) => void): Interrupts {
  const controller = new AbortController();
  let received: NodeJS.Signals | null = null;
  const dispose = () => {
    for (const name of signals) process.off(name, onSignal);
  };
  const onSignal = (name: NodeJS.Signals) => {
    if (received !== null) {
      dispose();
      process.kill(process.pid, name);
      return;
    }
    received = name;
    onFirst(name);
    controller.abort(new ExpectedError('interrupted', `interrupted by ${name}`));
  };
  for (const name of signals) process.on(name, onSignal);
  return { signal: controller.signal, received: () => received, dispose };
}
