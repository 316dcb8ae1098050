-- Written by `npm run schema` from a migrated database; do not edit.

table actor: id text not null
table actor: kind text not null
table actor: display_name text not null
table actor: created_at timestamp with time zone not null default now()
table actuals_batch: id uuid not null
table actuals_batch: unit_id text not null
table actuals_batch: plan_id uuid not null
table actuals_batch: content_sha256 text not null
table actuals_batch: sent_at timestamp with time zone not null
table actuals_batch: skew_seconds double precision
table actuals_batch: revision integer not null
table actuals_batch: stored integer not null
table actuals_batch: restated integer not null
table actuals_batch: unchanged integer not null
table actuals_batch: older integer not null
table actuals_batch: refused integer not null
table actuals_batch: issues jsonb not null
table actuals_batch: received_at timestamp with time zone not null
table actuals_batch: created_by text not null
table agent_state: unit_id text not null
table agent_state: plan_id uuid not null
table agent_state: employee_id text not null
table agent_state: starts_at timestamp with time zone not null
table agent_state: state text not null
table agent_state: sender_revision integer not null
table agent_state: sent_at timestamp with time zone not null
table agent_state: batch_id uuid not null
table agent_state: received_at timestamp with time zone not null
table agent_state: created_by text not null
table agent_state_report: unit_id text not null
table agent_state_report: plan_id uuid not null
table agent_state_report: employee_id text not null
table agent_state_report: starts_at timestamp with time zone not null
table agent_state_report: state text not null
table agent_state_report: sender_revision integer not null
table agent_state_report: sent_at timestamp with time zone not null
table agent_state_report: batch_id uuid not null
table agent_state_report: was_newest boolean not null
table agent_state_report: received_at timestamp with time zone not null
table agent_state_report: created_by text not null
table alert: id uuid not null
table alert: unit_id text not null
table alert: plan_id uuid not null
table alert: kind text not null
table alert: queue_id text not null
table alert: risk jsonb not null
table alert: raised_at timestamp with time zone not null
table alert: seen_at timestamp with time zone not null
table alert: cleared_at timestamp with time zone
table alert: acknowledged_at timestamp with time zone
table alert: acknowledged_by text
table alert: muted_until timestamp with time zone
table alert: muted_by text
table alert: step integer not null default 0
table alert: step_at timestamp with time zone not null
table alert: created_by text not null
table audit_head: unit_id text not null
table audit_head: sequence bigint not null
table audit_head: hash text not null
table audit_head: created_by text not null
table audit_link: unit_id text not null
table audit_link: sequence bigint not null
table audit_link: entry_id bigint not null
table audit_link: previous_hash text not null
table audit_link: hash text not null
table audit_link: created_by text not null
table audit_log: id bigint not null generated always as identity
table audit_log: unit_id text not null
table audit_log: actor_id text not null
table audit_log: action text not null
table audit_log: entity text not null
table audit_log: entity_id text not null
table audit_log: detail jsonb not null
table audit_log: at timestamp with time zone not null default clock_timestamp()
table calendar_feed: unit_id text not null
table calendar_feed: employee_id text not null
table calendar_feed: secret_sha256 text not null
table calendar_feed: read_at timestamp with time zone
table calendar_feed: created_at timestamp with time zone not null default now()
table calendar_feed: created_by text not null
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
table comparison: attempt integer not null default 0
table comparison_part: id uuid not null
table comparison_part: unit_id text not null
table comparison_part: comparison_id uuid not null
table comparison_part: place integer not null
table comparison_part: attempt integer not null default 0
table comparison_part: state text not null
table comparison_part: progress jsonb
table comparison_part: result json
table comparison_part: created_by text not null
table day_watch: plan_id uuid not null
table day_watch: unit_id text not null
table day_watch: looks integer not null default 0
table day_watch: leased_until timestamp with time zone
table day_watch: made_at timestamp with time zone
table day_watch: actuals_revision integer not null default 0
table day_watch: learned_for uuid
table day_watch: learned_gzip bytea
table day_watch: content_gzip bytea
table day_watch: suggested_for uuid
table day_watch: suggestions_gzip bytea
table day_watch: created_by text not null
table delivery: id uuid not null
table delivery: unit_id text not null
table delivery: webhook_id uuid
table delivery: event text not null
table delivery: entity_id text not null
table delivery: happened_at timestamp with time zone not null
table delivery: state text not null
table delivery: attempt integer not null default 0
table delivery: next_at timestamp with time zone not null default now()
table delivery: outcome text
table delivery: created_at timestamp with time zone not null default now()
table delivery: created_by text not null
table delivery: plan_id uuid
table delivery: step integer
table delivery: address text
table delivery: language text
table delivery: sent_at timestamp with time zone
table effect: key text not null
table effect: unit_id text not null
table effect: at timestamp with time zone not null default now()
table effect: created_by text not null
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
table file_import: attempt integer not null default 0
table file_import: progress double precision
table file_import: request jsonb
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
table forecast: attempt integer not null default 0
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
table headcount_plan: attempt integer not null default 0
table interval_actual: unit_id text not null
table interval_actual: plan_id uuid not null
table interval_actual: queue_id text not null
table interval_actual: starts_at timestamp with time zone not null
table interval_actual: interval_minutes integer not null
table interval_actual: offered double precision
table interval_actual: handled double precision
table interval_actual: abandoned double precision
table interval_actual: aht_seconds double precision
table interval_actual: answered_within double precision
table interval_actual: backlog double precision
table interval_actual: sender_revision integer not null
table interval_actual: sent_at timestamp with time zone not null
table interval_actual: batch_id uuid not null
table interval_actual: received_at timestamp with time zone not null
table interval_actual: created_by text not null
table interval_actual: bot_handled double precision
table interval_actual_report: unit_id text not null
table interval_actual_report: plan_id uuid not null
table interval_actual_report: queue_id text not null
table interval_actual_report: starts_at timestamp with time zone not null
table interval_actual_report: interval_minutes integer not null
table interval_actual_report: offered double precision
table interval_actual_report: handled double precision
table interval_actual_report: abandoned double precision
table interval_actual_report: aht_seconds double precision
table interval_actual_report: answered_within double precision
table interval_actual_report: backlog double precision
table interval_actual_report: sender_revision integer not null
table interval_actual_report: sent_at timestamp with time zone not null
table interval_actual_report: batch_id uuid not null
table interval_actual_report: was_newest boolean not null
table interval_actual_report: received_at timestamp with time zone not null
table interval_actual_report: created_by text not null
table interval_actual_report: bot_handled double precision
table membership: id uuid not null
table membership: unit_id text not null
table membership: actor_id text not null
table membership: role text not null
table membership: scope jsonb not null
table membership: extra_rights jsonb not null
table membership: employee_id text
table membership: revision integer not null default 1
table membership: created_at timestamp with time zone not null default now()
table membership: created_by text not null
table membership: updated_at timestamp with time zone not null default now()
table membership: updated_by text not null
table person: unit_id text not null
table person: employee_id text not null
table person: plan_id uuid
table person: name text not null
table person: group_id text not null
table person: site text
table person: vendor text
table person: zone text not null
table person: left_at timestamp with time zone
table person: erased_at timestamp with time zone
table person: created_at timestamp with time zone not null default now()
table person: created_by text not null
table person: updated_at timestamp with time zone not null default now()
table person: updated_by text not null
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
table plan_blob: unit_id text not null
table plan_blob: sha256 text not null
table plan_blob: content text
table plan_blob: created_at timestamp with time zone not null default now()
table plan_blob: created_by text not null
table plan_blob: erased_at timestamp with time zone
table plan_file: unit_id text not null
table plan_file: plan_id uuid not null
table plan_file: path text not null
table plan_file: content text not null
table plan_file: sha256 text not null
table plan_file: created_by text not null
table plan_revision: unit_id text not null
table plan_revision: plan_id uuid not null
table plan_revision: revision integer not null
table plan_revision: action text not null
table plan_revision: reason text
table plan_revision: restored_revision integer
table plan_revision: input_hash text not null
table plan_revision: created_at timestamp with time zone not null default now()
table plan_revision: created_by text not null
table plan_revision_file: unit_id text not null
table plan_revision_file: plan_id uuid not null
table plan_revision_file: revision integer not null
table plan_revision_file: path text not null
table plan_revision_file: sha256 text
table plan_revision_file: bytes integer
table plan_revision_file: created_by text not null
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
table published_roster: publication_id uuid not null
table published_roster: unit_id text not null
table published_roster: plan_id uuid not null
table published_roster: run_id uuid not null
table published_roster: week date not null
table published_roster: weeks integer not null
table published_roster: currency text not null
table published_roster: roster_sha256 text not null
table published_roster: published_at timestamp with time zone not null default now()
table published_roster: created_by text not null
table publishing_rule: unit_id text not null
table publishing_rule: four_eyes boolean not null
table publishing_rule: revision integer not null default 1
table publishing_rule: created_at timestamp with time zone not null default now()
table publishing_rule: created_by text not null
table publishing_rule: updated_at timestamp with time zone not null default now()
table publishing_rule: updated_by text not null
table retention: unit_id text not null
table retention: request_note_days integer
table retention: reject_days integer
table retention: result_days integer
table retention: revision integer not null default 1
table retention: created_at timestamp with time zone not null default now()
table retention: created_by text not null
table retention: updated_at timestamp with time zone not null default now()
table retention: updated_by text not null
table retention: actual_days integer default 400
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
table roster_shift: id uuid not null
table roster_shift: unit_id text not null
table roster_shift: publication_id uuid not null
table roster_shift: employee_id text not null
table roster_shift: group_id text not null
table roster_shift: starts_at timestamp with time zone not null
table roster_shift: ends_at timestamp with time zone not null
table roster_shift: zone text not null
table roster_shift: template_id text not null
table roster_shift: template_name jsonb not null
table roster_shift: on_call boolean not null
table roster_shift: breaks jsonb not null
table roster_shift: activities jsonb not null
table roster_shift: queues jsonb not null
table roster_shift: paid_minutes integer not null
table roster_shift: paid_cost bigint
table roster_shift: created_by text not null
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
table run: attempt integer not null default 0
table run_part: id uuid not null
table run_part: unit_id text not null
table run_part: run_id uuid not null
table run_part: place integer not null
table run_part: attempt integer not null default 0
table run_part: state text not null
table run_part: given bytea not null
table run_part: made bytea
table run_part: created_by text not null
table run_result: unit_id text not null
table run_result: run_id uuid not null
table run_result: name text not null
table run_result: content bytea not null
table run_result: sha256 text not null
table run_result: created_by text not null
table team_group: unit_id text not null
table team_group: group_id text not null
table team_group: name jsonb not null
table team_group: site text
table team_group: vendor text
table team_group: max_off_per_day integer
table team_group: plan_id uuid
table team_group: created_by text not null
table team_request: id uuid not null
table team_request: unit_id text not null
table team_request: employee_id text not null
table team_request: group_id text not null
table team_request: kind text not null
table team_request: subject jsonb not null
table team_request: colleague_id text
table team_request: is_offered boolean not null default false
table team_request: declined_by jsonb not null default '[]'::jsonb
table team_request: state text not null
table team_request: revision integer not null default 1
table team_request: answer text not null default ''::text
table team_request: effect jsonb
table team_request: claimed_until timestamp with time zone
table team_request: created_at timestamp with time zone not null default now()
table team_request: created_by text not null
table team_request: decided_at timestamp with time zone
table team_request: decided_by text
table team_request: updated_at timestamp with time zone not null default now()
table team_request: updated_by text not null
table team_request_note: unit_id text not null
table team_request_note: request_id uuid not null
table team_request_note: employee_id text not null
table team_request_note: note text not null
table team_request_note: created_at timestamp with time zone not null default now()
table team_request_note: created_by text not null
table upload_chunk: unit_id text not null
table upload_chunk: import_id uuid not null
table upload_chunk: number integer not null
table upload_chunk: content bytea not null
table upload_chunk: created_by text not null
table version: id uuid not null
table version: unit_id text not null
table version: plan_id uuid not null
table version: kind text not null
table version: name text not null
table version: number integer not null
table version: first_day date
table version: last_day date
table version: run_id uuid
table version: forecast_id uuid
table version: file_name text not null
table version: content_gzip bytea not null
table version: sha256 text not null
table version: bytes integer not null
table version: notes text not null
table version: state text not null
table version: revision integer not null default 1
table version: submitted_at timestamp with time zone
table version: submitted_by text
table version: returned_at timestamp with time zone
table version: returned_by text
table version: returned_reason text
table version: withdrawn_at timestamp with time zone
table version: withdrawn_by text
table version: published_at timestamp with time zone
table version: published_by text
table version: publication_id uuid
table version: publish_key uuid
table version: superseded_at timestamp with time zone
table version: superseded_by_id uuid
table version: created_at timestamp with time zone not null default now()
table version: created_by text not null
table version: updated_at timestamp with time zone not null default now()
table version: updated_by text not null
table wallboard: id uuid not null
table wallboard: unit_id text not null
table wallboard: plan_id uuid not null
table wallboard: name text not null
table wallboard: language text not null
table wallboard: secret_sha256 text not null
table wallboard: expires_at timestamp with time zone not null
table wallboard: opened_at timestamp with time zone
table wallboard: created_at timestamp with time zone not null default now()
table wallboard: created_by text not null
table watch_setting: plan_id uuid not null
table watch_setting: unit_id text not null
table watch_setting: content jsonb not null
table watch_setting: revision integer not null default 1
table watch_setting: created_at timestamp with time zone not null default now()
table watch_setting: created_by text not null
table watch_setting: updated_at timestamp with time zone not null default now()
table watch_setting: updated_by text not null
table webhook: id uuid not null
table webhook: unit_id text not null
table webhook: url text not null
table webhook: events jsonb not null
table webhook: secret text not null
table webhook: created_at timestamp with time zone not null default now()
table webhook: created_by text not null
table webhook: format text not null default 'tideline'::text
table webhook: language text not null default 'zh-CN'::text

