import { z } from 'zod'
import { nameSchema } from '../../solver/domain/queue.ts'
import { inputIssueSchema } from './api-error.ts'

/** What a roster can be taken away as; `feishu` and `ics` are several files, `xlsx` a workbook with live formulas. */
export const EXPORT_FORMATS = ['payroll', 'adp', 'bamboohr', 'feishu', 'ics', 'xlsx', 'summary'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const EXPORT_LANGUAGES = ['zh-CN', 'en'] as const
export const exportLanguageSchema = z.enum(EXPORT_LANGUAGES)
export type ExportLanguage = z.infer<typeof exportLanguageSchema>

/** Words of the plan on the left, those of the other system on the right. */
const names = z
  .record(z.string(), z.string().max(200))
  // Somebody's id may be "constructor".
  .transform((read): Readonly<Partial<Record<string, string>>> => Object.assign(Object.create(null), read))
  .prefault({})
const byteOrderMark = (fallback: boolean) => z.boolean().default(fallback)

/** What a requisition tells, in the order of the file's columns when nothing else is said. */
export const REQUISITION_FIELDS = [
  'requisition',
  'position',
  'department',
  'costCentre',
  'location',
  'employmentType',
  'fte',
  'count',
  'needBy',
  'postBy',
  'reason',
  'scenario',
] as const
export type RequisitionField = (typeof REQUISITION_FIELDS)[number]

/** A column of a requisition file: one of our fields under their name, or the same text in every row. */
const requisitionColumnSchema = z.union([
  z.strictObject({
    field: z.enum(REQUISITION_FIELDS),
    column: z.string().min(1).max(200),
    /** Their words for ours: `full: 正式`. */
    values: names,
  }),
  z.strictObject({ constant: z.string().max(200), column: z.string().min(1).max(200) }),
])

/**
 * How exports name things to other systems: a YAML file. All of it may be left out; what a system must know and the file
 * does not say is written as the plan has it, and named.
 */
export const exportMappingSchema = z
  .strictObject({
    /** Numbers that payroll knows people by, by employee id. */
    employees: names,
    payroll: z
      .strictObject({
        /** Work on rest days is made good by days off (`TOIL`) rather than paid at 200 %. */
        timeOffInLieu: z.boolean().default(false),
        /** Rest days that a week owes; absent means those of the work rules. */
        restDaysPerWeek: z.int().min(0).max(7).optional(),
        codes: names,
        byteOrderMark: byteOrderMark(true),
      })
      .prefault({}),
    adp: z
      .strictObject({
        companyCode: z.string().max(20).default(''),
        /** Absent means the first day, `20260928`. */
        batchId: z.string().max(40).optional(),
        /** `Temp Dept` by group. */
        departments: names,
        /** `Hours 3 Code` by pay code. */
        hours3: names,
        byteOrderMark: byteOrderMark(false),
      })
      .prefault({}),
    bamboohr: z.strictObject({ rateTypes: names, byteOrderMark: byteOrderMark(false) }).prefault({}),
    feishu: z
      .strictObject({
        /** Ids of people (`user_id`), attendance groups and shifts; a shift by `template@HH:MM` or by its template. */
        users: names,
        groups: names,
        shifts: names,
        /** What a day without a shift is; `0` is a day of rest. */
        restDay: z.string().min(1).max(40).default('0'),
        byteOrderMark: byteOrderMark(true),
      })
      .prefault({}),
    requisitions: z
      .strictObject({
        columns: z.array(requisitionColumnSchema).min(1).optional(),
        /** By group. */
        positions: names,
        departments: names,
        costCentres: names,
        locations: names,
        byteOrderMark: byteOrderMark(true),
      })
      .prefault({}),
  })
  .meta({ id: 'ExportMapping' })
export type ExportMapping = z.infer<typeof exportMappingSchema>

/** What requisitions are made from: the part of a headcount plan, as its JSON has it, that tells whom to ask for by when. */
export const requisitionPlanSchema = z.object({
  basis: z.object({
    scenario: z.string(),
    from: z.string(),
    months: z.int(),
    standardHoursPerWeek: z.number().gt(0),
  }),
  weeks: z.array(z.object({ firstDate: z.iso.date() })).readonly(),
  groups: z
    .array(
      z.object({
        groupId: z.string(),
        name: nameSchema,
        weekExternalHours: z
          .array(z.object({ sourceId: z.string(), hours: z.array(z.number()).readonly() }))
          .readonly(),
      }),
    )
    .readonly(),
  classes: z
    .array(
      z.object({
        groupId: z.string(),
        people: z.number().gt(0),
        contractId: z.string(),
        requestBy: z.iso.date(),
        startsOn: z.iso.date(),
        isBooked: z.boolean(),
      }),
    )
    .readonly(),
  sales: z
    .array(
      z.object({
        title: z.string(),
        firstDate: z.iso.date(),
        lastDate: z.iso.date(),
        groupIds: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
})
export type RequisitionPlan = z.infer<typeof requisitionPlanSchema>

/** Files that a succeeded run can be taken away as, by the names that they are downloaded under. */
export const runExportListSchema = z
  .object({
    runId: z.uuid(),
    files: z.array(z.object({ name: z.string(), format: z.enum(EXPORT_FORMATS), bytes: z.int() })),
    /** What could not be told, and what other systems have not been mapped to; sentences. */
    notes: z.array(z.string()),
    /** Formats that this roster cannot be told in, and why. */
    refused: z.array(z.object({ format: z.enum(EXPORT_FORMATS), issues: z.array(inputIssueSchema) })),
    /** The plan's inputs are no longer those of the run: pay rules and names are those of today. */
    planChanged: z.boolean(),
  })
  .meta({ id: 'RunExportList' })
export type RunExportList = z.infer<typeof runExportListSchema>

/** How an export is asked for. */
export const exportQuerySchema = z.strictObject({
  lang: exportLanguageSchema.default('zh-CN'),
  /** `YYYY-MM`: other dates of a roster that reaches over two months are left out. */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month such as 2026-10')
    .optional(),
})
export type ExportQuery = z.infer<typeof exportQuerySchema>

/** Format of a file by the name that it is downloaded under; undefined when no export has files of the name. */
export function formatOf(name: string): ExportFormat | undefined {
  if (/^feishu-(matrix-\d{4}-\d{2}|long-\d{3,})\.csv$/.test(name)) return 'feishu'
  if (/^shifts-.+\.ics$/.test(name)) return 'ics'
  return FORMAT_BY_NAME.get(name)
}

const FORMAT_BY_NAME: ReadonlyMap<string, ExportFormat> = new Map([
  ['payroll.csv', 'payroll'],
  ['adp.csv', 'adp'],
  ['bamboohr.csv', 'bamboohr'],
  ['roster.xlsx', 'xlsx'],
  ['summary.html', 'summary'],
])
