// Before everything that makes a schema.
import '../../../lib/zod-without-eval.ts'
import type { RunScoreBasis } from '../../../../server/contracts/run-board.ts'
import { apiErrorOf } from '../../../lib/api.ts'
import { type ScoreQuestion, scoreAnswers } from './score-answers.ts'

// Away from the page, which would stand still for a large team.
const answer = scoreAnswers(
  (reply) => self.postMessage(reply),
  (goOn) => setTimeout(goOn),
)

/** The basis is read here as well, for it is larger than the roster itself. */
export type WorkerQuestion = { readonly basisAt: string } | Exclude<ScoreQuestion, { readonly basis: unknown }>

let reading: Promise<void> | undefined

self.addEventListener('message', ({ data }: MessageEvent<WorkerQuestion>) => {
  if ('basisAt' in data) reading = readBasis(data.basisAt)
  else void reading?.then(() => answer(data))
})

async function readBasis(address: string): Promise<void> {
  try {
    const reply = await fetch(address)
    const json = await reply.json().catch(() => undefined)
    if (reply.ok) answer({ basis: json as RunScoreBasis })
    else self.postMessage({ problem: apiErrorOf(reply.status, json).message })
  } catch (error) {
    self.postMessage({ problem: error instanceof Error ? error.message : String(error) })
  }
}
