//! token: permission
//! fix: `Permission::Refund` not covered

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn name(permission: Permission) -> &'static str {
    match permission {
        Permission::Read => "read",
    }
}

fn main() {
    name(Permission::Read);
}

