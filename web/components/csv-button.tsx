import { useTranslation } from 'react-i18next'
import { csvText, saveFile } from '../lib/csv-file.ts'

interface CsvButtonProps {
  readonly file: string
  /** Asked for on the click, so that nothing is put together in vain. */
  readonly table: () => { readonly head: readonly string[]; readonly rows: Parameters<typeof csvText>[1] }
}

/** Takes the figures of a chart away. */
export function CsvButton({ file, table }: CsvButtonProps) {
  const { t } = useTranslation()
  const save = () => {
    const { head, rows } = table()
    saveFile(file, csvText(head, rows))
  }
  return (
    <button type="button" className="quiet" onClick={save} aria-label={t('controls.download', { file })}>
      CSV
    </button>
  )
}
