use auth::prelude::*;

#[auth::jwt]
async fn issue(user: &User) {
    let _ = user;
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}
