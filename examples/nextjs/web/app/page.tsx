import { currentSession } from "../lib/session"

export default async function Home() {
  const session = await currentSession()
  return <h1>{session ? `Welcome back, ${session.user.name}` : "Welcome"}</h1>
}
