//! token: Permission
//! fix: put `#[auth::permissions]` on the enum

use auth::permission::Permissions;

pub enum Permission {
    Read,
}

fn all<P: Permissions>() {}

fn main() {
    all::<Permission>();
}

