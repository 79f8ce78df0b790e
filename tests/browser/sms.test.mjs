// Codes by telephone: a sign-in, and the number on the account page, by keyboard, in light and dark, and on a phone.

import assert from "node:assert/strict"
import { after, before, test } from "node:test"

import { audit, tabTo } from "./audit.mjs"
import { launch, openForm, visit } from "./chromium.mjs"
import { startSms } from "./server.mjs"

const NUMBER = "+44 20 7946 0018"

let server, browser

before(async () => {
  ;[server, browser] = await Promise.all([startSms(), launch()])
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

/** Waits for the code of the message that the server prints after a point in its output. */
const code = async (from) => (await server.printed(from, /#(\d{6})/))[1]

const who = async (context) => (await (await context.request.get("/auth/session")).json())?.user?.email ?? null
const other = (code) => String((Number(code) + 1) % 1_000_000).padStart(6, "0")

test("a code signs in with the keyboard alone, and a wrong one says so", async (t) => {
  const { page, context, complaints } = await guest(t)
  await page.goto("/auth/signin?callbackUrl=/")
  const form = await openForm(page, "/signin/sms")
  await audit(page, "sms-sign-in")
  const from = server.output().length
  await form.getByLabel("Phone number").focus()
  await page.keyboard.type(NUMBER)
  await page.keyboard.press("Enter")
  await page.waitForURL((url) => url.pathname === "/auth/verify-request")
  const sent = await code(from)
  assert.match(await page.locator("main").innerText(), /\+442079460018/)
  await audit(page, "sms-code")
  assert.ok(await page.getByRole("textbox", { name: "Code" }).evaluate((it) => it === document.activeElement))
  await page.keyboard.type(other(sent))
  await page.keyboard.press("Enter")
  await page.waitForURL((url) => url.searchParams.get("error") === "WrongCode")
  assert.match(await page.getByRole("alert").textContent(), /This code is wrong/)
  await audit(page, "sms-code-wrong")
  await page.keyboard.type(`${sent.slice(0, 3)} ${sent.slice(3)}`)
  await page.keyboard.press("Enter")
  await page.waitForURL((url) => url.pathname === "/")
  assert.equal(await who(context), "ada@example.com")
  assert.deepEqual(complaints, [])
})

test("a number that nobody has gets the same page and no code", async (t) => {
  const { page, context, complaints } = await guest(t)
  const from = server.output().length
  await page.goto("/auth/signin?callbackUrl=/")
  const form = await openForm(page, "/signin/sms")
  await form.getByLabel("Phone number").fill("+44 20 7946 0999")
  await page.keyboard.press("Enter")
  await page.waitForURL((url) => url.pathname === "/auth/verify-request")
  assert.match(await page.locator("main").innerText(), /If \+442079460999 is the phone number of an account/)
  await page.keyboard.type("123456")
  await page.keyboard.press("Enter")
  await page.waitForURL((url) => url.searchParams.get("error") === "WrongCode")
  assert.doesNotMatch(server.output().slice(from), /--- message/)
  assert.equal(await who(context), null)
  assert.deepEqual(complaints, [])
})

test("what is no number comes back to its form", async (t) => {
  const { page, complaints } = await guest(t)
  await page.goto("/auth/signin?callbackUrl=/")
  const form = await openForm(page, "/signin/sms")
  await form.getByLabel("Phone number").fill("020 7946 0018")
  await page.keyboard.press("Enter")
  await page.waitForURL((url) => url.searchParams.get("error") === "InvalidPhoneNumber")
  assert.match(await page.getByRole("alert").textContent(), /with \+ and the country code/)
  assert.equal(await page.getByLabel("Phone number").inputValue(), "020 7946 0018", "what was typed is kept")
  await audit(page, "sms-invalid")
  assert.deepEqual(complaints, [])
})

test("a user replaces the number on the account page with the keyboard, and removes it", async (t) => {
  const { page, complaints } = await guest(t)
  await page.goto("/auth/signin?callbackUrl=/auth/account")
  const form = await openForm(page, "/callback/credentials")
  await form.getByLabel("Email").fill("ada@example.com")
  await form.getByLabel("Password").fill("correct horse battery")
  await page.keyboard.press("Enter")
  await page.waitForURL((url) => url.pathname === "/auth/account")
  await audit(page, "account-phone-number")

  await tabTo(page, "Change the phone number +442079460018")
  await page.keyboard.press("Enter")
  await tabTo(page, "Phone number")
  await page.keyboard.type("+49 30 23125018")
  await audit(page, "account-phone-change")
  const from = server.output().length
  await page.keyboard.press("Enter")
  await page.waitForURL((url) => url.pathname === "/auth/verify-request")
  assert.match(await page.locator("main").innerText(), /We have sent a code to \+493023125018/)
  await audit(page, "account-phone-code")
  await page.keyboard.type(await code(from))
  await page.getByRole("button", { name: "Confirm" }).press("Enter")
  await page.waitForURL((url) => url.pathname === "/auth/account")
  assert.equal(await page.getByText("+493023125018", { exact: true }).count(), 1)
  assert.equal(await page.getByText("+442079460018", { exact: true }).count(), 0)

  await page.getByRole("button", { name: "Remove the phone number +493023125018" }).press("Enter")
  assert.match(await page.getByRole("status").textContent(), /The phone number is removed/)
  await page.getByLabel("Phone number").fill("12345")
  await page.keyboard.press("Enter")
  assert.match(await page.getByRole("alert").textContent(), /with \+ and the country code/)
  await audit(page, "account-phone-none")
  assert.deepEqual(complaints, [])
})