constraint actor_kind_check on actor: CHECK ((kind = ANY (ARRAY['person'::text, 'rule'::text])))
constraint actor_pkey on actor: PRIMARY KEY (id)
constraint actuals_batch_content_sha256_check on actuals_batch: CHECK ((content_sha256 ~ '^[0-9a-f]{64}$'::text))
constraint actuals_batch_created_by_fkey on actuals_batch: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint actuals_batch_issues_check on actuals_batch: CHECK ((jsonb_typeof(issues) = 'array'::text))
constraint actuals_batch_older_check on actuals_batch: CHECK ((older >= 0))
constraint actuals_batch_pkey on actuals_batch: PRIMARY KEY (id)
constraint actuals_batch_refused_check on actuals_batch: CHECK ((refused >= 0))
constraint actuals_batch_restated_check on actuals_batch: CHECK ((restated >= 0))
constraint actuals_batch_revision_check on actuals_batch: CHECK ((revision >= 0))
constraint actuals_batch_stored_check on actuals_batch: CHECK ((stored >= 0))
constraint actuals_batch_unchanged_check on actuals_batch: CHECK ((unchanged >= 0))
constraint actuals_batch_unit_id_fkey on actuals_batch: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint actuals_batch_unit_id_plan_id_fkey on actuals_batch: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint agent_state_created_by_fkey on agent_state: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint agent_state_pkey on agent_state: PRIMARY KEY (plan_id, employee_id, starts_at)
constraint agent_state_sender_revision_check on agent_state: CHECK ((sender_revision >= 0))
constraint agent_state_state_check on agent_state: CHECK ((state = ANY (ARRAY['available'::text, 'busy'::text, 'break'::text, 'training'::text, 'away'::text, 'off'::text])))
constraint agent_state_unit_id_fkey on agent_state: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint agent_state_unit_id_plan_id_fkey on agent_state: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint agent_state_report_created_by_fkey on agent_state_report: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint agent_state_report_pkey on agent_state_report: PRIMARY KEY (plan_id, employee_id, starts_at, batch_id)
constraint agent_state_report_sender_revision_check on agent_state_report: CHECK ((sender_revision >= 0))
constraint agent_state_report_state_check on agent_state_report: CHECK ((state = ANY (ARRAY['available'::text, 'busy'::text, 'break'::text, 'training'::text, 'away'::text, 'off'::text])))
constraint agent_state_report_unit_id_fkey on agent_state_report: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint agent_state_report_unit_id_plan_id_fkey on agent_state_report: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint alert_acknowledged_by_fkey on alert: FOREIGN KEY (acknowledged_by) REFERENCES actor(id)
constraint alert_check on alert: CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL)))
constraint alert_check1 on alert: CHECK (((muted_until IS NULL) = (muted_by IS NULL)))
constraint alert_created_by_fkey on alert: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint alert_muted_by_fkey on alert: FOREIGN KEY (muted_by) REFERENCES actor(id)
constraint alert_pkey on alert: PRIMARY KEY (id)
constraint alert_risk_check on alert: CHECK ((jsonb_typeof(risk) = 'object'::text))
constraint alert_step_check on alert: CHECK ((step >= 0))
constraint alert_unit_id_fkey on alert: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint alert_unit_id_plan_id_fkey on alert: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint audit_head_created_by_fkey on audit_head: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint audit_head_hash_check on audit_head: CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
constraint audit_head_pkey on audit_head: PRIMARY KEY (unit_id)
constraint audit_head_sequence_check on audit_head: CHECK ((sequence >= 0))
constraint audit_head_unit_id_fkey on audit_head: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint audit_link_created_by_fkey on audit_link: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint audit_link_entry_id_key on audit_link: UNIQUE (entry_id)
constraint audit_link_hash_check on audit_link: CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
constraint audit_link_pkey on audit_link: PRIMARY KEY (unit_id, sequence)
constraint audit_link_previous_hash_check on audit_link: CHECK ((previous_hash ~ '^[0-9a-f]{64}$'::text))
constraint audit_link_sequence_check on audit_link: CHECK ((sequence >= 1))
constraint audit_link_unit_id_entry_id_fkey on audit_link: FOREIGN KEY (unit_id, entry_id) REFERENCES audit_log(unit_id, id)
constraint audit_link_unit_id_fkey on audit_link: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint audit_log_actor_id_fkey on audit_log: FOREIGN KEY (actor_id) REFERENCES actor(id)
constraint audit_log_chained on audit_log: TRIGGER DEFERRABLE INITIALLY DEFERRED
constraint audit_log_of_unit on audit_log: UNIQUE (unit_id, id)
constraint audit_log_pkey on audit_log: PRIMARY KEY (id)
constraint audit_log_unit_id_fkey on audit_log: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint calendar_feed_created_by_fkey on calendar_feed: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint calendar_feed_pkey on calendar_feed: PRIMARY KEY (unit_id, employee_id)
constraint calendar_feed_secret_sha256_check on calendar_feed: CHECK ((secret_sha256 ~ '^[0-9a-f]{64}$'::text))
constraint calendar_feed_secret_sha256_key on calendar_feed: UNIQUE (secret_sha256)
constraint calendar_feed_unit_id_employee_id_fkey on calendar_feed: FOREIGN KEY (unit_id, employee_id) REFERENCES person(unit_id, employee_id)
constraint calendar_feed_unit_id_fkey on calendar_feed: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint comparison_attempt_check on comparison: CHECK ((attempt >= 0))
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
constraint comparison_part_attempt_check on comparison_part: CHECK ((attempt >= 0))
constraint comparison_part_comparison_id_place_key on comparison_part: UNIQUE (comparison_id, place)
constraint comparison_part_created_by_fkey on comparison_part: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint comparison_part_pkey on comparison_part: PRIMARY KEY (id)
constraint comparison_part_place_check on comparison_part: CHECK ((place >= 0))
constraint comparison_part_result on comparison_part: CHECK (((result IS NOT NULL) = (state = 'done'::text)))
constraint comparison_part_state_check on comparison_part: CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text])))
constraint comparison_part_unit_id_comparison_id_fkey on comparison_part: FOREIGN KEY (unit_id, comparison_id) REFERENCES comparison(unit_id, id)
constraint comparison_part_unit_id_fkey on comparison_part: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint day_watch_actuals_revision_check on day_watch: CHECK ((actuals_revision >= 0))
constraint day_watch_created_by_fkey on day_watch: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint day_watch_looks_check on day_watch: CHECK ((looks >= 0))
constraint day_watch_pkey on day_watch: PRIMARY KEY (plan_id)
constraint day_watch_unit_id_fkey on day_watch: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint day_watch_unit_id_plan_id_fkey on day_watch: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint delivery_attempt_check on delivery: CHECK ((attempt >= 0))
constraint delivery_created_by_fkey on delivery: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint delivery_language on delivery: CHECK (((address IS NULL) = (language IS NULL)))
constraint delivery_language_check on delivery: CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text])))
constraint delivery_of_setting on delivery: CHECK ((((plan_id IS NULL) = (step IS NULL)) AND ((address IS NULL) OR (plan_id IS NOT NULL))))
constraint delivery_pkey on delivery: PRIMARY KEY (id)
constraint delivery_receiver on delivery: CHECK (((webhook_id IS NULL) = (address IS NOT NULL)))
constraint delivery_state_check on delivery: CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text, 'withdrawn'::text])))
constraint delivery_step_check on delivery: CHECK ((step >= 0))
constraint delivery_unit_id_fkey on delivery: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint delivery_unit_id_plan_id_fkey on delivery: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint delivery_unit_id_webhook_id_fkey on delivery: FOREIGN KEY (unit_id, webhook_id) REFERENCES webhook(unit_id, id) ON DELETE CASCADE
constraint effect_created_by_fkey on effect: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint effect_pkey on effect: PRIMARY KEY (key)
constraint effect_unit_id_fkey on effect: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint file_import_attempt_check on file_import: CHECK ((attempt >= 0))
constraint file_import_created_by_fkey on file_import: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint file_import_finished on file_import: CHECK (((finished_at IS NULL) = (state = ANY (ARRAY['detecting'::text, 'open'::text, 'reading'::text]))))
constraint file_import_pkey on file_import: PRIMARY KEY (id)
constraint file_import_progress_check on file_import: CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision)))
constraint file_import_sha256_check on file_import: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
constraint file_import_state_check on file_import: CHECK ((state = ANY (ARRAY['detecting'::text, 'open'::text, 'reading'::text, 'applied'::text, 'failed'::text, 'discarded'::text])))
constraint file_import_unit_id_fkey on file_import: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint file_import_unit_id_id_key on file_import: UNIQUE (unit_id, id)
constraint file_import_unit_id_plan_id_fkey on file_import: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint file_import_updated_by_fkey on file_import: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint forecast_attempt_check on forecast: CHECK ((attempt >= 0))
constraint forecast_content on forecast: CHECK ((((content_gzip IS NOT NULL) AND (csv_gzip IS NOT NULL)) = (state = 'succeeded'::text)))
constraint forecast_created_by_fkey on forecast: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint forecast_days_check on forecast: CHECK ((days >= 1))
constraint forecast_error on forecast: CHECK (((error IS NOT NULL) = (state = 'failed'::text)))
constraint forecast_input_hash_check on forecast: CHECK ((input_hash ~ '^[0-9a-f]{64}$'::text))
constraint forecast_of_unit on forecast: UNIQUE (unit_id, id)
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
constraint headcount_plan_attempt_check on headcount_plan: CHECK ((attempt >= 0))
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
constraint interval_actual_abandoned_check on interval_actual: CHECK ((abandoned >= (0)::double precision))
constraint interval_actual_aht_seconds_check on interval_actual: CHECK ((aht_seconds >= (0)::double precision))
constraint interval_actual_answered_within_check on interval_actual: CHECK ((answered_within >= (0)::double precision))
constraint interval_actual_backlog_check on interval_actual: CHECK ((backlog >= (0)::double precision))
constraint interval_actual_bot_handled_check on interval_actual: CHECK ((bot_handled >= (0)::double precision))
constraint interval_actual_created_by_fkey on interval_actual: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint interval_actual_handled_check on interval_actual: CHECK ((handled >= (0)::double precision))
constraint interval_actual_interval_minutes_check on interval_actual: CHECK ((interval_minutes >= 1))
constraint interval_actual_offered_check on interval_actual: CHECK ((offered >= (0)::double precision))
constraint interval_actual_pkey on interval_actual: PRIMARY KEY (plan_id, queue_id, starts_at)
constraint interval_actual_sender_revision_check on interval_actual: CHECK ((sender_revision >= 0))
constraint interval_actual_unit_id_fkey on interval_actual: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint interval_actual_unit_id_plan_id_fkey on interval_actual: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint interval_actual_report_abandoned_check on interval_actual_report: CHECK ((abandoned >= (0)::double precision))
constraint interval_actual_report_aht_seconds_check on interval_actual_report: CHECK ((aht_seconds >= (0)::double precision))
constraint interval_actual_report_answered_within_check on interval_actual_report: CHECK ((answered_within >= (0)::double precision))
constraint interval_actual_report_backlog_check on interval_actual_report: CHECK ((backlog >= (0)::double precision))
constraint interval_actual_report_bot_handled_check on interval_actual_report: CHECK ((bot_handled >= (0)::double precision))
constraint interval_actual_report_created_by_fkey on interval_actual_report: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint interval_actual_report_handled_check on interval_actual_report: CHECK ((handled >= (0)::double precision))
constraint interval_actual_report_interval_minutes_check on interval_actual_report: CHECK ((interval_minutes >= 1))
constraint interval_actual_report_offered_check on interval_actual_report: CHECK ((offered >= (0)::double precision))
constraint interval_actual_report_pkey on interval_actual_report: PRIMARY KEY (plan_id, queue_id, starts_at, batch_id)
constraint interval_actual_report_sender_revision_check on interval_actual_report: CHECK ((sender_revision >= 0))
constraint interval_actual_report_unit_id_fkey on interval_actual_report: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint interval_actual_report_unit_id_plan_id_fkey on interval_actual_report: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint membership_actor_id_fkey on membership: FOREIGN KEY (actor_id) REFERENCES actor(id)
constraint membership_created_by_fkey on membership: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint membership_extra_rights_check on membership: CHECK ((jsonb_typeof(extra_rights) = 'array'::text))
constraint membership_pkey on membership: PRIMARY KEY (id)
constraint membership_role_check on membership: CHECK ((role = ANY (ARRAY['admin'::text, 'manager'::text, 'scheduler'::text, 'hr'::text, 'vendorScheduler'::text, 'agent'::text])))
constraint membership_scope_check on membership: CHECK ((jsonb_typeof(scope) = 'object'::text))
constraint membership_unit_id_actor_id_key on membership: UNIQUE (unit_id, actor_id)
constraint membership_unit_id_fkey on membership: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint membership_unit_id_id_key on membership: UNIQUE (unit_id, id)
constraint membership_updated_by_fkey on membership: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint person_created_by_fkey on person: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint person_pkey on person: PRIMARY KEY (unit_id, employee_id)
constraint person_unit_id_fkey on person: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint person_unit_id_plan_id_fkey on person: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id) ON DELETE SET NULL (plan_id)
constraint person_updated_by_fkey on person: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint plan_created_by_fkey on plan: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint plan_forecast_hash_check on plan: CHECK ((forecast_hash ~ '^[0-9a-f]{64}$'::text))
constraint plan_input_hash_check on plan: CHECK ((input_hash ~ '^[0-9a-f]{64}$'::text))
constraint plan_pkey on plan: PRIMARY KEY (id)
constraint plan_revision_check on plan: CHECK ((revision >= 1))
constraint plan_unit_id_fkey on plan: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint plan_unit_id_id_key on plan: UNIQUE (unit_id, id)
constraint plan_updated_by_fkey on plan: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint plan_blob_check on plan_blob: CHECK ((sha256 = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))
constraint plan_blob_created_by_fkey on plan_blob: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint plan_blob_erased on plan_blob: CHECK (((content IS NULL) = (erased_at IS NOT NULL)))
constraint plan_blob_pkey on plan_blob: PRIMARY KEY (unit_id, sha256)
constraint plan_blob_sha256_check on plan_blob: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
constraint plan_blob_unit_id_fkey on plan_blob: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint plan_file_check on plan_file: CHECK ((sha256 = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))
constraint plan_file_created_by_fkey on plan_file: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint plan_file_pkey on plan_file: PRIMARY KEY (plan_id, path)
constraint plan_file_unit_id_fkey on plan_file: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint plan_file_unit_id_plan_id_fkey on plan_file: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint plan_revision_created_by_fkey on plan_revision: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint plan_revision_input_hash_check on plan_revision: CHECK ((input_hash ~ '^[0-9a-f]{64}$'::text))
constraint plan_revision_pkey on plan_revision: PRIMARY KEY (plan_id, revision)
constraint plan_revision_revision_check on plan_revision: CHECK ((revision >= 1))
constraint plan_revision_unit_id_fkey on plan_revision: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint plan_revision_unit_id_plan_id_fkey on plan_revision: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint plan_revision_unit_id_plan_id_revision_key on plan_revision: UNIQUE (unit_id, plan_id, revision)
constraint plan_revision_file_check on plan_revision_file: CHECK (((bytes IS NULL) = (sha256 IS NULL)))
constraint plan_revision_file_created_by_fkey on plan_revision_file: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint plan_revision_file_pkey on plan_revision_file: PRIMARY KEY (plan_id, path, revision)
constraint plan_revision_file_sha256_check on plan_revision_file: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
constraint plan_revision_file_unit_id_fkey on plan_revision_file: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint plan_revision_file_unit_id_plan_id_revision_fkey on plan_revision_file: FOREIGN KEY (unit_id, plan_id, revision) REFERENCES plan_revision(unit_id, plan_id, revision)
constraint planning_unit_id on planning_unit: CHECK ((id ~ '^[A-Za-z0-9_-]{1,64}$'::text))
constraint planning_unit_pkey on planning_unit: PRIMARY KEY (id)
constraint publication_created_by_fkey on publication: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint publication_of_unit on publication: UNIQUE (unit_id, id)
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
constraint published_roster_created_by_fkey on published_roster: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint published_roster_pkey on published_roster: PRIMARY KEY (publication_id)
constraint published_roster_roster_sha256_check on published_roster: CHECK ((roster_sha256 ~ '^[0-9a-f]{64}$'::text))
constraint published_roster_unit_id_fkey on published_roster: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint published_roster_unit_id_plan_id_fkey on published_roster: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint published_roster_unit_id_publication_id_fkey on published_roster: FOREIGN KEY (unit_id, publication_id) REFERENCES publication(unit_id, id)
constraint published_roster_unit_id_publication_id_key on published_roster: UNIQUE (unit_id, publication_id)
constraint published_roster_unit_id_run_id_fkey on published_roster: FOREIGN KEY (unit_id, run_id) REFERENCES run(unit_id, id)
constraint published_roster_weeks_check on published_roster: CHECK ((weeks >= 1))
constraint publishing_rule_created_by_fkey on publishing_rule: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint publishing_rule_pkey on publishing_rule: PRIMARY KEY (unit_id)
constraint publishing_rule_unit_id_fkey on publishing_rule: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint publishing_rule_updated_by_fkey on publishing_rule: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint retention_actual_days_check on retention: CHECK ((actual_days >= 1))
constraint retention_created_by_fkey on retention: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint retention_pkey on retention: PRIMARY KEY (unit_id)
constraint retention_reject_days_check on retention: CHECK ((reject_days >= 1))
constraint retention_request_note_days_check on retention: CHECK ((request_note_days >= 1))
constraint retention_result_days_check on retention: CHECK ((result_days >= 1))
constraint retention_unit_id_fkey on retention: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint retention_updated_by_fkey on retention: FOREIGN KEY (updated_by) REFERENCES actor(id)
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
constraint roster_shift_activities_check on roster_shift: CHECK ((jsonb_typeof(activities) = 'array'::text))
constraint roster_shift_breaks_check on roster_shift: CHECK ((jsonb_typeof(breaks) = 'array'::text))
constraint roster_shift_check on roster_shift: CHECK ((ends_at > starts_at))
constraint roster_shift_created_by_fkey on roster_shift: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint roster_shift_paid_cost_check on roster_shift: CHECK ((paid_cost >= 0))
constraint roster_shift_paid_minutes_check on roster_shift: CHECK ((paid_minutes >= 0))
constraint roster_shift_pkey on roster_shift: PRIMARY KEY (id)
constraint roster_shift_queues_check on roster_shift: CHECK ((jsonb_typeof(queues) = 'array'::text))
constraint roster_shift_unit_id_employee_id_fkey on roster_shift: FOREIGN KEY (unit_id, employee_id) REFERENCES person(unit_id, employee_id)
constraint roster_shift_unit_id_fkey on roster_shift: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint roster_shift_unit_id_publication_id_fkey on roster_shift: FOREIGN KEY (unit_id, publication_id) REFERENCES published_roster(unit_id, publication_id) ON DELETE CASCADE
constraint run_attempt_check on run: CHECK ((attempt >= 0))
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
constraint run_part_attempt_check on run_part: CHECK ((attempt >= 0))
constraint run_part_created_by_fkey on run_part: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint run_part_made on run_part: CHECK (((made IS NOT NULL) = (state = 'done'::text)))
constraint run_part_pkey on run_part: PRIMARY KEY (id)
constraint run_part_place_check on run_part: CHECK ((place >= 0))
constraint run_part_run_id_place_key on run_part: UNIQUE (run_id, place)
constraint run_part_state_check on run_part: CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
constraint run_part_unit_id_fkey on run_part: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint run_part_unit_id_run_id_fkey on run_part: FOREIGN KEY (unit_id, run_id) REFERENCES run(unit_id, id)
constraint run_result_check on run_result: CHECK ((sha256 = encode(sha256(content), 'hex'::text)))
constraint run_result_created_by_fkey on run_result: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint run_result_pkey on run_result: PRIMARY KEY (run_id, name)
constraint run_result_unit_id_fkey on run_result: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint run_result_unit_id_run_id_fkey on run_result: FOREIGN KEY (unit_id, run_id) REFERENCES run(unit_id, id)
constraint team_group_created_by_fkey on team_group: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint team_group_max_off_per_day_check on team_group: CHECK ((max_off_per_day >= 0))
constraint team_group_pkey on team_group: PRIMARY KEY (unit_id, group_id)
constraint team_group_unit_id_fkey on team_group: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint team_group_unit_id_plan_id_fkey on team_group: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id) ON DELETE SET NULL (plan_id)
constraint team_request_created_by_fkey on team_request: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint team_request_decided_by_fkey on team_request: FOREIGN KEY (decided_by) REFERENCES actor(id)
constraint team_request_declined_by_check on team_request: CHECK ((jsonb_typeof(declined_by) = 'array'::text))
constraint team_request_effect_check on team_request: CHECK ((jsonb_typeof(effect) = 'object'::text))
constraint team_request_kind_check on team_request: CHECK ((kind = ANY (ARRAY['timeOff'::text, 'availability'::text, 'preference'::text, 'swap'::text, 'shiftChange'::text])))
constraint team_request_pkey on team_request: PRIMARY KEY (id)
constraint team_request_state_check on team_request: CHECK ((state = ANY (ARRAY['asked'::text, 'agreed'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
constraint team_request_subject_check on team_request: CHECK ((jsonb_typeof(subject) = 'object'::text))
constraint team_request_unit_id_colleague_id_fkey on team_request: FOREIGN KEY (unit_id, colleague_id) REFERENCES person(unit_id, employee_id)
constraint team_request_unit_id_employee_id_fkey on team_request: FOREIGN KEY (unit_id, employee_id) REFERENCES person(unit_id, employee_id)
constraint team_request_unit_id_fkey on team_request: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint team_request_unit_id_id_key on team_request: UNIQUE (unit_id, id)
constraint team_request_updated_by_fkey on team_request: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint team_request_note_created_by_fkey on team_request_note: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint team_request_note_pkey on team_request_note: PRIMARY KEY (request_id)
constraint team_request_note_unit_id_employee_id_fkey on team_request_note: FOREIGN KEY (unit_id, employee_id) REFERENCES person(unit_id, employee_id)
constraint team_request_note_unit_id_fkey on team_request_note: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint team_request_note_unit_id_request_id_fkey on team_request_note: FOREIGN KEY (unit_id, request_id) REFERENCES team_request(unit_id, id) ON DELETE CASCADE
constraint upload_chunk_created_by_fkey on upload_chunk: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint upload_chunk_number_check on upload_chunk: CHECK ((number >= 0))
constraint upload_chunk_pkey on upload_chunk: PRIMARY KEY (import_id, number)
constraint upload_chunk_unit_id_fkey on upload_chunk: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint upload_chunk_unit_id_import_id_fkey on upload_chunk: FOREIGN KEY (unit_id, import_id) REFERENCES file_import(unit_id, id)
constraint version_bytes_check on version: CHECK ((bytes >= 0))
constraint version_created_by_fkey on version: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint version_days on version: CHECK ((((kind = 'scenario'::text) = (first_day IS NULL)) AND ((first_day IS NULL) = (last_day IS NULL))))
constraint version_kind_check on version: CHECK ((kind = ANY (ARRAY['forecast'::text, 'requirement'::text, 'roster'::text, 'scenario'::text])))
constraint version_number_check on version: CHECK ((number >= 1))
constraint version_pkey on version: PRIMARY KEY (id)
constraint version_plan_id_kind_name_number_key on version: UNIQUE (plan_id, kind, name, number)
constraint version_publish_key_key on version: UNIQUE (publish_key)
constraint version_published on version: CHECK (((published_at IS NOT NULL) = (state = ANY (ARRAY['published'::text, 'superseded'::text]))))
constraint version_published_by_fkey on version: FOREIGN KEY (published_by) REFERENCES actor(id)
constraint version_returned_by_fkey on version: FOREIGN KEY (returned_by) REFERENCES actor(id)
constraint version_revision_check on version: CHECK ((revision >= 1))
constraint version_sha256_check on version: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
constraint version_state_check on version: CHECK ((state = ANY (ARRAY['draft'::text, 'review'::text, 'published'::text, 'superseded'::text, 'withdrawn'::text])))
constraint version_submitted_by_fkey on version: FOREIGN KEY (submitted_by) REFERENCES actor(id)
constraint version_superseded on version: CHECK (((superseded_at IS NOT NULL) = (state = 'superseded'::text)))
constraint version_unit_id_fkey on version: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint version_unit_id_forecast_id_fkey on version: FOREIGN KEY (unit_id, forecast_id) REFERENCES forecast(unit_id, id)
constraint version_unit_id_id_key on version: UNIQUE (unit_id, id)
constraint version_unit_id_plan_id_fkey on version: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint version_unit_id_run_id_fkey on version: FOREIGN KEY (unit_id, run_id) REFERENCES run(unit_id, id)
constraint version_unit_id_superseded_by_id_fkey on version: FOREIGN KEY (unit_id, superseded_by_id) REFERENCES version(unit_id, id)
constraint version_updated_by_fkey on version: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint version_withdrawn on version: CHECK (((withdrawn_at IS NOT NULL) = (state = 'withdrawn'::text)))
constraint version_withdrawn_by_fkey on version: FOREIGN KEY (withdrawn_by) REFERENCES actor(id)
constraint wallboard_created_by_fkey on wallboard: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint wallboard_language_check on wallboard: CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text])))
constraint wallboard_pkey on wallboard: PRIMARY KEY (id)
constraint wallboard_secret_sha256_check on wallboard: CHECK ((secret_sha256 ~ '^[0-9a-f]{64}$'::text))
constraint wallboard_secret_sha256_key on wallboard: UNIQUE (secret_sha256)
constraint wallboard_unit_id_fkey on wallboard: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint wallboard_unit_id_plan_id_fkey on wallboard: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint watch_setting_content_check on watch_setting: CHECK ((jsonb_typeof(content) = 'object'::text))
constraint watch_setting_created_by_fkey on watch_setting: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint watch_setting_pkey on watch_setting: PRIMARY KEY (plan_id)
constraint watch_setting_unit_id_fkey on watch_setting: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint watch_setting_unit_id_plan_id_fkey on watch_setting: FOREIGN KEY (unit_id, plan_id) REFERENCES plan(unit_id, id)
constraint watch_setting_updated_by_fkey on watch_setting: FOREIGN KEY (updated_by) REFERENCES actor(id)
constraint webhook_created_by_fkey on webhook: FOREIGN KEY (created_by) REFERENCES actor(id)
constraint webhook_events_check on webhook: CHECK ((jsonb_typeof(events) = 'array'::text))
constraint webhook_format_check on webhook: CHECK ((format = ANY (ARRAY['tideline'::text, 'feishu'::text, 'dingtalk'::text, 'wecom'::text])))
constraint webhook_language_check on webhook: CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text])))
constraint webhook_pkey on webhook: PRIMARY KEY (id)
constraint webhook_unit_id_fkey on webhook: FOREIGN KEY (unit_id) REFERENCES planning_unit(id)
constraint webhook_unit_id_id_key on webhook: UNIQUE (unit_id, id)

