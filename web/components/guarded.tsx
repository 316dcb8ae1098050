import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { type ReactNode, Suspense } from 'react'
import { ErrorBoundary } from './error-boundary.tsx'
import { Failure } from './failure.tsx'
import { Loading } from './loading.tsx'

/** Waiting and failing of what is inside, kept to it. `key` it by what a new try depends on. */
export function Guarded({ children }: { children: ReactNode }) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <ErrorBoundary
          fallback={(error, clear) => (
            <Failure
              error={error}
              onRetry={() => {
                reset()
                clear()
              }}
            />
          )}
        >
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </ErrorBoundary>
      )}
    </QueryErrorResetBoundary>
  )
}
