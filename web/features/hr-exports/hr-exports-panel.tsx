import './hr-exports.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EXPORT_FORMATS, type ExportFormat, type RunExportList } from '../../../server/contracts/export.ts'
import { Choice } from '../../components/choice.tsx'
import { Failure } from '../../components/failure.tsx'
import { IssueTable } from '../../components/issue-table.tsx'
import { Loading } from '../../components/loading.tsx'
import { runExportAddress, runExportsQuery } from '../../lib/hr-export-queries.ts'
import type { Language } from '../../lib/i18n.ts'
import { useServerWords } from '../../lib/server-words.ts'
import { FormatFiles } from './format-files.tsx'

/** What HR takes away of a roster: asked for when it is opened, since all of it is made then. */
export function HrExportsPanel({ runId }: { runId: string }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className="panel hr-exports" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t('hrExports.title')}</h2> <span className="soft">{t('hrExports.hint')}</span>
      </summary>
      {isOpen && <HrExports runId={runId} />}
    </details>
  )
}

function HrExports({ runId }: { runId: string }) {
  const { t, i18n } = useTranslation()
  const [language, setLanguage] = useState(i18n.language as Language)
  const { data, error, refetch } = useQuery(runExportsQuery(runId, language))
  return (
    <>
      <div className="toolbar">
        <Choice
          label={t('hrExports.language')}
          value={language}
          options={[
            { value: 'zh-CN', label: t('hrExports.inChinese') },
            { value: 'en', label: t('hrExports.inEnglish') },
          ]}
          onChange={setLanguage}
        />
        <p className="soft">{t('hrExports.mapping')}</p>
      </div>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <FormatList exports={data} addressOf={(name) => runExportAddress(runId, name, language)} />}
    </>
  )
}

interface FormatListProps {
  readonly exports: RunExportList
  readonly addressOf: (name: string) => string
}

function FormatList({ exports: { files, notes, refused, planChanged }, addressOf }: FormatListProps) {
  const { t } = useTranslation()
  const said = useServerWords()
  const namesOf = (format: ExportFormat) => files.filter((file) => file.format === format).map(({ name }) => name)
  return (
    <>
      {planChanged && <p className="hr-export-warning">{t('hrExports.planChanged')}</p>}
      <ul className="hr-export-list">
        {EXPORT_FORMATS.map((format) => {
          const issues = refused.find((other) => other.format === format)?.issues
          return (
            <li key={format} data-format={format}>
              <h3>{t(`hrExports.format.${format}`)}</h3>
              <p className="soft">{t(`hrExports.purpose.${format}`)}</p>
              {issues ? (
                <IssueTable issues={issues} caption={t('hrExports.refused')} />
              ) : (
                <FormatFiles format={format} names={namesOf(format)} addressOf={addressOf} />
              )}
            </li>
          )
        })}
      </ul>
      {notes.length > 0 && (
        <details>
          <summary>{t('hrExports.notes', { count: notes.length })}</summary>
          <ul className="hr-export-notes">
            {notes.map((note) => (
              <li key={note}>{said(note)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
