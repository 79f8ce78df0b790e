struct Token {
    id: UserId,
    seen: Time,
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
        seen: ::core::option::Option<Time>,
    }
    #[automatically_derived]
    impl ::auth::__private::claims::Claims for Token {
        const FIELDS: &'static [::auth::__private::claims::ClaimField] = &[
            ::auth::__private::claims::ClaimField::new("id")
                .at_most(::auth::__private::claims::Bound::<UserId>::MAX_SIZE),
            ::auth::__private::claims::ClaimField::new("seen")
                .or_default()
                .at_most(::auth::__private::claims::Bound::<Time>::MAX_SIZE),
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
                "seen" => {
                    partial.seen = ::core::option::Option::Some(
                        ::auth::__private::claims::ClaimValue::<Time>::read(map)?,
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
                seen: ::auth::__private::claims::ClaimValue::<
                    Time,
                >::or_default(partial.seen)?,
            })
        }
        fn write<M: ::auth::__private::serde_core::ser::SerializeMap>(
            &self,
            map: &mut M,
        ) -> ::core::result::Result<(), M::Error> {
            ::auth::__private::claims::ClaimValue::<UserId>::write(&self.id, "id", map)?;
            ::auth::__private::claims::ClaimValue::<
                Time,
            >::write(&self.seen, "seen", map)?;
            ::core::result::Result::Ok(())
        }
    }
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
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Time > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < Time > ::DESERIALIZE,
            "`Time` cannot be a claim of the session token: put `#[derive(serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Time > ::SERIALIZE,
            "`Time` cannot be a claim of the session token: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Time > ::DESERIALIZE,
            "`Time` cannot be a claim of the session token: it lacks `#[derive(serde::Deserialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Time > ::DEFAULT,
            "`Time` has no default to replace an absent claim: put `#[derive(Default)]` on it, or make the field an `Option`"
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
::auth::__private::with_typescript! {
    #[automatically_derived] impl ::auth::__private::typescript::TokenTypes for Token {
    fn list(members : & mut ::auth::__private::typescript::Members < '_ >) { members
    .claim("id", | types : & mut ::auth::__private::typescript::Declarations | {
    #[allow(unused_imports)] use ::auth::__private::typescript::probe:: { Other as _, Own
    as _, Unknown as _ }; (&& & ::auth::__private::typescript::probe::Probe:: < UserId >
    ::new()).type_name(types) }, false); members.claim("seen", | _ |
    ::std::string::String::from("Date"), true); } }
}
