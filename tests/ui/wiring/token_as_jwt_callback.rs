//! token: jwt::<Token>
//! fix: put `#[auth::jwt]` on the function and register it by its name:

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

fn main() {
    let _ = Auth::builder().jwt::<Token>().build();
}
