struct Visible {
    id: UserId,
    roles: Vec<Role>,
}
const _: () = {
    #[allow(unused_imports)]
    use ::auth::__private::session_data::NotShown as _;
    #[automatically_derived]
    impl ::auth::__private::session_data::SessionData for Visible {
        type Exists = ();
        fn write_user<M: ::auth::__private::serde_core::ser::SerializeMap>(
            &self,
            map: &mut M,
        ) -> ::core::result::Result<(), M::Error> {
            ::auth::__private::session_data::SessionValue::<
                UserId,
            >::write(&self.id, "id", map)?;
            ::core::result::Result::Ok(())
        }
        fn write_root<M: ::auth::__private::serde_core::ser::SerializeMap>(
            &self,
            map: &mut M,
        ) -> ::core::result::Result<(), M::Error> {
            ::auth::__private::session_data::SessionValue::<
                Vec<Role>,
            >::write(&self.roles, "roles", map)?;
            ::core::result::Result::Ok(())
        }
        fn duplicate(&self) -> ::core::option::Option<Self> {
            #[allow(unused_imports)]
            use ::auth::__private::session_data::NotCopied as _;
            ::core::option::Option::Some(Visible {
                id: ::auth::__private::session_data::Copied(&self.id).duplicate()?,
                roles: ::auth::__private::session_data::Copied(&self.roles).duplicate()?,
            })
        }
    }
    #[allow(unused_imports)]
    use ::auth::__private::derives::Lacks as _;
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < UserId > ::SERIALIZE,
            "`UserId` cannot be shown in the session: put `#[derive(serde::Serialize)]` on it"
        );
    };
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Role > ::SERIALIZE,
            "`Role` cannot be shown in the session: put `#[derive(serde::Serialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Vec < Role > > ::SERIALIZE,
            "`Vec<Role>` cannot be shown in the session: put `#[derive(serde::Serialize)]` on it"
        );
    };
};
::auth::__private::with_typescript! {
    #[automatically_derived] impl ::auth::__private::typescript::SessionTypes for Visible
    { fn list(members : & mut ::auth::__private::typescript::Members < '_ >) { members
    .field("id", | types : & mut ::auth::__private::typescript::Declarations | {
    #[allow(unused_imports)] use ::auth::__private::typescript::probe:: { Other as _, Own
    as _, Unknown as _ }; (&& & ::auth::__private::typescript::probe::Probe:: < UserId >
    ::new()).type_name(types) }, true); members.field("roles", | types : & mut
    ::auth::__private::typescript::Declarations | { #[allow(unused_imports)] use
    ::auth::__private::typescript::probe:: { Other as _, Own as _, Unknown as _ }; (&& &
    ::auth::__private::typescript::probe::Probe:: < Vec < Role > > ::new())
    .type_name(types) }, false); } }
}
