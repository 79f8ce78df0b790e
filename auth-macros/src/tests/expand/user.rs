#[derive(Clone)]
pub struct AppUser {
    pub role: Role,
    pub nick: Option<String>,
}
const _: () = {
    #[allow(unused_imports)]
    use ::auth::__private::NotAColumn as _;
    #[automatically_derived]
    impl ::auth::__private::UserData for AppUser {
        type Declared = Self;
        const COLUMNS: &'static [&'static str] = &["role", "nickName"];
        fn of_new_user() -> Self {
            AppUser {
                role: <Role as ::auth::__private::DefaultColumn>::of_new_user(),
                nick: <Option<String> as ::auth::__private::EmptyColumn>::of_new_user(),
            }
        }
        fn read(
            columns: &::auth::__private::ExtraColumns,
        ) -> ::core::result::Result<Self, ::auth::__private::ColumnError> {
            ::core::result::Result::Ok(AppUser {
                role: ::auth::__private::ColumnValue::<
                    Role,
                >::read_or_default(columns, "role")?,
                nick: ::auth::__private::ColumnValue::<
                    Option<String>,
                >::read(columns, "nickName")?,
            })
        }
        fn write(
            &self,
        ) -> ::core::result::Result<
            ::auth::__private::ExtraColumns,
            ::auth::__private::ColumnError,
        > {
            let mut columns = ::auth::__private::ExtraColumns::new();
            ::auth::__private::ColumnValue::<
                Role,
            >::write(&self.role, &mut columns, "role")?;
            ::auth::__private::ColumnValue::<
                Option<String>,
            >::write(&self.nick, &mut columns, "nickName")?;
            ::core::result::Result::Ok(columns)
        }
    }
    #[allow(unused_imports)]
    use ::auth::__private::derives::Lacks as _;
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Role > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < Role > ::DESERIALIZE,
            "`Role` cannot be a column of the table of users: put `#[derive(Clone, serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Role > ::SERIALIZE,
            "`Role` cannot be a column of the table of users: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Role > ::DESERIALIZE,
            "`Role` cannot be a column of the table of users: it lacks `#[derive(serde::Deserialize)]`"
        );
    };
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < String > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < String > ::DESERIALIZE,
            "`String` cannot be a column of the table of users: put `#[derive(Clone, serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < String > ::SERIALIZE,
            "`String` cannot be a column of the table of users: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < String > ::DESERIALIZE,
            "`String` cannot be a column of the table of users: it lacks `#[derive(serde::Deserialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Option < String > > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < Option < String > > ::DESERIALIZE,
            "`Option<String>` cannot be a column of the table of users: put `#[derive(Clone, serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Option < String > > ::SERIALIZE,
            "`Option<String>` cannot be a column of the table of users: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Option < String > > ::DESERIALIZE,
            "`Option<String>` cannot be a column of the table of users: it lacks `#[derive(serde::Deserialize)]`"
        );
    };
};
#[automatically_derived]
impl ::auth::__private::callback::database::SessionSource for AppUser {
    type Record = ::auth::__private::callback::database::Stored<Self>;
    type Fields = ::auth::__private::User<Self>;
    type Whole = ::auth::__private::User<Self>;
    fn fields(
        record: &::auth::__private::Jwt<
            ::auth::__private::callback::database::Stored<Self>,
        >,
    ) -> &::auth::__private::User<Self> {
        &record.claims.user
    }
    fn whole(
        record: &::auth::__private::Jwt<
            ::auth::__private::callback::database::Stored<Self>,
        >,
    ) -> &::auth::__private::User<Self> {
        &record.claims.user
    }
}
