import { basename, dirname } from 'node:path'
import { Command, Option } from 'commander'
import type { HeadcountPlan, SaleReadiness } from '../../solver/domain/headcount-plan.ts'
import { MAX_HEADCOUNT_MONTHS } from '../../solver/domain/headcount-settings.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { HeadcountProgress } from '../contracts/headcount.ts'
import { type FileContent, writeFiles } from '../exports/write-files.ts'
import { headcountFile } from '../jobs/headcount-file.ts'
import { planHeadcountInProcess } from '../jobs/headcount-in-process.ts'
import { moneyIn } from './money.ts'
import { wholeBetween } from './option-values.ts'
import type { PlanSignals } from './plan.ts'
import { namingHistory, type PlanSource, readSource } from './plan-source.ts'
import { sayOnStderr } from './progress-lines.ts'

interface HeadcountOptions extends PlanSource {
  readonly from: string
  readonly months: number
  readonly out?: string
  readonly by: 'month' | 'week'
  readonly lang: 'en' | 'zh-CN'
  readonly beside: readonly string[]
  readonly json?: true
}

export const headcountCommand = ({ cancel }: Pick<PlanSignals, 'cancel'>): Command =>
  new Command('headcount')
    .description('plan hires over months: required people, attrition, classes with dates, overtime, others, cost')
    .argument('<folder>', 'plan folder')
    .requiredOption('--from <month>', 'first month, YYYY-MM')
    .option('--months <number>', 'months to plan', wholeBetween(1, MAX_HEADCOUNT_MONTHS), 12)
    .option('--out <file>', 'workbook (.xlsx) or table (.csv) to write')
    .addOption(new Option('--by <grain>', 'periods of hires and balances').choices(['month', 'week']).default('month'))
    .addOption(new Option('--lang <language>', 'language of the workbook').choices(['en', 'zh-CN']).default('en'))
    .option('--scenario <scenario>', 'id or file of a scenario')
    .option(
      '--beside <scenario>',
      'id of a scenario that the workbook sets beside it; repeat the option',
      (one: string, others: readonly string[]) => [...others, one],
      [],
    )
    .option('--history <file>', "interval export read in the place of the plan's history")
    .option('--json', 'print the plan as JSON only')
    .action((folder: string, options: HeadcountOptions) => planInFolder(folder, options, cancel))

async function planInFolder(folder: string, options: HeadcountOptions, signal: AbortSignal): Promise<void> {
  const name = options.out === undefined ? undefined : fileNameOf(options.out)
  if (options.out === undefined && !options.json) {
    const hint = 'Name a file ending in .xlsx or .csv, or ask for --json.'
    throw new PlanningInputError({ column: '--out', problem: 'the option is missing', hint })
  }
  const source = await readSource(folder, options)
  const { from, months, by } = options
  const planOf = (scenario: string) =>
    namingHistory(source, options, () =>
      planHeadcountInProcess({ from, months, by, scenario }, source.files, { onProgress: progressTeller(), signal }),
    )
  const plan = await planOf(source.scenarioId)
  const further: HeadcountPlan[] = []
  for (const scenario of options.beside) further.push(await planOf(scenario))
  if (options.out !== undefined && name !== undefined) {
    const content = await headcountFile(source.files, { plan, further, name, language: options.lang })
    const file: FileContent = () => [content]
    await writeFiles(dirname(options.out), new Map([[basename(options.out), file]]))
  }
  if (options.json) console.log(JSON.stringify(plan, null, 2))
  else for (const line of [...summary(plan), `Written: ${options.out}`]) console.log(line)
  if (plan.violations.length > 0) process.exitCode = 1
}

function fileNameOf(out: string): 'headcount.xlsx' | 'headcount.csv' {
  if (/\.xlsx$/i.test(out)) return 'headcount.xlsx'
  if (/\.csv$/i.test(out)) return 'headcount.csv'
  const hint = 'Name a file ending in .xlsx or .csv.'
  throw new PlanningInputError({ column: '--out', value: out, problem: 'is neither a workbook nor a table', hint })
}

const QUIET_MS = 1000
const BETWEEN_LINES_MS = 2000

