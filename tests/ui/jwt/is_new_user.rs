//! token: bool
//! fix: write `trigger: Trigger`

#[auth::jwt]
pub struct Token {
    pub fresh: bool,
}

#[auth::jwt]
async fn issue(is_new_user: bool) -> Token {
    Token { fresh: is_new_user }
}

fn main() {}
