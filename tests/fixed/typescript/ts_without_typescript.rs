//! Mended as the message says.

#[auth::session(typescript)]
pub struct Visible {
    #[auth(ts = "string")]
    pub balance: u64,
}

fn main() {}
