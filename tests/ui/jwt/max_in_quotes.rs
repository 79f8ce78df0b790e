//! token: "64"
//! fix: write `max = 64`

#[auth::jwt]
pub struct Token {
    #[auth(max = "64")]
    pub team: String,
}

fn main() {}
