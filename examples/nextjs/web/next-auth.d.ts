// What the server puts into sessions and tokens. Its test writes this file: `AUTH_UPDATE=1 cargo test`.

import type { DefaultSession } from "next-auth";

export type Role = "reader" | "editor";

export type Theme = "light" | "dark";

declare module "next-auth" {
  interface Session {
    user: {
      role: Role;
      theme: Theme;
    } & DefaultSession["user"];
  }
}
