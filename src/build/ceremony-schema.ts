/** Writes the JSON Schema of the ceremony file, from the zod schema that parses it. */
import { writeFile } from 'node:fs/promises';
import { ceremonyJsonSchema } from '../ceremony/schema.ts';

const target = new URL('../../fixtures/ceremony.schema.json', import.meta.url);
await writeFile(target, `${JSON.stringify(ceremonyJsonSchema(), null, 2)}\n`);
