import './imports.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { FileImport } from '../../../server/contracts/import.ts'
import { DataTable } from '../../components/data-table.tsx'
import { FileChoice } from '../../components/file-choice.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { importsQuery, MAX_IMPORT_BYTES } from '../../lib/import-queries.ts'
import { navigate } from '../../lib/route.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { FILE_ENDINGS } from './files-step.tsx'
import { StateChip } from './state-chip.tsx'

/** The way to bring files into the chosen plan, and the files brought in so far. */
export function ImportPanel({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const plan = usePlan()
  const { data: imports } = useSuspenseQuery(importsQuery(plan.id))
  return (
    <section className="panel">
      <h2>{t('imports.title')}</h2>
      <p className="soft">{t('imports.hint', { limit: format.bytes(MAX_IMPORT_BYTES) })}</p>
      <OnlyWith right="plan.edit" says="planEdit">
        <div className="file-choices">
          <FileChoice label={t('imports.choose')} accept={FILE_ENDINGS} onChoose={onFiles} />
        </div>
      </OnlyWith>
      {imports.length > 0 && <PastImports imports={imports} />}
    </section>
  )
}

function PastImports({ imports }: { imports: readonly FileImport[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const count = (value: number | undefined) => (value === undefined ? '–' : format.number(value))
  return (
    <>
      <h3 className="import-past">{t('imports.past')}</h3>
      <DataTable
        caption={t('imports.past')}
        rows={imports}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'file',
            head: t('imports.file'),
            cell: ({ id, fileName }) => (
              <button
                type="button"
                className="plain"
                onClick={() => navigate({ view: 'data', import: id, as: undefined })}
              >
                {fileName}
              </button>
            ),
          },
          { key: 'state', head: t('imports.stateHead'), cell: ({ state }) => <StateChip state={state} /> },
          { key: 'when', head: t('imports.when'), cell: ({ createdAt }) => format.moment(createdAt) },
          { key: 'size', head: t('imports.size'), numeric: true, cell: ({ bytes }) => format.bytes(bytes) },
          {
            key: 'rows',
            head: t('imports.report.rows'),
            numeric: true,
            cell: ({ report }) => count(report?.rows),
          },
          {
            key: 'accepted',
            head: t('imports.report.accepted'),
            numeric: true,
            cell: ({ report }) => count(report?.accepted),
          },
          {
            key: 'added',
            head: t('imports.report.added'),
            numeric: true,
            // What a preview would add has not been added.
            cell: ({ report, state }) => count(state === 'applied' ? report?.added : undefined),
          },
          {
            key: 'rejected',
            head: t('imports.report.rejected'),
            numeric: true,
            cell: ({ report }) => count(report?.rejected),
          },
        ]}
      />
    </>
  )
}
