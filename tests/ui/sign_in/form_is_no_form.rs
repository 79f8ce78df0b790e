//! token: Option<Form<Login>>
//! fix: it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `&Account`,

use auth::prelude::*;

struct Login;

#[auth::sign_in]
async fn guard(form: Option<Form<Login>>) -> bool {
    form.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
