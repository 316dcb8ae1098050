import type { HireClass, Transfer } from '../domain/headcount-plan.ts'
import { dateOf } from './days.ts'
import type { HeadcountFlows, HeadcountProblem } from './headcount-problem.ts'

/** Classes by group and start, those booked beside those to ask for. */
export function hireClasses({ groups, time }: HeadcountProblem, { hires }: HeadcountFlows): HireClass[] {
  return groups.flatMap((group, index) =>
    time.classDays.flatMap((day, period): HireClass[] => {
      const { leadWeeks, classMax, costPerHire } = group.hiring
      const classOf = (people: number, isBooked: boolean): HireClass[] =>
        people === 0
          ? []
          : [
              {
                ...{ groupId: group.groupId, people, period, isBooked },
                classes: Math.ceil(people / classMax),
                requestBy: dateOf(Math.floor(day - 7 * leadWeeks)),
                startsOn: dateOf(day),
                rampCompleteOn: dateOf(day + 7 * group.ramp.length),
                contractId: group.newTerms.contractId,
                cost: Math.round(people * costPerHire),
              },
            ]
      return [...classOf(group.bookedHires[period] ?? 0, true), ...classOf(hires[index]![period]!, false)]
    }),
  )
}

export const plannedTransfers = ({ groups, transfers, time }: HeadcountProblem, flows: HeadcountFlows): Transfer[] =>
  transfers.flatMap(({ from, to, costPerPerson }, index) =>
    time.periods.flatMap(({ classStart }, period) => {
      const people = flows.transfers[index]![period]!
      if (people === 0) return []
      const [fromGroupId, toGroupId] = [groups[from]!.groupId, groups[to]!.groupId]
      return [{ fromGroupId, toGroupId, people, on: classStart, period, cost: Math.round(people * costPerPerson) }]
    }),
  )
