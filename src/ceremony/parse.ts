/** The gate that every ceremony passes, whatever it was read from: `unknown` in, a checked `Ceremony` or its problems out. */
import type { Ceremony, Heading, LooseIds } from '../model/ceremony.ts';
import { ExpectedError } from '../model/errors.ts';
import { asRegistered, mainPrizeName, plainText, registeredOrganization } from '../model/organizations.ts';
import { baselineProblems, problemsOf } from './check.ts';
import { issueText, within } from './issue-text.ts';
import { repeatsIn } from './repeats.ts';
import { type CeremonyFile, ceremonySchema } from './schema.ts';

/** A ceremony as a reader found it. */
export interface ReadCeremony {
  readonly heading: Heading;
  /** Path of the ceremony where its file holds a list of them, otherwise empty. */
  readonly at: string;
  /** What could not be placed, each with its line or path. */
  readonly problems: readonly string[];
  /** Makes the ceremony of what was read; only of one that is asked for, as a table holds very many. */
  readonly make: () => MadeCeremony;
  /** What is wrong with a ceremony that nobody asks for, as far as it is found without making it; `problems` if left out. */
  readonly glance?: () => readonly string[];
}

export interface MadeCeremony {
  /** Mostly a `CeremonyFile`; unknown, because only the check that every ceremony passes decides. */
  readonly content: unknown;
  /** Where each nomination stands in what was read, such as `line 57`: by category, by nomination. */
  readonly places: readonly (readonly string[])[];
  /** What the reader left aside, or could not tell for certain. */
  readonly remarks: readonly string[];
  /** IDs that stand beside the names of a nomination, unpaired. */
  readonly looseIds?: readonly Pick<LooseIds, 'category' | 'nomination' | 'ids'>[];
  /** What the source calls a field, such as `movies.title` of the nomination at a place; null where it is no field of its own. */
  readonly fieldAt?: (place: string, field: string) => string | null;
}

export type ParsedCeremony =
  | { readonly ceremony: Ceremony; readonly looseIds: readonly LooseIds[]; readonly remarks: readonly string[] }
  /** `baseline` where it is well-formed but does not hold what its baseline says. */
  | { readonly ceremony: null; readonly code: 'input' | 'baseline'; readonly problems: readonly string[] };

/** Makes and checks a ceremony. */
export function parseCeremony({ at, problems, make }: Omit<ReadCeremony, 'heading'>): ParsedCeremony {
  if (problems.length > 0) return { ceremony: null, code: 'input', problems };
  const made = make();
  const { content, places, remarks, looseIds = [] } = made;
  const { data: parsed, error } = ceremonySchema.safeParse(content, { reportInput: true });
  // Where there are places, they say where in the file; where there are none, it is in the own format, and the path does.
  const isOwn = places.length === 0;
  const told = (texts: readonly string[]) => texts.map((text) => placed(isOwn ? within(at, text) : text, made));
  if (parsed === undefined) {
    const problems = error.issues.map((issue) => placed(issueText(issue, isOwn ? at : ''), made));
    return { ceremony: null, code: 'input', problems };
  }
  const data = asKnown(parsed);
  const repeats = repeatsOf(data, content as CeremonyFile);
  const mistakes = repeats.filter(({ isMeant }) => isOwn && !isMeant).map(({ text, keptBy }) => `${text}; ${keptBy}`);
  const found = [...problemsOf(data), ...mistakes];
  if (found.length > 0) return { ceremony: null, code: 'input', problems: told(found) };
  const unmet = baselineProblems(data);
  if (unmet.length > 0) {
    return { ceremony: null, code: 'baseline', problems: unmet.map((one) => (at === '' ? one : `${at}: ${one}`)) };
  }
  return {
    ceremony: data,
    looseIds: looseIds.map((loose) => ({
      ...loose,
      nominees: data.categories[loose.category]?.nominations[loose.nomination]?.nominees ?? [],
      place: places[loose.category]?.[loose.nomination] ?? '',
    })),
    remarks: [...remarks, ...told(repeats.map(({ text }) => text)).map((repeat) => `${repeat}; both are kept`)],
  };
}

/** What a ceremony says twice, and whether its file says that it is no mistake. */
function repeatsOf({ categories }: Ceremony, file: CeremonyFile): { text: string; isMeant: boolean; keptBy: string }[] {
  return categories.flatMap((category, at) =>
    repeatsIn(category).map(({ nomination, text }) => ({
      text: text(`categories[${at}]`),
      isMeant: file.categories[at]?.nominations[nomination]?.repeats === true,
      keptBy: `to keep both, say "repeats": true in nominations[${nomination}]`,
    })),
  );
}

