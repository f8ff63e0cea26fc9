/** The file of a saved plan: written whole or not at all, and read only as it was written. */
import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { ExpectedError, messageOf } from '../model/errors.ts';
import type { SavedPlan } from '../saved-plan.ts';

const format = 'oscars-import plan 1';

/** What tells such a file; that its content is what was written, its digest tells. */
const envelope = z.object({ format: z.literal(format), sha256: z.string(), plan: z.looseObject({}) });

/** @throws ExpectedError `usage` when it cannot be written */
export async function writePlanFile(path: string, plan: SavedPlan): Promise<void> {
  const text = JSON.stringify({ format, sha256: digestOf(plan), plan }, null, 1);
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, `${text}\n`);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new ExpectedError('usage', `cannot write the plan to ${path}: ${messageOf(error)}`, { cause: error });
  }
}

/** @throws ExpectedError `input` when it cannot be read, is no plan, or is not what was written */
export async function readPlanFile(path: string): Promise<SavedPlan> {
  const text = await readFile(path, 'utf8').catch((error) => {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ExpectedError('input', `cannot read ${path}: ${isMissing ? 'there is no such file' : messageOf(error)}`);
  });
  const { data } = envelope.safeParse(jsonOf(text));
  if (data === undefined) {
    throw new ExpectedError('input', `${path} is no plan of this version of oscars-import`, {
      hint: 'a plan is made with --dry-run --out',
    });
  }
  const plan = data.plan as unknown as SavedPlan;
  if (data.sha256 !== digestOf(plan)) {
    throw new ExpectedError('input', `${path} is not as it was written: it was cut off, or changed by hand`, {
      hint: 'correct the ceremony file instead, and make the plan again',
    });
  }
  return revivePlan(plan);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function digestOf(plan: unknown): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex');
}

/** JSON has no errors: a refusal is made of its parts again. */
function revivePlan(plan: SavedPlan): SavedPlan {
  const ceremonies = plan.result.ceremonies.map(({ refusal, ...rest }) => ({
    ...rest,
    refusal: refusal === null ? null : new ExpectedError(refusal.code, refusal.message, { hint: refusal.hint ?? '' }),
  }));
  return { ...plan, result: { ...plan.result, ceremonies } };
}
