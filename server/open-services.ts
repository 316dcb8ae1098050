import path from 'node:path'
import type { GroupsOf } from './auth/access-hook.ts'
import { ACCESS_RULE } from './auth/actor.ts'
import { type PlanTasks, planTasks } from './jobs/plan-tasks.ts'
import type { OpenQueue } from './open-queue.ts'
import { ActualsPlans } from './services/actuals-plan.ts'
import { ActualsService } from './services/actuals-service.ts'
import { type AuditService, auditService } from './services/audit-service.ts'
import { type ComparisonService, comparisonService } from './services/comparison-service.ts'
import { type DayReportServices, dayReportServices } from './services/day-report-services.ts'
import { DayWatchService } from './services/day-watch-service.ts'
import { type DraftRuns, draftRuns } from './services/draft-runs.ts'
import { DraftService } from './services/draft-service.ts'
import { type ExportService, exportService } from './services/export-service.ts'
import { type FeedService, feedService } from './services/feed-service.ts'
import { FileImportService } from './services/file-import-service.ts'
import { FollowRequests } from './services/follow-requests.ts'
import { ForecastService } from './services/forecast-service.ts'
import { type HeadcountService, headcountService } from './services/headcount-service.ts'
import { type HealthService, healthService } from './services/health-service.ts'
import { type MetricsService, metricsService } from './services/metrics-service.ts'
import { type OverrideService, overrideService } from './services/override-service.ts'
import { type OwnService, ownService } from './services/own-service.ts'
import { type PersonalDataService, personalDataService } from './services/personal-data-service.ts'
import { type PlanService, planService } from './services/plan-service.ts'
import { type PublicationService, publicationService } from './services/publication-service.ts'
import { requestApproval } from './services/request-approval.ts'
import { type RequestService, requestService } from './services/request-service.ts'
import { type RetentionService, retentionService } from './services/retention-service.ts'
import { type RevisionService, revisionService } from './services/revision-service.ts'
import { rosterChanges } from './services/roster-changes.ts'
import { RunResults } from './services/run-results.ts'
import { RunService } from './services/run-service.ts'
import { type ScenarioService, scenarioService } from './services/scenario-service.ts'
import type { MailSender } from './services/send-mail.ts'
import { type SettingsService, settingsService } from './services/settings-service.ts'
import { type SuggestionService, suggestionService } from './services/suggestion-service.ts'
import { type TargetService, targetService } from './services/target-service.ts'
import { type TeamService, teamService } from './services/team-service.ts'
import { type VersionService, versionService } from './services/version-service.ts'
import { WallboardService } from './services/wallboard-service.ts'
import { type WatchSettingService, watchSettingService } from './services/watch-setting-service.ts'
import { type WebhookService, webhookService } from './services/webhook-service.ts'
import { everythingAs, withAccess } from './store/access.ts'
import type { Database } from './store/database.ts'
import type { Signals } from './store/signals.ts'
import { groupsOfScope } from './store/team-store.ts'
import { UploadFolder } from './store/upload-folder.ts'

export interface Services {
  readonly signals: Signals
  readonly groupsOf: GroupsOf
  readonly health: HealthService
  readonly metrics: MetricsService
  readonly retention: RetentionService
  readonly personalData: PersonalDataService
  readonly webhooks: WebhookService
  readonly watchSettings: WatchSettingService
  readonly plans: PlanService
  readonly imports: FileImportService
  readonly forecasts: ForecastService
  readonly overrides: OverrideService
  readonly scenarios: ScenarioService
  readonly settings: SettingsService
  readonly targets: TargetService
  readonly runs: RunService
  readonly results: RunResults
  readonly drafts: DraftService
  readonly draftRuns: DraftRuns
  readonly actuals: ActualsService
  readonly dayReports: DayReportServices
  readonly dayWatch: DayWatchService
  readonly suggestions: SuggestionService
  readonly wallboards: WallboardService
  readonly publications: PublicationService
  readonly revisions: RevisionService
  readonly versions: VersionService
  readonly audit: AuditService
  readonly team: TeamService
  readonly own: OwnService
  readonly feeds: FeedService
  readonly requests: RequestService
  readonly following: FollowRequests
  readonly exports: ExportService
  readonly comparisons: ComparisonService
  readonly headcount: HeadcountService
}

