#[derive(Clone)]
pub struct Key {
    pub scopes: Set<Permission>,
    pub project: ProjectId,
    pub region: Region,
}
const _: () = {
    #[allow(unused_imports)]
    use ::auth::__private::api_key::NotCarried as _;
    const CODEC_0: ::auth::__private::api_key::KeyCodec<Set<Permission>> = <Set<
        Permission,
    > as ::auth::__private::api_key::Scopes>::CODEC;
    const CODEC_1: ::auth::__private::api_key::KeyCodec<ProjectId> = ::auth::__private::api_key::KeyValue::<
        ProjectId,
    >::CODEC;
    const CODEC_2: ::auth::__private::api_key::KeyCodec<Region> = ::auth::__private::api_key::KeyValue::<
        Region,
    >::DEFAULT_CODEC;
    #[allow(unused_imports)]
    use ::auth::__private::derives::Lacks as _;
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < ProjectId > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < ProjectId > ::DESERIALIZE,
            "`ProjectId` cannot be a part of an API key: put `#[derive(serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < ProjectId > ::SERIALIZE,
            "`ProjectId` cannot be a part of an API key: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < ProjectId > ::DESERIALIZE,
            "`ProjectId` cannot be a part of an API key: it lacks `#[derive(serde::Deserialize)]`"
        );
    };
    const _: () = {
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Region > ::SERIALIZE ||
            ::auth::__private::derives::Derives:: < Region > ::DESERIALIZE,
            "`Region` cannot be a part of an API key: put `#[derive(serde::Serialize, serde::Deserialize)]` on it"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Region > ::SERIALIZE,
            "`Region` cannot be a part of an API key: it lacks `#[derive(serde::Serialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Region > ::DESERIALIZE,
            "`Region` cannot be a part of an API key: it lacks `#[derive(serde::Deserialize)]`"
        );
        ::core::assert!(
            ::auth::__private::derives::Derives:: < Region > ::DEFAULT,
            "`Region` has no default for keys without this field: put `#[derive(Default)]` on it, or make the field an `Option`"
        );
    };
    #[automatically_derived]
    impl ::auth::__private::api_key::KeyData for Key {
        type Exists = ();
        const PREFIX: &'static str = "acme";
        fn read(
            members: &::auth::__private::api_key::KeyMembers,
        ) -> ::core::result::Result<Self, ::auth::__private::api_key::KeyDataError> {
            ::core::result::Result::Ok(Key {
                scopes: (CODEC_0.read)(members, "scopes")?,
                project: (CODEC_1.read)(members, "tenant")?,
                region: (CODEC_2.read)(members, "region")?,
            })
        }
        fn write(
            &self,
        ) -> ::core::result::Result<
            ::auth::__private::api_key::KeyMembers,
            ::auth::__private::api_key::KeyDataError,
        > {
            let mut members = ::auth::__private::api_key::KeyMembers::new();
            (CODEC_0.write)(&self.scopes, &mut members, "scopes")?;
            (CODEC_1.write)(&self.project, &mut members, "tenant")?;
            (CODEC_2.write)(&self.region, &mut members, "region")?;
            ::core::result::Result::Ok(members)
        }
    }
};
#[automatically_derived]
impl ::auth::__private::api_key::Scoped for Key {
    type Scopes = Set<Permission>;
    fn scopes(&self) -> &Set<Permission> {
        &self.scopes
    }
}
