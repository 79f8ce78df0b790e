struct Robot {}
const _: () = {
    #[automatically_derived]
    impl ::auth::__private::api_key::KeyData for Robot {
        type Exists = ();
        const PREFIX: &'static str = "ci0";
        fn read(
            _: &::auth::__private::api_key::KeyMembers,
        ) -> ::core::result::Result<Self, ::auth::__private::api_key::KeyDataError> {
            ::core::result::Result::Ok(Robot {})
        }
        fn write(
            &self,
        ) -> ::core::result::Result<
            ::auth::__private::api_key::KeyMembers,
            ::auth::__private::api_key::KeyDataError,
        > {
            let members = ::auth::__private::api_key::KeyMembers::new();
            ::core::result::Result::Ok(members)
        }
    }
};
