#[derive(Clone)]
pub struct Key {
    pub scopes: Set<Permission>,
    pub project: ProjectId,
    pub region: Region,
}
#[automatically_derived]
impl ::auth::__private::api_key::KeyData for Key {
    const PREFIX: &'static str = "acme";
    fn read(
        members: &::auth::__private::api_key::KeyMembers,
    ) -> ::core::result::Result<Self, ::auth::__private::api_key::KeyDataError> {
        ::core::result::Result::Ok(Key {
            scopes: <Set<
                Permission,
            > as ::auth::__private::api_key::Scopes>::read(members, "scopes")?,
            project: <ProjectId as ::auth::__private::api_key::KeyField>::read(
                members,
                "tenant",
            )?,
            region: <Region as ::auth::__private::api_key::DefaultKeyField>::read_or_default(
                members,
                "region",
            )?,
        })
    }
    fn write(
        &self,
    ) -> ::core::result::Result<
        ::auth::__private::api_key::KeyMembers,
        ::auth::__private::api_key::KeyDataError,
    > {
        let mut members = ::auth::__private::api_key::KeyMembers::new();
        <Set<
            Permission,
        > as ::auth::__private::api_key::Scopes>::write(
            &self.scopes,
            &mut members,
            "scopes",
        )?;
        <ProjectId as ::auth::__private::api_key::KeyField>::write(
            &self.project,
            &mut members,
            "tenant",
        )?;
        <Region as ::auth::__private::api_key::KeyField>::write(
            &self.region,
            &mut members,
            "region",
        )?;
        ::core::result::Result::Ok(members)
    }
}
#[automatically_derived]
impl ::auth::__private::api_key::Scoped for Key {
    type Scopes = Set<Permission>;
    fn scopes(&self) -> &Set<Permission> {
        &self.scopes
    }
}
