import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Storing an edit, whole, beside the rows. Edits of one run go one at a time, and each kept the next waiting for as long as
 * its server took between its statements, which is longest when there is most to do.
 */
const STORE_EDIT = `
create function store_roster_edit(
  edit_unit text, edit_run uuid, edit_id uuid, actor text, edit_editor uuid, edit_kind text, base_revision integer,
  cells json, most_revisions integer
) returns table (outcome text, revision integer, employee_id text, day date)
language plpgsql as $$
#variable_conflict use_column
declare
  known roster_edit;
  latest integer;
begin
  perform 1 from run where id = edit_run for no key update;
  select * into known from roster_edit where id = edit_id;
  if found then
    return query select case when known.run_id = edit_run then 'stored' else 'taken' end, known.revision, null::text, null::date;
    return;
  end if;
  select coalesce(max(e.revision), 0) into latest from roster_edit e where e.run_id = edit_run;
  if base_revision > latest then
    return query select 'ahead', latest, null::text, null::date;
    return;
  elsif latest >= most_revisions then
    return query select 'full', latest, null::text, null::date;
    return;
  elsif base_revision < latest then
    return query
      select 'clash', latest, place.employee_id, place.day
      from json_to_recordset(cells) as place (employee_id text, day date)
      where exists (
        select 1 from roster_edit_cell c join roster_edit other using (run_id, revision)
        where c.run_id = edit_run and c.revision > base_revision and other.editor <> edit_editor
          and c.employee_id = place.employee_id and c.day = place.day
      )
      order by place.employee_id collate "C", place.day limit 1;
    if found then return; end if;
  end if;
  insert into roster_edit (unit_id, run_id, revision, id, editor, kind, cell_count, created_by)
    values (edit_unit, edit_run, latest + 1, edit_id, edit_editor, edit_kind, json_array_length(cells), actor);
  insert into roster_edit_cell (unit_id, run_id, revision, created_by, employee_id, day, cell)
    select edit_unit, edit_run, latest + 1, actor, item.employee_id, item.day, item.cell
    from json_to_recordset(cells) as item (employee_id text, day date, cell jsonb);
  insert into audit_log (unit_id, actor_id, action, entity, entity_id, detail)
    values (edit_unit, actor, 'draft.edited', 'draft', edit_run::text, jsonb_build_object(
      'revision', latest + 1, 'editId', edit_id, 'kind', edit_kind, 'cells', json_array_length(cells)));
  return query select 'stored', latest + 1, null::text, null::date;
end
$$;
`

export const editsInOneTrip: Migration = {
  up: async (db) => {
    await sql.raw(STORE_EDIT).execute(db)
  },
}
