import { type ChartScale, placeOn } from './chart-scale.ts'

/** Where figures are drawn in a picture, CSS pixels. */
interface PlotArea {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const LEFT = 62
const RIGHT = 18
const TOP = 18
const BOTTOM = 26

/** Room for the words of the scales is left out. */
export const plotArea = (width: number, height: number): PlotArea => ({
  ...{ left: LEFT, top: TOP },
  width: width - LEFT - RIGHT,
  height: height - TOP - BOTTOM,
})

interface PlotFrameProps {
  readonly area: PlotArea
  readonly across: ChartScale
  readonly up: ChartScale
  readonly acrossLabel: (value: number) => string
  readonly upLabel: (value: number) => string
}

/** The lines and words of both scales. */
export function PlotFrame({ area, across, up, acrossLabel, upLabel }: PlotFrameProps) {
  const bottom = area.top + area.height
  return (
    <g>
      {up.ticks.map((tick) => {
        const y = bottom - placeOn(up, tick) * area.height
        return (
          <g key={tick}>
            <line className="grid" x1={area.left} x2={area.left + area.width} y1={y} y2={y} />
            <text className="tick" x={area.left - 6} y={y + 4} textAnchor="end">
              {upLabel(tick)}
            </text>
          </g>
        )
      })}
      {across.ticks.map((tick, place) => {
        const x = area.left + placeOn(across, tick) * area.width
        const isLast = place === across.ticks.length - 1
        return (
          <g key={tick}>
            <line className="grid" x1={x} x2={x} y1={area.top} y2={bottom} />
            <text
              className="tick"
              x={isLast ? x + RIGHT - 4 : x}
              y={bottom + 17}
              textAnchor={isLast ? 'end' : 'middle'}
            >
              {acrossLabel(tick)}
            </text>
          </g>
        )
      })}
    </g>
  )
}
