import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormat } from '../../../server/contracts/export.ts'
import { FileLink } from '../../components/file-link.tsx'
import { Picker } from '../../components/picker.tsx'
import { useNames } from '../../lib/workspace.ts'

interface FormatFilesProps {
  readonly format: ExportFormat
  readonly names: readonly string[]
  readonly addressOf: (name: string) => string
}

/** The files of one format: each by its name, calendars by their person, the page to print as a page. */
export function FormatFiles({ format, names, addressOf }: FormatFilesProps) {
  const { t } = useTranslation()
  if (names.length === 0) return <p className="soft">{t('hrExports.nothing')}</p>
  if (format === 'ics') return <CalendarFile names={names} addressOf={addressOf} />
  return (
    <div className="toolbar">
      {names.map((name) =>
        format === 'summary' ? (
          <a key={name} className="button quiet" href={addressOf(name)} target="_blank" rel="noreferrer">
            {t('hrExports.openPage')}
          </a>
        ) : (
          <FileLink key={name} address={addressOf(name)} file={name} />
        ),
      )}
    </div>
  )
}

/** One calendar a person: of hundreds of people nobody wants hundreds of links. */
function CalendarFile({ names, addressOf }: Omit<FormatFilesProps, 'format'>) {
  const { t } = useTranslation()
  const { employee } = useNames()
  const [chosen, setChosen] = useState('')
  const file = names.includes(chosen) ? chosen : (names[0] ?? '')
  return (
    <div className="toolbar">
      <Picker
        label={t('hrExports.person')}
        value={file}
        options={names.map((name) => ({ value: name, label: employee(name.replace(/^shifts-|\.ics$/g, '')) }))}
        onChange={setChosen}
      />
      <FileLink address={addressOf(file)} file={file} />
    </div>
  )
}
