//! token: delete_account::<gone>
//! fix: put `#[auth::delete_account]` on the function

use auth::prelude::*;

#[auth::event(delete_user)]
async fn gone(event: DeleteUserEvent<'_>) {
    let _ = &event.user.id;
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<gone>().build();
}
