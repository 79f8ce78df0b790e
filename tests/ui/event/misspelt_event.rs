use auth::prelude::*;

#[auth::event(signin)]
async fn audit(event: SignInEvent<'_>) {
    let _ = event.user;
}

fn main() {
    let _ = Auth::builder().state(()).on::<audit>().build();
}
