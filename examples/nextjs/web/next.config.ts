import type { NextConfig } from "next"

import { SERVER } from "./lib/server"

const config: NextConfig = {
  // Sign-in, session and data: all of it is the Rust server's.
  async rewrites() {
    return [{ source: "/api/:path*", destination: `${SERVER}/api/:path*` }]
  },
}

export default config
