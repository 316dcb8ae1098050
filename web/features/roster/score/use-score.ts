import { useCallback, useEffect, useRef, useState } from 'react'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { OpenShiftCandidates } from '../../../../solver/rescore/shift-candidates.ts'
import { scoreBasisAddress } from '../../../lib/draft-queries.ts'
import type { BoardRoster } from '../model/board-roster.ts'
import type { ScoreReply } from './score-answers.ts'
import { type BoardScore, NO_SCORE, ScoreDesk } from './score-desk.ts'
import type { WorkerQuestion } from './score-worker.ts'

export type { BoardScore } from './score-desk.ts'

export interface RosterScoring {
  readonly score: BoardScore | undefined
  /** Whether the score is of an earlier roster, or not yet as exact as it will be. */
  readonly isBehind: boolean
  readonly problem: string | undefined
  /** @throws Error (of the promise) where it cannot be told */
  candidatesFor(shift: Assignment): Promise<OpenShiftCandidates>
  /** Time that the latest score took in the worker. */
  readonly milliseconds: number | undefined
}

/** A worker whose file cannot be fetched fails without a word. */
const NOT_LOADED = 'The checking of the roster could not be fetched. Check the connection and load the page again.'
const NOT_READY = 'The roster is still being read. Try again in a moment.'

/** The score of the roster as it is being edited, told away from the page. Open shifts are nobody's and not scored. */
export function useScore(runId: string, roster: BoardRoster | undefined): RosterScoring {
  const [state, setState] = useState(NO_SCORE)
  const desk = useRef<ScoreDesk>(undefined)
  useEffect(() => {
    const worker = new Worker(new URL('./score-worker.ts', import.meta.url), { type: 'module' })
    const send = (question: WorkerQuestion, transfer: Transferable[] = []) => worker.postMessage(question, transfer)
    const mine = new ScoreDesk(send, setState)
    worker.addEventListener('message', ({ data }: MessageEvent<ScoreReply>) => mine.receive(data))
    worker.addEventListener('error', ({ message }) => mine.fail(message || NOT_LOADED))
    send({ basisAt: scoreBasisAddress(runId) })
    desk.current = mine
    return () => {
      desk.current = undefined
      worker.terminate()
      setState(NO_SCORE)
    }
  }, [runId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the desk is made anew with the run, and then asked for the roster as it is
  useEffect(() => {
    if (roster) desk.current?.ask(roster)
  }, [runId, roster])
  const candidatesFor = useCallback(
    (shift: Assignment) => desk.current?.candidatesFor(shift) ?? Promise.reject(new Error(NOT_READY)),
    [],
  )
  return {
    score: state.score,
    isBehind: state.roster !== roster || !state.isSettled,
    problem: state.problem,
    candidatesFor,
    milliseconds: state.milliseconds,
  }
}
