use auth::prelude::*;

#[auth::jwt]
pub struct Token;

#[auth::jwt]
async fn issue() -> Token {
    Token
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}
