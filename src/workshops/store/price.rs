//! What sessions cost, in the database. What has no row is free.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::rules::workshop::Price;
use crate::schema::{session_prices, workshop_prices};
use diesel::prelude::*;
use std::collections::HashMap;

macro_rules! prices {
    ($table:ident, $key:ident, $of:ident, $set:ident, $whose:literal) => {
        #[doc = concat!("What these ", $whose, " state.")]
        pub fn $of(conn: &mut Conn, ids: &[Id]) -> QueryResult<HashMap<Id, Price>> {
            let mut found = HashMap::new();
            for ids in ids.chunks(500) {
                let rows: Vec<(Id, String, i64, i64, i64)> = on!(conn, c => $table::table
                    .filter($table::$key.eq_any(ids))
                    .select(($table::$key, $table::currency, $table::seat_amount, $table::late_amount, $table::no_show_amount))
                    .load(c))?;
                found.extend(rows.into_iter().map(|(id, currency, seat, late, no_show)| (id, Price { currency, seat, late, no_show })));
            }
            Ok(found)
        }

        #[doc = concat!("Puts this in the place of what one of the ", $whose, " stated.")]
        pub fn $set(conn: &mut Conn, id: Id, price: Option<&Price>) -> QueryResult<()> {
            on!(conn, c => diesel::delete($table::table.filter($table::$key.eq(id))).execute(c))?;
            if let Some(price) = price {
                let row = (
                    $table::$key.eq(id),
                    $table::currency.eq(&price.currency),
                    $table::seat_amount.eq(price.seat),
                    $table::late_amount.eq(price.late),
                    $table::no_show_amount.eq(price.no_show),
                );
                on!(conn, c => diesel::insert_into($table::table).values(row).execute(c))?;
            }
            Ok(())
        }
    };
}

prices!(session_prices, session_id, prices_of_sessions, set_session_price, "sessions");
prices!(workshop_prices, workshop_id, prices_of_workshops, set_workshop_price, "workshops");
