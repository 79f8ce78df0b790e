//! token: <R>
//! fix: write the types out

use auth::prelude::*;

#[auth::jwt]
pub struct Token<R> {
    pub role: R,
}

#[auth::jwt]
async fn issue() -> Token<bool> {
    Token { role: true }
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}
