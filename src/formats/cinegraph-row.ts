/** A row of Cinegraph's table of ceremonies: the scraped data in a column of JSON, with what is known of them beside. */

/** The columns by which a row is told from a ceremony. */
const rowColumns = ['source_metadata', 'data_source', 'source_url', 'organization_id', 'festival_organization_id'];

/** Whether the value is a row; its data may be missing, or JSON in a text, as some tools dump it. */
export function isCinegraphRow(value: Readonly<Record<string, unknown>>): boolean {
  return 'data' in value && rowColumns.some((column) => column in value);
}

/**
 * The ceremony in a row, with what the scraped data left out and a column has: its year, its name, how it was read. Null
 * where the value is no row.
 */
export function cinegraphRow(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !isCinegraphRow(value as Readonly<Record<string, unknown>>))
    return null;
  const { data, year, name, source_metadata: metadata } = value as Readonly<Record<string, unknown>>;
  const festival = typeof name === 'string' ? name.replace(/^\d{4} /, '') : undefined;
  const content = typeof data === 'string' ? parsed(data) : data;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return { year, festival, awards: {} };
  const beside = { year, festival: 'awards' in content ? festival : undefined, parser: parserIn(metadata) };
  // Null says nothing either.
  const known = Object.entries(content).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries([...Object.entries(beside).filter(([, one]) => one !== undefined), ...known]);
}

function parserIn(metadata: unknown): unknown {
  return typeof metadata === 'object' && metadata !== null && 'parser' in metadata ? metadata.parser : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
