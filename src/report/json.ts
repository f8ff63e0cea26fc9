/** The results as JSON: the same facts as the text, under names that stay. */
import type { Change } from '../model/changes.ts';
import type { ResolveSummary, StoredEntity } from '../model/entity.ts';
import { ExpectedError, messageOf } from '../model/errors.ts';
import type { StoredNomination } from '../model/stored.ts';
import type { CeremonyPlan } from '../plan/plan.ts';
import {
  type CeremonyHeading,
  type DryRunResult,
  type FailedCeremony,
  type FailedHeading,
  type ImportResult,
  planTotals,
  type VerifyResult,
} from '../result.ts';
import { isExact, type Verification } from '../verify/verification.ts';
import type { DiffChange } from './credit-changes.ts';
import { nominationChanges, rowChanges } from './diff.ts';
import { remedyCommand, type TypedCommand } from './suggested-command.ts';
import { jsonText, type Text } from './text.ts';

/** Of every answer: higher where a field has another meaning, or is gone. */
export const answerFormat = 1;

/** An answer as it is printed: which format it has, which command it is of, and what the program ends with. */
export function answerText(
  answer: { readonly command: string; readonly [field: string]: unknown },
  exitCode: number,
): Text {
  return jsonText({ format: answerFormat, ...answer, exitCode });
}

export function importJson(result: ImportResult, typed: TypedCommand) {
  return {
    command: result.command,
    database: result.database,
    tmdb: tmdbJson(result.entities),
    ceremonies: result.ceremonies.map((outcome) =>
      outcome.status === 'failed'
        ? failureJson(outcome, typed)
        : {
            ...headingJson(outcome.heading),
            status: outcome.status,
            ...outcome.changes,
            verification: verificationJson(outcome.verification),
          },
    ),
  };
}

export function dryRunJson(result: DryRunResult, typed: TypedCommand) {
  return {
    command: result.command,
    database: result.database,
    tmdb: tmdbJson(result.entities),
    plan: planTotals(result),
    people: result.people.flatMap(entityJson),
    movies: result.movies.flatMap(entityJson),
    ceremonies: result.ceremonies.map(({ heading, plan, refusal }) => ({
      ...headingJson(heading),
      refusal: refusal?.message ?? null,
      ...planJson(plan),
    })),
    failed: result.failed.map((one) => failureJson(one, typed)),
  };
}

export function verifyJson(result: VerifyResult, typed: TypedCommand) {
  return {
    command: result.command,
    database: result.database,
    ceremonies: result.ceremonies.map(({ heading, verification }) => ({
      ...headingJson(heading),
      verification: verificationJson(verification),
    })),
    failed: result.failed.map((one) => failureJson(one, typed)),
  };
}

function failureJson({ heading, status, error }: FailedCeremony, typed: TypedCommand): object {
  return { ...headingJson(heading), status, error: errorJson(error, typed) };
}

/** A failure, as it stands in every JSON answer; whatever is not expected is a bug of this program. */
export function errorJson(error: unknown, typed: TypedCommand): object {
  if (!(error instanceof ExpectedError))
    return { code: 'bug', message: messageOf(error), hint: null, command: null, problems: [] };
  const { code, message, hint, remedy, problems } = error;
  const command = remedy === undefined ? null : remedyCommand(typed, remedy);
  return { code, message, hint: hint ?? null, command, problems };
}

function headingJson({
  organization,
  year,
  instance,
  number,
  name,
  date,
  source,
}: CeremonyHeading | FailedHeading): object {
  return { organization, year, instance, number, name, date, source };
}

function tmdbJson({
  source,
  total,
  known,
  found,
  missing,
  waiting,
  failed,
  requests,
  retries,
  failures,
}: ResolveSummary): object {
  return { source, ids: total, known, found, missing, waiting, failed, requests, retries, failures };
}

function verificationJson(verification: Verification): object {
  const { groups, peopleNominations, all, winners, movies, pending, problems, extra } = verification;
  return {
    exact: isExact(verification),
    peopleNominations: peopleNominations.people,
    nominations: all.nominations,
    people: all.people,
    winners,
    movies,
    groups,
    pending,
    problems,
    extra: extra.map(nominationJson),
  };
}

function planJson(plan: CeremonyPlan): object {
  return {
    edition: changeJson(plan.edition, ({ name }) => ({ name })),
    categories: plan.categories.flatMap((change) => changeJson(change, ({ name, kind }) => ({ name, kind }))),
    nominations: plan.nominations.flatMap((change) => changeJson(change, nominationJson, nominationChanges(change))),
    extra: plan.extra.map(nominationJson),
  };
}

function changeJson<Row>(
  change: Change<Row>,
  rowJson: (row: Row) => object,
  changes: readonly DiffChange[] = rowChanges(change),
): object[] {
  if (change.action === 'same') return [];
  return [{ action: change.action, ...rowJson(change.after), ...(changes.length > 0 ? { changes } : {}) }];
}

function nominationJson({ id, category, position, won, movies, nominees, ...texts }: StoredNomination): object {
  return { id, category, position, won, ...texts, movies, nominees };
}

function entityJson(change: Change<StoredEntity>): object[] {
  return changeJson(change, ({ imdbId, name, tmdbId, status }) => ({ imdbId, name, tmdbId, status }));
}
