import type {
  CONTACT_FIELDS,
  DurationUnit,
  EVENT_FIELDS,
  ImportField,
  ImportKind,
  INTERVAL_FIELDS,
  TimeFormat,
} from '../../../server/contracts/import.ts'

/** What fields are about, in the order in which they are offered. */
export const FIELD_GROUPS = ['when', 'what', 'who', 'howLong', 'howMany'] as const
export type FieldGroup = (typeof FIELD_GROUPS)[number]

// Records rather than the contract's arrays: those would bring the schema library into the page.
const CONTACTS: Record<(typeof CONTACT_FIELDS)[number], FieldGroup> = {
  createdAt: 'when',
  timeOfDay: 'when',
  updatedAt: 'when',
  firstResponseAt: 'when',
  sessionEnd: 'when',
  closedAt: 'when',
  queue: 'what',
  channel: 'what',
  id: 'what',
  status: 'what',
  customer: 'who',
  order: 'who',
  agent: 'who',
  handledBy: 'who',
  effort: 'howLong',
  sessionLength: 'howLong',
  firstResponse: 'howLong',
}
const INTERVALS: Record<(typeof INTERVAL_FIELDS)[number], FieldGroup> = {
  start: 'when',
  date: 'when',
  timeOfDay: 'when',
  queue: 'what',
  offered: 'howMany',
  handled: 'howMany',
  abandoned: 'howMany',
  aht: 'howLong',
}
const CALENDAR: Record<(typeof EVENT_FIELDS)[number], FieldGroup> = {
  start: 'when',
  end: 'when',
  date: 'when',
  startTime: 'when',
  endTime: 'when',
  kind: 'what',
  title: 'what',
  category: 'what',
  platform: 'what',
  host: 'who',
  expectedSize: 'howMany',
}
const BY_KIND: Record<ImportKind, Partial<Record<ImportField, FieldGroup>>> = {
  contacts: CONTACTS,
  intervals: INTERVALS,
  calendar: CALENDAR,
}

export const KINDS = Object.keys(BY_KIND) as ImportKind[]

/** Fields that a kind of file can tell, in the order in which they are offered. */
export const fieldsOf = (kind: ImportKind): ImportField[] => Object.keys(BY_KIND[kind]) as ImportField[]

export const fieldsOfGroup = (kind: ImportKind, group: FieldGroup): ImportField[] =>
  fieldsOf(kind).filter((field) => BY_KIND[kind][field] === group)

const TIMES: ReadonlySet<ImportField> = new Set([
  'createdAt',
  'updatedAt',
  'firstResponseAt',
  'sessionEnd',
  'closedAt',
  'start',
  'end',
  'date',
])
export const isTime = (field: ImportField): boolean => TIMES.has(field)

const DURATIONS: ReadonlySet<ImportField> = new Set(['effort', 'sessionLength', 'firstResponse', 'aht'])
export const isDuration = (field: ImportField): boolean => DURATIONS.has(field)

const FORMATS: Record<TimeFormat, true> = {
  iso: true,
  dayFirst: true,
  monthFirst: true,
  epochSeconds: true,
  epochMilliseconds: true,
  excelSerial: true,
}
export const TIME_FORMATS = Object.keys(FORMATS) as TimeFormat[]

/** Seconds of each unit. */
export const UNIT_SECONDS: Record<DurationUnit, number> = {
  seconds: 1,
  milliseconds: 0.001,
  minutes: 60,
  hours: 3600,
}
export const DURATION_UNITS = Object.keys(UNIT_SECONDS) as DurationUnit[]
