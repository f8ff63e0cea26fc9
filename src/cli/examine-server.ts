/** The findings of `doctor` about a server. */
import { withDatabase } from '../db/connect.ts';
import { examineServer, type ServerFacts } from '../db/examine.ts';
import { explainDatabaseError } from '../db/faults.ts';
import { refuseNewerSchema, type SchemaState, schemaState } from '../db/migrate.ts';
import { type Database, databaseLabel, defaultSchema, type Link, type ServerTarget } from '../db/open.ts';
import { ExpectedError } from '../model/errors.ts';
import { packageFiles } from '../package-files.ts';
import type { Finding } from '../report/doctor-text.ts';
import type { Session } from './session.ts';

const oldestVersion = 130_000;

export async function examineDatabase(target: ServerTarget, { interrupts }: Session): Promise<Finding[]> {
  const options = { templateFile: packageFiles.databaseTemplate, signal: interrupts.signal, onWait: () => {} };
  const startedAt = performance.now();
  try {
    return await withDatabase(target, options, async (opened) => {
      const facts = await opened.first(examineServer);
      const ms = Math.round(performance.now() - startedAt);
      return [
        good('server', `${opened.label}: answers, connected and asked in ${ms} ms`),
        ...linkFindings(opened.link, facts),
        ...factFindings(facts, target.schema),
        await schemaFinding(opened, facts, target.schema),
      ];
    });
  } catch (error) {
    const explained = explainDatabaseError(error, 'connect to the database', databaseLabel(target));
    if (!(explained instanceof ExpectedError)) throw error;
    return [bad('server', explained.message, explained.hint ?? null)];
  }
}

function linkFindings(link: Link | null, { clientPort }: ServerFacts): Finding[] {
  if (link === null) return [];
  const isDirect = clientPort === null || clientPort === link.localPort;
  const way = link.localPort === null ? 'a Unix socket' : (link.tls ?? 'not encrypted');
  return [
    good('TLS', way, way === 'not encrypted' ? 'sslmode=require would insist on TLS' : null),
    good(
      'pooler',
      isDirect ? 'none: the server sees this connection itself' : 'one is in between, or a proxy; both are fine',
    ),
  ];
}

function factFindings(facts: ServerFacts, schema: string): Finding[] {
  const { role, encoding, missingRights: missing } = facts;
  const isOld = facts.versionNumber < oldestVersion;
  const isWritable = !facts.isStandby && !facts.isReadOnly;
  const mayMigrate = facts.hasSchema ? facts.mayUseSchema && facts.mayMakeTables : facts.mayMakeSchemas;
  const withSchema = mayMigrate && !facts.hasSchema ? ', with the schema, which it may make' : '';
  return [
    finding('version', !isOld, `PostgreSQL ${facts.version}`, 'PostgreSQL 13 or newer is needed'),
    finding('encoding', encoding === 'UTF8', encoding, 'createdb --encoding=UTF8 --template=template0 <name>'),
    finding(
      'writes',
      isWritable,
      facts.isStandby
        ? 'refused: the server is a standby'
        : isWritable
          ? 'accepted'
          : 'refused: default_transaction_read_only',
      facts.isStandby ? 'connect to the primary' : `turn default_transaction_read_only off for ${role} or the database`,
    ),
    finding(
      'right to use the schema',
      facts.mayUseSchema || (!facts.hasSchema && facts.mayMakeSchemas),
      facts.hasSchema ? `${role}: ${yes(facts.mayUseSchema)}` : `there is no schema ${schema} yet`,
      facts.hasSchema
        ? `grant usage on schema "${schema}" to "${role}"`
        : `create schema "${schema}", or grant create on database "${facts.database}" to "${role}"`,
    ),
    {
      ...finding('right to make tables', true, `${role}: ${yes(mayMigrate)}${withSchema}`, ''),
      remedy: mayMigrate ? null : 'needed once, and by newer versions: see docs/errors.md; else --no-migrate',
    },
    finding(
      'rights on the tables',
      missing.length === 0,
      missing.length > 0 ? `missing: ${missing.join('; ')}` : rightsFound(facts),
      `grant select, insert, update, delete on all tables in schema "${schema}" to "${role}"`,
    ),
    good('settings', facts.settings.length === 0 ? 'none of the role or the database' : facts.settings.join(', ')),
  ];
}

/** Of tables that are not there nobody has a right, nor lacks one. */
function rightsFound({ hasTables, mayUseSchema }: ServerFacts): string {
  if (!hasTables) return 'none needed: there are no tables yet';
  return mayUseSchema ? 'all that are needed' : 'all that are needed, but for that to use the schema';
}

async function schemaFinding({ db }: Database, facts: ServerFacts, schema: string): Promise<Finding> {
  const mayMigrate = facts.hasSchema ? facts.mayMakeTables : facts.mayMakeSchemas;
  const states: Readonly<Record<SchemaState, string>> = {
    current: 'up to date',
    behind: 'of an older oscars-import; an import brings it up to date',
    absent: 'nothing imported yet; an import makes them',
    ahead: '',
  };
  const where = schema === defaultSchema ? 'tables' : `tables in ${schema}`;
  try {
    const state = await schemaState(db, packageFiles.migrations);
    refuseNewerSchema(state);
    const isGood = state === 'current' || mayMigrate;
    return finding(where, isGood, states[state], 'the role may not make them: let another run once that may');
  } catch (error) {
    const explained = explainDatabaseError(error, 'look at the tables', where);
    if (!(explained instanceof ExpectedError)) throw error;
    return bad(where, explained.message, explained.hint ?? null);
  }
}

const yes = (isSo: boolean) => (isSo ? 'yes' : 'no');

function finding(subject: string, isGood: boolean, found: string, remedy: string): Finding {
  return isGood ? good(subject, found) : bad(subject, found, remedy);
}

function good(subject: string, found: string, remedy: string | null = null): Finding {
  return { area: 'database', subject, isGood: true, found, remedy };
}

function bad(subject: string, found: string, remedy: string | null): Finding {
  return { area: 'database', subject, isGood: false, found, remedy };
}
