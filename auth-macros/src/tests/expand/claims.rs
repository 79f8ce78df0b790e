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
                        <UserId as ::auth::__private::claims::Claim>::read(map)?,
                    );
                }
                "role" => {
                    partial.role = ::core::option::Option::Some(
                        <Role as ::auth::__private::claims::Claim>::read(map)?,
                    );
                }
                "org" => {
                    partial.organisation = ::core::option::Option::Some(
                        <Option<String> as ::auth::__private::claims::Claim>::read(map)?,
                    );
                }
                "team" => {
                    partial.team = ::core::option::Option::Some(
                        <String as ::auth::__private::claims::Claim>::read(map)?,
                    );
                }
                name => {
                    <OtherClaims as ::auth::__private::claims::RestClaims>::read(
                        &mut partial.rest,
                        name,
                        map,
                    )?
                }
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
                role: <Role as ::auth::__private::claims::DefaultClaim>::or_default(
                    partial.role,
                ),
                organisation: <Option<
                    String,
                > as ::auth::__private::claims::Claim>::or_missing(
                    partial.organisation,
                    "org",
                )?,
                team: <String as ::auth::__private::claims::Claim>::or_missing(
                    partial.team,
                    "team",
                )?,
                rest: <OtherClaims as ::auth::__private::claims::RestClaims>::or_none(
                    partial.rest,
                ),
            })
        }
        fn write<M: ::auth::__private::serde_core::ser::SerializeMap>(
            &self,
            map: &mut M,
        ) -> ::core::result::Result<(), M::Error> {
            <UserId as ::auth::__private::claims::Claim>::write(&self.id, "id", map)?;
            <Role as ::auth::__private::claims::Claim>::write(&self.role, "role", map)?;
            <Option<
                String,
            > as ::auth::__private::claims::Claim>::write(
                &self.organisation,
                "org",
                map,
            )?;
            <String as ::auth::__private::claims::Claim>::write(
                &self.team,
                "team",
                map,
            )?;
            <OtherClaims as ::auth::__private::claims::RestClaims>::write(
                &self.rest,
                &["id", "role", "org", "team"],
                map,
            )?;
            ::core::result::Result::Ok(())
        }
        fn check_sizes(
            &self,
        ) -> ::core::result::Result<(), ::auth::__private::claims::ClaimTooLong> {
            <String as ::auth::__private::claims::Claim>::check_size(
                &self.team,
                "team",
                64usize,
            )?;
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
