/// Claims.
#[derive(Clone)]
pub struct Token {
    pub id: UserId,
    pub role: Role,
    pub organisation: Option<String>,
    pub team: String,
    pub rest: OtherClaims,
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
        role: ::core::option::Option<Role>,
        organisation: ::core::option::Option<Option<String>>,
        team: ::core::option::Option<String>,
        rest: ::core::option::Option<OtherClaims>,
    }
    #[automatically_derived]
    impl ::auth::__private::claims::Claims for Token {
        const FIELDS: &'static [::auth::__private::claims::ClaimField] = &[
            ::auth::__private::claims::ClaimField::new("id")
                .at_most(::auth::__private::claims::Bound::<UserId>::MAX_SIZE),
            ::auth::__private::claims::ClaimField::new("role")
                .or_default()
                .at_most(::auth::__private::claims::Bound::<Role>::MAX_SIZE),
            ::auth::__private::claims::ClaimField::new("org")
                .at_most(::auth::__private::claims::Bound::<Option<String>>::MAX_SIZE),
            ::auth::__private::claims::ClaimField::new("team")
                .at_most(::core::option::Option::Some(66usize)),
            ::auth::__private::claims::ClaimField::rest("rest"),
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
                "role" => {
                    partial.role = ::core::option::Option::Some(
                        ::auth::__private::claims::ClaimValue::<Role>::read(map)?,
                    );
                }
                "org" => {
                    partial.organisation = ::core::option::Option::Some(
                        ::auth::__private::claims::ClaimValue::<
                            Option<String>,
                        >::read(map)?,
                    );
                }
                "team" => {
                    partial.team = ::core::option::Option::Some(
                        ::auth::__private::claims::ClaimValue::<String>::read(map)?,
                    );
                }
                name => {
                    ::auth::__private::claims::ClaimValue::<
                        OtherClaims,
                    >::keep(&mut partial.rest, name, map)?
                }
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
                role: ::auth::__private::claims::ClaimValue::<
                    Role,
                >::or_default(partial.role)?,
                organisation: ::auth::__private::claims::ClaimValue::<
                    Option<String>,
                >::or_missing(partial.organisation, "org")?,
                team: ::auth::__private::claims::ClaimValue::<
                    String,
                >::or_missing(partial.team, "team")?,
                rest: ::auth::__private::claims::ClaimValue::<
                    OtherClaims,
                >::or_default(partial.rest)?,
            })
        }
        fn write<M: ::auth::__private::serde_core::ser::SerializeMap>(
            &self,
            map: &mut M,
        ) -> ::core::result::Result<(), M::Error> {
            ::auth::__private::claims::ClaimValue::<UserId>::write(&self.id, "id", map)?;
            ::auth::__private::claims::ClaimValue::<
                Role,
            >::write(&self.role, "role", map)?;
            ::auth::__private::claims::ClaimValue::<
                Option<String>,
            >::write(&self.organisation, "org", map)?;
            ::auth::__private::claims::ClaimValue::<
                String,
            >::write(&self.team, "team", map)?;
            ::auth::__private::claims::ClaimValue::<
                OtherClaims,
            >::write_rest(&self.rest, &["id", "role", "org", "team"], map)?;
            ::core::result::Result::Ok(())
        }
        fn check_sizes(
            &self,
        ) -> ::core::result::Result<(), ::auth::__private::claims::ClaimTooLong> {
            ::auth::__private::claims::ClaimValue::<
                String,
            >::check_size(&self.team, "team", 64usize)?;
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
            ::auth::__private::derives::Derives:: < Role > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < Role > ::DESERIALIZE,
            "`Role` cannot be a claim of the session token: put `#[derive(serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Role > ::SERIALIZE,
            "`Role` cannot be a claim of the session token: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Role > ::DESERIALIZE,
            "`Role` cannot be a claim of the session token: it lacks `#[derive(serde::Deserialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Role > ::DEFAULT,
            "`Role` has no default to replace an absent claim: put `#[derive(Default)]` on it, or make the field an `Option`"
        );
    };
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
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Option < String > > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < Option < String > > ::DESERIALIZE,
            "`Option<String>` cannot be a claim of the session token: put `#[derive(serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Option < String > > ::SERIALIZE,
            "`Option<String>` cannot be a claim of the session token: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Option < String > > ::DESERIALIZE,
            "`Option<String>` cannot be a claim of the session token: it lacks `#[derive(serde::Deserialize)]`"
        );
    };
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
            ::auth::__private::derives::Derives:: < OtherClaims > ::HOLDS_CLAIMS,
            "`OtherClaims` cannot hold undeclared claims: give the field the type `auth::OtherClaims`"
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
