/** Progress for people: a spinner on one line of a terminal, a plain line every few seconds elsewhere. */
import type { ResolveSummary } from '../model/entity.ts';
import { truncate } from '../report/table.ts';
import { type Text, text } from '../report/text.ts';
import { countText } from '../report/words.ts';
import type { OnProgress, ProgressEvent, WriteCounts } from '../result.ts';
import type { Outlet } from './output.ts';

/** Shows what is going on now, and keeps what is done as a line of its own. */
export interface ProgressView {
  readonly working: (what: string) => void;
  readonly done: (label: string, what: string) => void;
  readonly note: (line: Text) => void;
  readonly stop: () => void;
}

export const silentView: ProgressView = { working: () => {}, done: () => {}, note: () => {}, stop: () => {} };

/** In a log, a line every so often is a sign of life; every change of a number is noise. */
const plainIntervalMs = 5_000;

/** ora takes a while to load, so only a terminal pays for it. */
export async function openProgressView(outlet: Outlet, quiet: boolean, now: () => number): Promise<ProgressView> {
  if (quiet) return silentView;
  const finished = (label: string, what: string) => text`${outlet.style.good(text`✔`)} ${label.padEnd(9)} ${what}`;
  if (outlet.isRewritable) return spinnerView(outlet, finished);
  // From the first word of what is being done: how long it took to get there says nothing about it.
  let since: number | null = null;
  const keep = (line: Text) => {
    since = null;
    outlet.line(line);
  };
  return {
    working: (what) => {
      since ??= now();
      if (now() - since < plainIntervalMs) return;
      since = now();
      outlet.line(text`  ${what}`);
    },
    done: (label, what) => keep(finished(label, what)),
    note: keep,
    stop: () => {},
  };
}

/** The sign that turns, and a place at the end that some terminals need. */
const spinnerColumns = 4;

async function spinnerView(outlet: Outlet, finished: (label: string, what: string) => Text): Promise<ProgressView> {
  const { default: ora } = await import('ora');
  // Signals are ours to handle: ora would swallow Ctrl-C while it reads from the terminal.
  const spinner = ora({ stream: process.stderr, discardStdin: false, hideCursor: true });
  let isWorking = false;
  const keep = (line: Text) => {
    isWorking = false;
    spinner.stop();
    outlet.line(line);
  };
  // A shell that gets its terminal back by Ctrl-Z finds it with a cursor, and without half a line.
  const suspend = () => {
    spinner.stop();
    process.kill(process.pid, 'SIGSTOP');
  };
  const resume = () => void (isWorking && spinner.start());
  process.on('SIGTSTP', suspend).on('SIGCONT', resume);
  return {
    working: (what) => {
      isWorking = true;
      spinner.text = String(truncate(text`${what}`, outlet.columns - spinnerColumns));
      if (!spinner.isSpinning) spinner.start();
    },
    done: (label, what) => keep(finished(label, what)),
    note: keep,
    stop: () => {
      isWorking = false;
      spinner.stop();
      process.off('SIGTSTP', suspend).off('SIGCONT', resume);
    },
  };
}

/** Puts the import's events into words on a view. */
export function progressOn(view: ProgressView, now: () => number): OnProgress {
  let resolvingSince: number | null = null;
  return (event: ProgressEvent) => {
    switch (event.stage) {
      case 'resolving':
        resolvingSince ??= now();
        return view.working(resolvingText(event, now() - resolvingSince));
      case 'resolved':
        return view.done('Resolved', resolvedText(event.summary));
      case 'writing':
        return view.working(
          `Writing ${event.total === 1 ? '' : `${event.done + 1}/${event.total} · `}${event.ceremony}`,
        );
      case 'wrote':
        return event.ceremonies === 0 ? undefined : view.done('Wrote', wroteText(event.counts, event.ceremonies));
      case 'waiting':
        return view.note(text`  Waiting for another run, which holds what this one is to write`);
      case 'repeating':
        return view.note(text`! The database failed; trying again (${event.failedAttempts} of 3)`);
      default:
        return event satisfies never;
    }
  };
}

function resolvingText({ done, total, retries }: ProgressEvent & { stage: 'resolving' }, elapsedMs: number): string {
  // The allowance of a second is spent at its start, so the second that is under way counts whole.
  const perSecond = done / (elapsedMs / 1000 + 1);
  const secondsLeft = Math.round((total - done) / perSecond);
  const parts = [
    `Resolving ${done}/${total}`,
    ...(elapsedMs < 500 ? [] : [`${Math.round(perSecond)}/s`]),
    ...(elapsedMs < 2_000 || secondsLeft < 10 ? [] : [`${durationText(secondsLeft)} left`]),
    ...(retries === 0 ? [] : [countText(retries, 'retry', 'retries')]),
  ];
  return parts.join(' · ');
}

function durationText(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function resolvedText({
  source,
  total,
  known,
  found,
  missing,
  failed,
  waiting,
  requests,
  retries,
}: ResolveSummary): string {
  const parts = [
    `${known} known`,
    ...(found > 0 ? [`${found} from ${source === 'tmdb' ? 'TMDb' : 'the bundled snapshot'}`] : []),
    ...(missing > 0 ? [`${missing} not known to TMDb`] : []),
    ...(failed > 0 ? [`${failed} without an answer`] : []),
    ...(waiting > 0 ? [`${waiting} wait for TMDb`] : []),
    ...(requests > 0 ? [`${countText(requests, 'request')}, ${countText(retries, 'retry', 'retries')}`] : []),
  ];
  return `${countText(total, 'ID')}: ${parts.join(', ')}`;
}

function wroteText(counts: WriteCounts, ceremonies: number): string {
  const { added, changed, unchanged, removed, ceremoniesChanged, categoriesChanged } = counts;
  const others = [
    ...(categoriesChanged > 0 ? [countText(categoriesChanged, 'category', 'categories')] : []),
    ...(ceremoniesChanged > 0 ? [countText(ceremoniesChanged, 'ceremony', 'ceremonies')] : []),
  ];
  if (added + changed + removed + others.length === 0)
    return `nothing: ${unchanged === 1 ? 'the nomination is' : `all ${unchanged} nominations are`} there already`;
  const total = countText(added + changed + unchanged, 'nomination');
  const where = ceremonies === 1 ? 'one transaction' : countText(ceremonies, 'ceremony', 'ceremonies');
  return `${total} in ${where}: ${added} added, ${changed} changed, ${removed} removed${others.length === 0 ? '' : `; changed too: ${others.join(', ')}`}`;
}
