//! token: &self
//! fix: takes what it needs as `State<…>`

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

pub struct Roles;

impl Roles {
    #[auth::grants]
    fn granted(&self, _: &Session<Visible>) -> Set<Permission> {
        Set::all()
    }
}

fn main() {
    let _: Option<Session<Visible>> = None;
}
