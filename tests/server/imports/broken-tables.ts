import { smallPlan } from '../../fixtures/small-plan.ts'
import { type BrokenPlan, replaced } from './broken-plan.ts'

const history = (...rows: string[]) => ({ 'history.csv': `queue,start,volume,aht_seconds\n${rows.join('\n')}\n` })
const plan = (from: string, to: string) => replaced('plan.yaml', from, to)
const people = (from: string, to: string) => replaced('employees.csv', from, to)
/** The small team, of whom the last person has a first day and a mentor. */
const hired = (hiredOn: string, mentor: string) => ({
  'employees.csv': smallPlan()
    .get('employees.csv')!
    .trimEnd()
    .split('\n')
    .map((line, row) => `${line},${['hired_on,mentor', ',', ',', ',', `${hiredOn},${mentor}`][row]}`)
    .join('\n'),
})
const days = (row: string) => ({ 'availability.csv': `employee,kind,start,end,template,reason\n${row}\n` })
const tail = (...rows: string[]) => ({
  'previous-roster.csv': `employee,start,end,template,breaks,queue_or_activity\n${rows.join('\n')}\n`,
})

/** Every way of breaking the tables of the small plan that the reader must name, with the whole of what it says. */
export const BROKEN_TABLES: Readonly<Record<string, BrokenPlan>> = {
  'no history': {
    changes: { 'history.csv': undefined },
    message:
      'history.csv: the file is missing. The files found are: availability.csv, calendar.csv, employees.csv, plan.yaml, previous-roster.csv.',
  },
  'a misspelt employees file': {
    changes: { 'employees.csv': undefined, 'employes.csv': '' },
    message: 'employees.csv: the file is missing. Maybe "employes.csv" is meant: rename it.',
  },
  'an endless hourly cost': {
    changes: people('32.50', '1e999'),
    message: 'employees.csv row 2, column hourly_cost: "1e999" is not a number. Write CNY an hour, such as 32.50.',
  },
  'an hourly cost beyond arithmetic': {
    changes: people('32.50', '1e30'),
    message:
      'employees.csv row 2, column hourly_cost: "1e30" is more than any hour costs. Write CNY an hour, such as 32.50.',
  },
  'an endless size of an event': {
    changes: replaced('calendar.csv', '19:00,2', '19:00,1e999'),
    message:
      'calendar.csv row 2, column expected_size: "1e999" is not a number. Write how big you expect it to be, in one unit for all events of its kind; empty means 1.',
  },
  'a size of an event beyond arithmetic': {
    changes: replaced('calendar.csv', '19:00,2', '19:00,1e30'),
    message:
      'calendar.csv row 2, column expected_size: "1e30" is too large. Write how big you expect it to be, in one unit for all events of its kind; empty means 1.',
  },
  'an event of another millennium': {
    changes: replaced('calendar.csv', '2026-10-29T19:00', '9999-10-29T19:00'),
    message:
      'calendar.csv row 2, column end: "9999-10-29T19:00" is not between the years 1970 and 2199. Check the year.',
  },
  'empty team': {
    changes: { 'employees.csv': 'id,name,group,skills,contract,hourly_cost\n' },
    message: 'employees.csv: has no people. Add at least one row.',
  },
  'empty file': {
    changes: { 'employees.csv': '' },
    message: 'employees.csv: has no header row. Begin with id,name,group,skills,contract,hourly_cost.',
  },
  'missing column': {
    changes: people('contract,', 'contrct,'),
    message:
      'employees.csv row 1, column contract: the column is missing. The columns found are: id, name, group, skills, contrct, hourly_cost, restrictions, overtime_minutes_this_month. Maybe "contrct" is meant: rename it.',
  },
  'misspelt optional column': {
    changes: people('restrictions', 'restriction'),
    message:
      'employees.csv row 1, column restriction: is not a known column. Maybe you meant "restrictions". Rename the column, or give it a name unlike it.',
  },
  'column twice': {
    changes: people('id,name', 'id,id'),
    message: [
      'employees.csv row 1, column id: stands twice in the header. Keep one of the two.',
      'employees.csv row 1, column name: the column is missing. The columns found are: id, id, group, skills, contract, hourly_cost, restrictions, overtime_minutes_this_month.',
    ].join('\n'),
  },
  'duplicate employee': {
    changes: people('\nbo,', '\nan,'),
    message: [
      'employees.csv row 3, column id: "an" is the id of row 2 too. Give every person an id of their own.',
      'availability.csv row 2, column employee: "bo" is not a person of employees.csv. Use one of: an, cy, di.',
      'previous-roster.csv row 3, column employee: "bo" is not a person of employees.csv. Use one of: an, cy, di.',
    ].join('\n'),
  },
  'unknown group': {
    changes: people('Bo,care', 'Bo,car'),
    message: 'employees.csv row 3, column group: "car" is not a group of plan.yaml. Maybe you meant "care".',
  },
  'unknown contract': {
    changes: people('tickets:0.8,full-time', 'tickets:0.8,casual'),
    message: 'employees.csv row 4, column contract: "casual" is not a contract of plan.yaml. Use one of: full-time.',
  },
  'unknown skill': {
    changes: people('chat:0.9|tickets:1', 'chat:0.9|tiket:1'),
    message:
      'employees.csv row 5, column skills: "chat:0.9|tiket:1" names the unknown queue "tiket". Maybe you meant "tickets".',
  },
  'proficiency beyond its range': {
    changes: people('chat:0.9', 'chat:3'),
    message:
      'employees.csv row 5, column skills: "chat:3|tickets:1" gives "chat" a proficiency that is not above 0 and at most 2. Write queue:proficiency, where 1 is a fully trained agent.',
  },
  'no skill': {
    changes: people('tickets:0.8', ''),
    message:
      'employees.csv row 4, column skills: "" names no queue. Write queue:proficiency, more than one joined by "|".',
  },
  'unknown restriction': {
    changes: people('nursing', 'nurse'),
    message:
      'employees.csv row 4, column restrictions: "nurse" names the unknown restriction "nurse". Use one of: pregnant, nursing, minor, no-night, no-overtime, opt-out-48h, meal-waiver.',
  },
  'negative hourly cost': {
    changes: people('30,,120', '-30,,120'),
    message: 'employees.csv row 3, column hourly_cost: "-30" is negative. Write CNY an hour, such as 32.50.',
  },
  'part of a fen': {
    changes: people('32.50', '32.505'),
    message:
      'employees.csv row 2, column hourly_cost: "32.505" has parts smaller than the smallest unit of CNY. Round it.',
  },
  'overtime in words': {
    changes: people('30,,120', '30,,two hours'),
    message:
      'employees.csv row 3, column overtime_minutes_this_month: "two hours" is not a whole number of minutes that a month can hold. Write the overtime of this month so far, 0 when none.',
  },
  'a first day that is none': {
    changes: hired('2026-11-31', ''),
    message:
      'employees.csv row 5, column hired_on: "2026-11-31" is not a date. Write the first day at work as 2026-11-09; empty means long ago.',
  },
  'a first day of another age': {
    changes: hired('0206-11-09', ''),
    message:
      'employees.csv row 5, column hired_on: "0206-11-09" is not between the years 1970 and 2199. Check the year.',
  },
  'a mentor whom nobody knows': {
    changes: hired('2026-11-09', 'cyy'),
    message: 'employees.csv row 5, column mentor: "cyy" is not a person of employees.csv. Maybe you meant "cy".',
  },
  'a mentor of oneself': {
    changes: hired('2026-11-09', 'di'),
    message: 'employees.csv row 5, column mentor: "di" is the person of the row. Name a colleague, or leave it empty.',
  },
  'a mentor of somebody long there': {
    changes: hired('', 'cy'),
    message:
      'employees.csv row 5, column mentor: "cy" looks after somebody without a first day. Fill in hired_on, or leave the mentor empty.',
  },
  'a fixed shift before the first day at work': {
    changes: hired('2026-11-11', 'cy'),
    message:
      'availability.csv row 4, column start: "2026-11-10T09:00" is before the first day at work of di, 2026-11-11. Move the shift, or correct hired_on in employees.csv.',
  },
  'unclosed quotation mark': {
    changes: people('Bo,care', '"Bo,care'),
    message:
      'employees.csv row 5: cannot be read as CSV: a quotation mark is not closed or stands inside a cell. Put the whole cell in quotation marks and double those inside it.',
  },
  'more cells than columns': {
    changes: people('Bo,care', 'Bo,Jr,care'),
    message: [
      'employees.csv row 3: has 9 cells, the header 8. Put a cell that contains the separator in quotation marks.',
      'availability.csv row 2, column employee: "bo" is not a person of employees.csv. Use one of: an, cy, di.',
      'previous-roster.csv row 3, column employee: "bo" is not a person of employees.csv. Use one of: an, cy, di.',
    ].join('\n'),
  },
  'empty history': {
    changes: history(),
    message: 'history.csv: has no rows. Add at least some weeks of contacts an interval.',
  },
  'history of one queue': {
    changes: history('chat,2026-11-02T09:00,5,'),
    message:
      'history.csv, column queue: queue "tickets" has no rows. Add its rows, name a queue that it will be like (analogy), or remove the queue from plan.yaml.',
  },
  'only empty volumes': {
    changes: history('chat,2026-11-02T09:00,,', 'tickets,2026-11-02T09:00,1,'),
    message:
      'history.csv, column volume: queue "chat" has only empty volumes. Fill in the contacts of the days for which there are data.',
  },
  'missing history column': {
    changes: replaced('history.csv', 'volume', 'volumes'),
    message:
      'history.csv row 1, column volume: the column is missing. The columns found are: queue, start, volumes, aht_seconds. Maybe "volumes" is meant: rename it.',
  },
  'no queue column': {
    changes: { 'history.csv': 'start,volume\n2026-11-02T09:00,5\n' },
    message:
      'history.csv row 1, column queue: the column is missing. Add it, or name the queue of all rows in plan.yaml: historyQueue.',
  },
  'unknown queue': {
    changes: replaced('history.csv', 'chat,2026-10-19T10:00', 'chats,2026-10-19T10:00'),
    message: 'history.csv row 3, column queue: "chats" is not a queue of plan.yaml. Maybe you meant "chat".',
  },
  'negative volume': {
    changes: history('chat,2026-11-02T09:00,-3,', 'tickets,2026-11-02T09:00,1,'),
    message:
      'history.csv row 2, column volume: "-3" is negative. Use 0 when nobody contacted, an empty volume when there are no data.',
  },
  'volume in words': {
    changes: history('chat,2026-11-02T09:00,many,', 'tickets,2026-11-02T09:00,1,'),
    message:
      'history.csv row 2, column volume: "many" is not a number. Use 0 when nobody contacted, an empty volume when there are no data.',
  },
  'absurd volume': {
    changes: history('chat,2026-11-02T09:00,99999999,', 'tickets,2026-11-02T09:00,1,'),
    message:
      'history.csv row 2, column volume: "99999999" is more than 10 million contacts in an interval. Use 0 when nobody contacted, an empty volume when there are no data.',
  },
  'negative handling time': {
    changes: history('chat,2026-11-02T09:00,3,-1', 'tickets,2026-11-02T09:00,1,'),
    message:
      'history.csv row 2, column aht_seconds: "-1" is negative. Write seconds above 0, or leave it empty when it is not known.',
  },
  'handling time of nothing': {
    changes: history('chat,2026-11-02T09:00,3,0', 'tickets,2026-11-02T09:00,1,'),
    message:
      'history.csv row 2, column aht_seconds: "0" is a handling time of nothing. Write seconds above 0, or leave it empty when it is not known.',
  },
  'not a time': {
    changes: history('chat,yesterday,3,', 'tickets,2026-11-02T09:00,1,'),
    message:
      'history.csv row 2, column start: "yesterday" is not a time. Write local time as 2026-11-09T08:00, with an offset such as +08:00 where it is not local.',
  },
  'not a date': {
    changes: history('chat,2026-02-30T09:00,3,', 'tickets,2026-11-02T09:00,1,'),
    message:
      'history.csv row 2, column start: "2026-02-30T09:00" is not a day of the calendar. Check the month and the day.',
  },
  'off the grid': {
    changes: history(
      'chat,2026-11-02T09:00,3,',
      'chat,2026-11-02T10:00,3,',
      'chat,2026-11-02T11:00,3,',
      'chat,2026-11-02T11:20,3,',
      'tickets,2026-11-02T09:00,1,',
    ),
    message:
      'history.csv row 5, column start: "2026-11-02T11:20+08:00" is off the grid of 60-minute intervals that the other rows are on. Give every row the start of its interval.',
  },
  'distance that is no interval': {
    changes: history('chat,2026-11-02T09:00,3,', 'chat,2026-11-02T09:45,3,', 'tickets,2026-11-02T09:00,1,'),
    message:
      'history.csv, column start: the rows of queue "chat" are mostly 45 minutes apart. Use intervals of 5, 10, 15, 20, 30, 60 minutes.',
  },
  'duplicate interval': {
    changes: history(
      'chat,2026-11-02T09:00,3,',
      'chat,2026-11-02T10:00,3,',
      'chat,2026-11-02 09:00,4,',
      'tickets,2026-11-02T09:00,1,',
    ),
    message:
      'history.csv row 4, column start: "2026-11-02T09:00+08:00" is a second row for this interval of queue "chat", after row 2. Keep one of the two rows, or add their volumes.',
  },
  gap: {
    changes: replaced('history.csv', 'chat,2026-10-20T12:00,', 'chat,2026-10-21T08:00,'),
    message:
      'history.csv row 16, column start: before this row, the interval 2026-10-20T12:00+08:00 of queue "chat" has no row. Add the row with an empty volume when there are no data, 0 when nobody contacted.',
  },
  'years mistyped': {
    changes: history(
      'chat,1986-11-02T09:00,3,',
      'chat,1986-11-02T10:00,3,',
      'chat,2026-11-02T09:00,3,',
      'chat,2026-11-02T10:00,3,',
      'tickets,2026-11-02T09:00,1,',
    ),
    message:
      'history.csv row 5, column start: "2026-11-02" is more than 20 years after 1986-11-02 in row 2. Check the year of both rows.',
  },
  'spring clock change': {
    changes: {
      ...plan('zone: Asia/Shanghai', 'zone: Europe/London'),
      ...history('chat,2026-03-29T01:00,3,', 'tickets,2026-11-02T09:00,1,'),
    },
    message:
      'history.csv row 2, column start: "2026-03-29T01:00" does not exist in Europe/London: the clocks go forward past it that day. Use the time after the change, or write the offset.',
  },
  'event that ends before it starts': {
    changes: {
      'calendar.csv': 'kind,title,start,end,expected_size\nlivestream,Live,2026-11-12T19:00,2026-11-12T16:00,2\n',
    },
    message:
      'calendar.csv row 2, column end: "2026-11-12T16:00" is not after the start 2026-11-12T19:00. Check both; an end after midnight is on the next date.',
  },
  'negative event size': {
    changes: {
      'calendar.csv': 'kind,title,start,end,expected_size\nlivestream,Live,2026-11-12T16:00,2026-11-12T19:00,-2\n',
    },
    message:
      'calendar.csv row 2, column expected_size: "-2" is negative. Write how big you expect it to be, in one unit for all events of its kind; empty means 1.',
  },
  'event without a kind': {
    changes: { 'calendar.csv': 'kind,title,start,end\n,Live,2026-11-12T16:00,2026-11-12T19:00\n' },
    message: 'calendar.csv row 2, column kind: "" is empty. Name what it is, such as livestream, sale or holiday.',
  },
  'time off of nobody': {
    changes: days('al,timeOff,2026-11-14T00:00,2026-11-15T00:00,,'),
    message: 'availability.csv row 2, column employee: "al" is not a person of employees.csv. Maybe you meant "an".',
  },
  'unknown kind of availability': {
    changes: days('an,vacation,2026-11-14T00:00,2026-11-15T00:00,,'),
    message:
      'availability.csv row 2, column kind: "vacation" is not a kind of availability. Use one of: timeOff, dayOffRequest, fixedShift, shiftOnRequest, shiftOffRequest, preferredHours.',
  },
  'unknown template': {
    changes: days('an,fixedShift,2026-11-10T09:00,2026-11-10T18:00,days,'),
    message:
      'availability.csv row 2, column template: "days" is not a shift template of plan.yaml. Maybe you meant "day".',
  },
  'fixed shift of another length': {
    changes: days('an,fixedShift,2026-11-10T09:00,2026-11-10T17:00,day,'),
    message:
      'availability.csv row 2, column end: "2026-11-10T17:00" ends 480 minutes after the start, but template "day" lasts 540. Correct the end, or choose another template.',
  },
  'fixed shift off the grid': {
    changes: days('an,fixedShift,2026-11-10T09:30,2026-11-10T18:30,day,'),
    message:
      'availability.csv row 2, column start: "2026-11-10T09:30" is off the grid of 60-minute intervals. Move the shift to the start of an interval.',
  },
  'template of a day off': {
    changes: days('an,timeOff,2026-11-14T00:00,2026-11-15T00:00,day,'),
    message:
      'availability.csv row 2, column template: "day" belongs to one of fixedShift, shiftOnRequest, shiftOffRequest, not to a timeOff. Leave it empty.',
  },
  'overlapping fixed shifts': {
    changes: days(
      'an,fixedShift,2026-11-10T09:00,2026-11-10T18:00,day,\nan,fixedShift,2026-11-10T10:00,2026-11-10T19:00,day,',
    ),
    message:
      'availability.csv row 3, column start: "2026-11-10T10:00" of an overlaps the fixedShift of row 2. Remove one of the two rows, or change its times.',
  },
  'fixed shift in time off': {
    changes: days(
      'an,timeOff,2026-11-10T00:00,2026-11-11T00:00,,\nan,fixedShift,2026-11-10T10:00,2026-11-10T19:00,day,',
    ),
    message:
      'availability.csv row 3, column start: "2026-11-10T10:00" of an overlaps the timeOff of row 2. Remove one of the two rows, or change its times.',
  },
  'overlapping previous shifts': {
    changes: tail('an,2026-11-08T09:00,2026-11-08T18:00,day,,chat', 'an,2026-11-08T10:00,2026-11-08T19:00,day,,chat'),
    message:
      'previous-roster.csv row 3, column start: "2026-11-08T10:00" of an overlaps the shift of row 2. Remove one of the two rows, or change its times.',
  },
  'previous shift with unknown queue and break': {
    changes: tail('an,2026-11-08T09:00,2026-11-08T18:00,day,tea 2026-11-08T12:00/2026-11-08T13:00|noon,chat|fax'),
    message: [
      'previous-roster.csv row 2, column queue_or_activity: "chat|fax" names the unknown queue "fax". Use one of: chat, tickets.',
      'previous-roster.csv row 2, column breaks: "tea 2026-11-08T12:00/2026-11-08T13:00|noon" holds a break of kind "tea", which template "day" does not have. Maybe you meant "meal".',
      'previous-roster.csv row 2, column breaks: "tea 2026-11-08T12:00/2026-11-08T13:00|noon" holds "noon", which is not a break. Write each as "meal 2026-11-09T12:00+08:00/2026-11-09T13:00+08:00", more than one joined by "|".',
    ].join('\n'),
  },
}
