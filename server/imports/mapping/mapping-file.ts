import { IANAZone } from 'luxon'
import { stringify } from 'yaml'
import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import {
  CONTACT_FIELDS,
  EVENT_FIELDS,
  type ImportKind,
  type ImportMapping,
  INTERVAL_FIELDS,
  importMappingSchema,
} from '../../contracts/import.ts'
import { knownWordsHint } from '../suggestion.ts'
import { readYaml } from '../yaml-file.ts'

const FIELDS: Readonly<Record<ImportKind, readonly string[]>> = {
  contacts: CONTACT_FIELDS,
  intervals: INTERVAL_FIELDS,
  calendar: EVENT_FIELDS,
}

/**
 * Reads a saved mapping, `mappings/*.yaml` of a plan folder.
 * @throws PlanningInputError with every issue found, at its line
 */
export function parseMapping(file: string, text: string): ImportMapping {
  const issues: InputIssue[] = []
  const read = readYaml(file, text, importMappingSchema, issues)
  if (!read) throw new PlanningInputError(issues)
  const { value, issueAt } = read
  if (!IANAZone.isValidZone(value.zone)) {
    issues.push(issueAt(['zone'], 'is not a time zone', 'Use an IANA name such as Asia/Shanghai.'))
  }
  const fields = FIELDS[value.kind]
  value.columns.forEach(({ field }, index) => {
    const place = ['columns', index, 'field']
    if (!fields.includes(field)) {
      issues.push(issueAt(place, `tells nothing of ${value.kind}`, knownWordsHint(field, fields)))
    }
    if (value.columns.findIndex((column) => column.field === field) < index) {
      issues.push(issueAt(place, 'has a column already', 'Keep one column of each field.'))
    }
  })
  if (issues.length > 0) throw new PlanningInputError(issues)
  return value
}

/** Text of a mapping's file, which `parseMapping` reads back to the same mapping. */
export const mappingText = (mapping: ImportMapping): string => stringify(mapping, { lineWidth: 0 })
