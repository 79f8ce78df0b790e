import type { Metadata } from "next"
import Link from "next/link"
import type { ReactNode } from "react"

import { currentSession } from "../lib/session"
import { Account } from "./account"
import { Providers } from "./providers"
import "./style.css"

export const metadata: Metadata = { title: "Articles", icons: "data:," }

/** The frame of all pages. It reads the session on the server, so that the first HTML shows the signed-in user. */
export default async function Layout({ children }: { children: ReactNode }) {
  const session = await currentSession()
  return (
    <html lang="en" data-theme={session?.user.theme}>
      <body>
        <Providers session={session}>
          <header>
            <nav>
              <Link href="/">Home</Link> <Link href="/articles">Articles</Link>
            </nav>
            <Account />
          </header>
          <main>{children}</main>
        </Providers>
      </body>
    </html>
  )
}
