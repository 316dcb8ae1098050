import { type ContractTerm, rulePack } from './rule-pack.ts'

/** Overtime of a workweek by federal law, which California's labour code repeats. */
export const weeklyOvertimeTerm = (id: string, source: string): ContractTerm => ({
  id,
  name: { 'zh-CN': '每周超过 40 小时 150%', en: 'Beyond 40 hours a week at 150 %' },
  source,
  maxOrdinaryMinutesPerWeek: 40 * 60,
  minOvertimePremium: 0.5,
})

/**
 * Fair Labor Standards Act: more than 40 hours of a fixed workweek of 168 hours (the plan's week) are paid at 150 %, with
 * no averaging over weeks. It limits neither the day nor the week of adults, so all it asks for is in the contract's
 * terms. For those who are exempt from it, leave the term out.
 */
export const US_FEDERAL = rulePack({
  id: 'us-federal',
  name: { 'zh-CN': '美国联邦公平劳动标准法', en: 'United States, Fair Labor Standards Act' },
  contractTerms: [weeklyOvertimeTerm('us-weekly-overtime', 'Fair Labor Standards Act, 29 U.S.C. 207 (a) (1)')],
  rules: [],
})
