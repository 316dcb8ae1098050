-- Written by `npm run schema` from a migrated database; do not edit.

table actor: id text not null
table actor: kind text not null
table actor: display_name text not null
table actor: created_at timestamp with time zone not null default now()
table audit_log: id bigint not null generated always as identity
table audit_log: unit_id text not null
table audit_log: actor_id text not null
table audit_log: action text not null
table audit_log: entity text not null
table audit_log: entity_id text not null
table audit_log: detail jsonb not null
table audit_log: at timestamp with time zone not null default clock_timestamp()
table comparison: id uuid not null
table comparison: unit_id text not null
table comparison: plan_id uuid not null
table comparison: request jsonb not null
table comparison: state text not null
table comparison: progress jsonb
table comparison: result jsonb
table comparison: error jsonb
table comparison: created_at timestamp with time zone not null default now()
table comparison: created_by text not null
table comparison: started_at timestamp with time zone
table comparison: finished_at timestamp with time zone
table comparison: updated_at timestamp with time zone not null default now()
table comparison: updated_by text not null
table file_import: id uuid not null
table file_import: unit_id text not null
table file_import: plan_id uuid not null
table file_import: file_name text not null
table file_import: bytes bigint not null
table file_import: sha256 text not null
table file_import: state text not null
table file_import: detection jsonb
table file_import: report jsonb
table file_import: rejects_gzip bytea
table file_import: error jsonb
table file_import: created_at timestamp with time zone not null default now()
table file_import: created_by text not null
table file_import: finished_at timestamp with time zone
table file_import: updated_at timestamp with time zone not null default now()
table file_import: updated_by text not null
table forecast: id uuid not null
table forecast: unit_id text not null
table forecast: plan_id uuid not null
table forecast: from_date date not null
table forecast: days integer not null
table forecast: input_hash text not null
table forecast: made_with text not null
table forecast: run_id uuid
table forecast: state text not null
table forecast: content_gzip bytea
table forecast: csv_gzip bytea
table forecast: error jsonb
table forecast: created_at timestamp with time zone not null default now()
table forecast: created_by text not null
table given_roster: unit_id text not null
table given_roster: run_id uuid not null
table given_roster: request jsonb not null
table given_roster: content text not null
table given_roster: created_by text not null
table headcount_plan: id uuid not null
table headcount_plan: unit_id text not null
table headcount_plan: plan_id uuid not null
table headcount_plan: request jsonb not null
table headcount_plan: state text not null
table headcount_plan: progress jsonb
table headcount_plan: result jsonb
table headcount_plan: error jsonb
table headcount_plan: created_at timestamp with time zone not null default now()
table headcount_plan: created_by text not null
table headcount_plan: started_at timestamp with time zone
table headcount_plan: finished_at timestamp with time zone
table headcount_plan: updated_at timestamp with time zone not null default now()
table headcount_plan: updated_by text not null
table plan: id uuid not null
table plan: unit_id text not null
table plan: input_hash text not null
table plan: description jsonb not null
table plan: created_at timestamp with time zone not null default now()
table plan: created_by text not null
table plan: revision integer not null default 1
table plan: forecast_hash text
table plan: updated_at timestamp with time zone not null default now()
table plan: updated_by text not null
table plan_file: unit_id text not null
table plan_file: plan_id uuid not null
table plan_file: path text not null
table plan_file: content text not null
table plan_file: sha256 text not null
table plan_file: created_by text not null
table planning_unit: id text not null
table planning_unit: name text not null
table planning_unit: created_at timestamp with time zone not null default now()
table publication: id uuid not null
table publication: unit_id text not null
table publication: plan_id uuid not null
table publication: run_id uuid not null
table publication: week date not null
table publication: roster_sha256 text not null
table publication: overridden jsonb not null
table publication: reason text
table publication: created_at timestamp with time zone not null default now()
table publication: created_by text not null
table publication: superseded_at timestamp with time zone
table publication: superseded_by_run_id uuid
table publication: weeks integer not null default 1
table roster_edit: id uuid not null
table roster_edit: unit_id text not null
table roster_edit: run_id uuid not null
table roster_edit: revision integer not null
table roster_edit: editor uuid not null
table roster_edit: kind text not null
table roster_edit: cell_count integer not null
table roster_edit: created_at timestamp with time zone not null default now()
table roster_edit: created_by text not null
table roster_edit_cell: unit_id text not null
table roster_edit_cell: run_id uuid not null
table roster_edit_cell: revision integer not null
table roster_edit_cell: employee_id text not null
table roster_edit_cell: day date not null
table roster_edit_cell: cell jsonb not null
table roster_edit_cell: created_by text not null
table run: id uuid not null
table run: unit_id text not null
table run: plan_id uuid not null
table run: week date not null
table run: seed integer not null
table run: scenario text not null
table run: gap double precision not null
table run: time_limit_seconds integer not null
table run: replications integer not null
table run: state text not null
table run: progress jsonb
table run: report jsonb
table run: error jsonb
table run: created_at timestamp with time zone not null default now()
table run: created_by text not null
table run: started_at timestamp with time zone
table run: finished_at timestamp with time zone
table run: updated_at timestamp with time zone not null default now()
table run: updated_by text not null
table run: weeks integer not null default 1
table run: stop_requested_at timestamp with time zone
table run: source jsonb
table run_result: unit_id text not null
table run_result: run_id uuid not null
table run_result: name text not null
table run_result: content bytea not null
table run_result: sha256 text not null
table run_result: created_by text not null

