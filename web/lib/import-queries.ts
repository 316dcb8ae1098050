import { queryOptions } from '@tanstack/react-query'
import type { FileImport, ImportMapping, ImportRequest } from '../../server/contracts/import.ts'
import { API_BASE, ApiError, apiErrorOf, request } from './api.ts'
import { signedInAgain } from './session.ts'

/** Largest file that the server takes, in bytes. */
export const MAX_IMPORT_BYTES = 512 * 1024 * 1024

const POLL_MS = 500

/** Whether the server is at work on a file. */
export const isBusy = ({ state }: FileImport): boolean => state === 'detecting' || state === 'reading'

export const importsQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'imports'],
    queryFn: () => request<{ imports: FileImport[] }>(`/plans/${planId}/imports`).then((reply) => reply.imports),
    refetchInterval: ({ state }) => (state.data?.some(isBusy) ? POLL_MS : false),
  })

/** One file's import, looked at again and again while the server is at work on it. */
export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ['imports', importId],
    queryFn: () => request<FileImport>(`/imports/${importId}`),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? POLL_MS : false),
  })

export const readImport = (importId: string, choices: ImportRequest) =>
  request<FileImport>(`/imports/${importId}/read`, { method: 'POST', body: choices })

export const discardImport = (importId: string) => request<unknown>(`/imports/${importId}`, { method: 'DELETE' })

export const rejectsAddress = (importId: string): string => `${API_BASE}/imports/${importId}/rejects.csv`

/** One text for one mapping, so that two can be compared. */
export const mappingText = (mapping: ImportMapping): string => JSON.stringify(mapping)

export interface FileUpload {
  readonly sent: Promise<FileImport>
  readonly abort: () => void
}

/**
 * Sends a file as it is. An XMLHttpRequest, because fetch does not tell how much has been sent.
 * @param onProgress share of the bytes sent, 0..1
 */
export function uploadFile(planId: string, file: File, onProgress: (share: number) => void): FileUpload {
  const call = new XMLHttpRequest()
  const sent = new Promise<FileImport>((resolve, reject) => {
    call.open('POST', `${API_BASE}/plans/${planId}/imports?name=${encodeURIComponent(file.name)}`)
    call.setRequestHeader('content-type', 'application/octet-stream')
    call.responseType = 'json'
    call.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0)
    call.onload = () => {
      if (call.status >= 200 && call.status < 300) resolve(call.response as FileImport)
      else {
        if (call.status === 401) signedInAgain()
        reject(apiErrorOf(call.status, call.response ?? undefined))
      }
    }
    call.onerror = () => reject(new ApiError('offline', file.name, []))
    call.onabort = () => reject(new DOMException('The sending was stopped.', 'AbortError'))
    call.send(file)
  })
  return { sent, abort: () => call.abort() }
}
