//! Mended as the message says.

#[auth::api_key(prefix = "acmeproductionke")]
pub struct Key {}

fn main() {}
