/** Marked secrets, and everywhere they must not be found: output, databases, arguments of processes. */
import { readdirSync, readFileSync } from 'node:fs';

export interface SecretWatch {
  readonly token: string;
  readonly apiKey: string;
  readonly password: string;
  /** Searches a text for any of them. */
  readonly look: (text: string, where: string) => void;
  /** Searches the arguments of every process of this machine, as `ps` shows them. */
  readonly lookAtProcesses: () => void;
  readonly figures: () => { readonly looked: Readonly<Record<string, number>>; readonly leaks: readonly string[] };
}

/** @param mark makes the values unlike anything else */
export function watchSecrets(mark: string): SecretWatch {
  const secrets = { token: `t0ken-${mark}`, apiKey: `k3y${mark}`, password: `p4ss%/@:${mark}` };
  const searched = Object.values(secrets).flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const looked: Record<string, number> = {};
  const leaks: string[] = [];
  const look = (text: string, where: string) => {
    looked[where] = (looked[where] ?? 0) + 1;
    // Found by the mark, so that a part of a secret counts too.
    const at = text.indexOf(mark);
    if (at >= 0 || searched.some((secret) => text.includes(secret)))
      leaks.push(`in ${where}: …${text.slice(Math.max(0, at - 80), at + 40).replaceAll('\0', ' ')}…`);
  };
  const lookAtProcesses = () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) look(argumentsOf(pid), 'ps');
  };
  return { ...secrets, look, lookAtProcesses, figures: () => ({ looked, leaks }) };
}

/** Empty for a process that has ended by now. */
function argumentsOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