CREATE UNIQUE INDEX actor_pkey ON public.actor USING btree (id)
CREATE INDEX actuals_batch_of_plan ON public.actuals_batch USING btree (plan_id, received_at DESC)
CREATE UNIQUE INDEX actuals_batch_pkey ON public.actuals_batch USING btree (id)
CREATE INDEX agent_state_of_person ON public.agent_state USING btree (unit_id, employee_id)
CREATE UNIQUE INDEX agent_state_pkey ON public.agent_state USING btree (plan_id, employee_id, starts_at)
CREATE INDEX agent_state_report_of_person ON public.agent_state_report USING btree (unit_id, employee_id)
CREATE UNIQUE INDEX agent_state_report_pkey ON public.agent_state_report USING btree (plan_id, employee_id, starts_at, batch_id)
CREATE INDEX alert_of_plan ON public.alert USING btree (plan_id, raised_at DESC)
CREATE UNIQUE INDEX alert_open ON public.alert USING btree (plan_id, kind, queue_id) WHERE (cleared_at IS NULL)
CREATE UNIQUE INDEX alert_pkey ON public.alert USING btree (id)
CREATE UNIQUE INDEX audit_head_pkey ON public.audit_head USING btree (unit_id)
CREATE UNIQUE INDEX audit_link_entry_id_key ON public.audit_link USING btree (entry_id)
CREATE UNIQUE INDEX audit_link_pkey ON public.audit_link USING btree (unit_id, sequence)
CREATE INDEX audit_log_of_entity ON public.audit_log USING btree (entity, entity_id, id)
CREATE UNIQUE INDEX audit_log_of_unit ON public.audit_log USING btree (unit_id, id)
CREATE UNIQUE INDEX audit_log_pkey ON public.audit_log USING btree (id)
CREATE UNIQUE INDEX calendar_feed_pkey ON public.calendar_feed USING btree (unit_id, employee_id)
CREATE UNIQUE INDEX calendar_feed_secret_sha256_key ON public.calendar_feed USING btree (secret_sha256)
CREATE INDEX comparison_of_plan ON public.comparison USING btree (plan_id, created_at DESC, id)
CREATE UNIQUE INDEX comparison_pkey ON public.comparison USING btree (id)
CREATE INDEX comparison_unfinished ON public.comparison USING btree (created_at) WHERE (finished_at IS NULL)
CREATE UNIQUE INDEX comparison_unit_id_id_key ON public.comparison USING btree (unit_id, id)
CREATE UNIQUE INDEX comparison_part_comparison_id_place_key ON public.comparison_part USING btree (comparison_id, place)
CREATE UNIQUE INDEX comparison_part_pkey ON public.comparison_part USING btree (id)
CREATE UNIQUE INDEX day_watch_pkey ON public.day_watch USING btree (plan_id)
CREATE INDEX delivery_of_plan ON public.delivery USING btree (plan_id, created_at DESC) WHERE (plan_id IS NOT NULL)
CREATE INDEX delivery_of_webhook ON public.delivery USING btree (webhook_id, created_at DESC)
CREATE UNIQUE INDEX delivery_once ON public.delivery USING btree (plan_id, event, entity_id, step, COALESCE((webhook_id)::text, lower(address))) WHERE (plan_id IS NOT NULL)
CREATE UNIQUE INDEX delivery_pkey ON public.delivery USING btree (id)
CREATE INDEX delivery_waiting ON public.delivery USING btree (next_at) WHERE (state = 'waiting'::text)
CREATE UNIQUE INDEX effect_pkey ON public.effect USING btree (key)
CREATE INDEX file_import_of_plan ON public.file_import USING btree (plan_id, created_at DESC, id)
CREATE UNIQUE INDEX file_import_one_reading ON public.file_import USING btree (plan_id) WHERE (state = 'reading'::text)
CREATE UNIQUE INDEX file_import_pkey ON public.file_import USING btree (id)
CREATE INDEX file_import_unfinished ON public.file_import USING btree (created_at) WHERE (finished_at IS NULL)
CREATE UNIQUE INDEX file_import_unit_id_id_key ON public.file_import USING btree (unit_id, id)
CREATE INDEX forecast_of_plan ON public.forecast USING btree (plan_id, created_at DESC, id)
CREATE INDEX forecast_of_run ON public.forecast USING btree (run_id) WHERE (run_id IS NOT NULL)
CREATE UNIQUE INDEX forecast_of_unit ON public.forecast USING btree (unit_id, id)
CREATE UNIQUE INDEX forecast_once ON public.forecast USING btree (plan_id, input_hash, made_with, from_date, days) WHERE (state <> 'failed'::text)
CREATE UNIQUE INDEX forecast_pkey ON public.forecast USING btree (id)
CREATE INDEX forecast_unfinished ON public.forecast USING btree (created_at) WHERE (state = 'running'::text)
CREATE UNIQUE INDEX forecast_unit_id_id_key ON public.forecast USING btree (unit_id, id)
CREATE UNIQUE INDEX given_roster_pkey ON public.given_roster USING btree (run_id)
CREATE INDEX headcount_plan_of_plan ON public.headcount_plan USING btree (plan_id, created_at DESC, id)
CREATE UNIQUE INDEX headcount_plan_pkey ON public.headcount_plan USING btree (id)
CREATE INDEX headcount_plan_unfinished ON public.headcount_plan USING btree (created_at) WHERE (finished_at IS NULL)
CREATE UNIQUE INDEX headcount_plan_unit_id_id_key ON public.headcount_plan USING btree (unit_id, id)
CREATE UNIQUE INDEX interval_actual_pkey ON public.interval_actual USING btree (plan_id, queue_id, starts_at)
CREATE UNIQUE INDEX interval_actual_report_pkey ON public.interval_actual_report USING btree (plan_id, queue_id, starts_at, batch_id)
CREATE INDEX membership_of_actor ON public.membership USING btree (actor_id)
CREATE UNIQUE INDEX membership_pkey ON public.membership USING btree (id)
CREATE UNIQUE INDEX membership_unit_id_actor_id_key ON public.membership USING btree (unit_id, actor_id)
CREATE UNIQUE INDEX membership_unit_id_id_key ON public.membership USING btree (unit_id, id)
CREATE INDEX person_of_group ON public.person USING btree (unit_id, group_id)
CREATE UNIQUE INDEX person_pkey ON public.person USING btree (unit_id, employee_id)
CREATE INDEX plan_by_age ON public.plan USING btree (created_at DESC, id)
CREATE UNIQUE INDEX plan_pkey ON public.plan USING btree (id)
CREATE UNIQUE INDEX plan_unit_id_id_key ON public.plan USING btree (unit_id, id)
CREATE UNIQUE INDEX plan_blob_pkey ON public.plan_blob USING btree (unit_id, sha256)
CREATE UNIQUE INDEX plan_file_pkey ON public.plan_file USING btree (plan_id, path)
CREATE UNIQUE INDEX plan_revision_pkey ON public.plan_revision USING btree (plan_id, revision)
CREATE UNIQUE INDEX plan_revision_unit_id_plan_id_revision_key ON public.plan_revision USING btree (unit_id, plan_id, revision)
CREATE INDEX plan_revision_file_of_revision ON public.plan_revision_file USING btree (plan_id, revision)
CREATE UNIQUE INDEX plan_revision_file_pkey ON public.plan_revision_file USING btree (plan_id, path, revision)
CREATE UNIQUE INDEX planning_unit_pkey ON public.planning_unit USING btree (id)
CREATE INDEX publication_of_plan ON public.publication USING btree (plan_id, created_at DESC, id)
CREATE INDEX publication_of_run ON public.publication USING btree (run_id, created_at DESC)
CREATE UNIQUE INDEX publication_of_unit ON public.publication USING btree (unit_id, id)
CREATE UNIQUE INDEX publication_one_current ON public.publication USING btree (plan_id, week) WHERE (superseded_at IS NULL)
CREATE UNIQUE INDEX publication_pkey ON public.publication USING btree (id)
CREATE INDEX published_roster_of_week ON public.published_roster USING btree (unit_id, week)
CREATE UNIQUE INDEX published_roster_pkey ON public.published_roster USING btree (publication_id)
CREATE UNIQUE INDEX published_roster_unit_id_publication_id_key ON public.published_roster USING btree (unit_id, publication_id)
CREATE UNIQUE INDEX publishing_rule_pkey ON public.publishing_rule USING btree (unit_id)
CREATE UNIQUE INDEX retention_pkey ON public.retention USING btree (unit_id)
CREATE UNIQUE INDEX roster_edit_pkey ON public.roster_edit USING btree (id)
CREATE UNIQUE INDEX roster_edit_run_id_revision_key ON public.roster_edit USING btree (run_id, revision)
CREATE UNIQUE INDEX roster_edit_unit_id_run_id_revision_key ON public.roster_edit USING btree (unit_id, run_id, revision)
CREATE INDEX roster_edit_cell_of_edit ON public.roster_edit_cell USING btree (run_id, revision)
CREATE UNIQUE INDEX roster_edit_cell_pkey ON public.roster_edit_cell USING btree (run_id, employee_id, day, revision)
CREATE INDEX roster_shift_of_person ON public.roster_shift USING btree (unit_id, employee_id, starts_at)
CREATE INDEX roster_shift_of_publication ON public.roster_shift USING btree (publication_id)
CREATE INDEX roster_shift_of_time ON public.roster_shift USING btree (unit_id, starts_at)
CREATE UNIQUE INDEX roster_shift_pkey ON public.roster_shift USING btree (id)
CREATE INDEX run_of_plan ON public.run USING btree (plan_id, created_at DESC, id)
CREATE UNIQUE INDEX run_pkey ON public.run USING btree (id)
CREATE INDEX run_unfinished ON public.run USING btree (created_at) WHERE (finished_at IS NULL)
CREATE UNIQUE INDEX run_unit_id_id_key ON public.run USING btree (unit_id, id)
CREATE UNIQUE INDEX run_part_pkey ON public.run_part USING btree (id)
CREATE UNIQUE INDEX run_part_run_id_place_key ON public.run_part USING btree (run_id, place)
CREATE UNIQUE INDEX run_result_pkey ON public.run_result USING btree (run_id, name)
CREATE UNIQUE INDEX team_group_pkey ON public.team_group USING btree (unit_id, group_id)
CREATE INDEX team_request_of_person ON public.team_request USING btree (unit_id, employee_id)
CREATE INDEX team_request_of_unit ON public.team_request USING btree (unit_id, created_at DESC)
CREATE UNIQUE INDEX team_request_pkey ON public.team_request USING btree (id)
CREATE INDEX team_request_to_follow ON public.team_request USING btree (id) WHERE ((effect ->> 'state'::text) = 'checking'::text)
CREATE UNIQUE INDEX team_request_unit_id_id_key ON public.team_request USING btree (unit_id, id)
CREATE UNIQUE INDEX team_request_note_pkey ON public.team_request_note USING btree (request_id)
CREATE UNIQUE INDEX upload_chunk_pkey ON public.upload_chunk USING btree (import_id, number)
CREATE INDEX version_of_plan ON public.version USING btree (plan_id, created_at DESC, id)
CREATE UNIQUE INDEX version_one_published ON public.version USING btree (plan_id, kind, name) WHERE (state = 'published'::text)
CREATE UNIQUE INDEX version_pkey ON public.version USING btree (id)
CREATE UNIQUE INDEX version_plan_id_kind_name_number_key ON public.version USING btree (plan_id, kind, name, number)
CREATE UNIQUE INDEX version_publish_key_key ON public.version USING btree (publish_key)
CREATE UNIQUE INDEX version_unit_id_id_key ON public.version USING btree (unit_id, id)
CREATE INDEX wallboard_of_plan ON public.wallboard USING btree (plan_id)
CREATE UNIQUE INDEX wallboard_pkey ON public.wallboard USING btree (id)
CREATE UNIQUE INDEX wallboard_secret_sha256_key ON public.wallboard USING btree (secret_sha256)
CREATE UNIQUE INDEX watch_setting_pkey ON public.watch_setting USING btree (plan_id)
CREATE UNIQUE INDEX webhook_pkey ON public.webhook USING btree (id)
CREATE UNIQUE INDEX webhook_unit_id_id_key ON public.webhook USING btree (unit_id, id)

