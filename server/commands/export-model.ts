import { stat } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { inputsFor } from '../../solver/domain/plan-inputs.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { writeLp } from '../../solver/lp/write-lp.ts'
import { writeMps } from '../../solver/lp/write-mps.ts'
import { forecastFor, requirementFor, weekHorizon, withScenario } from '../../solver/plan.ts'
import { planProblem } from '../../solver/roster/plan-problem.ts'
import { rulesProblem } from '../../solver/roster/rules-problem.ts'
import { directModel } from '../../solver/tours/direct-model.ts'
import type { TourProblem } from '../../solver/tours/tour-problem.ts'
import { writeOneFile } from '../exports/write-files.ts'
import { readText } from '../imports/plan-folder.ts'
import { readInstance } from '../imports/read-instance.ts'
import { namingHistory, type PlanSource, parseSource, readSource } from './plan-source.ts'

interface ExportOptions extends PlanSource {
  readonly week?: string
  readonly format: 'lp' | 'mps'
  readonly out: string
}

export const exportModelCommand = (): Command =>
  new Command('export-model')
    .description('write the roster of a week as one integer model, so that any other solver can be asked')
    .argument('<source>', 'plan folder, or a public rostering instance')
    .option('--week <date>', 'first day of the week of a plan folder, YYYY-MM-DD')
    .addOption(new Option('--format <format>', 'format of the model').choices(['lp', 'mps']).default('lp'))
    .requiredOption('--out <file>', 'file for the model')
    .option('--scenario <scenario>', 'id or file of a scenario')
    .option('--history <file>', "interval export read in the place of the plan's history")
    .action(async (source: string, options: ExportOptions) => {
      const isInstance = (await stat(source).catch(() => undefined))?.isFile() ?? false
      const problem = isInstance ? await instanceProblem(source) : await weekProblem(source, options)
      const { model } = directModel(problem)
      await writeOneFile(options.out, options.format === 'lp' ? writeLp(model) : writeMps(model))
      console.log(`${model.rows} rows, ${model.columns} columns, ${model.entryValue.length} coefficients`)
    })

async function instanceProblem(file: string): Promise<TourProblem> {
  const { inputs, horizon } = readInstance(file, await readText(file))
  return rulesProblem(inputs, horizon).problem
}

async function weekProblem(folder: string, options: ExportOptions): Promise<TourProblem> {
  const { week } = options
  if (week === undefined) {
    throw new PlanningInputError({ value: '--week', problem: 'is missing', hint: 'Add --week DATE for a plan folder.' })
  }
  const source = await readSource(folder, options)
  return namingHistory(source, options, () => {
    const { inputs: given, scenario } = parseSource(source)
    const horizon = weekHorizon(given, week)
    const inputs = inputsFor(withScenario(given, scenario, horizon), horizon)
    return planProblem(inputs, requirementFor(inputs.settings, forecastFor(inputs, horizon, scenario)))
  })
}
