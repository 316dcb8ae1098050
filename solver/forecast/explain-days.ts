import type { DayPart } from '../domain/forecast-outputs.ts'
import { LEAST_FACTOR } from './level-filter.ts'
import type { QueueModel } from './queue-model.ts'

/**
 * What a day's contacts are made of, in the model's own order: the level, the weekday on top of it, the season of the
 * month and the year, then each kind of event, those of full days one after another and those of part days beside one
 * another. Each kind stands for its events of the day and the echo of those before it.
 * @param day counted from the first day of the queue's history
 * @param total contacts of the day; the parts are scaled to sum to it, since slots are held at least at a little
 */
export function explainDay(model: QueueModel, day: number, total: number): DayPart[] {
  const { levels, exposure } = model
  const [level, weekday, base] = [levels.level[day]!, levels.weekday[day]!, levels.base[day]!]
  const parts: DayPart[] = [
    { kind: 'level', label: '', contacts: level },
    { kind: 'weekday', label: '', contacts: weekday - level },
  ]
  if (base !== weekday) parts.push({ kind: 'season', label: '', contacts: base - weekday })
  const effectOf = (kind: number) => levels.kindEffects[day * exposure.kinds.length + kind]!
  const add = (kind: number, contacts: number) => {
    if (contacts !== 0) parts.push({ kind: 'event', label: exposure.kinds[kind]!.name, contacts })
  }
  let running = base
  exposure.kinds.forEach(({ isFullDay }, kind) => {
    if (!isFullDay) return
    const factor = Math.max(LEAST_FACTOR, 1 + effectOf(kind))
    add(kind, running * (factor - 1))
    running *= factor
  })
  exposure.kinds.forEach(({ isFullDay }, kind) => {
    if (!isFullDay) add(kind, running * (effectOf(kind) + model.shapeShareOf(day, kind)))
  })
  const sum = parts.reduce((all, { contacts }) => all + contacts, 0)
  if (!(total > 0) || !(sum > 0)) return []
  return parts.map((part) => ({ ...part, contacts: (part.contacts * total) / sum }))
}
