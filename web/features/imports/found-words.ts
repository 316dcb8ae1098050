import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Detection } from '../../../server/contracts/import.ts'

/** What was found in the file, in one line: `Freshdesk export, UTF-16, tab separated, header in row 3, 12 columns`. */
export function useFoundWords(): (detection: Detection) => string {
  const { t } = useTranslation()
  return (detection) => {
    const { format, encoding, delimiter, sheet, headerRow, preset, columns } = detection
    return [
      preset ? t('imports.found.preset', { name: preset.name }) : t(`imports.found.${format}`),
      encoding && t(`imports.encoding.${encoding}`),
      delimiter &&
        t('imports.found.delimiter', {
          delimiter: DELIMITERS.has(delimiter) ? delimiterName(t, delimiter) : delimiter,
        }),
      sheet && t('imports.found.sheet', { sheet }),
      headerRow > 1 && t('imports.found.headerRow', { row: headerRow }),
      t('imports.found.columns', { count: columns.length }),
    ]
      .filter((part) => typeof part === 'string' && part !== '')
      .join(t('controls.listComma'))
  }
}

const DELIMITERS: ReadonlyMap<string, 'comma' | 'semicolon' | 'tab' | 'pipe'> = new Map([
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'pipe'],
])

const delimiterName = (t: TFunction, delimiter: string): string =>
  t(`imports.delimiter.${DELIMITERS.get(delimiter) ?? 'comma'}`)
