/** What the public table of the Academy Awards can have of what is not bundled, and what nobody can have. */
import { isRange, type NamedSelector, parseSelectors } from '../ceremony/selector.ts';
import { editionOf, numberOf } from '../formats/academy-awards.ts';
import type { ErrorDetails } from '../model/errors.ts';
import { ordinal } from '../model/ordinal.ts';
import { publicSources } from '../sources/public-sources.ts';

/** What of a name can be had, and why not the rest of it. */
interface Bounded {
  /** As it is suggested; null where nothing can be had. */
  readonly name: string | null;
  readonly neverWas: string | null;
  readonly isToCome: string | null;
}

/**
 * Where others than the bundled ceremonies are.
 *
 * @param names that are asked for
 * @param thisYear after which no ceremony has been held yet
 */
export function inPublicTable(names: readonly string[], thisYear: number): ErrorDetails {
  const bounded = parseSelectors(names).map((one) => bound(one, thisYear));
  const known = bounded.flatMap(({ name }) => name ?? []);
  const [neverWas, toCome] = [
    bounded.flatMap((one) => one.neverWas ?? []),
    bounded.flatMap((one) => one.isToCome ?? []),
  ];
  const latest = `the ${ordinal(thisYear - 1928)} Academy Awards, of ${thisYear}`;
  const reasons = [
    ...(neverWas.length === 0
      ? []
      : [
          `there never was ${neverWas.join(', ')}: they began in 1929, twice in 1930 and not in 1933, else once a year`,
        ]),
    ...(toCome.length === 0
      ? []
      : [`${toCome.join(', ')} is yet to come: ${latest}, are the latest that there can be`]),
  ];
  if (known.length === 0 && reasons.length > 0) return { hint: reasons.join('; ') };
  const download = `${publicSources.oscar_data.what} is downloaded from DLu/oscar_data by`;
  const source = ['--from', 'oscar_data'];
  return {
    hint: [...reasons, download].join('; '),
    remedy: reasons.length === 0 ? { with: source, without: [] } : { names: [...known, ...source], without: [] },
  };
}

function bound({ name, selector }: NamedSelector, thisYear: number): Bounded {
  const whole = { name, neverWas: null, isToCome: null };
  if (selector.by === 'latest') return whole;
  const { from, to } = selector;
  const isOfYears = selector.by === 'years';
  const last = isOfYears ? thisYear : thisYear - 1928;
  const spell = isOfYears ? String : ordinal;
  if (from > last) return { name: null, neverWas: null, isToCome: name };
  if (to !== null && to > last) {
    const rest = last + 1 === to ? spell(to) : `${spell(last + 1)}-${spell(to)}`;
    const held = from === last ? spell(from) : `${spell(from)}-${spell(last)}`;
    return { name: held, neverWas: null, isToCome: rest };
  }
  const isNone = isRange(selector) ? (to ?? last) < (isOfYears ? editionOf(1).year : 1) : !isOne(selector);
  return isNone ? { name: null, neverWas: name, isToCome: null } : whole;
}

/** Whether the one that is named was held, or may have been. */
function isOne(selector: Exclude<NamedSelector['selector'], { by: 'latest' }>): boolean {
  if (selector.by === 'numbers') return selector.from >= 1;
  return numberOf({ year: selector.from, instance: selector.instance ?? 1 }) !== null;
}
