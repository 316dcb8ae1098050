import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { weekHorizon, withScenario } from '../../solver/plan.ts'
import { type ExportFormat, type ExportLanguage, exportMappingSchema } from '../contracts/export.ts'
import { planReportSchema } from '../contracts/plan-report.ts'
import type { ExportedFiles, RosterToExport } from '../exports/hr/export-parts.ts'
import { type ExportFacts, exportFiles } from '../exports/hr/hr-exports.ts'
import { parseExportMapping } from '../imports/export-mapping.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import { parseRoster } from '../imports/roster-csv.ts'
import { scenarioOf } from './plan-scenarios.ts'
import type { PlanFiles } from './worker-task.ts'

/** A planned roster, and what it is to be taken away as. */
export interface ExportRequest {
  /** First day, `YYYY-MM-DD`, weeks from then on, and the scenario of the roster. */
  readonly week: string
  readonly weeks: number
  readonly scenario: string
  /** `roster.csv` and its name. */
  readonly rosterFile: string
  readonly rosterText: string
  /** `report.json`. */
  readonly reportText?: string | undefined
  readonly formats: readonly ExportFormat[]
  readonly language: ExportLanguage
  /** How other systems name things, YAML, and the name of the file. */
  readonly mapping?: { readonly file: string; readonly text: string } | undefined
  readonly month?: string | undefined
  /** When the roster stood so, epoch milliseconds. */
  readonly stampMs: number
}

export interface MadeExport {
  readonly files: readonly {
    readonly name: string
    readonly format: ExportFormat
    readonly content: string | Uint8Array
  }[]
  readonly notes: readonly string[]
  /** Formats that the roster cannot be told in, and why. */
  readonly refused: readonly { readonly format: ExportFormat; readonly issues: readonly InputIssue[] }[]
  /** Of the plan as it is now. */
  readonly inputHash: string
}

/**
 * Reads a plan and a roster made from it, and renders what is asked for.
 * @throws PlanningInputError when one of them cannot be read
 */
export async function makeExport(files: PlanFiles, request: ExportRequest): Promise<MadeExport> {
  const inputs = parsePlanFolder(files)
  const scenario = scenarioOf(files, inputs, request.scenario)
  const horizon = weekHorizon(inputs, request.week, request.weeks)
  const planned = withScenario(inputs, scenario, horizon)
  const given: RosterToExport = {
    inputs: planned,
    horizon,
    roster: parseRoster(request.rosterFile, request.rosterText, planned),
    mapping: request.mapping
      ? parseExportMapping(request.mapping.file, request.mapping.text)
      : exportMappingSchema.parse({}),
    language: request.language,
    month: request.month,
  }
  const facts = {
    report: request.reportText === undefined ? undefined : reportFrom(request.reportText),
    stampMs: request.stampMs,
  }
  const made = await Promise.all(request.formats.map((format) => oneFormat(format, given, facts)))
  return {
    files: made.flatMap(({ format, files: own }) => [...own].map(([name, content]) => ({ name, format, content }))),
    notes: [...new Set(made.flatMap(({ notes }) => notes))],
    refused: made.flatMap(({ format, issues }) => (issues ? [{ format, issues }] : [])),
    inputHash: inputs.inputHash,
  }
}

type OneFormat = ExportedFiles<string | Uint8Array> & {
  readonly format: ExportFormat
  readonly issues?: readonly InputIssue[]
}

/** What one format cannot tell, another may: calendars need no holidays. */
async function oneFormat(format: ExportFormat, given: RosterToExport, facts: ExportFacts): Promise<OneFormat> {
  try {
    return { format, ...(await exportFiles(format, given, facts)) }
  } catch (error) {
    if (error instanceof PlanningInputError) return { format, files: new Map(), notes: [], issues: error.issues }
    throw error
  }
}

function reportFrom(text: string) {
  const read = planReportSchema.safeParse(jsonFrom(text))
  if (read.success) return read.data
  const place = read.error.issues[0]?.path.join('.')
  throw new PlanningInputError({
    ...{ file: 'report.json', ...(place && { column: place }) },
    problem: 'is not the report of a plan',
    hint: 'Use the report.json that was written beside the roster.',
  })
}

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
