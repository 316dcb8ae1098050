import { describe, expect, it } from 'vitest'
import { normalQuantile, plannedVolume } from '../../../solver/staffing/planned-volume.ts'
import { forecastOf, horizonOf, phone, settingsOf } from './plan-samples.ts'

const settings = settingsOf([phone()])
const horizon = horizonOf(2)
const forecast = forecastOf(horizon, settings, () => 100, { p10: 0.8, p90: 1.2 }).queues[0]!
const planned = (assurance?: number, planFor: 'mean' | 'p90' = 'mean') =>
  plannedVolume({ assurance, planFor }, horizon, forecast, () => true)

describe('volume planned for', () => {
  it('is the mean or a quantile of the forecast', () => {
    expect(planned()).toEqual(forecast.mean)
    expect(planned(undefined, 'p90')).toEqual(forecast.quantiles.p90)
  })

  it('is, with an assurance, the whole day at its quantile, chance arrivals left out', () => {
    // p10..p90 of 80..120 is a deviation of 15.6; Poisson arrivals explain 10 of it.
    const deviation = Math.sqrt((40 / (2 * 1.2815515655446004)) ** 2 - 100) / 100
    const spread = Math.sqrt(Math.log1p(deviation ** 2))
    const factor = Math.exp(0.8416212335729143 * spread - spread ** 2 / 2)
    expect(planned(0.8)[0]).toBeCloseTo(100 * factor, 6)
    expect(new Set(planned(0.8)).size).toBe(1)
    expect(planned(0.9)[0]).toBeGreaterThan(planned(0.8)[0]!)
    expect(planned(0.8)[0]).toBeLessThan(forecast.quantiles.p90[0]!)
  })

  it('is the mean where nothing is uncertain but chance', () => {
    const sure = forecastOf(horizon, settings, () => 100, { p10: 0.95, p90: 1.05 }).queues[0]!
    expect(plannedVolume({ assurance: 0.9, planFor: 'mean' }, horizon, sure, () => true)[0]).toBeCloseTo(100, 9)
  })
})

it.each([
  [0.5, 0],
  [0.8, 0.8416212335729143],
  [0.975, 1.959963984540054],
  [0.99, 2.3263478740408408],
  [0.001, -3.090232306167813],
])('the normal quantile of %f is %f', (share, quantile) => {
  expect(normalQuantile(share)).toBeCloseTo(quantile, 7)
})
