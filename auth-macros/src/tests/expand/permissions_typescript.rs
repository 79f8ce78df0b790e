pub enum Permission {
    Read,
}
#[automatically_derived]
#[allow(deprecated)]
impl ::auth::__private::Permissions for Permission {
    const ALL: &'static [Self] = &[Self::Read];
    fn bit(&self) -> u32 {
        match self {
            Self::Read => 0u32,
        }
    }
    fn name(&self) -> &'static str {
        match self {
            Self::Read => "read",
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
pub mod permission {
    pub enum Read {}
}
#[automatically_derived]
#[allow(deprecated)]
impl ::auth::__private::PermissionType for permission::Read {
    type Permission = Permission;
    fn permission() -> ::core::option::Option<Permission> {
        ::core::option::Option::Some(Permission::Read)
    }
}
::auth::__private::with_typescript! {
    #[automatically_derived] impl ::auth::__private::typescript::TypeScript for
    Permission { fn type_name(types : & mut ::auth::__private::typescript::Declarations)
    -> ::std::string::String { types.permissions:: < Self > ("Permission") } }
}
