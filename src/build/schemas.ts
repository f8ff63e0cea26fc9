/** Writes the JSON Schemas of the ceremony file and of the answers of `--json`, from the zod schemas. */
import { writeFile } from 'node:fs/promises';
import { ceremonyJsonSchema } from '../ceremony/schema.ts';
import { answersJsonSchema } from '../cli/answer-schemas.ts';

const schemas = { ceremony: ceremonyJsonSchema(), answers: answersJsonSchema() };
for (const [name, schema] of Object.entries(schemas)) {
  const target = new URL(`../../fixtures/${name}.schema.json`, import.meta.url);
  await writeFile(target, `${JSON.stringify(schema, null, 2)}\n`);
}