export interface ServiceParts extends Pick<OpenQueue, 'queue' | 'signals'> {
  readonly db: Database
  /** Files lie in `uploads/` of it while they are sent in. */
  readonly dataFolder: string
  readonly version: string
  /** Whether the worker inside this process works; left out where there is none. */
  readonly isWorking?: () => boolean
  /** In the place of the processes. */
  readonly tasks?: Partial<PlanTasks>
  /** Hosts of the own network that webhooks may reach. */
  readonly webhookHosts?: readonly string[]
  /** What mails come from; left out, none are sent. */
  readonly mailFrom?: MailSender | undefined
  /** In the place of the clock: epoch milliseconds. */
  readonly now?: () => number
}

/** Everything that the API offers, on one database. */
export function openServices({ db, queue, signals, dataFolder, version, ...parts }: ServiceParts): Services {
  const tasks = { ...planTasks(), ...parts.tasks }
  const now = parts.now ?? Date.now
  const plans = planService(db, tasks.describe)
  const results = new RunResults(db)
  const runs = new RunService({ db, plans, queue, signals })
  const drafts = new DraftService(db, results, signals)
  const runsOfDrafts = draftRuns(db, { plans, runs, drafts })
  const publications = publicationService(db)
  const scenarios = scenarioService(db, tasks)
  const rosters = rosterChanges({ db, tasks, results, drafts })
  const actuals = new ActualsService(db, signals, now)
  const dayWatch = new DayWatchService(db, signals, now)
  const versions = versionService({ db, publications, scenarios, draftRuns: runsOfDrafts })
  const approval = requestApproval({ db, tasks, rosters, now })
  return {
    signals,
    groupsOf: (membership) => withAccess(everythingAs(ACCESS_RULE.id), () => groupsOfScope(db, membership)),
    plans,
    health: healthService(db, version, parts.isWorking),
    metrics: metricsService(db),
    retention: retentionService(db, now),
    personalData: personalDataService(db, tasks),
    webhooks: webhookService(db, parts.webhookHosts ?? []),
    watchSettings: watchSettingService({ db, mailFrom: parts.mailFrom, now }),
    imports: new FileImportService({ db, queue, uploads: new UploadFolder(path.join(dataFolder, 'uploads')) }),
    forecasts: new ForecastService({ db, plans, queue, tasks, version }),
    overrides: overrideService(db, tasks, now),
    scenarios,
    settings: settingsService(db, tasks),
    targets: targetService(db, tasks),
    runs,
    results,
    drafts,
    draftRuns: runsOfDrafts,
    actuals,
    dayReports: dayReportServices({ db, plans, results, now }),
    dayWatch,
    wallboards: new WallboardService({ db, signals, actuals, dayWatch, results, now }),
    suggestions: suggestionService({
      db,
      tasks,
      plans: new ActualsPlans(db),
      actuals,
      drafts,
      draftRuns: runsOfDrafts,
      now,
    }),
    publications,
    revisions: revisionService(db, { plans, tasks }),
    versions,
    audit: auditService(db),
    team: teamService(db),
    own: ownService(db, now),
    feeds: feedService(db, now),
    requests: requestService(db, approval, now),
    following: new FollowRequests({ db, draftRuns: runsOfDrafts, publications, versions }),
    exports: exportService(db, runs, results, tasks),
    comparisons: comparisonService({ db, plans, queue, signals }),
    headcount: headcountService({ db, plans, queue, signals }, tasks),
  }
}

/** Takes no further work and ends every stream. */
export function closeServices({
  runs,
  drafts,
  actuals,
  dayWatch,
  wallboards,
  imports,
  forecasts,
  comparisons,
  headcount,
}: Services): void {
  for (const each of [drafts, actuals, dayWatch, wallboards, runs, imports, forecasts, comparisons, headcount.jobs])
    each.close()
}
