/** Which format a file is in, by its content. */
import type { FormatName } from './format-names.ts';

/** The format of a text that may be a table or a web page, or null where it has to be JSON. */
export function recogniseText(text: string): Exclude<FormatName, 'ceremony' | 'cinegraph'> | null {
  if (/^\s*</.test(text)) return 'imdb';
  const columns = (text.slice(0, 2_000).trimStart().split('\n', 1)[0] ?? '').trim().split('\t');
  return columns.includes('Ceremony') && columns.includes('Category') ? 'oscar_data' : null;
}

/** The format of one JSON value; what has no other's marks is taken for a ceremony file, whose check names what it lacks. */
export function recogniseJson(value: unknown): Exclude<FormatName, 'oscar_data'> {
  if (isRecord(value)) {
    if (isRecord(value.props) || isRecord(value.pageProps)) return 'imdb';
    if ('organization' in value) return 'ceremony';
    if ('awards' in value || 'ceremony_number' in value || 'festival_key' in value) return 'cinegraph';
    const [first] = Array.isArray(value.categories) ? value.categories : [];
    if (isRecord(first) && 'category' in first) return 'cinegraph';
  }
  return 'ceremony';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
