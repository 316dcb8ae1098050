import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Right } from '../../server/contracts/access.ts'
import { useMay } from '../lib/me.ts'

interface OnlyWithProps {
  readonly right: Right
  /** Says in its place why it is missing, where somebody would look for it. */
  readonly says?: 'planEdit' | 'planPublish' | 'costs'
  readonly children: ReactNode
}

/** What takes a right, for those who have it. */
export function OnlyWith({ right, says, children }: OnlyWithProps) {
  const { t } = useTranslation()
  if (useMay(right)) return children
  return says && <p className="soft">{t(`rights.missing.${says}`)}</p>
}
