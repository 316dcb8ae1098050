import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '../../components/answer.tsx'
import { FileChoice } from '../../components/file-choice.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { ApiError } from '../../lib/api.ts'
import { importQuery, MAX_IMPORT_BYTES } from '../../lib/import-queries.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { NEW_IMPORT } from './import-steps.ts'
import { StateChip } from './state-chip.tsx'
import { addUploads, removeUpload, retryUpload, type Upload, useUploads } from './upload-store.ts'

/** What the browser's dialog offers; the server looks at the content, not at the name. */
export const FILE_ENDINGS = '.csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.json,.ics'

/** Step 1: the files, how much of each has been sent, and more of them. */
export function FilesStep() {
  const { t } = useTranslation()
  const format = useFormat()
  const plan = usePlan()
  const uploads = useUploads().filter(({ planId }) => planId === plan.id)
  useGoOn(uploads)
  const add = (files: readonly File[]) => {
    if (files.length > 0) addUploads(plan.id, files, { isNewBatch: false })
  }
  const arrived = uploads.filter(({ state }) => state.name === 'sent').length
  return (
    <>
      <FileDrop label={t('data.drop')} onDrop={(files) => add(files.map(({ file }) => file))} />
      <Answer question={t('imports.filesQuestion')}>
        {uploads.length === 0
          ? t('imports.noFiles')
          : t('imports.filesAnswer', { count: uploads.length, arrived: format.number(arrived) })}
      </Answer>
      <section className="panel" aria-label={t('imports.step.files')}>
        <p className="soft">{t('imports.hint', { limit: format.bytes(MAX_IMPORT_BYTES) })}</p>
        <ul className="upload-list">
          {uploads.map((upload) => (
            <UploadLine key={upload.key} upload={upload} />
          ))}
        </ul>
        <div className="file-choices">
          <FileChoice label={t('imports.chooseMore')} accept={FILE_ENDINGS} onChoose={add} />
        </div>
      </section>
    </>
  )
}

/** A file that comes alone is gone on with as soon as it has arrived. */
function useGoOn(uploads: readonly Upload[]): void {
  const route = useRoute()
  const only = uploads.length === 1 ? uploads[0] : undefined
  const id = route.import === NEW_IMPORT && only?.state.name === 'sent' ? only.state.importId : undefined
  useEffect(() => {
    if (id !== undefined) navigate({ import: id, as: undefined }, { replace: true })
  }, [id])
}

function UploadLine({ upload }: { upload: Upload }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { key, file, state } = upload
  const name = file.name
  return (
    <li className="upload" data-upload-state={state.name}>
      <span className="upload-name">{name}</span>
      <span className="soft">{format.bytes(file.size)}</span>
      <UploadStanding upload={upload} />
      <span className="at-end">
        {state.name === 'failed' && (
          <button type="button" aria-label={t('imports.sendAgainFile', { name })} onClick={() => retryUpload(key)}>
            {t('imports.sendAgain')}
          </button>
        )}
        {state.name === 'sent' && (
          <button
            type="button"
            aria-label={t('imports.goOnFile', { name })}
            onClick={() => navigate({ import: state.importId, as: undefined })}
          >
            {t('imports.goOn')}
          </button>
        )}
        {state.name !== 'sent' && (
          <button
            type="button"
            className="quiet"
            aria-label={t('imports.takeOutFile', { name })}
            onClick={() => removeUpload(key)}
          >
            {t('imports.takeOut')}
          </button>
        )}
      </span>
    </li>
  )
}

function UploadStanding({ upload: { file, state } }: { upload: Upload }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (state.name === 'sent') return <ArrivedState importId={state.importId} />
  if (state.name === 'refused') {
    return (
      <p className="import-problem" role="alert">
        {t(`imports.refused.${state.reason}`, { limit: format.bytes(MAX_IMPORT_BYTES) })}
      </p>
    )
  }
  if (state.name === 'failed') {
    const code = state.error instanceof ApiError ? state.error.code : 'internal'
    // What the server says of a file is more than the page can know.
    const detail = code === 'offline' || code === 'unavailable' ? '' : state.error.message
    return (
      <p className="import-problem" role="alert">
        {t(`error.${code}`)} {detail}
      </p>
    )
  }
  const share = state.name === 'sending' ? state.share : 0
  return (
    <>
      <progress aria-label={t('imports.sendingFile', { name: file.name })} value={share} />
      <span className="soft">
        {state.name === 'waiting' ? t('imports.waiting') : t('imports.sending', { share: format.percent(share, 0) })}
      </span>
    </>
  )
}

function ArrivedState({ importId }: { importId: string }) {
  const { data } = useQuery(importQuery(importId))
  return data ? <StateChip state={data.state} /> : null
}
