// What the server puts into sessions and tokens. Its test writes this file: `AUTH_UPDATE=1 cargo test`.

import type { DefaultSession } from "next-auth";

export type Role = "reader" | "power-user" | "admin";

export type Team = { id: string; displayName: string | null; subTeams?: Team[] };

export type Permission = "read" | "close_account" | "type";

declare module "next-auth" {
  interface Session {
    user: {
      id: string;
      role: Role;
      team: Team | null;
      permissions: Record<string, Role[]>;
      may: Permission[];
      balance: string;
    } & DefaultSession["user"];
    "site-banner": `Hello, ${string}`;
    flags: Array<boolean | null>;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    id: string;
    "tenant-id": number;
    role: Role;
    level?: number;
    team?: Team | null;
  }
}
