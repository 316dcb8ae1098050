import { join } from 'node:path'
import { Command } from 'commander'
import { localStamp, MAX_WEEKS } from '../../solver/domain/horizon.ts'
import type { Unmet } from '../../solver/domain/plan-outputs.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { zonesOfPeople } from '../../solver/domain/site.ts'
import type { Absence } from '../../solver/roster/living/absence.ts'
import type { KeptOut } from '../../solver/roster/living/kept-out.ts'
import { type OpenShift, type RosterRepair, repairRoster } from '../../solver/roster/living/repair-roster.ts'
import { inWords, REPAIR_FILES, repairFiles, repairReply } from '../exports/repair-files.ts'
import { inFolder, writeFiles } from '../exports/write-files.ts'
import { moneyIn } from './money.ts'
import { wholeBetween } from './option-values.ts'
import { progressLines, sayOnStderr } from './progress-lines.ts'
import { type RosterOptions, readRosterToCheck } from './roster-to-check.ts'

interface RepairOptions extends RosterOptions {
  readonly absent: readonly string[]
  readonly out: string
  readonly json?: true
}

export const repairCommand = (): Command =>
  new Command('repair')
    .description('fill the shifts of people who cannot come: ranked candidates for each, the best applied')
    .argument('<folder>', 'plan folder')
    .requiredOption('--roster <file>', 'roster.csv that stands')
    .requiredOption('--absent <absence...>', 'EMPLOYEE, EMPLOYEE:DATE or EMPLOYEE:FROM:TO, the last day included')
    .requiredOption('--out <folder>', `folder for ${REPAIR_FILES.join(', ')}`)
    .option('--week <date>', "first day of the week; default: that of the roster's first shift")
    .option('--weeks <number>', 'weeks that the roster is for; default: 1', wholeBetween(1, MAX_WEEKS))
    .option('--scenario <scenario>', 'id or file of the scenario that the roster was made for')
    .option('--history <file>', "interval export read in the place of the plan's history")
    .option('--json', 'print JSON only')
    .action(repairInFolder)

async function repairInFolder(folder: string, options: RepairOptions): Promise<void> {
  const absences = options.absent.map(absenceFrom)
  const say = progressLines(sayOnStderr)
  await inFolder(options.out, async () => {
    const { inputs, requirement, roster, week, weeks } = await readRosterToCheck(folder, options, say)
    say({ stage: 'roster' })
    const startedAt = performance.now()
    const repair = repairRoster(inputs, requirement, roster, absences)
    const repairSeconds = (performance.now() - startedAt) / 1000
    const facts = { week, weeks, absent: options.absent, repairSeconds }
    await writeFiles(options.out, repairFiles(repair, facts))
    if (options.json) console.log(JSON.stringify(repairReply(repair, facts), null, 2))
    else for (const line of [...summary(repair, repairSeconds), written(options.out)]) console.log(line)
    if (repair.repaired.check.violations.some(({ severity }) => severity === 'hard')) process.exitCode = 1
  })
}

const written = (out: string): string => `Written: ${REPAIR_FILES.map((name) => join(out, name)).join(' ')}`

function absenceFrom(text: string): Absence {
  const [employeeId = '', from, to, ...more] = text.split(':')
  if (employeeId !== '' && from !== '' && to !== '' && more.length === 0) {
    return { employeeId, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  }
  throw new PlanningInputError({
    value: text,
    problem: 'is not an absence',
    hint: 'Write EMPLOYEE, EMPLOYEE:DATE or EMPLOYEE:FROM:TO, for example E07:2026-11-11.',
  })
}

const CANDIDATES_SHOWN = 5

function summary(repair: RosterRepair, seconds: number): string[] {
  const { doingNothing, repaired, inputs } = repair
  const money = moneyIn(inputs.settings.currency)
  const { violations } = repaired.check
  const hard = violations.filter(({ severity }) => severity === 'hard')
  // What was unmet before is not what the repair is about; repair.json has all of it.
  const isAbout = ({ start, end }: Unmet) =>
    repair.openShifts.some(({ shift }) => Date.parse(start) < shift.endMs && shift.startMs < Date.parse(end))
  return [
    ...repair.openShifts.flatMap((open) => openLines(repair, open)),
    `Doing nothing: objective ${money(doingNothing.check.objective)}, ${unmetWords(doingNothing.unmet)}`,
    ...doingNothing.unmet.filter(isAbout).map((unmet) => `  ${unmetLine(unmet)}`),
    `Repaired in ${seconds.toFixed(2)} s: objective ${money(repaired.check.objective)}, ${unmetWords(repaired.unmet)}, ${repair.changes.length} person-days changed`,
    ...repaired.unmet.filter(isAbout).map((unmet) => `  ${unmetLine(unmet)}`),
    `Violations: ${hard.length} hard, ${violations.length - hard.length} soft`,
    ...hard.map(({ ruleId, message }) => `hard ${ruleId}: ${message}`),
  ]
}

function openLines({ inputs }: RosterRepair, { shift, candidates, applied, keptOut }: OpenShift): string[] {
  const zoneOf = zonesOfPeople(inputs)
  const money = moneyIn(inputs.settings.currency)
  const head = `Open: ${shift.templateId} of ${shift.employeeId} at ${localStamp(shift.startMs, zoneOf(shift.employeeId))}`
  return [
    `${head}${applied ? '' : candidates.length === 0 ? ': nobody can take it' : ': leaving it open costs least'}`,
    ...candidates
      .slice(0, CANDIDATES_SHOWN)
      .map(
        (candidate, index) =>
          `  ${index + 1}. ${inWords(candidate, zoneOf)}: objective ${money(candidate.objectiveChange)}, pay and rules ${money(candidate.rosterCost)}, ` +
          `overtime ${candidate.overtimeMinutes / 60} h, restores ${Number(candidate.restoredAgentHours.toFixed(2))} agent-hours${candidate === applied ? ' (applied)' : ''}`,
      ),
    ...(keptOut.length > 0 ? [`  Kept from just taking it: ${keptOut.map(keptWords).join(', ')}`] : []),
  ]
}

const keptWords = ({ why, ruleId, people }: KeptOut): string =>
  `${people} by ${why === 'rule' ? `rule ${ruleId}` : why === 'working' ? 'another shift that day' : 'time off or a rule on the shift itself'}`

const unmetLine = ({ queue, kind, start, end, worst }: Unmet): string =>
  `Unmet: ${queue} ${kind} by ${Number(worst.toFixed(2))}, ${start} to ${end}`

function unmetWords(unmet: readonly Unmet[]): string {
  const hours = (kind: Unmet['kind']) => unmet.reduce((sum, each) => sum + (each.kind === kind ? each.hours : 0), 0)
  return `${hours('understaffed').toFixed(2)} agent-hours missing, ${hours('overdue').toFixed(2)} ticket-hours overdue`
}
