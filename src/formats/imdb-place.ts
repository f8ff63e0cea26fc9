/** Where something stands in an IMDb edition, as a person finds it there: by award, category and the number of the nomination. */
import type * as z from 'zod';
import { beside, issueText, quoted } from '../ceremony/issue-text.ts';

type Path = readonly PropertyKey[];

/** @param path within the edition, such as `awards`, 0, `nominationCategories`, `edges`, 2, `node` … */
export function placeIn(edition: unknown, path: Path): { readonly place: string; readonly rest: Path } {
  const names: string[] = [];
  let rest = path;
  let value = edition;
  for (const { steps, noun, labelOf } of levels) {
    const at = rest[steps.length];
    if (typeof at !== 'number' || steps.some((step, index) => rest[index] !== step)) break;
    const list = steps.reduce<unknown>(propertyOf, value);
    value = propertyOf(list, at);
    names.push(quotedLabel(labelOf(value)) ?? (isOnlyOne(list) && noun === 'category' ? '' : `${noun} ${at + 1}`));
    rest = rest.slice(steps.length + 1);
    if (noun !== 'award') {
      value = propertyOf(value, 'node');
      if (rest[0] === 'node') rest = rest.slice(1);
    }
  }
  return { place: names.filter((name) => name !== '').join(', '), rest };
}

const levels: readonly {
  readonly steps: Path;
  readonly noun: string;
  readonly labelOf: (value: unknown) => unknown;
}[] = [
  { steps: ['awards'], noun: 'award', labelOf: (award) => propertyOf(award, 'text') },
  {
    steps: ['nominationCategories', 'edges'],
    noun: 'category',
    labelOf: (edge) => ['node', 'category', 'text'].reduce<unknown>(propertyOf, edge),
  },
  { steps: ['nominations', 'edges'], noun: 'nomination', labelOf: () => null },
];

export function propertyOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
}

function quotedLabel(label: unknown): string | null {
  return typeof label === 'string' && label.trim() !== '' ? quoted(label) : null;
}

function isOnlyOne(list: unknown): boolean {
  return Array.isArray(list) && list.length === 1;
}

/** What was checked, and where it stands. */
export interface Checked {
  readonly content: unknown;
  /** Path of the edition in it. */
  readonly editionPath: Path;
  /** Path of what was checked within its value, and of that within its file. */
  readonly outerPath: Path;
  readonly at: string;
}

/** A problem with its place in words, where it is in the awards of an edition. */
export function issueInEdition(issue: z.core.$ZodIssue, { content, editionPath, outerPath, at }: Checked): string {
  const isInside = editionPath.every((step, index) => issue.path[index] === step);
  const edition = editionPath.reduce<unknown>(propertyOf, content);
  const { place, rest } = placeIn(edition, isInside ? issue.path.slice(editionPath.length) : []);
  if (place === '') return issueText({ ...issue, path: [...outerPath, ...issue.path] }, at);
  return beside(at, `${place}: ${issueText({ ...issue, path: [...rest] })}`);
}
