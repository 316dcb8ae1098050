import { useMutation } from '@tanstack/react-query'
import type { Run } from '../../../server/contracts/run.ts'
import { cancelRun, stopRun } from '../../lib/queries.ts'

/** The two ways to end a run early. */
export interface WaysOut {
  /** Ends the search and keeps the best roster found; undefined while there is nothing to keep or somebody has asked. */
  readonly stop: (() => void) | undefined
  /** Gives the run up; undefined while that is on its way. */
  readonly cancel: (() => void) | undefined
  readonly isStopping: boolean
  readonly isCancelling: boolean
  readonly error: Error | null
}

export function useWaysOut(run: Run): WaysOut {
  const stop = useMutation({ mutationFn: () => stopRun(run.id) })
  const cancel = useMutation({ mutationFn: () => cancelRun(run.id) })
  const isStopping = run.stopRequestedAt !== null || stop.isPending
  const isCancelling = cancel.isPending || cancel.isSuccess
  return {
    stop: run.state === 'running' && !isStopping && !isCancelling ? () => stop.mutate() : undefined,
    cancel: isCancelling ? undefined : () => cancel.mutate(),
    ...{ isStopping, isCancelling },
    error: stop.error ?? cancel.error,
  }
}
