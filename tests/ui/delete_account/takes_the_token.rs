//! token: &Jwt<Token>
//! fix: it can take `&User`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub team: u32,
}

#[auth::delete_account]
async fn forget(token: &Jwt<Token>) {
    let _ = token.team;
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
