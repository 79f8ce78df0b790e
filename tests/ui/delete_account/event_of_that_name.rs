//! token: delete_account
//! fix: delete_user

use auth::callback::DeleteUserEvent;

#[auth::event(delete_account)]
async fn forget(event: DeleteUserEvent<'_>) {
    let _ = event;
}

fn main() {}
