"use client"

import { signIn, signOut, useSession } from "next-auth/react"
import { useRouter } from "next/navigation"

/** The signed-in user, with a switch for the theme, which is kept in the token. */
export function Account() {
  const { data: session, update } = useSession()
  const router = useRouter()
  if (!session) return <button onClick={() => signIn()}>Sign in</button>
  const { name, role, theme } = session.user
  const other = theme === "dark" ? "light" : "dark"

  async function change() {
    await update({ theme: other })
    router.refresh() // The layout reads the session again.
  }

  return (
    <div>
      <span>
        {name}, {role}
      </span>{" "}
      <button onClick={change}>Use the {other} theme</button> <button onClick={() => signOut()}>Sign out</button>
    </div>
  )
}
