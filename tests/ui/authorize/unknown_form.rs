use auth::prelude::*;

#[auth::authorize]
async fn login(form: Logn) -> Option<User> {
    let _ = form;
    None
}

fn main() {
    let _ = Auth::builder().credentials::<login>().build();
}
