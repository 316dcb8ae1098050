import { capacityCurve } from '../../../solver/domain/capacity-curve.ts'
import { leastAgents } from '../../../solver/staffing/queue-model.ts'
import { varyingRequirement } from '../../../solver/staffing/varying-requirement.ts'
import type { DemandProfile } from './demand-profiles.ts'

/** Ways to staff a day, each giving agents by interval. */
export type StaffingMethod = (profile: DemandProfile) => Float64Array

const secondsOf = ({ intervalMinutes }: DemandProfile) => intervalMinutes * 60

export const volumeOf = (profile: DemandProfile): Float64Array =>
  profile.erlangs.map((erlangs) => (erlangs * secondsOf(profile)) / profile.ahtSeconds)

/** Every interval by itself at a load of its own, in a steady state. */
function stationary(profile: DemandProfile, erlangs: Float64Array): Float64Array {
  let guess: number | undefined
  return erlangs.map((load) => {
    guess = leastAgents({ ...profile, volume: (load * secondsOf(profile)) / profile.ahtSeconds }, guess)
    return guess
  })
}

/** Load of infinitely many servers, `m' = lambda - m / aht` from the steady state of the first interval. */
function offeredLoad(profile: DemandProfile, reading: 'mean' | 'most'): Float64Array {
  const decay = Math.exp(-secondsOf(profile) / profile.ahtSeconds)
  const share = ((1 - decay) * profile.ahtSeconds) / secondsOf(profile)
  let load = profile.erlangs[0]!
  return profile.erlangs.map((toward) => {
    const before = load
    load = toward + (load - toward) * decay
    return reading === 'most' ? Math.max(before, load) : toward + (before - toward) * share
  })
}

/** Load of each interval as it was one mean handling time earlier. */
function lagged(profile: DemandProfile): Float64Array {
  const lag = profile.ahtSeconds / secondsOf(profile)
  return profile.erlangs.map((_, interval) => {
    const from = interval - lag
    const first = Math.floor(from)
    const at = (place: number) => profile.erlangs[Math.max(0, place)]!
    return at(first) + (from - first) * (at(first + 1) - at(first))
  })
}

const ours: StaffingMethod = (profile) => {
  const volume = volumeOf(profile)
  const counts = new Uint8Array(volume.length).fill(1)
  const { agents } = varyingRequirement(
    {
      intervalMinutes: profile.intervalMinutes,
      volume,
      ahtSeconds: new Float64Array(volume.length).fill(profile.ahtSeconds),
      meanPatienceSeconds: profile.meanPatienceSeconds,
      curve: capacityCurve(profile.concurrency ?? 1, profile.concurrencyGain ?? 1),
    },
    {
      answered: [{ asked: profile.target, within: profile.answerWithinSeconds, counts }],
      meanWaits: [],
      replied: [],
      maxOccupancy: 1,
    },
  )
  return agents
}

export const sipp: StaffingMethod = (profile) => stationary(profile, profile.erlangs)

/** Each with every interval in it, before any buffer. Sources: Green, Kolesar and Soares 2001; Feldman et al. 2008. */
export const staffingMethods: ReadonlyMap<string, StaffingMethod> = new Map([
  ['ours', ours],
  ['SIPP', sipp],
  ['lagged SIPP', (profile) => stationary(profile, lagged(profile))],
  ['offered load (mean)', (profile) => stationary(profile, offeredLoad(profile, 'mean'))],
  ['offered load (most)', (profile) => stationary(profile, offeredLoad(profile, 'most'))],
])

/** SIPP's agents times one factor for the whole day. */
export const buffered = (agents: Float64Array, factor: number): Float64Array =>
  agents.map((one) => Math.ceil(one * factor - 1e-9))
