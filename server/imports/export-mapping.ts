import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type ExportMapping, exportMappingSchema } from '../contracts/export.ts'
import { readYaml } from './yaml-file.ts'

/**
 * Reads how exports name things to other systems.
 * @throws PlanningInputError with every issue found, at its line
 */
export function parseExportMapping(file: string, text: string): ExportMapping {
  const issues: InputIssue[] = []
  const read = readYaml(file, text, exportMappingSchema, issues)
  if (!read) throw new PlanningInputError(issues)
  return read.value
}
