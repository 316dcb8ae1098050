import { openIntervals } from './deadline-clock.ts'
import { type Horizon, type LocalClock, localClocks, MINUTES_PER_DAY, MS_PER_MINUTE } from './horizon.ts'
import { isWithin } from './open-window.ts'
import { presetById, presetTargets } from './platform-presets.ts'
import { isInstant, type Queue } from './queue.ts'
import type { FurtherTarget, TargetSpan } from './target.ts'

/** A target as it bears on one horizon: the presets resolved, the windows and dates turned into intervals. */
export interface AppliedTarget {
  readonly kind: FurtherTarget['kind']
  /** Least share, most seconds of a mean, or least agents. */
  readonly asked: number
  /** Threshold of a share: seconds for instant queues, hours for tickets; 0 where there is none. */
  readonly within: number
  /** How the hours of `finishedWithin` are counted; absent for the other kinds. */
  readonly clock?: 'calendar' | 'open'
  readonly over: TargetSpan
  /** 1 where the interval counts, for tickets those that arrive in it, `[interval]`. */
  readonly counts: Uint8Array
  /** Id of the preset that it comes from. */
  readonly preset?: string
}

/**
 * All targets of a queue, its main one first, then its further ones, then those of its presets; those that count in no
 * interval of the horizon are left out.
 *
 * Targets of an instant queue count only while it is open; those of tickets count for what arrives, which it does at all
 * hours. A window that runs past midnight belongs to the day on which it begins, by weekday and by date; without a
 * window the open hours are taken for it (for tickets the calendar day). All times are those of the wall clock.
 * The main target is judged over the week.
 */
export function appliedTargets(queue: Queue, horizon: Horizon): readonly AppliedTarget[] {
  const clocks = localClocks(horizon)
  const open = isInstant(queue) ? openIntervals(queue, horizon) : new Uint8Array(horizon.intervals).fill(1)
  const counting = (target: FurtherTarget) =>
    Uint8Array.from(clocks, (clock, interval) => (open[interval] && countsAt(target, queue, clock) ? 1 : 0))
  const further = (target: FurtherTarget, preset?: string): AppliedTarget => ({
    ...asking(target),
    over: target.over,
    counts: counting(target),
    ...(preset === undefined ? {} : { preset }),
  })
  return [
    { ...mainTarget(queue), over: 'week' as const, counts: open },
    ...queue.targets.map((target) => further(target)),
    ...queue.presets.flatMap((id) => presetTargets(presetById(id)).map((target) => further(target, id))),
  ].filter(({ counts }) => counts.includes(1))
}

type Asking = Pick<AppliedTarget, 'kind' | 'asked' | 'within' | 'clock'>

function mainTarget(queue: Queue): Asking {
  const { serviceLevelTarget: asked } = queue.target
  if (isInstant(queue)) return { kind: 'answeredWithin', asked, within: queue.target.answerWithinSeconds }
  const { finishWithinHours: within, deadlineClock: clock } = queue.target
  return { kind: 'finishedWithin', asked, within, clock }
}

function asking(target: FurtherTarget): Asking {
  const { kind } = target
  switch (kind) {
    case 'answeredWithin':
    case 'repliedWithin':
      return { kind, asked: target.share, within: target.seconds }
    case 'meanResponse':
      return { kind, asked: target.seconds, within: 0 }
    case 'presence':
      return { kind, asked: target.agents, within: 0 }
    case 'finishedWithin':
      return { kind, asked: target.share, within: target.hours, clock: target.clock }
  }
}

function countsAt({ window, from, to, exempt }: FurtherTarget, queue: Queue, clock: LocalClock): boolean {
  const isInForce = (daysBefore: number) => {
    const date = dateBefore(clock.date, daysBefore)
    return (
      (from === undefined || date >= from) &&
      (to === undefined || date <= to) &&
      !exempt?.some((days) => date >= days.from && date <= days.to)
    )
  }
  const windows = window ?? (isInstant(queue) ? queue.openHours : undefined)
  return windows ? isWithin(windows, clock.weekday, clock.minuteOfDay, isInForce) : isInForce(0)
}

/** The date so many days before a local date, `YYYY-MM-DD` both. */
const dateBefore = (date: string, days: number): string =>
  days === 0 ? date : new Date(Date.parse(date) - days * MINUTES_PER_DAY * MS_PER_MINUTE).toISOString().slice(0, 10)
