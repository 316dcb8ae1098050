import type { CellValue } from '../../../../server/exports/xlsx/expression.ts'
import type { CalculatedWorkbook } from '../../../libreoffice.ts'
import { formulaCells } from './workbook-parts.ts'

/** What two programs may differ by in the last digits of a double, relative to the larger of the value and 1. */
export const TOLERANCE = 1e-9

export interface Recalculation {
  /** Formulas compared. */
  readonly formulas: number
  /** One line for each that came out otherwise than the file says. */
  readonly differences: readonly string[]
}

/** Compares what a workbook says that its formulas give with what LibreOffice made of each of them. */
export async function compareRecalculation(
  workbook: Uint8Array,
  calculated: CalculatedWorkbook,
): Promise<Recalculation> {
  const sheets = await formulaCells(workbook)
  const differences: string[] = []
  let formulas = 0
  for (const [sheet, cells] of sheets) {
    for (const [address, { formula, value }] of cells) {
      formulas++
      const cell = calculated.get(sheet)?.get(address)
      const isSame = cell?.isFormula === true && !cell.isError && value !== null && isEqual(value, cell.value)
      if (!isSame) differences.push(`${sheet}!${address} =${formula}: file ${value}, recalculated ${cell?.value}`)
    }
  }
  return { formulas, differences }
}

const isEqual = (a: CellValue, b: CellValue | null): boolean =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b))
    : a === b
