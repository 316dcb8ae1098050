import type { DurationUnit, ImportField, ImportKind, TimeFormat } from '../../contracts/import.ts'
import { headerKey } from './header-key.ts'

/** What a system calls the column of a field. */
export interface PresetColumn {
  /** In the order of preference; compared by `headerKey`. */
  readonly headers: readonly string[]
  readonly timeFormat?: TimeFormat
  readonly durationUnit?: DurationUnit
}

/** The export of a system. */
export interface ImportPreset {
  readonly id: string
  readonly name: string
  /** Whether its headers come from the system's own documents or code, and not from guessing. */
  readonly isVerified: boolean
  readonly kind: ImportKind
  /** Sets of headers that together no other system writes. */
  readonly signatures: readonly (readonly string[])[]
  /** Words of file names that tell the system where no header is known to. */
  readonly fileWords?: readonly string[]
  readonly columns: Readonly<Partial<Record<ImportField, PresetColumn>>>
  readonly botValues?: readonly string[]
}

/** A preset recognised in a table. */
export interface PresetMatch {
  readonly preset: ImportPreset
  /** Share of the preset's columns that the table has. */
  readonly confidence: number
  /** Column of each field found. */
  readonly columns: ReadonlyMap<ImportField, string>
}

/** The preset that knows most of a table's columns, if any is recognised by its headers or by the name of the file. */
export function matchPreset(
  presets: readonly ImportPreset[],
  columns: readonly string[],
  fileName: string,
): PresetMatch | undefined {
  const columnByKey = new Map(columns.map((column) => [headerKey(column), column] as const).reverse())
  const name = fileName.toLowerCase()
  const matches = presets.flatMap((preset) => {
    const has = (header: string) => columnByKey.has(headerKey(header))
    const isSigned = preset.signatures.some((headers) => headers.every(has))
    if (!isSigned && !preset.fileWords?.some((word) => name.includes(word))) return []
    const found = Object.entries(preset.columns).flatMap(([field, { headers }]) => {
      const header = headers.find(has)
      return header === undefined ? [] : [[field as ImportField, columnByKey.get(headerKey(header))!] as const]
    })
    // A name alone is a hint, however many columns are then found.
    const share = found.length / Object.keys(preset.columns).length
    return [{ preset, confidence: isSigned ? share : 0.3, columns: new Map(found) }]
  })
  return matches.sort((a, b) => b.columns.size - a.columns.size)[0]
}
