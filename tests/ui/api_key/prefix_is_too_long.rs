//! token: "acme_production_key"
//! fix: write `prefix = "acmeproductionke"`

#[auth::api_key(prefix = "acme_production_key")]
pub struct Key {}

fn main() {}
