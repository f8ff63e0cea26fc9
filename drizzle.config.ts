import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/db/tables.ts', './src/db/views.ts'],
  out: './drizzle',
  migrations: { schema: 'public', table: 'oscars_import_migrations' },
});
