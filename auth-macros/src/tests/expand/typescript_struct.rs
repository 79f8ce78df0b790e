::auth::__private::with_typescript! {
    #[automatically_derived] impl ::auth::__private::typescript::TypeScript for Team {
    #[allow(unused_variables)] fn type_name(types : & mut
    ::auth::__private::typescript::Declarations) -> ::std::string::String { types
    .declare:: < Self > ("Team", | types | ::auth::__private::typescript::object(types, &
    [("id", | types : & mut ::auth::__private::typescript::Declarations | {
    #[allow(unused_imports)] use ::auth::__private::typescript::probe:: { Other as _, Own
    as _, Unknown as _ }; (&& & ::auth::__private::typescript::probe::Probe:: < TeamId >
    ::new()).type_name(types) }, false), ("parentTeam", | types : & mut
    ::auth::__private::typescript::Declarations | { #[allow(unused_imports)] use
    ::auth::__private::typescript::probe:: { Other as _, Own as _, Unknown as _ }; (&& &
    ::auth::__private::typescript::probe::Probe:: < Option < Box < Team > > > ::new())
    .type_name(types) }, true), ("since", | _ | ::std::string::String::from("string"),
    false)])) } }
}
