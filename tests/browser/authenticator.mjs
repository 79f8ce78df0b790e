// An authenticator app.

import { createHmac } from "node:crypto"

/** Returns the bytes of a key in base 32 (RFC 4648). */
function base32(text) {
  const bits = [...text.replaceAll(" ", "")]
    .map((digit) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(digit).toString(2).padStart(5, "0"))
    .join("")
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
}

/** Returns the code of an authenticator app (RFC 6238), some steps from now. */
export function totp(key, steps = 0) {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const mac = createHmac("sha1", base32(key)).update(counter).digest()
  const at = mac[19] & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0")
}
