//! token: ts
//! fix: write `#[auth::session(typescript)]` on this one

#[auth::session]
pub struct Visible {
    #[auth(ts = "string")]
    pub balance: u64,
}

fn main() {}
