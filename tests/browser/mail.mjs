// An SMTP server that keeps nothing: each mail becomes a line of JSON on stdout, as a mail program reads it.
// The first line is the port. Mails to *@refused.example are refused; the server ends with its stdin.
//   node mail.mjs        without TLS
//   node mail.mjs tls    with TLS, and a certificate that nobody trusts
import { simpleParser } from "mailparser"
import { SMTPServer } from "smtp-server"

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`)

const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  secure: process.argv[2] === "tls",
  onRcptTo({ address }, _session, done) {
    const refused = address.endsWith("@refused.example")
    done(refused ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null)
  },
  async onData(stream, { envelope }, done) {
    const mail = await simpleParser(stream)
    say({
      envelope: { from: envelope.mailFrom.address, to: envelope.rcptTo.map(({ address }) => address) },
      headers: mail.headerLines.map(({ key }) => key),
      from: mail.from.text,
      to: mail.to.text,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
    })
    done()
  },
})
server.on("error", (error) => console.error(error.message))
server.listen(0, "127.0.0.1", () => say(server.server.address().port))
process.stdin.resume().on("end", () => process.exit())
