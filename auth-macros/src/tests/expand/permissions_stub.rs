enum Permission {
    Refund(u32),
}
::core::compile_error! {
    "a permission has no fields: write `Refund` alone, and check in the handler, or with `#[auth::guard]`, what it is about"
}
#[automatically_derived]
impl ::auth::__private::Permissions for Permission
where
    Self: 'static,
{
    const ALL: &'static [Self] = &[];
    fn bit(&self) -> u32 {
        0
    }
    fn name(&self) -> &'static str {
        ""
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
mod permission {
    pub(super) enum Refund {}
}
#[automatically_derived]
#[allow(deprecated)]
impl ::auth::__private::PermissionType for permission::Refund {
    type Permission = Permission;
    fn permission() -> ::core::option::Option<Permission> {
        ::core::option::Option::None
    }
}
