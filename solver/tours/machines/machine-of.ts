import type { TourLimit } from '../tour-limit.ts'
import type { TourProblem } from '../tour-problem.ts'
import { blockMachine } from './block-machine.ts'
import { longRestMachine } from './long-rest-machine.ts'
import { pairMachine } from './pair-machine.ts'
import { restMachine } from './rest-machine.ts'
import { rollingMachine } from './rolling-machine.ts'
import { runMachine } from './run-machine.ts'
import { excessMachine, sumMachine } from './sum-machine.ts'
import type { TourMachine } from './tour-machine.ts'

/** One limit kind, one machine. */
export function machineOf(limit: TourLimit, { options, days }: TourProblem): TourMachine {
  switch (limit.kind) {
    case 'run':
      return runMachine(limit, options, days)
    case 'sum':
      return sumMachine(limit)
    case 'excess':
      return excessMachine(limit)
    case 'block':
      return blockMachine(limit)
    case 'pair':
      return pairMachine(limit)
    case 'rest':
      return restMachine(limit, options, days)
    case 'longRest':
      return longRestMachine(limit, options, days)
    case 'rolling':
      return rollingMachine(limit)
  }
}
