::auth::__private::with_typescript! {
    #[automatically_derived] impl ::auth::__private::typescript::TypeScript for Team {
    #[allow(unused_variables)] fn type_name(types : & mut
    ::auth::__private::typescript::Declarations) -> ::std::string::String { types
    .declare:: < Self > ("Team", | types | ::auth::__private::typescript::object(types, &
    [("id", < TeamId as ::auth::__private::typescript::TypeScript > ::type_name, false),
    ("parentTeam", < Option < Box < Team > > as ::auth::__private::typescript::TypeScript
    > ::type_name, true), ("since", | _ | ::std::string::String::from("string"),
    false)])) } }
}
