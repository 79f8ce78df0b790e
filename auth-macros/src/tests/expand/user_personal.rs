pub struct Member {
    pub city: String,
    pub birth: Day,
    pub rank: u32,
}
const _: () = {
    #[allow(unused_imports)]
    use ::auth::__private::NotAColumn as _;
    #[automatically_derived]
    impl ::auth::__private::UserData for Member {
        type Declared = Self;
        const COLUMNS: &'static [&'static str] = &["city", "birthDay", "rank"];
        const PERSONAL: &'static [&'static str] = &["city", "birthDay"];
        fn of_new_user() -> Self {
            Member {
                city: <String as ::auth::__private::DefaultColumn>::of_new_user(),
                birth: <Day as ::auth::__private::EmptyColumn>::of_new_user(),
                rank: <u32 as ::auth::__private::EmptyColumn>::of_new_user(),
            }
        }
        fn read(
            columns: &::auth::__private::ExtraColumns,
        ) -> ::core::result::Result<Self, ::auth::__private::ColumnError> {
            ::core::result::Result::Ok(Member {
                city: ::auth::__private::ColumnValue::<
                    String,
                >::read_or_default(columns, "city")?,
                birth: ::auth::__private::ColumnValue::<Day>::read(columns, "birthDay")?,
                rank: ::auth::__private::ColumnValue::<u32>::read(columns, "rank")?,
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
                String,
            >::write(&self.city, &mut columns, "city")?;
            ::auth::__private::ColumnValue::<
                Day,
            >::write(&self.birth, &mut columns, "birthDay")?;
            ::auth::__private::ColumnValue::<
                u32,
            >::write(&self.rank, &mut columns, "rank")?;
            ::core::result::Result::Ok(columns)
        }
    }
    #[allow(unused_imports)]
    use ::auth::__private::derives::Lacks as _;
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
    };
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Day > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < Day > ::DESERIALIZE,
            "`Day` cannot be a column of the table of users: put `#[derive(Clone, serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Day > ::SERIALIZE,
            "`Day` cannot be a column of the table of users: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Day > ::DESERIALIZE,
            "`Day` cannot be a column of the table of users: it lacks `#[derive(serde::Deserialize)]`"
        );
    };
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < u32 > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < u32 > ::DESERIALIZE,
            "`u32` cannot be a column of the table of users: put `#[derive(Clone, serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < u32 > ::SERIALIZE,
            "`u32` cannot be a column of the table of users: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < u32 > ::DESERIALIZE,
            "`u32` cannot be a column of the table of users: it lacks `#[derive(serde::Deserialize)]`"
        );
    };
};
#[automatically_derived]
impl ::auth::__private::callback::database::SessionSource for Member {
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
