// Before everything that makes a schema.
import '../../../lib/zod-without-eval.ts'
import { type ScoreQuestion, scoreAnswers } from './score-answers.ts'

// Away from the page, which would stand still for a large team.
const answer = scoreAnswers(
  (reply) => self.postMessage(reply),
  (goOn) => setTimeout(goOn),
)

self.addEventListener('message', ({ data }: MessageEvent<ScoreQuestion>) => answer(data))
