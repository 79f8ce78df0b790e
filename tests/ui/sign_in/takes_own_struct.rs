//! token: Tenant
//! fix: it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `&Account`,

use auth::prelude::*;

struct Tenant;

#[auth::sign_in]
async fn guard(user: &User, tenant: Tenant) -> bool {
    let Tenant = tenant;
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
