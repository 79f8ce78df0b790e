// Requests of server components to the Rust server, with the cookies of the visitor.

import type { Session } from "next-auth"
import { cookies } from "next/headers"

import { SERVER } from "./server"

/** Requests a path of the Rust server in the name of the visitor. */
export async function ask(path: string): Promise<Response> {
  const cookie = (await cookies()).toString()
  return fetch(`${SERVER}${path}`, { headers: { cookie, accept: "application/json" }, cache: "no-store" })
}

/** The session of the visitor. `null` if nobody is signed in. */
export async function currentSession(): Promise<Session | null> {
  const response = await ask("/api/auth/session")
  if (!response.ok) throw new Error(`the session could not be read: ${response.status}`)
  return (await response.json()) as Session | null
}
