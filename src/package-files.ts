/** Where the files that ship with the program are, seen from the sources and from the built program alike. */
import { fileURLToPath } from 'node:url';

// Both `src/` and `dist/` lie directly below the package's root, and the build keeps every chunk directly in `dist/`.
const root = new URL('../', import.meta.url);

const path = (relative: string) => fileURLToPath(new URL(relative, root));

export const packageFiles = {
  ceremonies: path('fixtures/ceremonies/'),
  // Beside the program that is built: sources that have changed since are not to take what others have read.
  readings: fileURLToPath(new URL('./ceremonies.json', import.meta.url)),
  snapshots: path('fixtures/tmdb/'),
  migrations: path('drizzle/'),
  databaseTemplate: path('dist/template.tar.gz'),
} as const;
