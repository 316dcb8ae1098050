import { PlanningInputError } from '../domain/planning-input-error.ts'
import { MAX_AGENTS } from './queue-load.ts'

/**
 * Least number of agents, from 1, that is enough, found by a gallop from `guess` and a bisection.
 * @param isEnough holds for every number above one for which it holds
 * @param guess where to begin; changes the time taken, never the answer
 * @param fullLoad agents that do nothing but work, for the message
 * @throws PlanningInputError when MAX_AGENTS agents are too few
 */
export function leastThat(isEnough: (agents: number) => boolean, guess: number, fullLoad: number): number {
  let step = 1
  let enough = Math.min(MAX_AGENTS, Math.max(1, guess))
  let short = enough - 1
  if (isEnough(enough)) {
    while (short > 0 && isEnough(short)) {
      enough = short
      short = Math.max(0, short - step)
      step *= 2
    }
  } else {
    do {
      if (enough === MAX_AGENTS) throw tooManyAgents(fullLoad)
      short = enough
      enough = Math.min(MAX_AGENTS, enough + step)
      step *= 2
    } while (!isEnough(enough))
  }
  while (enough - short > 1) {
    const middle = (enough + short) >> 1
    if (isEnough(middle)) enough = middle
    else short = middle
  }
  return enough
}

const tooManyAgents = (fullLoad: number): PlanningInputError =>
  new PlanningInputError({
    value: `${Math.round(fullLoad)} agents of pure work`,
    problem: `cannot be served to the target by ${MAX_AGENTS} agents`,
    hint: 'Check the volume, the handling time and the occupancy limit; they may be in the wrong unit.',
  })