CREATE TRIGGER agent_state_report_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.agent_state_report FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER audit_head_is_kept BEFORE DELETE OR TRUNCATE ON public.audit_head FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER audit_link_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER audit_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE CONSTRAINT TRIGGER audit_log_chained AFTER INSERT ON public.audit_log DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_audit_entry()
CREATE TRIGGER audit_tells_webhooks AFTER INSERT ON public.audit_log FOR EACH ROW EXECUTE FUNCTION tell_webhooks()
CREATE TRIGGER comparison_tells AFTER UPDATE ON public.comparison FOR EACH ROW EXECUTE FUNCTION tell_change('comparison')
CREATE TRIGGER comparison_part_tells AFTER UPDATE ON public.comparison_part FOR EACH ROW EXECUTE FUNCTION tell_change('comparison')
CREATE TRIGGER file_import_tells AFTER UPDATE ON public.file_import FOR EACH ROW EXECUTE FUNCTION tell_change('fileImport')
CREATE TRIGGER forecast_is_kept BEFORE DELETE OR UPDATE ON public.forecast FOR EACH ROW WHEN ((old.state = 'succeeded'::text)) EXECUTE FUNCTION refuse_change()
CREATE TRIGGER forecast_is_never_emptied BEFORE TRUNCATE ON public.forecast FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER forecast_tells AFTER UPDATE ON public.forecast FOR EACH ROW EXECUTE FUNCTION tell_change('forecast')
CREATE TRIGGER given_roster_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.given_roster FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER headcount_plan_tells AFTER UPDATE ON public.headcount_plan FOR EACH ROW EXECUTE FUNCTION tell_change('headcountPlan')
CREATE TRIGGER interval_actual_report_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.interval_actual_report FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER plan_blob_is_kept BEFORE DELETE OR UPDATE ON public.plan_blob FOR EACH ROW EXECUTE FUNCTION refuse_change_of_blob()
CREATE TRIGGER plan_blob_is_never_emptied BEFORE TRUNCATE ON public.plan_blob FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER plan_revision_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.plan_revision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER plan_revision_file_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.plan_revision_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER publication_is_kept BEFORE DELETE OR UPDATE ON public.publication FOR EACH ROW EXECUTE FUNCTION refuse_change_of_publication()
CREATE TRIGGER publication_is_never_emptied BEFORE TRUNCATE ON public.publication FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER publication_stands_alone BEFORE INSERT ON public.publication FOR EACH ROW EXECUTE FUNCTION refuse_overlapping_publication()
CREATE TRIGGER roster_edit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.roster_edit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER roster_edit_tells AFTER INSERT ON public.roster_edit FOR EACH ROW EXECUTE FUNCTION tell_change('draft')
CREATE TRIGGER roster_edit_cell_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.roster_edit_cell FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER run_published_is_kept BEFORE DELETE OR UPDATE ON public.run FOR EACH ROW WHEN ((old.state = 'succeeded'::text)) EXECUTE FUNCTION refuse_change_of_published_run()
CREATE TRIGGER run_tells AFTER UPDATE ON public.run FOR EACH ROW EXECUTE FUNCTION tell_change('run')
CREATE TRIGGER run_result_is_never_emptied BEFORE TRUNCATE ON public.run_result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
CREATE TRIGGER run_result_published_is_kept BEFORE DELETE OR UPDATE ON public.run_result FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_run()
CREATE TRIGGER version_is_kept BEFORE DELETE OR UPDATE ON public.version FOR EACH ROW EXECUTE FUNCTION refuse_change_of_version()
CREATE TRIGGER version_is_never_emptied BEFORE TRUNCATE ON public.version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

