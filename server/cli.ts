/** `npm run --silent tideline -- COMMAND ...`: planning from plan folders, with no server. */
import { enableCompileCache } from 'node:module'
import { Command, CommanderError } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { PlanningInputError } from '../solver/domain/planning-input-error.ts'
import type { PlanSignals } from './commands/plan.ts'

const EXIT_FAILED = 1
const EXIT_BAD_INPUT = 2
const EXIT_STOPPED = 130

const EXIT_CODES = `
Exit codes: 0 done; 1 failed, or \`check\` found a hard rule broken; 2 the input or an option is wrong; 130 ended by Ctrl-C with nothing written.`

class Stopped extends Error {}

/** Commands by name, in the order of the help. Only the one that is asked for is loaded: starting is most of a short run. */
const COMMANDS: Readonly<Record<string, (signals: PlanSignals) => Promise<Command>>> = {
  forecast: async () => (await import('./commands/forecast.ts')).forecastCommand(),
  staff: async () => (await import('./commands/staff.ts')).staffCommand(),
  import: async () => (await import('./commands/import.ts')).importCommand(),
  plan: async (signals) => (await import('./commands/plan.ts')).planCommand(signals),
  compare: async (signals) => (await import('./commands/compare.ts')).compareCommand(signals),
  sweep: async (signals) => (await import('./commands/sweep.ts')).sweepCommand(signals),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  repair: async () => (await import('./commands/repair.ts')).repairCommand(),
  simulate: async () => (await import('./commands/simulate.ts')).simulateCommand(),
  scenario: async () => (await import('./commands/scenario.ts')).scenarioCommand(),
  headcount: async (signals) => (await import('./commands/headcount.ts')).headcountCommand(signals),
  holidays: async () => (await import('./commands/holidays.ts')).holidaysCommand(),
  accuracy: async () => (await import('./commands/accuracy.ts')).accuracyCommand(),
  export: async () => (await import('./commands/export.ts')).exportCommand(),
  'export-model': async () => (await import('./commands/export-model.ts')).exportModelCommand(),
  benchmark: async (signals) => (await import('./commands/benchmark.ts')).benchmarkCommand(signals),
  replay: async () => (await import('./commands/replay.ts')).replayCommand(),
  serve: async () => (await import('./commands/serve.ts')).serveCommand(),
}

async function program(asked: string | undefined, signals: PlanSignals): Promise<Command> {
  const root = new Command('tideline').description(packageJson.description).version(packageJson.version)
  const wanted = asked !== undefined && Object.hasOwn(COMMANDS, asked) ? [COMMANDS[asked]!] : Object.values(COMMANDS)
  const commands = await Promise.all(wanted.map((load) => load(signals)))
  for (const command of commands) root.addCommand(command)
  for (const command of [root, ...commands, ...commands.flatMap(({ commands: parts }) => parts)]) {
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
  const [stop, cancel] = [new AbortController(), new AbortController()]
  // Only these work in processes and threads that can be ended in order; the server has its own handling of signals.
  if (['plan', 'compare', 'sweep', 'benchmark'].includes(args[0] ?? '')) onCtrlC(stop, cancel)
  try {
    const root = await program(args[0], { stop: stop.signal, cancel: cancel.signal })
    await root.parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = exitCodeOf(error)
    // Commander has said its own already.
    if (!(error instanceof CommanderError)) console.error(error instanceof Error ? error.message : error)
  }
}

/** Once keeps the best roster found, twice nothing. */
function onCtrlC(stop: AbortController, cancel: AbortController): void {
  process.on('SIGINT', () => {
    if (stop.signal.aborted) {
      cancel.abort(new Stopped('Stopped; nothing was written.'))
      return
    }
    console.error('Stopping with the best roster found. Press Ctrl-C again to end with nothing written.')
    stop.abort()
  })
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_BAD_INPUT
  if (error instanceof PlanningInputError) return EXIT_BAD_INPUT
  return error instanceof Stopped ? EXIT_STOPPED : EXIT_FAILED
}

// Stripping types and compiling are kept between runs, in a folder that the machine may empty at any time.
enableCompileCache()
await main(process.argv.slice(2))