constraint actor_kind_check on actor: CHECK ((kind = ANY (ARRAY['person'::text, 'rule'::text])))
constraint actor_pkey on actor: PRIMARY KEY (id)
constraint audit_log_actor_id_fkey on audit_log: FOREIGN KEY (actor_id) REFERENCES actor(id)
constraint audit_log_pkey on audit_log: PRIMARY KEY (id)
constraint audit_log_unit_id_fkey on audit_log: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint comparison_created_by_fkey on comparison: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint comparison_error on comparison: CHECK (((error IS NOT NULL) = (state = ANY (ARRAY['failed'::text, 'interrupted'::text]))))
constraint comparison_finished on comparison: CHECK (((finished_at IS NULL) = (state = ANY (ARRAY['queued'::text, 'running'::text]))))
constraint comparison_pkey on comparison: PRIMARY KEY (id)
constraint comparison_request_check on comparison: CHECK ((jsonb_typeof(request) = 'object'::text))
constraint comparison_result on comparison: CHECK (((result IS NOT NULL) = (state = 'succeeded'::text)))
constraint comparison_state_check on comparison: CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text, 'interrupted'::text])))
constraint comparison_unit_id_fkey on comparison: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint comparison_unit_id_id_key on comparison: UNIQUE (unit_id, id)
constraint comparison_unit_id_plan_id_fkey on comparison: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint comparison_updated_by_fkey on comparison: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint file_import_created_by_fkey on file_import: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint file_import_finished on file_import: CHECK (((finished_at IS NULL) = (state = ANY (ARRAY['detecting'::text, 'open'::text, 'reading'::text]))))
constraint file_import_pkey on file_import: PRIMARY KEY (id)
constraint file_import_sha256_check on file_import: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
constraint file_import_state_check on file_import: CHECK ((state = ANY (ARRAY['detecting'::text, 'open'::text, 'reading'::text, 'applied'::text, 'failed'::text, 'discarded'::text])))
constraint file_import_unit_id_fkey on file_import: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint file_import_unit_id_plan_id_fkey on file_import: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint file_import_updated_by_fkey on file_import: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint forecast_content on forecast: CHECK ((((content_gzip IS NOT NULL) AND (csv_gzip IS NOT NULL)) = (state = 'succeeded'::text)))
constraint forecast_created_by_fkey on forecast: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint forecast_days_check on forecast: CHECK ((days >= 1))
constraint forecast_error on forecast: CHECK (((error IS NOT NULL) = (state = 'failed'::text)))
constraint forecast_input_hash_check on forecast: CHECK ((input_hash ~ '^[0-9a-f]{64}$'::text))
constraint forecast_pkey on forecast: PRIMARY KEY (id)
constraint forecast_state_check on forecast: CHECK ((state = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text])))
constraint forecast_unit_id_fkey on forecast: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint forecast_unit_id_id_key on forecast: UNIQUE (unit_id, id)
constraint forecast_unit_id_plan_id_fkey on forecast: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint forecast_unit_id_run_id_fkey on forecast: FOREIGN KEY (unit_id, run_id) REFERENCES run(unit_id, id)
constraint given_roster_created_by_fkey on given_roster: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint given_roster_pkey on given_roster: PRIMARY KEY (run_id)
constraint given_roster_request_check on given_roster: CHECK ((jsonb_typeof(request) = 'object'::text))
constraint given_roster_unit_id_fkey on given_roster: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint given_roster_unit_id_run_id_fkey on given_roster: FOREIGN KEY (unit_id, run_id) REFERENCES run(unit_id, id)
constraint headcount_plan_created_by_fkey on headcount_plan: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint headcount_plan_error on headcount_plan: CHECK (((error IS NOT NULL) = (state = ANY (ARRAY['failed'::text, 'interrupted'::text]))))
constraint headcount_plan_finished on headcount_plan: CHECK (((finished_at IS NULL) = (state = ANY (ARRAY['queued'::text, 'running'::text]))))
constraint headcount_plan_pkey on headcount_plan: PRIMARY KEY (id)
constraint headcount_plan_request_check on headcount_plan: CHECK ((jsonb_typeof(request) = 'object'::text))
constraint headcount_plan_result on headcount_plan: CHECK (((result IS NOT NULL) = (state = 'succeeded'::text)))
constraint headcount_plan_state_check on headcount_plan: CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text, 'interrupted'::text])))
constraint headcount_plan_unit_id_fkey on headcount_plan: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint headcount_plan_unit_id_id_key on headcount_plan: UNIQUE (unit_id, id)
constraint headcount_plan_unit_id_plan_id_fkey on headcount_plan: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint headcount_plan_updated_by_fkey on headcount_plan: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint plan_created_by_fkey on plan: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint plan_forecast_hash_check on plan: CHECK ((forecast_hash ~ '^[0-9a-f]{64}$'::text))
constraint plan_input_hash_check on plan: CHECK ((input_hash ~ '^[0-9a-f]{64}$'::text))
constraint plan_pkey on plan: PRIMARY KEY (id)
constraint plan_revision_check on plan: CHECK ((revision >= 1))
constraint plan_unit_id_fkey on plan: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint plan_unit_id_id_key on plan: UNIQUE (unit_id, id)
constraint plan_updated_by_fkey on plan: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint plan_file_check on plan_file: CHECK ((sha256 = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))
constraint plan_file_created_by_fkey on plan_file: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint plan_file_pkey on plan_file: PRIMARY KEY (plan_id, path)
constraint plan_file_unit_id_fkey on plan_file: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint plan_file_unit_id_plan_id_fkey on plan_file: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint planning_unit_pkey on planning_unit: PRIMARY KEY (id)
constraint publication_created_by_fkey on publication: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint publication_overridden_check on publication: CHECK ((jsonb_typeof(overridden) = 'array'::text))
constraint publication_pkey on publication: PRIMARY KEY (id)
constraint publication_reason on publication: CHECK (((reason IS NOT NULL) = (jsonb_array_length(overridden) > 0)))
constraint publication_roster_sha256_check on publication: CHECK ((roster_sha256 ~ '^[0-9a-f]{64}$'::text))
constraint publication_superseded on publication: CHECK (((superseded_at IS NULL) = (superseded_by_run_id IS NULL)))
constraint publication_unit_id_fkey on publication: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint publication_unit_id_plan_id_fkey on publication: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint publication_unit_id_run_id_fkey on publication: FOREIGN KEY (unit_id, run_id) REFERENCES run(unit_id, id)
constraint publication_unit_id_superseded_by_run_id_fkey on publication: FOREIGN KEY (unit_id, superseded_by_run_id) REFERENCES run(unit_id, id)
constraint publication_weeks on publication: CHECK (((weeks >= 1) AND (weeks <= 8)))
constraint roster_edit_cell_count_check on roster_edit: CHECK ((cell_count >= 1))
constraint roster_edit_created_by_fkey on roster_edit: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint roster_edit_pkey on roster_edit: PRIMARY KEY (id)
constraint roster_edit_revision_check on roster_edit: CHECK ((revision >= 1))
constraint roster_edit_run_id_revision_key on roster_edit: UNIQUE (run_id, revision)
constraint roster_edit_unit_id_fkey on roster_edit: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint roster_edit_unit_id_run_id_fkey on roster_edit: FOREIGN KEY (unit_id, run_id) REFERENCES run(unit_id, id)
constraint roster_edit_unit_id_run_id_revision_key on roster_edit: UNIQUE (unit_id, run_id, revision)
constraint roster_edit_cell_cell_check on roster_edit_cell: CHECK ((jsonb_typeof(cell) = 'object'::text))
constraint roster_edit_cell_created_by_fkey on roster_edit_cell: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint roster_edit_cell_pkey on roster_edit_cell: PRIMARY KEY (run_id, employee_id, day, revision)
constraint roster_edit_cell_unit_id_fkey on roster_edit_cell: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint roster_edit_cell_unit_id_run_id_revision_fkey on roster_edit_cell: FOREIGN KEY (unit_id, run_id, revision) REFERENCES roster_edit(unit_id, run_id, revision)
constraint run_created_by_fkey on run: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint run_finished on run: CHECK (((finished_at IS NULL) = (state = ANY (ARRAY['queued'::text, 'running'::text]))))
constraint run_pkey on run: PRIMARY KEY (id)
constraint run_report on run: CHECK (((report IS NOT NULL) = (state = 'succeeded'::text)))
constraint run_source_check on run: CHECK ((jsonb_typeof(source) = 'object'::text))
constraint run_state_check on run: CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text, 'interrupted'::text])))
constraint run_unit_id_fkey on run: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint run_unit_id_id_key on run: UNIQUE (unit_id, id)
constraint run_unit_id_plan_id_fkey on run: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint run_updated_by_fkey on run: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint run_weeks on run: CHECK (((weeks >= 1) AND (weeks <= 8)))
constraint run_result_check on run_result: CHECK ((sha256 = encode(sha256(content), 'hex'::text)))
constraint run_result_created_by_fkey on run_result: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint run_result_pkey on run_result: PRIMARY KEY (run_id, name)
constraint run_result_unit_id_fkey on run_result: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint run_result_unit_id_run_id_fkey on run_result: FOREIGN KEY (unit_id, run_id) REFERENCES run(unit_id, id)

