import type { HeadcountPlan } from '../../solver/domain/headcount-plan.ts'
import type { ExportLanguage } from '../contracts/export.ts'
import { exportMappingSchema } from '../contracts/export.ts'
import type { HeadcountFileName } from '../contracts/headcount.ts'
import { headcountCsv } from '../exports/headcount-csv.ts'
import { requisitionFiles } from '../exports/hr/requisitions.ts'
import { headcountWorkbook } from '../exports/xlsx/headcount-workbook.ts'
import { parseExportMapping } from '../imports/export-mapping.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import type { PlanFiles } from './worker-task.ts'

/** Of a plan's folder: how its exports name things to other systems. */
const MAPPING_FILE = 'exports.yaml'

/** A headcount plan that was made, and the file that it is to be taken away as. */
export interface HeadcountFileRequest {
  readonly plan: HeadcountPlan
  /** Plans of other scenarios over the same periods, which a workbook sets beside it. */
  readonly further?: readonly HeadcountPlan[]
  readonly name: HeadcountFileName
  readonly language: ExportLanguage
}

/**
 * Renders a headcount plan; people, contracts and names for other systems are those of the plan's folder.
 * @throws PlanningInputError when the folder cannot be read
 */
export async function headcountFile(
  files: PlanFiles,
  { plan, further = [], name, language }: HeadcountFileRequest,
): Promise<Uint8Array> {
  const utf8 = new TextEncoder()
  if (name === 'headcount.csv') return utf8.encode(headcountCsv(plan))
  const { settings, employees } = parsePlanFolder(files)
  const { contracts, headcount } = settings
  if (name === 'headcount.xlsx') return headcountWorkbook(plan, language, { further, employees, contracts })
  const text = files.get(MAPPING_FILE)
  const mapping = text === undefined ? exportMappingSchema.parse({}) : parseExportMapping(MAPPING_FILE, text)
  const made = requisitionFiles(plan, { contracts, external: headcount?.external ?? [], language }, mapping)
  return utf8.encode(made.files.get(name))
}
