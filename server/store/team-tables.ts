import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { RequestEffect, RequestKind, RequestState, RequestSubject } from '../contracts/request.ts'
import type { PublishedShift } from '../contracts/team.ts'
import type { NullableJson, NullableStamp, Stamp } from './column-types.ts'

type LocalName = PublishedShift['templateName']

export interface TeamGroupTable {
  unit_id: string
  group_id: string
  name: ColumnType<LocalName, string, string>
  site: string | null
  vendor: string | null
  max_off_per_day: number | null
  /** That it was read from. */
  plan_id: string | null
  created_by: string
}

export interface PersonTable {
  unit_id: string
  employee_id: string
  /** That the person was read from last: what is approved goes into it. */
  plan_id: string | null
  name: string
  group_id: string
  site: string | null
  vendor: string | null
  zone: string
  /** When the plan no longer had the person. */
  left_at: NullableStamp
  erased_at: NullableStamp
  created_at: Stamp
  created_by: string
  updated_at: Stamp
  updated_by: string
}

export interface PublishedRosterTable {
  publication_id: string
  unit_id: string
  plan_id: string
  run_id: string
  week: string
  weeks: number
  currency: string
  roster_sha256: string
  published_at: Stamp
  created_by: string
}

/** Times of breaks and activities are local with offset, as in roster.csv. */
export interface RosterShiftTable {
  id: string
  unit_id: string
  publication_id: string
  employee_id: string
  group_id: string
  starts_at: ColumnType<Date, Date | string, Date | string>
  ends_at: ColumnType<Date, Date | string, Date | string>
  zone: string
  template_id: string
  template_name: ColumnType<LocalName, string, string>
  on_call: boolean
  breaks: JSONColumnType<PublishedShift['breaks']>
  activities: JSONColumnType<PublishedShift['activities']>
  queues: JSONColumnType<PublishedShift['queues']>
  paid_minutes: number
  /** Minor currency units. */
  paid_cost: number | null
  created_by: string
}

export interface TeamRequestTable {
  id: string
  unit_id: string
  employee_id: string
  /** Of the person when it was asked: an offer goes to it. */
  group_id: string
  kind: RequestKind
  subject: JSONColumnType<RequestSubject>
  colleague_id: string | null
  is_offered: Generated<boolean>
  /** Colleagues who do not want what is offered. */
  declined_by: JSONColumnType<string[], string | undefined>
  state: RequestState
  revision: Generated<number>
  answer: Generated<string>
  effect: NullableJson<RequestEffect>
  /** Until when somebody decides it, or follows it: others stay away. */
  claimed_until: NullableStamp
  created_at: Stamp
  created_by: string
  decided_at: NullableStamp
  decided_by: string | null
  updated_at: Stamp
  updated_by: string
}

export interface TeamRequestNoteTable {
  unit_id: string
  request_id: string
  employee_id: string
  note: string
  created_at: Stamp
  created_by: string
}

export interface CalendarFeedTable {
  unit_id: string
  employee_id: string
  /** Of the secret, hex: the secret itself is nowhere kept. */
  secret_sha256: string
  read_at: NullableStamp
  created_at: Stamp
  created_by: string
}
