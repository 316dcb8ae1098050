import { Command } from 'commander'
import { checkRoster } from '../../solver/check/check-roster.ts'
import { MAX_WEEKS } from '../../solver/domain/horizon.ts'
import { wholeBetween } from './option-values.ts'
import { progressLines, sayOnStderr } from './progress-lines.ts'
import { type RosterOptions, readRosterToCheck } from './roster-to-check.ts'

export const checkCommand = (): Command =>
  new Command('check')
    .description('check a roster against all rules; exit code 1 when a hard rule is broken')
    .argument('<folder>', 'plan folder')
    .requiredOption('--roster <file>', 'roster.csv to check')
    .option('--week <date>', "first day of the week; default: that of the roster's first shift")
    .option('--weeks <number>', 'weeks that the roster is for; default: 1', wholeBetween(1, MAX_WEEKS))
    .option('--scenario <scenario>', 'id or file of the scenario that the roster was made for')
    .option('--history <file>', "interval export read in the place of the plan's history")
    .option('--json', 'print JSON only')
    .action(async (folder: string, options: RosterOptions & { readonly json?: true }) => {
      const say = progressLines(sayOnStderr)
      const { inputs, requirement, roster, week, weeks } = await readRosterToCheck(folder, options, say)
      say({ stage: 'check' })
      const { violations, costs, objective } = checkRoster(inputs, requirement, roster)
      const hard = violations.filter(({ severity }) => severity === 'hard')
      if (options.json) {
        const { inputHash } = inputs
        const isLegal = hard.length === 0
        console.log(JSON.stringify({ week, weeks, isLegal, violations, costs, objective, inputHash }, null, 2))
      } else {
        for (const { severity, ruleId, message } of violations) console.log(`${severity} ${ruleId}: ${message}`)
        console.log(
          `${roster.assignments.length} shifts, ${hard.length} hard rules broken, ${violations.length - hard.length} soft`,
        )
      }
      if (hard.length > 0) process.exitCode = 1
    })
