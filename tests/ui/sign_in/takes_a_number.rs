//! token: u32
//! fix: it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `&Account`,

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User, attempts: u32) -> bool {
    user.email.is_some() && attempts < 3
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
