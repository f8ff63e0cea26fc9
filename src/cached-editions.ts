/** What is in the cache: ceremonies that its copies of addresses hold, by their names alone. Nobody is asked. */
import type { SourceEdition } from './advice/missing.ts';
import type { ReadCeremony } from './ceremony/parse.ts';
import { fileText } from './formats/file-text.ts';
import { readText } from './formats/read.ts';
import { maxSourceBytes } from './load.ts';
import { ExpectedError } from './model/errors.ts';
import { readCopy } from './sources/copy.ts';

/** The ceremonies of the copy of that address that could be imported; none where there is no copy, or it cannot be read. */
export async function editionsInCache(folder: string, address: string): Promise<SourceEdition[]> {
  const copy = await readCopy(folder, address);
  if (copy === null) return [];
  try {
    const { reading } = await readText(await fileText(copy.bytes, address, maxSourceBytes), address);
    return reading.ceremonies
      .filter(isWithoutProblems)
      .flatMap(({ heading: { organization, year, instance, number } }) =>
        organization === null || year === null ? [] : [{ organization, year, instance, number }],
      );
  } catch (error) {
    // An older version may have kept what this one does not take.
    if (error instanceof ExpectedError) return [];
    throw error;
  }
}

function isWithoutProblems({ problems, glance }: ReadCeremony): boolean {
  return (glance?.() ?? problems).length === 0;
}
