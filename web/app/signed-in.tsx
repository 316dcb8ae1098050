import { useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense, useState } from 'react'
import { Failure } from '../components/failure.tsx'
import { Loading } from '../components/loading.tsx'
import { ApiError } from '../lib/api.ts'
import { meQuery } from '../lib/me.ts'
import { useSessionEnded } from '../lib/use-session.ts'
import { TopBar } from './top-bar.tsx'
import { SignInAgain, SignInPage, WelcomePage } from './views.ts'

/** What is inside, for somebody who is signed in; else the way in. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { data: me, error, refetch } = useQuery(meQuery)
  const hasEnded = useSessionEnded()
  const [token, setToken] = useState(() => new URLSearchParams(window.location.search).get('welcome'))
  if (token !== null) {
    return (
      <WayIn>
        <WelcomePage token={token} onDone={() => setToken(null)} />
      </WayIn>
    )
  }
  if (me) {
    return (
      <>
        {children}
        <Suspense>{hasEnded && <SignInAgain />}</Suspense>
      </>
    )
  }
  if (error instanceof ApiError && error.code === 'notSignedIn') {
    return (
      <WayIn>
        <SignInPage />
      </WayIn>
    )
  }
  return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
}

/** The page of somebody whom it does not know yet. */
function WayIn({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar />
      <main id="main" tabIndex={-1}>
        <Suspense>{children}</Suspense>
      </main>
    </>
  )
}
