// Mistakes that the types find: each line below such a comment must fail.

import { useSession } from "next-auth/react"
import type { JWT } from "next-auth/jwt"

export function Wrong({ token }: { token: JWT }) {
  const { data: session } = useSession()
  if (!session) return null
  // error TS2367: there is no such role
  const isKing = session.user.role === "king"
  // error TS2339: no such field
  const secret = session.user.password
  // error TS18047: the team may be null
  const team = session.user.team.id
  // error TS2322: it is text
  const balance: number = session.user.balance
  // error TS18048: older tokens lack it
  const level = token.level.toFixed()
  // error TS2345: there is no such permission
  const mayFly = session.user.may.includes("fly")
  return <p hidden={isKing && mayFly}>{secret} {team} {balance} {level}</p>
}