policy of_unit on actor for all using ((( SELECT sees_everything() AS sees_everything) OR (kind = 'rule'::text) OR (id = ( SELECT current_setting('tideline.actor'::text, true) AS current_setting)) OR (EXISTS ( SELECT 1
   FROM membership m
  WHERE ((m.actor_id = actor.id) AND (m.unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))))) with check (( SELECT sees_everything() AS sees_everything))
policy of_shown_plan on actuals_batch for select using ((plan_id = ( SELECT shown_plan() AS shown_plan))) with check ()
policy of_unit on actuals_batch for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_shown_plan on agent_state for select using ((plan_id = ( SELECT shown_plan() AS shown_plan))) with check ()
policy of_unit on agent_state for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on agent_state_report for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_shown_plan on alert for select using ((plan_id = ( SELECT shown_plan() AS shown_plan))) with check ()
policy of_unit on alert for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on audit_head for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on audit_link for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on audit_log for select using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ()
policy told_by_all on audit_log for insert using () with check ((( SELECT sees_everything() AS sees_everything) OR ((actor_id = ( SELECT current_setting('tideline.actor'::text, true) AS current_setting)) AND (unit_id = ANY (( SELECT touched_units() AS touched_units)::text[]))) OR ((EXISTS ( SELECT 1
   FROM actor a
  WHERE ((a.id = audit_log.actor_id) AND (a.kind = 'rule'::text)))) AND (unit_id = ANY (( SELECT touched_units() AS touched_units)::text[])))))
policy of_unit on calendar_feed for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy own on calendar_feed for all using ((((unit_id || chr(31)) || employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[]))) with check ((((unit_id || chr(31)) || employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[])))
policy of_unit on comparison for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on comparison_part for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_shown_plan on day_watch for select using ((plan_id = ( SELECT shown_plan() AS shown_plan))) with check ()
policy of_unit on day_watch for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on delivery for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on effect for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on file_import for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on forecast for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on given_roster for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on headcount_plan for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_shown_plan on interval_actual for select using ((plan_id = ( SELECT shown_plan() AS shown_plan))) with check ()
policy of_unit on interval_actual for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on interval_actual_report for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on membership for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy own on membership for select using ((actor_id = ( SELECT current_setting('tideline.actor'::text, true) AS current_setting))) with check ()
policy of_group on person for select using ((((unit_id || chr(31)) || group_id) = ANY (( SELECT seen_groups() AS seen_groups)::text[]))) with check ()
policy of_unit on person for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy own on person for select using ((((unit_id || chr(31)) || employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[]))) with check ()
policy of_shown_plan on plan for select using ((id = ( SELECT shown_plan() AS shown_plan))) with check ()
policy of_unit on plan for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on plan_blob for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_shown_plan on plan_file for select using (((plan_id = ( SELECT shown_plan() AS shown_plan)) AND (path = 'plan.yaml'::text))) with check ()
policy of_unit on plan_file for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on plan_revision for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on plan_revision_file for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy made_by_all on planning_unit for all using (( SELECT sees_everything() AS sees_everything)) with check (( SELECT sees_everything() AS sees_everything))
policy touched on planning_unit for select using ((( SELECT sees_everything() AS sees_everything) OR (id = ANY (( SELECT touched_units() AS touched_units)::text[])))) with check ()
policy of_shown_plan on publication for select using ((plan_id = ( SELECT shown_plan() AS shown_plan))) with check ()
policy of_unit on publication for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on published_roster for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy touched on published_roster for select using ((unit_id = ANY (( SELECT touched_units() AS touched_units)::text[]))) with check ()
policy of_unit on publishing_rule for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on retention for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on roster_edit for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on roster_edit_cell for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_group on roster_shift for select using (((unit_id, employee_id) IN ( SELECT p.unit_id,
    p.employee_id
   FROM person p
  WHERE (((p.unit_id || chr(31)) || p.group_id) = ANY (( SELECT seen_groups() AS seen_groups)::text[]))))) with check ()
policy of_unit on roster_shift for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy own on roster_shift for select using ((((unit_id || chr(31)) || employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[]))) with check ()
policy of_shown_plan on run for select using ((plan_id = ( SELECT shown_plan() AS shown_plan))) with check ()
policy of_unit on run for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on run_part for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_shown_plan on run_result for select using (((name = ANY (ARRAY['coverage.json'::text, 'board.json'::text])) AND (run_id IN ( SELECT r.id
   FROM run r
  WHERE (r.plan_id = ( SELECT shown_plan() AS shown_plan)))))) with check ()
policy of_unit on run_result for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_group on team_group for select using ((((unit_id || chr(31)) || group_id) = ANY (( SELECT seen_groups() AS seen_groups)::text[]))) with check ()
policy of_unit on team_group for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy own on team_group for select using (((unit_id, group_id) IN ( SELECT p.unit_id,
    p.group_id
   FROM person p
  WHERE (((p.unit_id || chr(31)) || p.employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[]))))) with check ()
policy colleague_answers on team_request for update using (((((unit_id || chr(31)) || colleague_id) = ANY (( SELECT seen_people() AS seen_people)::text[])) OR (is_offered AND (state = 'asked'::text) AND ((unit_id, group_id) IN ( SELECT p.unit_id,
    p.group_id
   FROM person p
  WHERE (((p.unit_id || chr(31)) || p.employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[]))))))) with check (((((unit_id || chr(31)) || colleague_id) = ANY (( SELECT seen_people() AS seen_people)::text[])) OR (is_offered AND (state = 'asked'::text) AND ((unit_id, group_id) IN ( SELECT p.unit_id,
    p.group_id
   FROM person p
  WHERE (((p.unit_id || chr(31)) || p.employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[])))))))
policy colleague_sees on team_request for select using (((((unit_id || chr(31)) || colleague_id) = ANY (( SELECT seen_people() AS seen_people)::text[])) OR (is_offered AND (state = 'asked'::text) AND ((unit_id, group_id) IN ( SELECT p.unit_id,
    p.group_id
   FROM person p
  WHERE (((p.unit_id || chr(31)) || p.employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[]))))))) with check ()
policy of_group on team_request for all using (((unit_id, employee_id) IN ( SELECT p.unit_id,
    p.employee_id
   FROM person p
  WHERE (((p.unit_id || chr(31)) || p.group_id) = ANY (( SELECT seen_groups() AS seen_groups)::text[]))))) with check (((unit_id, employee_id) IN ( SELECT p.unit_id,
    p.employee_id
   FROM person p
  WHERE (((p.unit_id || chr(31)) || p.group_id) = ANY (( SELECT seen_groups() AS seen_groups)::text[])))))
policy of_unit on team_request for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy own on team_request for all using ((((unit_id || chr(31)) || employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[]))) with check ((((unit_id || chr(31)) || employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[])))
policy of_group on team_request_note for all using (((unit_id, employee_id) IN ( SELECT p.unit_id,
    p.employee_id
   FROM person p
  WHERE (((p.unit_id || chr(31)) || p.group_id) = ANY (( SELECT seen_groups() AS seen_groups)::text[]))))) with check (((unit_id, employee_id) IN ( SELECT p.unit_id,
    p.employee_id
   FROM person p
  WHERE (((p.unit_id || chr(31)) || p.group_id) = ANY (( SELECT seen_groups() AS seen_groups)::text[])))))
policy of_unit on team_request_note for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy own on team_request_note for all using ((((unit_id || chr(31)) || employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[]))) with check ((((unit_id || chr(31)) || employee_id) = ANY (( SELECT seen_people() AS seen_people)::text[])))
policy of_unit on upload_chunk for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on version for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on wallboard for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on watch_setting for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy of_unit on webhook for all using ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[])))) with check ((( SELECT sees_everything() AS sees_everything) OR (unit_id = ANY (( SELECT seen_units() AS seen_units)::text[]))))
policy program_alone on auth.api_token for all using (( SELECT sees_everything() AS sees_everything)) with check (( SELECT sees_everything() AS sees_everything))
policy program_alone on auth.credential for all using (( SELECT sees_everything() AS sees_everything)) with check (( SELECT sees_everything() AS sees_everything))
policy program_alone on auth.one_time_link for all using (( SELECT sees_everything() AS sees_everything)) with check (( SELECT sees_everything() AS sees_everything))
policy program_alone on auth.person for all using (( SELECT sees_everything() AS sees_everything)) with check (( SELECT sees_everything() AS sees_everything))
policy program_alone on auth.secret for all using (( SELECT sees_everything() AS sees_everything)) with check (( SELECT sees_everything() AS sees_everything))
policy program_alone on auth.session for all using (( SELECT sees_everything() AS sees_everything)) with check (( SELECT sees_everything() AS sees_everything))
policy program_alone on auth.sign_in_try for all using (( SELECT sees_everything() AS sees_everything)) with check (( SELECT sees_everything() AS sees_everything))
policy program_alone on auth.verification for all using (( SELECT sees_everything() AS sees_everything)) with check (( SELECT sees_everything() AS sees_everything))

