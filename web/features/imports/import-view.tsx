import './imports.css'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileImport } from '../../../server/contracts/import.ts'
import { Notice } from '../../components/notice.tsx'
import { importQuery, isBusy } from '../../lib/import-queries.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { usePlan } from '../../lib/workspace.ts'
import { Applied, ApplyStep } from './apply-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { type UnderstoodImport, useDraft } from './draft-store.ts'
import { FilesStep } from './files-step.tsx'
import { isPreviewed, openPoints, queueValues } from './import-draft.ts'
import { NEW_IMPORT, reachableSteps, type Step, shownStep } from './import-steps.ts'
import { FileUnreadable, LookingAtFile } from './looking-at-file.tsx'
import { PreviewStep } from './preview-step.tsx'
import { StepLine } from './step-line.tsx'
import { useUploads } from './upload-store.ts'
import { useRead } from './use-read.ts'

/** The import wizard: files, understanding, preview, import. All but the files' way here is in the address. */
export function ImportView() {
  const route = useRoute()
  const id = route.import ?? NEW_IMPORT
  return (
    <>
      <Head importId={id} />
      {id === NEW_IMPORT ? (
        <>
          <StepLine shown="files" reachable={['files']} />
          <FilesStep />
        </>
      ) : (
        <OneImport key={id} importId={id} />
      )}
    </>
  )
}

/** The way back, and the other files of the same batch. */
function Head({ importId }: { importId: string }) {
  const { t } = useTranslation()
  const plan = usePlan()
  const sent = useUploads().flatMap(({ planId, file, state }) =>
    planId === plan.id && state.name === 'sent' ? [{ id: state.importId, name: file.name }] : [],
  )
  return (
    <div className="toolbar">
      <button type="button" className="quiet" onClick={() => navigate({ import: undefined, as: undefined })}>
        {t('imports.backToData')}
      </button>
      {sent.length > 1 && (
        <ul className="import-batch" aria-label={t('imports.batch')}>
          {sent.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                className="quiet"
                aria-current={id === importId ? 'true' : undefined}
                onClick={() => navigate({ import: id, as: undefined })}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function OneImport({ importId }: { importId: string }) {
  const { t } = useTranslation()
  const { data: item } = useSuspenseQuery(importQuery(importId))
  const { isError } = useQuery(importQuery(importId))
  const { state, fileName } = item
  return (
    <>
      {isError && (
        <p className="import-problem" role="alert">
          {t('imports.lostTouch')}
        </p>
      )}
      {state === 'failed' && <FileUnreadable item={item} />}
      {state === 'discarded' && <Notice title={t('imports.discarded', { file: fileName })} />}
      {state === 'applied' && <BroughtIn item={item} />}
      {(isBusy(item) || state === 'open') && <Standing item={item} />}
    </>
  )
}

/** What a file has changed. The server keeps no samples of it any more, and nothing can be settled. */
function BroughtIn({ item }: { item: FileImport }) {
  const { as } = useRoute()
  const progress = { item, isSettled: true, isPreviewed: true }
  const step = shownStep(as, progress)
  return (
    <>
      <StepLine shown={step} reachable={reachableSteps(progress)} />
      {step === 'files' ? <FilesStep /> : <Applied item={item} />}
    </>
  )
}

function Standing({ item }: { item: FileImport }) {
  const { detection } = item
  return detection ? <Understood item={{ ...item, detection }} /> : <NotUnderstood item={item} />
}

/** Before the file has been looked at. */
function NotUnderstood({ item }: { item: FileImport }) {
  const { as } = useRoute()
  const progress = { item, isSettled: false, isPreviewed: false }
  const step = shownStep(as, progress)
  return (
    <>
      <StepLine shown={step} reachable={reachableSteps(progress)} />
      {step === 'files' ? <FilesStep /> : <LookingAtFile item={item} />}
    </>
  )
}

function Understood({ item }: { item: UnderstoodImport }) {
  const { as } = useRoute()
  const plan = usePlan()
  const [draft, change] = useDraft(item)
  const read = useRead(item.id, draft, change)
  const queueIds = plan.queues.map(({ id }) => id)
  const values = queueValues(item, draft.mapping, queueIds)
  const open = openPoints(item.detection, draft, values)
  const progress = { item, isSettled: open.length === 0, isPreviewed: isPreviewed(draft, item) }
  const step = shownStep(as, progress)
  useStartOfStep(step)
  return (
    <>
      <StepLine shown={step} reachable={reachableSteps(progress)} />
      {step === 'files' && <FilesStep />}
      {step === 'columns' && <ColumnsStep {...{ item, draft, change, values, open, read }} />}
      {step === 'preview' && <PreviewStep {...{ item, draft, read }} isPreviewed={progress.isPreviewed} />}
      {step === 'apply' && <ApplyStep {...{ item, draft, change, read }} />}
    </>
  )
}

/** A new step is read from its beginning, by eyes and by screen readers. */
function useStartOfStep(step: Step): void {
  const before = useRef(step)
  useEffect(() => {
    if (before.current === step) return
    before.current = step
    document.getElementById('main')?.focus()
    window.scrollTo({ top: 0 })
  }, [step])
}
