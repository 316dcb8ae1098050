import { useRef } from 'react'
import { chartScale, placeOn } from './chart-scale.ts'
import { useWidth } from './use-width.ts'
import type { WaterfallBar } from './waterfall-bars.ts'

interface WaterfallChartProps {
  readonly label: string
  readonly bars: readonly WaterfallBar[]
  readonly barLabel: (bar: WaterfallBar) => string
  readonly signed: (value: number) => string
  readonly value: (value: number) => string
}

const ROW = 44
const BAR = 16
const AXIS = 22

/** Floating bars, one below the other: the words have room on a phone too. The table beside it says the same. */
export function WaterfallChart({ label, bars, barLabel, signed, value }: WaterfallChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const width = useWidth(host)
  const inset = 8
  const scale = chartScale(
    bars.flatMap(({ from, to }) => [from, to]),
    width < 420 ? 2 : 4,
    true,
  )
  const x = (amount: number) => inset + placeOn(scale, amount) * (width - 2 * inset)
  const height = bars.length * ROW + AXIS
  return (
    <div ref={host} className="svg-chart">
      <svg width={width} height={height} role="img" aria-label={label}>
        {scale.ticks.map((tick, place) => (
          <g key={tick}>
            <line className={tick === 0 ? 'axis' : 'grid'} x1={x(tick)} x2={x(tick)} y1={0} y2={height - AXIS} />
            <text
              className="tick"
              x={x(tick)}
              y={height - 6}
              textAnchor={place === 0 ? 'start' : place === scale.ticks.length - 1 ? 'end' : 'middle'}
            >
              {value(tick)}
            </text>
          </g>
        ))}
        {bars.map((bar, row) => (
          <Bar
            // biome-ignore lint/suspicious/noArrayIndexKey: bars are told apart by their place alone
            key={row}
            {...{ bar, x, width }}
            top={row * ROW}
            words={[barLabel(bar), signed(bar.value)]}
            next={bars[row + 1]}
          />
        ))}
      </svg>
    </div>
  )
}

interface BarProps {
  readonly bar: WaterfallBar
  readonly next: WaterfallBar | undefined
  readonly x: (value: number) => number
  readonly width: number
  readonly top: number
  readonly words: readonly [label: string, value: string]
}

function Bar({ bar: { step, from, to, value }, next, x, width, top, words: [label, amount] }: BarProps) {
  const kind = step === undefined ? 'total' : value > 0 ? 'more' : 'less'
  const y = top + ROW - BAR - 6
  return (
    <g>
      <text className="bar-label" x={8} y={y - 6}>
        {label}
      </text>
      <text className="bar-value" x={width - 8} y={y - 6} textAnchor="end">
        {amount}
      </text>
      <rect
        className={`bar-${kind}`}
        x={Math.min(x(from), x(to))}
        y={y}
        // A step too small to see is still there.
        width={Math.max(1.5, Math.abs(x(to) - x(from)))}
        height={BAR}
      />
      {next?.step && <line className="joint" x1={x(to)} x2={x(to)} y1={y + BAR} y2={y + ROW} />}
    </g>
  )
}
