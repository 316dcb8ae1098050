import { describe, expect, it } from 'vitest'
import { appliedTargets } from '../../../solver/domain/applied-target.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { PLATFORM_PRESETS, presetById, presetTargets } from '../../../solver/domain/platform-presets.ts'
import { idSchema, nameSchema } from '../../../solver/domain/queue.ts'
import { deferredTargetSchema, instantTargetSchema } from '../../../solver/domain/target.ts'
import { chat, settingsOf } from '../staffing/plan-samples.ts'

/** `HH:mm` of a preset's minutes, as a plan would have them. */
const asWritten = (target: ReturnType<typeof presetTargets>[number]) => ({
  ...target,
  ...(target.window && {
    window: target.window.map(({ from, to, weekdays }) => ({ from: `${from / 60}:00`, to: `${to / 60}:00`, weekdays })),
  }),
})

describe('every preset', () => {
  it('has an id of its own', () => {
    const ids = PLATFORM_PRESETS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe(13)
  })

  it.each(PLATFORM_PRESETS.map((preset) => [preset.id, preset] as const))('%s could stand in a plan', (_, preset) => {
    idSchema.parse(preset.id)
    nameSchema.parse(preset.name)
    const isDeferred = preset.channels.includes('ticket')
    expect(isDeferred && preset.channels.length > 1).toBe(false)
    const schema = isDeferred ? deferredTargetSchema : instantTargetSchema
    const targets = presetTargets(preset)
    expect(targets.length).toBeGreaterThan(0)
    for (const target of targets) expect(schema.parse(asWritten(target))).toEqual(target)
  })

  it.each(PLATFORM_PRESETS.map((preset) => [preset.id, preset] as const))(
    '%s says in both languages what is known of it, and of which days',
    (_, { versions }) => {
      for (const { note, source, verified } of versions) {
        expect(nameSchema.parse(note)).toEqual({ 'zh-CN': expect.stringMatching(/[一-鿿]/), en: expect.any(String) })
        expect(source).not.toBe('')
        // A page about a platform's rule is no confirmation of it.
        if (source.includes('page')) expect(verified).toBe(false)
      }
      for (const [before, after] of versions.slice(1).map((later, at) => [versions[at]!, later] as const))
        expect(after.validFrom! > before.validTo!).toBe(true)
    },
  )
})

describe('a preset holds on the days of its version', () => {
  const on = (date: string, days = 1) => {
    const queue = settingsOf([chat({ presets: ['jd-dongdong-30s'] })]).queues[0]!
    return appliedTargets(queue, dayHorizon(date, days, 60, 'Asia/Shanghai'))
      .slice(1)
      .map(({ kind, asked, within, counts }) => [
        kind,
        asked,
        within,
        [...counts.keys()].filter((hour) => counts[hour] === 1),
      ])
  }
  const open = (day: number) => Array.from({ length: 14 }, (_, at) => 24 * day + 9 + at)

  it('before and after the rule changed', () => {
    expect(on('2025-08-31')).toEqual([['meanResponse', 40, 0, open(0)]])
    expect(on('2025-09-01')).toEqual([
      ['answeredWithin', 0.9, 30, open(0)],
      ['meanResponse', 45, 0, open(0)],
    ])
  })

  it('within one horizon', () => {
    expect(on('2025-08-31', 2)).toEqual([
      ['meanResponse', 40, 0, open(0)],
      ['answeredWithin', 0.9, 30, open(1)],
      ['meanResponse', 45, 0, open(1)],
    ])
  })

  it('and not on those that it exempts', () => {
    expect(on('2024-02-16', 3)).toEqual([['meanResponse', 40, 0, open(2)]])
    expect(on('2024-02-04', 14)).toEqual([])
  })
})

it('is found by its id', () => {
  expect(presetById('taobao-3min').name).toEqual({
    'zh-CN': '旺旺 3 分钟人工响应率',
    en: 'Taobao: answered by a person within 3 minutes',
  })
})
