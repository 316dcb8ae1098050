/** Loaded with `--import` before a program: when it ends, writes the CPU seconds and the peak memory of its process. */
import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const used = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 }
  writeFileSync(process.env.TIDELINE_USE_REPORT!, JSON.stringify(used))
})