/** The ceremony with its organization and its categories as all sources are to call them. */
function asKnown(ceremony: Ceremony): Ceremony {
  const organization = asRegistered(ceremony.organization);
  const names = new Set(ceremony.categories.map(({ canonicalName }) => plainText(canonicalName)));
  const categories = ceremony.categories.map((category) => {
    const canonicalName = mainPrizeName(organization.key, category.canonicalName);
    return canonicalName === category.canonicalName || names.has(plainText(canonicalName))
      ? category
      : { ...category, canonicalName };
  });
  return { ...ceremony, organization, categories };
}

/** The ceremony that a value in the own format is. */
export function ownCeremony(content: unknown, at: string): ReadCeremony {
  const read = {
    heading: headingIn(content, at),
    at,
    problems: [],
    make: () => ({ content, places: [], remarks: [] }),
  };
  return { ...read, glance: () => parsedProblems(parseCeremony(read)) };
}

function parsedProblems(parsed: ParsedCeremony): readonly string[] {
  return parsed.ceremony === null ? parsed.problems : [];
}

const namedCharacters = 200;

/** What names a ceremony in the own format, from whatever stands there. */
export function headingIn(content: unknown, at: string): Heading {
  const { organization, year, instance, number, name } = recordOf(content);
  const { key, name: organizationName, imdbEventId } = recordOf(organization);
  return {
    organization: typeof key === 'string' ? keyOf(key, organizationName, imdbEventId) : null,
    year: integerOf(year),
    instance: integerOf(instance) ?? 1,
    number: integerOf(number),
    name: typeof name === 'string' && name.trim() !== '' ? shortened(name) : `the ceremony ${at}`.trim(),
  };
}

/** Without half a character at the cut, or anywhere. */
function shortened(text: string): string {
  return [...text.slice(0, 2 * namedCharacters)].slice(0, namedCharacters).join('').toWellFormed();
}

function keyOf(key: string, name: unknown, eventId: unknown): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const known = registeredOrganization({ key, name: text(name), imdbEventId: text(eventId) });
  return known?.key ?? shortened(key);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function integerOf(value: unknown): number | null {
  return Number.isInteger(value) ? (value as number) : null;
}

/** What a file was taken for. */
export interface FileKind {
  /** What a file of it is called, such as `an oscar_data table`. */
  readonly what: string;
  /** What to do about its problems. */
  readonly hint: string;
}

/** The error of a file that gives nothing. */
export function refusedFile(problems: readonly string[], name: string, { what, hint }: FileKind): ExpectedError {
  return new ExpectedError('input', `${name} is not ${what}: ${countedProblems(problems)}`, {
    problems: problems.map((problem) => `${name}: ${problem}`),
    hint: `${hint}; nothing was written`,
  });
}

/** The error of a file that does not hold what it says. */
export function unmetBaseline(problems: readonly string[], name: string): ExpectedError {
  return new ExpectedError('baseline', `${name} does not hold what it says it does`, {
    problems: problems.map((problem) => `${name}: ${problem}`),
    hint: 'a row was lost or added by mistake, or `expected` is out of date; nothing was written',
  });
}

/** The error of one ceremony of a file that gives others. */
export function refusedCeremony(
  { name: ceremony }: Heading,
  code: 'input' | 'baseline',
  problems: readonly string[],
  name: string,
  { hint }: FileKind,
): ExpectedError {
  return new ExpectedError(code, `cannot read ${ceremony} from ${name}: ${countedProblems(problems)}`, {
    problems: problems.map((problem) => `${name}: ${problem}`),
    hint: `${hint}; nothing of this ceremony was written`,
  });
}

function countedProblems(problems: readonly string[]): string {
  return problems.length === 1 ? '1 problem' : `${problems.length} problems`;
}

/** The problem with the places in what was read instead of those in the ceremony that was made of it. */
function placed(problem: string, { places, fieldAt }: MadeCeremony): string {
  const inNominations = problem.replaceAll(
    /categories\[(\d+)\]\.nominations\[(\d+)\](\.(?:[\w.[\]]+(?=: ))?)?/g,
    (path, category, nomination, rest: string | undefined) => {
      const place = places[Number(category)]?.[Number(nomination)];
      if (place === undefined) return path;
      if (rest === undefined) return place;
      const field = rest.slice(1);
      // An item of a list is what is meant where it stands at the end.
      const known = field.endsWith(']') ? null : fieldAt?.(place, field.replaceAll(/\[\d+\]/g, ''));
      return `${place}: ${known ?? field}`;
    },
  );
  // A category is first named where its first nomination is.
  return inNominations.replace(/^categories\[(\d+)\]\.(\w+)(?=: )/, (path, category, field) => {
    const place = places[Number(category)]?.[0];
    const known = place === undefined ? null : fieldAt?.(place, `category.${field}`);
    return known ? `${place}: ${known}` : path;
  });
}
