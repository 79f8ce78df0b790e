struct Token {
    city: String,
    team: u32,
}
const _: () = {
    #[allow(unused_imports)]
    use ::auth::__private::claims::Unbounded as _;
    #[allow(unused_imports)]
    use ::auth::__private::claims::NotAClaim as _;
    #[doc(hidden)]
    #[allow(unreachable_pub)]
    #[derive(::core::default::Default)]
    pub struct Partial {
        city: ::core::option::Option<String>,
        team: ::core::option::Option<u32>,
    }
    #[automatically_derived]
    impl ::auth::__private::claims::Claims for Token {
        const FIELDS: &'static [::auth::__private::claims::ClaimField] = &[
            ::auth::__private::claims::ClaimField::new("city")
                .at_most(::auth::__private::claims::Bound::<String>::MAX_SIZE),
            ::auth::__private::claims::ClaimField::new("team")
                .at_most(::auth::__private::claims::Bound::<u32>::MAX_SIZE),
        ];
        const PERSONAL: &'static [&'static str] = &["city"];
        type Partial = Partial;
        fn read<'de, A: ::auth::__private::serde_core::de::MapAccess<'de>>(
            partial: &mut Partial,
            name: &str,
            map: &mut A,
        ) -> ::core::result::Result<bool, A::Error> {
            match name {
                "city" => {
                    partial.city = ::core::option::Option::Some(
                        ::auth::__private::claims::ClaimValue::<String>::read(map)?,
                    );
                }
                "team" => {
                    partial.team = ::core::option::Option::Some(
                        ::auth::__private::claims::ClaimValue::<u32>::read(map)?,
                    );
                }
                _ => return ::core::result::Result::Ok(false),
            }
            ::core::result::Result::Ok(true)
        }
        fn finish<E: ::auth::__private::serde_core::de::Error>(
            partial: Partial,
        ) -> ::core::result::Result<Self, E> {
            ::core::result::Result::Ok(Token {
                city: ::auth::__private::claims::ClaimValue::<
                    String,
                >::or_missing(partial.city, "city")?,
                team: ::auth::__private::claims::ClaimValue::<
                    u32,
                >::or_missing(partial.team, "team")?,
            })
        }
        fn write<M: ::auth::__private::serde_core::ser::SerializeMap>(
            &self,
            map: &mut M,
        ) -> ::core::result::Result<(), M::Error> {
            ::auth::__private::claims::ClaimValue::<
                String,
            >::write(&self.city, "city", map)?;
            ::auth::__private::claims::ClaimValue::<
                u32,
            >::write(&self.team, "team", map)?;
            ::core::result::Result::Ok(())
        }
    }
    #[allow(unused_imports)]
    use ::auth::__private::derives::Lacks as _;
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < String > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < String > ::DESERIALIZE,
            "`String` cannot be a claim of the session token: put `#[derive(serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < String > ::SERIALIZE,
            "`String` cannot be a claim of the session token: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < String > ::DESERIALIZE,
            "`String` cannot be a claim of the session token: it lacks `#[derive(serde::Deserialize)]`"
        );
    };
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < u32 > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < u32 > ::DESERIALIZE,
            "`u32` cannot be a claim of the session token: put `#[derive(serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < u32 > ::SERIALIZE,
            "`u32` cannot be a claim of the session token: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < u32 > ::DESERIALIZE,
            "`u32` cannot be a claim of the session token: it lacks `#[derive(serde::Deserialize)]`"
        );
    };
};
#[automatically_derived]
impl ::auth::__private::callback::database::SessionSource for Token {
    type Record = Self;
    type Fields = Self;
    type Whole = ::auth::__private::Jwt<Self>;
    fn fields(record: &::auth::__private::Jwt<Self>) -> &Self {
        &record.claims
    }
    fn whole(record: &::auth::__private::Jwt<Self>) -> &::auth::__private::Jwt<Self> {
        record
    }
}
