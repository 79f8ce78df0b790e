import { redirect } from "next/navigation"

import { ask } from "../../lib/session"
import { Publish } from "./publish"

/** The Rust server decides who reads this: the page has no check of its own. */
export default async function Articles() {
  const response = await ask("/api/articles")
  if (response.status === 401) redirect("/sign-in?callbackUrl=%2Farticles")
  if (!response.ok) throw new Error(`the articles could not be read: ${response.status}`)
  const titles = (await response.json()) as string[]
  return (
    <>
      <h1>Articles</h1>
      <ul>
        {titles.map((title, index) => (
          <li key={index}>{title}</li>
        ))}
      </ul>
      <Publish />
    </>
  )
}
