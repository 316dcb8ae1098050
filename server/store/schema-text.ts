import { sql } from 'kysely'
import type { Database } from './database.ts'

const COLUMNS = sql<{ text: string }>`
  select format('table %s: %s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' else '' end,
    case when a.attidentity <> '' then ' generated always as identity' else '' end,
    coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as text
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'
  order by c.relname, a.attnum`

const CONSTRAINTS = sql<{ text: string }>`
  select format('constraint %s on %s: %s', o.conname, c.relname, pg_get_constraintdef(o.oid)) as text
  from pg_constraint o join pg_class c on c.oid = o.conrelid
  where c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%' and o.contype <> 'n'
  order by c.relname, o.conname`

const INDEXES = sql<{ text: string }>`
  select indexdef as text from pg_indexes
  where schemaname = 'public' and tablename not like 'kysely%' order by tablename, indexname`

const TRIGGERS = sql<{ text: string }>`
  select pg_get_triggerdef(t.oid) as text from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where not t.tgisinternal and c.relnamespace = 'public'::regnamespace order by c.relname, t.tgname`

const POLICIES = sql<{ text: string }>`
  select format('policy %s on %s for %s using (%s) with check (%s)%s', p.policyname,
    case p.schemaname when 'public' then '' else p.schemaname || '.' end || p.tablename, lower(p.cmd), p.qual,
    p.with_check, case when c.relrowsecurity and c.relforcerowsecurity then '' else ', NOT FORCED' end) as text
  from pg_policies p join pg_class c on c.oid = format('%I.%I', p.schemaname, p.tablename)::regclass
  where p.schemaname in ('public', 'auth') order by p.schemaname desc, p.tablename, p.policyname`

const FUNCTIONS = sql<{ text: string }>`
  select format('function %s', pg_get_functiondef(p.oid)) as text
  from pg_proc p where p.pronamespace = 'public'::regnamespace order by p.proname`

/** The schema as the database itself tells it, one fact a line, so that a change of it shows in a review. */
export async function schemaText(db: Database): Promise<string> {
  const lines = ['-- Written by `npm run schema` from a migrated database; do not edit.']
  for (const query of [COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, POLICIES, FUNCTIONS]) {
    const { rows } = await query.execute(db)
    lines.push('', ...rows.map((row) => row.text))
  }
  return `${lines.join('\n')}\n`
}
