"use client"

import { signIn } from "next-auth/react"
import { useState, type FormEvent } from "react"

export function SignInForm({ callbackUrl }: { callbackUrl: string }) {
  const [message, setMessage] = useState<string>()

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const { name, password } = Object.fromEntries(form)
    const result = await signIn("credentials", { name, password, redirectTo: callbackUrl, redirect: false })
    // The Rust server has checked that `url` is a page of this site.
    if (result?.ok && !result.error) location.assign(result.url ?? "/")
    else setMessage("The name or the password is wrong.")
  }

  return (
    <form onSubmit={send}>
      {message && <p role="alert">{message}</p>}
      <label>
        Name <input name="name" autoComplete="username" required />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button>Sign in</button>
    </form>
  )
}
