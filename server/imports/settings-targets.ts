import { type ChatTurns, replyWithin } from '../../solver/domain/chat-turns.ts'
import { MINUTES_PER_DAY } from '../../solver/domain/horizon.ts'
import { isWithin, type OpenWindow } from '../../solver/domain/open-window.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { PLATFORM_PRESETS, type PlatformPreset, presetTargets } from '../../solver/domain/platform-presets.ts'
import { isInstant, isOpen, type Queue } from '../../solver/domain/queue.ts'
import type { FurtherTarget } from '../../solver/domain/target.ts'
import { spanIssues } from './lever-issues.ts'
import { knownWordsHint } from './suggestion.ts'
import type { YamlFile } from './yaml-file.ts'

type Path = readonly PropertyKey[]
type IssueAt = YamlFile<PlanSettings>['issueAt']

/** What is wrong with the queues' targets and presets, and with what a chat must tell for them to be kept. */
export const targetIssues = ({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] =>
  value.queues.flatMap((queue, index) => {
    const path = ['queues', index]
    return [
      ...mainDeadlineIssues(queue, path, issueAt),
      ...turnsIssues(queue, path, issueAt),
      ...queue.targets.flatMap((target, at) => furtherIssues(queue, target, [...path, 'targets', at], issueAt)),
      ...queue.presets.flatMap((id, at) => {
        const isTwice = queue.presets.indexOf(id) !== at
        const place = [...path, 'presets', at]
        return isTwice
          ? [issueAt(place, 'stands twice among the presets', 'Remove one.')]
          : presetIssues(queue, id, place, issueAt)
      }),
    ]
  })

const neverMet = ({ ahtSeconds }: Queue): [problem: string, hint: string] => [
  `can never be met: handling one ticket takes ${ahtSeconds} s`,
  'Allow more hours or lower ahtSeconds.',
]

function mainDeadlineIssues(queue: Queue, path: Path, issueAt: IssueAt): InputIssue[] {
  if (isInstant(queue) || queue.target.finishWithinHours * 3600 >= queue.ahtSeconds) return []
  return [issueAt([...path, 'target', 'finishWithinHours'], ...neverMet(queue))]
}

function turnsIssues(queue: Queue, path: Path, issueAt: IssueAt): InputIssue[] {
  if (queue.channel !== 'chat' || !queue.turns) return []
  const issues: InputIssue[] = []
  if (queue.concurrencyGain !== 1) {
    const problem = 'contradicts turns, from which the gain of several chats at once follows'
    issues.push(issueAt([...path, 'concurrencyGain'], problem, 'Remove concurrencyGain, or remove turns.'))
  }
  if (queue.turns.replySeconds > queue.ahtSeconds) {
    const problem = `is more than the ${queue.ahtSeconds} s that the whole chat takes (ahtSeconds)`
    issues.push(issueAt([...path, 'turns', 'replySeconds'], problem, "Give an agent's time for a single reply."))
  }
  return issues
}

function furtherIssues(queue: Queue, target: FurtherTarget, path: Path, issueAt: IssueAt): InputIssue[] {
  const issues = [
    ...spanIssues(path, target, issueAt),
    ...(target.exempt ?? []).flatMap((days, at) => spanIssues([...path, 'exempt', at], days, issueAt)),
  ]
  if (target.kind === 'finishedWithin' && target.hours * 3600 < queue.ahtSeconds)
    issues.push(issueAt([...path, 'hours'], ...neverMet(queue)))
  const rounds = missingRounds(queue, [target])
  if (rounds) issues.push(issueAt([...path, 'kind'], ...rounds))
  if (isInstant(queue) && target.window && !weekMinutes(target.window).some((at) => isOpenAt(queue, at))) {
    const hint = 'Move the window into openHours, or leave it out: a target counts while the queue is open.'
    issues.push(issueAt([...path, 'window'], 'never counts: the queue is closed in all of it', hint))
  }
  return issues
}

/** What is missing for targets on every reply, if there are any, or in the way of them. */
function missingRounds(queue: Queue, targets: readonly FurtherTarget[]): [string, string] | undefined {
  const onReplies = targets.filter((target) => target.kind === 'repliedWithin')
  if (onReplies.length === 0) return undefined
  if (queue.channel === 'phone')
    return ['is about the replies of a chat, and a phone call has none', 'Use answeredWithin for a phone queue.']
  if (queue.channel === 'ticket') return undefined
  if (queue.turns) return tooSlowReplies(queue.turns, onReplies)
  return [
    'is about every reply, and how a chat of this queue goes back and forth is not known',
    'Add turns: { replySeconds: ..., customerSeconds: ... } to the queue in the place of concurrencyGain, or use answeredWithin.',
  ]
}

/** Replies that are late even from agents who hold a single chat each, so that no number of agents is enough. */
function tooSlowReplies(
  turns: ChatTurns,
  targets: readonly Extract<FurtherTarget, { kind: 'repliedWithin' }>[],
): [string, string] | undefined {
  const asked = targets.find(({ share, seconds }) => share >= replyWithin(1, turns, seconds))
  if (!asked) return undefined
  const most = (100 * replyWithin(1, turns, asked.seconds)).toFixed(1)
  return [
    `asks ${+(100 * asked.share).toFixed(4)} % of replies within ${asked.seconds} s, and with replies of ${turns.replySeconds} s an agent with a single chat gives ${most} %`,
    'Ask for a smaller share or allow more seconds, or correct turns.replySeconds.',
  ]
}

function presetIssues(queue: Queue, id: string, path: Path, issueAt: IssueAt): InputIssue[] {
  const fitting = PLATFORM_PRESETS.filter(({ channels }) => channels.includes(queue.channel))
  const preset = PLATFORM_PRESETS.find((known) => known.id === id)
  if (!preset) {
    const hint = knownWordsHint(id, idsOf(fitting))
    return [issueAt(path, 'is not a target preset', hint)]
  }
  if (!fitting.includes(preset)) {
    const problem = `is a preset for ${preset.channels.join(' and ')} queues, and this one is a ${queue.channel} queue`
    return [issueAt(path, problem, `Use one of: ${idsOf(fitting).join(', ')}.`)]
  }
  const targets = presetTargets(preset)
  const rounds = missingRounds(queue, targets)
  const closed = closedWhileScored(queue, targets)
  return [...(rounds ? [issueAt(path, ...rounds)] : []), ...(closed ? [issueAt(path, ...closed)] : [])]
}

const idsOf = (presets: readonly PlatformPreset[]): string[] => presets.map(({ id }) => id)

/** A platform scores its hours whether anybody is there or not, so a queue that is closed then loses in silence. */
function closedWhileScored(queue: Queue, targets: readonly FurtherTarget[]): [string, string] | undefined {
  if (!isInstant(queue)) return undefined
  const scored = targets.flatMap(({ window }) => window ?? [])
  const minutes = weekMinutes(scored)
  const first = minutes.findIndex((at) => !isOpenAt(queue, at))
  if (first < 0) return undefined
  let last = first
  while (minutes[last + 1] === minutes[last]! + STEP_MINUTES && !isOpenAt(queue, minutes[last + 1]!)) last++
  const from = minutes[first]!
  const weekday = WEEKDAYS[Math.floor(from / MINUTES_PER_DAY)]!
  const span = `${timeText(from)} to ${timeText(minutes[last]! + STEP_MINUTES, from)}`
  return [
    `is scored while the queue is closed, on ${weekday} from ${span}`,
    'Open the queue then (openHours), or take the preset out and write targets of your own.',
  ]
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** All windows begin and end on the grid of intervals, which are never shorter. */
const STEP_MINUTES = 5
const WEEK_STEPS = Array.from({ length: (7 * MINUTES_PER_DAY) / STEP_MINUTES }, (_, step) => step * STEP_MINUTES)

/** Minutes of the week, from Monday's midnight, on which windows cover it; ascending, in steps. */
const weekMinutes = (windows: readonly OpenWindow[]): number[] =>
  WEEK_STEPS.filter((at) => isWithin(windows, weekdayOf(at), at % MINUTES_PER_DAY))

const isOpenAt = (queue: Queue, at: number): boolean => isOpen(queue, weekdayOf(at), at % MINUTES_PER_DAY)
const weekdayOf = (at: number): number => Math.floor(at / MINUTES_PER_DAY) + 1

/** `08:00`; the end of a day that began at `since` is 24:00, not 00:00. */
function timeText(at: number, since = at): string {
  const minute = at - Math.floor(since / MINUTES_PER_DAY) * MINUTES_PER_DAY
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
