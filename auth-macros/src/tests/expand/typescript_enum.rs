::auth::__private::with_typescript! {
    #[automatically_derived] impl ::auth::__private::typescript::TypeScript for Role {
    #[allow(unused_variables)] fn type_name(types : & mut
    ::auth::__private::typescript::Declarations) -> ::std::string::String { types
    .declare:: < Self > ("Role", | types |
    ::std::string::String::from("\"admin\" | \"guest\" | \"power-user\"")) } }
}
