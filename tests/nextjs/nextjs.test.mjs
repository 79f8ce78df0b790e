// The Next.js example in a real browser: next-auth/react, server components and the API, all of them with the Rust server.

import assert from "node:assert/strict"
import { mkdir } from "node:fs/promises"
import { resolve } from "node:path"
import { after, before, test } from "node:test"

import { launch, visit } from "../browser/chromium.mjs"
import { startNext } from "./server.mjs"

const PICTURES = resolve(import.meta.dirname, "../../target/screenshots")

let server, browser

before(async () => {
  await mkdir(PICTURES, { recursive: true })
  ;[server, browser] = await Promise.all([startNext(), launch()])
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

async function guest(t) {
  const { page, context, complaints } = await visit(browser, server.url)
  t.after(() => context.close())
  return { page, context, complaints }
}

/** Fills in and sends the form of the application's sign-in page. */
async function send(page, name, password) {
  await page.getByLabel("Name").fill(name)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click()
}

const heading = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor()
const account = (page, text) => page.getByRole("banner").getByText(text, { exact: true }).waitFor()
/** The HTML that the server sends before any script runs. */
const html = async (context, path) => (await context.request.get(path)).text()

test("signIn() leads to the page of the application, which signs in and leads back", async (t) => {
  const { page, context, complaints } = await guest(t)
  await page.goto("/articles")
  await page.waitForURL("**/sign-in?callbackUrl=%2Farticles")
  await send(page, "ada", "a guess")
  await page.getByRole("main").getByRole("alert").getByText("The name or the password is wrong.").waitFor()
  await send(page, "ada", "countess")
  await page.waitForURL("**/articles")
  await heading(page, "Articles")
  await account(page, "Ada, editor")
  await page.screenshot({ path: `${PICTURES}/nextjs-articles.png` })

  const cookies = (await context.cookies()).filter(({ name }) => name === "authjs.session-token")
  assert.equal(cookies.length, 1)
  assert.ok(cookies[0].httpOnly)
  assert.deepEqual(complaints, [])
})

test("the button of next-auth/react leads to the sign-in page and back to where it was", async (t) => {
  const { page } = await guest(t)
  await page.goto("/")
  await heading(page, "Welcome")
  await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL((url) => url.pathname === "/sign-in")
  await send(page, "bob", "builder")
  await heading(page, "Welcome back, Bob")
  await account(page, "Bob, reader")
})

test("server components show the session in the first HTML", async (t) => {
  const { page, context } = await guest(t)
  assert.match(await html(context, "/"), /<h1>Welcome<\/h1>/)
  await page.goto("/sign-in")
  await send(page, "ada", "countess")
  await heading(page, "Welcome back, Ada")
  assert.match(await html(context, "/"), /<h1>Welcome back, Ada<\/h1>/)
  assert.match(await html(context, "/articles"), /<li>Notes on the engine<\/li>/)
})

test("update() changes the token, and the server components see it", async (t) => {
  const { page, context, complaints } = await guest(t)
  await page.goto("/sign-in")
  await send(page, "ada", "countess")
  await page.getByRole("button", { name: "Use the dark theme" }).click()
  await page.locator("html[data-theme=dark]").waitFor()
  await page.reload()
  await page.getByRole("button", { name: "Use the light theme" }).waitFor()
  assert.match(await html(context, "/"), /data-theme="dark"/)
  assert.deepEqual(complaints, [])
})

test("the Rust server decides who publishes, whatever the page shows", async (t) => {
  const publish = (page) =>
    page.evaluate(async () => {
      const headers = { "content-type": "application/json" }
      const body = JSON.stringify({ title: "From the console" })
      return (await fetch("/api/articles", { method: "POST", headers, body })).status
    })
  const { page } = await guest(t)
  await page.goto("/")
  assert.equal(await publish(page), 401)
  await page.goto("/sign-in?callbackUrl=%2Farticles")
  await send(page, "bob", "builder")
  await account(page, "Bob, reader")
  await heading(page, "Articles")
  assert.equal(await page.getByRole("button", { name: "Publish" }).count(), 0)
  assert.equal(await publish(page), 403)

  const editor = await guest(t)
  await editor.page.goto("/sign-in?callbackUrl=%2Farticles")
  await send(editor.page, "ada", "countess")
  await editor.page.getByLabel("Title").fill("On Bernoulli numbers")
  await editor.page.getByRole("button", { name: "Publish" }).click()
  await editor.page.getByRole("listitem").getByText("On Bernoulli numbers").waitFor()
  await page.reload()
  await page.getByRole("listitem").getByText("On Bernoulli numbers").waitFor()
})

test("signOut() ends the session in both", async (t) => {
  const { page, context } = await guest(t)
  await page.goto("/sign-in")
  await send(page, "ada", "countess")
  await page.getByRole("button", { name: "Sign out" }).click()
  await heading(page, "Welcome")
  assert.deepEqual((await context.cookies()).filter(({ name }) => name === "authjs.session-token"), [])
  assert.match(await html(context, "/"), /<h1>Welcome<\/h1>/)
  await page.goto("/articles")
  await page.waitForURL((url) => url.pathname === "/sign-in")
})
