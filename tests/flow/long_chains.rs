//! Many callbacks of one kind in one application.

use auth::prelude::*;

use crate::{site::*, world::*};

/// Registers forty callbacks of each kind that may be registered several times.
macro_rules! forty {
    ($($guard:ident $handler:ident $check:ident;)*) => {
        $(
            #[auth::sign_in]
            async fn $guard(_: &User, State(world): State<World>) -> bool {
                world.note("guard");
                true
            }

            #[auth::event(sign_in)]
            async fn $handler(_: SignInEvent<'_>, State(world): State<World>) {
                world.note("event");
            }

            #[auth::jwt(access)]
            async fn $check(_: &Jwt<Token>, State(world): State<World>) -> bool {
                world.note("access");
                true
            }
        )*

        fn site_of_forty() -> Site {
            Site::built(|builder| {
                let builder = builder.credentials::<login>().jwt::<issue>().session::<Visible>();
                let builder = builder$(.sign_in::<$guard>())*$(.on::<$handler>())*$(.jwt_access::<$check>())*;
                builder.build().unwrap()
            })
        }
    };
}

forty! {
    g1 h1 c1; g2 h2 c2; g3 h3 c3; g4 h4 c4; g5 h5 c5; g6 h6 c6; g7 h7 c7; g8 h8 c8; g9 h9 c9; g10 h10 c10;
    g11 h11 c11; g12 h12 c12; g13 h13 c13; g14 h14 c14; g15 h15 c15; g16 h16 c16; g17 h17 c17; g18 h18 c18;
    g19 h19 c19; g20 h20 c20; g21 h21 c21; g22 h22 c22; g23 h23 c23; g24 h24 c24; g25 h25 c25; g26 h26 c26;
    g27 h27 c27; g28 h28 c28; g29 h29 c29; g30 h30 c30; g31 h31 c31; g32 h32 c32; g33 h33 c33; g34 h34 c34;
    g35 h35 c35; g36 h36 c36; g37 h37 c37; g38 h38 c38; g39 h39 c39; g40 h40 c40;
}

#[tokio::test]
async fn forty_callbacks_of_each_kind_are_called() {
    let mut site = site_of_forty();
    site.sign_in("ada").await;
    let happened = site.world.happened();
    let times = |name: &str| happened.iter().filter(|noted| *noted == name).count();
    assert_eq!((times("guard"), times("event")), (40, 40), "{happened:?}");
    site.get("/auth/session").await;
    let checked = site.world.happened();
    assert_eq!(checked.iter().filter(|noted| *noted == "access").count(), 40, "{checked:?}");
}
