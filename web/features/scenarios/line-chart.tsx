import { useRef } from 'react'
import { chartScale, placeOn } from './chart-scale.ts'
import { PlotFrame, plotArea } from './plot-frame.tsx'
import { useWidth } from './use-width.ts'

interface LineChartProps {
  readonly label: string
  /** `[point]`, ascending. */
  readonly across: readonly number[]
  readonly lines: readonly { readonly label: string; readonly values: readonly (number | null)[] }[]
  readonly acrossLabel: (value: number) => string
  /** @param among largest value that it stands beside */
  readonly upLabel: (value: number, among: number) => string
}

const HEIGHT = 240
/** Lines are told apart by colour and by dash. */
const LOOKS = 6

/** Lines over the values of a lever. The table below says the same to those who cannot see it. */
export function LineChart({ label, across, lines, acrossLabel, upLabel }: LineChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const width = useWidth(host)
  const area = plotArea(width, HEIGHT)
  const up = chartScale(
    lines.flatMap(({ values }) => values.filter((value) => value !== null)),
    4,
  )
  const along = chartScale(across, width < 420 ? 3 : 6)
  const place = (point: number, value: number) =>
    [
      area.left + placeOn(along, across[point]!) * area.width,
      area.top + (1 - placeOn(up, value)) * area.height,
    ] as const
  return (
    <>
      <ul className="legend">
        {lines.map((line, index) => (
          <li key={line.label}>
            <i className="key line-key" data-line={index % LOOKS} />
            {line.label}
          </li>
        ))}
      </ul>
      <div ref={host} className="svg-chart">
        <svg width={width} height={HEIGHT} role="img" aria-label={label}>
          <PlotFrame
            area={area}
            across={along}
            up={up}
            acrossLabel={acrossLabel}
            upLabel={(value) => upLabel(value, up.most)}
          />
          {lines.map((line, index) => {
            const points = line.values.flatMap((value, point) => (value === null ? [] : [place(point, value)]))
            return (
              <g key={line.label} data-line={index % LOOKS}>
                <polyline className="swept" points={points.map((point) => point.join(',')).join(' ')} />
                {points.map(([x, y]) => (
                  <circle key={x} cx={x} cy={y} r={3} />
                ))}
              </g>
            )
          })}
        </svg>
      </div>
    </>
  )
}
