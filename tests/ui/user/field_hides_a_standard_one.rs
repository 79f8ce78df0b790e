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
