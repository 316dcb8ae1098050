import { Command } from 'commander'
import { rosteringBenchmark } from './benchmark-rostering.ts'
import type { PlanSignals } from './plan.ts'

/** @param signals end the search with the best that was found, or with nothing written */
export const benchmarkCommand = (signals: PlanSignals): Command =>
  new Command('benchmark')
    .description('measure the engine on public problems whose best known answers are published')
    .addCommand(rosteringBenchmark(signals))
