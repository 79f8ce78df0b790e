#[auth::jwt]
pub struct Token {
    #[auth(max)]
    pub team: String,
}

fn main() {}
