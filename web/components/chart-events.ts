import type uPlot from 'uplot'
import { canvasFont, cssColor, remPixels } from '../lib/css-color.ts'
import type { ChartEvent } from './time-chart.tsx'

/** Washes each event's span and writes its title along the top of the plot, shortened to the room there is. */
export function markEvents(events: readonly ChartEvent[]): uPlot.Plugin {
  return {
    hooks: {
      drawClear: [
        (chart) => {
          const { ctx, bbox } = chart
          const ratio = window.devicePixelRatio
          ctx.save()
          ctx.font = canvasFont(remPixels() * 0.7 * ratio)
          ctx.textBaseline = 'top'
          let free = bbox.left
          for (const event of events) {
            const left = Math.max(bbox.left, chart.valToPos(Date.parse(event.start) / 1000, 'x', true))
            const right = Math.min(bbox.left + bbox.width, chart.valToPos(Date.parse(event.end) / 1000, 'x', true))
            if (right <= left) continue
            ctx.fillStyle = cssColor('--event-wash')
            ctx.fillRect(left, bbox.top, right - left, bbox.height)
            ctx.fillStyle = cssColor('--event')
            ctx.fillRect(left, bbox.top, right - left, 3 * ratio)
            if (left < free) continue
            const title = shorten(ctx, event.title, Math.max(right - left, 90 * ratio))
            ctx.fillText(title, left + 2 * ratio, bbox.top + 6 * ratio)
            free = left + ctx.measureText(title).width + 8 * ratio
          }
          ctx.restore()
        },
      ],
    },
  }
}

function shorten(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text
  const letters = [...text]
  while (letters.length > 1 && ctx.measureText(`${letters.join('')}…`).width > width) letters.pop()
  return `${letters.join('')}…`
}
