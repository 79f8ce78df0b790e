// A service that shares the secret, and reads the token.

import type { JWT } from "next-auth/jwt"
import type { Role, Team } from "./next-auth.js"

export function describe(token: JWT): string {
  const role: Role = token.role
  const team: Team | null | undefined = token.team
  const level: number = token.level ?? 0
  return `${token.id.trim()} of ${token["tenant-id"].toFixed()}: ${role} ${level} ${team?.displayName ?? ""}`
}
