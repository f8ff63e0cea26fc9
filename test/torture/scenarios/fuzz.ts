/**
 * Thousands of mutated ceremony files, through the sources of loading, planning and verifying: each is accepted, or
 * refused with every problem and its place.
 */
import { Readable } from 'node:stream';
import { loadCeremonies } from '../../../src/load.ts';
import type { Ceremony } from '../../../src/model/ceremony.ts';
import { ExpectedError } from '../../../src/model/errors.ts';
import { isEmpty, plan } from '../../../src/plan/plan.ts';
import { verify } from '../../../src/verify/verify.ts';
import type { Random } from '../../history/random.ts';
import { bundled, stored } from '../../support/ceremonies.ts';
import { Ledger, type Scenario } from '../ledger.ts';
import { mutatedFile, mutatedSource } from '../mutations.ts';

/** Of all problems together, of which the program shows fifty at most. */
const longestMessage = 200_000;

const slowMs = 3_000;

export const fuzzInProcess: Scenario = fuzz('fuzz/in-process', mutatedFile);

/** The same with the formats that others publish. */
export const fuzzReaders: Scenario = fuzz('fuzz/readers', mutatedSource);

function fuzz(name: string, mutate: (random: Random) => Buffer): Scenario {
  const run: Scenario['run'] = async (_, rounds, random) => {
    const ledger = new Ledger();
    const outcomes: Record<string, number> = {};
    const before = stored(bundled());
    while (ledger.nextRound(rounds)) {
      const bytes = mutate(random.fork(ledger.rounds));
      const startedAt = performance.now();
      const outcome = await outcomeOf(bytes, ledger, before);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      ledger.expect(performance.now() - startedAt < slowMs, `takes ${Math.round(performance.now() - startedAt)} ms`);
    }
    ledger.note(
      Object.entries(outcomes)
        .map(([outcome, times]) => `${outcome} ${times}`)
        .join(', '),
    );
    return ledger.figures();
  };
  return { name, rounds: 10_000, run };
}

async function outcomeOf(bytes: Buffer, ledger: Ledger, before: ReturnType<typeof stored>): Promise<string> {
  try {
    for (const { ceremony } of (await loadCeremonies('-', Readable.from([bytes]))).ceremonies)
      expectPlannable(ceremony, ledger, before);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof ExpectedError)) {
      ledger.expect(
        false,
        'an error that nobody expected',
        error instanceof Error ? String(error.stack) : String(error),
      );
      return 'bug';
    }
    expectPlaces(error, ledger);
    return error.code;
  }
}

/** What is planned onto nothing, and onto what is there, verifies; and planning again finds nothing left to do. */
function expectPlannable(ceremony: Ceremony, ledger: Ledger, before: ReturnType<typeof stored>): void {
  const isSameEdition = ceremony.year === before.year && ceremony.organization.key === before.organization.key;
  for (const existing of [null, ...(isSameEdition && ceremony.instance === 1 ? [before] : [])]) {
    const onto = existing === null ? 'an empty database' : 'the bundled ceremony';
    const after = stored(ceremony, existing);
    const { problems } = verify(ceremony, after);
    ledger.expect(problems.length === 0, `imported onto ${onto}, it does not verify`, problems.slice(0, 3).join('\n'));
    const again = plan(ceremony, after);
    ledger.expect(isEmpty(again), `imported twice onto ${onto}, the second run changes something`, changesIn(again));
    const ids = after.nominations.map(({ id }) => id);
    ledger.expect(new Set(ids).size === ids.length, 'two nominations get one ID');
  }
}

function changesIn({ edition, categories, nominations }: ReturnType<typeof plan>): string {
  const changes = [edition, ...categories, ...nominations].filter(({ action }) => action !== 'same');
  const [first] = changes;
  return first?.action === 'update' ? JSON.stringify(first.fields) : JSON.stringify(first);
}

/** Where it is wrong: a path, a position or line, or what of the whole file. */
const place =
  /: (?:categories|awards|props|editionInfo|organization|festival\w*|source|ceremony_number|year|instance|number|name|date|expected|\$schema)\b|(?:award|category|nomination) \d+: |"(?:[^"\\]|\\.)*": |was left out: |no ceremony in it|unknown fields?: |line \d+|position \d+|nexpected end|expected (?:an object|\d+)|UTF-8|larger than|the page holds no|is empty|no format that is known|nexpected token|not valid JSON|JSON/;

function expectPlaces({ message, problems }: ExpectedError, ledger: Ledger): void {
  const texts = problems.length > 0 ? problems : [message];
  const without = texts.find((text) => !place.test(text));
  ledger.expect(without === undefined, 'a problem without its place', without);
  const length = [message, ...problems].join('\n').length;
  ledger.expect(length < longestMessage, `a message of ${length} characters`);
}
