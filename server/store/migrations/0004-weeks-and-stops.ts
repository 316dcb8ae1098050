import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Runs of several weeks, runs that are told to end with the best roster found, and publications of several weeks. Of any
 * two that stand, none covers a week of the other: a unique index sees first weeks alone, so a trigger looks at the
 * spans, one publishing of a plan at a time.
 */
const CHANGES = `
alter table run add column weeks int not null default 1 constraint run_weeks check (weeks between 1 and 8);
alter table run add column stop_requested_at timestamptz;
alter table publication add column weeks int not null default 1 constraint publication_weeks check (weeks between 1 and 8);

create function refuse_overlapping_publication() returns trigger language plpgsql as $$
begin
  if new.superseded_at is not null then
    return new;
  end if;
  perform 1 from plan where id = new.plan_id for no key update;
  if exists (
    select 1 from publication as other
    where other.plan_id = new.plan_id and other.superseded_at is null
      and other.week < new.week + 7 * new.weeks and new.week < other.week + 7 * other.weeks
  ) then
    raise exception 'another publication of the plan covers a week of this one'
      using errcode = 'exclusion_violation', constraint = 'publication_one_current';
  end if;
  return new;
end
$$;
create trigger publication_stands_alone before insert on publication
  for each row execute function refuse_overlapping_publication();
`

export const weeksAndStops: Migration = {
  up: async (db) => {
    await sql.raw(CHANGES).execute(db)
  },
}
