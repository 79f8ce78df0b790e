struct Token {
    id: UserId,
    seen: Time,
}
const _: () = {
    #[allow(unused_imports)]
    use ::auth::__private::claims::Unbounded as _;
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
                        <UserId as ::auth::__private::claims::Claim>::read(map)?,
                    );
                }
                "seen" => {
                    partial.seen = ::core::option::Option::Some(
                        <Time as ::auth::__private::claims::Claim>::read(map)?,
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
                id: <UserId as ::auth::__private::claims::Claim>::or_missing(
                    partial.id,
                    "id",
                )?,
                seen: <Time as ::auth::__private::claims::DefaultClaim>::or_default(
                    partial.seen,
                ),
            })
        }
        fn write<M: ::auth::__private::serde_core::ser::SerializeMap>(
            &self,
            map: &mut M,
        ) -> ::core::result::Result<(), M::Error> {
            <UserId as ::auth::__private::claims::Claim>::write(&self.id, "id", map)?;
            <Time as ::auth::__private::claims::Claim>::write(&self.seen, "seen", map)?;
            ::core::result::Result::Ok(())
        }
    }
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
    .claim("id", < UserId as ::auth::__private::typescript::TypeScript > ::type_name,
    false); members.claim("seen", | _ | ::std::string::String::from("Date"), true); } }
}
