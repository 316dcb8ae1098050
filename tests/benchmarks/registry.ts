import { forecastAccuracy } from './accuracy/forecast-accuracy.ts'
import type { Benchmark } from './bench-spec.ts'
import { boardSpeed } from './board/board-speed.ts'
import { estimateSpeed } from './estimate/estimate-speed.ts'
import { sliderSpeed } from './estimate/slider-speed.ts'
import { headcountSpeed } from './headcount-speed.ts'
import { importSpeed } from './import/import-speed.ts'
import { alertLead } from './intraday/alert-lead.ts'
import { intradayAccuracy } from './intraday/intraday-accuracy.ts'
import { actualsSpeed } from './load/actuals-speed.ts'
import { loadSpeed } from './load/load-speed.ts'
import { firstPaint } from './page/first-paint.ts'
import { sliderPage } from './page/slider-page.ts'
import { rescoreSpeed } from './rescore-speed.ts'
import { repairSpeed } from './rostering/repair-speed.ts'
import { rosteringSolvers } from './rostering/rostering-solvers.ts'
import { rosteringSpeed } from './rostering/rostering-speed.ts'
import { scenarioSpeed } from './scenario/scenario-speed.ts'
import { sweepWorkers } from './scenario/sweep-workers.ts'
import { simulationSpeed } from './simulation/simulation-speed.ts'
import { forecastSpeed } from './speed/forecast-speed.ts'
import { requirementSpeed } from './staffing/requirement-speed.ts'
import { staffingService } from './staffing/staffing-service.ts'
import { suggestionsSpeed } from './suggestions-speed.ts'

/** Every benchmark: `npm run benchmark -- <name>` times it, and the tests run its smallest size. */
export const benchmarks: ReadonlyMap<string, Benchmark> = new Map(
  [
    forecastAccuracy,
    forecastSpeed,
    intradayAccuracy,
    alertLead,
    estimateSpeed,
    sliderSpeed,
    sliderPage,
    firstPaint,
    importSpeed,
    staffingService,
    requirementSpeed,
    simulationSpeed,
    rosteringSolvers,
    rosteringSpeed,
    repairSpeed,
    rescoreSpeed,
    suggestionsSpeed,
    headcountSpeed,
    scenarioSpeed,
    sweepWorkers,
    boardSpeed,
    loadSpeed,
    actualsSpeed,
  ].map((entry) => [entry.name, entry]),
)
