//! token: granted
//! fix: `Send`

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::grants]
async fn granted(session: &Session<Visible>) -> Set<Permission> {
    let role = std::rc::Rc::new(session.admin);
    std::future::ready(()).await;
    if *role { Set::all() } else { Set::NONE }
}

fn main() {}