function CREATE OR REPLACE FUNCTION public.access_list(name text)
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select array(select jsonb_array_elements_text(coalesce(nullif(current_setting(name, true), ''), '[]')::jsonb))
$function$

function CREATE OR REPLACE FUNCTION public.audit_hash(entry audit_log, sequence bigint, previous_hash text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select encode(sha256(convert_to(string_agg(octet_length(convert_to(field, 'UTF8')) || ':' || field, ',' order by place), 'UTF8')), 'hex')
  from unnest(array[
    sequence::text, previous_hash, entry.id::text, entry.unit_id, entry.actor_id, entry.action, entry.entity,
    entry.entity_id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), entry.detail::text
  ]) with ordinality as part (field, place)
$function$

function CREATE OR REPLACE FUNCTION public.chain_audit_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  everything text := coalesce(current_setting('tideline.everything', true), '');
  head audit_head;
  next_hash text;
begin
  -- Whoever writes an entry need not see the others of the unit.
  perform set_config('tideline.everything', 'yes', true);
  insert into audit_head (unit_id, sequence, hash, created_by) values (new.unit_id, 0, repeat('0', 64), new.actor_id)
    on conflict do nothing;
  select * into strict head from audit_head where unit_id = new.unit_id for update;
  next_hash := audit_hash(new, head.sequence + 1, head.hash);
  insert into audit_link (unit_id, sequence, entry_id, previous_hash, hash, created_by)
    values (new.unit_id, head.sequence + 1, new.id, head.hash, next_hash, new.actor_id);
  update audit_head set sequence = head.sequence + 1, hash = next_hash where unit_id = new.unit_id;
  perform set_config('tideline.everything', everything, true);
  return null;
