import '../accounts.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../../components/choice.tsx'
import { Guarded } from '../../../components/guarded.tsx'
import { Sheet } from '../../../components/sheet.tsx'
import { OwnPassword } from './own-password.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { OwnTokens } from './own-tokens.tsx'

const PARTS = ['password', 'sessions', 'tokens'] as const
type Part = (typeof PARTS)[number]

/** What somebody has of their own account: the password, where they are signed in, and tokens for programs. */
export function AccountDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [part, setPart] = useState<Part>('password')
  return (
    <Sheet title={t('account.own')} onClose={onClose}>
      <div className="own-account">
        <Choice
          label={t('account.parts')}
          value={part}
          options={PARTS.map((value) => ({ value, label: t(`account.part.${value}`) }))}
          onChange={setPart}
        />
        <Guarded key={part}>
          {part === 'password' && <OwnPassword />}
          {part === 'sessions' && <OwnSessions />}
          {part === 'tokens' && <OwnTokens />}
        </Guarded>
      </div>
    </Sheet>
  )
}
