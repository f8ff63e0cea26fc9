/** What a server and the role on it allow, asked without writing anything. */
import { sql } from 'drizzle-orm';
import { list } from './bulk.ts';
import type { Connection } from './open.ts';
import { ownNames } from './surroundings.ts';
import { rowsOf, withReadOnly } from './transaction.ts';

export interface ServerFacts {
  /** Such as `17.2`, and as a number (170002). */
  readonly version: string;
  readonly versionNumber: number;
  readonly encoding: string;
  readonly role: string;
  readonly database: string;
  readonly isStandby: boolean;
  readonly isReadOnly: boolean;
  readonly mayMakeSchemas: boolean;
  readonly hasSchema: boolean;
  readonly mayUseSchema: boolean;
  readonly mayMakeTables: boolean;
  /** Whether there is a table of a name that an import makes. */
  readonly hasTables: boolean;
  /** The port that the server sees the connection come from; null over a Unix socket. */
  readonly clientPort: number | null;
  /** Settings that the role or the database has of its own, as `name=value`. */
  readonly settings: readonly string[];
  /** What is missing on which tables, as `insert, update on nominations, nominees`. */
  readonly missingRights: readonly string[];
}

export async function examineServer(db: Connection): Promise<ServerFacts> {
  const names = ownNames().map((name) => sql`${name}`);
  const rows = rowsOf<ServerFacts & { settings: string; missingRights: string }>(
    await withReadOnly(db, (tx) =>
      tx.execute(sql`
        select current_setting('server_version') as version,
               current_setting('server_version_num')::int as "versionNumber",
               current_setting('server_encoding') as encoding, current_user::text as role,
               current_database()::text as database, pg_is_in_recovery() as "isStandby",
               current_setting('default_transaction_read_only') = 'on' as "isReadOnly",
               has_database_privilege(current_database(), 'create') as "mayMakeSchemas",
               n.oid is not null as "hasSchema",
               coalesce(has_schema_privilege(n.oid, 'usage'), false) as "mayUseSchema",
               coalesce(has_schema_privilege(n.oid, 'create'), false) as "mayMakeTables",
               exists (select from pg_class c
                        where c.relnamespace = n.oid and c.relkind = 'r' and relname in (${list(names)})) as "hasTables",
               inet_client_port() as "clientPort",
               coalesce((select json_agg(setting order by setting)
                           from pg_db_role_setting s, unnest(s.setconfig) setting
                          where s.setrole in (0, (select oid from pg_roles where rolname = current_user))
                            and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))),
                        '[]')::text as settings,
               coalesce((select json_agg(rights || ' on ' || names order by names)
                           from (select rights, string_agg(relname::text, ', ' order by relname) as names
                                   from (select relname, string_agg(need, ', ' order by place) as rights
                                           from pg_class c,
                                                unnest(array['select', 'insert', 'update', 'delete'])
                                                  with ordinality needs (need, place)
                                          where c.relnamespace = n.oid and c.relkind = 'r' and relname in (${list(names)})
                                            and not has_table_privilege(c.oid, need)
                                          group by relname) by_table
                                  group by rights) by_rights), '[]')::text as "missingRights"
          from (select) one left join pg_namespace n on n.nspname = ${db.schema}::text`),
    ),
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the catalog gave no answer');
  return { ...row, settings: JSON.parse(row.settings), missingRights: JSON.parse(row.missingRights) };
}
