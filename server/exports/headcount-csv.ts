import type { GroupHeadcount, HeadcountPlan } from '../../solver/domain/headcount-plan.ts'
import { type CsvCell, csvText } from './csv-text.ts'

type Column = readonly [name: string, cell: (plan: HeadcountPlan, group: GroupHeadcount, period: number) => CsvCell]

const money = (minor: number): number => Math.round(minor) / 100

const costOf = ({ cost }: GroupHeadcount, period: number): number =>
  [cost.wages, cost.overtime, cost.external, cost.hiring, cost.transfers].reduce((sum, part) => sum + part[period]!, 0)

/** Weeks of a period, summed. */
const weeksOf = ({ weeks }: HeadcountPlan, values: readonly number[], period: number): number =>
  weeks.reduce((sum, week, index) => (week.period === period ? sum + values[index]! : sum), 0)

/** Classes of a group that begin in a period, hires and booked ones. */
const classesOf = ({ classes }: HeadcountPlan, { groupId }: GroupHeadcount, period: number) =>
  classes.filter((each) => each.groupId === groupId && each.period === period)

const COLUMNS: readonly Column[] = [
  ['Month', ({ periods }, _, period) => periods[period]!.label],
  ['Group', (_, { groupId }) => groupId],
  ['Forecast_Volume', (_, { volume }, period) => volume[period]!],
  ['AHT_Seconds', (_, { volume, workloadHours }, period) => ratio(3600 * workloadHours[period]!, volume[period]!)],
  ['Workload_Hours', (_, { workloadHours }, period) => workloadHours[period]!],
  ['Occupancy', (_, { occupancy }, period) => occupancy[period]!],
  ['Shift_Fit', (_, { shiftFit }, period) => shiftFit[period]!],
  ['Shrinkage', (_, { shrinkage }, period) => shrinkage[period]!],
  ['Gross_Hours', (_, { grossHours }, period) => grossHours[period]!],
  ['Required_FTE', (_, { requiredFte }, period) => requiredFte[period]!],
  ['Required_FTE_P10', (_, { requiredFteP10 }, period) => requiredFteP10[period]!],
  ['Required_FTE_P90', (_, { requiredFteP90 }, period) => requiredFteP90[period]!],
  ['Peak_Required_FTE', (_, { peakRequiredFte }, period) => peakRequiredFte[period]!],
  ['Available_FTE', (_, { availableFte }, period) => availableFte[period]!],
  ['Gap_Surplus_FTE', (_, { netFte }, period) => netFte[period]!],
  ['Opening_Headcount', (_, { openingHeadcount }, period) => openingHeadcount[period]!],
  ['New_Hires', (_, { hires }, period) => hires[period]!],
  ['Booked_Hires', (_, { bookedHires }, period) => bookedHires[period]!],
  ['Known_Joiners', (_, { joiners }, period) => joiners[period]!],
  ['Attrition', (_, { attrition }, period) => attrition[period]!],
  ['Transfers_In', (_, { transfersIn }, period) => transfersIn[period]!],
  ['Transfers_Out', (_, { transfersOut }, period) => transfersOut[period]!],
  ['Closing_Headcount', (_, { closingHeadcount }, period) => closingHeadcount[period]!],
  ['Overtime_Hours', (plan, group, period) => weeksOf(plan, group.weekOvertimeHours, period)],
  ['Hourly_Hours', (plan, group, period) => weeksOf(plan, group.weekHourlyHours, period)],
  [
    'External_Hours',
    (plan, group, period) => group.weekExternalHours.reduce((sum, { hours }) => sum + weeksOf(plan, hours, period), 0),
  ],
  ['Short_Hours', (plan, group, period) => weeksOf(plan, group.weekShortHours, period)],
  ['Class_Size', (plan, group, period) => sum(classesOf(plan, group, period).map(({ people }) => people))],
  ['Request_By_Date', (plan, group, period) => classesOf(plan, group, period)[0]?.requestBy ?? ''],
  ['Class_Start_Date', (plan, group, period) => classesOf(plan, group, period)[0]?.startsOn ?? ''],
  ['Ramp_Complete_Date', (plan, group, period) => classesOf(plan, group, period)[0]?.rampCompleteOn ?? ''],
  ['Cost', (_, group, period) => money(costOf(group, period))],
  ['Currency', ({ basis }) => basis.currency],
  ['Scenario', ({ basis }) => basis.scenario],
  ['Input_Hash', ({ basis }) => basis.inputHash],
]

const ratio = (a: number, b: number): number => (b > 0 ? a / b : 0)
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/** One row for each period and group; money in units of the currency, shares 0..1. */
export const headcountCsv = (plan: HeadcountPlan): string =>
  csvText(
    COLUMNS.map(([name]) => name),
    plan.periods.flatMap((_, period) =>
      plan.groups.map((group) => COLUMNS.map(([, cell]) => cell(plan, group, period))),
    ),
  )
