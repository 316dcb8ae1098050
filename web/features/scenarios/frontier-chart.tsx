import { useRef } from 'react'
import { useFormat } from '../../lib/workspace.ts'
import { chartScale, placeOn } from './chart-scale.ts'
import { frontierLine, type ServicePoint } from './frontier-line.ts'
import { PlotFrame, plotArea } from './plot-frame.tsx'
import { useWidth } from './use-width.ts'

interface FrontierChartProps {
  readonly label: string
  readonly points: readonly ServicePoint[]
  readonly nameOf: (scenario: string) => string
  readonly service: (value: number) => string
}

const HEIGHT = 230
const CHARACTER = 11

/** A point a scenario; those that no other beats are joined. */
export function FrontierChart({ label, points, nameOf, service }: FrontierChartProps) {
  const format = useFormat()
  const host = useRef<HTMLDivElement>(null)
  const width = useWidth(host)
  const costs = chartScale(
    points.map(({ cost }) => cost),
    width < 420 ? 2 : 4,
  )
  const levels = chartScale(
    points.map((point) => point.service),
    4,
  )
  const area = plotArea(width, HEIGHT)
  const x = ({ cost }: ServicePoint) => area.left + placeOn(costs, cost) * area.width
  const y = (point: ServicePoint) => area.top + (1 - placeOn(levels, point.service)) * area.height
  const line = frontierLine(points)
  // Many names, or names on a phone, would lie over one another: their numbers in the table stand for them.
  const isRoomy = width > 480 && points.length <= 6
  return (
    <div ref={host} className="svg-chart">
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        <PlotFrame
          area={area}
          across={costs}
          up={levels}
          acrossLabel={(cost) => format.money(cost, costs.most)}
          upLabel={service}
        />
        <polyline className="frontier" points={line.map((point) => `${x(point)},${y(point)}`).join(' ')} />
        {points.map((point, place) => {
          const name = isRoomy ? nameOf(point.scenario) : `${place + 1}`
          // A name that would leave the picture stands on the other side of its point.
          const isLeft = x(point) + 10 + name.length * CHARACTER > width
          return (
            <g key={point.scenario}>
              <circle className={point.isEfficient ? 'efficient' : 'beaten'} cx={x(point)} cy={y(point)} r={5} />
              <text
                className="tick"
                x={x(point) + (isLeft ? -9 : 9)}
                y={y(point) - 7}
                textAnchor={isLeft ? 'end' : 'start'}
              >
                {name}
              </text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}