end
$function$

function CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'TRUNCATE' and tg_table_name in ('roster_edit', 'roster_edit_cell', 'given_roster', 'interval_actual_report',
      'agent_state_report')
    and current_setting('tideline.erasing', true) = 'yes'
  then
    return null;
  end if;
  raise exception 'rows of % are never changed', tg_table_name;
end
$function$

function CREATE OR REPLACE FUNCTION public.refuse_change_of_blob()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and old.content is not null and new.content is null
    and to_jsonb(old) - '{content,erased_at}'::text[] = to_jsonb(new) - '{content,erased_at}'::text[]
  then
    return new;
  end if;
  raise exception 'kept files of plans are never changed, only erased';
end
$function$

function CREATE OR REPLACE FUNCTION public.refuse_change_of_publication()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and old.superseded_at is null
    and to_jsonb(old) - '{superseded_at,superseded_by_run_id}'::text[]
      = to_jsonb(new) - '{superseded_at,superseded_by_run_id}'::text[]
  then
    return new;
  end if;
  raise exception 'a publication is never changed, only superseded';
end
$function$

function CREATE OR REPLACE FUNCTION public.refuse_change_of_published_run()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  changed_run uuid;
begin
  if tg_table_name = 'run' then
    changed_run := old.id;
  else
    changed_run := old.run_id;
  end if;
  if tg_table_name = 'run_result' and tg_op = 'UPDATE' then
    if current_setting('tideline.erasing', true) = 'yes' and old.name like '%.json'
      and old.run_id = new.run_id and old.name = new.name
    then
      return new;
    end if;
  end if;
  if exists (select 1 from publication where run_id = changed_run) then
    raise exception 'run % is published and never changed', changed_run;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$

function CREATE OR REPLACE FUNCTION public.refuse_change_of_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  kept text[] := '{id,unit_id,plan_id,kind,name,number,first_day,last_day,run_id,forecast_id,file_name,content_gzip,sha256,bytes,notes,created_at,created_by}';
  superseding text[] := '{state,revision,superseded_at,superseded_by_id,updated_at,updated_by}';
