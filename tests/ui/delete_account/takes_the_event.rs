//! token: DeleteUserEvent<'_>
//! fix: write `user: &User`

use auth::callback::DeleteUserEvent;

#[auth::delete_account]
async fn forget(event: DeleteUserEvent<'_>) {
    let _ = event;
}

fn main() {}
