/** The two streams of the program: what they carry, how they are coloured, and what never passes them. */
import type { Writable } from 'node:stream';
import { makeStyle, type Style } from '../report/style.ts';
import { type Text, text } from '../report/text.ts';
import { wrapText } from '../report/width.ts';
import { withoutSecrets } from './secrets.ts';

/** A stream as a command sees it. It takes nothing but text that is safe to print. */
export interface Outlet {
  readonly style: Style;
  readonly isTerminal: boolean;
  /** Whether a line can be written over: a terminal, not the log of a CI job and not a dumb one. */
  readonly isRewritable: boolean;
  /** Width of the terminal; without end where there is none, so that nothing is cut in a pipe or a file. */
  readonly columns: number;
  /** Lines that are seen at once. */
  readonly rows: number;
  /** Writes lines for people, wrapped where the terminal is narrower. */
  readonly line: (lines: Text) => void;
  /** Writes what another program reads, as it is. */
  readonly data: (whole: Text) => void;
  /** As `line`, for the text of an error: the last guard, behind messages that are made of parts that hold no secret. */
  readonly errorLine: (lines: Text) => void;
}

export interface Output {
  /** The answer: report, diff or JSON. */
  readonly answer: Outlet;
  /** Progress, notes and errors. */
  readonly notes: Outlet;
}

type Stream = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
type Environment = Readonly<Record<string, string | undefined>>;

/** Of a terminal that does not tell, and of whatever is printed into a file. */
const usual = { columns: 80, rows: 40 };

/**
 * @param isColourWanted false with `--no-color`
 * @param secrets values that are replaced by `***` where they would appear in an error
 */
export function openOutput(
  streams: { readonly stdout: Stream; readonly stderr: Stream },
  environment: Environment,
  isColourWanted: boolean,
  secrets: readonly string[],
): Output {
  const isDumb = environment.TERM === 'dumb';
  const outlet = (stream: Stream): Outlet => {
    const isTerminal = stream.isTTY === true;
    const columns = isTerminal ? stream.columns || usual.columns : Number.POSITIVE_INFINITY;
    const data = (whole: Text) => void stream.write(`${whole}\n`);
    return {
      style: makeStyle(isColourWanted && (isColourForced(environment) ?? (isTerminal && !isDumb))),
      isTerminal,
      isRewritable: isTerminal && !isDumb && !environment.CI,
      columns,
      rows: (isTerminal && stream.rows) || usual.rows,
      line: (lines) => data(wrapText(lines, columns)),
      data,
      errorLine: (lines) => {
        const blotted = withoutSecrets(String(lines), secrets);
        stream.write(`${blotted === String(lines) ? wrapText(lines, columns) : blotted}\n`);
      },
    };
  };
  return { answer: outlet(streams.stdout), notes: outlet(streams.stderr) };
}

/** What `FORCE_COLOR` and `NO_COLOR` say, the first going before the second as in Node; null where neither is set. */
function isColourForced({ FORCE_COLOR: force, NO_COLOR: none }: Environment): boolean | null {
  if (force) return force !== '0' && force !== 'false';
  return none ? false : null;
}

/**
 * A reader that left, such as `head`, or a terminal that closed, ends the program's output quietly. Any other failure of
 * standard output is told once on standard error, where another one has nobody to be told to.
 *
 * @param onLost told once when standard output cannot be written
 */
export function watchStreams(
  { stdout, stderr }: { readonly stdout: Stream; readonly stderr: Stream },
  onLost: () => void,
) {
  let isTold = false;
  stderr.on('error', () => {});
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || error.code === 'EIO' || isTold) return;
    isTold = true;
    const reason = error.code === 'ENOSPC' ? 'no space is left on the device' : error.message;
    stderr.write(`${text`error: the answer could not be written: ${reason}`}\n`);
    onLost();
  });
}
