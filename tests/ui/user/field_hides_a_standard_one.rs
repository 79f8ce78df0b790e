//! token: id
//! fix: read it as `user.id`, and remove this field or give it another name

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(rename = "employee_id")]
    pub id: Option<u64>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
