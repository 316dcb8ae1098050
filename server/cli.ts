/** `npm run --silent tideline -- COMMAND ...`: planning from plan folders, with no server. */
import { Command, CommanderError } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { PlanningInputError } from '../solver/domain/planning-input-error.ts'
import { accuracyCommand } from './commands/accuracy.ts'
import { checkCommand } from './commands/check.ts'
import { forecastCommand } from './commands/forecast.ts'
import { holidaysCommand } from './commands/holidays.ts'
import { importCommand } from './commands/import.ts'
import { planCommand } from './commands/plan.ts'
import { serveCommand } from './commands/serve.ts'
import { simulateCommand } from './commands/simulate.ts'
import { staffCommand } from './commands/staff.ts'

const EXIT_FAILED = 1
const EXIT_BAD_INPUT = 2
const EXIT_STOPPED = 130

const EXIT_CODES = `
Exit codes: 0 done; 1 failed, or \`check\` found a hard rule broken; 2 the input or an option is wrong; 130 stopped.`

class Stopped extends Error {}

function program(signal: AbortSignal): Command {
  const root = new Command('tideline').description(packageJson.description).version(packageJson.version)
  const commands = [
    forecastCommand(),
    staffCommand(),
    importCommand(),
    planCommand(signal),
    checkCommand(),
    simulateCommand(),
    holidaysCommand(),
    accuracyCommand(),
    serveCommand(),
  ]
  for (const command of commands) root.addCommand(command)
  for (const command of [root, ...commands]) {
    command
      .addHelpText('after', EXIT_CODES)
      .exitOverride()
      .showHelpAfterError('Add --help for the options.')
      .showSuggestionAfterError()
  }
  return root
}

/** Runs one command. @returns nothing; the exit code is that of the process */
async function main(args: readonly string[]): Promise<void> {
  const stop = new AbortController()
  // Only `plan` works in a thread that can be ended in order; the server has its own handling of signals.
  if (args[0] === 'plan') process.once('SIGINT', () => stop.abort(new Stopped('Stopped; nothing was written.')))
  try {
    await program(stop.signal).parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = exitCodeOf(error)
    // Commander has said its own already.
    if (!(error instanceof CommanderError)) console.error(error instanceof Error ? error.message : error)
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_BAD_INPUT
  if (error instanceof PlanningInputError) return EXIT_BAD_INPUT
  return error instanceof Stopped ? EXIT_STOPPED : EXIT_FAILED
}

await main(process.argv.slice(2))
