use auth::prelude::*;

#[auth::sign_in]
async fn guard(user) -> bool {
    true
}

fn main() {
    let _ = Auth::builder().sign_in::<guard>().build();
}
