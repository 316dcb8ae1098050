import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const cli = join(import.meta.dirname, '..', '..', '..', 'server', 'cli.ts')
const SLOW = { timeout: 180_000 }
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'accuracy-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Five weeks of two hours a day, in half hours; contacts of each half hour by week. */
function history(volumeOf: (week: number) => string): string {
  const lines = ['queue,start,volume']
  for (let day = 0; day < 35; day++) {
    const date = new Date(Date.UTC(2026, 9, 5 + day)).toISOString().slice(0, 10)
    for (const time of ['09:00', '09:30', '10:00', '10:30'])
      lines.push(`chat,${date}T${time},${volumeOf(Math.floor(day / 7))}`)
  }
  return `${lines.join('\n')}\n`
}

const FORECAST = `queue,start,mean,p2_5,p10,p50,p90,p97_5
chat,2026-11-02T09:00+08:00,10,2,6,10,14,18
chat,2026-11-02T10:00+08:00,30,2,6,10,13,28
chat,2026-11-03T09:00+08:00,20,2,6,10,14,22
chat,2026-11-10T09:00+08:00,20,2,6,10,14,22
`

describe('accuracy', () => {
  test('compares a forecast with what came, and with the four weeks before it', SLOW, () => {
    writeFileSync(join(folder, 'forecast.csv'), FORECAST)
    // 1, 2, 3 and 6 each half hour of the four weeks before: 6 an hour by hand. Then 8 each half hour came: 16 an hour.
    writeFileSync(
      join(folder, 'history.csv'),
      history((week) => ['1', '2', '3', '6', '8'][week]!),
    )
    const args = ['accuracy', '--forecast', 'forecast.csv', '--history', 'history.csv', '--zone', 'Asia/Shanghai']
    const { status, stdout, stderr } = run(...args, '--json')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    // The fourth interval has not come. Errors 6, -14, -4 of 48; days 8 and 4; by hand 10 of 16 each.
    expect(JSON.parse(stdout)).toEqual({
      queues: [
        {
          queue: 'chat',
          intervals: 3,
          contacts: 48,
          wape: 24 / 48,
          wapeOfDays: 12 / 48,
          bias: 12 / 48,
          coverage80: 0,
          coverage95: 1,
          handWape: 30 / 48,
        },
      ],
    })
    expect(run(...args).stdout).toBe(
      'chat: 3 intervals, 48 contacts; WAPE 50.0 % by interval, 25.0 % by day; by hand 62.5 %; bias 25.0 %; within the 80 % band 0.0 %, the 95 % band 100.0 %\n',
    )
  })

  test('names what does not fit together', SLOW, () => {
    writeFileSync(join(folder, 'forecast.csv'), FORECAST)
    const refusal = (changes: { forecast?: string; history?: string; zone?: string }) => {
      writeFileSync(join(folder, 'f.csv'), changes.forecast ?? FORECAST)
      writeFileSync(join(folder, 'h.csv'), changes.history ?? history(() => '1'))
      const { status, stdout, stderr } = run(
        'accuracy',
        '--forecast',
        'f.csv',
        '--history',
        'h.csv',
        '--zone',
        changes.zone ?? 'Asia/Shanghai',
      )
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      return stderr
    }
    expect(refusal({ zone: 'Mars' })).toBe(
      '"Mars" is not a known time zone. Use an IANA name such as Asia/Shanghai or Europe/London.\n',
    )
    expect(refusal({ forecast: FORECAST.replace(',30,', ',lots,') })).toBe(
      'f.csv row 3, column mean: "lots" is not a number of contacts. Name a forecast.csv that `forecast` or `plan` has written.\n',
    )
    expect(refusal({ forecast: FORECAST.replace('T10:00', 'T09:00') })).toContain('stands twice for its queue')
    expect(refusal({ history: history(() => '1').replaceAll('chat', 'phone') })).toBe(
      'h.csv, column queue: has no rows of queue "chat" of the forecast. Name a history with all queues of the forecast.\n',
    )
    expect(refusal({ forecast: FORECAST.replace('T10:00', 'T09:15') })).toBe(
      'h.csv: has intervals of 30 minutes, the forecast of 15. Name a history with intervals at least as fine.\n',
    )
    expect(refusal({ forecast: 'queue,start\n' })).toContain('f.csv row 1, column mean: the column is missing.')
  })
})
