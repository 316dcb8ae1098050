import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { OpenShiftCandidates } from '../../../../solver/rescore/shift-candidates.ts'
import { scoreBasisQuery } from '../../../lib/draft-queries.ts'
import type { BoardRoster } from '../model/board-roster.ts'
import type { ScoreReply } from './score-answers.ts'
import { type BoardScore, NO_SCORE, ScoreDesk } from './score-desk.ts'

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
  const { data: basis, error } = useQuery(scoreBasisQuery(runId))
  const [state, setState] = useState(NO_SCORE)
  const desk = useRef<ScoreDesk>(undefined)
  useEffect(() => {
    if (!basis) return undefined
    const worker = new Worker(new URL('./score-worker.ts', import.meta.url), { type: 'module' })
    const mine = new ScoreDesk(basis, (question, transfer = []) => worker.postMessage(question, transfer), setState)
    worker.addEventListener('message', ({ data }: MessageEvent<ScoreReply>) => mine.receive(data))
    worker.addEventListener('error', ({ message }) => mine.fail(message || NOT_LOADED))
    desk.current = mine
    return () => {
      desk.current = undefined
      worker.terminate()
      setState(NO_SCORE)
    }
  }, [basis])
  useEffect(() => {
    // The desk is made anew with the basis, and then asked for the roster as it is.
    if (basis && roster) desk.current?.ask(roster)
  }, [basis, roster])
  const candidatesFor = useCallback(
    (shift: Assignment) => desk.current?.candidatesFor(shift) ?? Promise.reject(new Error(NOT_READY)),
    [],
  )
  return {
    score: state.score,
    isBehind: state.roster !== roster || !state.isSettled,
    problem: error?.message ?? state.problem,
    candidatesFor,
    milliseconds: state.milliseconds,
  }
}
