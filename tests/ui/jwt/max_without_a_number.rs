//! token: max
//! fix: write `max = 64`

#[auth::jwt]
pub struct Token {
    #[auth(max)]
    pub team: String,
}

fn main() {}
