import type { Path } from './draft.ts'
import { TextField } from './fields.tsx'
import { useValue } from './form-context.tsx'

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/

/** A local date and time. What a file has in another form, with an offset for instance, stays a text. */
export function MomentField({ path, label, hint }: { path: Path; label: string; hint?: string }) {
  const [value = ''] = useValue<string>(path)
  return (
    <TextField
      path={path}
      label={label}
      hint={hint}
      type={value === '' || LOCAL.test(value) ? 'datetime-local' : 'text'}
    />
  )
}
