/** The two streams of the program: what they carry, how they are coloured, and what never passes them. */
import type { Writable } from 'node:stream';
import { makeStyle, type Style } from '../report/style.ts';
import { withoutSecrets } from './secrets.ts';

/** A stream as a command sees it. */
export interface Outlet {
  readonly style: Style;
  readonly isTerminal: boolean;
  /** Width of the terminal; 80 where it has none. */
  readonly columns: number;
  /** Writes text and a line end. */
  readonly line: (text: string) => void;
  /** The same for the text of an error: the last guard, behind messages that are made of parts that hold no secret. */
  readonly errorLine: (text: string) => void;
}

export interface Output {
  /** The answer: report, diff or JSON. */
  readonly answer: Outlet;
  /** Progress, notes and errors. */
  readonly notes: Outlet;
}

type Stream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/**
 * @param isColourWanted false with `--no-color`
 * @param secrets values that are replaced by `***` where they would appear in an error
 */
export function openOutput(
  streams: { readonly stdout: Stream; readonly stderr: Stream },
  environment: Readonly<Record<string, string | undefined>>,
  isColourWanted: boolean,
  secrets: readonly string[],
): Output {
  const isColourAllowed = isColourWanted && !environment.NO_COLOR && environment.TERM !== 'dumb';
  const outlet = (stream: Stream): Outlet => ({
    style: makeStyle(isColourAllowed && stream.isTTY === true),
    isTerminal: stream.isTTY === true,
    columns: stream.columns ?? 80,
    line: (text) => void stream.write(`${text}\n`),
    errorLine: (text) => void stream.write(`${withoutSecrets(text, secrets)}\n`),
  });
  return { answer: outlet(streams.stdout), notes: outlet(streams.stderr) };
}

/** A reader that left, such as `head`, or a terminal that closed, ends the program's output quietly. */
export function ignoreClosedReaders(streams: readonly Writable[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    });
  }
}
