import { useMutation, useQuery } from '@tanstack/react-query'
import { type RefObject, Suspense, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../server/contracts/access.ts'
import { signOut } from '../lib/account-queries.ts'
import { meQuery } from '../lib/me.ts'
import { forgetPerson } from '../lib/person-on-device.ts'
import { AccountDialog } from './views.ts'

/** Who is signed in, and what is theirs; nothing where nobody signs in. */
export function AccountMenu() {
  // Asked for by the page; here it is only told.
  const { data: me } = useQuery({ ...meQuery, enabled: false })
  return me && me.email !== null ? <Menu me={me} /> : null
}

function Menu({ me }: { me: Me }) {
  const { t } = useTranslation()
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [isOwnOpen, setIsOwnOpen] = useState(false)
  const leave = useMutation({ mutationFn: leaveThePage })
  return (
    <>
      <button
        ref={button}
        type="button"
        className="quiet account-button"
        popoverTarget={id}
        aria-label={t('account.menu', { name: me.displayName })}
      >
        {me.displayName}
      </button>
      <div ref={menu} id={id} popover="auto" className="account-menu" onToggle={() => placeBelow(menu, button)}>
        <p>
          <strong>{me.displayName}</strong>
          <br />
          <span className="soft">{me.email}</span>
        </p>
        <p>{[...new Set(me.memberships.map(({ role }) => t(`role.${role}`)))].join(t('controls.listComma'))}</p>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            menu.current?.hidePopover()
            setIsOwnOpen(true)
          }}
        >
          {t('account.own')}
        </button>
        <button type="button" className="quiet" disabled={leave.isPending} onClick={() => leave.mutate()}>
          {t('account.signOut')}
        </button>
        {leave.error && <p role="alert">{t('account.signOutFailed')}</p>}
      </div>
      <Suspense>{isOwnOpen && <AccountDialog onClose={() => setIsOwnOpen(false)} />}</Suspense>
    </>
  )
}

/** Nothing of the person stays, in the page or on the device. */
async function leaveThePage(): Promise<void> {
  await signOut()
  await forgetPerson()
  window.location.replace(window.location.pathname)
}

const MARGIN_PX = 8

/** Under the button's end, within the page. */
function placeBelow(menu: RefObject<HTMLElement | null>, button: RefObject<HTMLElement | null>): void {
  const box = button.current?.getBoundingClientRect()
  if (!box || !menu.current) return
  menu.current.style.top = `${box.bottom + MARGIN_PX / 2}px`
  menu.current.style.left = `${Math.max(MARGIN_PX, box.right - menu.current.offsetWidth)}px`
}