begin
  if tg_op = 'UPDATE' and old.state in ('draft', 'review')
    and (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(old)) where key = any (kept))
      = (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(new)) where key = any (kept))
  then
    return new;
  end if;
  if tg_op = 'UPDATE' and old.state = 'published' and new.state = 'superseded'
    and to_jsonb(old) - superseding = to_jsonb(new) - superseding
  then
    return new;
  end if;
  raise exception 'what a version holds, and a published version, is never changed';
end
$function$

function CREATE OR REPLACE FUNCTION public.refuse_overlapping_publication()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$

function CREATE OR REPLACE FUNCTION public.seen_groups()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select access_list('tideline.groups')
$function$

function CREATE OR REPLACE FUNCTION public.seen_people()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select access_list('tideline.people')
$function$

function CREATE OR REPLACE FUNCTION public.seen_units()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select access_list('tideline.units')
$function$

function CREATE OR REPLACE FUNCTION public.sees_everything()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(current_setting('tideline.everything', true) = 'yes', false)
$function$

function CREATE OR REPLACE FUNCTION public.shown_plan()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select nullif(current_setting('tideline.plan', true), '')::uuid
$function$

function CREATE OR REPLACE FUNCTION public.store_actuals(batch_unit text, batch_plan uuid, batch uuid, actor text, content text, batch_sent timestamp with time zone, received timestamp with time zone, skew double precision, intervals json, states json, refused_rows integer, refused_issues jsonb)
 RETURNS TABLE(outcome text, stored integer, restated integer, unchanged integer, older integer, refused integer, issues jsonb, revision integer, received_at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  answer actuals_batch;
  latest integer;
  at timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended(batch_plan::text, 17));
  select * into answer from actuals_batch where id = batch;
  if found then
    return query select
      case when answer.plan_id = batch_plan and answer.content_sha256 = content then 'repeated' else 'taken' end,
      answer.stored, answer.restated, answer.unchanged, answer.older, answer.refused, answer.issues, answer.revision,
      answer.received_at;
    return;
  end if;
  select b.revision, greatest(received, b.received_at + interval '1 millisecond') into latest, at
    from actuals_batch b where b.plan_id = batch_plan order by b.received_at desc limit 1;
  latest := coalesce(latest, 0);
  at := coalesce(at, received);
  answer.stored := 0; answer.restated := 0; answer.unchanged := 0; answer.older := 0;
  
  with given as (
    select * from json_to_recordset(intervals) as row (queue_id text, starts_at timestamptz, interval_minutes double precision, offered double precision, handled double precision, abandoned double precision, aht_seconds double precision, answered_within double precision, backlog double precision, bot_handled double precision, sender_revision integer)
  ), compared as (
    select g.*, c.plan_id is not null as is_known, (c.interval_minutes, c.offered, c.handled, c.abandoned, c.aht_seconds, c.answered_within, c.backlog, c.bot_handled) is distinct from (g.interval_minutes, g.offered, g.handled, g.abandoned, g.aht_seconds, g.answered_within, g.backlog, g.bot_handled) as differs,
      c.plan_id is null or (c.sender_revision, c.sent_at, c.batch_id) < (g.sender_revision, batch_sent, batch) as is_newest
    from given g left join interval_actual c
      on c.plan_id = batch_plan and c.queue_id = g.queue_id and c.starts_at = g.starts_at
  ), written as (
    insert into interval_actual as c (unit_id, plan_id, queue_id, starts_at, interval_minutes, offered, handled, abandoned, aht_seconds, answered_within, backlog, bot_handled, sender_revision, sent_at,
      batch_id, received_at, created_by)
    select batch_unit, batch_plan, queue_id, starts_at, interval_minutes, offered, handled, abandoned, aht_seconds, answered_within, backlog, bot_handled, sender_revision, batch_sent, batch, at, actor
    from compared where is_newest
    on conflict (plan_id, queue_id, starts_at) do update set
      (interval_minutes, offered, handled, abandoned, aht_seconds, answered_within, backlog, bot_handled, sender_revision, sent_at, batch_id, created_by, received_at) =
      row (excluded.interval_minutes, excluded.offered, excluded.handled, excluded.abandoned, excluded.aht_seconds, excluded.answered_within, excluded.backlog, excluded.bot_handled, excluded.sender_revision, excluded.sent_at, excluded.batch_id, excluded.created_by, excluded.received_at)
  ), kept as (
    insert into interval_actual_report (unit_id, plan_id, queue_id, starts_at, interval_minutes, offered, handled, abandoned, aht_seconds, answered_within, backlog, bot_handled, sender_revision, sent_at,
      batch_id, was_newest, received_at, created_by)
    select batch_unit, batch_plan, queue_id, starts_at, interval_minutes, offered, handled, abandoned, aht_seconds, answered_within, backlog, bot_handled, sender_revision, batch_sent, batch, is_newest, at, actor
    from compared where not is_known or differs
  )
  select answer.stored + count(*) filter (where not is_known),
    answer.restated + count(*) filter (where is_known and differs and is_newest),
    answer.unchanged + count(*) filter (where is_known and not differs),
    answer.older + count(*) filter (where is_known and differs and not is_newest)
  into answer.stored, answer.restated, answer.unchanged, answer.older from compared;

  
  with given as (
    select * from json_to_recordset(states) as row (employee_id text, starts_at timestamptz, state text, sender_revision integer)
  ), compared as (
    select g.*, c.plan_id is not null as is_known, c.state is distinct from g.state as differs,
      c.plan_id is null or (c.sender_revision, c.sent_at, c.batch_id) < (g.sender_revision, batch_sent, batch) as is_newest
    from given g left join agent_state c
      on c.plan_id = batch_plan and c.employee_id = g.employee_id and c.starts_at = g.starts_at
  ), written as (
    insert into agent_state as c (unit_id, plan_id, employee_id, starts_at, state, sender_revision, sent_at,
      batch_id, received_at, created_by)
    select batch_unit, batch_plan, employee_id, starts_at, state, sender_revision, batch_sent, batch, at, actor
    from compared where is_newest
    on conflict (plan_id, employee_id, starts_at) do update set
      (state, sender_revision, sent_at, batch_id, created_by, received_at) =
      row (excluded.state, excluded.sender_revision, excluded.sent_at, excluded.batch_id, excluded.created_by, excluded.received_at)
  ), kept as (
    insert into agent_state_report (unit_id, plan_id, employee_id, starts_at, state, sender_revision, sent_at,
      batch_id, was_newest, received_at, created_by)
    select batch_unit, batch_plan, employee_id, starts_at, state, sender_revision, batch_sent, batch, is_newest, at, actor
    from compared where not is_known or differs
  )
  select answer.stored + count(*) filter (where not is_known),
    answer.restated + count(*) filter (where is_known and differs and is_newest),
    answer.unchanged + count(*) filter (where is_known and not differs),
    answer.older + count(*) filter (where is_known and differs and not is_newest)
  into answer.stored, answer.restated, answer.unchanged, answer.older from compared;

  if answer.stored + answer.restated > 0 then
    latest := latest + 1;
    insert into audit_log (unit_id, actor_id, action, entity, entity_id, detail)
      values (batch_unit, actor, 'actuals.received', 'plan', batch_plan::text, jsonb_build_object(
        'batchId', batch, 'revision', latest, 'stored', answer.stored, 'restated', answer.restated));
    perform pg_notify('tideline', 'actuals:' || batch_plan);
  end if;
  insert into actuals_batch (id, unit_id, plan_id, content_sha256, sent_at, skew_seconds, revision, stored, restated,
      unchanged, older, refused, issues, received_at, created_by)
    values (batch, batch_unit, batch_plan, content, batch_sent, skew, latest, answer.stored, answer.restated,
      answer.unchanged, answer.older, refused_rows, refused_issues, at, actor);
  return query select 'stored', answer.stored, answer.restated, answer.unchanged, answer.older, refused_rows,
    refused_issues, latest, at;
end
$function$

function CREATE OR REPLACE FUNCTION public.store_roster_edit(edit_unit text, edit_run uuid, edit_id uuid, actor text, edit_editor uuid, edit_kind text, base_revision integer, cells json, most_revisions integer)
 RETURNS TABLE(outcome text, revision integer, employee_id text, day date)
 LANGUAGE plpgsql
AS $function$
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
$function$

function CREATE OR REPLACE FUNCTION public.tell_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  changed text;
begin
  if tg_table_name = 'comparison_part' then changed := new.comparison_id;
  elsif tg_table_name = 'roster_edit' then changed := new.run_id;
  else changed := new.id;
  end if;
  perform pg_notify('tideline', tg_argv[0] || ':' || changed);
  return null;
end
$function$

function CREATE OR REPLACE FUNCTION public.tell_webhooks()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  everything text := coalesce(current_setting('tideline.everything', true), '');
  told text := case
    when new.action in ('publication.made', 'run.failed', 'alert.raised', 'alert.escalated', 'alert.cleared')
      then new.action
    when new.action in ('request.approved', 'request.refused') then 'request.decided'
  end;
begin
  if told is null then return null; end if;
  perform set_config('tideline.everything', 'yes', true);
  insert into delivery (id, unit_id, webhook_id, event, entity_id, happened_at, state, created_by)
  select gen_random_uuid(), w.unit_id, w.id, told, new.entity_id, new.at, 'waiting', new.actor_id
  from webhook w where w.unit_id = new.unit_id and w.events ? told
    and not (told like 'alert.%' and exists (
      select 1 from alert a join watch_setting s on s.plan_id = a.plan_id
      where a.id::text = new.entity_id
        and jsonb_path_exists(s.content, '$.ladder[*].webhooks[*] ? (@ == $id)', jsonb_build_object('id', w.id))));
  perform set_config('tideline.everything', everything, true);
  return null;
end
$function$

function CREATE OR REPLACE FUNCTION public.touched_units()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select seen_units() || array(
    select split_part(part, chr(31), 1) from unnest(seen_groups() || seen_people()) as part)
$function$

