#[derive(Clone)]
pub struct AppUser {
    pub role: Role,
    pub nick: Option<String>,
}
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
            role: <Role as ::auth::__private::Column>::read_or(
                columns,
                "role",
                <Role as ::auth::__private::DefaultColumn>::of_new_user,
            )?,
            nick: <Option<
                String,
            > as ::auth::__private::Column>::read(columns, "nickName")?,
        })
    }
    fn write(
        &self,
    ) -> ::core::result::Result<
        ::auth::__private::ExtraColumns,
        ::auth::__private::ColumnError,
    > {
        let mut columns = ::auth::__private::ExtraColumns::new();
        <Role as ::auth::__private::Column>::write(&self.role, &mut columns, "role")?;
        <Option<
            String,
        > as ::auth::__private::Column>::write(&self.nick, &mut columns, "nickName")?;
        ::core::result::Result::Ok(columns)
    }
}
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
