use auth::prelude::*;

#[auth::event(sign_in)]
async fn audit(event: SignInEvent<'_>, State(log): State<AuditLog>) {
    log.add(&event.user.id);
}

fn main() {
    let _ = Auth::builder().on::<audit>().build();
}
