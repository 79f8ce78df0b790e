//! token: AuditLog
//! fix: a struct with a similar name exists

use auth::prelude::*;

#[derive(Clone)]
pub struct AuditLogs;

impl AuditLogs {
    fn add(&self, _: &UserId) {}
}

#[auth::event(sign_in)]
async fn audit(event: SignInEvent<'_>, State(log): State<AuditLog>) {
    log.add(&event.user.id);
}

fn main() {
    let _ = Auth::builder().on::<audit>().build();
}
