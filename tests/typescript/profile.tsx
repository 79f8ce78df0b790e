// A component that shows what the session holds.

import { useSession } from "next-auth/react"
import type { Permission, Role } from "./next-auth.js"

const titles: Record<Role, string> = { reader: "Reader", "power-user": "Power user", admin: "Administrator" }

/** Each permission has a button. One that is added, or renamed, has to be added here. */
const buttons: Record<Permission, string> = { read: "Read", close_account: "Close the account", type: "Type" }

export function Profile() {
  const { data: session } = useSession()
  if (!session) return <p>Nobody is signed in.</p>
  const { user } = session
  const teams: string[] = (user.team?.subTeams ?? []).map((team) => team.displayName ?? team.id)
  const mayEdit: boolean = user.permissions["docs"]?.includes("power-user") ?? false
  return (
    <section title={session["site-banner"].slice("Hello, ".length)}>
      <h1>{user.name ?? user.email ?? user.id}</h1>
      <p>{titles[user.role]}</p>
      {user.role === "admin" && <a href="/admin">Administration</a>}
      <p>{user.balance.padStart(3, "0")}</p>
      {user.may.map((permission) => <button key={permission}>{buttons[permission]}</button>)}
      {user.may.includes("close_account") && <a href="/close">Close the account</a>}
      <ul>{teams.map((name) => <li key={name}>{name}</li>)}</ul>
      <p hidden={!mayEdit || session.flags.every((flag) => flag === null)}>{session.expires.toUpperCase()}</p>
    </section>
  )
}
