import { simulateStaffing } from '../../../solver/simulate/simulate-staffing.ts'
import type { Simulation } from '../../../solver/simulate/simulation.ts'
import { Simulator } from '../../../solver/simulate/simulator.ts'
import type { Tally } from '../../../solver/simulate/tally.ts'
import { type BenchSpec, benchmark } from '../bench-spec.ts'
import { busyWeek } from './busy-week.ts'

interface Input {
  readonly size: string
  readonly contacts: number
  readonly simulation: Simulation
}

interface Output {
  readonly contacts: number
  readonly serviceLevel: number
}

interface TimedOutput extends Output {
  readonly cpuSeconds: number
}

/** Time of this thread alone, which other work on the machine does not lengthen. */
function timed(work: () => Output): TimedOutput {
  const before = process.threadCpuUsage()
  const output = work()
  const { user, system } = process.threadCpuUsage(before)
  return { ...output, cpuSeconds: (user + system) / 1e6 }
}

const LARGE = '500 people, 8 queues, 200,000 contacts'

const sizes: Readonly<Record<string, { agents: number; queues: number; contacts: number }>> = {
  smoke: { agents: 12, queues: 4, contacts: 3000 },
  '50 people, 4 queues, 20,000 contacts': { agents: 50, queues: 4, contacts: 20_000 },
  [LARGE]: { agents: 500, queues: 8, contacts: 200_000 },
}

const spec: BenchSpec<Input, TimedOutput> = {
  name: 'simulation-speed',
  what: 'one replication: "roster" of a week with all its people, "profile" of one queue without people',
  sizes: Object.keys(sizes) as [string, ...string[]],
  repeats: () => 5,
  build: async ({ size }) => {
    const { agents, queues, contacts } = sizes[size]!
    return { size, contacts, simulation: busyWeek(agents, queues, contacts) }
  },
  phases: [
    {
      name: 'roster',
      run: async ({ simulation }: Input) => timed(() => rosterOutput(new Simulator(simulation).run(1, 1))),
    },
    { name: 'profile', run: async ({ contacts }: Input) => timed(() => profileOutput(contacts)) },
  ].map((phase) => ({
    ...phase,
    validate: (output, input) => refuseImplausible(output, input),
    rows: ({ contacts, serviceLevel, cpuSeconds }, { size }) => [
      { size, phase: phase.name, contacts, 'service level %': 100 * serviceLevel, 'cpu s': cpuSeconds },
    ],
  })),
}

export const simulationSpeed = benchmark(spec)

function rosterOutput({ contacts, inTime }: Tally): Output {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  return { contacts: sum(contacts), serviceLevel: sum(inTime) / sum(contacts) }
}

/** A flat week with agents enough for about four in five contacts within 20 s. */
function profileOutput(contacts: number): Output {
  const intervals = 7 * 48
  const volume = new Array<number>(intervals).fill(contacts / intervals)
  const erlangs = (contacts / intervals) * (240 / 1800)
  const agents = new Array<number>(intervals).fill(Math.ceil(erlangs + Math.sqrt(erlangs)))
  const service = simulateStaffing(
    {
      intervalMinutes: 30,
      volume,
      ahtSeconds: volume.map(() => 240),
      agents,
      answerWithinSeconds: 20,
      meanPatienceSeconds: 120,
    },
    { replications: 1, seed: 1 },
  )
  return { contacts: service.contacts.mean, serviceLevel: service.serviceLevel.mean }
}

function refuseImplausible({ contacts, serviceLevel }: Output, input: Input): void {
  if (Math.abs(contacts / input.contacts - 1) > 0.2)
    throw new Error(`${contacts} contacts were simulated, ${input.contacts} are expected.`)
  if (!(serviceLevel > 0.3 && serviceLevel < 1)) throw new Error(`A service level of ${serviceLevel} proves nothing.`)
}
