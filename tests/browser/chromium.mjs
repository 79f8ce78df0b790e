// A real browser, and what it complains about.

import { chromium } from "playwright-core"

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS })
}

/** A fresh browser profile with one page. `complaints` collects violated policies and errors of scripts. */
export async function visit(browser, baseURL, options = {}) {
  const context = await browser.newContext({ baseURL, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints = []
  page.on("pageerror", (error) => complaints.push(String(error)))
  page.on("console", (message) => {
    // Chromium reports the status of some answers as an error too.
    if (message.type() === "error" && !message.text().includes("with a status of")) complaints.push(message.text())
  })
  return { page, context, complaints }
}

/** Fills the built-in sign-in page. */
export async function signIn(page, email, password) {
  await page.goto("/auth/signin")
  const form = await openForm(page, "/callback/credentials")
  await form.locator("#input-email-for-credentials-provider").fill(email)
  await form.getByLabel("Password").fill(password)
  await form.getByRole("button", { name: "Sign in with Password" }).click()
}

/** The form with an action, which is opened if it is folded. */
export async function openForm(page, action) {
  const form = page.locator(`form[action$="${action}"]`)
  const folded = page.locator("details:not([open])", { has: form })
  if (await folded.count()) await folded.locator("summary").click()
  return form
}
