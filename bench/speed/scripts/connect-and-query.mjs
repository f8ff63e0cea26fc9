// The least that anything can do with a server: connect, ask one question, leave. Set up as the program's own client
// is: with TLS where the server has it, as psql asks for it too, and without the round trip that asks for the types.
import postgres from 'postgres';

const sql = postgres(process.argv[2], { max: 1, prepare: false, fetch_types: false, ssl: 'prefer' });
await sql`select 1`;
await sql.end();
