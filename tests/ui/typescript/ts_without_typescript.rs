#[auth::session]
pub struct Visible {
    #[auth(ts = "string")]
    pub balance: u64,
}

fn main() {}
