import { useEffect, useRef, useState } from 'react'
import type { RunEstimateBasis } from '../../../server/contracts/estimate.ts'
import type { EstimateSliders } from '../../../solver/estimate/estimate-from.ts'
import type { WeekEstimate } from '../../../solver/estimate/estimate-week.ts'
import type { EstimateQuestion, EstimateReply } from './estimate-worker.ts'

interface Estimates {
  /** Of the run as it stands. */
  readonly base: WeekEstimate | undefined
  /** Of the sliders that were last answered. */
  readonly now: WeekEstimate | undefined
  /** Whether the sliders have moved on since. */
  readonly isBehind: boolean
  readonly problem: string | undefined
  readonly milliseconds: number | undefined
}

interface Answered {
  readonly sliders: EstimateSliders
  readonly reply: EstimateReply
}

/** A worker whose file cannot be fetched fails without a word. */
const NOT_LOADED = 'The estimator could not be fetched. Check the connection and load the page again.'

const AS_THE_RUN: EstimateSliders = {}

/**
 * Estimates of where the sliders stand, made away from the page. While one is being made only the latest position waits,
 * so that a slider that is dragged is never answered for where it was long ago.
 * @param sliders of the same identity while they stand still
 */
export function useEstimate(basis: RunEstimateBasis, sliders: EstimateSliders): Estimates {
  const [base, setBase] = useState<WeekEstimate>()
  const [answered, setAnswered] = useState<Answered>()
  const ask = useRef<(sliders: EstimateSliders) => void>(undefined)
  useEffect(() => {
    const desk = estimateDesk(basis, (asked, reply) => {
      if (asked === AS_THE_RUN && 'estimate' in reply) setBase(reply.estimate)
      setAnswered({ sliders: asked, reply })
    })
    ask.current = desk.ask
    desk.ask(AS_THE_RUN)
    return desk.close
  }, [basis])
  useEffect(() => {
    // At once: browsers tell of a dragged slider once a frame, and what comes while one is answered waits, the latest alone.
    ask.current?.(sliders)
  }, [sliders])
  const reply = answered?.reply
  return {
    base,
    now: reply && 'estimate' in reply ? reply.estimate : undefined,
    isBehind: answered?.sliders !== sliders,
    problem: reply && 'problem' in reply ? reply.problem : undefined,
    milliseconds: reply && 'milliseconds' in reply ? reply.milliseconds : undefined,
  }
}

/** A worker that is asked one thing at a time. */
function estimateDesk(basis: RunEstimateBasis, onReply: (asked: EstimateSliders, reply: EstimateReply) => void) {
  const worker = new Worker(new URL('./estimate-worker.ts', import.meta.url), { type: 'module' })
  const send = (question: EstimateQuestion) => worker.postMessage(question)
  let inHand: EstimateSliders | undefined
  let waiting: EstimateSliders | undefined
  const next = (sliders: EstimateSliders) => {
    inHand = sliders
    send({ sliders })
  }
  const answer = (reply: EstimateReply) => {
    const asked = inHand
    inHand = undefined
    if (asked) onReply(asked, reply)
    const wanted = waiting
    waiting = undefined
    if (wanted) next(wanted)
  }
  worker.addEventListener('message', ({ data }: MessageEvent<EstimateReply>) => answer(data))
  worker.addEventListener('error', ({ message }) => answer({ problem: message || NOT_LOADED }))
  send({ basis })
  return {
    ask: (sliders: EstimateSliders) => {
      // The first question, about the run, has to be answered before any other takes its place.
      if (inHand) waiting = sliders
      else next(sliders)
    },
    close: () => worker.terminate(),
  }
}
