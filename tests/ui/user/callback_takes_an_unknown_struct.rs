//! token: AppUsr
//! fix: a struct with a similar name exists

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub nick: Option<String>,
}

#[auth::sign_in]
async fn guard(user: &User<AppUsr>) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().sign_in::<guard>().build();
}
