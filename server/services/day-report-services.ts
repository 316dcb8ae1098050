import { type DayReportFiles, dayReportFiles } from './day-report-files.ts'
import { type DayReportParts, DayReportService } from './day-report-service.ts'
import { type TeamFiguresService, teamFiguresService } from './day-report-team.ts'

/** Reports of days, the figures of their people, and both as files. */
export interface DayReportServices {
  readonly reports: DayReportService
  readonly team: TeamFiguresService
  readonly files: DayReportFiles
}

export function dayReportServices(parts: DayReportParts): DayReportServices {
  const reports = new DayReportService(parts)
  const team = teamFiguresService(parts.db, parts.now)
  return { reports, team, files: dayReportFiles(reports, team) }
}
