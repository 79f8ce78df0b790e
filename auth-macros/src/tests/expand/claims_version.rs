struct Token {
    id: UserId,
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
        id: ::core::option::Option<UserId>,
    }
    #[automatically_derived]
    impl ::auth::__private::claims::Claims for Token {
        const VERSION: u32 = 3u32;
        const FIELDS: &'static [::auth::__private::claims::ClaimField] = &[
            ::auth::__private::claims::ClaimField::new("id")
                .at_most(::auth::__private::claims::Bound::<UserId>::MAX_SIZE),
        ];
        type Partial = Partial;
        fn read<'de, A: ::auth::__private::serde_core::de::MapAccess<'de>>(
            partial: &mut Partial,
            name: &str,
            map: &mut A,
        ) -> ::core::result::Result<bool, A::Error> {
            match name {
                "id" => {
                    partial.id = ::core::option::Option::Some(
                        ::auth::__private::claims::ClaimValue::<UserId>::read(map)?,
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
                id: ::auth::__private::claims::ClaimValue::<
                    UserId,
                >::or_missing(partial.id, "id")?,
            })
        }
        fn write<M: ::auth::__private::serde_core::ser::SerializeMap>(
            &self,
            map: &mut M,
        ) -> ::core::result::Result<(), M::Error> {
            ::auth::__private::claims::ClaimValue::<UserId>::write(&self.id, "id", map)?;
            ::core::result::Result::Ok(())
        }
        fn migration() -> impl ::auth::__private::claims::Migration<Self> {
            #[allow(unused_imports)]
            use ::auth::__private::claims::NotAMigration as _;
            ::auth::__private::claims::Step::<Self, _, _>::new(from_v2).checked()
        }
    }
    const _: () = ::core::assert!(
        ::auth::__private::claims::version_before:: < Token, _, _ > (from_v2) < 3u32,
        "the function under `migrate` must take the struct of an older version"
    );
    #[allow(unused_imports)]
    use ::auth::__private::derives::Lacks as _;
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < UserId > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < UserId > ::DESERIALIZE,
            "`UserId` cannot be a claim of the session token: put `#[derive(serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < UserId > ::SERIALIZE,
            "`UserId` cannot be a claim of the session token: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < UserId > ::DESERIALIZE,
            "`UserId` cannot be a claim of the session token: it lacks `#[derive(serde::Deserialize)]`"
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