CREATE UNIQUE INDEX actor_pkey ON public.actor USING btree (id)
CREATE INDEX audit_log_of_entity ON public.audit_log USING btree (entity, entity_id, id)
CREATE UNIQUE INDEX audit_log_pkey ON public.audit_log USING btree (id)
CREATE INDEX comparison_of_plan ON public.comparison USING btree (plan_id, created_at DESC, id)
CREATE UNIQUE INDEX comparison_pkey ON public.comparison USING btree (id)
CREATE INDEX comparison_unfinished ON public.comparison USING btree (created_at) WHERE (finished_at IS NULL)
CREATE UNIQUE INDEX comparison_unit_id_id_key ON public.comparison USING btree (unit_id, id)
CREATE INDEX file_import_of_plan ON public.file_import USING btree (plan_id, created_at DESC, id)
CREATE UNIQUE INDEX file_import_one_reading ON public.file_import USING btree (plan_id) WHERE (state = 'reading'::text)
CREATE UNIQUE INDEX file_import_pkey ON public.file_import USING btree (id)
CREATE INDEX file_import_unfinished ON public.file_import USING btree (created_at) WHERE (finished_at IS NULL)
CREATE INDEX forecast_of_plan ON public.forecast USING btree (plan_id, created_at DESC, id)
CREATE INDEX forecast_of_run ON public.forecast USING btree (run_id) WHERE (run_id IS NOT NULL)
CREATE UNIQUE INDEX forecast_once ON public.forecast USING btree (plan_id, input_hash, made_with, from_date, days) WHERE (state <> 'failed'::text)
CREATE UNIQUE INDEX forecast_pkey ON public.forecast USING btree (id)
CREATE INDEX forecast_unfinished ON public.forecast USING btree (created_at) WHERE (state = 'running'::text)
CREATE UNIQUE INDEX forecast_unit_id_id_key ON public.forecast USING btree (unit_id, id)
CREATE UNIQUE INDEX given_roster_pkey ON public.given_roster USING btree (run_id)
CREATE INDEX headcount_plan_of_plan ON public.headcount_plan USING btree (plan_id, created_at DESC, id)
CREATE UNIQUE INDEX headcount_plan_pkey ON public.headcount_plan USING btree (id)
CREATE INDEX headcount_plan_unfinished ON public.headcount_plan USING btree (created_at) WHERE (finished_at IS NULL)
CREATE UNIQUE INDEX headcount_plan_unit_id_id_key ON public.headcount_plan USING btree (unit_id, id)
CREATE INDEX plan_by_age ON public.plan USING btree (created_at DESC, id)
CREATE UNIQUE INDEX plan_pkey ON public.plan USING btree (id)
CREATE UNIQUE INDEX plan_unit_id_id_key ON public.plan USING btree (unit_id, id)
CREATE UNIQUE INDEX plan_file_pkey ON public.plan_file USING btree (plan_id, path)
CREATE UNIQUE INDEX planning_unit_pkey ON public.planning_unit USING btree (id)
CREATE INDEX publication_of_plan ON public.publication USING btree (plan_id, created_at DESC, id)
CREATE INDEX publication_of_run ON public.publication USING btree (run_id, created_at DESC)
CREATE UNIQUE INDEX publication_one_current ON public.publication USING btree (plan_id, week) WHERE (superseded_at IS NULL)
CREATE UNIQUE INDEX publication_pkey ON public.publication USING btree (id)
CREATE UNIQUE INDEX roster_edit_pkey ON public.roster_edit USING btree (id)
CREATE UNIQUE INDEX roster_edit_run_id_revision_key ON public.roster_edit USING btree (run_id, revision)
CREATE UNIQUE INDEX roster_edit_unit_id_run_id_revision_key ON public.roster_edit USING btree (unit_id, run_id, revision)
CREATE INDEX roster_edit_cell_of_edit ON public.roster_edit_cell USING btree (run_id, revision)
CREATE UNIQUE INDEX roster_edit_cell_pkey ON public.roster_edit_cell USING btree (run_id, employee_id, day, revision)
CREATE INDEX run_of_plan ON public.run USING btree (plan_id, created_at DESC, id)
CREATE UNIQUE INDEX run_pkey ON public.run USING btree (id)
CREATE INDEX run_unfinished ON public.run USING btree (created_at) WHERE (finished_at IS NULL)
CREATE UNIQUE INDEX run_unit_id_id_key ON public.run USING btree (unit_id, id)
CREATE UNIQUE INDEX run_result_pkey ON public.run_result USING btree (run_id, name)