/** One line for each stage after the first second, and one every two seconds within it. */
function progressTeller(): (progress: HeadcountProgress) => void {
  const begun = performance.now()
  let [saidAt, saidStage] = [begun, '']
  return ({ stage, fraction }) => {
    const at = performance.now()
    if (at - begun < QUIET_MS || (stage === saidStage && at - saidAt < BETWEEN_LINES_MS)) return
    saidAt = at
    saidStage = stage
    const share = fraction === undefined ? '' : `  ${Math.round(100 * fraction)} %`
    sayOnStderr(`${((at - begun) / 1000).toFixed(1)} s  ${stage}${share}`)
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(3)} %`

/** The plan in a few lines: need, hires by when, cost with its proof, sales, and all that stays short. */
function summary(plan: HeadcountPlan): string[] {
  const { basis, totals, solution, periods } = plan
  const money = moneyIn(basis.currency)
  return [
    `Headcount ${periods[0]!.firstDate} to ${periods.at(-1)!.lastDate}, scenario ${basis.scenario}, decided on ${basis.decidedOn}`,
    `Peak need: ${totals.peak.requiredFte.toFixed(1)} FTE in the week of ${totals.peak.week}; people to hire: ${totals.totalHires}`,
    ...plan.groups.map(({ groupId, openingHeadcount, closingHeadcount, requiredFte, peakRequiredFte }) => {
      const mean = requiredFte.reduce((sum, fte) => sum + fte, 0) / requiredFte.length
      return `${groupId}: ${openingHeadcount[0]!.toFixed(1)} people at first, ${closingHeadcount.at(-1)!.toFixed(1)} at last; ${mean.toFixed(1)} FTE required on average, ${Math.max(...peakRequiredFte).toFixed(1)} at most`
    }),
    `Cost ${money(solution.paid)}; with what is short ${money(solution.objective)}, bound ${money(solution.objectiveBound)}, gap ${percent(solution.relativeGap)} (${percent(solution.relativeGapOfControllable)} of what can be decided)`,
    ...plan.classes.map(
      ({ groupId, people, requestBy, startsOn, rampCompleteOn, isBooked }) =>
        `${isBooked ? 'Booked' : 'Hire'}: ${people} for ${groupId}, asked for by ${requestBy}, first day ${startsOn}, as fast as others on ${rampCompleteOn}`,
    ),
    ...plan.transfers.map(
      ({ fromGroupId, toGroupId, people, on }) => `Move: ${people} from ${fromGroupId} to ${toGroupId} on ${on}`,
    ),
    ...plan.sales.flatMap(saleLine),
    ...(solution.bindingBudgets.length > 0 ? [`Budget used up: ${solution.bindingBudgets.join(', ')}`] : []),
    ...plan.shortages.map(
      ({ queueId, firstDate, lastDate, hours, worstFte, reason }) =>
        `Short: ${queueId} ${firstDate} to ${lastDate}, ${hours.toFixed(0)} hours, ${worstFte.toFixed(1)} FTE at worst (${reason})`,
    ),
    ...plan.attritionSensitivity.map(
      ({ kind, monthlyRate, hires, objective }) =>
        `Attrition ${kind}, ${percent(monthlyRate)} a month: ${hires.toFixed(1)} hires, cost ${money(objective)} (hires in fractions)`,
    ),
    ...plan.investments.map(
      ({ lever, savingPerMonth, paybackMonths, net }) =>
        `Lever ${lever}: saves ${money(savingPerMonth)} a month, ${paybackMonths === null ? 'is not paid back within the plan' : `paid back after ${paybackMonths.toFixed(1)} months`}, net ${money(net)}`,
    ),
    ...plan.violations.map((violation) => `Violation: ${violation}`),
  ]
}

/** Sales that nobody has to be hired for need no line. */
function saleLine(sale: SaleReadiness): string[] {
  const { title, firstDate, groupIds, latestRequestDate, notNeeded, delayCurve } = sale
  if (notNeeded) return []
  const what = `Sale ${title} ${firstDate}, ${groupIds.join(' and ')}`
  const atOnce = delayCurve[0]?.shortHours ?? 0
  return latestRequestDate === null
    ? [
        `${what}: cannot be covered any more, ${atOnce.toFixed(0)} hours stay short even when people are asked for at once`,
      ]
    : [`${what}: ask for people by ${latestRequestDate} at the latest`]
}
