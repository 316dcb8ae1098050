import { createHash } from 'node:crypto'
import { type InstanceInputs, instanceInputs } from './rostering-inputs.ts'
import { parseRosteringInstance } from './rostering-instance.ts'

/** @throws PlanningInputError with everything that is wrong with the file */
export const readInstance = (fileName: string, text: string): InstanceInputs =>
  instanceInputs(parseRosteringInstance(fileName, text), createHash('sha256').update(text).digest('hex'))
