// PGlite's own first start: an empty database in the folder given, one question, closed again.
import { PGlite } from '@electric-sql/pglite';

const client = await PGlite.create(process.argv[2]);
await client.query('select 1');
await client.close();
