"use client"

import { useSession } from "next-auth/react"
import { useRouter } from "next/navigation"
import { useState, type FormEvent } from "react"

/** The form for editors. Readers do not see it, and the guard in the Rust server refuses what they send. */
export function Publish() {
  const { data: session } = useSession()
  const router = useRouter()
  const [message, setMessage] = useState<string>()
  if (session?.user.role !== "editor") return null

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const title = new FormData(form).get("title")
    const response = await fetch("/api/articles", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ title }),
    })
    setMessage(response.ok ? undefined : `The server has refused it (${response.status}).`)
    if (!response.ok) return
    form.reset()
    router.refresh()
  }

  return (
    <form onSubmit={send}>
      {message && <p role="alert">{message}</p>}
      <label>
        Title <input name="title" required />
      </label>
      <button>Publish</button>
    </form>
  )
}
