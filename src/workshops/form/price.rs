//! Reading what a seat costs.

use crate::platform::error::Message;
use crate::platform::form::{Faults, Typed};
use crate::rules::workshop::Price;
use crate::rules::workshop::cost::{MOST_AMOUNT, amount, decimals, typed};

/// The fields: the amounts as people type them, and the currency.
pub const PRICE_FIELDS: [&str; 4] = ["seat_cost", "late_fee", "no_show_fee", "currency"];

/// Where nothing else is said.
const USUAL_CURRENCY: &str = "EUR";

/// What is stated as typed; none: nothing, it is free. A form without these fields leaves it at what stood before.
pub fn price(faults: &mut Faults, form: &Typed, before: Option<Price>) -> Option<Price> {
    if !form.fields().any(|(name, _)| PRICE_FIELDS.contains(&name)) {
        return before;
    }
    let amounts = ["seat_cost", "late_fee", "no_show_fee"];
    if amounts.iter().all(|field| form.one(field).trim().is_empty()) {
        return None;
    }
    let written = form.one("currency").trim().to_uppercase();
    let currency = if written.is_empty() { USUAL_CURRENCY.to_owned() } else { written };
    let Some(digits) = decimals(&currency) else {
        faults.note("currency", "price-fault-currency");
        return None;
    };
    let [seat, late, no_show] = amounts.map(|field| match form.one(field).trim() {
        "" => Some(0),
        text => {
            let read = amount(text, digits);
            if read.is_none() {
                let most = typed(MOST_AMOUNT, digits);
                faults.add(
                    field,
                    Message::new("price-fault-amount").with("decimals", digits).with("most", most),
                );
            }
            read
        }
    });
    let price = Price {
        currency,
        seat: seat?,
        late: late?,
        no_show: no_show?,
    };
    // Nothing that is stated is free.
    (price.seat.max(price.late).max(price.no_show) > 0).then_some(price)
}

/// The fields as what is stated fills them.
pub fn price_fields(price: Option<&Price>) -> Vec<(String, String)> {
    let Some(price) = price else { return Vec::new() };
    let digits = decimals(&price.currency).unwrap_or(2);
    [
        ("seat_cost", typed(price.seat, digits)),
        ("late_fee", typed(price.late, digits)),
        ("no_show_fee", typed(price.no_show, digits)),
        ("currency", price.currency.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}
