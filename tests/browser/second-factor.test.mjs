// A second factor on the built-in pages: enrolled at a sign-in, used, and replaced by a recovery code.

import assert from "node:assert/strict"
import { mkdir } from "node:fs/promises"
import { resolve } from "node:path"
import { after, before, test } from "node:test"

import { totp } from "./authenticator.mjs"
import { launch, visit } from "./chromium.mjs"
import { startSecondFactor } from "./server.mjs"

const PICTURES = resolve(import.meta.dirname, "../../target/screenshots")
const PASSWORD = "correct horse"

let server, browser

before(async () => {
  await mkdir(PICTURES, { recursive: true })
  ;[server, browser] = await Promise.all([startSecondFactor(), launch()])
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

async function guest(t, options = {}) {
  const { page, context, complaints } = await visit(browser, server.url, options)
  t.after(() => context.close())
  return { page, context, complaints }
}

async function password(page, name) {
  await page.goto("/auth/signin?callbackUrl=/")
  await page.getByLabel("Name").fill(name)
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: /^Sign in with/ }).click()
}

async function code(page, label, text) {
  await page.getByRole("textbox", { name: label, exact: true }).fill(text)
  await page.getByRole("button", { name: "Continue" }).click()
}

async function who(page, expected) {
  await page.waitForURL((url) => url.pathname === "/")
  const session = JSON.parse(await page.locator("body").innerText())
  assert.equal(session?.user?.name ?? session?.name ?? null, expected)
}

test("an administrator enrols, signs in with a code, and with a recovery code", async (t) => {
  const first = await guest(t, { colorScheme: "light" })
  await password(first.page, "admin")
  await first.page.waitForURL(/\/auth\/second-factor$/)
  assert.equal(await first.page.locator("svg.qr").count(), 1)
  await first.page.screenshot({ path: `${PICTURES}/second-factor-enrolment.png`, fullPage: true })
  const key = await first.page.locator("code.key").innerText()
  await first.page.goto("/")
  await who(first.page, null)
  await first.page.goto("/auth/second-factor")
  await code(first.page, "Code", "000000")
  await first.page.getByRole("alert").waitFor()
  await code(first.page, "Code", totp(key))
  const codes = await first.page.locator("ul.codes li").allInnerTexts()
  assert.equal(codes.length, 10)
  await first.page.screenshot({ path: `${PICTURES}/second-factor-recovery-codes.png`, fullPage: true })
  await first.page.getByRole("link", { name: "I have kept them" }).click()
  await who(first.page, "admin")

  const second = await guest(t, { colorScheme: "dark" })
  await password(second.page, "admin")
  await second.page.waitForURL(/\/auth\/second-factor$/)
  const field = second.page.getByRole("textbox", { name: "Code", exact: true })
  assert.equal(await field.getAttribute("autocomplete"), "one-time-code")
  assert.equal(await field.getAttribute("inputmode"), "numeric")
  await second.page.screenshot({ path: `${PICTURES}/second-factor-dark.png`, fullPage: true })
  // The code of the enrolment is used, so the one of the next step counts, which the server accepts.
  await code(second.page, "Code", totp(key, 1))
  await who(second.page, "admin")

  const third = await guest(t, { colorScheme: "light" })
  await password(third.page, "admin")
  await third.page.screenshot({ path: `${PICTURES}/second-factor-light.png`, fullPage: true })
  await third.page.getByRole("link", { name: "Use a recovery code" }).click()
  await code(third.page, "Recovery code", codes[0].toLowerCase())
  await who(third.page, "admin")

  const fourth = await guest(t)
  await password(fourth.page, "admin")
  await fourth.page.getByRole("link", { name: "Use a recovery code" }).click()
  await code(fourth.page, "Recovery code", codes[0])
  await fourth.page.getByRole("alert").waitFor()
  for (const { complaints } of [first, second, third, fourth]) assert.deepEqual(complaints, [])
})

test("a user without a second factor is not asked", async (t) => {
  const { page, complaints } = await guest(t)
  await password(page, "ada")
  await who(page, "ada")
  assert.deepEqual(complaints, [])
})
