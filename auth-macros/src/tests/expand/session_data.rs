pub struct Visible {
    pub id: UserId,
    pub admin: bool,
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
                bool,
            >::write(&self.admin, "admin", map)?;
            ::core::result::Result::Ok(())
        }
        fn duplicate(&self) -> ::core::option::Option<Self> {
            #[allow(unused_imports)]
            use ::auth::__private::session_data::NotCopied as _;
            ::core::option::Option::Some(Visible {
                id: ::auth::__private::session_data::Copied(&self.id).duplicate()?,
                admin: ::auth::__private::session_data::Copied(&self.admin).duplicate()?,
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
            ::auth::__private::derives::Derives:: < bool > ::SERIALIZE,
            "`bool` cannot be shown in the session: put `#[derive(serde::Serialize)]` on it"
        );
    };
};
const _: () = {
    const IS_SOURCE: bool = <Token as ::auth::__private::callback::database::SessionSource>::IS_SUPPORTED;
    #[automatically_derived]
    impl<
        S: ::auth::__private::AppState,
    > ::auth::__private::callback::session::SessionCallback<
        S,
        ::auth::__private::callback::database::RecordOf<Token, { IS_SOURCE }>,
    > for Visible {
        type Wired = Self;
        type Outcome = Self;
        async fn call(
            _: ::auth::__private::callback::session::SessionCall<'_, S>,
            record: &::auth::__private::Jwt<
                ::auth::__private::callback::database::RecordOf<Token, { IS_SOURCE }>,
            >,
        ) -> ::core::result::Result<
            Self,
            ::auth::__private::callback::jwt::InvalidPayload,
        > {
            let fields = <::auth::__private::callback::wiring::Checked<
                Token,
                { IS_SOURCE },
            > as ::auth::__private::callback::database::SessionSource>::fields(record);
            let source = <::auth::__private::callback::wiring::Checked<
                Token,
                { IS_SOURCE },
            > as ::auth::__private::callback::database::SessionSource>::whole(record);
            ::core::result::Result::Ok(Visible {
                id: <_ as ::auth::__private::session_data::ShownAs<
                    UserId,
                >>::shown(&(*fields).id),
                admin: Token::is_admin(source),
            })
        }
    }
};
