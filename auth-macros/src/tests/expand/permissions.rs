/// Permissions.
#[derive(Clone, Copy)]
pub(super) enum Permission {
    /// Read.
    Read,
    #[cfg(unix)]
    CloseAccount = 7,
    r#Type,
}
#[automatically_derived]
#[allow(deprecated)]
impl ::auth::__private::Permissions for Permission {
    const ALL: &'static [Self] = &[
        Self::Read,
        #[cfg(unix)]
        Self::CloseAccount,
        Self::r#Type,
    ];
    fn bit(&self) -> u32 {
        match self {
            Self::Read => 0u32,
            #[cfg(unix)]
            Self::CloseAccount => 1u32,
            Self::r#Type => 2u32,
        }
    }
    fn name(&self) -> &'static str {
        match self {
            Self::Read => "read",
            #[cfg(unix)]
            Self::CloseAccount => "close_account",
            Self::r#Type => "type",
        }
    }
}
///The permissions of `Permission` as types, for `Can<…>`.
#[allow(
    dead_code,
    missing_debug_implementations,
    missing_docs,
    non_camel_case_types,
    unreachable_pub
)]
pub(super) mod may {
    /// Read.
    pub(in super::super) enum Read {}
    #[cfg(unix)]
    pub(in super::super) enum CloseAccount {}
    pub(in super::super) enum r#Type {}
}
#[automatically_derived]
#[allow(deprecated)]
impl ::auth::__private::PermissionType for may::Read {
    type Permission = Permission;
    fn permission() -> ::core::option::Option<Permission> {
        ::core::option::Option::Some(Permission::Read)
    }
}
#[cfg(unix)]
#[automatically_derived]
#[allow(deprecated)]
impl ::auth::__private::PermissionType for may::CloseAccount {
    type Permission = Permission;
    fn permission() -> ::core::option::Option<Permission> {
        ::core::option::Option::Some(Permission::CloseAccount)
    }
}
#[automatically_derived]
#[allow(deprecated)]
impl ::auth::__private::PermissionType for may::r#Type {
    type Permission = Permission;
    fn permission() -> ::core::option::Option<Permission> {
        ::core::option::Option::Some(Permission::r#Type)
    }
}
