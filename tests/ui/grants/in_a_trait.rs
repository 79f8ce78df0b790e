//! token: granted
//! fix: belongs outside of

use auth::{Session, Set};

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

pub trait Grants {
    #[auth::grants]
    fn granted(session: &Session<Visible>) -> Set<Permission>;
    fn other(session: &Session<Visible>) -> Set<Permission>;
}

fn main() {}
