//! token: Option<Form<Login>>
//! fix: it can take `RedirectUrl<'_>`

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub email: String,
    #[auth(password)]
    pub password: Secret,
}

#[auth::redirect]
async fn go(form: Option<Form<Login>>) -> Target {
    let _ = form;
    Target::Home
}

fn main() {
    let _ = Auth::builder().redirect::<go>();
}
