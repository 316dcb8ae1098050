import { DateTime } from 'luxon'
import type { Contract } from '../../../solver/domain/employee.ts'
import type { ExternalSource } from '../../../solver/domain/headcount-settings.ts'
import {
  type ExportLanguage,
  type ExportMapping,
  REQUISITION_FIELDS,
  type RequisitionField,
  type RequisitionPlan,
} from '../../contracts/export.ts'
import { type CsvCell, csvText, withByteOrderMark } from '../csv-text.ts'
import { type ExportedFiles, nameIn, someOf } from './export-parts.ts'

/** People to ask for, of one kind and for one day. Dates are local, `YYYY-MM-DD`. */
export interface Requisition {
  /** The same when the plan is exported again, so that it can be found and changed. */
  readonly requisition: string
  /** Group of the plan, by which the mapping names position, department, cost centre and location. */
  readonly groupId: string
  readonly groupName: string
  readonly employmentType: 'full' | 'part' | 'temp' | 'outsourced'
  /** Of all of them together. */
  readonly fte: number
  readonly count: number
  readonly needBy: string
  readonly postBy: string
  readonly reason: string
  readonly scenario: string
}

type RequisitionMapping = ExportMapping['requisitions']

/**
 * Requisitions in the columns of another system, by a mapping of its own: templates of applicant systems are each
 * client's, so that none is claimed to be supported. Without columns in the mapping they are our fields under their names.
 */
export function requisitionCsv(requisitions: readonly Requisition[], mapping: RequisitionMapping): string {
  const columns = mapping.columns ?? OUR_COLUMNS
  const rows = requisitions.map((requisition) => {
    const fields = fieldsOf(requisition, mapping)
    return columns.map((column): CsvCell => {
      if ('constant' in column) return column.constant
      const value = fields[column.field]
      return column.values[String(value)] ?? value
    })
  })
  const text = csvText(
    columns.map(({ column }) => column),
    rows,
  )
  return mapping.byteOrderMark ? withByteOrderMark(text) : text
}

const OUR_COLUMNS: NonNullable<RequisitionMapping['columns']> = REQUISITION_FIELDS.map((field) => ({
  field,
  column: field,
  values: {},
}))

const fieldsOf = (
  { groupId, groupName, ...requisition }: Requisition,
  { positions, departments, costCentres, locations }: RequisitionMapping,
): Readonly<Record<RequisitionField, CsvCell>> => ({
  ...requisition,
  position: positions[groupId] ?? groupName,
  department: departments[groupId] ?? groupName,
  costCentre: costCentres[groupId] ?? null,
  location: locations[groupId] ?? null,
})

/** What applicant systems ask for and the mapping does not say, sentences. */
export function requisitionNotes(requisitions: readonly Requisition[], mapping: RequisitionMapping): string[] {
  const groups = [...new Set(requisitions.map(({ groupId }) => groupId))]
  return (['positions', 'departments', 'costCentres', 'locations'] as const).flatMap((key) => {
    const unmapped = groups.filter((id) => mapping[key][id] === undefined)
    return unmapped.length === 0 ? [] : [`requisitions.csv: requisitions.${key} says nothing of ${someOf(unmapped)}.`]
  })
}

/** What of a plan's settings requisitions are told by. */
export interface RequisitionTerms {
  readonly contracts: readonly Contract[]
  readonly external: readonly ExternalSource[]
  readonly language: ExportLanguage
}

/** `requisitions.csv` of a headcount plan. */
export function requisitionFiles(
  plan: RequisitionPlan,
  terms: RequisitionTerms,
  { requisitions: mapping }: Pick<ExportMapping, 'requisitions'>,
): ExportedFiles {
  const requisitions = requisitionsOf(plan, terms)
  const files = new Map([['requisitions.csv', requisitionCsv(requisitions, mapping)]])
  return { files, notes: requisitionNotes(requisitions, mapping) }
}

/** Classes to be hired, booked ones left out, then temporary and outsourced people by run of weeks; by day needed. */
export function requisitionsOf(plan: RequisitionPlan, terms: RequisitionTerms): Requisition[] {
  const hires = plan.classes.filter(({ isBooked }) => !isBooked).map((own) => hireRequisition(plan, own, terms))
  return [...hires, ...externalRequisitions(plan, terms)].sort(
    (a, b) => compare(a.needBy, b.needBy) || compare(a.requisition, b.requisition),
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function hireRequisition(
  plan: RequisitionPlan,
  own: RequisitionPlan['classes'][number],
  { contracts, language }: RequisitionTerms,
): Requisition {
  const standardMinutes = plan.basis.standardHoursPerWeek * 60
  const minutes = contracts.find(({ id }) => id === own.contractId)?.ordinaryMinutesPerWeek ?? standardMinutes
  return {
    ...common(plan, own.groupId, own.startsOn, language),
    requisition: `${plan.basis.scenario}-${own.groupId}-${own.startsOn}`,
    employmentType: minutes >= standardMinutes ? 'full' : 'part',
    fte: (own.people * minutes) / standardMinutes,
    count: own.people,
    needBy: own.startsOn,
    postBy: own.requestBy,
  }
}

function externalRequisitions(plan: RequisitionPlan, { external, language }: RequisitionTerms): Requisition[] {
  return plan.groups.flatMap(({ groupId, weekExternalHours }) =>
    weekExternalHours.flatMap(({ sourceId, hours }) => {
      const source = external.find(({ id }) => id === sourceId)
      if (!source) return []
      return runsOf(hours).map(({ from, most }): Requisition => {
        const count = Math.ceil(most / source.hoursPerWeek - 1e-9)
        const needBy = plan.weeks[from]!.firstDate
        const days = Math.ceil(source.leadWeeks * 7)
        return {
          ...common(plan, groupId, needBy, language),
          requisition: `${plan.basis.scenario}-${groupId}-${sourceId}-${needBy}`,
          employmentType: source.kind === 'temporary' ? 'temp' : 'outsourced',
          fte: (count * source.hoursPerWeek) / plan.basis.standardHoursPerWeek,
          count,
          needBy,
          postBy: DateTime.fromISO(needBy, { zone: 'utc' }).minus({ days }).toISODate()!,
        }
      })
    }),
  )
}

/** Runs of weeks with any hours, each with the hours of its busiest week. */
function runsOf(hours: readonly number[]): { from: number; most: number }[] {
  const runs: { from: number; most: number }[] = []
  hours.forEach((count, week) => {
    if (count < LEAST_HOURS) return
    const isNew = week === 0 || hours[week - 1]! < LEAST_HOURS
    if (isNew) runs.push({ from: week, most: count })
    else runs.at(-1)!.most = Math.max(runs.at(-1)!.most, count)
  })
  return runs
}

/** Less is what a solver's tolerance leaves of nothing. */
const LEAST_HOURS = 0.01

function common(plan: RequisitionPlan, groupId: string, needBy: string, language: ExportLanguage) {
  const group = plan.groups.find((own) => own.groupId === groupId)
  const sale = plan.sales.find(({ lastDate, groupIds }) => lastDate >= needBy && groupIds.includes(groupId))
  const { from, months, scenario } = plan.basis
  const reason =
    language === 'en'
      ? `Headcount plan of ${months} months from ${from}${sale ? `; next sale: ${sale.title} (${sale.firstDate})` : ''}`
      : `${from} 起 ${months} 个月人力计划${sale ? `；下一个大促：${sale.title}（${sale.firstDate}）` : ''}`
  return { groupId, groupName: nameIn(group?.name, language, groupId), reason, scenario }
}
