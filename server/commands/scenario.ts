import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { LocalName } from '../../solver/domain/queue.ts'
import { scenarioPrefixes } from '../../solver/scenario/scenario-parts.ts'
import { parsePlanFolder, readPlanFolder } from '../imports/plan-folder.ts'
import { SCENARIO_TEMPLATES, type TemplateChoices } from '../imports/scenario/scenario-templates.ts'
import { changeScenarios } from '../jobs/change-scenarios.ts'
import { planScenarios } from '../jobs/plan-scenarios.ts'
import { numberBetween } from './option-values.ts'

export function scenarioCommand(): Command {
  const command = new Command('scenario').description(
    'scenarios of a plan folder: list them, or write one after a template',
  )
  command.addCommand(
    new Command('list')
      .description('what each scenario of a plan changes')
      .argument('<folder>', 'plan folder')
      .action(listScenarios),
  )
  command.addCommand(
    new Command('new')
      .description(`write a scenario after a template: ${SCENARIO_TEMPLATES.map(({ id }) => id).join(', ')}`)
      .argument('<template>', 'template')
      .argument('<folder>', 'plan folder')
      .option('--id <id>', "id of the scenario; the template's own when left out")
      .option('--date <date>', 'its day, YYYY-MM-DD; the next one when left out')
      .option('--factor <number>', 'times the usual volume', numberBetween(0, 100))
      .option('--event <title>', 'title of the livestream that it is about')
      .option('--orders <number>', 'orders of that livestream', numberBetween(1, 1e9))
      .action(newScenario),
  )
  return command
}

const words = (name: LocalName): string => (typeof name === 'string' ? name : `${name.en} / ${name['zh-CN']}`)

async function listScenarios(folder: string): Promise<void> {
  const files = await readPlanFolder(folder)
  for (const { id, name = id, ...scenario } of planScenarios(files, parsePlanFolder(files))) {
    const parts = scenarioPrefixes({ id, ...scenario }).map(({ kind, label }) => (label ? `${kind} (${label})` : kind))
    console.log(`${id}: ${words(name)}${parts.length > 0 ? ` - ${parts.join(', ')}` : ''}`)
  }
}

async function newScenario(template: string, folder: string, choices: TemplateChoices): Promise<void> {
  const files = await readPlanFolder(folder)
  const { files: written } = changeScenarios(files, { template, choices })!
  for (const [path, text] of written) {
    await writeFile(join(folder, path), text!, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      const hint = 'Give the new scenario another id (--id), or remove the file.'
      if (error.code === 'EEXIST') throw new PlanningInputError({ value: path, problem: 'is there already', hint })
      throw error
    })
    console.log(`Written: ${join(folder, path)}`)
  }
}
