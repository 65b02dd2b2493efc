import { Client } from "@medusajs/framework/pg"
import { getDatabaseURL } from "@medusajs/test-utils/dist/database"

/** The schema with a database's kept rows. */
const KEPT = "kept_rows"

/**
 * Keeps a copy of all rows in the same database, with a function that restores the
 * rows. Restoring takes a tenth of the time of a new database, and the shop's
 * connections to Postgres stay open.
 */
export async function keepRows(databaseName: string): Promise<void> {
  await onDatabase(databaseName, (client) => client.query(KEEP))
}

/** Restores the rows that {@link keepRows} has kept. */
export async function putRowsBack(databaseName: string): Promise<void> {
  await onDatabase(databaseName, (client) =>
    client.query(`SELECT ${KEPT}.put_back()`)
  )
}

async function onDatabase(
  databaseName: string,
  work: (client: Client) => Promise<unknown>
): Promise<void> {
  const client = new Client({ connectionString: getDatabaseURL(databaseName) })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/**
 * The function is generated for the existing tables: a statement for each table,
 * without lookups at run time. Foreign keys are not checked meanwhile.
 */
const KEEP = `
DO $keep$
DECLARE
  tables CURSOR FOR
    SELECT c.relname,
      (
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
        FROM pg_attribute
        WHERE attrelid = c.oid AND attnum > 0
          AND NOT attisdropped AND attgenerated = ''
      ) AS columns
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r';
  sequences CURSOR FOR
    SELECT schemaname, sequencename, COALESCE(last_value, start_value) AS value,
      last_value IS NOT NULL AS called
    FROM pg_sequences WHERE schemaname = 'public';
  has_rows boolean;
  body text := '';
BEGIN
  DROP SCHEMA IF EXISTS ${KEPT} CASCADE;
  CREATE SCHEMA ${KEPT};
  FOR t IN tables LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t.relname)
      INTO has_rows;
    body := body || format('DELETE FROM public.%I;', t.relname);
    IF has_rows THEN
      EXECUTE format(
        'CREATE TABLE ${KEPT}.%I AS SELECT %s FROM public.%I',
        t.relname, t.columns, t.relname
      );
      body := body || format(
        'INSERT INTO public.%I (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM ${KEPT}.%I;',
        t.relname, t.columns, t.columns, t.relname
      );
    END IF;
  END LOOP;
  FOR s IN sequences LOOP
    body := body || format(
      'PERFORM setval(%L, %s, %L);',
      format('%I.%I', s.schemaname, s.sequencename), s.value, s.called
    );
  END LOOP;
  EXECUTE 'CREATE FUNCTION ${KEPT}.put_back() RETURNS void LANGUAGE plpgsql '
    || 'SET session_replication_role = replica AS '
    || quote_literal('BEGIN ' || body || ' END');
END
$keep$`
