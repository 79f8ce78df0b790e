//! Mended as the message says.

use auth::callback::Trigger;

#[auth::jwt]
pub struct Token {
    pub fresh: bool,
}

#[auth::jwt]
async fn issue(trigger: Trigger) -> Token {
    Token { fresh: trigger == Trigger::SignUp }
}

fn main() {}
