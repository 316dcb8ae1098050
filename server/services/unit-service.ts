import { randomUUID } from 'node:crypto'
import { rightsOf } from '../contracts/access.ts'
import type { PlanningUnit } from '../contracts/planning-unit.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import { insertMembership } from '../store/account-store.ts'
import { recordAudit } from '../store/audit-log.ts'
import type { Database } from '../store/database.ts'
import { insertUnit, renameUnit } from '../store/unit-store.ts'
import { notFound, ServiceError } from './service-error.ts'
import type { SignedIn } from './session-service.ts'

export interface UnitService {
  /** Its maker is its first administrator. @throws ServiceError `conflict` when there is one of that id */
  make(manager: SignedIn, unit: PlanningUnit): Promise<PlanningUnit>
  rename(manager: SignedIn, unit: PlanningUnit): Promise<PlanningUnit>
}

/** Planning units, made by those who manage one. */
export const unitService = (db: Database): UnitService => ({
  make: (manager, unit) =>
    withAccess(everythingAs(manager.actorId), () =>
      db.transaction().execute(async (transaction) => {
        if (!(await insertUnit(transaction, unit))) {
          throw new ServiceError('conflict', `There is a planning unit ${unit.id} already. Take another id.`)
        }
        await insertMembership(transaction, {
          ...{ id: randomUUID(), unitId: unit.id, personId: manager.actorId, actorId: manager.actorId },
          ...{ role: 'admin', scope: { kind: 'unit' }, extraRights: [], employeeId: null },
        })
        await recordAudit(transaction, {
          ...{ unitId: unit.id, actorId: manager.actorId, action: 'unit.made', entity: 'unit', entityId: unit.id },
          detail: {},
        })
        return unit
      }),
    ),
  rename: (manager, unit) =>
    withAccess(everythingAs(manager.actorId), () =>
      db.transaction().execute(async (transaction) => {
        const own = manager.memberships.find(({ unitId, scope }) => unitId === unit.id && scope.kind === 'unit')
        if (!own || !rightsOf(own).has('accounts.manage')) throw notFound('planning unit', unit.id)
        await renameUnit(transaction, unit)
        await recordAudit(transaction, {
          ...{ unitId: unit.id, actorId: manager.actorId, action: 'unit.renamed', entity: 'unit', entityId: unit.id },
          detail: { name: unit.name },
        })
        return unit
      }),
    ),
})