CREATE TRIGGER audit_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER forecast_is_kept BEFORE DELETE OR UPDATE ON public.forecast FOR EACH ROW WHEN ((old.state = 'succeeded'::text)) EXECUTE FUNCTION refuse_change()
CREATE TRIGGER forecast_is_never_emptied BEFORE TRUNCATE ON public.forecast FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER given_roster_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.given_roster FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER publication_is_kept BEFORE DELETE OR UPDATE ON public.publication FOR EACH ROW EXECUTE FUNCTION refuse_change_of_publication()
CREATE TRIGGER publication_is_never_emptied BEFORE TRUNCATE ON public.publication FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER publication_stands_alone BEFORE INSERT ON public.publication FOR EACH ROW EXECUTE FUNCTION refuse_overlapping_publication()
CREATE TRIGGER roster_edit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.roster_edit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER roster_edit_cell_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.roster_edit_cell FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER run_published_is_kept BEFORE DELETE OR UPDATE ON public.run FOR EACH ROW WHEN ((old.state = 'succeeded'::text)) EXECUTE FUNCTION refuse_change_of_published_run()
CREATE TRIGGER run_result_is_never_emptied BEFORE TRUNCATE ON public.run_result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER run_result_published_is_kept BEFORE DELETE OR UPDATE ON public.run_result FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_run()
